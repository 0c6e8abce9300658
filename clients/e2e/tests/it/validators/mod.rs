//! Four validators, of which some are killed: what goes on, what waits, and that nothing is lost.

mod fail_over;
mod halt;
mod load;
mod nodes;
mod payers;
