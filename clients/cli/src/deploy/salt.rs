//! What a contract's address is made of besides its code and its maker: its role.

use thiserror::Error;

/// The most letters of a name: the chain takes 64 bytes, and a role has up to 24.
const LONGEST: usize = 32;

/// A name that no salt is made of.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("--name {name:?} has to be 1 to 32 small letters, digits or dashes")]
pub struct BadName {
    /// What was typed.
    pub name: String,
}

/// What tells protocols of one account apart; the first needs no name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name(Option<String>);

impl Name {
    /// A name that was typed.
    pub(super) fn new(name: Option<&str>) -> Result<Self, BadName> {
        let is_allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let is_name = |name: &str| {
            (1..=LONGEST).contains(&name.len())
                && name
                    .chars()
                    .all(|letter| is_allowed(letter) || letter == '-')
        };
        match name {
            Some(name) if !is_name(name) => Err(BadName {
                name: name.to_string(),
            }),
            name => Ok(Self(name.map(str::to_string))),
        }
    }

    /// The salt of a role.
    pub(super) fn salt(&self, role: &str) -> Vec<u8> {
        match &self.0 {
            Some(name) => format!("{name}/{role}").into_bytes(),
            None => role.as_bytes().to_vec(),
        }
    }

    /// As it was typed; empty if there is none.
    pub(super) fn text(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_alone_is_the_salt_unless_there_is_a_name() {
        assert_eq!(b"mirror-gov".to_vec(), Name::default().salt("mirror-gov"));
        let second = Name::new(Some("second-2")).unwrap();
        assert_eq!(b"second-2/mirror-gov".to_vec(), second.salt("mirror-gov"));
    }

    #[test]
    fn the_longest_name_leaves_room_for_the_longest_role() {
        let longest = Name::new(Some(&"a".repeat(LONGEST))).unwrap();
        assert!(longest.salt("mirror-collateral-oracle").len() <= 64);
        for bad in ["", "A", "a b", "é", &"a".repeat(LONGEST + 1)] {
            let refused = Name::new(Some(bad)).unwrap_err();
            assert_eq!(
                BadName {
                    name: bad.to_string()
                },
                refused
            );
        }
    }
}
