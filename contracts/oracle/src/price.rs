//! A stored price, and what a post does to it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use mirror_math::price::deviates;

/// How long a post outside the band waits for its confirmation, in seconds.
pub const CONFIRMATION_SECONDS: u64 = 60;
/// How far the confirming post may be from the pending one.
const CONFIRMATION_DEVIATION: Decimal = Decimal::percent(10);

/// The last accepted price of an asset. Its names in storage are one letter each, since every
/// byte is paid for with every post.
#[cw_serde]
pub struct StoredPrice {
    /// Base-denom micro units for one micro unit; 0 before the first post.
    #[serde(rename = "p")]
    pub price: Decimal,
    /// When it was accepted, in UNIX seconds; 0 if it may not be used.
    #[serde(rename = "t")]
    pub time: u64,
    /// A post that left the band and awaits its confirmation.
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Post>,
}

/// A price and when it was posted.
#[cw_serde]
#[derive(Copy)]
pub struct Post {
    #[serde(rename = "p")]
    pub price: Decimal,
    #[serde(rename = "t")]
    pub time: u64,
}

impl StoredPrice {
    /// The price of an asset that nobody has fed yet.
    pub fn unfed() -> Self {
        Self {
            price: Decimal::zero(),
            time: 0,
            pending: None,
        }
    }

    /// Another account feeds from now on: what the former one posted may not be used, not even
    /// for the rest of its minute. The price itself stays readable.
    pub fn distrust(&mut self) {
        self.time = 0;
        self.pending = None;
    }

    /// Take a post at second `now`: accept it inside the band, keep it as pending outside
    /// (oracle.md section 5). Without a band, and for the first post, everything is inside.
    pub fn post(&mut self, post: Post, max_deviation: Option<Decimal>) {
        let inside = max_deviation.is_none_or(|band| !deviates(self.price, post.price, band));
        let repeats = self
            .pending
            .filter(|p| !deviates(p.price, post.price, CONFIRMATION_DEVIATION));
        let confirmed =
            repeats.is_some_and(|p| post.time >= p.time.saturating_add(CONFIRMATION_SECONDS));

        if inside || confirmed {
            *self = Self {
                price: post.price,
                time: post.time,
                pending: None,
            };
            return;
        }
        self.time = 0;
        // A repeated post keeps the first one's time: posting often does not put off the
        // confirmation.
        self.pending = Some(repeats.unwrap_or(post));
    }
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

    fn accepted(post: Post) -> StoredPrice {
        StoredPrice {
            price: post.price,
            time: post.time,
            pending: None,
        }
    }

    fn pending(price: Post, post: Post) -> StoredPrice {
        StoredPrice {
            price: price.price,
            time: 0,
            pending: Some(post),
        }
    }

    /// A price of 100 at second 1000 after these posts, under a band of one half.
    fn after(posts: &[Post]) -> StoredPrice {
        let mut price = accepted(at(1000, 1000));
        for post in posts {
            price.post(*post, Some(Decimal::percent(50)));
        }
        price
    }

    #[test]
    fn the_first_post_is_accepted_whatever_the_band() {
        let mut price = StoredPrice::unfed();

        price.post(at(1, 7), Some(Decimal::permille(1)));

        assert_eq!(accepted(at(1, 7)), price);
    }

    #[test]
    fn without_a_band_every_post_is_accepted() {
        let mut price = accepted(at(1, 7));

        price.post(at(10_000_000_000, 8), None);

        assert_eq!(accepted(at(10_000_000_000, 8)), price);
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
    fn a_distrusted_price_keeps_its_value_and_nothing_else() {
        let mut price = after(&[at(1510, 2000)]);

        price.distrust();

        assert_eq!(accepted(at(1000, 0)), price);
    }
}
