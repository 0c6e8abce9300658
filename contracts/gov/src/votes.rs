//! The votes of a staker that lock stake: those in polls that `end_poll` has not ended yet.

use cosmwasm_std::Uint128;
use mirror_bytes::in_bytes;

use crate::open_polls::OpenPolls;

/// A vote that locks stake.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LiveVote {
    /// The poll.
    pub poll_id: u64,
    /// With how much.
    pub amount: Uint128,
    /// How many shares it locks.
    pub locked: Uint128,
}

in_bytes!(LiveVote {
    poll_id,
    amount,
    locked
});

/// The votes in polls in progress, and those in polls that have ended since the list was last
/// cleaned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiveVotes(Vec<LiveVote>);

impl LiveVotes {
    /// Add a vote.
    pub fn add(&mut self, vote: LiveVote) {
        self.0.push(vote);
    }

    /// Whether there is a vote in this poll, which is in progress.
    pub fn contains(&self, poll_id: u64) -> bool {
        self.0.iter().any(|vote| vote.poll_id == poll_id)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many shares are locked: those of the largest vote, since the same stake may vote in
    /// several polls.
    pub fn locked(&self) -> Uint128 {
        let locked = self.0.iter().map(|vote| vote.locked);
        locked.max().unwrap_or_default()
    }

    /// Remove the votes whose polls have ended, and return them.
    pub fn take_ended(&mut self, open: &OpenPolls) -> Vec<LiveVote> {
        let votes = std::mem::take(&mut self.0).into_iter();
        let (live, ended) = votes.partition(|vote| open.contains(vote.poll_id));
        self.0 = live;
        ended
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &LiveVote> {
        self.0.iter()
    }
}

in_bytes!(LiveVotes { 0 });

#[cfg(test)]
mod tests {
    use mirror_bytes::Bytes;

    use super::*;
    use crate::kind::Kind;

    fn votes(pairs: &[(u64, u128)]) -> LiveVotes {
        let mut votes = LiveVotes::default();
        for (poll_id, amount) in pairs {
            votes.add(LiveVote {
                poll_id: *poll_id,
                amount: Uint128::new(*amount),
                locked: Uint128::new(*amount / 2),
            });
        }
        votes
    }

    /// T-71: a vote twice, of nothing, of more than is staked, or too late.
    #[test]
    fn the_largest_vote_stays_locked() {
        assert_eq!(Uint128::zero(), votes(&[]).locked());
        assert!(votes(&[]).is_empty());
        let mut three = votes(&[(1, 10), (2, 18), (3, 14)]);
        assert_eq!(Uint128::new(9), three.locked());

        // A smaller vote may lock more shares than a larger one of a later poll.
        three.add(LiveVote {
            poll_id: 4,
            amount: Uint128::new(12),
            locked: Uint128::new(11),
        });
        assert_eq!(Uint128::new(11), three.locked());
    }

    #[test]
    fn votes_leave_when_their_polls_have_ended() {
        let mut open = OpenPolls::default();
        open.open(2, Kind::Default);
        let mut kept = votes(&[(1, 5), (2, 9), (3, 7)]);

        let ended = kept.take_ended(&open);

        assert_eq!(votes(&[(1, 5), (3, 7)]).0, ended);
        assert_eq!(votes(&[(2, 9)]), kept);
        assert!(kept.contains(2));
        assert!(!kept.contains(1));
    }

    #[test]
    fn votes_are_read_as_they_were_written() {
        let kept = votes(&[(1, 5), (300, 9)]);

        assert_eq!(Ok(kept.clone()), LiveVotes::from_bytes(&kept.to_bytes()));
    }
}
