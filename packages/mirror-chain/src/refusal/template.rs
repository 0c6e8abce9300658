//! A text with names in braces, and the values that a spoken text has in their place.

use std::collections::BTreeMap;

/// The parts of a template in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    first: String,
    /// Each value's name with the fixed text behind it.
    values: Vec<(String, String)>,
}

impl Template {
    /// Reads a template; two braces stand for one.
    pub(super) fn new(text: &str) -> Self {
        let mut first = String::new();
        let mut values: Vec<(String, String)> = vec![];
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_doubled = matches!(letter, '{' | '}') && letters.peek() == Some(&letter);
            if letter == '{' && !is_doubled {
                let name = letters.by_ref().take_while(|letter| *letter != '}');
                values.push((name.collect(), String::new()));
                continue;
            }
            if is_doubled {
                letters.next();
            }
            let fixed = values.last_mut().map_or(&mut first, |(_, behind)| behind);
            fixed.push(letter);
        }
        Self { first, values }
    }

    /// How many letters are fixed: of two templates that both match, the one with more says more.
    pub(super) fn fixed_letters(&self) -> usize {
        let behind = self.values.iter().map(|(_, text)| text.chars().count());
        self.first.chars().count() + behind.sum::<usize>()
    }

    /// The values by their names if the whole text is of this form.
    pub(super) fn read(&self, text: &str) -> Option<BTreeMap<String, String>> {
        let mut rest = text.strip_prefix(self.first.as_str())?;
        let mut fields = BTreeMap::new();
        let last = self.values.len().checked_sub(1);
        for (number, (name, behind)) in self.values.iter().enumerate() {
            // The last fixed text ends the whole; the others are looked for where they come first.
            let (value, after) = if Some(number) == last {
                (rest.strip_suffix(behind.as_str())?, "")
            } else {
                rest.split_once(behind.as_str())?
            };
            fields.insert(name.clone(), unquoted(value));
            rest = after;
        }
        rest.is_empty().then_some(fields)
    }
}

/// A text that was written as code writes it, in quotes, without them.
fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    inner.unwrap_or(value).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(template: &str, text: &str) -> Option<Vec<(String, String)>> {
        let fields = Template::new(template).read(text)?;
        Some(fields.into_iter().collect())
    }

    fn pairs(fields: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
        let owned = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Some(owned.collect())
    }

    #[test]
    fn values_are_read_where_the_template_has_their_names() {
        assert_eq!(pairs(&[]), read("unauthorized", "unauthorized"));
        assert_eq!(None, read("unauthorized", "unauthorized: more"));
        assert_eq!(
            pairs(&[("idx", "12")]),
            read("position {idx} is gone", "position 12 is gone")
        );
        assert_eq!(
            pairs(&[("a", "1"), ("b", "2: 3")]),
            read("{a} of {b}", "1 of 2: 3")
        );
        assert_eq!(
            pairs(&[("name", "x y")]),
            read("{name} not found", "x y not found")
        );
        assert_eq!(
            pairs(&[("denom", "a")]),
            read("{denom} is none", "\"a\" is none")
        );
        assert_eq!(None, read("{a} of {b}", "1 in 2"));
        assert_eq!(pairs(&[("left", "")]), read("{left} is left", " is left"));
    }

    #[test]
    fn doubled_braces_are_fixed_text() {
        assert_eq!(pairs(&[("a", "1")]), read("{{x}} {a}", "{x} 1"));
    }
}
