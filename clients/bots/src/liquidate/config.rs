//! What can be set of the liquidator.

use std::fmt;
use std::str::FromStr;

use cosmwasm_std::{Decimal, Uint128};
use mirror_chain::Faults;
use mirror_math::ratio::value_ceil;
use serde::{Deserialize, Serialize};

use crate::frame::Places;

/// The table `[liquidate]` as it is written. Amounts are micro units of the base denom, as text or as
/// whole numbers; parts are decimals.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Raw {
    /// `swap`, `inventory` or `dry_run`.
    pub mode: Option<String>,
    /// `sell` or `keep`.
    pub collateral: Option<String>,
    /// What kept collateral counts less than its price.
    pub haircut: Option<Written>,
    /// The least profit of a liquidation after gas.
    pub min_profit: Option<Written>,
    /// The same as a part of what is paid.
    pub min_profit_share: Option<Written>,
    /// The most that is paid in a liquidation.
    pub max_value: Option<Written>,
    /// The most that is paid in an hour.
    pub max_value_per_hour: Option<Written>,
    /// What stays in the account for gas.
    pub min_balance: Option<Written>,
    /// After so many reverts in a row nothing more is tried.
    pub max_reverts: Option<u32>,
    /// How far a pair's price may be from the oracle's.
    pub max_price_gap: Option<Written>,
    /// How old a price may be, in seconds.
    pub max_price_age_s: Option<u64>,
    /// How far a pool may have moved when a transaction gets there.
    pub max_spread: Option<Written>,
    /// In how many seconds all positions are read anew.
    pub rescan_s: Option<u64>,
    /// The gas that a liquidation is expected to need, until one was simulated.
    pub gas: Option<u64>,
    /// What a unit of the gas denom is worth in base units, where the two differ.
    pub gas_worth: Option<Written>,
}

/// A number as it is written: text, or a number of TOML.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Written {
    /// Text, which may be as long as it likes.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// A decimal one, of which the digits count.
    Part(f64),
}

/// How a liquidation is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The mAsset is bought in the same transaction.
    Swap,
    /// The account holds mAssets.
    Inventory,
    /// As `swap`, but nothing is sent.
    DryRun,
}

/// What becomes of collateral that is not the base denom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposal {
    /// It is sold in the same transaction, where it has a pair.
    Sell,
    /// It is kept.
    Keep,
}

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How a liquidation is paid for; [`Mode::Swap`] unless told.
    pub mode: Mode,
    /// What becomes of the collateral; [`Disposal::Sell`] unless told.
    pub collateral: Disposal,
    /// What kept collateral counts less than its price: 0.1, since it may fall before it is sold.
    pub haircut: Decimal,
    /// The least profit after gas, in base units: 1,000,000.
    pub min_profit: Uint128,
    /// The same as a part of what is paid: 0.005.
    pub min_profit_share: Decimal,
    /// The most that is paid in a liquidation, in base units: 10,000,000,000.
    pub max_value: Uint128,
    /// The most that is paid in an hour: ten times that.
    pub max_value_per_hour: Uint128,
    /// What stays in the account for gas: 10,000,000 of its denom.
    pub min_balance: Uint128,
    /// So many reverts in a row that no race explains end all tries: 5.
    pub max_reverts: u32,
    /// How far a pair's price may be from the oracle's, as a part of the latter: 0.3. Further apart, one
    /// of the two is wrong.
    pub max_price_gap: Decimal,
    /// How old a price may be: 45 s of the 60 for which it serves, since a block or two go by.
    pub max_price_age_s: u64,
    /// How far a pool may have moved against a swap: 0.005.
    pub max_spread: Decimal,
    /// In how many seconds all positions are read anew: 1,800.
    pub rescan_s: u64,
    /// The gas that a liquidation is expected to need: 1,200,000.
    pub gas: u64,
    /// What a unit of the gas denom is worth in base units; needed where gas is not paid in base units.
    pub gas_worth: Option<Decimal>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mode: Mode::Swap,
            collateral: Disposal::Sell,
            haircut: Decimal::percent(10),
            min_profit: Uint128::new(1_000_000),
            min_profit_share: Decimal::permille(5),
            max_value: Uint128::new(10_000_000_000),
            max_value_per_hour: Uint128::new(100_000_000_000),
            min_balance: Uint128::new(10_000_000),
            max_reverts: 5,
            max_price_gap: Decimal::percent(30),
            max_price_age_s: 45,
            max_spread: Decimal::permille(5),
            rescan_s: 1_800,
            gas: 1_200_000,
            gas_worth: None,
        }
    }
}

impl Settings {
    /// What holds of what is written; each fault is told to `faults`.
    pub fn resolve(raw: &Raw, places: &Places, faults: &mut Faults) -> Option<Self> {
        let before = faults.0.len();
        let mut read = Reading { places, faults };
        let standard = Self::default();
        let max_value = read.amount("max_value", &raw.max_value, standard.max_value);
        let ten_times = max_value.saturating_mul(Uint128::new(10));
        let settings = Self {
            mode: read.word("mode", &raw.mode, standard.mode, &MODES),
            collateral: read.word(
                "collateral",
                &raw.collateral,
                standard.collateral,
                &DISPOSALS,
            ),
            haircut: read.part("haircut", &raw.haircut, standard.haircut),
            min_profit: read.amount("min_profit", &raw.min_profit, standard.min_profit),
            min_profit_share: read.part(
                "min_profit_share",
                &raw.min_profit_share,
                standard.min_profit_share,
            ),
            max_value,
            max_value_per_hour: read.amount(
                "max_value_per_hour",
                &raw.max_value_per_hour,
                ten_times,
            ),
            min_balance: read.amount("min_balance", &raw.min_balance, standard.min_balance),
            max_reverts: raw.max_reverts.unwrap_or(standard.max_reverts),
            max_price_gap: read.part("max_price_gap", &raw.max_price_gap, standard.max_price_gap),
            max_price_age_s: raw.max_price_age_s.unwrap_or(standard.max_price_age_s),
            max_spread: read.part("max_spread", &raw.max_spread, standard.max_spread),
            rescan_s: raw.rescan_s.unwrap_or(standard.rescan_s),
            gas: raw.gas.unwrap_or(standard.gas),
            gas_worth: read.decimal("gas_worth", &raw.gas_worth),
        };
        settings.check(&mut read);
        (faults.0.len() == before).then_some(settings)
    }

