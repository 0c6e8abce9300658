//! A whole protocol on an embedded chain, in one line.
