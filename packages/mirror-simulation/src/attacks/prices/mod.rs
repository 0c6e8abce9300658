//! Prices that are wrong.

mod false_average;
mod foreign_oracle;
mod lagging_average;
mod stolen_key;
mod stopped_batch;

use crate::attacks::attack::Attack;

/// The attacks on prices.
pub(super) const ATTACKS: [&Attack; 5] = [
    &stolen_key::ATTACK,
    &foreign_oracle::ATTACK,
    &false_average::ATTACK,
    &lagging_average::ATTACK,
    &stopped_batch::ATTACK,
];
