//! The index beside a living chain: what its tables come to and what it answers is what the contracts say, and
//! killing it changes nothing.

mod answers;
mod kills;
mod truth;

use std::path::Path;

use mirror_index::store::testing::Cluster;
use mirror_index::store::Store;
use serde_json::json;

use crate::harness::{execute, hook, Network};
use crate::life::story::Story;
use crate::life::{auction, market, orders, positions, rewards, short};

/// One network and one story for both: what takes its time is what happens on the chain.
#[test]
fn its_tables_are_what_the_contracts_say_and_stay_so_however_often_it_is_killed() {
    let mut story = Story::begin();
    let database = story.network.home.join("index.db");

    positions::nobody_mints_before_a_price_is_fed(&mut story);
    positions::the_feeder_posts(&mut story);
    positions::a_position_is_opened_deposited_into_and_minted_on(&mut story);
    positions::others_open_theirs(&mut story);
    market::a_pool_is_filled_and_its_shares_are_bonded(&mut story);
    truth::is_told(&story, &read(&story.network, &database));

    short::a_short_is_sold_and_its_proceeds_are_locked(&mut story);
    orders::an_order_is_filled_in_two_parts(&mut story);
    auction::a_front_end_buys_through_the_lcd(&mut story);
    auction::a_rise_of_the_price_puts_a_position_up_for_sale(&mut story);
    short::the_proceeds_are_unlocked_and_the_short_is_closed(&mut story);
    truth::is_told(&story, &read(&story.network, &database));
    truth::both_sides_of_the_auction_are_told(&story, &read(&story.network, &database));

    rewards::a_release_flows_to_the_stakers_of_shares(&mut story);
    a_poll_is_voted_on(&mut story);
    truth::is_told(&story, &read(&story.network, &database));

    answers::are_as_described_and_true(&story, &read(&story.network, &database));

    // A path is meant from the folder in which the program is started.
    kills::change_nothing(&mut story, "killed.db");
    if let Some(cluster) = Cluster::start() {
        kills::change_nothing(&mut story, &cluster.database());
    }
}

/// An index of all that has happened in a story holds what the contracts say.
pub(crate) fn tells_the_truth(story: &Story) {
    let database = story.network.home.join("index.db");
    truth::is_told(story, &read(&story.network, &database));
}

/// Index up to the chain's last block, and open the tables.
fn read(network: &Network, database: &Path) -> Store {
    let database = database.display().to_string();
    let ran = network.runs(&["index", "--database", &database, "--once"]);
    ran.done();
    network.run(Store::open(&database)).unwrap()
}

/// Alice stakes MIR, asks whether the sky is blue, and says so.
fn a_poll_is_voted_on(story: &mut Story) {
    let (gov, mir) = (story.contracts().gov, story.mir());
    let stake = hook(&mir, 5_000_000, &gov, &json!({ "stake_voting_tokens": {} }));
    story.alice.sends(&[stake]);
    let poll = json!({ "create_poll": {
        "title": "Is the sky blue?", "description": "Nothing happens either way.",
    } });
    story.alice.sends(&[hook(&mir, 1_000_000, &gov, &poll)]);
    let vote = json!({ "cast_vote": { "poll_id": 1, "vote": "yes", "amount": "3000000" } });
    story.alice.sends(&[execute(&gov, &vote)]);
}
