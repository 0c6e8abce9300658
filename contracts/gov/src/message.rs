//! Messages to other contracts, whose types gov does not know. Gov reads the name at the top of a
//! message and the names of the fields below it.

use std::fmt;
use std::marker::PhantomData;

use cosmwasm_std::{from_json, Binary, StdResult};
use serde::de::{DeserializeOwned, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The name of a message: the only key of its JSON object. The value may be anything.
pub fn name(msg: &[u8]) -> StdResult<String> {
    let Name(name) = from_json(msg)?;
    Ok(name)
}

/// The value below the name, read as the called contract reads it.
pub fn body<T: DeserializeOwned>(msg: &[u8]) -> StdResult<T> {
    let Body(body) = from_json(msg)?;
    Ok(body)
}

/// A field of a message.
pub struct Field {
    pub name: String,
    /// Whether its value is anything but null. Contracts read a field that is null as one that is
    /// absent.
    pub is_given: bool,
}

/// The body of the factory's `pass_command`.
#[derive(Deserialize)]
pub struct Command {
    pub contract_addr: String,
    pub msg: Binary,
}

/// The fields of a message. A message with the same field twice is refused.
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

/// Reads a JSON object with exactly one key, as the pair of key and value.
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
