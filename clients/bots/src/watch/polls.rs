//! Polls that would move money, code or rights: from their creation on, again before they end, and while
//! they may be carried out.

use mirror_protocol::gov::{PollResponse, PollStatus};

use super::danger::{self, Danger};
use crate::frame::Alert;
use crate::look::naming::{units, Naming};
use crate::look::words::{date, span};
use crate::look::{polls, Seen};

/// All that there is to tell of polls. `reminder` is how long before its end one is told of again, in
/// seconds.
pub(super) fn of(seen: &Seen, names: &dyn Naming, reminder: u64) -> Vec<Alert> {
    let polls = seen.lists.polls.known().into_iter().flatten();
    polls
        .flat_map(|poll| one(poll, seen, names, reminder))
        .collect()
}

/// What is said of a poll, whatever it is told for.
struct Told<'a> {
    poll: &'a PollResponse,
    /// What it moves, in a few words.
    moves: String,
    /// What its messages do.
    does: String,
    /// Its title and its creator.
    called: String,
    /// The votes so far.
    votes: String,
    height: u64,
}

fn one(poll: &PollResponse, seen: &Seen, names: &dyn Naming, reminder: u64) -> Vec<Alert> {
    let dangers = danger::of(poll);
    let told = polls::of(std::slice::from_ref(poll), seen.time, names).pop();
    let Some(told) = told.filter(|_| !dangers.is_empty()) else {
        return Vec::new();
    };
    let moves: Vec<&str> = dangers.into_iter().map(Danger::word).collect();
    let told = Told {
        poll,
        moves: moves.join(" and "),
        does: told.does.join("; "),
        called: format!(
            "It is called {:?}, by {}.",
            poll.title,
            names.shown(&poll.creator)
        ),
        votes: format!(
            "so far {} MIR yes and {} MIR no",
            units(poll.yes_votes),
            units(poll.no_votes)
        ),
        height: seen.height,
    };
    if poll.status != PollStatus::InProgress {
        return vec![told.passed()];
    }
    let left = poll.end_time.saturating_sub(seen.time);
    let ends = (left <= reminder).then(|| told.ends(left));
    [told.open()].into_iter().chain(ends).collect()
}

impl Told<'_> {
    fn alert(&self, kind: &'static str, words: String, what_to_do: String) -> Alert {
        Alert {
            kind,
            subject: format!("poll {}", self.poll.id),
            words,
            what_to_do,
            height: self.height,
        }
    }

    fn open(&self) -> Alert {
        let words = format!(
            "Poll {} would move {}. What it does: {}. Voting ends {}, {}. {}",
            self.poll.id,
            self.moves,
            self.does,
            date(self.poll.end_time),
            self.votes,
            self.called,
        );
        let what_to_do = format!(
            "Judge it by what it does, not by its title. If it should not be: vote no before it ends \
             (`mirror tx gov cast-vote --poll-id {} --vote no --amount AMOUNT`) and tell other stakers.",
            self.poll.id
        );
        self.alert("poll", words, what_to_do)
    }

    fn ends(&self, left: u64) -> Alert {
        let when = match left {
            0 => "now".to_string(),
            left => format!("in {}", span(left)),
        };
        let words = format!(
            "Voting in poll {}, which would move {}, ends {when}, {}. What it does: {}.",
            self.poll.id, self.moves, self.votes, self.does
        );
        let what_to_do = "This is the last chance to vote.".to_string();
        self.alert("poll_ends", words, what_to_do)
    }

    fn passed(&self) -> Alert {
        let words = format!(
            "Poll {} has passed and moves {}. What it does: {}. Anybody may carry it out from {} until {}. {}",
            self.poll.id,
            self.moves,
            self.does,
            date(self.poll.effective_time),
            date(self.poll.expiration_time),
            self.called,
        );
        let what_to_do =
            "No vote stops it any more. If it is an attack: unstake and withdraw what it could take before it \
             may be carried out, have the guardian halt the assets it touches, and tell everybody.";
        self.alert("poll_passed", words, what_to_do.to_string())
    }
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
