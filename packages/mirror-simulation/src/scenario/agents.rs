//! Who acts: groups of agents and their strategies.

use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;
use time::Date;

use super::{defaults, value};

/// `[[agents]]`: a number of actors with one strategy.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentGroup {
    /// Unique; the report and `--set agents.NAME.…` use it.
    pub name: String,
    /// How many they are.
    pub count: u32,
    /// Base coins of each.
    #[serde(deserialize_with = "value::amount")]
    pub budget: Uint128,
    /// How far budgets lie apart: each is `budget * (1 ± budget_spread)`, below 1.
    #[serde(default = "defaults::percent::<30>", deserialize_with = "value::rate")]
    pub budget_spread: Decimal,
    /// The first of them arrives on this day; the first day of the run if absent.
    #[serde(default, deserialize_with = "value::optional_date")]
    pub arrives: Option<Date>,
    /// Over how many days the others follow.
    #[serde(default)]
    pub arrives_over_days: u32,
    /// How often each looks at the market: the chance that it acts on a trading day, 0 to 1.
    #[serde(default = "defaults::percent::<20>", deserialize_with = "value::rate")]
    pub activity: Decimal,
    /// The symbols it deals in; empty means all that are listed.
    #[serde(default)]
    pub assets: Vec<String>,
    /// What they do; `decode` brings it into the form in which serde writes an enum.
    #[serde(rename = "kind")]
    pub strategy: Strategy,
}

/// What a group of agents does; `kind` in the file chooses one, its fields stand beside it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Borrows mAssets and sells part of them.
    Minter(Minter),
    /// Opens short positions for the MIR they earn.
    ShortFarmer(ShortFarmer),
    /// Fills pools and stakes its share.
    LiquidityProvider(LiquidityProvider),
    /// Brings pools back to the price of the oracle.
    Arbitrageur(Arbitrageur),
    /// Buys the collateral of positions below their minimum.
    Liquidator(Liquidator),
    /// Buys, keeps, sells.
    Holder(Holder),
    /// Stakes MIR and votes.
    Staker(Staker),
    /// Trades by limit orders.
    Bidder(Bidder),
}

impl Strategy {
    /// The kind as the file spells it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Minter(_) => "minter",
            Self::ShortFarmer(_) => "short_farmer",
            Self::LiquidityProvider(_) => "liquidity_provider",
            Self::Arbitrageur(_) => "arbitrageur",
            Self::Liquidator(_) => "liquidator",
            Self::Holder(_) => "holder",
            Self::Staker(_) => "staker",
            Self::Bidder(_) => "bidder",
        }
    }
}

/// `kind = "minter"`: borrows an mAsset against collateral and sells part of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minter {
    /// The safety margin: opens at minimum ratio + margin (0.5 = the recommended 50 points).
    #[serde(deserialize_with = "value::rate")]
    pub margin: Decimal,
    /// Adds collateral or burns when the ratio is below minimum + this; 0 never does.
    #[serde(default, deserialize_with = "value::rate")]
    pub top_up_below: Decimal,
    /// Mints more or withdraws when the ratio is above minimum + this; absent: never.
    #[serde(default, deserialize_with = "value::optional_rate")]
    pub relax_above: Option<Decimal>,
    /// The part of what it mints that it sells, 0 to 1; the rest it keeps.
    #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
    pub sells: Decimal,
    /// The symbol of an mAsset to use as collateral; base coins if absent.
    #[serde(default)]
    pub collateral: Option<String>,
}

/// `kind = "short_farmer"`: opens short positions for the MIR they earn.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortFarmer {
    /// As a minter's.
    #[serde(deserialize_with = "value::rate")]
    pub margin: Decimal,
    /// As a minter's.
    #[serde(default, deserialize_with = "value::rate")]
    pub top_up_below: Decimal,
    /// Opens while the asset's premium is at least this.
    #[serde(default, deserialize_with = "value::rate")]
    pub enter_premium: Decimal,
    /// Closes when shorts earn less than this a year.
    #[serde(default, deserialize_with = "value::rate")]
    pub exit_apr: Decimal,
}

/// `kind = "liquidity_provider"`: puts base coins and mAssets into a pool and stakes the share.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiquidityProvider {
    /// Enters while liquidity earns at least this a year.
    #[serde(default, deserialize_with = "value::rate")]
    pub enter_apr: Decimal,
    /// Leaves when it earns less than this a year.
    #[serde(default, deserialize_with = "value::rate")]
    pub exit_apr: Decimal,
    /// The chance, at each look, that it sells the MIR it has earned, 0 to 1.
    #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
    pub sells_rewards: Decimal,
}

/// `kind = "arbitrageur"`: trades when the pool's price leaves the oracle's.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arbitrageur {
    /// The smallest gap between the two prices that it trades on, above 0.
    #[serde(deserialize_with = "value::rate")]
    pub threshold: Decimal,
    /// The part of the gap that one trade closes, above 0, at most 1.
    #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
    pub closes: Decimal,
    /// The largest part of a pool's base coins that it moves at once, above 0, at most 1.
    #[serde(default = "defaults::percent::<5>", deserialize_with = "value::rate")]
    pub max_pool_share: Decimal,
}

/// `kind = "liquidator"`: buys the collateral of positions below their minimum.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Liquidator {
    /// Trading days between seeing a position below its minimum and acting on it.
    #[serde(default)]
    pub delay_days: u32,
    /// The smallest profit, as part of what it pays, that it acts for.
    #[serde(default, deserialize_with = "value::rate")]
    pub min_profit: Decimal,
    /// The most auctions it takes part in on one day.
    #[serde(default = "defaults::number::<20>")]
    pub auctions_per_day: u32,
}

/// `kind = "holder"`: buys an mAsset, keeps it for a while, sells it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// Trading days between buying and selling.
    #[serde(default = "defaults::number::<60>")]
    pub holds_days: u32,
    /// The part of its money that it puts into one purchase, above 0, at most 1.
    #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
    pub buys: Decimal,
}

/// `kind = "staker"`: buys MIR, stakes it, votes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staker {
    /// The part of its money that it puts into MIR, above 0, at most 1.
    #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
    pub buys: Decimal,
    /// The chance that it votes in an open poll when it looks, at most 1; 0 never does.
    #[serde(default, deserialize_with = "value::rate")]
    pub turnout: Decimal,
    /// The chance that it stakes what it claims instead of selling it, at most 1.
    #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
    pub restakes: Decimal,
    /// The chance, at each look, that it takes a fifth of its stake out and sells it, at most 1.
    #[serde(default, deserialize_with = "value::rate")]
    pub leaves: Decimal,
    /// The chance, at each look, that it asks the community for a grant, at most 1.
    #[serde(default, deserialize_with = "value::rate")]
    pub proposes: Decimal,
}

/// `kind = "bidder"`: trades by limit orders only.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bidder {
    /// How much better than the market's its price is, above 0, below 1.
    #[serde(default = "defaults::percent::<2>", deserialize_with = "value::rate")]
    pub discount: Decimal,
    /// Trading days after which it takes an order back.
    #[serde(default = "defaults::number::<20>")]
    pub patience_days: u32,
}
