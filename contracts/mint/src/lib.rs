//! Collateralized debt positions: opened, changed, liquidated.
