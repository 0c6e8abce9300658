//! The list of the assets that have a route.

use mirror_bytes::in_bytes;

/// The names of these assets, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routed(Vec<String>);

impl Routed {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Add a name, unless it is there.
    pub fn insert(&mut self, name: &str) {
        if let Err(place) = self.place_of(name) {
            self.0.insert(place, name.to_string());
        }
    }

    /// Remove a name, if it is there.
    pub fn remove(&mut self, name: &str) {
        if let Ok(place) = self.place_of(name) {
            self.0.remove(place);
        }
    }

    /// The names that come after this one, which need not be there itself; all names for `None`.
    pub fn after(&self, name: Option<&str>) -> impl Iterator<Item = &String> {
        let first = match name.map(|name| self.place_of(name)) {
            Some(Ok(place)) => place.saturating_add(1),
            Some(Err(place)) => place,
            None => 0,
        };
        self.0.iter().skip(first)
    }

    fn place_of(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|other| other.as_str().cmp(name))
    }
}

in_bytes!(Routed { 0 });

#[cfg(test)]
mod tests {
    use mirror_bytes::Bytes;

    use super::*;

    fn names(names: &[&str]) -> Routed {
        let mut routed = Routed::default();
        for name in names {
            routed.insert(name);
        }
        routed
    }

    #[test]
    fn names_are_kept_once_and_in_order() {
        let mut routed = names(&["uosmo", "uatom", "uosmo", "uluna"]);

        assert_eq!(names(&["uatom", "uluna", "uosmo"]), routed);
        assert_eq!(3, routed.len());
        for name in ["uluna", "uluna", "uother"] {
            routed.remove(name);
        }
        assert_eq!(names(&["uatom", "uosmo"]), routed);
        assert!(Routed::default().is_empty() && !routed.is_empty());
        assert_eq!(Ok(routed.clone()), Routed::from_bytes(&routed.to_bytes()));
    }

    /// T-12: unbounded work.
    #[test]
    fn a_page_goes_on_behind_a_name_that_is_there_or_not() {
        let routed = names(&["uatom", "uluna", "uosmo"]);

        for (name, expected) in [
            (None, &["uatom", "uluna", "uosmo"][..]),
            (Some(""), &["uatom", "uluna", "uosmo"]),
            (Some("uatom"), &["uluna", "uosmo"]),
            (Some("ub"), &["uluna", "uosmo"]),
            (Some("uosmo"), &[]),
            (Some("z"), &[]),
        ] {
            let found: Vec<_> = routed.after(name).collect();
            assert_eq!(expected, found, "{name:?}");
        }
    }
}
