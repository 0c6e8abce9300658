//! The price that bounds a swap: that of an oracle, the end price of a delisted asset, or the
//! average of the pair (collector.md section 6). This is the only file that asks oracles and mint.

use cosmwasm_std::{ensure, Addr, Decimal};
use mirror_math::ratio::mul_div_floor;
use mirror_protocol::collateral_oracle::CollateralOracle;
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::{Oracle, ALWAYS_FRESH};
use terraswap::asset::AssetInfo;

use crate::context::Context;
use crate::error::ContractError;
use crate::market::Market;
use crate::path::Path;
use crate::state;

/// How many digits a decimal has after its point.
const DECIMAL_PLACES: u8 = 18;

/// The belief price of a swap: the price of one asked unit in offered units, in whole units as the
/// pair counts decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Belief {
    /// A price that nobody can set by making a pool. Anybody may convert.
    Price(Decimal),
    /// No price, or one that somebody may have set by making a pool. Only a keeper or the owner may
    /// convert.
    Guarded(Option<Decimal>),
    /// No price is needed: nobody knows the asset, so it is no fee. Anybody may convert.
    Unneeded,
}

impl Belief {
    /// The price that the owner names.
    pub fn of_owner(
        price: Decimal,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Self, ContractError> {
        ensure!(!price.is_zero(), out_of_range(offer, ask));
        Ok(Self::Price(price))
    }

    /// The price that is sent to the pair.
    pub fn price(self) -> Option<Decimal> {
        match self {
            Self::Price(price) => Some(price),
            Self::Guarded(price) => price,
            Self::Unneeded => None,
        }
    }
}

/// The value of an asset.
enum Value {
    /// It has a price.
    Known(Rates),
    /// It is a fee, or may be one, but there is no price.
    Unpriced,
    /// Neither mint nor the collateral oracle knows it.
    Unknown,
}

/// Prices of an asset: base micro units for one micro unit of it.
#[derive(Clone, Copy)]
struct Rates {
    /// The price at which it is sold.
    rate: Decimal,
    /// The price at which it counts when it is bought.
    lower: Decimal,
}

impl Rates {
    /// The same price for both.
    fn of(rate: Decimal) -> Self {
        Self { rate, lower: rate }
    }
}

/// The answer of an oracle.
struct Quote {
    rates: Rates,
    /// The second of the price.
    time: u64,
    /// The end of a halt, if it is halted.
    halted_until: Option<u64>,
}

impl Context<'_> {
    /// The belief price of a swap of `offer` for `ask` on this path.
    pub fn belief(
        &self,
        market: &Market,
        path: &Path,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Belief, ContractError> {
        let whole = |asked, offered| self.whole_price(market, [offer, ask], asked, offered);
        let one = Decimal::one();
        Ok(match path {
            Path::BuyMirror => {
                let known = match self.fed(ask) {
                    Some(quote) => Some(self.usable(ask, &quote)?.lower),
                    None => self.average(market, offer, ask)?,
                };
                match known {
                    Some(price) => Belief::Price(whole(price, one)?),
                    None => Belief::Guarded(None),
                }
            }
            Path::OverHop(_) => match (self.value(offer)?, self.value(ask)?) {
                (Value::Known(asset), Value::Known(hop)) => {
                    Belief::Price(whole(hop.lower, asset.rate)?)
                }
                (Value::Unknown, Value::Known(_)) => Belief::Unneeded,
                _ => Belief::Guarded(None),
            },
            Path::Redeem(_) | Path::Direct => match self.value(offer)? {
                Value::Known(asset) => Belief::Price(whole(one, asset.rate)?),
                _ if self.is_hop(offer)? => {
                    let average = self.average(market, offer, ask)?;
                    Belief::Guarded(average.map(|price| whole(price, one)).transpose()?)
                }
                Value::Unpriced => Belief::Guarded(None),
                Value::Unknown => Belief::Unneeded,
            },
        })
    }

    /// The price of one asked unit in offered units, where `asked` and `offered` are the worth of
    /// one micro unit of each. It is divided once and rounded down at the 18th digit.
    fn whole_price(
        &self,
        market: &Market,
        [offer, ask]: [&AssetInfo; 2],
        asked: Decimal,
        offered: Decimal,
    ) -> Result<Decimal, ContractError> {
        let [offer_decimals, ask_decimals] = market.decimals(&self.deps.querier, offer)?;

        let out_of_range = || out_of_range(offer, ask);
        let scale = ask_decimals
            .checked_add(DECIMAL_PLACES)
            .and_then(|places| places.checked_sub(offer_decimals))
            .and_then(|places| 10u128.checked_pow(places.into()))
            .ok_or_else(out_of_range)?;
        let price = mul_div_floor(asked.atomics(), scale.into(), offered.atomics())
            .map_err(|_| out_of_range())?;
        ensure!(!price.is_zero(), out_of_range());
        Ok(Decimal::new(price))
    }

    /// The value of an asset: by the mirror oracle, which knows most assets, so that nothing else
    /// is read; otherwise the end price that mint tells of a delisted asset; otherwise by the
    /// collateral oracle.
    fn value(&self, asset: &AssetInfo) -> Result<Value, ContractError> {
        let fed = self.fed(asset);
        if let Some(quote) = &fed {
            if self.is_fresh(quote) {
                return Ok(Value::Known(quote.rates));
            }
        }
        let mint = self.mint()?;
        let named = mint.as_ref().zip(token_of(asset));
        let listed = named.and_then(|(mint, token)| mint.end_price(&self.deps.querier, token).ok());
        if let Some(Some(end_price)) = listed {
            return Ok(Value::Known(Rates::of(end_price)));
        }
        if let Some(quote) = &fed {
            return Ok(Value::Known(self.usable(asset, quote)?));
        }
        let Some(mint) = &mint else {
            // With an oracle and no mint contract nobody can tell whether the asset is a fee. With
            // neither of them only the spread bounds swaps, as in the predecessor.
            return Ok(match self.trading.mirror_oracle {
                Some(_) => Value::Unpriced,
                None => Value::Unknown,
            });
        };
        match self.collateral(mint, asset)? {
            Value::Unknown if listed.is_some() => Ok(Value::Unpriced),
            value => Ok(value),
        }
    }

    /// The value of an asset by the collateral oracle, which also prices revoked collaterals. If
    /// the oracle does not answer at all, the asset may be a fee.
    fn collateral(&self, mint: &Mint, asset: &AssetInfo) -> Result<Value, ContractError> {
        let querier = &self.deps.querier;
        let Ok(oracle) = mint.collateral_oracle(querier) else {
            return Ok(Value::Unpriced);
        };
        let oracle = CollateralOracle(Addr::unchecked(oracle));
        let Ok(price) = oracle.quote(querier, asset.id()) else {
            // The text of an error is not read, so any error stands for "not found" here. But the
            // base denom is always listed: if that query fails too, the oracle does not answer.
            let lists = |asset: &str| oracle.lists(querier, asset);
            let is_known = lists(asset.id()) || !lists(&self.trading.base_denom);
            return Ok(if is_known {
                Value::Unpriced
            } else {
                Value::Unknown
            });
        };
        let quote = Quote {
            rates: Rates {
                rate: price.rate,
                lower: price.lower.unwrap_or(price.rate),
            },
            time: price.last_updated,
            halted_until: price.halted_until,
        };
        Ok(Value::Known(self.usable(asset, &quote)?))
    }

    /// The mint contract, if it is named.
    fn mint(&self) -> Result<Option<Mint>, ContractError> {
        let Some(mint) = state::mint(self.deps.storage)? else {
            return Ok(None);
        };
        Ok(Some(Mint(self.deps.api.addr_humanize(&mint)?)))
    }

    /// The price of an asset by the mirror oracle, if the oracle knows the asset.
    fn fed(&self, asset: &AssetInfo) -> Option<Quote> {
        let (deps, base_denom) = (self.deps, &self.trading.base_denom);
        if *asset == AssetInfo::native(base_denom) {
            return Some(Quote {
                rates: Rates::of(Decimal::one()),
                time: ALWAYS_FRESH,
                halted_until: None,
            });
        }
        let oracle = self.trading.mirror_oracle.as_ref()?;
        let oracle = Oracle(deps.api.addr_humanize(oracle).ok()?);
        let now = self.now();
        let last = oracle.last_price(&deps.querier, deps.api, asset.id(), base_denom, now);
        let last = last.ok()?;
        Some(Quote {
            rates: Rates::of(last.price),
            time: last.time,
            halted_until: last.halted_until,
        })
    }

    /// The prices of a quote. Refused are a price of zero, a halted one and an old one. The owner
    /// may use an old price, for assets whose feed has ended, but not a halted one.
    fn usable(&self, asset: &AssetInfo, quote: &Quote) -> Result<Rates, ContractError> {
        if let Some(until) = quote.halted_until {
            return Err(ContractError::PriceHalted {
                asset: asset.to_string(),
                until,
            });
        }
        let is_price = !quote.rates.rate.is_zero();
        ensure!(
            self.is_fresh(quote) || (is_price && self.is_called_by_owner()?),
            ContractError::PriceTooOld {
                asset: asset.to_string(),
                last_updated: quote.time,
                now: self.now(),
            }
        );
        Ok(quote.rates)
    }

    /// Whether a quote is above zero, not halted and not too old.
    fn is_fresh(&self, quote: &Quote) -> bool {
        let until = quote.time.saturating_add(self.trading.price_max_age);
        quote.halted_until.is_none() && !quote.rates.rate.is_zero() && until >= self.now()
    }

    fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    fn is_hop(&self, asset: &AssetInfo) -> Result<bool, ContractError> {
        match asset {
            AssetInfo::NativeToken { denom } => {
                state::is_hop(self.deps.storage, self.deps.api, denom)
            }
            AssetInfo::Token { .. } => Ok(false),
        }
    }
}

fn out_of_range(offer: &AssetInfo, ask: &AssetInfo) -> ContractError {
    ContractError::BeliefPriceOutOfRange {
        offer: offer.to_string(),
        ask: ask.to_string(),
    }
}

fn token_of(asset: &AssetInfo) -> Option<&str> {
    match asset {
        AssetInfo::Token { contract_addr } => Some(contract_addr),
        AssetInfo::NativeToken { .. } => None,
    }
}
