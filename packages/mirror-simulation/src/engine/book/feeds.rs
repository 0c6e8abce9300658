//! Which posts the oracle has to accept, decided here by formulas of its own (oracle.md section 5).

use cosmwasm_std::{Decimal, Uint256};

/// Two prices count as the same if they differ by no more than this: a second post then confirms the
/// first, and the last price may become the end price.
const SAME: Decimal = Decimal::percent(10);

/// The last digit of a decimal.
const ATOMICS: u128 = 1_000_000_000_000_000_000;

/// The oracle's rules for posts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Band {
    /// How far from its anchor a price may be, as a part of it; none: anywhere.
    pub(crate) width: Option<Decimal>,
    /// How long a pending post waits, and an anchor stays, in seconds.
    pub(crate) window: u64,
}

/// A post, and the block it came in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Post {
    pub(crate) price: Decimal,
    pub(crate) time: u64,
    pub(crate) height: u64,
}

/// The last accepted post.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Posted {
    /// Zero before the first.
    pub(crate) price: Decimal,
    /// Zero while a post outside the band waits for its confirmation.
    pub(crate) time: u64,
}

/// What the next post of an asset is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Feed {
    /// Zero before the first post.
    pub(crate) anchor: Posted,
    /// A post outside the band that waits for its confirmation.
    pending: Option<Posted>,
    height: u64,
}

impl Feed {
    /// Whether a post came in this block already.
    pub(super) fn was_fed_in(&self, height: u64) -> bool {
        self.height == height
    }

    /// Whether the price in force has stood for as long as the anchor, or moved by a tenth at most
    /// (factory.md section 3).
    pub(super) fn is_near_its_anchor(&self, present: Decimal) -> bool {
        within(present, self.anchor.price, SAME)
    }

    /// Whether a post is accepted; `present` is the price in force.
    pub(super) fn takes(&mut self, post: Post, present: Decimal, band: Band) -> bool {
        let Post { price, time, .. } = post;
        self.height = post.height;
        if self.anchor.time + band.window < time {
            self.anchor = Posted {
                price: present,
                time,
            };
        }
        let pending = self.pending.take();
        let is_first = self.anchor.price.is_zero();
        let is_near = band
            .width
            .is_none_or(|width| within(price, self.anchor.price, width));
        if is_first || is_near {
            if is_first {
                self.anchor = Posted { price, time };
            }
            return true;
        }

        let repeated = pending.filter(|one| within(price, one.price, SAME));
        match repeated {
            Some(one) if time >= one.time + band.window => {
                self.anchor = Posted { price, time };
                true
            }
            repeated => {
                self.pending = Some(repeated.unwrap_or(Posted { price, time }));
                false
            }
        }
    }
}

/// Whether a price lies no farther from another than a part of it, exactly.
fn within(price: Decimal, other: Decimal, part: Decimal) -> bool {
    let away = Uint256::from(price.abs_diff(other).atomics()) * Uint256::from(ATOMICS);

    away <= Uint256::from(other.atomics()) * Uint256::from(part.atomics())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAND: Band = Band {
        width: Some(Decimal::percent(50)),
        window: 60,
    };

    /// Posts prices at their seconds, each in a block of its own. The answer: which were accepted.
    fn posts(list: &[(u64, u128)]) -> Vec<bool> {
        let mut feed = Feed::default();
        let mut present = Decimal::zero();
        let mut answers = Vec::new();
        for (number, (time, whole)) in list.iter().enumerate() {
            let price = Decimal::new((whole * ATOMICS).into());
            let post = Post {
                price,
                time: *time,
                height: number as u64 + 1,
            };
            let is_taken = feed.takes(post, present, BAND);
            if is_taken {
                present = price;
            }
            answers.push(is_taken);
        }

        answers
    }

    /// The numbers of oracle.md section 9, 7.
    #[test]
    fn posts_are_judged_at_the_anchor_and_confirmed_after_the_window() {
        let steps = [(1_000, 100), (1_060, 150), (1_060, 225), (1_061, 225)];
        assert_eq!(posts(&steps), [true, true, false, true]);

        let back_inside = [(1_000, 100), (2_000, 151), (2_020, 140)];
        assert_eq!(posts(&back_inside), [true, false, true]);

        let confirmed = [(1_000, 100), (3_000, 25), (3_059, 25), (3_060, 27)];
        assert_eq!(posts(&confirmed), [true, false, false, true]);

        let another = [(1_000, 100), (3_000, 25), (3_060, 28), (3_120, 28)];
        assert_eq!(posts(&another), [true, false, false, true]);
    }
}
