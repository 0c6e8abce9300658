//! The price feeder against a real node, told as one story: one deployment, and what goes wrong with
//! sources, assets, processes and keys.

mod run;

use std::time::{Duration, Instant};

use cosmwasm_std::to_json_binary;
use mirror_chain::{ChainError, Included, Msg};
use serde_json::json;

use crate::harness::{execute, execute_with};
use crate::life::say::{base, base_asset, token_info};
use crate::life::story::{assert_refused, Story};
use run::{copy_of_key, Running, Sources};

/// How long something may take that takes a few blocks.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn a_feeder_keeps_prices_alive_through_faults() {
    let mut story = Story::begin();
    let sources = Sources::at(&story.network, 100);
    another_account_feeds(&mut story, "mTSLA");
    let feeder = Running::start(&story.network, "main", &sources.table("feeder", ALL, false));

    prices_are_posted_and_serve(&mut story, &feeder);
    one_revoked_asset_does_not_stop_the_others(&mut story, &feeder);
    let feeder = a_source_that_lies_is_frozen_even_after_a_kill(&mut story, &sources, feeder);
    what_an_operator_accepts_is_posted(&mut story, &sources, &feeder);
    a_guardian_halts_and_resumes(&mut story);
    a_standby_takes_over_what_it_has_and_the_rest_goes_stale(&mut story, &sources, feeder);
}

/// What the feeder of the story feeds, the last one with bob's key.
const ALL: &[&str] = &["mAAPL", "mGOOGL", "mTSLA"];

/// The owner names bob as an asset's feeder, so that the story's feeder has two groups.
fn another_account_feeds(story: &mut Story, symbol: &str) {
    let register = json!({ "register_asset": {
        "asset_token": story.listed(symbol).token, "feeder": story.bob.address(),
    } });
    let contracts = story.contracts();
    let pass = json!({ "pass_command": {
        "contract_addr": contracts.oracle, "msg": to_json_binary(&register).unwrap(),
    } });
    story.deployer.sends(&[execute(&contracts.factory, &pass)]);
}

fn prices_are_posted_and_serve(story: &mut Story, feeder: &Running) {
    for symbol in ALL {
        until(&format!("{symbol} is posted"), || {
            price(story, symbol) == ("100".to_string(), true)
        });
    }

    open(story, "mAAPL").unwrap();
    assert_eq!(feeder.health()["status"], "ok");
    let metrics = feeder.metrics();
    let line = "mirror_feed_prices_total{asset=\"mAAPL\",outcome=\"accepted\"}";
    assert!(metrics.contains(line), "{metrics}");
    // After the heartbeat of 5 s it is posted again.
    let first = time(story, "mAAPL");
    until("it is posted again", || time(story, "mAAPL") > first);
}

/// The owner, before the hand-over the deployer, gives its feed to the factory. The oracle passes it over.
fn one_revoked_asset_does_not_stop_the_others(story: &mut Story, feeder: &Running) {
    let token = story.listed("mGOOGL").token;
    let revoke = json!({ "revoke_asset": { "asset_token": token, "end_price": "100" } });
    let factory = story.contracts().factory;
    story.deployer.sends(&[execute(&factory, &revoke)]);

    let [revoked, other] = ["mGOOGL", "mTSLA"].map(|symbol| time(story, symbol));
    until("the others are posted", || time(story, "mTSLA") > other + 6);
    assert!(time(story, "mAAPL") > other);
    assert!(time(story, "mGOOGL") <= revoked);
    until("it is told", || feeder.tells("not the feeder of mGOOGL"));
}

/// Half of the price looks like a split. It is frozen, whatever happens to the process.
fn a_source_that_lies_is_frozen_even_after_a_kill(
    story: &mut Story,
    sources: &Sources,
    mut feeder: Running,
) -> Running {
    sources.say("mAAPL", "50");
    until("it is frozen", || {
        feeder.tells("The price of mAAPL is frozen")
    });
    feeder.kill();
    let feeder = Running::start(&story.network, "main", &sources.table("feeder", ALL, false));
    let other = time(story, "mTSLA");
    until("the other is posted", || time(story, "mTSLA") > other);
    assert_eq!(price(story, "mAAPL").0, "100");
    assert!(feeder.tells("The price of mAAPL is frozen"));
    feeder
}

