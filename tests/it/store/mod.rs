mod backup;
mod company;
mod door;
mod keys;
mod ledger;
mod undo;
