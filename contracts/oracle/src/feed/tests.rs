use super::*;

/// A price in tenths, posted at this second.
fn at(price: u128, time: u64) -> Post {
    Post {
        price: Decimal::from_ratio(price, 10u128),
        time,
    }
}

fn account(name: &str) -> CanonicalAddr {
    name.as_bytes().into()
}

/// A band, and a window of a minute.
fn within(band: Option<Decimal>) -> Limits {
    Limits {
        max_deviation: band,
        confirm_seconds: 60,
    }
}

fn half() -> Limits {
    within(Some(Decimal::percent(50)))
}

/// A price that is not halted.
fn posted(price: Decimal, time: u64) -> PostedPrice {
    PostedPrice {
        price,
        time,
        halt: None,
    }
}

fn accepted(post: Post, anchor: Post) -> Feed {
    Feed {
        posted: posted(post.price, post.time),
        anchor,
        ..Feed::new(account("feeder"))
    }
}

/// The price is still that of the anchor, and may not be used.
fn pending(anchor: Post, post: Post) -> Feed {
    Feed {
        posted: posted(anchor.price, 0),
        anchor,
        pending: Some(post),
        ..Feed::new(account("feeder"))
    }
}

/// A price of 100 at second 1000, the first one.
fn first() -> Feed {
    accepted(at(1000, 1000), at(1000, 1000))
}

/// The same feed after these posts, with a band of one half.
fn after(posts: &[Post]) -> Feed {
    let mut feed = first();
    for post in posts {
        feed.post(*post, half());
    }
    feed
}

#[test]
fn the_first_post_is_accepted_whatever_the_band_and_is_the_anchor() {
    for (limits, time) in [
        (within(Some(Decimal::permille(1))), 7),
        (half(), 1_700_000_000),
        (within(None), 7),
    ] {
        let mut feed = Feed::new(account("feeder"));

        feed.post(at(1, time), limits);

        assert_eq!(accepted(at(1, time), at(1, time)), feed);
    }
}

#[test]
fn without_a_band_every_post_is_accepted_and_the_anchor_follows() {
    let mut feed = accepted(at(1, 7), at(1, 7));

    feed.post(at(10_000_000_000, 67), within(None));
    assert_eq!(accepted(at(10_000_000_000, 67), at(1, 7)), feed);

    feed.post(at(3, 68), within(None));
    assert_eq!(accepted(at(3, 68), at(10_000_000_000, 68)), feed);
}

#[test]
fn a_post_on_the_edge_of_the_band_is_inside() {
    let moved = at(1000, 2000);

    assert_eq!(accepted(at(1500, 2000), moved), after(&[at(1500, 2000)]));
    assert_eq!(accepted(at(500, 2000), moved), after(&[at(500, 2000)]));
    assert_eq!(pending(moved, at(1501, 2000)), after(&[at(1501, 2000)]));
    assert_eq!(pending(moved, at(499, 2000)), after(&[at(499, 2000)]));
}

#[test]
fn a_band_of_one_stops_no_fall_and_the_widest_stops_nothing() {
    let after = |post, band| {
        let mut feed = first();
        feed.post(post, within(Some(band)));
        feed
    };
    let moved = at(1000, 2000);

    for (post, band) in [
        (at(1, 2000), Decimal::one()),
        (at(2000, 2000), Decimal::one()),
        (at(1, 2000), Decimal::MAX),
        (at(10_000_000_000, 2000), Decimal::MAX),
    ] {
        assert_eq!(accepted(post, moved), after(post, band));
    }
    assert_eq!(
        pending(moved, at(2001, 2000)),
        after(at(2001, 2000), Decimal::one())
    );
}

/// T-41: feeder error or theft.
/// The cases are those of safety.md: another coin under the same ticker, a split, a gap, a crash.
#[test]
fn a_band_of_one_half_accepts_a_gap_and_holds_back_a_fault() {
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
        let mut feed = accepted(post(before), post(before));
        feed.post(post(posted), half());

        assert_eq!(awaits_confirmation, feed.pending.is_some(), "{posted}");
    }
}

/// T-41: feeder error or theft.
/// In a former version a stolen key moved a price from 1 to 11,222 with 23 posts, because each post
/// was measured from the one before it.
#[test]
fn steps_inside_the_band_do_not_add_up_within_a_window() {
    let mut feed = after(&[at(1500, 1010)]);

    for (second, price) in [(1020, 2250), (1030, 3375), (1060, 1501)] {
        feed.post(at(price, second), half());
        assert!(feed.pending.is_some(), "{price}");
        assert_eq!(at(1500, 0).price, feed.posted.price);
    }
    assert_eq!(at(1000, 1000), feed.anchor);
}

