mod backup;
mod close;
mod company;
mod door;
mod keys;
mod ledger;
mod undo;
mod views;
