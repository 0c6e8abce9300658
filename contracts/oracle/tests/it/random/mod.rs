//! Feeders, a guardian and the owner send messages in any order: the feed is always what a model of it
//! says, and nobody can do more than his rights allow.

mod model;

use cosmwasm_std::{Addr, Decimal};
use mirror_protocol::oracle::{ConfigUpdate, ExecuteMsg, Oracle};
use proptest::prelude::*;

use self::model::{Model, Who};
use crate::setup::{decimal, feed, halt, register, resume, use_standby, Setup};

const ASSET: &str = "asset-a";

/// To which price a post is relative.
#[derive(Clone, Copy, Debug)]
enum Of {
    Price,
    Anchor,
    Pending,
}

#[derive(Clone, Debug)]
enum Step {
    /// A new block, so many seconds later.
    Wait(u64),
    /// A post of so many percent of a price.
    Post(Who, Of, u128),
    Halt(Who),
    Resume(Who),
    UseStandby(Who),
    /// The owner names one of the two feeders.
    Name(Who),
    /// In percent.
    Band(Option<u128>),
    Window(u64),
}

fn anybody() -> impl Strategy<Value = Who> {
    prop_oneof![
        3 => Just(Who::Guardian),
        1 => Just(Who::Owner),
        1 => Just(Who::Feeder),
        1 => Just(Who::Stranger),
    ]
}

/// Pauses near the ends of windows, halts and weeks.
fn seconds() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 0..=70u64,
        2 => prop::sample::select(vec![59u64, 60, 61, 1_799, 1_800, 1_801]),
        1 => prop::sample::select(vec![21_599u64, 21_600, 583_199, 604_799, 604_800]),
    ]
}

/// Posts near the edges of bands and confirmations.
fn percent() -> impl Strategy<Value = u128> {
    let edges = vec![
        1u128, 49, 50, 51, 89, 90, 91, 99, 100, 101, 109, 110, 111, 149, 150, 151, 225, 1_000,
    ];
    prop::sample::select(edges)
}

/// Mostly as far as the band allows.
fn greedy() -> impl Strategy<Value = u64> {
    prop_oneof![4 => Just(150u64), 1 => prop::sample::select(vec![50u64, 100, 149, 151, 225])]
}

fn step() -> impl Strategy<Value = Step> {
    let poster = prop_oneof![
        6 => Just(Who::Feeder),
        3 => Just(Who::Standby),
        1 => Just(Who::Guardian),
    ];
    let of = prop_oneof![Just(Of::Price), Just(Of::Anchor), Just(Of::Pending)];
    prop_oneof![
        8 => seconds().prop_map(Step::Wait),
        12 => (poster, of, percent()).prop_map(|(who, of, part)| Step::Post(who, of, part)),
        2 => anybody().prop_map(Step::Halt),
        2 => anybody().prop_map(Step::Resume),
        1 => anybody().prop_map(Step::UseStandby),
        1 => prop_oneof![Just(Who::Feeder), Just(Who::Standby)].prop_map(Step::Name),
        1 => prop::sample::select(vec![None, Some(10u128), Some(50), Some(100)])
            .prop_map(Step::Band),
        1 => prop::sample::select(vec![0u64, 59, 60, 1_800]).prop_map(Step::Window),
    ]
}

/// The contract and the model, side by side.
struct Race {
    setup: Setup,
    model: Model,
}

impl Race {
    fn new() -> Self {
        let mut setup = Setup::with_band(Some(decimal("0.5"))).guarded();
        let standby = setup.chain.account("standby").to_string();
        setup.register_with_standby(ASSET, &standby).unwrap();
        let model = Model::new(Some(50));
        Self { setup, model }
    }

    fn address(&self, who: Who) -> Addr {
        match who {
            Who::Owner => self.setup.owner.clone(),
            Who::Guardian => self.setup.guardian.clone(),
            Who::Feeder => self.setup.feeder.clone(),
            Who::Standby => self.setup.chain.account("standby"),
            Who::Stranger => self.setup.stranger.clone(),
        }
    }

    fn send(&mut self, who: Who, msg: &ExecuteMsg) -> bool {
        let sender = self.address(who);
        self.setup.send(&sender, msg).is_ok()
    }

    fn runs(&mut self, step: Step) -> Result<(), TestCaseError> {
        let now = self.setup.chain.now();
        match step {
            Step::Wait(seconds) => self.setup.chain.at(now + seconds),
            Step::Post(who, of, part) => self.posts(who, of, part)?,
            Step::Halt(who) => {
                let expected = self.model.halt(who, now);
                prop_assert_eq!(expected, self.send(who, &halt(&[ASSET])));
            }
            Step::Resume(who) => {
                let expected = self.model.resume(who, now);
                prop_assert_eq!(expected, self.send(who, &resume(&[ASSET])));
            }
            Step::UseStandby(who) => {
                let expected = self.model.use_standby(who);
                prop_assert_eq!(expected, self.send(who, &use_standby(&[ASSET])));
            }
            Step::Name(feeder) => {
                self.model.name(feeder);
                let feeder = self.address(feeder);
                let msg = register(ASSET, feeder.as_str(), None);
                prop_assert!(self.send(Who::Owner, &msg));
            }
            Step::Band(band) => {
                self.model.band = band;
                let band = Decimal::from_ratio(band.unwrap_or_default(), 100u128);
                self.setup
                    .configure(|update| update.max_deviation = Some(band))
                    .unwrap();
            }
            Step::Window(seconds) => {
                self.model.wait = seconds.max(60);
                self.setup
                    .configure(|update| update.confirm_seconds = Some(seconds))
                    .unwrap();
            }
        }
        Ok(())
    }

