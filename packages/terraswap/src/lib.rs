//! The market's messages, assets and the helpers that move them.
