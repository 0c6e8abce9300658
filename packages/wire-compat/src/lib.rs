//! Holds our messages to the published ones, both ways. There is only a test here: what the
//! published crates write is read by ours, what ours answer is read by the published crates.
#![warn(missing_docs)]
