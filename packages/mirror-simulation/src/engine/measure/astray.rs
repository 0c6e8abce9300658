//! Markets that stay far off their oracle, and what keeps them from coming back.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use time::{Date, Duration};

use crate::engine::agents::{Agent, TradingCapacity};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::{AssetDay, Notice, Obstacle, Period};

/// A market is far off its oracle beyond this.
const FAR: Decimal = Decimal::percent(20);

/// If the debt has grown by no more than this after a month, hardly anything was minted.
const HARDLY: Decimal = Decimal::percent(5);

/// So long a market has to be far off until it is told.
const MONTH: Duration = Duration::days(30);

/// The markets that are far off, or were.
#[derive(Default)]
pub(super) struct Astray {
    /// By asset: those that are off now.
    stretches: BTreeMap<usize, Stretch>,
    /// By asset: those that were off for a month and came back.
    over: Vec<(usize, Stretch)>,
}

/// Days in a row on which a market was off.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    from: Date,
    until: Date,
    widest: SignedDecimal,
    /// What was owed when it began.
    debt: Uint128,
    /// Once it has been a month.
    reason: Option<Obstacle>,
}

impl Astray {
    /// Looks at the day that has just ended.
    pub(super) fn day(
        &mut self,
        world: &World,
        agents: &[Agent],
        assets: &[AssetDay],
    ) -> Result<(), SimulationError> {
        let opens = world.day().session.opens;
        for day in assets {
            let listed = &world.book.assets[day.asset];
            // Nobody can follow a price that is not told.
            if listed.is_live() && listed.posted.time < opens {
                continue;
            }
            let premium = day.premium.filter(|_| listed.is_live());
            let premium = premium.filter(|premium| size(*premium) > FAR);
            let supply = match premium {
                Some(_) => Supply::of(world, agents, day)?,
                None => Supply::default(),
            };
            self.note(world.date(), day.asset, premium, &supply);
        }

        Ok(())
    }

    /// Notes a day of an asset; `premium` is one beyond [`FAR`], none if the market is not so far off.
    fn note(&mut self, today: Date, asset: usize, premium: Option<SignedDecimal>, supply: &Supply) {
        let Some(premium) = premium else {
            let ended = self.stretches.remove(&asset);
            let ended = ended.filter(|stretch| stretch.reason.is_some());
            self.over.extend(ended.map(|stretch| (asset, stretch)));
            return;
        };
        let stretch = self.stretches.entry(asset).or_insert(Stretch {
            from: today,
            until: today,
            widest: premium,
            debt: supply.debt,
            reason: None,
        });
        stretch.until = today;
        if size(premium) > size(stretch.widest) {
            stretch.widest = premium;
        }
        if stretch.reason.is_none() && today - stretch.from >= MONTH {
            stretch.reason = Some(supply.obstacle(premium, stretch.debt));
        }
    }

    /// Everything that lasted a month, by its first day, a market's of one reason together.
    pub(super) fn notices(&self, world: &World) -> Vec<Notice> {
        let open = self.stretches.iter().map(|(asset, one)| (*asset, one));
        let over = self.over.iter().map(|(asset, one)| (*asset, one));
        let mut stretches: Vec<(usize, &Stretch)> = over.chain(open).collect();
        stretches.sort_by_key(|(asset, stretch)| (stretch.from, *asset));

        let mut notices = vec![];
        for (asset, stretch) in stretches {
            let Some(reason) = stretch.reason.clone() else {
                continue;
            };
            let period = Period {
                from: stretch.from,
                until: stretch.until,
                widest: stretch.widest,
                reason,
            };
            Notice::note(&mut notices, &world.records[asset].label, period);
        }
        notices
    }
}

/// What there is to trade with against a gap.
#[derive(Clone, Debug, Default, PartialEq)]
struct Supply {
    /// What is owed of the asset.
    debt: Uint128,
    /// The means of those who trade on its gap.
    traders: Vec<TradingCapacity>,
}

impl Supply {
    fn of(world: &World, agents: &[Agent], day: &AssetDay) -> Result<Self, SimulationError> {
        let today = world.date();
        let mut traders = Vec::new();
        for agent in agents.iter().filter(|agent| agent.arrives <= today) {
            traders.extend(agent.means(world, day.asset)?);
        }

        Ok(Self {
            debt: day.debt,
            traders,
        })
    }

