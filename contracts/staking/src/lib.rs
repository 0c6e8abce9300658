//! LP and short stakes, and the MIR shared out among them.
