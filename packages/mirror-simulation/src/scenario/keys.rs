//! Which keys a type reads, and which of them somebody probably meant.
//!
//! All is taken from what the types' own decoders say of a table that lacks something or has too
//! much, so that nothing is listed twice.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

/// What a table may hold, and what it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) known: Vec<String>,
    pub(super) needed: Vec<String>,
}

impl Keys {
    /// The keys of a struct.
    pub(super) fn of<T: DeserializeOwned>() -> Self {
        Self::read_by(refusal::<T>)
    }

    /// The keys of an enum's variant; none of a kind that is not known.
    pub(super) fn of_kind<T: DeserializeOwned>(kind: &str) -> Option<Self> {
        let is_known = kinds::<T>().iter().any(|known| known == kind);

        is_known.then(|| {
            Self::read_by(|table| {
                refusal::<T>(Table::from_iter([(kind.to_string(), Value::Table(table))]))
            })
        })
    }

    /// Those that are needed a decoder names one after the other, if it gets a stand-in for each: a
    /// number, or a text that is a date.
    fn read_by(refusal: impl Fn(Table) -> Option<String>) -> Self {
        let stand_ins = || [Value::Integer(1), Value::String("2004-08-01".into())].into_iter();
        let mut needed: Vec<String> = Vec::new();
        let mut table = Table::new();
        let mut left = stand_ins();
        while let Some(message) = refusal(table.clone()) {
            if let Some((_, missing)) = message.split_once("missing field `") {
                needed.extend(missing.split('`').next().map(str::to_string));
                left = stand_ins();
            }
            let Some((key, value)) = needed.last().zip(left.next()) else {
                break;
            };
            table.insert(key.clone(), value);
        }

        Self {
            known: listed(refusal(nameless())),
            needed,
        }
    }
}

/// The variants of an enum.
pub(super) fn kinds<T: DeserializeOwned>() -> Vec<String> {
    listed(refusal::<T>(nameless()))
}

/// What a decoder says of a table that it does not take.
fn refusal<T: DeserializeOwned>(table: Table) -> Option<String> {
    let refusal = T::deserialize(Value::Table(table)).err()?;

    Some(refusal.message().to_string())
}

/// A table with a key that no type has.
fn nameless() -> Table {
    Table::from_iter([(String::new(), Value::Table(Table::new()))])
}

/// The words that a decoder proposes instead of the one without a letter: "unknown field ``, expected
/// one of `name`, `from`".
fn listed(refusal: Option<String>) -> Vec<String> {
    let refusal = refusal.unwrap_or_default();
    let words = refusal.split('`').skip(3).step_by(2);

    words.map(str::to_string).collect()
}

/// The known word that is most like `word`, if any is like it at all.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let likeness = strsim::normalized_damerau_levenshtein(word, candidate);
        if likeness >= 0.4 && best.is_none_or(|(other, _)| likeness > other) {
            best = Some((likeness, candidate));
        }
    }

    best.map(|(_, candidate)| candidate.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::agents::{AgentGroup, Strategy};
    use crate::scenario::events::EventKind;
    use crate::scenario::parts::{AssetPlan, Keeper, PreIpo, Run};

    #[test]
    fn a_type_names_its_keys() {
        let of_kind = |keys: Option<Keys>| keys.map(|keys| keys.known.join(" "));

        assert_eq!(
            Keys::of::<Keeper>().known,
            ["distributes_per_day", "adjusts_per_day"]
        );
        assert_eq!(
            of_kind(Keys::of_kind::<Strategy>("liquidator")),
            Some("delay_days min_profit auctions_per_day".to_string())
        );
        assert_eq!(
            of_kind(Keys::of_kind::<EventKind>("split")),
            Some("asset ratio burn_days".to_string())
        );
        assert_eq!(
            of_kind(Keys::of_kind::<EventKind>("ipo")),
            Some("asset".to_string())
        );
        assert_eq!(of_kind(Keys::of_kind::<EventKind>("splits")), None);
    }

    #[test]
    fn a_type_names_the_keys_it_needs() {
        for (keys, needed) in [
            (Keys::of::<Run>(), "name from to"),
            (Keys::of::<AssetPlan>(), "symbol name listed"),
            (
                Keys::of::<PreIpo>(),
                "price mint_until min_collateral_ratio",
            ),
            (Keys::of::<AgentGroup>(), "name count budget kind"),
            (
                Keys::of_kind::<Strategy>("arbitrageur").unwrap(),
                "threshold",
            ),
            (
                Keys::of_kind::<EventKind>("liquidity_crash").unwrap(),
                "until share",
            ),
            (Keys::of::<Keeper>(), ""),
        ] {
            assert_eq!(keys.needed.join(" "), needed);
        }
    }

    #[test]
    fn only_a_word_that_is_alike_is_proposed() {
        let known = ["margin", "collateral", "sells"];

        assert_eq!(nearest("margn", known), Some("margin".to_string()));
        assert_eq!(nearest("colateral", known), Some("collateral".to_string()));
        assert_eq!(nearest("xyz", known), None);
        assert_eq!(nearest("margin", []), None);
    }
}
