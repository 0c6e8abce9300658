//! A list that comes in pages: what asks for the next one.

use serde_json::Value;

use crate::message::shape::{Field, Message, Shape};

/// What the last entry of a page is told by, in the order in which they are looked for.
const KEYS: [&str; 12] = [
    "idx",
    "id",
    "order_id",
    "asset_infos",
    "asset_token",
    "asset",
    "voter",
    "staker",
    "spender",
    "owner",
    "time",
    "start_time",
];

/// How a list is asked for page by page.
pub(super) struct Pages {
    /// The field of the answer that has the entries.
    pub(super) list: String,
    /// The field of an entry that the next page starts after; absent where entries are what they are.
    key: Option<&'static str>,
}

impl Pages {
    /// Nothing for a question that is not answered in pages.
    pub(super) fn of(question: &Message, answer: &Shape) -> Option<Self> {
        let names = |name: &str| {
            question
                .body
                .fields()
                .iter()
                .any(|field| field.name == name)
        };
        if !names("start_after") || !names("limit") {
            return None;
        }
        let (list, entry) = answer
            .fields()
            .iter()
            .find_map(|field| match &field.shape {
                Shape::List { of, .. } => Some((field, of.as_ref())),
                _ => None,
            })?;
        let has = |key: &str| entry.fields().iter().any(|field: &Field| field.name == key);
        Some(Self {
            list: list.name.clone(),
            key: KEYS.into_iter().find(|key| has(key)),
        })
    }

    /// What the page after this one starts after.
    pub(super) fn next(&self, page: &[Value]) -> Option<Value> {
        let last = page.last()?;
        match self.key {
            Some(key) => last.get(key).cloned(),
            None => Some(last.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::contracts::{self, Door};

    #[test]
    fn every_question_with_pages_finds_its_next_one() {
        let mut with_pages = 0;
        for contract in &contracts::ALL {
            for question in contract.messages(Door::Query) {
                let fields = question.body.fields();
                let Some(after) = fields.iter().find(|field| field.name == "start_after") else {
                    continue;
                };
                let answer = contract.answer(&question.name);
                let name = format!("{} {}", contract.role, question.name);

                let pages = Pages::of(&question, &answer).expect(&name);

                let list = answer
                    .fields()
                    .iter()
                    .find(|field| field.name == pages.list)
                    .unwrap();
                let Shape::List { of: entry, .. } = &list.shape else {
                    panic!("{name}")
                };
                let mut keys = entry.fields().iter();
                let key = keys.find(|field| Some(field.name.as_str()) == pages.key);
                let key = key.map_or(entry.as_ref(), |key| &key.shape);
                let same = std::mem::discriminant(&after.shape) == std::mem::discriminant(key);
                assert!(same, "{name}: {:?} after {key:?}", after.shape);
                with_pages += 1;
            }
        }
        assert!(with_pages >= 13, "{with_pages}");
    }
}
