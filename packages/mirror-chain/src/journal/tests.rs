use std::fs;
use std::io::Write;
use std::path::PathBuf;

use mirror_deploy::{Entry, Journal, Receipt, Stage, Transaction};
use serde_json::json;
use tempfile::TempDir;

use super::{Binding, FileJournal, JournalError};

/// A folder that goes with the test, and the journal in it.
struct Place {
    _folder: TempDir,
    path: PathBuf,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    Place {
        path: folder.path().join("new").join("chain.journal"),
        _folder: folder,
    }
}

fn binding() -> Binding {
    let entry = |(name, value): (&str, &str)| (name.to_string(), value.to_string());
    [("account", "wasm1me"), ("chain", "mirror-1")]
        .map(entry)
        .into()
}

type Journalled = FileJournal<String>;

fn open(place: &Place) -> Journalled {
    FileJournal::open(&place.path, &binding()).unwrap()
}

fn refused(place: &Place) -> JournalError {
    Journalled::open(&place.path, &binding()).unwrap_err()
}

fn step(stage: Stage<String>) -> Entry<String> {
    Entry {
        transaction: Transaction::Send {
            recipient: "wasm1you".to_string(),
            coins: vec![],
        },
        stage,
    }
}

fn signed(text: &str) -> Entry<String> {
    step(Stage::Signed(text.to_string()))
}

fn done() -> Entry<String> {
    step(Stage::Done(Receipt::default()))
}

/// A journal with four entries, the last of them an answer.
fn written(place: &Place) {
    let mut journal = open(place);
    journal.write("one", &signed("first")).unwrap();
    journal.write("one", &done()).unwrap();
    journal
        .note("the pair", &json!({ "lp": "wasm1lp" }))
        .unwrap();
}

#[test]
fn what_was_written_is_there_again() {
    let place = place();
    assert!(open(&place).is_new());
    written(&place);

    let mut journal = open(&place);

    assert!(!journal.is_new());
    assert_eq!(None, journal.dropped());
    assert_eq!(4, journal.entries());
    assert_eq!(Some(done()), journal.entry("one"));
    assert_eq!(None, journal.entry("two"));
    assert_eq!(Some(json!({ "lp": "wasm1lp" })), journal.answer("the pair"));
    assert_eq!(None, journal.answer("one"));
    assert_eq!(["first".to_string()], journal.signed());
    journal.write("two", &signed("second")).unwrap();
    assert_eq!(["first", "second"].map(str::to_string), journal.signed());
}

#[test]
fn nobody_else_opens_it_until_it_is_dropped() {
    let place = place();
    let first = open(&place);

    let refusal = refused(&place);

    assert_eq!(
        JournalError::InUse {
            path: place.path.clone(),
            holder: std::process::id().to_string(),
        },
        refusal
    );
    let expected = format!(
        "the journal {} is in use by process {}: wait until that has ended, and run it again",
        place.path.display(),
        std::process::id()
    );
    assert_eq!(expected, refusal.to_string());
    assert!(matches!(refusal, JournalError::InUse { .. }));
    drop(first);
    open(&place);
}

