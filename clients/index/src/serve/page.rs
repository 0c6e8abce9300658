//! Pages of a list: how long they are, and the key at which the next one begins.

use std::str::FromStr;

use super::problem::Problem;

/// How many entries a page holds if nobody says.
pub(super) const DEFAULT: u32 = 30;

/// The most entries of a page.
pub(super) const MOST: u32 = 100;

/// How long a page is to be; 0 and more than `most` are refused.
pub(super) fn limit(asked: Option<u32>, default: u32, most: u32) -> Result<u32, Problem> {
    match asked {
        None => Ok(default),
        Some(0) => Err(Problem::parameter("limit is at least 1")),
        Some(limit) if limit > most => Err(Problem::too_much(format!(
            "limit is at most {most}, not {limit}; what is left comes with the key that the answer \
             names in `next`"
        ))),
        Some(limit) => Ok(limit),
    }
}

/// The key of an earlier answer.
pub(super) fn offset<K: FromStr>(asked: Option<&str>) -> Result<Option<K>, Problem> {
    let Some(text) = asked else {
        return Ok(None);
    };
    let key = text.parse().map_err(|_| {
        Problem::parameter("offset is what an earlier answer named in `next`, and nothing else")
    })?;
    Ok(Some(key))
}

/// Takes the entry that was read beyond the page away, and answers the key of the last one if there was
/// such an entry. A question reads one more than the page holds.
pub(super) fn cut<T>(
    entries: &mut Vec<T>,
    limit: u32,
    key: impl FnOnce(&T) -> String,
) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if entries.len() <= limit {
        return None;
    }
    entries.truncate(limit);
    entries.last().map(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::problem::Code;

    #[test]
    fn a_page_holds_between_one_and_the_most() {
        assert_eq!(limit(None, DEFAULT, MOST), Ok(30));
        assert_eq!(limit(Some(1), DEFAULT, MOST), Ok(1));
        assert_eq!(limit(Some(100), DEFAULT, MOST), Ok(100));

        let refused = |asked| limit(Some(asked), DEFAULT, MOST).unwrap_err().code;
        assert_eq!(refused(0), Code::BadParameter);
        assert_eq!(refused(101), Code::TooMuch);
        assert_eq!(refused(u32::MAX), Code::TooMuch);
    }

    #[test]
    fn a_full_page_with_nothing_behind_it_has_no_next() {
        let mut three = vec![5, 6, 7];
        assert_eq!(cut(&mut three, 3, u32::to_string), None);
        assert_eq!(three, [5, 6, 7]);
    }

    #[test]
    fn what_is_read_beyond_a_page_names_its_last_entry_as_the_key() {
        let mut three = vec![5, 6, 7];
        assert_eq!(cut(&mut three, 2, u32::to_string), Some("6".to_string()));
        assert_eq!(three, [5, 6]);
    }
}
