//! The protocol's formulas on integers, every rounding stated.
