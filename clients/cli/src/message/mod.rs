//! Messages and questions of all contracts, made from their JSON schema: no list of them is kept by
//! hand.
//!
//! In reading order: `contracts` holds the schemas, `shape` what they say of a message, `flags` its
//! flags, `settle` turns what was typed into what is sent (`values`, `names` and `amounts` say what a
//! word stands for, `field_names` what a text is, `fault` what can be wrong), `funds` the coins that go
//! with it, `polls` the kind of a poll, `example` how one would type it, `chosen` is all of it for one
//! message, `learn` asks the chain for names that the deployment file does not have yet, `words` tells
//! what the chain says, and `problem` why something did not happen.

mod advice;
pub mod amounts;
pub mod chosen;
pub mod contracts;
pub mod example;
pub mod fault;
mod field_names;
pub mod flags;
pub mod funds;
pub mod learn;
pub mod names;
pub(crate) mod near;
pub mod polls;
pub mod problem;
pub mod settle;
pub mod shape;
mod unpaid;
mod values;
pub mod words;

pub use field_names::TextKind;