    fn obstacle(&self, premium: SignedDecimal, before: Uint128) -> Obstacle {
        let traders = &self.traders;
        let sum = |part: fn(&TradingCapacity) -> Uint128| {
            let parts = traders.iter().map(part);
            parts.fold(Uint128::zero(), Uint128::saturating_add)
        };
        let is_dear = !premium.is_negative();
        let is_minted = self.debt > before.mul_floor(Decimal::one() + HARDLY);

        match traders.is_empty() {
            false if traders.iter().all(|trader| trader.lacks_funds) => Obstacle::CapitalUsedUp {
                brought: sum(|trader| trader.brought),
                left: sum(|trader| trader.left),
            },
            _ if is_dear && !is_minted => Obstacle::NobodyMints {
                before,
                after: self.debt,
                arbitrageurs: traders.len() as u64,
                owing: traders.iter().filter(|trader| trader.owes).count() as u64,
            },
            true => Obstacle::NobodyTrades,
            false => Obstacle::TooLittle,
        }
    }
}

fn size(premium: SignedDecimal) -> Decimal {
    premium.abs_diff(SignedDecimal::zero())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn supply(debt: u128, are_out: &[bool]) -> Supply {
        let trader = |lacks_funds: &bool| TradingCapacity {
            brought: Uint128::new(1_000),
            left: Uint128::new(300),
            lacks_funds: *lacks_funds,
            owes: !lacks_funds,
        };
        Supply {
            debt: Uint128::new(debt),
            traders: are_out.iter().map(trader).collect(),
        }
    }

    fn nobody_mints(after: u128, arbitrageurs: u64, owing: u64) -> Obstacle {
        Obstacle::NobodyMints {
            before: Uint128::new(100),
            after: Uint128::new(after),
            arbitrageurs,
            owing,
        }
    }

    /// So many days in a row from the first of the year.
    fn stretch(premiums: &[i64]) -> Astray {
        let mut astray = Astray::default();
        let mut today = date!(2005 - 01 - 01);
        for premium in premiums {
            let premium = Some(SignedDecimal::percent(*premium)).filter(|one| size(*one) > FAR);
            astray.note(today, 0, premium, &supply(100, &[]));
            today = today.next_day().unwrap();
        }
        astray
    }

    fn lasting(astray: &Astray) -> usize {
        let open = astray.stretches.values();
        open.filter(|stretch| stretch.reason.is_some()).count() + astray.over.len()
    }

    #[test]
    fn a_month_in_a_row_beyond_a_fifth_is_told() {
        assert_eq!(lasting(&stretch(&[21; 30])), 0);
        assert_eq!(lasting(&stretch(&[21; 31])), 1);
        assert_eq!(lasting(&stretch(&[-21; 31])), 1);
        assert_eq!(lasting(&stretch(&[20; 40])), 0);
        let broken = [[21; 20].as_slice(), &[20], &[21; 20]].concat();
        assert_eq!(lasting(&stretch(&broken)), 0);
    }

    #[test]
    fn a_stretch_that_is_over_is_kept_with_its_widest_day() {
        let premiums = [[25; 20].as_slice(), &[-40], &[30; 15], &[1]].concat();

        let astray = stretch(&premiums);

        assert_eq!(astray.stretches, BTreeMap::new());
        let expected = Stretch {
            from: date!(2005 - 01 - 01),
            until: date!(2005 - 02 - 05),
            widest: SignedDecimal::percent(-40),
            debt: Uint128::new(100),
            reason: Some(nobody_mints(100, 0, 0)),
        };
        assert_eq!(astray.over, [(0, expected)]);
    }

    #[test]
    fn what_is_in_the_way_is_told_apart() {
        let hundred = Uint128::new(100);
        let dear = |debt, are_out: &[bool]| {
            supply(debt, are_out).obstacle(SignedDecimal::percent(30), hundred)
        };
        let cheap =
            |are_out: &[bool]| supply(100, are_out).obstacle(SignedDecimal::percent(-30), hundred);
        let used_up = |traders: u128| Obstacle::CapitalUsedUp {
            brought: Uint128::new(1_000 * traders),
            left: Uint128::new(300 * traders),
        };

        assert_eq!(dear(100, &[true, true]), used_up(2));
        assert_eq!(dear(105, &[true, false]), nobody_mints(105, 2, 1));
        assert_eq!(dear(106, &[true, false]), Obstacle::TooLittle);
        assert_eq!(dear(105, &[]), nobody_mints(105, 0, 0));
        assert_eq!(dear(106, &[]), Obstacle::NobodyTrades);
        assert_eq!(cheap(&[true]), used_up(1));
        assert_eq!(cheap(&[false]), Obstacle::TooLittle);
        assert_eq!(cheap(&[]), Obstacle::NobodyTrades);
    }
}
