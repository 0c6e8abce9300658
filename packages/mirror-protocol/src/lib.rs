//! Messages, responses and a typed handle of every contract.
