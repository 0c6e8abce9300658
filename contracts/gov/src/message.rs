//! A message to any contract, of which gov knows no type: the name at its top, and which fields are
//! given under it.

use std::fmt;
use std::marker::PhantomData;

use cosmwasm_std::{from_json, Binary, StdResult};
use serde::de::{DeserializeOwned, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The only name in a message. What stands under it may be anything.
pub fn name(msg: &[u8]) -> StdResult<String> {
    let Name(name) = from_json(msg)?;
    Ok(name)
}

/// What stands under the name, read as the contract does that knows it.
pub fn body<T: DeserializeOwned>(msg: &[u8]) -> StdResult<T> {
    let Body(body) = from_json(msg)?;
    Ok(body)
}

/// A field of a message.
pub struct Field {
    pub name: String,
    /// Whether it holds anything but null, which contracts read as they do a field that is absent.
    pub is_given: bool,
}

/// A command of the factory, which sends a message on.
#[derive(Deserialize)]
pub struct Command {
    pub contract_addr: String,
    pub msg: Binary,
}

/// The fields of a message, each once.
pub struct Fields(pub Vec<Field>);

struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let named = deserializer.deserialize_map(OneName(PhantomData));
        named.map(|(name, IgnoredAny)| Self(name))
    }
}

struct Body<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Body<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let named = deserializer.deserialize_map(OneName(PhantomData));
        named.map(|(IgnoredAny, body)| Self(body))
    }
}

/// Reads an object with one name: that, and what it stands for.
struct OneName<N, T>(PhantomData<(N, T)>);

impl<'de, N: Deserialize<'de>, T: Deserialize<'de>> Visitor<'de> for OneName<N, T> {
    type Value = (N, T);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(N, T), A::Error> {
        let Some(named) = map.next_entry()? else {
            return Err(A::Error::custom("a message has a name"));
        };
        match map.next_key::<IgnoredAny>()? {
            None => Ok(named),
            Some(_) => Err(A::Error::custom("a message has one name")),
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EachOnce)
    }
}

struct EachOnce;

impl<'de> Visitor<'de> for EachOnce {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields: Vec<Field> = vec![];
        while let Some(name) = map.next_key::<String>()? {
            if fields.iter().any(|field| field.name == name) {
                return Err(A::Error::custom("a message has each field once"));
            }
            let value: Option<IgnoredAny> = map.next_value()?;
            fields.push(Field {
                name,
                is_given: value.is_some(),
            });
        }
        Ok(Fields(fields))
    }
}