/// T-41: feeder error or theft.
/// A feeder posts each second, for three hours, as high as the band allows: he gains one step at once
/// and one in each later window.
#[test]
fn a_price_moves_by_one_step_in_a_window_at_most() {
    let limits = Limits {
        confirm_seconds: 1_800,
        ..half()
    };
    let mut feed = first();

    for now in 1_001..=11_800 {
        let moves = now > feed.anchor.time + 1_800;
        let anchor = if moves {
            feed.posted.price
        } else {
            feed.anchor.price
        };
        let price = anchor * Decimal::percent(150);
        feed.post(Post { price, time: now }, limits);
        assert_eq!(None, feed.pending);
    }

    // 100 * 1.5^6: five whole windows of 1,801 seconds, and the first step.
    assert_eq!("1139.0625".parse(), Ok(feed.posted.price));
}

#[test]
fn the_anchor_holds_for_the_whole_window_and_then_moves_to_the_price_in_force() {
    let still = after(&[at(1500, 1060)]);
    assert_eq!(accepted(at(1500, 1060), at(1000, 1000)), still);

    let moved = after(&[at(1500, 1060), at(2250, 1061)]);
    assert_eq!(accepted(at(2250, 1061), at(1500, 1061)), moved);

    let mut longer = first();
    let limits = Limits {
        confirm_seconds: 1_800,
        ..half()
    };
    longer.post(at(1500, 2_800), limits);
    assert_eq!(at(1000, 1000), longer.anchor);
    longer.post(at(1500, 2_801), limits);
    assert_eq!(at(1500, 2_801), longer.anchor);
}

#[test]
fn a_pending_post_moves_no_anchor_to_itself() {
    let feed = after(&[at(1510, 2000), at(3000, 2061)]);

    assert_eq!(pending(at(1000, 2061), at(3000, 2061)), feed);
}

#[test]
fn a_post_inside_the_band_drops_the_pending_one() {
    assert_eq!(
        accepted(at(1400, 2020), at(1000, 2000)),
        after(&[at(1510, 2000), at(1400, 2020)])
    );
}

#[test]
fn a_pending_post_is_confirmed_after_a_minute_within_a_tenth() {
    let fallen = at(250, 3000);
    let anchor = at(1000, 3000);

    let confirmed = |price| accepted(at(price, 3060), at(price, 3060));
    let cases = [
        (at(255, 3059), pending(anchor, fallen)),
        (at(270, 3060), confirmed(270)),
        (at(275, 3060), confirmed(275)),
        (at(225, 3060), confirmed(225)),
        (at(224, 3060), pending(anchor, at(224, 3060))),
        (at(276, 3060), pending(anchor, at(276, 3060))),
        (at(280, 3060), pending(anchor, at(280, 3060))),
    ];
    for (post, expected) in cases {
        assert_eq!(expected, after(&[fallen, post]), "{post:?}");
    }
}

#[test]
fn a_longer_wait_delays_the_confirmation() {
    let limits = Limits {
        confirm_seconds: 1_800,
        ..half()
    };
    let mut feed = first();
    feed.post(at(250, 3000), limits);

    feed.post(at(250, 4799), limits);
    assert_eq!(pending(at(1000, 3000), at(250, 3000)), feed);

    feed.post(at(250, 4800), limits);
    assert_eq!(accepted(at(250, 4800), at(250, 4800)), feed);
}

#[test]
fn frequent_posts_do_not_delay_the_confirmation() {
    let posts = [at(250, 3000), at(255, 3030), at(255, 3059), at(255, 3060)];

    assert_eq!(accepted(at(255, 3060), at(255, 3060)), after(&posts));
}

#[test]
fn a_band_that_is_taken_away_lets_the_next_post_through_and_no_pending_one() {
    let mut feed = after(&[at(1510, 2000)]);
    assert_eq!(0, feed.posted.time);

    feed.post(at(9000, 2010), within(None));

    assert_eq!(accepted(at(9000, 2010), at(1000, 2000)), feed);
}

#[test]
fn a_new_feeder_keeps_price_and_anchor_and_drops_time_and_pending_post() {
    let mut feed = after(&[at(1510, 2000)]);

    feed.hand_to(account("successor"));

    let expected = Feed {
        posted: posted(at(1000, 0).price, 0),
        anchor: at(1000, 2000),
        ..Feed::new(account("successor"))
    };
    assert_eq!(expected, feed);
}

/// T-43: feeder cannot be replaced, or old one still posts.
/// The first post of a new feeder is held to the band like any other.
#[test]
fn the_first_post_of_a_new_feeder_is_measured_from_the_old_anchor() {
    let mut feed = after(&[at(1400, 1010)]);
    feed.hand_to(account("successor"));

    feed.post(at(1501, 1020), half());
    assert_eq!(Some(at(1501, 1020)), feed.pending);

    feed.post(at(1500, 1030), half());
    assert_eq!((None, 1030), (feed.pending, feed.posted.time));
}

#[test]
fn naming_the_same_feeder_again_changes_nothing() {
    let mut feed = after(&[at(1510, 2000)]);

    feed.hand_to(account("feeder"));

    assert_eq!(pending(at(1000, 2000), at(1510, 2000)), feed);
}

#[test]
fn a_band_of_its_own_counts_instead_of_the_general_one() {
    let mut feed = Feed {
        max_deviation: Some(Decimal::percent(10)),
        ..first()
    };

    feed.post(at(1110, 2000), half());

    assert_eq!(Some(at(1110, 2000)), feed.pending);
}
