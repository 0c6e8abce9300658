//! A constant-product market of two assets.
