//! Code 2 of the board: each of its records has one field more.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, Storage,
    Uint128,
};
use mirror_bytes::{in_bytes, read_layout, write_layout, Bytes, BytesError, Slot, Table};
use mirror_testing::codes::Code;
use terraswap::version;

use super::former;
use super::messages::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg, QuoteResponse, StakeResponse,
};
use super::state_2 as state;
use super::NAME;

/// The most records of former layouts that one message carries over.
const MOST_CARRIED: u32 = 3;

/// One record without a byte for its layout: `migrate` writes it anew, so no other code reads it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
    pub(crate) owner: Addr,
    pub(crate) most_age: u64,
}

/// A record that others read. The new field stands between the old ones: without the byte before it,
/// code of the other layout would read one number as the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quote {
    pub(crate) price: Uint128,
    pub(crate) halted_until: u64,
    pub(crate) time: u64,
}

/// A record without a byte for its layout, in a table without bounds: it lies under another prefix.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stake {
    pub(crate) amount: Uint128,
    pub(crate) locked_until: u64,
}

in_bytes!(Config { owner, most_age });
in_bytes!(Stake {
    amount,
    locked_until
});

/// Written in layout 2 and read in either.
impl Bytes for Quote {
    fn write(&self, out: &mut Vec<u8>) {
        write_layout(2, out);
        self.price.write(out);
        self.halted_until.write(out);
        self.time.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        if rest.first() == Some(&1) {
            return Ok(former::Quote::read(rest)?.carried_over());
        }
        read_layout(2, rest)?;
        Ok(Self {
            price: Bytes::read(rest)?,
            halted_until: Bytes::read(rest)?,
            time: Bytes::read(rest)?,
        })
    }
}

pub(crate) const CONFIG: Slot<Config> = Slot::new(b"g");
pub(crate) const QUOTES: Table<Quote> = Table::new(b'q');
pub(crate) const STAKES: Table<Stake> = Table::new(b't');

/// The key of the last quote that was carried over. Gone when all of them are.
pub(crate) const CARRIED: Slot<Vec<u8>> = Slot::new(b"k");

pub(crate) fn code() -> Code {
    let code = cw_multi_test::ContractWrapper::new(execute, instantiate, query);
    Box::new(code.with_migrate(migrate))
}

fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: InstantiateMsg,
) -> anyhow::Result<Response> {
    version::set(deps.storage, NAME, "2.0.0")?;
    let owner = deps.api.addr_validate(&msg.owner)?;
    CONFIG.save(
        deps.storage,
        &Config {
            owner,
            most_age: 60,
        },
    );
    Ok(Response::new())
}

/// What is bounded is carried over at once, of the rest no more than one message may pay for.
fn migrate(deps: DepsMut, _env: Env, _msg: Empty) -> anyhow::Result<Response> {
    version::upgrade(deps.storage, NAME, "2.0.0")?;
    let owner = former::CONFIG.load(deps.storage)?.owner;
    CONFIG.save(
        deps.storage,
        &Config {
            owner,
            most_age: 60,
        },
    );
    CARRIED.save(deps.storage, &vec![]);
    carry_over(deps.storage, MOST_CARRIED)
}

fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> anyhow::Result<Response> {
    match msg {
        ExecuteMsg::Post { asset, price } => {
            let owner = CONFIG.load(deps.storage)?.owner;
            anyhow::ensure!(owner == info.sender, "unauthorized");
            let quote = Quote {
                price,
                halted_until: 0,
                time: env.block.time.seconds(),
            };
            QUOTES.save(deps.storage, asset.as_bytes(), &quote);
            Ok(Response::new())
        }
        ExecuteMsg::Stake { amount } => {
            let mut stake = state::stake(deps.storage, info.sender.as_bytes())?.unwrap_or(Stake {
                amount: Uint128::zero(),
                locked_until: 0,
            });
            stake.amount = stake.amount.checked_add(amount)?;
            state::save_stake(deps.storage, info.sender.as_bytes(), &stake);
            Ok(Response::new())
        }
        ExecuteMsg::CarryOver { limit } => carry_over(deps.storage, limit.min(MOST_CARRIED)),
    }
}

/// Carry over the next records: first quotes, then stakes. Says when nothing is left.
fn carry_over(storage: &mut dyn Storage, limit: u32) -> anyhow::Result<Response> {
    let limit = limit.try_into()?;
    let quotes = state::carry_quotes_over(storage, limit)?;
    let stakes = state::carry_stakes_over(storage, limit.saturating_sub(quotes))?;
    let is_done = quotes.saturating_add(stakes) < limit;
    Ok(Response::new()
        .add_attribute("action", "carry_over")
        .add_attribute("is_done", is_done.to_string()))
}

fn query(deps: Deps, _env: Env, msg: QueryMsg) -> anyhow::Result<Binary> {
    let storage = deps.storage;
    let answer = match msg {
        QueryMsg::Config {} => {
            let Config { owner, most_age } = CONFIG.load(storage)?;
            to_json_binary(&ConfigResponse { owner, most_age })
        }
        QueryMsg::Quote { asset } => {
            let quote = QUOTES.may_load(storage, asset.as_bytes())?;
            to_json_binary(&quote.map(shown))
        }
        QueryMsg::Quotes {} => {
            let quotes = state::quotes(storage)?;
            to_json_binary(&quotes.into_iter().map(shown).collect::<Vec<_>>())
        }
        QueryMsg::Stake { account } => {
            let stake = state::stake(storage, account.as_bytes())?;
            to_json_binary(&stake.map(staked))
        }
        QueryMsg::Stakes { start_after } => {
            let after = start_after.as_ref().map(String::as_bytes);
            let stakes = state::stakes(storage, after, 2)?;
            to_json_binary(&stakes.into_iter().map(staked).collect::<Vec<_>>())
        }
    };
    Ok(answer?)
}

fn shown(quote: Quote) -> QuoteResponse {
    QuoteResponse {
        price: quote.price,
        time: quote.time,
        halted_until: quote.halted_until,
    }
}

fn staked(stake: Stake) -> StakeResponse {
    StakeResponse {
        amount: stake.amount,
        locked_until: stake.locked_until,
    }
}
