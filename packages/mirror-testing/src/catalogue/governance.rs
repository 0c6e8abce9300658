//! Polls, and the contracts that only polls change.

use serde_json::json;

use super::message::{received, Message, Of, Sender, AMOUNT};
use super::scene::{Role, Scene};

/// The deposit of a default poll under the standard profile.
const DEPOSIT: u128 = 1_000_000_000;

pub(super) fn gov(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Holder, Itself, Owner, Token};
    let gov = Of(Role::Gov);
    let (mir, somebody) = (&scene.mir, &scene.somebody);
    let it = json!({ "poll_id": scene.poll });
    let stake = json!({ "stake_voting_tokens": {} });
    vec![
        gov.takes(Owner, "update_config", json!({ "owner": somebody })),
        gov.takes(Token, "receive", received(somebody, AMOUNT, &stake)),
        gov.takes(
            Holder,
            "cast_vote",
            json!({ "poll_id": scene.poll, "vote": "yes", "amount": "1" }),
        ),
        gov.takes(Holder, "withdraw_voting_tokens", json!({ "amount": "1" })),
        gov.takes(Holder, "withdraw_voting_rewards", it.clone()),
        gov.takes(Holder, "stake_voting_rewards", it.clone()),
        gov.takes(Anybody, "snapshot_poll", it.clone()),
        gov.takes(Anybody, "end_poll", it.clone()),
        gov.takes(Anybody, "execute_poll", it.clone()),
        gov.takes(Anybody, "expire_poll", it),
        gov.takes(
            Itself,
            "execute_messages",
            // {}
            json!({ "msgs": [{ "contract": scene.at(Role::Mint), "msg": "e30=" }] }),
        ),
        gov.takes_with(mir, Anybody, "stake_voting_tokens", json!({})),
        gov.takes_with(
            mir,
            Anybody,
            "create_poll",
            json!({ "title": "A proposal", "description": "It asks for an opinion." }),
        )
        .paying(DEPOSIT),
        gov.takes_with(mir, Anybody, "deposit_reward", json!({})),
    ]
}

pub(super) fn community(scene: &Scene) -> Vec<Message> {
    use Sender::Owner;
    let community = Of(Role::Community);
    let somebody = &scene.somebody;
    vec![
        community.takes(Owner, "update_config", json!({ "owner": somebody })),
        community.takes(
            Owner,
            "spend",
            json!({ "recipient": somebody, "amount": AMOUNT.to_string() }),
        ),
    ]
}

pub(super) fn admin_manager(scene: &Scene) -> Vec<Message> {
    use Sender::{Authorised, Owner};
    let manager = Of(Role::AdminManager);
    let somebody = &scene.somebody;
    let mint = scene.at(Role::Mint);
    vec![
        manager.takes(Owner, "update_owner", json!({ "owner": somebody })),
        manager.takes(
            Owner,
            "execute_migrations",
            // {}
            json!({ "migrations": [[mint, 1, "e30="]] }),
        ),
        manager.takes(
            Owner,
            "authorize_claim",
            json!({ "authorized_addr": somebody }),
        ),
        manager.takes(Authorised, "claim_admin", json!({ "contract": mint })),
    ]
}
