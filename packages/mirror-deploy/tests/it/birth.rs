//! What strangers, wrong code and wrong answers do to a birth.

use cosmwasm_std::{coin, Addr, Uint128};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg};
use mirror_deploy::{
    deploy, Artifact, BirthError, Deployment, Difference, Payment, Profile, Progress, Recipient,
};
use mirror_protocol::factory;
use mirror_testing::{
    codes, standard_profile, Deployer, Moment, TestChain, Watched, World, BASE, FORTUNE,
};
use serde_json::{json, Value};

use crate::watched::Seen;

type Outcome = Result<Deployment, BirthError<anyhow::Error>>;

const WEEK: u64 = 604_800;

fn chain() -> TestChain {
    let mut chain = TestChain::new();
    for name in ["deployer", "attacker", "alice", "bob", "carol", "feeder"] {
        let account = chain.account(name);
        chain.fund(&account, &[coin(FORTUNE, BASE)]);
    }
    chain
}

/// A birth while somebody watches who knows what was made.
fn birth_of(
    profile: &Profile,
    chain: &mut TestChain,
    mut watch: impl FnMut(&mut TestChain, &Seen, Moment<'_>),
) -> Outcome {
    let inner = Deployer {
        sender: chain.account("deployer"),
        chain,
    };
    let mut seen = Seen::default();
    let mut watched = Watched {
        inner,
        watch: |chain: &mut TestChain, moment: Moment<'_>| {
            seen.note(&moment);
            watch(chain, &seen, moment);
            Ok(())
        },
    };
    deploy(&mut watched, profile, &mut Progress::default())
}

