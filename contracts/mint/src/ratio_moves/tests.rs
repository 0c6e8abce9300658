use mirror_bytes::Bytes;
use proptest::prelude::*;

use super::*;

fn percent(ratio: u64) -> Decimal {
    Decimal::percent(ratio)
}

/// A ratio that starts at 150 %, and what is stored of it.
struct Ratio {
    present: u64,
    track: Track,
}

impl Ratio {
    fn new() -> Self {
        let track = Track::default();
        Self {
            present: 150,
            track,
        }
    }

    fn moves(&mut self, ratio: u64, now: u64) -> Result<(), ContractError> {
        let (present, new) = (percent(self.present), percent(ratio));
        self.track.note(present, new, now)?;
        self.present = ratio;
        Ok(())
    }
}

fn too_far(ratio: u64, least: u64, most: u64) -> Result<(), ContractError> {
    let [ratio, least, most] = [ratio, least, most].map(percent);
    Err(ContractError::MinRatioMovesTooFar { ratio, least, most })
}

#[test]
fn a_tenth_either_way_is_allowed_and_no_more() {
    for (allowed, refused) in [(160, 161), (140, 139)] {
        let mut ratio = Ratio::new();
        assert_eq!(too_far(refused, 140, 160), ratio.moves(refused, 5));
        assert_eq!(Track::default(), ratio.track);
        assert_eq!(Ok(()), ratio.moves(allowed, 5));
    }
    let (mut track, last) = (Track::default(), Decimal::raw(1_600_000_000_000_000_001));
    let most = percent(160);
    let (least, ratio) = (percent(140), last);
    let refusal = ContractError::MinRatioMovesTooFar { ratio, least, most };
    assert_eq!(Err(refusal), track.note(percent(150), last, 5));
    // The ends of the numbers are no way around it.
    assert_eq!(Ok(()), track.note(Decimal::MAX, Decimal::MAX, 5));
    assert!(track.note(Decimal::MAX, Decimal::one(), u64::MAX).is_err());
}

#[test]
fn seven_days_are_counted_from_every_move_to_the_second() {
    let mut ratio = Ratio::new();
    ratio.moves(155, 1_000).unwrap();
    ratio.moves(160, 2_000).unwrap();

    // 150 was in force until 1,000, and 155 until 2,000.
    assert_eq!(too_far(161, 150, 160), ratio.moves(161, 1_000 + WINDOW - 1));
    assert_eq!(too_far(166, 150, 165), ratio.moves(166, 1_000 + WINDOW));
    assert_eq!(Ok(()), ratio.moves(165, 1_000 + WINDOW));
    assert_eq!(too_far(166, 155, 165), ratio.moves(166, 2_000 + WINDOW - 1));
    assert_eq!(Ok(()), ratio.moves(170, 2_000 + WINDOW));
}

#[test]
fn the_way_back_is_always_open() {
    let mut ratio = Ratio::new();

    for now in 0..50 {
        ratio.moves(160, now).unwrap();
        ratio.moves(150, now).unwrap();
    }
    assert_eq!(too_far(149, 150, 160), ratio.moves(149, 51));
}

#[test]
fn what_does_not_move_is_not_noted() {
    let mut ratio = Ratio::new();

    ratio.moves(150, 7).unwrap();

    assert_eq!(Track::default(), ratio.track);
}

#[test]
fn many_moves_are_taken_together_and_block_nothing_within_the_tenth() {
    let mut ratio = Ratio::new();
    let day = 86_400;

    // Four a day for ten days, back and forth, so that the places are used up all the time.
    for step in 0..40 {
        let next = 151 + step % 2;
        ratio.moves(next, step * day / 4).unwrap();
        assert!(ratio.track.0.len() <= MOST_SPANS);
    }
    let now = 10 * day;
    // The first ratio, ten days old, is still counted: a little more than has to be.
    assert_eq!(too_far(161, 142, 160), ratio.moves(161, now));
    assert_eq!(Ok(()), ratio.moves(160, now));
    assert_eq!(Ok(()), ratio.moves(142 + 8, now));
    // After seven days without a move nothing is.
    assert_eq!(Ok(()), ratio.moves(140, now + WINDOW));
}

#[test]
fn moves_are_read_as_they_were_written() {
    let mut moves = RatioMoves::default();
    moves.public.note(percent(150), percent(155), 7).unwrap();
    moves
        .before_ipo
        .note(percent(200), percent(190), 8)
        .unwrap();

    assert_eq!(Ok(moves.clone()), RatioMoves::from_bytes(&moves.to_bytes()));
}

/// The whole history of a ratio: from when on it was what, in seconds and percent.
struct History(Vec<(u64, u64)>);

impl History {
    /// Whether all that was in force in the seven days before is within ten percent.
    fn allows(&self, ratio: u64, now: u64) -> bool {
        let ends = self.0.iter().skip(1).map(|(from, _)| *from);
        let ends = ends.chain([u64::MAX]);
        self.0
            .iter()
            .zip(ends)
            .filter(|(_, end)| now < end.saturating_add(7 * 86_400))
            .all(|((_, former), _)| former.abs_diff(ratio) <= 10)
    }
}

fn compare(steps: &[(u64, u64)], is_exact: bool) -> Result<(), TestCaseError> {
    let mut ratio = Ratio::new();
    let mut history = History(vec![(0, 150)]);
    let mut now = 0;
    for &(pause, wanted) in steps {
        now += pause;
        let allowed = history.allows(wanted, now);
        let accepted = ratio.moves(wanted, now).is_ok();

        prop_assert!(allowed || !accepted);
        prop_assert!(accepted || !allowed || !is_exact);
        if accepted {
            history.0.push((now, wanted));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn eight_moves_are_judged_exactly(
        steps in prop::collection::vec((0u64..400_000, 135u64..166), 1..9),
    ) {
        compare(&steps, true)?;
    }

    #[test]
    fn moves_days_apart_are_judged_exactly(
        steps in prop::collection::vec((86_400u64..400_000, 135u64..190), 1..40),
    ) {
        compare(&steps, true)?;
    }

    #[test]
    fn however_many_moves_there_are_none_goes_too_far(
        steps in prop::collection::vec((0u64..100_000, 135u64..190), 1..60),
    ) {
        compare(&steps, false)?;
    }
}
