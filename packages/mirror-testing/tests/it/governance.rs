//! What polls can do in a protocol that gov owns, from their creation to what comes of them.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Decimal, Deps, DepsMut, Env, Response, StdResult, Uint128,
};
use cw_multi_test::ContractWrapper;
use mirror_protocol::gov::{self, PollAdminAction, PollStatus, VoteOption};
use mirror_protocol::{admin_manager, community, factory, mint};
use mirror_testing::{assert_refused, codes, percent, usual_params, Proposal, World, BASE, STAKE};
use serde_json::{json, Value};
use terraswap::version::{self, VersionError};

const MIR: u128 = 1_000_000;

#[test]
fn a_poll_lists_an_asset_and_somebody_buys_it() {
    let mut world = World::governed();
    let whitelist = factory::ExecuteMsg::Whitelist {
        name: "Apple".to_string(),
        symbol: "AAPL".to_string(),
        oracle_feeder: world.chain.account("feeder").into_string(),
        params: usual_params(),
    };
    let proposal = Proposal::call(&world.at.factory, &whitelist);

    let poll = world.alice().creates_poll(proposal);
    world.alice().votes(poll, VoteOption::Yes);
    world.bob().votes(poll, VoteOption::No);
    world.carol().votes(poll, VoteOption::Yes);
    world.voting_ends(poll);
    world.bob().tries_to_end(poll).unwrap();
    world.a_day_passes();
    let answer = world.bob().tries_to_execute(poll).unwrap();
    world.learns("mAAPL", &answer);

    world.feeds(&[("mAAPL", "100")]);
    world.alice().opens(300_000_000_000, "mAAPL", percent(200));
    world
        .alice()
        .provides("mAAPL", 100_000_000_000, 1_000_000_000);
    world.bob().tries_to_buy("mAAPL", 2_000_000_000).unwrap();

    // floor(10^9 · 2 / 102) less 0.3 %, which is rounded up.
    let (token, bob) = (world.token("mAAPL"), world.chain.account("bob"));
    let bought = world.token_balance(&token, &bob);
    assert_eq!(Uint128::new(19_607_843 - 58_824), bought);
}

#[test]
fn a_poll_pays_a_grant() {
    let mut world = World::governed();
    let carol = world.chain.account("carol");
    let before = world.token_balance(&world.at.mirror_token, &carol);

    world.passes_poll(grant(&world, &carol, 1_000_000 * MIR));

    let paid = world.token_balance(&world.at.mirror_token, &carol) - before;
    assert_eq!(Uint128::new(1_000_000 * MIR), paid);
}

#[test]
fn a_grant_above_the_limit_fails_and_pays_nothing() {
    let mut world = World::governed();
    let carol = world.chain.account("carol");
    let before = world.token_balance(&world.at.mirror_token, &carol);

    let poll = world.passes(grant(&world, &carol, 1_000_000 * MIR + 1));
    world.bob().tries_to_execute(poll).unwrap();

    assert_eq!(PollStatus::Failed, world.poll(poll).status);
    let after = world.token_balance(&world.at.mirror_token, &carol);
    assert_eq!(before, after);
}

fn grant(world: &World, recipient: &Addr, amount: u128) -> Proposal {
    let spend = community::ExecuteMsg::Spend {
        recipient: recipient.to_string(),
        amount: Uint128::new(amount),
    };
    Proposal::call(&world.at.community, &spend)
}

#[test]
fn a_poll_changes_a_parameter_of_what_the_factory_owns() {
    let mut world = World::governed();
    let fee = mint::ExecuteMsg::UpdateConfig(mint::ConfigUpdate {
        protocol_fee_rate: Some(percent(2)),
        ..Default::default()
    });
    let pass = factory::ExecuteMsg::PassCommand {
        contract_addr: world.at.mint.to_string(),
        msg: to_json_binary(&fee).unwrap(),
    };

    world.passes_poll(Proposal::execute(&world.at.factory, &pass));

    let config: mint::ConfigResponse = world.asks(&world.at.mint, &mint::QueryMsg::Config {});
    assert_eq!(percent(2), config.protocol_fee_rate);
}

