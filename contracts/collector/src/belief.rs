//! What a swap has to pay: by the word of an oracle, by a delisted asset's last price, or by the
//! pair's own past (collector.md section 6). The only file that asks oracles and mint.

use cosmwasm_std::{ensure, Addr, Decimal};
use mirror_math::ratio::mul_div_floor;
use mirror_protocol::collateral_oracle::CollateralOracle;
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::{Oracle, ALWAYS_FRESH};
use terraswap::asset::AssetInfo;

use crate::conversion::Way;
use crate::error::ContractError;
use crate::market::{Desk, Market};
use crate::state::{is_hop, MINT};

/// Digits of a decimal behind its point.
const DECIMAL_PLACES: u8 = 18;

/// What bounds a swap: the price of one asked unit in offered units, whole ones as the pair counts
/// them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Belief {
    /// A price that does not follow the pool: anybody converts.
    Price(Decimal),
    /// A price that a pool of anybody's may have made, or none: a keeper or the owner converts.
    Guarded(Option<Decimal>),
    /// None, and none is needed: nobody knows the asset, so it is no fee.
    Unneeded,
}

impl Belief {
    /// What the owner says, who is not asked how he knows.
    pub fn of_owner(
        price: Decimal,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Self, ContractError> {
        ensure!(!price.is_zero(), out_of_range(offer, ask));
        Ok(Self::Price(price))
    }

    /// What the pair is told.
    pub fn price(self) -> Option<Decimal> {
        match self {
            Self::Price(price) => Some(price),
            Self::Guarded(price) => price,
            Self::Unneeded => None,
        }
    }
}

/// How an asset is valued.
enum Value {
    Known(Worth),
    /// It is a fee, or may be one, and nobody tells what it is worth.
    Unpriced,
    /// Nobody knows it.
    Unknown,
}

/// Base units for one unit of an asset, micro units both.
#[derive(Clone, Copy)]
struct Worth {
    /// To ask for it when it is sold.
    rate: Decimal,
    /// To count for it when it is bought.
    lower: Decimal,
}

impl Worth {
    /// One price for both.
    fn of(rate: Decimal) -> Self {
        Self { rate, lower: rate }
    }
}

/// A price as somebody tells it.
struct Quote {
    worth: Worth,
    /// When it was so.
    time: u64,
    /// The end of a halt, if it is halted.
    halted_until: Option<u64>,
}

impl Desk<'_> {
    /// What bounds the swap of `offer` for `ask` in this way.
    pub fn belief(
        &self,
        market: &Market,
        way: &Way,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Belief, ContractError> {
        let whole = |asked, offered| self.whole_price(market, [offer, ask], asked, offered);
        let one = Decimal::one();
        Ok(match way {
            Way::BuyMirror => {
                let told = match self.fed(ask) {
                    Some(quote) => Some(self.usable(ask, &quote)?.lower),
                    None => self.average(market, offer, ask)?,
                };
                match told {
                    Some(price) => Belief::Price(whole(price, one)?),
                    None => Belief::Guarded(None),
                }
            }
            Way::OverHop(_) => match (self.value(offer)?, self.value(ask)?) {
                (Value::Known(asset), Value::Known(hop)) => {
                    Belief::Price(whole(hop.lower, asset.rate)?)
                }
                (Value::Unknown, Value::Known(_)) => Belief::Unneeded,
                _ => Belief::Guarded(None),
            },
            Way::Redeem(_) | Way::Direct => match self.value(offer)? {
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

    /// The price of one asked unit in offered ones, from what one micro unit of each is worth. Down
    /// at the 18th digit, divided once.
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

    /// What an asset is worth: by the mirror oracle, which most assets have, so that nothing more is
    /// read; else by mint, of a delisted one; else by the collateral oracle.
    fn value(&self, asset: &AssetInfo) -> Result<Value, ContractError> {
        let fed = self.fed(asset);
        if let Some(quote) = &fed {
            if self.is_fresh(quote) {
                return Ok(Value::Known(quote.worth));
            }
        }
        let mint = self.mint()?;
        let named = mint.as_ref().zip(token_of(asset));
        let listed = named.and_then(|(mint, token)| mint.end_price(&self.deps.querier, token).ok());
        if let Some(Some(end_price)) = listed {
            return Ok(Value::Known(Worth::of(end_price)));
        }
        if let Some(quote) = &fed {
            return Ok(Value::Known(self.usable(asset, quote)?));
        }
        let Some(mint) = &mint else {
            // Who has named an oracle and no mint can not tell what is a fee. Who has named neither
            // goes by the spread alone, as the predecessor did.
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

    /// What the collateral oracle says, of a revoked collateral, too. If it does not answer at all,
    /// the asset may be a fee.
    fn collateral(&self, mint: &Mint, asset: &AssetInfo) -> Result<Value, ContractError> {
        let querier = &self.deps.querier;
        let Ok(oracle) = mint.collateral_oracle(querier) else {
            return Ok(Value::Unpriced);
        };
        let oracle = CollateralOracle(Addr::unchecked(oracle));
        let Ok(price) = oracle.quote(querier, asset.id()) else {
            // Any refusal of this question is "not found", since its text says nothing on a chain,
            // as long as the question that has an answer everywhere is answered.
            let lists = |asset: &str| oracle.lists(querier, asset);
            let is_known = lists(asset.id()) || !lists(&self.trading.base_denom);
            return Ok(if is_known {
                Value::Unpriced
            } else {
                Value::Unknown
            });
        };
        let quote = Quote {
            worth: Worth {
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
        let Some(mint) = MINT.may_load(self.deps.storage)?.flatten() else {
            return Ok(None);
        };
        Ok(Some(Mint(self.deps.api.addr_humanize(&mint)?)))
    }

    /// The price of an asset by the mirror oracle, if it is fed there.
    fn fed(&self, asset: &AssetInfo) -> Option<Quote> {
        let (deps, base_denom) = (self.deps, &self.trading.base_denom);
        if *asset == AssetInfo::native(base_denom) {
            return Some(Quote {
                worth: Worth::of(Decimal::one()),
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
            worth: Worth::of(last.price),
            time: last.time,
            halted_until: last.halted_until,
        })
    }

    /// The price, if it is one, not halted and young enough. The owner may use an old one, of an
    /// asset whose feed has ended, but none that somebody has halted.
    fn usable(&self, asset: &AssetInfo, quote: &Quote) -> Result<Worth, ContractError> {
        if let Some(until) = quote.halted_until {
            return Err(ContractError::PriceHalted {
                asset: asset.to_string(),
                until,
            });
        }
        let is_price = !quote.worth.rate.is_zero();
        ensure!(
            self.is_fresh(quote) || (is_price && self.is_called_by_owner()?),
            ContractError::PriceTooOld {
                asset: asset.to_string(),
                last_updated: quote.time,
                now: self.now(),
            }
        );
        Ok(quote.worth)
    }

    fn is_fresh(&self, quote: &Quote) -> bool {
        let until = quote.time.saturating_add(self.trading.price_max_age);
        quote.halted_until.is_none() && !quote.worth.rate.is_zero() && until >= self.now()
    }

    fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    fn is_hop(&self, asset: &AssetInfo) -> Result<bool, ContractError> {
        match asset {
            AssetInfo::NativeToken { denom } => is_hop(self.deps.storage, self.deps.api, denom),
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
