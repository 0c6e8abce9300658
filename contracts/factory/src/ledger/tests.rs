use super::*;
use crate::pools::Pool;

const YEAR: u64 = 31_536_000;

type Entries = [(u64, u64, u128)];

/// The columns of mir-token.md section 3, year by year.
const MASSETS: [u128; 4] = [
    89_212_500_000_000,
    44_606_250_000_000,
    22_303_125_000_000,
    11_151_562_500_000,
];
const MIR: [u128; 4] = [
    20_587_500_000_000,
    10_293_750_000_000,
    5_146_875_000_000,
    2_573_437_500_000,
];
const BOTH: [u128; 4] = [
    109_800_000_000_000,
    54_900_000_000_000,
    27_450_000_000_000,
    13_725_000_000_000,
];

fn yearly(amounts: [u128; 4]) -> Vec<(u64, u64, u128)> {
    let entry = |(year, amount)| (year * YEAR, (year + 1) * YEAR, amount);
    (0..).zip(amounts).map(entry).collect()
}

/// A plan, its ledger and its pools, without storage. Genesis is second 0; pool 0 is that of MIR.
struct Factory {
    plan: Plan,
    ledger: Ledger,
    pools: Vec<PoolEntry>,
}

impl Factory {
    fn new(track: &Entries, mirror: Option<&Entries>, weights: &[u32]) -> Self {
        let schedule = |track: &Entries| {
            let entry = |&(start, end, amount)| (start, end, Uint128::new(amount));
            track.iter().map(entry).collect()
        };
        let plan = Plan {
            genesis_time: Some(0),
            pools: schedule(track),
            mirror: mirror.map(schedule),
            fixed: vec![],
            changed: 0,
            released_before: Uint128::zero(),
            payment: None,
        };
        let pool =
            |(index, weight): (usize, &u32)| PoolEntry::new(asset(index), Pool::new(*weight));
        Self {
            plan,
            ledger: Ledger::new(0),
            pools: weights.iter().enumerate().map(pool).collect(),
        }
    }

    /// MIR with weight 300 and this many assets with weight 100, as at genesis.
    fn genesis(track: &Entries, mirror: Option<&Entries>, assets: usize) -> Self {
        Self::new(track, mirror, &[&[300][..], &vec![100; assets]].concat())
    }

    /// What each pool gets.
    fn distribute(&mut self, time: u64) -> Vec<u128> {
        self.ledger
            .divide(&self.plan, &asset(0), &mut self.pools, time)
            .unwrap();
        let unsent = |entry: &mut PoolEntry| std::mem::take(&mut entry.pool.unsent).u128();
        self.pools.iter_mut().map(unsent).collect()
    }

    fn set_weight(&mut self, index: usize, weight: Option<u32>, time: u64) {
        let former = std::mem::replace(&mut self.pools[index].pool.weight, weight);
        let asset = asset(index);
        self.ledger.changes.push(Change {
            time,
            asset,
            former,
        });
    }

    fn carry(&self) -> u128 {
        self.ledger.carry.u128()
    }
}

fn asset(index: usize) -> CanonicalAddr {
    vec![u8::try_from(index).unwrap(); 20].into()
}

/// The part of MIR, and then this many equal parts.
fn parts(mirror: u128, count: usize, each: u128) -> Vec<u128> {
    [&[mirror][..], &vec![each; count]].concat()
}

/// factory.md section 10, E1.
#[test]
fn two_entries_are_added() {
    let track = [(1800, 3600, 3600), (3600, 7200, 7200)];
    let mut factory = Factory::genesis(&track, None, 12);

    assert_eq!(parts(1440, 12, 480), factory.distribute(5400));
    assert_eq!(0, factory.carry());
}

/// factory.md section 10, E2.
#[test]
fn on_one_track_mir_shares_by_weight() {
    let mut factory = Factory::genesis(&yearly(BOTH), None, 13);

    assert_eq!(parts(39_169_520, 13, 13_056_506), factory.distribute(60));
    assert_eq!(11, factory.carry());
}

/// factory.md section 10, E3.
#[test]
fn on_two_tracks_mir_has_its_own() {
    let mut factory = Factory::genesis(&yearly(MASSETS), Some(&yearly(MIR)), 13);

    assert_eq!(parts(39_169_520, 13, 13_056_506), factory.distribute(60));
    assert_eq!(11, factory.carry());
    assert_eq!(parts(39_169_521, 13, 13_056_507), factory.distribute(120));
    assert_eq!(9, factory.carry());
}

/// factory.md section 10, E5.
#[test]
fn a_delisting_acts_from_its_second_on() {
    let mut factory = Factory::genesis(&yearly(BOTH), None, 13);
    factory.distribute(60);

    factory.set_weight(13, None, 60);
    let sent = factory.distribute(120);

    let expected = [parts(41_780_824, 12, 13_926_941), vec![0]].concat();
    assert_eq!(expected, sent);
    assert_eq!(5, factory.carry());
}

#[test]
fn a_change_of_weight_does_not_change_what_a_pool_got_before() {
    let mut factory = Factory::new(&[(0, 100, 10_000)], None, &[100, 100]);

    factory.set_weight(1, None, 50);

    // Half the time both have the same weight; then the second pool has all of it.
    assert_eq!(vec![7_500, 2_500], factory.distribute(100));
}

