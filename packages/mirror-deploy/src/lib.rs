//! The order in which a protocol is born, against any chain.
