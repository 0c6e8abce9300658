//! What happens on the chain that is made up, as events.

use mirror_chain::Event;

use super::{address, Balances};
use crate::read::event::{CONTRACT, MESSAGE};

type Attributes<'a> = &'a [(&'a str, &'a str)];

/// What everything has at the beginning.
const PLENTY: u128 = 1_000_000_000_000_000_000;

fn event(kind: &str, attributes: Attributes<'_>) -> Event {
    let attributes = attributes.iter().chain(&[(MESSAGE, "0")]);
    let attributes = attributes.map(|(key, value)| (key.to_string(), value.to_string()));
    Event {
        kind: kind.to_string(),
        attributes: attributes.collect(),
    }
}

fn begins(signer: &str) -> Vec<Event> {
    let action = "/cosmwasm.wasm.v1.MsgExecuteContract";
    vec![event(
        "message",
        &[("action", action), ("sender", signer), ("module", "wasm")],
    )]
}

/// A call of a contract, and what it tells.
fn call(events: &mut Vec<Event>, contract: &str, attributes: Attributes<'_>) {
    events.push(event("execute", &[(CONTRACT, contract)]));
    told(events, contract, attributes);
}

fn told(events: &mut Vec<Event>, contract: &str, attributes: Attributes<'_>) {
    let whole = [&[(CONTRACT, contract)], attributes].concat();
    events.push(event("wasm", &whole));
}

/// Coins from one to another.
fn coins(events: &mut Vec<Event>, from: &str, to: &str, amount: &str) {
    events.push(event(
        "coin_spent",
        &[("spender", from), ("amount", amount)],
    ));
    events.push(event(
        "coin_received",
        &[("receiver", to), ("amount", amount)],
    ));
    let transfer = [("recipient", to), ("sender", from), ("amount", amount)];
    events.push(event("transfer", &transfer));
}

fn send(events: &mut Vec<Event>, token: &str, from: &str, to: &str, amount: &str) {
    let attributes = [
        ("action", "send"),
        ("from", from),
        ("to", to),
        ("amount", amount),
    ];
    call(events, token, &attributes);
}

fn transfer(events: &mut Vec<Event>, token: &str, from: &str, to: &str, amount: &str) {
    let attributes = [
        ("action", "transfer"),
        ("from", from),
        ("to", to),
        ("amount", amount),
    ];
    call(events, token, &attributes);
}

fn mint(events: &mut Vec<Event>, token: &str, to: &str, amount: &str) {
    call(
        events,
        token,
        &[("action", "mint"), ("to", to), ("amount", amount)],
    );
}

fn burn(events: &mut Vec<Event>, token: &str, from: &str, amount: &str) {
    call(
        events,
        token,
        &[("action", "burn"), ("from", from), ("amount", amount)],
    );
}

/// MIR and the assets are made, each with a market that has plenty.
pub(super) fn birth(assets: u64) -> Vec<(Vec<Event>, Balances)> {
    let deployer = address("deployer", 0);
    let mir = address("token", 0);
    let mut events = begins(&deployer);
    events.push(event("instantiate", &[(CONTRACT, &mir), ("code_id", "1")]));
    let first = Balances::from([(0, vec![(deployer.clone(), PLENTY)])]);
    let mut all = vec![(events, first)];
    for number in 0..=assets {
        let mut events = begins(&deployer);
        let (token, factory) = (address("token", number), address("factory", 0));
        if number > 0 {
            let listed = [
                ("asset_token_addr", token.as_str()),
                ("is_pre_ipo", "false"),
            ];
            told(&mut events, &factory, &listed);
        }
        market(&mut events, number, &deployer);
        all.push((events, Balances::new()));
    }
    all
}

fn market(events: &mut Vec<Event>, number: u64, deployer: &str) {
    let [token, pair, lp] = ["token", "pair", "lp"].map(|what| address(what, number));
    let swap_factory = address("swap_factory", 0);
    let name = format!("uusd-{token}");
    let creates = [("action", "create_pair"), ("pair", name.as_str())];
    call(events, &swap_factory, &creates);
    let made = [
        ("pair_contract_addr", pair.as_str()),
        ("liquidity_token_addr", lp.as_str()),
    ];
    told(events, &swap_factory, &made);
    let plenty = PLENTY.to_string();
    if number > 0 {
        mint(events, &token, deployer, &plenty);
    }
    coins(events, deployer, &pair, &format!("{PLENTY}uusd"));
    let both = format!("{PLENTY}uusd, {PLENTY}{token}");
    let none = format!("0uusd, 0{token}");
    let provided = [
        ("action", "provide_liquidity"),
        ("sender", deployer),
        ("receiver", deployer),
        ("assets", both.as_str()),
        ("share", plenty.as_str()),
        ("refund_assets", none.as_str()),
    ];
    call(events, &pair, &provided);
    let fetched = [
        ("action", "transfer_from"),
        ("from", deployer),
        ("to", pair.as_str()),
        ("by", pair.as_str()),
        ("amount", plenty.as_str()),
    ];
    call(events, &token, &fetched);
    mint(events, &lp, deployer, &plenty);
}

/// The oracle is told a price of each asset; it goes round by a tenth of a part.
pub(super) fn feed(assets: u64, height: u64) -> (Vec<Event>, Balances) {
    let mut events = begins(&address("feeder", 0));
    let mut attributes = vec![("action", "price_feed".to_string())];
    for number in 1..=assets {
        attributes.push(("asset", address("token", number)));
        attributes.push(("price", format!("{}.5", 100 + (height + number) % 20)));
    }
    let attributes: Vec<(&str, &str)> = attributes
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    call(&mut events, &address("oracle", 0), &attributes);
    (events, Balances::new())
}