#[test]
fn a_new_pool_gets_nothing_for_the_time_before() {
    let mut factory = Factory::new(&[(0, 100, 10_000)], None, &[100, 100]);
    factory.ledger.changes.push(Change {
        time: 80,
        asset: asset(1),
        former: None,
    });

    assert_eq!(vec![9_000, 1_000], factory.distribute(100));
}

#[test]
fn several_changes_in_one_second_follow_each_other() {
    let mut factory = Factory::new(&[(0, 100, 10_000)], None, &[100, 100]);

    factory.set_weight(1, Some(0), 50);
    factory.set_weight(0, Some(1), 50);
    factory.set_weight(1, Some(3), 50);

    assert_eq!(50, factory.ledger.last_distributed());
    // Half of the time the weights are 100 and 100, the other half 1 and 3.
    assert_eq!(vec![3_750, 6_250], factory.distribute(100));
}

/// T-72: weight sum wraps, division by 0, retroactive weight.
#[test]
fn without_any_weight_everything_waits() {
    let mut factory = Factory::new(&[(0, 100, 10_000)], None, &[0, 0]);

    assert_eq!(vec![0, 0], factory.distribute(50));
    assert_eq!(5_000, factory.carry());
    factory.set_weight(1, Some(u32::MAX), 50);
    factory.set_weight(0, Some(u32::MAX), 50);
    assert_eq!(vec![5_000, 5_000], factory.distribute(100));
}

#[test]
fn mir_without_weight_loses_none_of_its_track() {
    let mut factory = Factory::new(&[(0, 100, 100)], Some(&[(0, 100, 1_000)]), &[0, 5]);

    assert_eq!(vec![0, 50], factory.distribute(50));
    assert_eq!(500, factory.ledger.mirror_carry.u128());
    factory.set_weight(0, Some(1), 50);
    assert_eq!(vec![1_000, 50], factory.distribute(100));
    assert_eq!(0, factory.ledger.mirror_carry.u128());
}

#[test]
fn without_assets_their_track_waits_and_mir_goes_on() {
    let mut factory = Factory::new(&[(0, 100, 100)], Some(&[(0, 100, 1_000)]), &[300]);

    assert_eq!(vec![1_000], factory.distribute(100));
    assert_eq!(100, factory.carry());
}

#[test]
fn before_the_start_and_after_the_end_nothing_is_released() {
    let mut factory = Factory::new(&[(10, 20, 1_000)], None, &[1]);

    assert_eq!(vec![0], factory.distribute(10));
    assert_eq!(vec![1_000], factory.distribute(1_000_000));
    assert_eq!(vec![0], factory.distribute(u64::MAX));
}

/// T-74: MIR above 370,575,000.
#[test]
fn every_minute_of_four_years_gives_what_one_call_gives() {
    let (massets, mir) = (yearly(MASSETS), yearly(MIR));
    let mut often = Factory::genesis(&massets, Some(&mir), 2);
    let mut once = Factory::genesis(&massets, Some(&mir), 2);

    let mut sum = vec![0; 3];
    for minute in 1..=4 * YEAR / 60 {
        for (sum, part) in sum.iter_mut().zip(often.distribute(minute * 60)) {
            *sum += part;
        }
    }

    let expected = [38_601_562_500_000, 83_636_718_750_000, 83_636_718_750_000];
    assert_eq!(expected.to_vec(), once.distribute(4 * YEAR));
    assert_eq!(expected.to_vec(), sum);
    assert_eq!((0, 0), (often.carry(), once.carry()));
}

#[test]
fn a_year_of_13_assets_loses_nothing_to_rounding() {
    let mut factory = Factory::genesis(&yearly(BOTH), None, 13);

    let mut sum = 0;
    for hour in 1..=YEAR / 3600 {
        sum += factory.distribute(hour * 3600).iter().sum::<u128>();
    }

    assert_eq!(109_800_000_000_000, sum + factory.carry());
    assert!(factory.carry() < 14);
}

/// factory.md section 10, E4.
#[test]
fn the_totals_are_those_of_the_table() {
    let total = |track: [u128; 4], time| {
        let mut factory = Factory::new(&yearly(track), None, &[1]);
        factory.distribute(time)[0]
    };

    let both = [
        (1, 3_481_735),
        (60, 208_904_109),
        (86_400, 300_821_917_808),
        (31_536_000, 109_800_000_000_000),
        (31_536_060, 109_800_104_452_054),
        (31_622_400, 109_950_410_958_904),
        (126_144_000, 205_875_000_000_000),
        (u64::MAX, 205_875_000_000_000),
    ];
    for (time, amount) in both {
        assert_eq!(amount, total(BOTH, time), "second {time}");
    }
    assert_eq!(244_417_808_219, total(MASSETS, 86_400));
    assert_eq!(56_404_109_589, total(MIR, 86_400));
    let community = [
        0,
        18_300_000_000_000,
        36_600_000_000_000,
        36_600_000_000_000,
    ];
    assert_eq!(34_817_351, total(community, 31_536_060));
    assert_eq!(50_136_986_301, total([18_300_000_000_000, 0, 0, 0], 86_400));
}