fn what_an_operator_accepts_is_posted(story: &mut Story, sources: &Sources, feeder: &Running) {
    let accept = |price: &str| {
        let arguments = ["feed", "accept", "mAAPL", price, "--until", "10m"];
        let mut command = story.network.mirror(&arguments);
        let output = command.args(["--file", feeder.file()]).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    // Another price than the one that was said is not free.
    accept("75");
    story.network.wait_blocks(10);
    assert_eq!(price(story, "mAAPL").0, "100");
    accept("50");
    until("it is posted", || {
        price(story, "mAAPL") == ("50".to_string(), true)
    });
    until("it is over", || {
        !feeder.tells("The price of mAAPL is frozen")
    });
    sources.say("mAAPL", "51");
    until("it moves", || price(story, "mAAPL").0 == "51");
}

/// The deployer's key is the guardian's, too.
fn a_guardian_halts_and_resumes(story: &mut Story) {
    let says = |order: &str| {
        let key = story.network.home.join("keys/deployer.mnemonic");
        let key = key.to_str().unwrap();
        story
            .network
            .runs(&["feed", order, "mAAPL", "--yes", "--key-file", key])
    };
    says("halt").done();
    assert!(!price(story, "mAAPL").1);
    says("resume").done();
    until("it serves again", || price(story, "mAAPL").1);
    let refused = says("resume");
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    assert!(refused.stderr.contains("Not halted"), "{}", refused.stderr);
}

/// The main feeder is gone. A standby elsewhere, whose fees the deployer pays, has mAAPL and takes it over
/// before it is too old; mTSLA nobody feeds for 61 s. Then the main one is there again.
fn a_standby_takes_over_what_it_has_and_the_rest_goes_stale(
    story: &mut Story,
    sources: &Sources,
    mut feeder: Running,
) {
    let standby = start_standby(story, sources);
    story.network.wait_blocks(20);
    assert_eq!(standby.posts(), 0);
    feeder.kill();
    story.network.wait_blocks(3);
    let last = time(story, "mTSLA");
    let coins = |story: &Story| story.base_of(story.feeder.address());
    let before = coins(story);

    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(61) {
        assert!(price(story, "mAAPL").1, "after {:?}", begun.elapsed());
        std::thread::sleep(Duration::from_millis(500));
    }
    story.network.wait_until(last + 61);
    assert!(standby.posts() > 0);
    assert_eq!(coins(story), before);
    open(story, "mAAPL").unwrap();
    assert_refused(open(story, "mTSLA"), "Price is too old");

    let feeder = Running::start(&story.network, "main", &sources.table("feeder", ALL, false));
    until("the main one posts again", || price(story, "mTSLA").1);
    open(story, "mTSLA").unwrap();
    until("it has taken mAAPL back", || feeder.posts() >= 4);
    let given_back = standby.posts();
    let (since, main) = (time(story, "mAAPL"), feeder.posts());
    until("it is posted again", || time(story, "mAAPL") > since + 6);
    assert_eq!(standby.posts(), given_back);
    assert!(feeder.posts() > main);
}

fn start_standby(story: &mut Story, sources: &Sources) -> Running {
    let grant = Msg::GrantFees {
        grantee: story.feeder.address().to_string(),
        limit: vec![],
    };
    story.deployer.sends(&[grant]);
    let key = copy_of_key(&story.network, "feeder", "standby");
    let table = sources.table(&key, &["mAAPL"], true);
    let granter = format!("[feed]\nfee_granter = '{}'\n", story.deployer.address());
    let table = table.replacen("[feed]\n", &granter, 1);
    Running::start(&story.network, "standby", &table)
}

fn open(story: &mut Story, symbol: &str) -> Result<Included, ChainError> {
    let open = json!({ "open_position": {
        "collateral": base_asset(1_000_000),
        "asset_info": token_info(&story.listed(symbol).token),
        "collateral_ratio": "2",
    } });
    let mint = story.contracts().mint;
    story
        .alice
        .tries(&[execute_with(&mint, &open, &base(1_000_000))])
}

/// The posted price of an asset, and whether it serves now.
fn price(story: &Story, symbol: &str) -> (String, bool) {
    let token = story.listed(symbol).token;
    let status = json!({ "asset_status": { "asset_token": token } });
    let status = story.asks(&story.contracts().mint, status);
    let question = json!({ "price": { "base_asset": token, "quote_asset": "uusd" } });
    let price = story.asks(&story.contracts().oracle, question);
    let rate = price["rate"].as_str().unwrap().to_string();
    (rate, status["status"] == "open")
}

/// When it was posted.
fn time(story: &Story, symbol: &str) -> u64 {
    let token = story.listed(symbol).token;
    let question = json!({ "price": { "base_asset": token, "quote_asset": "uusd" } });
    let price = story.asks(&story.contracts().oracle, question);
    price["last_updated_base"].as_u64().unwrap()
}

#[track_caller]
fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < SOON, "not so: {what}");
        std::thread::sleep(Duration::from_millis(200));
    }
}
