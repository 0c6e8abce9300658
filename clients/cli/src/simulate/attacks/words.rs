//! Amounts and words as the screen and the page of the attacks have them.

use cosmwasm_std::{Int128, Uint128};
use mirror_simulation::amounts::{coins, grouped};
use mirror_simulation::attacks::{Exposure, Report};

/// The attacks of one heading after the other.
pub(super) fn groups(reports: &[Report]) -> impl Iterator<Item = (&'static str, &[Report])> {
    let groups = reports.chunk_by(|one, next| one.group == next.group);

    groups.filter_map(|reports| Some((reports.first()?.group, reports)))
}

/// In how many ways they were tried.
pub(super) fn ways(reports: &[Report]) -> usize {
    reports.iter().map(|one| one.attempts.len()).sum()
}

/// How many exposures there are.
pub(super) fn exposed(reports: &[Report]) -> usize {
    reports.iter().map(|one| one.exposures.len()).sum()
}

/// Whether every attack failed, in a few words.
pub(super) fn verdict(reports: &[Report]) -> String {
    let broken = reports.iter().filter(|one| !one.held()).count();
    match broken {
        0 => "none of them gains or harms".to_string(),
        _ => format!(
            "{broken} of {} gain or harm: a rule is broken",
            reports.len()
        ),
    }
}

/// A dash where the poll is rejected.
pub(super) fn gained(cell: Option<&Exposure>) -> String {
    cell.map_or("–".to_string(), |one| signed(one.gained))
}

/// `0.00` or `1,234.50`; less than a cent is shown in micro units.
pub(super) fn lost(amount: Uint128) -> String {
    match amount.u128() {
        0 => "0.00".to_string(),
        whole @ 1..10_000 => format!("{} micro", grouped(whole)),
        _ => coins(amount),
    }
}

/// `+1,234.50`, `-0.01` or `0.00`; less than a cent is shown in micro units.
pub(super) fn signed(amount: Int128) -> String {
    let sign = match amount.i128() {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    format!("{sign}{}", lost(Uint128::new(amount.i128().unsigned_abs())))
}

/// How the addresses of the embedded chain begin.
const PREFIX: &str = "cosmwasm1";

/// Words with addresses cut to their ends: `cosmwasm1ypk8…xs7ax`.
pub(super) fn shortened(words: &str) -> String {
    let mut pieces = words.split(PREFIX);
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let end = piece.find(|letter: char| !letter.is_ascii_alphanumeric());
        let (address, rest) = piece.split_at(end.unwrap_or(piece.len()));
        let tail = address.len().saturating_sub(5);
        let ends = address.get(..4).zip(address.get(tail..));
        text += PREFIX;
        match ends.filter(|_| address.len() > 12) {
            Some((head, tail)) => text += &format!("{head}…{tail}"),
            None => text += address,
        }
        text += rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_a_sign() {
        let cases = [
            (0, "0.00"),
            (1, "+1 micro"),
            (-9_999, "-9,999 micro"),
            (-1_234_500_000, "-1,234.50"),
            (2_000_000_000_000, "+2,000,000"),
        ];

        for (amount, text) in cases {
            assert_eq!(signed(Int128::new(amount)), text);
        }
    }

    #[test]
    fn addresses_are_cut_to_their_ends() {
        let address = "cosmwasm1ypk8p7c82whs9xdja6ku7q6slzj8kvfwkgxnyeuevhtf03fteylqnxs7ax";
        let cases = [
            ("no address", "no address".to_string()),
            ("cosmwasm1short is one", "cosmwasm1short is one".to_string()),
            (
                &format!("of {address}: {address}123\""),
                "of cosmwasm1ypk8…xs7ax: cosmwasm1ypk8…ax123\"".to_string(),
            ),
        ];

        for (words, expected) in cases {
            assert_eq!(shortened(words), expected);
        }
    }
}