/// What a default poll may change of an asset, in the very mint contract.
#[test]
fn a_default_poll_changes_terms_of_an_asset_and_lowers_its_debt_cap() {
    let mut world = World::governed_with(&["mAAPL"]);
    let (token, factory) = (world.token("mAAPL"), world.at.factory.clone());
    let change = |debt_cap: u128| mint::ExecuteMsg::UpdateAsset {
        asset_token: token.to_string(),
        auction_discount: Some(percent(15)),
        min_collateral_ratio: None,
        ipo_params: None,
        debt_cap: Some(debt_cap.into()),
    };
    let proposal = |world: &World, debt_cap| {
        let pass = factory::ExecuteMsg::PassCommand {
            contract_addr: world.at.mint.to_string(),
            msg: to_json_binary(&change(debt_cap)).unwrap(),
        };
        Proposal::call(&factory, &pass)
    };

    let lower = proposal(&world, 500);
    world.passes_poll(lower);
    let question = mint::QueryMsg::AssetConfig {
        asset_token: token.to_string(),
    };
    let asset: mint::AssetConfigResponse = world.asks(&world.at.mint, &question);
    assert_eq!(percent(15), asset.auction_discount);
    assert_eq!(Some(Uint128::new(500)), asset.debt_cap);

    let higher = proposal(&world, 501);
    let refusal = world.alice().tries_to_create_poll(higher, 1_000 * MIR);
    let [given, present] = [501u128, 500].map(Uint128::new);
    assert_refused(
        refusal,
        mirror_gov::ContractError::DebtCapNotLower { given, present },
    );
}

#[test]
fn a_poll_changes_the_rules_of_polls() {
    let mut world = World::governed();
    let update = gov::ConfigUpdate {
        voter_weight: Some(percent(25)),
        ..Default::default()
    };

    world.passes_poll(Proposal::admin(PollAdminAction::UpdateConfig(Box::new(
        update,
    ))));

    let config: gov::ConfigResponse = world.asks(&world.at.gov, &gov::QueryMsg::Config {});
    assert_eq!(percent(25), config.voter_weight);
}

#[test]
fn a_poll_delists_an_asset() {
    let mut world = World::governed_with(&["mAAPL"]);
    let token = world.token("mAAPL");
    let revoke = factory::ExecuteMsg::RevokeAsset {
        asset_token: token.to_string(),
        end_price: Some(Decimal::percent(12_345)),
    };

    world.passes_poll(Proposal::execute(&world.at.factory, &revoke));

    let question = mint::QueryMsg::AssetConfig {
        asset_token: token.to_string(),
    };
    let asset: mint::AssetConfigResponse = world.asks(&world.at.mint, &question);
    assert_eq!(Some(Decimal::percent(12_345)), asset.end_price);
}

#[test]
fn a_poll_gives_a_contract_new_code() {
    let mut world = World::governed();
    let code_id = world.chain.app.store_code(next_short_reward());
    let short_reward = world.at.short_reward.clone();
    let action = PollAdminAction::ExecuteMigrations {
        migrations: vec![(short_reward.to_string(), code_id, Binary::from(b"{}"))],
    };

    world.passes_poll(Proposal::admin(action));

    let answer: Value = world.asks(&short_reward, &json!({ "short_reward_weight": {} }));
    assert_eq!(json!("the next version"), answer);
    let question = admin_manager::QueryMsg::MigrationRecords {
        start_after: None,
        limit: None,
    };
    let told: admin_manager::MigrationRecordsResponse =
        world.asks(&world.at.admin_manager, &question);
    assert_eq!(1, told.records.len());
    assert_eq!(code_id, told.records[0].migrations[0].new_code_id);
    assert_eq!(world.at.gov.as_str(), told.records[0].executor);
}