    /// What an amount of the denom of gas is worth in base units, rounded up.
    pub fn worth(&self, fee: Uint128, gas_is_base: bool) -> Uint128 {
        let worth = self.gas_worth.filter(|_| !gas_is_base);
        value_ceil(fee, worth.unwrap_or(Decimal::one())).unwrap_or(Uint128::MAX)
    }

    fn check(&self, read: &mut Reading<'_>) {
        if self.max_value_per_hour < self.max_value {
            let rule = "must be at least max_value, or no hour could pay for one liquidation";
            read.fault("max_value_per_hour", &self.max_value_per_hour, rule);
        }
        if !(1..60).contains(&self.max_price_age_s) {
            let rule = "must be from 1 to 59: mint takes no price that is older than 60 s";
            read.fault("max_price_age_s", &self.max_price_age_s, rule);
        }
        if self.max_reverts == 0 {
            read.fault("max_reverts", &0, "must be at least 1");
        }
        if self.max_price_gap.is_zero() {
            let rule = "must be above 0: no pair has exactly the oracle's price";
            read.fault("max_price_gap", &self.max_price_gap, rule);
        }
        if self.rescan_s == 0 {
            read.fault("rescan_s", &0, "must be at least 1");
        }
        if self.gas_worth.is_some_and(|worth| worth.is_zero()) {
            read.fault("gas_worth", &0, "must be above 0");
        }
    }
}

const MODES: [(&str, Mode); 3] = [
    ("swap", Mode::Swap),
    ("inventory", Mode::Inventory),
    ("dry_run", Mode::DryRun),
];

const DISPOSALS: [(&str, Disposal); 2] = [("sell", Disposal::Sell), ("keep", Disposal::Keep)];

/// Reads values and collects what is wrong with them.
struct Reading<'a> {
    places: &'a Places,
    faults: &'a mut Faults,
}

impl Reading<'_> {
    fn fault(&mut self, key: &str, value: &dyn fmt::Display, rule: &str) {
        self.faults.0.push(self.places.fault(key, value, rule));
    }

    fn word<T: Copy>(
        &mut self,
        key: &str,
        written: &Option<String>,
        standard: T,
        words: &[(&str, T)],
    ) -> T {
        let Some(written) = written else {
            return standard;
        };
        if let Some((_, found)) = words.iter().find(|(word, _)| word == written) {
            return *found;
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        self.fault(
            key,
            written,
            &format!("must be one of {}", known.join(", ")),
        );
        standard
    }

    fn amount(&mut self, key: &str, written: &Option<Written>, standard: Uint128) -> Uint128 {
        let rule = "must be a whole number of micro units";
        self.number(key, written, rule).unwrap_or(standard)
    }

    /// From 0 to below 1.
    fn part(&mut self, key: &str, written: &Option<Written>, standard: Decimal) -> Decimal {
        let Some(found) = self.decimal(key, written) else {
            return standard;
        };
        if found >= Decimal::one() {
            self.fault(key, &found, "must be below 1, such as 0.05 for 5 %");
            return standard;
        }
        found
    }

    fn decimal(&mut self, key: &str, written: &Option<Written>) -> Option<Decimal> {
        self.number(key, written, "must be a decimal number that is not below 0")
    }

    fn number<T: FromStr>(
        &mut self,
        key: &str,
        written: &Option<Written>,
        rule: &str,
    ) -> Option<T> {
        let written = written.as_ref()?.to_string();
        let found = written.parse();
        if found.is_err() {
            self.fault(key, &written, rule);
        }
        found.ok()
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Part(number) => write!(f, "{number}"),
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = MODES.iter().find(|(_, mode)| mode == self);
        f.write_str(found.map_or("", |(word, _)| word))
    }
}

impl fmt::Display for Disposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = DISPOSALS.iter().find(|(_, disposal)| disposal == self);
        f.write_str(found.map_or("", |(word, _)| word))
    }
}

/// As lines of the table.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "mode = \"{}\"", self.mode)?;
        writeln!(f, "collateral = \"{}\"", self.collateral)?;
        writeln!(f, "haircut = \"{}\"", self.haircut)?;
        writeln!(f, "min_profit = \"{}\"", self.min_profit)?;
        writeln!(f, "min_profit_share = \"{}\"", self.min_profit_share)?;
        writeln!(f, "max_value = \"{}\"", self.max_value)?;
        writeln!(f, "max_value_per_hour = \"{}\"", self.max_value_per_hour)?;
        writeln!(f, "min_balance = \"{}\"", self.min_balance)?;
        writeln!(f, "max_reverts = {}", self.max_reverts)?;
        writeln!(f, "max_price_gap = \"{}\"", self.max_price_gap)?;
        writeln!(f, "max_price_age_s = {}", self.max_price_age_s)?;
        writeln!(f, "max_spread = \"{}\"", self.max_spread)?;
        writeln!(f, "rescan_s = {}", self.rescan_s)?;
        writeln!(f, "gas = {}", self.gas)?;
        if let Some(worth) = self.gas_worth {
            writeln!(f, "gas_worth = \"{worth}\"")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
