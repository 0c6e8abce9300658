//! The cw20 token of every mAsset, MIR and LP share.
