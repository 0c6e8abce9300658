//! The scenarios inside the program.

/// The scenario that `mirror simulate` runs when no file is named.
pub const DEFAULT_SCENARIO: &str = include_str!("../../scenarios/default.toml");

/// Every scenario inside the program, by name.
pub const BUILT_IN: [(&str, &str); 1] = [("default", DEFAULT_SCENARIO)];
