//! Files of text, which are UTF-8.

/// What spreadsheets put before a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Said of bytes that are no text.
pub const NOT_TEXT: &str = "the text is not UTF-8; save the file as UTF-8";

/// The bytes without such a mark.
pub fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Bytes as text, or the line on which they are none. What has zeros in it is UTF-16 without a mark,
/// which UTF-8 would allow.
pub fn of(bytes: &[u8]) -> Result<&str, usize> {
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => return Ok(text),
            Some(zero) => zero,
        },
        Err(error) => error.valid_up_to(),
    };
    let before = bytes.iter().take(valid);

    Err(before.filter(|byte| **byte == b'\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf_8_without_zeros() {
        assert_eq!(of("ä\n\u{feff}".as_bytes()), Ok("ä\n\u{feff}"));
        assert_eq!(of(b"a\nb\n\xff"), Err(3));
        assert_eq!(of(b"a\0b\0\n\0"), Err(1));
        assert_eq!(of(b""), Ok(""));
    }

    #[test]
    fn a_mark_before_the_text_is_left_out() {
        assert_eq!(unmarked("\u{feff}a".as_bytes()), b"a");
        assert_eq!(unmarked(b"a"), b"a");
    }
}
