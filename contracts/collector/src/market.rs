//! What the collector asks pairs, tokens and the bank. The only other file that asks contracts is
//! `belief.rs`, which asks oracles and mint.

use cosmwasm_std::{Addr, CanonicalAddr, Decimal, Deps, QuerierWrapper, StdResult, Uint128};
use mirror_math::ratio::{value_exceeds, value_floor};
use mirror_math::track::{self, Marks, PriceTrack};
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::context::Context;
use crate::error::ContractError;

/// A pair is steady while it pays at least this part of its average price.
const STEADY_PART: Decimal = Decimal::percent(90);

/// The pair in which one asset is swapped for another.
pub struct Market {
    /// The pair's address.
    pub pair: Addr,
    /// What the factory knows about the pair; none for a configured pair.
    info: Option<PairInfo>,
}

/// What a pair's store tells of its past.
enum History {
    /// Nothing: the pair is new, or runs other code.
    None,
    /// The price track and its marks.
    Read(Box<(PriceTrack, Marks)>),
    /// It is stored in a layout that this code does not know.
    OtherLayout,
}

/// The balances of one asset.
pub struct Holdings<'a> {
    deps: Deps<'a>,
    info: &'a AssetInfo,
    is_read: bool,
}

/// The code that a contract runs; none if the address is no contract.
pub fn code_of(querier: &QuerierWrapper, contract: &Addr) -> Option<u64> {
    let answer = querier.query_wasm_contract_info(contract).ok()?;
    Some(answer.code_id)
}

impl Holdings<'_> {
    /// The balances of an asset. Those of a token with MIR's code are read from its store, whose
    /// form is known, without loading the code. Any other token is queried, and the bank for coins.
    pub fn of<'a>(context: &Context<'a>, info: &'a AssetInfo) -> Holdings<'a> {
        let is_read = match (info, context.trading.token_code) {
            (AssetInfo::Token { contract_addr }, Some(code)) => {
                code_of(&context.deps.querier, &Addr::unchecked(contract_addr)) == Some(code)
            }
            _ => false,
        };
        Holdings {
            deps: context.deps,
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

impl Context<'_> {
    /// The configured pair, or the one that the factory names for the two assets.
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
            // The factory has made the pair, so its address is valid.
            pair: Addr::unchecked(&info.contract_addr),
            info: Some(info),
        })
    }

    /// Whether the pair was traded in this block and pays clearly less than before.
    ///
    /// Somebody who trades in many small steps can move a pool far for hardly any commission, and
    /// the swap limit grows with the pool. Where there is no price of an oracle this check protects
    /// the swap. A pair that was made in this block has no earlier price, and a pair with other
    /// code stores none. One that stores it in a layout that this code does not know counts as moved.
    pub fn is_moved(&self, market: &Market, offer: &AssetInfo) -> Result<bool, ContractError> {
        let (querier, now) = (&self.deps.querier, self.env.block.time.seconds());
        let (track, marks) = match market.history(querier)? {
            History::None => return Ok(false),
            History::Read(read) => *read,
            // When it was traded can not be seen.
            History::OtherLayout => return Ok(true),
        };
        if track.last_time < now {
            return Ok(false);
        }
        // The last trade was in this second, so the balances found now do not count for the
        // average.
        let Ok(average) = track.prices_over(&marks, now, track.last_reserves, 1) else {
            return Ok(false);
        };

        let is_first = market.is_first(querier, offer)?;
        let [offered, asked] = ordered(is_first, track.last_reserves);
        let [price, inverse] = ordered(is_first, average.prices);
        // The price above 1 is used, since it has more digits than its inverse.
        Ok(if price >= Decimal::one() {
            value_exceeds(offered, price.checked_mul(STEADY_PART)?, asked)
        } else {
            !value_exceeds(asked, inverse, value_floor(offered, STEADY_PART)?)
        })
    }

    /// The price of one asked unit in offered units (micro units) by the pair's own past of at
    /// least ten minutes: the lowest of the average price, of 1 / average of the inverse, and of
    /// the present price. So a pool in which somebody has raised the price does not pay enough, and
    /// the swap fails. None for a pair that is younger, has other code, or stores its past in a layout
    /// that this code does not know.
    pub fn average(
        &self,
        market: &Market,
        offer: &AssetInfo,
        ask: &AssetInfo,
    ) -> Result<Option<Decimal>, ContractError> {
        let (querier, now) = (&self.deps.querier, self.env.block.time.seconds());
        let (track, marks) = match market.history(querier)? {
            History::None | History::OtherLayout => return Ok(None),
            History::Read(read) => *read,
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
}

impl Market {
    /// The pair's price track and its marks.
    fn history(&self, querier: &QuerierWrapper) -> StdResult<History> {
        let Some(stored) = Pair(self.pair.clone()).stored_track(querier)? else {
            return Ok(History::None);
        };
        Ok(
            match track::read_foreign(&stored.track, stored.marks.as_deref()) {
                Ok(Some(read)) => History::Read(Box::new(read)),
                Ok(None) => History::OtherLayout,
                Err(_) => History::None,
            },
        )
    }

    /// The decimals of the offered and of the other asset.
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

/// Reorder two values: from the pair's order to that of the offered and the other asset. The same
/// works in the opposite direction.
fn ordered<T>(is_first: bool, [first, second]: [T; 2]) -> [T; 2] {
    if is_first {
        [first, second]
    } else {
        [second, first]
    }
}
