//! Every message of the catalogue, sent by somebody who owns nothing, and every payment that a token
//! does not know of.

use mirror_testing::catalogue::Scene;

use super::super::both::Both;
use super::super::sent::Sent;

/// The account that may do nothing.
const STRANGER: &str = "user1";

pub(super) fn all(both: &mut Both) {
    let stranger = both.names.at(STRANGER).to_string();
    let messages = Scene::of_all(&stranger, &both.deployment).messages();
    for (address, message) in messages {
        both.sends(Sent::sample(STRANGER, message.call(&address)));
        if let Some(forged) = message.forged(&address, &stranger) {
            both.sends(Sent::sample(STRANGER, forged));
        }
    }
    both.settles();
}
