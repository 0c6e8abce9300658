//! The rules between the parts of a scenario.

use cosmwasm_std::Decimal;
use thiserror::Error;
use time::Date;

/// A rule that a scenario broke.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "each message says what its fields are")]
pub enum Rule {
    #[error("`{key}` is {value} but must be {allowed}")]
    OutOfRange {
        key: &'static str,
        value: String,
        allowed: &'static str,
    },
    #[error("the symbol `{symbol}` must have 2 to 11 capital letters or hyphens")]
    SymbolForm { symbol: String },
    #[error("the symbol `{symbol}` is listed twice")]
    DuplicateSymbol { symbol: String },
    #[error("two groups of agents are called `{name}`")]
    DuplicateGroup { name: String },
    #[error("there is no asset `{symbol}`{}", match .nearest { Some(word) => format!("; did you mean `{word}`?"), None => String::new() })]
    UnknownAsset {
        symbol: String,
        nearest: Option<String>,
    },
    #[error("`{symbol}` is pre-IPO and needs an [[event]] of kind \"ipo\"")]
    NoIpo { symbol: String },
    #[error("`{symbol}` has no [asset.pre_ipo], so there is no IPO")]
    NotPreIpo { symbol: String },
    #[error("`{symbol}` has more than one IPO")]
    SecondIpo { symbol: String },
    #[error("a guardian halts prices for a day at most, so not from {date} until {until}; a longer halt takes polls")]
    HaltTooLong { date: Date, until: Date },
    #[error("a guardian may halt {symbol} once in seven days, so not on {later} after {earlier}")]
    HaltedLately {
        symbol: String,
        earlier: Date,
        later: Date,
    },
    #[error("mint lets the minimum of {symbol} move by 0.1 in seven days, so not from {from} to {to} on {date}: change it in steps, eight days apart")]
    RatioJumps {
        symbol: String,
        from: Decimal,
        to: Decimal,
        date: Date,
    },
    #[error("`{key}` is {later}, but that is before {earlier}")]
    WrongOrder {
        key: &'static str,
        earlier: Date,
        later: Date,
    },
}
