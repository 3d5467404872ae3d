mod backup;
mod door;
mod keys;
mod ledger;
mod undo;
