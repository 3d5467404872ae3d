//! Stories on a real store, and the tidiness of the sources.

mod store;
mod tidy;
