//! The life of the protocol on a fresh local network, told as one story. What is expected is computed
//! from the formulas of docs/spec, on integers, or is a figure written out.

pub(crate) mod airdrop;
pub(crate) mod auction;
mod delisting;
mod fees;
mod formulas;
mod listing;
pub(crate) mod market;
mod next_version;
pub(crate) mod orders;
mod polls;
pub(crate) mod positions;
pub(crate) mod rewards;
pub(crate) mod say;
pub(crate) mod short;
pub(crate) mod story;
mod successor;
mod upgrade;
mod watched;

use story::Story;

#[test]
fn the_life_of_the_protocol() {
    let mut story = Story::begin();

    positions::nobody_mints_before_a_price_is_fed(&mut story);
    positions::the_feeder_posts(&mut story);
    positions::a_position_is_opened_deposited_into_and_minted_on(&mut story);
    positions::others_open_theirs(&mut story);
    market::a_pool_is_filled_and_its_shares_are_bonded(&mut story);
    short::a_short_is_sold_and_its_proceeds_are_locked(&mut story);
    orders::an_order_is_filled_in_two_parts(&mut story);
    auction::a_front_end_buys_through_the_lcd(&mut story);
    auction::a_rise_of_the_price_puts_a_position_up_for_sale(&mut story);
    short::the_proceeds_are_unlocked_and_the_short_is_closed(&mut story);
    airdrop::the_list_of_an_airdrop_is_claimed(&mut story);
    rewards::a_release_flows_to_the_stakers_of_shares(&mut story);
    polls::mir_is_staked_and_gov_takes_over(&mut story);
    fees::fees_become_mir_of_the_stakers(&mut story);
    let polls = polls::four_polls_pass(&mut story);
    listing::a_poll_lists_an_asset_which_is_swapped(&mut story, polls.list);
    delisting::a_poll_delists_an_asset_and_strangers_redeem(&mut story, polls.delist);
    successor::a_poll_migrates_an_asset(&mut story, polls.migrate);
    upgrade::a_poll_gives_a_contract_other_code(&mut story, &polls);
    polls::votes_are_rewarded_and_stake_is_free_again(&mut story, &polls);
    watched::no_rule_was_broken_in_any_block(&story);
    // Delistings, a successor, upgrades and polls are in no other test of the index.
    crate::index::tells_the_truth(&story);
}
