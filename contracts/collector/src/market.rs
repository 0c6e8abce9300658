//! What the collector asks of pairs, tokens and the bank. Oracles are asked in `belief.rs`, and
//! nobody anywhere else.

use cosmwasm_std::{Addr, CanonicalAddr, Decimal, Deps, Env, QuerierWrapper, StdResult, Uint128};
use mirror_math::ratio::{value_exceeds, value_floor};
use mirror_math::track::{Marks, PriceTrack};
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::{Pair, MARKS, TRACK};
use terraswap::token::Token;

use crate::config::Trading;
use crate::error::ContractError;
use crate::state::OWNER;

/// A pair is steady while it pays so much of its average price.
const STEADY_PART: Decimal = Decimal::percent(90);

/// The chain as one message or question finds it.
pub struct Desk<'a> {
    pub deps: Deps<'a>,
    pub env: &'a Env,
    pub trading: &'a Trading,
    pub caller: Caller<'a>,
}

/// Who wants to convert.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Caller<'a> {
    /// Nobody: a question is asked, as a keeper would.
    Nobody,
    /// Who has sent the message.
    Account(&'a Addr),
    /// This contract, in the course of a conversion whose caller was judged before.
    Itself,
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

    /// Whether the pair was traded in this very block and pays clearly less than before.
    ///
    /// Who trades in many small steps pays hardly any commission for moving a pool far, and the
    /// limit grows with the pool: without a price of the oracle this is what bounds the limit. A
    /// pair of this block has no price before it, and one of other code keeps none.
    pub fn is_moved(&self, market: &Market, offer: &AssetInfo) -> Result<bool, ContractError> {
        let (querier, now) = (&self.deps.querier, self.env.block.time.seconds());
        let Some((track, marks)) = market.history(querier)? else {
            return Ok(false);
        };
        if track.last_time < now {
            return Ok(false);
        }
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

    /// What the pair's own past, of ten minutes at least, says of the price of one asked unit in
    /// offered units, micro units both: the lowest of the average, of what the average of the
    /// inverse says, and of the price of the moment. So a pool that somebody has pumped asks for
    /// more than it pays. None of a younger pair, and of one of other code.
    pub fn average(
        &self,
        market: &Market,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Option<Decimal>, ContractError> {
        let (querier, now) = (&self.deps.querier, self.env.block.time.seconds());
        let Some((track, marks)) = market.history(querier)? else {
            return Ok(None);
        };
        let is_first = market.is_first(querier, offer)?;
        let holder = &market.pair;
        let found = [offer, ask].map(|info| Holdings::of(self, info).held_by(holder));
        let [offered, asked] = found;
        let found = ordered(is_first, [offered?, asked?]);

        let averages = track.prices(&marks, now, found);
        let Ok(cautious) = averages.and_then(|averages| averages.cautious(found)) else {
            return Ok(None);
        };
        let [_, asked] = ordered(is_first, cautious);
        Ok(Some(asked.lower))
    }

    /// Whether the caller sees to what no price bounds: a keeper, the owner, and this contract
    /// itself, whom one of them has called.
    pub fn is_trusted(&self) -> Result<bool, ContractError> {
        let Caller::Account(account) = self.caller else {
            return Ok(true);
        };
        let account = self.deps.api.addr_canonicalize(account.as_str())?;
        Ok(self.trading.keepers.0.contains(&account) || self.is_called_by_owner()?)
    }

    /// Whether the owner himself has sent the message.
    pub fn is_called_by_owner(&self) -> Result<bool, ContractError> {
        let owner = OWNER.load(self.deps.storage)?;
        Ok(self.caller == Caller::Account(&owner))
    }
}

impl Market {
    /// The pair's price track and its marks; none of a pair that has none yet, or of other code.
    fn history(
        &self,
        querier: &QuerierWrapper,
    ) -> Result<Option<(PriceTrack, Marks)>, ContractError> {
        let stored = querier.query_wasm_raw(&self.pair, TRACK)?;
        let Some(track) = stored.and_then(|bytes| PriceTrack::from_bytes(&bytes).ok()) else {
            return Ok(None);
        };
        let marks = match querier.query_wasm_raw(&self.pair, MARKS)? {
            Some(bytes) => Marks::from_bytes(&bytes)?,
            None => Marks::at_start(&track),
        };
        Ok(Some((track, marks)))
    }

    /// Decimals of the offered and of the other asset.
    pub fn decimals(&self, querier: &QuerierWrapper, offer: &AssetInfo) -> StdResult<[u8; 2]> {
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
