//! Swaps through several pairs in one message.