fn birth(chain: &mut TestChain, watch: impl FnMut(&mut TestChain, &Seen, Moment<'_>)) -> Outcome {
    birth_of(&standard_profile(&TestChain::new()), chain, watch)
}

fn peaceful_birth() -> Deployment {
    birth(&mut chain(), |_, _, _| {}).unwrap()
}

fn does(chain: &mut TestChain, who: &str, contract: &Addr, msg: &Value, base: u128) {
    let who = chain.account(who);
    let coins = [coin(base, BASE)];
    let coins = if base == 0 { &[] } else { &coins[..] };
    chain.execute(&who, contract, msg, coins).unwrap();
}

/// MIR against the base denom, in either order.
fn both(token: &Addr, is_turned: bool, amount: u128) -> Value {
    let mut assets = [
        json!({ "info": { "native_token": { "denom": BASE } }, "amount": amount.to_string() }),
        json!({ "info": { "token": { "contract_addr": token } }, "amount": amount.to_string() }),
    ];
    if is_turned {
        assets.reverse();
    }
    json!(assets)
}

#[test]
fn a_pair_that_a_stranger_asked_for_is_taken() {
    let expected = peaceful_birth();
    for is_turned in [false, true] {
        // As soon as the token exists; or when our own message is under way.
        for moment_of_his in ["make mirror-token", "make the pair of MIR"] {
            let mut chain = chain();
            let deployment = birth(&mut chain, |chain, seen, moment| {
                let is_his = match moment {
                    Moment::Sent(step, ..) => step == "make mirror-token" && step == moment_of_his,
                    Moment::Sending(step) => step == moment_of_his,
                    Moment::Signing(_) => false,
                };
                if is_his && seen.get("mirror-token").is_some() {
                    let assets = both(&seen.at("mirror-token"), is_turned, 0);
                    let create = json!({ "create_pair": { "assets": assets } });
                    does(chain, "attacker", &seen.at("terraswap-factory"), &create, 0);
                }
            });

            assert_eq!(expected, deployment.unwrap());
            let mut world = World::born(chain, expected.clone());
            the_market_of_mir_works(&mut world);
        }
    }
}

/// Somebody provides, somebody trades, somebody stakes and earns.
fn the_market_of_mir_works(world: &mut World) {
    world.drops_mir();
    let (base, mir) = (20_000_000_000, 10_000_000_000);
    world.alice().provides("MIR", base, mir);
    world.bob().tries_to_buy("MIR", 1_000_000).unwrap();
    world.bob().tries_to_sell("MIR", 400_000).unwrap();
    world.alice().tries_to_bond("MIR", 1_000_000).unwrap();
    world.feeds(&[("MIR", "2")]);
    world.chain.pass(86_400);
    let factory = world.at.factory.clone();
    world.bob().sends(&factory, &json!({ "distribute": {} }));
    world.chain.pass(86_400);
    let (mir, alice) = (world.token("MIR"), world.chain.account("alice"));
    let before = world.token_balance(&mir, &alice);
    world.alice().tries_to_claim(Some("MIR")).unwrap();

    // A day of the MIR track: floor(20,587,500,000,000 / 365), all of which is hers but what her
    // index leaves.
    let claimed = world.token_balance(&mir, &alice) - before;
    assert!(
        (56_404_000_000..=56_404_109_589).contains(&claimed.u128()),
        "{claimed}"
    );
}

#[test]
fn a_pair_in_which_somebody_has_shares_is_refused() {
    let mut chain = chain();
    let mut shares_of = Addr::unchecked("");
    let refusal = birth(&mut chain, |chain, seen, moment| {
        if !matches!(moment, Moment::Sending("make the pair of MIR")) {
            return;
        }
        // Nobody but the deployer has any.
        let (token, factory) = (seen.at("mirror-token"), seen.at("terraswap-factory"));
        let allow = json!({ "increase_allowance": { "spender": factory, "amount": "2000" } });
        does(chain, "deployer", &token, &allow, 0);
        let create = json!({ "create_pair": { "assets": both(&token, false, 2_000) } });
        does(chain, "deployer", &factory, &create, 2_000);
        let pair = json!({ "pair": { "asset_infos": [
            { "native_token": { "denom": BASE } }, { "token": { "contract_addr": token } }
        ] } });
        let pair: Value = chain.query(&factory, &pair);
        shares_of = Addr::unchecked(pair["liquidity_token"].as_str().unwrap());
    });

    let expected = format!(
        "mirror_lp at {shares_of} has a supply of 2000, not 0: nothing of worth is in it yet, so \
         begin anew with an empty journal"
    );
    assert_eq!(expected, refusal.unwrap_err().to_string());
}

#[test]
fn code_that_is_not_the_published_one_is_noticed_before_anything_is_made() {
    let mut chain = chain();
    chain.replace(Artifact::Mint, codes::published(Artifact::Lock));

    let refusal = birth(&mut chain, |_, _, moment| {
        assert!(!matches!(moment, Moment::Signing(step) if step.starts_with("make ")));
    });

    match refusal.unwrap_err() {
        BirthError::OtherCode(other) => {
            assert_eq!("mirror_mint", other.artifact);
            assert_eq!(codes::checksum(Artifact::Lock).to_hex(), other.stored);
            assert_eq!(codes::checksum(Artifact::Mint).to_hex(), other.expected);
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_contract_of_another_name_gets_no_right_and_no_mir() {
    let mut chain = chain();
    let other = codes::posing_as(Artifact::TerraswapRouter, codes::limit_order());
    chain.replace(Artifact::TerraswapRouter, other);
    let mut known = Seen::default();

    let refusal = birth(&mut chain, |_, seen, _| known = seen.clone());

    match refusal.unwrap_err() {
        BirthError::Unlike(Difference {
            contract,
            address,
            what,
            found,
            expected,
        }) => {
            assert_eq!(("router", "the name"), (&*contract, what));
            assert_eq!(known.get("terraswap-router"), Some(address.as_str()));
            assert_eq!("mirror-limit-order", found);
            assert_eq!("terraswap-router", expected);
        }
        other => panic!("{other}"),
    }
    let question = Cw20QueryMsg::Balance {
        address: chain.account("deployer").into_string(),
    };
    let held: BalanceResponse = chain.query(&known.at("mirror-token"), &question);
    assert_eq!(Uint128::new(54_900_000_000_000), held.balance);
}

#[test]
fn mir_that_is_not_all_there_is_noticed() {
    let refusal = birth(&mut chain(), |chain, seen, moment| {
        if matches!(moment, Moment::Signing("make mirror-staking")) {
            let burn = json!({ "burn": { "amount": "1" } });
            does(chain, "deployer", &seen.at("mirror-token"), &burn, 0);
        }
    });

    match refusal.unwrap_err() {
        BirthError::Unlike(Difference {
            contract,
            what,
            found,
            expected,
            ..
        }) => {
            assert_eq!(("mirror_token", "a supply of"), (&*contract, what));
            assert_eq!(("54899999999999", "54900000000000"), (&*found, &*expected));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn gifts_in_the_middle_of_the_payments_change_nothing() {
    let mut chain = chain();
    let mut profile = standard_profile(&chain);
    let attacker = chain.account("attacker");
    profile.release.genesis.insert(
        0,
        Payment {
            recipient: Recipient::Account(attacker.to_string()),
            amount: Uint128::new(100),
        },
    );
    profile.release.genesis[1].amount -= Uint128::new(100);
    let deployer = chain.account("deployer");

    let outcome = birth_of(&profile, &mut chain, |chain, seen, moment| {
        if !matches!(moment, Moment::Signing("pay genesis 3" | "pay genesis 4")) {
            return;
        }
        for recipient in [seen.at("mirror-community"), deployer.clone()] {
            let gift = Cw20ExecuteMsg::Transfer {
                recipient: recipient.into_string(),
                amount: Uint128::new(7),
            };
            let gift = serde_json::to_value(gift).unwrap();
            does(chain, "attacker", &seen.at("mirror-token"), &gift, 0);
        }
    });

    outcome.unwrap();
}

#[test]
fn a_payment_that_the_token_does_not_tell_is_named() {
    let refusal = birth(&mut chain(), |_, _, moment| {
        if let Moment::Sent("pay genesis 2", _, receipt) = moment {
            let amount = receipt
                .attributes
                .iter_mut()
                .rfind(|(key, _)| key == "amount");
            amount.unwrap().1 = "9149999999999".to_string();
        }
    });

    match refusal.unwrap_err() {
        BirthError::Unpaid { step, amount, .. } => {
            assert_eq!("pay genesis 2", step);
            assert_eq!(Uint128::new(9_150_000_000_000), amount);
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_pause_in_a_birth_is_paid_to_nobody() {
    let mut chain = chain();
    let deployment = birth(&mut chain, |chain, _, moment| {
        if matches!(moment, Moment::Signing(_)) {
            chain.pass(WEEK);
        }
    });

    let deployment = deployment.unwrap();
    let factory = Addr::unchecked(&deployment.contracts.factory);
    let config: factory::ConfigResponse = chain.query(&factory, &factory::QueryMsg::Config {});
    assert_eq!(chain.now(), config.genesis_time);
    let info: factory::DistributionInfoResponse =
        chain.query(&factory, &factory::QueryMsg::DistributionInfo {});
    assert_eq!(chain.now(), info.last_distributed);
}
