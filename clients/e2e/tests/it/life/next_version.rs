//! Code of the next version: an artifact whose version is another.

use std::fs;

use mirror_chain::Msg;

use super::story::Story;

const ARTIFACT: &str = "mirror_community.wasm";
/// The version that a contract stores, and one that is as long and later.
const VERSION: &[u8] = env!("CARGO_PKG_VERSION").as_bytes();

/// Dave stores the code of the community pool again, as that of the next version: its text is changed
/// in the artifact, where it is once. The answer is the code's number.
pub(super) fn code(story: &mut Story) -> u64 {
    let path = story.network.artifacts().join(ARTIFACT);
    let mut wasm = fs::read(path).unwrap();
    let mut places = wasm.windows(VERSION.len()).enumerate();
    let places = places.by_ref().filter(|(_, text)| *text == VERSION);
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    assert_eq!(places.len(), 1, "the version is not found in {ARTIFACT}");
    let next = number();
    wasm[places[0]..][..VERSION.len()].copy_from_slice(next.as_bytes());
    let stored = story.dave.sends(&[Msg::Store { wasm }]);
    stored
        .value("store_code", "code_id")
        .unwrap()
        .parse()
        .unwrap()
}

/// The number of that version.
pub(super) fn number() -> String {
    let text = env!("CARGO_PKG_VERSION");
    let (rest, patch) = text.rsplit_once('.').unwrap();
    let next = format!("{rest}.{}", patch.parse::<u64>().unwrap() + 1);
    assert_eq!(next.len(), text.len());
    next
}
