//! A source as it is stored: flat, with short names, which is smaller on the chain and in code.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal};

use crate::source::Source;

/// Which source it is. Its names are fixed by what is stored.
#[cw_serde]
enum Kind {
    #[serde(rename = "o")]
    MirrorOracle,
    #[serde(rename = "f")]
    FixedPrice,
    /// The collateral is the pair's first asset.
    #[serde(rename = "p")]
    AmmPairFirst,
    /// The collateral is the pair's second asset.
    #[serde(rename = "q")]
    AmmPairSecond,
    #[serde(rename = "m")]
    AnchorMarket,
    #[serde(rename = "l")]
    Lunax,
}

/// A stored [`Source`].
#[cw_serde]
pub(crate) struct StoredSource {
    #[serde(rename = "k")]
    kind: Kind,
    /// The contract to ask.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    contract: Option<Addr>,
    /// The denom of its answer.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    denom: Option<String>,
    /// The oracle has to price that denom.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    is_intermediate: Option<bool>,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    price: Option<Decimal>,
}

impl StoredSource {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            contract: None,
            denom: None,
            is_intermediate: None,
            price: None,
        }
    }
}

impl From<Source> for StoredSource {
    fn from(source: Source) -> Self {
        match source {
            Source::MirrorOracle { oracle } => Self {
                contract: oracle,
                ..Self::of(Kind::MirrorOracle)
            },
            Source::FixedPrice { price } => Self {
                price: Some(price),
                ..Self::of(Kind::FixedPrice)
            },
            Source::AmmPair {
                pair,
                comes_first,
                denom,
                is_intermediate,
            } => Self {
                contract: Some(pair),
                denom: Some(denom),
                is_intermediate: is_intermediate.then_some(true),
                ..Self::of(if comes_first {
                    Kind::AmmPairFirst
                } else {
                    Kind::AmmPairSecond
                })
            },
            Source::AnchorMarket { market } => Self {
                contract: Some(market),
                ..Self::of(Kind::AnchorMarket)
            },
            Source::Lunax {
                staking,
                underlying,
            } => Self {
                contract: Some(staking),
                denom: Some(underlying),
                ..Self::of(Kind::Lunax)
            },
        }
    }
}

impl TryFrom<StoredSource> for Source {
    type Error = &'static str;

    fn try_from(stored: StoredSource) -> Result<Self, Self::Error> {
        const DAMAGED: &str = "the stored source lacks a field";
        let comes_first = stored.kind == Kind::AmmPairFirst;
        Ok(match stored.kind {
            Kind::MirrorOracle => Self::MirrorOracle {
                oracle: stored.contract,
            },
            Kind::FixedPrice => Self::FixedPrice {
                price: stored.price.ok_or(DAMAGED)?,
            },
            Kind::AmmPairFirst | Kind::AmmPairSecond => Self::AmmPair {
                pair: stored.contract.ok_or(DAMAGED)?,
                comes_first,
                denom: stored.denom.ok_or(DAMAGED)?,
                is_intermediate: stored.is_intermediate.unwrap_or_default(),
            },
            Kind::AnchorMarket => Self::AnchorMarket {
                market: stored.contract.ok_or(DAMAGED)?,
            },
            Kind::Lunax => Self::Lunax {
                staking: stored.contract.ok_or(DAMAGED)?,
                underlying: stored.denom.ok_or(DAMAGED)?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{from_json, to_json_string, StdError};

    use super::*;

    fn contract() -> Addr {
        Addr::unchecked("contract")
    }

    fn pair(comes_first: bool, is_intermediate: bool) -> Source {
        Source::AmmPair {
            pair: contract(),
            comes_first,
            denom: "uusd".to_string(),
            is_intermediate,
        }
    }

    #[test]
    fn a_stored_source_reads_as_it_was() {
        let cases = [
            (Source::MirrorOracle { oracle: None }, r#"{"k":"o"}"#),
            (
                Source::MirrorOracle {
                    oracle: Some(contract()),
                },
                r#"{"k":"o","a":"contract"}"#,
            ),
            (
                Source::FixedPrice {
                    price: Decimal::percent(150),
                },
                r#"{"k":"f","p":"1.5"}"#,
            ),
            (pair(true, false), r#"{"k":"p","a":"contract","d":"uusd"}"#),
            (
                pair(false, true),
                r#"{"k":"q","a":"contract","d":"uusd","i":true}"#,
            ),
            (
                Source::AnchorMarket { market: contract() },
                r#"{"k":"m","a":"contract"}"#,
            ),
            (
                Source::Lunax {
                    staking: contract(),
                    underlying: "uluna".to_string(),
                },
                r#"{"k":"l","a":"contract","d":"uluna"}"#,
            ),
        ];
        for (source, text) in cases {
            assert_eq!(text, to_json_string(&source).unwrap());
            assert_eq!(source, from_json::<Source>(text).unwrap());
        }
    }

    /// T-14.
    #[test]
    fn a_damaged_source_is_an_error() {
        let damaged = [
            r#"{"k":"f"}"#,
            r#"{"k":"p","a":"contract"}"#,
            r#"{"k":"q","d":"uusd"}"#,
            r#"{"k":"m"}"#,
            r#"{"k":"l","a":"contract"}"#,
            r#"{"k":"x"}"#,
            r#"{}"#,
        ];
        for text in damaged {
            let refusal = from_json::<Source>(text);
            assert!(matches!(refusal, Err(StdError::ParseErr { .. })), "{text}");
        }
    }
}
