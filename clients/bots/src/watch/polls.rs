//! Polls that would move money, code or rights: from their creation on, again before they may end, while
//! they may be carried out, and when that was done.

use mirror_protocol::gov::{PollAdminAction, PollResponse, PollStatus};

use super::danger::{self, Danger};
use crate::frame::Alert;
use crate::look::naming::{units, Naming};
use crate::look::words::{date, span};
use crate::look::{polls, Past, Seen};

/// All that there is to tell of polls. `reminder` is how long before it may end one is told of again, in
/// seconds.
pub(super) fn of(
    before: Option<&Past>,
    seen: &Seen,
    names: &dyn Naming,
    reminder: u64,
) -> Vec<Alert> {
    let Some(polls) = seen.lists.polls.known() else {
        return Vec::new();
    };
    let alerts = polls
        .iter()
        .flat_map(|poll| one(poll, seen, names, reminder));
    // One that could still be carried out and is not among those any more was.
    let passed = before.into_iter().flat_map(|before| &before.passed);
    let done = passed.filter(|poll| {
        poll.expiration_time >= seen.time && polls.iter().all(|one| one.id != poll.id)
    });
    let done = done.filter_map(|poll| Some(Told::of(poll, seen, names)?.done()));
    alerts.chain(done).collect()
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
    let Some(told) = Told::of(poll, seen, names) else {
        return Vec::new();
    };
    if poll.status != PollStatus::InProgress {
        return vec![told.passed()];
    }
    let left = told.may_end().saturating_sub(seen.time);
    let ends = (left <= reminder).then(|| told.ends(left));
    [told.open()].into_iter().chain(ends).collect()
}

impl<'a> Told<'a> {
    /// Nothing of a poll that moves nothing, or can not be carried out any more.
    fn of(poll: &'a PollResponse, seen: &Seen, names: &dyn Naming) -> Option<Self> {
        let dangers = danger::of(poll);
        let told = polls::of(std::slice::from_ref(poll), seen.time, names).pop();
        let told = told.filter(|_| !dangers.is_empty())?;
        let moves: Vec<&str> = dangers.into_iter().map(Danger::word).collect();
        Some(Self {
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
        })
    }
}

impl Told<'_> {
    /// From when on voting may be over: a migration that has its majority may end as soon as the delay has
    /// passed.
    fn may_end(&self) -> u64 {
        let end = self.poll.end_time;
        match self.poll.admin_action {
            Some(PollAdminAction::ExecuteMigrations { .. }) => end.min(self.poll.effective_time),
            _ => end,
        }
    }

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
        let end = self.poll.end_time;
        let early = match self.may_end() {
            early if early < end => format!(
                ", or from {} on as soon as it has its majority",
                date(early)
            ),
            _ => String::new(),
        };
        let words = format!(
            "Poll {} would move {}. What it does: {}. Voting ends {}{early}, {}. {}",
            self.poll.id,
            self.moves,
            self.does,
            date(end),
            self.votes,
            self.called,
        );
        let what_to_do = format!(
            "Judge it by what it does, not by its title. If it should not be: vote no before it ends \
             (`mirror tx gov cast_vote --poll-id {id} --vote no --amount AMOUNT`, at most what \
             `mirror query gov voting_power --poll-id {id} --address me` tells) and tell other stakers.",
            id = self.poll.id
        );
        self.alert("poll", words, what_to_do)
    }

    fn ends(&self, left: u64) -> Alert {
        let when = match left {
            0 => "now".to_string(),
            left => format!("in {}", span(left)),
        };
        let ends = if self.may_end() < self.poll.end_time {
            "may end"
        } else {
            "ends"
        };
        let words = format!(
            "Voting in poll {}, which would move {}, {ends} {when}, {}. What it does: {}.",
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

    fn done(&self) -> Alert {
        let words = format!(
            "Poll {} was carried out and has moved {}. What it did: {}. {}",
            self.poll.id, self.moves, self.does, self.called,
        );
        let what_to_do = "Compare codes, rights and parameters (`mirror deploy verify`); what was paid out that \
             does not show. If it was an attack: whatever is left in what it took over is not safe.";
        self.alert("poll_done", words, what_to_do.to_string())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::danger::tests::sends;
    use super::*;
    use crate::look::naming::Labels;
    use crate::look::sample;
    use crate::look::{Past, Told};

    fn told(poll: PollResponse, time: u64, reminder: u64) -> Vec<(&'static str, String)> {
        let mut seen = sample::seen();
        seen.time = time;
        seen.lists.polls = Told::Known(vec![poll]);
        let alerts = of(None, &seen, &Labels::of(&sample::file()), reminder);
        assert!(alerts.iter().all(|alert| alert.subject == "poll 7"));
        alerts
            .into_iter()
            .map(|alert| (alert.kind, alert.words))
            .collect()
    }

    fn paying() -> PollResponse {
        let spend = json!({ "spend": { "recipient": "mallory", "amount": "25000000" } });
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

    /// When everything that it does is done, nobody shall read only that an alert is over.
    #[test]
    fn one_that_was_carried_out_is_told_and_one_that_expired_is_not() {
        let mut poll = paying();
        poll.status = PollStatus::Passed;
        let mut seen = sample::seen();
        seen.lists.polls = Told::Known(vec![poll]);
        let before = Past::of(&seen);
        seen.lists.polls = Told::Known(vec![]);
        let mut at = |time| {
            seen.time = time;
            of(Some(&before), &seen, &Labels::of(&sample::file()), 0)
        };

        let [done] = at(1_001_900).try_into().unwrap();
        assert_eq!((done.kind, done.subject.as_str()), ("poll_done", "poll 7"));
        assert_eq!(
            done.words,
            "Poll 7 was carried out and has moved money. What it did: community: spend: amount 25 MIR, \
             recipient mallory. It is called \"Better rewards for all\", by mallory."
        );
        assert_eq!(at(1_002_001), []);
        let open = Past {
            passed: vec![],
            ..before.clone()
        };
        assert_eq!(of(Some(&open), &seen, &Labels::of(&sample::file()), 0), []);
    }

    /// Voting ends at 1,000,900, but a migration may be over when the delay is: at 1,000,400.
    #[test]
    fn of_a_migration_the_early_end_counts() {
        let mut poll = super::super::danger::tests::poll(json!({ "admin_action": {
            "execute_migrations": { "migrations": [["mint", 7, "e30="]] } } }));
        poll.effective_time = 1_000_400;

        let first = told(poll.clone(), 1_000_000, 100);
        assert_eq!(first.len(), 1);
        let early = "ends 1970-01-12 14:01:40 UTC, or from 1970-01-12 13:53:20 UTC on as soon as it has its \
                     majority, so far";
        assert!(first[0].1.contains(early), "{}", first[0].1);
        let last = told(poll, 1_000_300, 100);
        assert!(
            last[1].1.contains("code, may end in 100 s"),
            "{}",
            last[1].1
        );
    }

    #[test]
    fn daily_work_is_not_told() {
        let weight = json!({ "update_weight": { "asset_token": "apple", "weight": 30 } });

        assert!(told(sends("factory", &weight), 1_000_000, 1_000).is_empty());
    }
}