/// One of the ten things, about an asset and a position, by an account.
pub(super) fn act(
    which: u64,
    asset: u64,
    position: u64,
    account: &str,
    liquidator: &str,
) -> Vec<Event> {
    let actor = match which {
        8 | 9 => liquidator,
        _ => account,
    };
    let mut events = begins(actor);
    match which {
        0 | 8 => buy(&mut events, asset, actor),
        1 => sell(&mut events, asset, actor),
        2..=4 | 9 => of_position(&mut events, which, asset, position, actor),
        _ => of_liquidity(&mut events, which, asset, actor),
    }
    if which == 9 {
        let owner = account;
        auction(&mut events, asset, position, (actor, owner));
    }
    events
}

fn swap(
    events: &mut Vec<Event>,
    pair: &str,
    actor: &str,
    [offer, ask]: [&str; 2],
    [gave, got]: [&str; 2],
) {
    let swap = [
        ("action", "swap"),
        ("sender", actor),
        ("receiver", actor),
        ("offer_asset", offer),
        ("ask_asset", ask),
        ("offer_amount", gave),
        ("return_amount", got),
        ("spread_amount", "1"),
        ("commission_amount", "3"),
    ];
    call(events, pair, &swap);
}

fn buy(events: &mut Vec<Event>, asset: u64, actor: &str) {
    let [token, pair] = ["token", "pair"].map(|what| address(what, asset));
    coins(events, actor, &pair, "100500uusd");
    swap(events, &pair, actor, ["uusd", &token], ["100500", "1000"]);
    transfer(events, &token, &pair, actor, "1000");
}

fn sell(events: &mut Vec<Event>, asset: u64, actor: &str) {
    let [token, pair] = ["token", "pair"].map(|what| address(what, asset));
    send(events, &token, actor, &pair, "1000");
    swap(events, &pair, actor, [&token, "uusd"], ["1000", "100000"]);
    coins(events, &pair, actor, "100000uusd");
}

fn of_position(events: &mut Vec<Event>, which: u64, asset: u64, position: u64, actor: &str) {
    let [token, mint_contract] = [address("token", asset), address("mint", 0)];
    let idx = position.to_string();
    match which {
        2 => {
            coins(events, actor, &mint_contract, "2000000uusd");
            let minted = format!("10000{token}");
            let opened = [
                ("action", "open_position"),
                ("position_idx", idx.as_str()),
                ("mint_amount", minted.as_str()),
                ("collateral_amount", "2000000uusd"),
                ("is_short", "false"),
            ];
            call(events, &mint_contract, &opened);
            mint(events, &token, actor, "10000");
        }
        3 => {
            coins(events, actor, &mint_contract, "500uusd");
            let deposited = [
                ("action", "deposit"),
                ("position_idx", idx.as_str()),
                ("deposit_amount", "500uusd"),
            ];
            call(events, &mint_contract, &deposited);
        }
        4 => {
            send(events, &token, actor, &mint_contract, "2000");
            let burned = format!("2000{token}");
            let burned = [
                ("action", "burn"),
                ("position_idx", idx.as_str()),
                ("burn_amount", burned.as_str()),
                ("protocol_fee", "3000uusd"),
            ];
            call(events, &mint_contract, &burned);
            burn(events, &token, &mint_contract, "2000");
            coins(events, &mint_contract, &address("collector", 0), "3000uusd");
        }
        _ => {}
    }
}

fn auction(events: &mut Vec<Event>, asset: u64, position: u64, (buyer, owner): (&str, &str)) {
    let [token, mint_contract] = [address("token", asset), address("mint", 0)];
    send(events, &token, buyer, &mint_contract, "1000");
    let (idx, paid) = (position.to_string(), format!("1000{token}"));
    let sold = [
        ("action", "auction"),
        ("position_idx", idx.as_str()),
        ("owner", owner),
        ("return_collateral_amount", "120000uusd"),
        ("liquidated_amount", paid.as_str()),
        ("tax_amount", "0uusd"),
        ("protocol_fee", "1500uusd"),
    ];
    call(events, &mint_contract, &sold);
    burn(events, &token, &mint_contract, "1000");
    coins(events, &mint_contract, buyer, "120000uusd");
    coins(events, &mint_contract, &address("collector", 0), "1500uusd");
}

fn of_liquidity(events: &mut Vec<Event>, which: u64, asset: u64, actor: &str) {
    let [token, pair, lp] = ["token", "pair", "lp"].map(|what| address(what, asset));
    let staking = address("staking", 0);
    let staked = [
        ("action", if which == 6 { "bond" } else { "unbond" }),
        ("staker_addr", actor),
        ("asset_token", token.as_str()),
        ("amount", if which == 6 { "1000" } else { "400" }),
    ];
    match which {
        5 => {
            coins(events, actor, &pair, "100000uusd");
            let both = format!("100000uusd, 1000{token}");
            let none = format!("0uusd, 0{token}");
            let provided = [
                ("action", "provide_liquidity"),
                ("sender", actor),
                ("receiver", actor),
                ("assets", both.as_str()),
                ("share", "1000"),
                ("refund_assets", none.as_str()),
            ];
            call(events, &pair, &provided);
            let fetched = [
                ("action", "transfer_from"),
                ("from", actor),
                ("to", pair.as_str()),
                ("by", pair.as_str()),
                ("amount", "1000"),
            ];
            call(events, &token, &fetched);
            mint(events, &lp, actor, "1000");
        }
        6 => {
            send(events, &lp, actor, &staking, "1000");
            call(events, &staking, &staked);
        }
        _ => {
            call(events, &staking, &staked);
            transfer(events, &lp, &staking, actor, "400");
        }
    }
}
