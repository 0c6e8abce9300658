//! What the collector asks other contracts: the only file that does.

use cosmwasm_std::{
    ensure, Addr, CanonicalAddr, Decimal, Deps, Env, QuerierWrapper, StdResult, Uint128,
};
use mirror_math::ratio::{mul_div_floor, value_exceeds, value_floor};
use mirror_math::track::{Marks, PriceTrack};
use mirror_protocol::oracle::{Oracle, ALWAYS_FRESH};
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::{Pair, MARKS, TRACK};
use terraswap::token::Token;

use crate::config::Trading;
use crate::error::ContractError;
use crate::state::OWNER;

/// Digits of a decimal behind its point.
const DECIMAL_PLACES: u8 = 18;

/// A pair is steady while it pays so much of its average price.
const STEADY_PART: Decimal = Decimal::percent(90);

/// The chain as one message or question finds it.
pub struct Desk<'a> {
    pub deps: Deps<'a>,
    pub env: &'a Env,
    pub trading: &'a Trading,
    /// Who wants to convert; nobody for a question.
    pub caller: Option<&'a Addr>,
}

/// Where one asset is swapped for another.
pub struct Market {
    pub pair: Addr,
    /// What the factory says of it; nothing of a pair that was configured.
    info: Option<PairInfo>,
}

/// Who has how much of one asset.
pub struct Holdings<'a> {
    deps: Deps<'a>,
    info: &'a AssetInfo,
    is_read: bool,
}

/// The code that a contract runs, if it is one.
pub fn code_of(querier: &QuerierWrapper, contract: &Addr) -> Option<u64> {
    let answer = querier.query_wasm_contract_info(contract).ok()?;
    Some(answer.code_id)
}

impl Holdings<'_> {
    /// Of a token that runs MIR's code it is known how it stores what it answers: there one reads,
    /// which spares loading the code. Any other token is asked, and the bank is for coins.
    pub fn of<'a>(desk: &Desk<'a>, info: &'a AssetInfo) -> Holdings<'a> {
        let is_read = match (info, desk.trading.token_code) {
            (AssetInfo::Token { contract_addr }, Some(code)) => {
                code_of(&desk.deps.querier, &Addr::unchecked(contract_addr)) == Some(code)
            }
            _ => false,
        };
        Holdings {
            deps: desk.deps,
            info,
            is_read,
        }
    }

    /// How many micro units `holder` has.
    pub fn held_by(&self, holder: &Addr) -> StdResult<Uint128> {
        let Deps { querier, api, .. } = self.deps;
        if self.is_read {
            let token = Token(Addr::unchecked(self.info.id()));
            return token.stored_balance(&querier, api, holder);
        }
        self.info.balance_of(&querier, holder)
    }
}

