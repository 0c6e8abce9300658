//! Marks tell the least share that a staker has held since a poll was created. That share votes.
//!
//! Only the numbers of polls are stored for this, and no time. A mark says: in all polls up to this
//! one at most this share counts. For later polls the next mark holds, and for those after the last
//! mark the present share.

use cosmwasm_std::Uint128;
use mirror_bytes::in_bytes;

/// The largest number of marks of a staker: more than the number of polls that may be in progress.
pub const MOST_MARKS: usize = 96;

/// In polls up to `poll_id` at most `share` counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The last poll for which it holds.
    pub poll_id: u64,
    /// The share that counts.
    pub share: Uint128,
}

in_bytes!(Mark { poll_id, share });

/// The marks of a staker. Both numbers rise from one mark to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks(Vec<Mark>);

impl Marks {
    /// The least share that was held since a poll was created, where `present` is the present
    /// share.
    pub fn least_since(&self, poll_id: u64, present: Uint128) -> Uint128 {
        let governing = self.0.iter().find(|mark| mark.poll_id >= poll_id);
        governing.map_or(present, |mark| mark.share)
    }

    /// Call this before a share grows: in all polls that exist, no more than the former `share`
    /// counts.
    pub fn before_growth(&mut self, share: Uint128, poll_count: u64, oldest_open: Option<u64>) {
        let Some(oldest_open) = oldest_open else {
            // No poll is in progress, so the new share counts in every poll that can be voted in.
            self.0.clear();
            return;
        };
        self.0.retain(|mark| mark.poll_id >= oldest_open);
        if self.0.last().is_some_and(|mark| mark.poll_id == poll_count) {
            return;
        }
        let poll_id = poll_count;
        self.0.push(Mark { poll_id, share });
        self.keep_last_of_equal_shares();
        self.merge_oldest();
    }

    /// Call this after a share has fallen: in no poll more than the present `share` counts.
    pub fn lower_to(&mut self, share: Uint128) {
        for mark in &mut self.0 {
            mark.share = mark.share.min(share);
        }
        self.keep_last_of_equal_shares();
    }

    fn keep_last_of_equal_shares(&mut self) {
        self.0.dedup_by(|later, earlier| {
            let are_equal = later.share == earlier.share;
            if are_equal {
                earlier.poll_id = later.poll_id;
            }
            are_equal
        });
    }

    /// Merge the two oldest marks when there are too many. The lower share of the two counts for
    /// the polls of both, so nobody gets more than was held.
    fn merge_oldest(&mut self) {
        if self.0.len() <= MOST_MARKS {
            return;
        }
        let oldest = self.0.remove(0);
        if let Some(second) = self.0.first_mut() {
            second.share = oldest.share;
        }
    }
}

in_bytes!(Marks { 0 });

#[cfg(test)]
mod tests {
    use mirror_bytes::Bytes;

    use super::*;

    fn marks(pairs: &[(u64, u128)]) -> Marks {
        let mark = |(poll_id, share): &(u64, u128)| Mark {
            poll_id: *poll_id,
            share: Uint128::new(*share),
        };
        Marks(pairs.iter().map(mark).collect())
    }

    fn least(marks: &Marks, poll_id: u64, present: u128) -> u128 {
        marks.least_since(poll_id, present.into()).u128()
    }

    /// gov.md section 9, example 8.
    #[test]
    fn the_least_share_since_the_creation_counts() {
        let mut kept = Marks::default();
        kept.lower_to(40u128.into());
        assert_eq!(marks(&[]), kept);
        kept.before_growth(40u128.into(), 4, Some(4));
        assert_eq!(marks(&[(4, 40)]), kept);
        assert_eq!(40, least(&kept, 4, 100));

        kept.before_growth(100u128.into(), 5, Some(4));
        assert_eq!(marks(&[(4, 40), (5, 100)]), kept);
        let powers = [4, 5, 6].map(|poll_id| least(&kept, poll_id, 150));
        assert_eq!([40, 100, 150], powers);

        kept.lower_to(80u128.into());
        assert_eq!(marks(&[(4, 40), (5, 80)]), kept);
        kept.before_growth(80u128.into(), 6, Some(4));
        assert_eq!(marks(&[(4, 40), (6, 80)]), kept);
    }

    #[test]
    fn with_no_poll_open_nothing_is_kept() {
        let mut kept = marks(&[(4, 40)]);

        kept.before_growth(50u128.into(), 4, None);

        assert_eq!(marks(&[]), kept);
        assert_eq!(60, least(&kept, 5, 60));
    }

    #[test]
    fn marks_of_ended_polls_are_dropped() {
        let mut kept = marks(&[(2, 10), (3, 20)]);

        kept.before_growth(30u128.into(), 5, Some(3));

        assert_eq!(marks(&[(3, 20), (5, 30)]), kept);
    }

    #[test]
    fn a_second_growth_after_the_same_poll_keeps_the_first_mark() {
        let mut kept = marks(&[(5, 10)]);

        kept.before_growth(30u128.into(), 5, Some(5));

        assert_eq!(marks(&[(5, 10)]), kept);
    }

    #[test]
    fn a_fall_to_nothing_leaves_one_mark_of_nothing() {
        let mut kept = marks(&[(1, 10), (2, 20), (3, 30)]);

        kept.lower_to(Uint128::zero());

        assert_eq!(marks(&[(3, 0)]), kept);
    }

    #[test]
    fn the_97th_mark_merges_the_two_oldest() {
        let mut kept = Marks::default();
        for number in 1..=96u64 {
            kept.before_growth(number.into(), number, Some(1));
        }
        assert_eq!(MOST_MARKS, kept.0.len());

        kept.before_growth(97u64.into(), 97, Some(1));

        assert_eq!(MOST_MARKS, kept.0.len());
        let powers = [1, 2, 3, 97, 98].map(|poll_id| least(&kept, poll_id, 100));
        assert_eq!([1, 1, 3, 97, 100], powers);
    }

    #[test]
    fn marks_are_read_as_they_were_written() {
        let kept = marks(&[(1, 10), (300, 20)]);

        let bytes = kept.to_bytes();

        assert_eq!(6, bytes.len());
        assert_eq!(Ok(kept), Marks::from_bytes(&bytes));
    }
}
