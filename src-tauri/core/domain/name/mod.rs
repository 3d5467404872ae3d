//! Company names: taken apart, compared, and the keys under which like names are found.
//!
//! Nothing that tells companies apart is ever dropped: words of legal form, and places in front of a
//! word that is a company's own, are all that two names of one company may differ by, unless the table
//! of known names says that they are one's. Neighbours: `store::company` keeps the keys, and looks up.

mod chars;
mod keys;
mod known;
mod like;
mod parse;
mod tables;

pub use chars::{fold, half_width, letters, simplified};
pub use keys::{keys, lookups, version};
pub use known::entities;
pub use like::{Likeness, Named, like};
pub use parse::{Class, Form, Forms, Name, Reading, Word};
