//! What can be asked of a deployment, as it was typed.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use cosmwasm_std::Decimal;

#[derive(Clone, Debug, Args)]
pub(super) struct BirthArguments {
    /// The parameters: a file, or one that the program knows: standard, local [default on a local
    /// network: local].
    #[arg(long, value_name = "FILE|NAME")]
    pub(super) profile: Option<String>,
    /// Tells a second protocol of the same account from the first: it is part of what the addresses are
    /// made of, and of the names of the files.
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The file of what was sent [default: beside the deployment file].
    #[arg(long, value_name = "FILE")]
    pub(super) journal: Option<PathBuf>,
    /// On a local network: also feed prices, fill pools, open positions, stake; artifacts that are
    /// missing are built.
    #[arg(long)]
    pub(super) demo: bool,
    /// What an mAsset costs at the start of the demonstration; repeat it for more of them.
    #[arg(long, value_name = "SYMBOL=PRICE", requires = "demo")]
    pub(super) price: Vec<StartPrice>,
    /// Show every message, address and cost, and send nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Send it without asking.
    #[arg(long)]
    pub(super) yes: bool,
    /// Print what came of it as JSON.
    #[arg(long)]
    pub(super) json: bool,
}

/// A price as it was typed: `mAAPL=166.2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StartPrice {
    pub(super) symbol: String,
    /// Base units for one unit, above zero.
    pub(super) price: Decimal,
}

impl FromStr for StartPrice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = || format!("`{text}` is no symbol with a price, as mAAPL=166.2");
        let (symbol, price) = text.split_once('=').ok_or_else(wanted)?;
        let price = Decimal::from_str(price).map_err(|_| wanted())?;
        if symbol.is_empty() || price.is_zero() {
            return Err(wanted());
        }
        Ok(Self {
            symbol: symbol.to_string(),
            price,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_a_symbol_and_a_number_above_zero() {
        let read = "mAAPL=166.2".parse::<StartPrice>().unwrap();

        assert_eq!(read.symbol, "mAAPL");
        assert_eq!(read.price, Decimal::permille(166_200));
        for text in ["mAAPL", "=1", "mAAPL=", "mAAPL=0", "mAAPL=1e3", "mAAPL=-1"] {
            assert!(text.parse::<StartPrice>().is_err(), "{text}");
        }
    }
}
