//! Polls that would move money, code or rights: from their creation on, again before they end, and while
//! they may be carried out.

use mirror_protocol::gov::{PollResponse, PollStatus};

use super::danger::{self, Danger};
use super::words::{date, span};
use crate::frame::Alert;
use crate::look::naming::{units, Naming};
use crate::look::{polls, Seen};

/// All that there is to tell of polls. `reminder` is how long before its end one is told of again, in
/// seconds.
pub(super) fn of(seen: &Seen, names: &dyn Naming, reminder: u64) -> Vec<Alert> {
    let polls = seen.lists.polls.known().into_iter().flatten();
    polls
        .flat_map(|poll| one(poll, seen, names, reminder))
        .collect()
}

fn one(poll: &PollResponse, seen: &Seen, names: &dyn Naming, reminder: u64) -> Vec<Alert> {
    let dangers = danger::of(poll);
    if dangers.is_empty() {
        return Vec::new();
    }
    let Some(told) = polls::of(std::slice::from_ref(poll), seen.time, names).pop() else {
        return Vec::new();
    };
    let moves: Vec<&str> = dangers
        .iter()
        .map(|danger: &Danger| danger.word())
        .collect();
    let moves = moves.join(" and ");
    let does = told.does.join("; ");
    let alert = |kind, words, what_to_do| Alert {
        kind,
        subject: format!("poll {}", poll.id),
        words,
        what_to_do,
        height: seen.height,
    };
    let votes = format!(
        "so far {} MIR yes and {} MIR no",
        units(poll.yes_votes),
        units(poll.no_votes)
    );
    if poll.status != PollStatus::InProgress {
        return vec![alert(
            "poll_passed",
            format!(
                "Poll {} has passed and moves {moves}. What it does: {does}. Anybody may carry it out from {} \
                 until {}. It is called {:?}, by {}.",
                poll.id,
                date(poll.effective_time),
                date(poll.expiration_time),
                poll.title,
                names.shown(&poll.creator),
            ),
            "No vote stops it any more. If it is an attack: unstake and withdraw what it could take before \
             it may be carried out, have the guardian halt the assets it touches, and tell everybody."
                .to_string(),
        )];
    }
    let mut alerts = vec![alert(
        "poll",
        format!(
            "Poll {} would move {moves}. What it does: {does}. Voting ends {}, {votes}. It is called {:?}, by {}.",
            poll.id,
            date(poll.end_time),
            poll.title,
            names.shown(&poll.creator),
        ),
        format!(
            "Judge it by what it does, not by its title. If it should not be: vote no before it ends \
             (`mirror tx gov cast-vote --poll-id {} --vote no --amount AMOUNT`) and tell other stakers.",
            poll.id
        ),
    )];
    let left = poll.end_time.saturating_sub(seen.time);
    if left <= reminder {
        alerts.push(alert(
            "poll_ends",
            format!(
                "Voting in poll {}, which would move {moves}, ends {}, {votes}. What it does: {does}.",
                poll.id,
                match left {
                    0 => "now".to_string(),
                    left => format!("in {}", span(left)),
                }
            ),
            "This is the last chance to vote.".to_string(),
        ));
    }
    alerts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::danger::tests::sends;
    use super::*;
    use crate::look::naming::Labels;
    use crate::look::sample;
    use crate::look::Told;

    fn told(poll: PollResponse, time: u64, reminder: u64) -> Vec<(&'static str, String)> {
        let mut seen = sample::seen();
        seen.time = time;
        seen.lists.polls = Told::Known(vec![poll]);
        let alerts = of(&seen, &Labels::of(&sample::file()), reminder);
        assert!(alerts.iter().all(|alert| alert.subject == "poll 7"));
        alerts
            .into_iter()
            .map(|alert| (alert.kind, alert.words))
            .collect()
    }

    fn paying() -> PollResponse {
        let spend = json!({ "spend": { "recipient": "mallory", "amount": "25000000mir" } });
        sends("community", &spend)
    }

    #[test]
    fn a_poll_that_pays_out_is_told_from_its_creation_on_and_again_before_its_end() {
        let first = told(paying(), 1_000_000, 100);
        let [(kind, words)] = first.as_slice() else {
            panic!("{first:?}")
        };
        assert_eq!(*kind, "poll");
        assert_eq!(
            words,
            "Poll 7 would move money. What it does: community: spend: amount 25 MIR, recipient mallory. Voting \
             ends 1970-01-12 14:01:40 UTC, so far 5 MIR yes and 0 MIR no. It is called \"Better rewards for \
             all\", by mallory."
        );
        assert_eq!(told(paying(), 1_000_799, 100).len(), 1);
        let last = told(paying(), 1_000_800, 100);
        assert_eq!(last[1].0, "poll_ends");
        assert!(last[1].1.contains("ends in 100 s"), "{}", last[1].1);
        assert!(told(paying(), 1_000_950, 100)[1].1.contains("ends now"));
    }

    #[test]
    fn one_that_has_passed_is_told_as_long_as_it_may_be_carried_out() {
        let mut poll = paying();
        poll.status = PollStatus::Passed;

        assert_eq!(told(poll.clone(), 1_001_500, 0)[0].0, "poll_passed");
        assert_eq!(told(poll.clone(), 1_002_000, 0).len(), 1);
        assert!(told(poll, 1_002_001, 0).is_empty());
    }

    #[test]
    fn daily_work_is_not_told() {
        let weight = json!({ "update_weight": { "asset_token": "apple", "weight": 30 } });

        assert!(told(sends("factory", &weight), 1_000_000, 1_000).is_empty());
    }
}
