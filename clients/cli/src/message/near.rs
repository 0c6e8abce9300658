//! Which known name was meant by one that is not known.

/// The known name nearest to what was typed, as a question to put behind an error; empty where none is near.
pub(crate) fn question<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(given, known).map_or_else(String::new, |name| format!(" (did you mean {name}?)"))
}

/// The name with the fewest letters to change, the first of several; of three letters one may differ.
fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = plain(given);
    let most = (typed.len() / 3).max(1);
    let far = known.map(|name| (distance(&typed, &plain(name)), name));
    // A name of one letter would be near to any other.
    let near = far.filter(|(far, name)| *far <= most && name.len() > *far);
    near.min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// Capitals and the two ways to join words make no difference.
fn plain(name: &str) -> Vec<char> {
    let letters = name.trim().to_lowercase().replace('-', "_");
    letters.chars().collect()
}

/// How many letters have to be changed, added, taken away, or changed with the next one.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
    for (i, letter) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, wanted) in other.iter().enumerate() {
            let kept = at(&row, j) + usize::from(letter != wanted);
            let changed = at(&row, j + 1).min(at(&next, j)) + 1;
            let is_swapped = i > 0
                && j > 0
                && one.get(i - 1) == Some(wanted)
                && other.get(j - 1) == Some(letter);
            let swapped = if is_swapped {
                at(&before, j - 1) + 1
            } else {
                usize::MAX
            };
            next.push(kept.min(changed).min(swapped));
        }
        before = std::mem::replace(&mut row, next);
    }
    at(&row, other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 8] = [
        "USD",
        "uusd",
        "MIR",
        "MIR-LP",
        "mAAPL",
        "mGOOGL",
        "collateral_oracle",
        "mint",
    ];

    #[test]
    fn a_slip_of_the_keys_is_answered_by_the_name_that_was_meant() {
        for (typed, meant) in [
            ("mAPPL", "mAAPL"),
            ("mappl", "mAAPL"),
            ("mGOOG", "mGOOGL"),
            ("MIRR", "MIR"),
            ("mitn", "mint"),
            ("colateral-oracle", "collateral_oracle"),
        ] {
            assert_eq!(nearest(typed, KNOWN.into_iter()), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_resembles_nothing_is_answered_by_no_guess() {
        for typed in ["", "x", "mTSLA", "alice", "wasm1xyz"] {
            assert_eq!(nearest(typed, KNOWN.into_iter()), None, "{typed}");
            assert_eq!(question(typed, KNOWN.into_iter()), "");
        }
    }

    #[test]
    fn letters_are_counted_with_two_that_changed_places_as_one() {
        let far = |one: &str, other: &str| distance(&plain(one), &plain(other));
        assert_eq!(
            [
                far("", "abc"),
                far("abc", "abc"),
                far("kitten", "sitting"),
                far("ab", "ba")
            ],
            [3, 0, 3, 1]
        );
    }
}
