//! Which keys a type reads, and which of them somebody probably meant.

use serde::de::value::Error as ProbeError;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;
use toml::{Table, Value};

/// What a table may hold, and what it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) known: &'static [&'static str],
    pub(super) needed: Vec<&'static str>,
}

impl Keys {
    pub(super) fn of<T: DeserializeOwned>() -> Self {
        let known = of::<T>();
        let needed = needed::<T>(known);

        Self { known, needed }
    }
}

/// The keys without which `T` is not decoded, as its own decoder names them one after the other.
fn needed<T: DeserializeOwned>(known: &[&'static str]) -> Vec<&'static str> {
    // One of them is a value of any key that is needed: a number, or a text that is a date.
    let stand_ins = || [Value::Integer(1), Value::String("2004-08-01".into())].into_iter();
    let mut needed: Vec<&'static str> = Vec::new();
    let mut table = Table::new();
    let mut left = stand_ins();
    while let Err(error) = T::deserialize(Value::Table(table.clone())) {
        let missing = known
            .iter()
            .find(|key| error.message().contains(&format!("missing field `{key}`")));
        if let Some(key) = missing {
            needed.push(key);
            left = stand_ins();
        }
        let Some((key, value)) = needed.last().zip(left.next()) else {
            break;
        };
        table.insert((*key).to_string(), value);
    }

    needed
}

/// The keys that `T` reads, taken from its own decoder so that they cannot differ from it.
fn of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut fields: &'static [&'static str] = &[];
    // The probe always fails: it only listens to what the type asks for.
    let _ = T::deserialize(Probe {
        fields: &mut fields,
    });

    fields
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

struct Probe<'a> {
    fields: &'a mut &'static [&'static str],
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = ProbeError;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, ProbeError> {
        Err(ProbeError::custom("not a struct"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, ProbeError> {
        *self.fields = fields;

        Err(ProbeError::custom("the fields are known now"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::super::agents::AgentBase;
    use super::super::{Arbitrageur, AssetPlan, Keeper, Liquidator, PreIpo, Run};
    use super::*;

    #[test]
    fn a_type_names_its_keys() {
        assert_eq!(
            of::<Liquidator>(),
            ["delay_days", "min_profit", "auctions_per_day"]
        );
        assert_eq!(of::<Keeper>(), ["distributes_per_day", "adjusts_per_day"]);
    }

    #[test]
    fn a_type_names_the_keys_it_needs() {
        let needed = [
            Keys::of::<Run>(),
            Keys::of::<AssetPlan>(),
            Keys::of::<PreIpo>(),
            Keys::of::<AgentBase>(),
            Keys::of::<Arbitrageur>(),
            Keys::of::<Keeper>(),
        ]
        .map(|keys| keys.needed);

        assert_eq!(
            needed,
            [
                vec!["name", "from", "to"],
                vec!["symbol", "name", "listed"],
                vec!["price", "mint_until", "min_collateral_ratio"],
                vec!["name", "count", "budget"],
                vec!["threshold"],
                vec![],
            ]
        );
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
