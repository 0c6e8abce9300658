//! A feed: who may post an asset's price, how far a post may move it, and the last one.

use cosmwasm_std::{CanonicalAddr, Decimal};
use mirror_bytes::in_bytes;
use mirror_math::price::deviates;

use crate::price::Post;

/// How long a post outside the band waits for its confirmation, in seconds.
pub const CONFIRMATION_SECONDS: u64 = 60;
/// How far the confirming post may be from the pending one.
const CONFIRMATION_DEVIATION: Decimal = Decimal::percent(10);

/// All there is about a registered asset. It is stored in bytes, since every post pays for each;
/// what others read of it stands first.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// The last accepted price: base-denom micro units for one micro unit; 0 before the first
    /// post.
    pub price: Decimal,
    /// When it was accepted, in UNIX seconds; 0 if it may not be used.
    pub time: u64,
    /// The account that may post.
    pub feeder: CanonicalAddr,
    /// The asset's own band, which goes before the one of all.
    pub max_deviation: Option<Decimal>,
    /// A post that left the band and awaits its confirmation.
    pub pending: Option<Post>,
}

in_bytes!(Feed {
    price,
    time,
    feeder,
    max_deviation,
    pending
});

impl Feed {
    /// The feed of an asset that nobody has fed yet.
    pub fn new(feeder: CanonicalAddr) -> Self {
        Self {
            feeder,
            max_deviation: None,
            price: Decimal::zero(),
            time: 0,
            pending: None,
        }
    }

    /// Let this account feed from now on. What another one posted may not be used, not even for
    /// the rest of its minute; the price itself stays readable.
    pub fn hand_to(&mut self, feeder: CanonicalAddr) {
        if self.feeder != feeder {
            self.feeder = feeder;
            self.time = 0;
            self.pending = None;
        }
    }

    /// Take a post: accept it inside the band, keep it as pending outside. Without a band, and for
    /// the first post, everything is inside.
    pub fn post(&mut self, post: Post, band_of_all: Option<Decimal>) {
        let band = self.max_deviation.or(band_of_all);
        let inside = band.is_none_or(|band| !deviates(self.price, post.price, band));
        let repeats = self
            .pending
            .filter(|p| !deviates(p.price, post.price, CONFIRMATION_DEVIATION));
        let confirmed =
            repeats.is_some_and(|p| post.time >= p.time.saturating_add(CONFIRMATION_SECONDS));

        if inside || confirmed {
            self.price = post.price;
            self.time = post.time;
            self.pending = None;
            return;
        }
        self.time = 0;
        // A repeated post keeps the first one's time: posting often does not put off the
        // confirmation.
        self.pending = Some(repeats.unwrap_or(post));
    }
}

