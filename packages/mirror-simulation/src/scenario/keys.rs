//! Which keys a type reads, and which of them somebody probably meant.
//!
//! All is taken from the types' own decoders, so that nothing is listed twice.

use serde::de::value::{Error as ProbeError, StrDeserializer};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error,
    IntoDeserializer, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use toml::{Table, Value};

/// What a table may hold, and what it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) known: &'static [&'static str],
    pub(super) needed: Vec<&'static str>,
}

impl Keys {
    /// The keys of a struct.
    pub(super) fn of<T: DeserializeOwned>() -> Self {
        Self::read_by(asked_by::<T>("").keys, |table| {
            T::deserialize(Value::Table(table)).err()
        })
    }

    /// The keys of an enum's variant; none of a kind that is not known.
    pub(super) fn of_kind<T: DeserializeOwned>(kind: &str) -> Option<Self> {
        kinds::<T>().contains(&kind).then(|| {
            Self::read_by(asked_by::<T>(kind).keys, |table| {
                let variant = Table::from_iter([(kind.to_string(), Value::Table(table))]);
                T::deserialize(Value::Table(variant)).err()
            })
        })
    }

    /// Those that are needed a decoder names one after the other, if it gets a stand-in for each: a
    /// number, or a text that is a date.
    fn read_by(
        known: &'static [&'static str],
        refusal: impl Fn(Table) -> Option<toml::de::Error>,
    ) -> Self {
        let stand_ins = || [Value::Integer(1), Value::String("2004-08-01".into())].into_iter();
        let mut needed: Vec<&'static str> = Vec::new();
        let mut table = Table::new();
        let mut left = stand_ins();
        while let Some(error) = refusal(table.clone()) {
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

        Self { known, needed }
    }
}

/// The variants of an enum.
pub(super) fn kinds<T: DeserializeOwned>() -> &'static [&'static str] {
    asked_by::<T>("").kinds
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

/// What a decoder asks for.
#[derive(Clone, Copy, Default)]
struct Asked {
    /// Of a struct or of a variant.
    keys: &'static [&'static str],
    /// Of an enum.
    kinds: &'static [&'static str],
}

fn asked_by<'de, T: Deserialize<'de>>(kind: &str) -> Asked {
    let mut asked = Asked::default();
    // The probe always fails: it only listens.
    let _ = T::deserialize(Probe {
        asked: &mut asked,
        kind,
    });

    asked
}

struct Probe<'a> {
    asked: &'a mut Asked,
    kind: &'a str,
}

impl Probe<'_> {
    fn end<T>() -> Result<T, ProbeError> {
        Err(ProbeError::custom("what it asks for is known now"))
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = ProbeError;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, ProbeError> {
        Self::end()
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, ProbeError> {
        self.asked.keys = fields;

        Self::end()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ProbeError> {
        self.asked.kinds = variants;

        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Probe<'_> {
    type Error = ProbeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self), ProbeError> {
        let kind: StrDeserializer<'_, ProbeError> = self.kind.into_deserializer();

        Ok((seed.deserialize(kind)?, self))
    }
}

impl<'de> VariantAccess<'de> for Probe<'_> {
    type Error = ProbeError;

    fn unit_variant(self) -> Result<(), ProbeError> {
        Self::end()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, ProbeError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        _visitor: V,
    ) -> Result<V::Value, ProbeError> {
        Self::end()
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, ProbeError> {
        self.asked.keys = fields;

        Self::end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::agents::{AgentBase, Strategy};
    use crate::scenario::events::EventKind;
    use crate::scenario::parts::{AssetPlan, Keeper, PreIpo, Run};

    #[test]
    fn a_type_names_its_keys() {
        let of_kind = |keys: Option<Keys>| keys.map(|keys| keys.known.to_vec());

        assert_eq!(
            Keys::of::<Keeper>().known,
            ["distributes_per_day", "adjusts_per_day"]
        );
        assert_eq!(
            of_kind(Keys::of_kind::<Strategy>("liquidator")),
            Some(vec!["delay_days", "min_profit", "auctions_per_day"])
        );
        assert_eq!(
            of_kind(Keys::of_kind::<EventKind>("split")),
            Some(vec!["asset", "ratio", "burn_days"])
        );
        assert_eq!(of_kind(Keys::of_kind::<EventKind>("splits")), None);
    }

    #[test]
    fn a_type_names_the_keys_it_needs() {
        let needed = [
            Keys::of::<Run>(),
            Keys::of::<AssetPlan>(),
            Keys::of::<PreIpo>(),
            Keys::of::<AgentBase>(),
            Keys::of_kind::<Strategy>("arbitrageur").unwrap(),
            Keys::of_kind::<EventKind>("liquidity_crash").unwrap(),
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
                vec!["until", "share"],
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
