//! Accepted collateral, its multipliers and price sources.