/// The band that a message leaves: absent keeps `present`, 0 removes it.
pub fn replace_band(present: Option<Decimal>, given: Option<Decimal>) -> Option<Decimal> {
    given.or(present).filter(|band| !band.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(price: u128, time: u64) -> Post {
        Post {
            price: Decimal::from_ratio(price, 10u128),
            time,
        }
    }

    fn account(name: &str) -> CanonicalAddr {
        name.as_bytes().into()
    }

    fn accepted(post: Post) -> Feed {
        Feed {
            price: post.price,
            time: post.time,
            ..Feed::new(account("feeder"))
        }
    }

    fn pending(price: Post, post: Post) -> Feed {
        Feed {
            price: price.price,
            pending: Some(post),
            ..Feed::new(account("feeder"))
        }
    }

    /// A price of 100 at second 1000 after these posts, under a band of one half.
    fn after(posts: &[Post]) -> Feed {
        let mut feed = accepted(at(1000, 1000));
        for post in posts {
            feed.post(*post, Some(Decimal::percent(50)));
        }
        feed
    }

    #[test]
    fn the_first_post_is_accepted_whatever_the_band() {
        let mut feed = Feed::new(account("feeder"));

        feed.post(at(1, 7), Some(Decimal::permille(1)));

        assert_eq!(accepted(at(1, 7)), feed);
    }

    #[test]
    fn without_a_band_every_post_is_accepted() {
        let mut feed = accepted(at(1, 7));

        feed.post(at(10_000_000_000, 8), None);

        assert_eq!(accepted(at(10_000_000_000, 8)), feed);
    }

    #[test]
    fn a_post_on_the_edge_of_the_band_is_inside() {
        assert_eq!(accepted(at(1500, 2000)), after(&[at(1500, 2000)]));
        assert_eq!(accepted(at(500, 2000)), after(&[at(500, 2000)]));
        assert_eq!(
            pending(at(1000, 0), at(1501, 2000)),
            after(&[at(1501, 2000)])
        );
        assert_eq!(pending(at(1000, 0), at(499, 2000)), after(&[at(499, 2000)]));
    }

    #[test]
    fn a_band_of_one_stops_no_fall_and_the_widest_stops_nothing() {
        let after = |post, band| {
            let mut feed = accepted(at(1000, 1000));
            feed.post(post, Some(band));
            feed
        };

        for (post, band) in [
            (at(1, 2000), Decimal::one()),
            (at(2000, 2000), Decimal::one()),
            (at(1, 2000), Decimal::MAX),
            (at(10_000_000_000, 2000), Decimal::MAX),
        ] {
            assert_eq!(accepted(post), after(post, band));
        }
        assert_eq!(
            pending(at(1000, 0), at(2001, 2000)),
            after(at(2001, 2000), Decimal::one())
        );
    }

    /// From safety.md: another coin under the same ticker, a split, a gap, a crash.
    #[test]
    fn t41_a_band_of_one_half_tells_a_gap_from_a_fault() {
        let cases = [
            ("0.0001", "9.8", true),
            ("100", "25", true),
            ("100", "55", false),
            ("100", "1", true),
        ];

        for (before, posted, awaits_confirmation) in cases {
            let post = |price: &str| Post {
                price: price.parse().unwrap(),
                time: 1000,
            };
            let mut feed = accepted(post(before));
            feed.post(post(posted), Some(Decimal::percent(50)));

            assert_eq!(awaits_confirmation, feed.pending.is_some(), "{posted}");
        }
    }

    #[test]
    fn a_post_inside_the_band_drops_the_pending_one() {
        assert_eq!(
            accepted(at(1400, 2020)),
            after(&[at(1510, 2000), at(1400, 2020)])
        );
    }

    #[test]
    fn a_pending_post_is_confirmed_after_a_minute_within_a_tenth() {
        let fallen = at(250, 3000);

        let cases = [
            (at(255, 3059), pending(at(1000, 0), fallen)),
            (at(270, 3060), accepted(at(270, 3060))),
            (at(275, 3060), accepted(at(275, 3060))),
            (at(225, 3060), accepted(at(225, 3060))),
            (at(224, 3060), pending(at(1000, 0), at(224, 3060))),
            (at(276, 3060), pending(at(1000, 0), at(276, 3060))),
            (at(280, 3060), pending(at(1000, 0), at(280, 3060))),
        ];
        for (post, expected) in cases {
            assert_eq!(expected, after(&[fallen, post]), "{post:?}");
        }
    }

    #[test]
    fn frequent_posts_do_not_put_off_the_confirmation() {
        let posts = [at(250, 3000), at(255, 3030), at(255, 3059), at(255, 3060)];

        assert_eq!(accepted(at(255, 3060)), after(&posts));
    }

    #[test]
    fn a_feed_in_other_hands_keeps_its_price_and_nothing_of_the_post() {
        let mut feed = after(&[at(1510, 2000)]);

        feed.hand_to(account("successor"));

        let expected = Feed {
            price: at(1000, 0).price,
            ..Feed::new(account("successor"))
        };
        assert_eq!(expected, feed);
    }

    #[test]
    fn a_feed_in_the_same_hands_stays_as_it_is() {
        let mut feed = after(&[at(1510, 2000)]);

        feed.hand_to(account("feeder"));

        assert_eq!(pending(at(1000, 0), at(1510, 2000)), feed);
    }

    #[test]
    fn an_own_band_goes_before_the_one_of_all() {
        let mut feed = Feed {
            max_deviation: Some(Decimal::percent(10)),
            ..accepted(at(1000, 1000))
        };

        feed.post(at(1110, 2000), Some(Decimal::percent(50)));

        assert_eq!(Some(at(1110, 2000)), feed.pending);
    }

    #[test]
    fn a_band_is_kept_replaced_or_removed() {
        let half = Some(Decimal::percent(50));

        assert_eq!(half, replace_band(half, None));
        assert_eq!(half, replace_band(None, half));
        assert_eq!(None, replace_band(None, None));
        assert_eq!(None, replace_band(None, Some(Decimal::zero())));
        assert_eq!(
            Some(Decimal::percent(10)),
            replace_band(half, Some(Decimal::percent(10)))
        );
        assert_eq!(None, replace_band(half, Some(Decimal::zero())));
    }
}