/// Code that a short reward contract may be given: of its name, with a higher version.
fn next_short_reward() -> codes::Code {
    use mirror_short_reward::contract::{execute, instantiate};
    fn query(_deps: Deps, _env: Env, _question: Value) -> StdResult<Binary> {
        to_json_binary("the next version")
    }
    fn migrate(deps: DepsMut, _env: Env, _msg: Value) -> Result<Response, VersionError> {
        version::upgrade(deps.storage, "mirror-short-reward", "99.0.0")
    }
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

#[test]
fn a_poll_lends_the_right_to_migrate_for_a_day() {
    let mut world = World::governed();
    let carol = world.chain.account("carol");
    let action = PollAdminAction::AuthorizeClaim {
        authorized_addr: carol.to_string(),
    };
    world.passes_poll(Proposal::admin(action));
    let manager = world.at.admin_manager.clone();
    let claim = |contract: &Addr| admin_manager::ExecuteMsg::ClaimAdmin {
        contract: contract.to_string(),
    };

    let (mint, lock) = (world.at.mint.clone(), world.at.lock.clone());
    world.chain.pass(86_400);
    let claim_end = world.chain.now();
    world.carol().sends(&manager, &claim(&mint));
    world.chain.pass(1);
    let refusal = world.carol().tries(&manager, &claim(&lock), &[]);

    let ended = mirror_admin_manager::ContractError::AuthorisationEnded { claim_end };
    assert_refused(refusal, ended);
    let admin = |contract| world.chain.app.contract_data(contract).unwrap().admin;
    assert_eq!(Some(carol), admin(&mint));
    assert_eq!(Some(manager), admin(&lock));
}

#[test]
fn a_poll_opens_a_stage_of_an_airdrop() {
    let mut world = World::governed();
    let register = json!({ "register_merkle_root": {
        "merkle_root": "025c6686c428a726321fd524a8c89304f6a79dc5474f8eb9222d44dacd99109a",
        "total_amount": "9150000000000",
    } });

    world.passes_poll(Proposal::execute(&world.at.uni_airdrop, &register));

    let stage: Value = world.asks(&world.at.uni_airdrop, &json!({ "latest_stage": {} }));
    assert_eq!(json!({ "latest_stage": 1 }), stage);
}

#[test]
fn fees_become_rewards_of_stakers_and_voters() {
    let mut world = World::governed();
    let poll = world.bob().creates_poll(Proposal::text());
    world.bob().votes(poll, VoteOption::Yes);
    world.gives_mir(&world.at.collector.clone(), 300 * MIR);
    let collector = world.at.collector.clone();

    world
        .actor("attacker")
        .sends(&collector, &json!({ "distribute": {} }));
    world.voting_ends(poll);
    world.carol().tries_to_end(poll).unwrap();

    let state: gov::StateResponse = world.asks(&world.at.gov, &gov::QueryMsg::State {});
    let left = state.rewards_left.unwrap_or_default();
    assert_eq!(
        Uint128::new(3 * STAKE + 150 * MIR),
        state.total_staked + left
    );
    let bob = world.staker(&world.chain.account("bob"));
    assert_eq!(
        vec![(poll, Uint128::new(150 * MIR))],
        bob.withdrawable_polls
    );
}

/// The numbers of the purchase are those of the first example of collector.md.
#[test]
fn the_fee_of_a_burn_becomes_mir_of_the_stakers() {
    let mut world = World::governed_with(&["mAAPL"]);
    let alice = world.chain.account("alice");
    world.gives_mir(&alice, 200_000 * MIR);
    world
        .alice()
        .provides("MIR", 1_000_000_000_000, 2_000_000_000_000);
    world.feeds(&[("mAAPL", "100"), ("MIR", "0.5")]);
    let idx = world.bob().opens(4_000_000_000_000, "mAAPL", percent(200));
    let (collector, carol) = (world.at.collector.clone(), world.chain.account("carol"));
    let before = world.staker(&carol).balance;

    // 1.5 % of 1.4 million.
    let burn = world.bob().tries_to_burn(idx, "mAAPL", 14_000_000_000);
    burn.unwrap();
    assert_eq!(Uint128::new(21_000_000_000), world.base_balance(&collector));
    let convert = json!({ "convert": { "asset_token": BASE } });
    world.actor("attacker").sends(&collector, &convert);
    world
        .actor("attacker")
        .sends(&collector, &json!({ "distribute": {} }));

    assert_eq!(Uint128::new(18_000_000_000), world.base_balance(&collector));
    world.chain.pass(604_800);
    let state: gov::StateResponse = world.asks(&world.at.gov, &gov::QueryMsg::State {});
    let staked = Uint128::new(3 * STAKE + 5_964_107_676);
    assert_eq!(staked, state.total_staked);
    assert_eq!(
        before + Uint128::new(5_964_107_676 / 3),
        world.staker(&carol).balance
    );
}
