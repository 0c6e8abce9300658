//! The curve from an asset's premium to the short stakers' share of its reward.