    fn posts(&mut self, who: Who, of: Of, part: u128) -> Result<(), TestCaseError> {
        let block = self.setup.chain.app.block_info();
        let mark = match of {
            Of::Price => None,
            Of::Anchor => self.model.anchor,
            Of::Pending => self.model.pending,
        };
        let reference = mark.map_or(self.model.price, |(price, _)| price);
        // Before the first post there is no price that it could be relative to.
        let reference = if reference == 0 { 10_000 } else { reference };
        let price = (reference * part / 100).clamp(1, 1_000_000_000);

        let now = block.time.seconds();
        let expected = self.model.post(who, price, now, block.height);
        let msg = feed(&[(ASSET, &price.to_string())]);
        prop_assert_eq!(expected, self.send(who, &msg));
        Ok(())
    }

    /// The contract says what the model says, in its answers and in its store.
    fn agrees(&self) -> Result<(), TestCaseError> {
        let (setup, model) = (&self.setup, &self.model);
        let now = setup.chain.now();
        let price = |price: u128| Decimal::from_ratio(price, 1u128);
        let until = model.halted_until(now);
        let usable = if until.is_some() { 0 } else { model.time };

        let told = setup.feeder_of(ASSET);
        prop_assert_eq!(self.address(model.feeder).to_string(), told.feeder);
        let pending = told.pending_price.zip(told.pending_time);
        prop_assert_eq!(model.pending.map(|(p, at)| (price(p), at)), pending);
        let anchor = told.anchor_price.zip(told.anchor_time);
        prop_assert_eq!(model.anchor.map(|(p, at)| (price(p), at)), anchor);
        prop_assert_eq!(until, told.halted_until);

        let told = setup.price(ASSET, "uusd");
        prop_assert_eq!(
            (price(model.price), usable, until),
            (told.rate, told.last_updated_base, told.halted_until)
        );

        let app = &setup.chain.app;
        let oracle = Oracle(setup.oracle.clone());
        let seen = oracle.posted_price(&app.wrap(), app.api(), ASSET);
        let seen = seen.unwrap().unwrap();
        prop_assert_eq!(
            (price(model.price), usable, until),
            (seen.price, seen.usable_time(now), seen.halted_until(now))
        );
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_feed_is_what_its_model_says_whatever_people_do(
        steps in prop::collection::vec(step(), 1..60)
    ) {
        let mut race = Race::new();
        for step in steps {
            race.runs(step)?;
            race.agrees()?;
        }
    }

    /// T-41: feeder error or theft.
    /// What the band is for, stated without its mechanism: whatever somebody posts, he moves the price
    /// by a factor of 1.5 in a window at most, unless a post is confirmed, and that one was shown as
    /// pending for a whole window before.
    #[test]
    fn a_stolen_key_moves_a_price_by_the_band_in_a_window(
        posts in prop::collection::vec((0..1_000u64, any::<bool>(), greedy()), 1..60)
    ) {
        let mut race = Race::new();
        let wait = |update: &mut ConfigUpdate| update.confirm_seconds = Some(1_800);
        race.setup.configure(wait).unwrap();
        race.setup.feed(1_000, &[(ASSET, "1000")]).unwrap();

        for (pause, of_price, part) in posts {
            let now = race.setup.chain.now() + pause;
            let before = race.setup.feeder_of(ASSET);
            let price = race.setup.price(ASSET, "uusd").rate;
            let reference = if of_price { price } else { before.anchor_price.unwrap() };
            let posted = reference * Decimal::percent(part);
            race.setup.feed(now, &[(ASSET, &posted.to_string())]).unwrap();

            let after = race.setup.feeder_of(ASSET);
            let is_anchor = (after.anchor_price, after.anchor_time) == (Some(posted), Some(now));
            if before.pending_price.is_some() && is_anchor {
                break;
            }
            let windows = (now - 1_000) / 1_801;
            let bound = (0..=windows).fold(decimal("1000"), |bound, _| bound * decimal("1.5"));
            let reached = race.setup.price(ASSET, "uusd").rate;
            prop_assert!(reached <= bound, "{reached} at {now}");
        }
    }

    /// A stolen feeder's and a stolen guardian's key together: a price is usable only if the present
    /// feeder posted it inside the band or confirmed it, and a halt of the guardian begins a week after
    /// the one before or later.
    #[test]
    fn a_guardian_can_do_nothing_else(
        steps in prop::collection::vec(
            (0..200_000u64, prop::sample::select(vec![0u8, 1, 2])), 1..40)
    ) {
        let mut race = Race::new();
        race.setup.feed(1_000, &[(ASSET, "1000")]).unwrap();
        let guardian = race.setup.guardian.clone();
        let mut began = vec![];

        for (pause, deed) in steps {
            let now = race.setup.chain.now() + pause;
            race.setup.chain.at(now);
            let before = race.setup.price(ASSET, "uusd");
            let msg = [halt, resume, use_standby][usize::from(deed)](&[ASSET]);
            let outcome = race.setup.send(&guardian, &msg);

            let after = race.setup.price(ASSET, "uusd");
            prop_assert_eq!(decimal("1000"), after.rate);
            // Only what the feeder posted in the beginning is usable, and only while he is the feeder.
            let by_feeder = race.setup.feeder_of(ASSET).feeder == race.setup.feeder.as_str();
            let usable = after.last_updated_base != 0;
            prop_assert!(!usable || by_feeder);
            prop_assert!(!usable || after.last_updated_base == 1_000);
            prop_assert!(deed == 1 || !usable || before.last_updated_base != 0);
            if deed == 0 && outcome.is_ok() {
                prop_assert!(began.last().is_none_or(|last| now - last >= 604_800));
                began.push(now);
            }
        }
    }
}
