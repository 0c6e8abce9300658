//! Which keys a type reads, and which of them somebody probably meant.

use serde::de::value::Error as ProbeError;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;

/// The keys that `T` reads, taken from its own decoder so that they cannot differ from it.
pub(super) fn of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
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
    use super::super::{Keeper, Liquidator};
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
    fn only_a_word_that_is_alike_is_proposed() {
        let known = ["margin", "collateral", "sells"];

        assert_eq!(nearest("margn", known), Some("margin".to_string()));
        assert_eq!(nearest("colateral", known), Some("collateral".to_string()));
        assert_eq!(nearest("xyz", known), None);
        assert_eq!(nearest("margin", []), None);
    }
}
