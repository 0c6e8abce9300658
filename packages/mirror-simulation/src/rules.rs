//! The rules of docs/spec/safety.md in words, for readers who do not know their numbers.

/// What a rule says or what it stands against, in a few words.
pub fn in_words(number: &str) -> &'static str {
    let mut rules = include_str!("rules.txt").lines();
    let words = rules.find_map(|line| line.strip_prefix(number)?.strip_prefix(' '));

    words.unwrap_or("a rule of the protocol")
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn every_invariant_has_words() {
        for number in 1..=41 {
            let words = in_words(&format!("I-{number:02}"));
            assert_ne!(words, in_words("unknown"), "I-{number:02}");
        }
        assert_eq!(in_words("T-60"), "against borrowed votes");
    }
}
