//! Birth and hand-over: the time before gov owns the protocol.

mod early_keys;
mod interrupted;
mod large_holder;
mod one_holder;
mod open_polls;

use crate::attacks::attack::Attack;

/// The most expensive first.
pub(super) const ATTACKS: [&Attack; 9] = [
    &early_keys::CLAIM,
    &early_keys::OWNER,
    &one_holder::ATTACK,
    &open_polls::ATTACK,
    &large_holder::ATTACK,
    &interrupted::STRANGER,
    &interrupted::PAUSE,
    &interrupted::CODE,
    &interrupted::GENESIS,
];