#[test]
fn an_entry_that_was_cut_off_anywhere_is_dropped_and_the_others_stay() {
    let whole = place();
    written(&whole);
    let content = fs::read(&whole.path).unwrap();
    let last = content[..content.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap()
        + 1;

    for length in last + 1..content.len() {
        let cut = place();
        fs::create_dir_all(cut.path.parent().unwrap()).unwrap();
        fs::write(&cut.path, &content[..length]).unwrap();

        let mut journal = open(&cut);

        assert_eq!(Some((length - last) as u64), journal.dropped());
        assert_eq!(3, journal.entries());
        assert_eq!(Some(done()), journal.entry("one"));
        assert_eq!(None, journal.answer("the pair"));
        journal
            .note("the pair", &json!({ "lp": "wasm1lp" }))
            .unwrap();
        drop(journal);
        assert_eq!(content, fs::read(&cut.path).unwrap());
    }
}

#[test]
fn a_journal_of_which_not_even_the_first_entry_was_finished_is_a_new_one() {
    let place = place();
    written(&place);
    let content = fs::read(&place.path).unwrap();
    fs::write(&place.path, &content[..20]).unwrap();

    let journal = open(&place);

    assert!(journal.is_new());
    assert_eq!(Some(20), journal.dropped());
    assert_eq!(1, journal.entries());
}

#[test]
fn a_byte_that_changed_is_found_with_its_line() {
    let place = place();
    written(&place);
    let content = fs::read(&place.path).unwrap();
    let mut line = 1;

    for (at, byte) in content.iter().enumerate() {
        let mut changed = content.clone();
        changed[at] = byte ^ 1;
        fs::write(&place.path, &changed).unwrap();

        // A changed end joins two lines, or is the end of the last one.
        let is_last = at + 1 == content.len();
        match Journalled::open(&place.path, &binding()) {
            Err(JournalError::Damaged { line: found, .. }) => assert_eq!(line, found, "byte {at}"),
            Ok(journal) => assert!(is_last && journal.dropped().is_some(), "byte {at}"),
            Err(other) => panic!("byte {at}: {other}"),
        }
        line += usize::from(*byte == b'\n');
    }
}

#[test]
fn damage_is_told_with_what_to_do() {
    let place = place();
    written(&place);
    let content = fs::read_to_string(&place.path).unwrap();
    fs::write(&place.path, content.replace("first", "third")).unwrap();

    let expected = format!(
        "line 2 of the journal {} is damaged: its content does not fit its check; put back a copy of the \
         file, since without that line nobody knows what was sent",
        place.path.display()
    );
    assert_eq!(expected, refused(&place).to_string());
}

#[test]
fn the_journal_of_another_work_is_refused() {
    let place = place();
    written(&place);
    let mut other = binding();
    other.insert("account".to_string(), "wasm1you".to_string());

    let refusal = Journalled::open(&place.path, &other).unwrap_err();

    let expected = format!(
        "the journal {} belongs to the account wasm1me, not wasm1you: go on with what it belongs to, or \
         move it away",
        place.path.display()
    );
    assert_eq!(expected, refusal.to_string());
    let mut more = binding();
    more.insert("profile".to_string(), "abc".to_string());
    let refusal = Journalled::open(&place.path, &more).unwrap_err();
    let (found, expected) = ("nothing".to_string(), "abc".to_string());
    assert_eq!(
        JournalError::OfAnother {
            path: place.path.clone(),
            what: "profile".to_string(),
            found,
            expected
        },
        refusal
    );
}

#[test]
fn an_entry_where_it_does_not_belong_is_damage() {
    let place = place();
    written(&place);
    let content = fs::read_to_string(&place.path).unwrap();
    let twice = content.lines().next().unwrap().to_string() + "\n" + &content;
    let without = content.split_once('\n').unwrap().1.to_string();

    for (content, line) in [(twice, 2), (without, 1)] {
        fs::write(&place.path, content).unwrap();
        let refusal = refused(&place);
        let is_named =
            matches!(refusal, JournalError::Damaged { line: found, .. } if found == line);
        assert!(is_named, "{refusal}");
    }
}

#[test]
fn something_else_in_its_place_is_told() {
    let place = place();
    fs::create_dir_all(&place.path).unwrap();
    assert!(matches!(refused(&place), JournalError::Disk { .. }));

    fs::remove_dir(&place.path).unwrap();
    let mut file = fs::File::create(&place.path).unwrap();
    file.write_all(b"not a journal\n").unwrap();
    let refusal = refused(&place);
    assert!(
        matches!(refusal, JournalError::Damaged { line: 1, .. }),
        "{refusal}"
    );
}