impl Desk<'_> {
    /// The pair that was configured, or the one the factory names for the two assets.
    pub fn market(
        &self,
        configured: Option<&CanonicalAddr>,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Market, ContractError> {
        let api = self.deps.api;
        if let Some(pair) = configured {
            return Ok(Market {
                pair: api.addr_humanize(pair)?,
                info: None,
            });
        }
        let factory = PairFactory(api.addr_humanize(&self.trading.terraswap_factory)?);
        let assets = [offer.clone(), ask.clone()];
        let info = factory.stored_pair(&self.deps.querier, api, assets)?;
        Ok(Market {
            // The pair factory's word: it made the pair.
            pair: Addr::unchecked(&info.contract_addr),
            info: Some(info),
        })
    }

    /// What the oracle holds for the price of one asked unit in offered units, whole ones as the
    /// pair counts them; none where there is no oracle, or no feed of one of the two.
    pub fn belief_price(
        &self,
        market: &Market,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Option<Decimal>, ContractError> {
        let Some(oracle) = &self.trading.mirror_oracle else {
            return Ok(None);
        };
        let oracle = Oracle(self.deps.api.addr_humanize(oracle)?);
        let (Some(offered), Some(asked)) = (self.fed(&oracle, offer), self.fed(&oracle, ask))
        else {
            return Ok(None);
        };
        let offered = self.usable(offer, offered)?;
        let asked = self.usable(ask, asked)?;
        let [offer_decimals, ask_decimals] = market.decimals(&self.deps.querier, offer)?;

        let out_of_range = || ContractError::BeliefPriceOutOfRange {
            offer: offer.to_string(),
            ask: ask.to_string(),
        };
        // Prices are those of micro units. Down at the 18th digit, divided once.
        let scale = ask_decimals
            .checked_add(DECIMAL_PLACES)
            .and_then(|places| places.checked_sub(offer_decimals))
            .and_then(|places| 10u128.checked_pow(places.into()))
            .ok_or_else(out_of_range)?;
        let price = mul_div_floor(asked.atomics(), scale.into(), offered.atomics())
            .map_err(|_| out_of_range())?;
        ensure!(!price.is_zero(), out_of_range());
        Ok(Some(Decimal::new(price)))
    }

    /// Whether the pair was traded in this very block and pays clearly less than before.
    ///
    /// Who trades in many small steps pays hardly any commission for moving a pool far, and the
    /// limit grows with the pool: without a price of the oracle this is what bounds the limit. A
    /// pair of this block has no price before it, and one of other code keeps none.
    pub fn is_moved(&self, market: &Market, offer: &AssetInfo) -> Result<bool, ContractError> {
        let (querier, now) = (&self.deps.querier, self.env.block.time.seconds());
        let stored = querier.query_wasm_raw(&market.pair, TRACK)?;
        let Some(track) = stored.and_then(|bytes| PriceTrack::from_bytes(&bytes).ok()) else {
            return Ok(false);
        };
        if track.last_time < now {
            return Ok(false);
        }
        let marks = match querier.query_wasm_raw(&market.pair, MARKS)? {
            Some(bytes) => Marks::from_bytes(&bytes)?,
            None => Marks::at_start(&track),
        };
        // Traded in this very second: no time has passed at which balances could count.
        let Ok(average) = track.prices_over(&marks, now, track.last_reserves, 1) else {
            return Ok(false);
        };

        let is_first = market.is_first(querier, offer)?;
        let [offered, asked] = ordered(is_first, track.last_reserves);
        let [price, inverse] = ordered(is_first, average.prices);
        // Of the two prices the one above 1 has its digits.
        Ok(if price >= Decimal::one() {
            value_exceeds(offered, price.checked_mul(STEADY_PART)?, asked)
        } else {
            !value_exceeds(asked, inverse, value_floor(offered, STEADY_PART)?)
        })
    }

    /// The price of an asset in the base denom and its time, if it is fed. Looking into the
    /// oracle's store spares the loading of its code; one that stores nothing there is asked.
    fn fed(&self, oracle: &Oracle, asset: &AssetInfo) -> Option<(Decimal, u64)> {
        let (deps, base_denom) = (self.deps, &self.trading.base_denom);
        if *asset == AssetInfo::native(base_denom) {
            return Some((Decimal::one(), ALWAYS_FRESH));
        }
        if let Ok(Some(posted)) = oracle.posted_price(&deps.querier, deps.api, asset.id()) {
            let now = self.env.block.time.seconds();
            return Some((posted.price, posted.usable_time(now)));
        }
        let answer = oracle.price(&deps.querier, asset.id(), base_denom).ok()?;
        Some((answer.rate, answer.last_updated_base))
    }

    /// The price, if it is one and young enough. The owner may use an old one, of an asset whose
    /// feed has ended.
    fn usable(
        &self,
        asset: &AssetInfo,
        (price, last_updated): (Decimal, u64),
    ) -> Result<Decimal, ContractError> {
        let now = self.env.block.time.seconds();
        let is_fresh = last_updated.saturating_add(self.trading.price_max_age) >= now;
        ensure!(
            !price.is_zero() && (is_fresh || self.is_called_by_owner()?),
            ContractError::PriceTooOld {
                asset: asset.to_string(),
                last_updated,
                now,
            }
        );
        Ok(price)
    }

    fn is_called_by_owner(&self) -> Result<bool, ContractError> {
        let owner = OWNER.load(self.deps.storage)?;
        Ok(self.caller == Some(&owner))
    }
}

impl Market {
    /// Decimals of the offered and of the other asset.
    fn decimals(&self, querier: &QuerierWrapper, offer: &AssetInfo) -> StdResult<[u8; 2]> {
        let info = self.info(querier)?;
        let [first, _] = &info.asset_infos;
        Ok(ordered(first == offer, info.asset_decimals))
    }

    /// Whether the offered asset is the pair's first.
    fn is_first(&self, querier: &QuerierWrapper, offer: &AssetInfo) -> StdResult<bool> {
        let [first, _] = self.info(querier)?.asset_infos;
        Ok(first == *offer)
    }

    fn info(&self, querier: &QuerierWrapper) -> StdResult<PairInfo> {
        match &self.info {
            Some(info) => Ok(info.clone()),
            None => Pair(self.pair.clone()).pair(querier),
        }
    }
}

/// Two things in the pair's order become those of the offered and of the other asset.
fn ordered<T>(is_first: bool, [first, second]: [T; 2]) -> [T; 2] {
    if is_first {
        [first, second]
    } else {
        [second, first]
    }
}
