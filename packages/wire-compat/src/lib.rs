//! Holds our messages to the published ones, both ways.
