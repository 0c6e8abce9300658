use cosmwasm_std::Uint128;

use super::*;
use crate::{in_bytes, Index};

struct Poll {
    status: u8,
    yes: u64,
}

in_bytes!(Poll { status, yes });

impl Indexed<1> for Poll {
    fn index_keys(&self) -> [Option<Vec<u8>>; 1] {
        [Some(vec![self.status])]
    }
}

const NEXT: Slot<u64> = Slot::new(b"n");
const DEBTS: Table<u64> = Table::new(b'd');
const POLLS: IndexedTable<Poll, 1> = IndexedTable::new(b'p', [Index::new(b'e')]);
const FEES: Item<Vec<Uint128>> = Item::new("fees");
const CAPS: Map<&str, u64> = Map::new("caps");
const SUPPLY: &[u8] = b"s";
const BALANCE: u8 = b'b';

const RECORDS: &str = r#"
# The next number.
NEXT    "n"                 ac02
DEBTS   640001              05
DEBTS   640002              00
POLLS   650207              01
POLLS   7007                0209
FEES    "fees"              ["1","2"]
CAPS    00046361707375757364  37
SUPPLY  "s"                 ff
BALANCE 6207                01
NEXT@1  "n"                 2c01 carried by an_old_number_is_carried_over
"#;

fn assert_as(committed: &str) {
    golden!(committed, |storage| {
        NEXT => NEXT.save(storage, &300);
        DEBTS => DEBTS.save(storage, &[0, 1], &5);
        DEBTS => DEBTS.save(storage, &[0, 2], &0);
        POLLS => POLLS.insert(storage, &[7], &Poll { status: 2, yes: 9 });
        FEES => FEES.save(storage, &vec![Uint128::new(1), Uint128::new(2)]);
        CAPS => CAPS.save(storage, "uusd", &7);
        SUPPLY => storage.set(SUPPLY, &[255]);
        BALANCE => storage.set(&[BALANCE, 7], &[1]);
    });
}

/// What a failed comparison says.
fn failure(compare: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let cause = std::panic::catch_unwind(compare).unwrap_err();
    *cause.downcast::<String>().unwrap()
}

#[test]
fn what_is_stored_as_written_down_passes() {
    assert_as(RECORDS);
}

#[test]
fn a_changed_value_and_a_changed_key_are_shown_with_what_was_expected() {
    let records = RECORDS.replace("ac02", "ac03").replace("7007", "7008");

    let shown = failure(move || assert_as(&records));

    for part in [
        "The stored form of NEXT is not",
        "expected:\n  NEXT  \"n\"  ac03\nfound:\n  NEXT  \"n\"  ac02\n",
        "The stored form of POLLS is not",
        "  POLLS  7008  0209\nfound:\n  POLLS  650207  01\n  POLLS  7007  0209\n",
        "docs/upgrades.md",
    ] {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(!shown.contains("DEBTS"), "{shown}");
}

#[test]
fn each_line_needs_its_sample_and_each_sample_its_line() {
    let shown = failure(|| {
        golden!("GONE \"g\" 01\nNEXT", |storage| {
            NEXT => NEXT.save(storage, &7);
            DEBTS => NEXT.save(storage, &7);
            FEES => storage.get(b"fees");
        });
    });

    for part in [
        "form of GONE is not the one in records.txt.\nexpected:\n  GONE  \"g\"  01\nfound:\nStored",
        "form of NEXT is not the one in records.txt.\nexpected:\nfound:\n  NEXT  \"n\"  07\nStored",
        "DEBTS: \"n\" is not a key of it",
        "FEES: the sample stores nothing",
        "not a line of records.txt: NEXT",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

/// T-14: storage traps.
#[test]
fn constants_whose_keys_could_meet_are_refused() {
    const OTHER: Slot<u64> = Slot::new(b"d2");
    const LIST: Index = Index::new(b'd');
    const LISTED: IndexedTable<Poll, 1> = IndexedTable::new(b'l', [LIST]);
    const CW2: Table<u64> = Table::new(b'c');
    const VERSION: Item<u64> = Item::new("contract_info");

    let shown = failure(|| {
        golden!("", |storage| {
            DEBTS => DEBTS.save(storage, &[], &5);
            OTHER => OTHER.save(storage, &5);
            LISTED => LISTED.insert(storage, &[], &Poll { status: 2, yes: 9 });
            CW2 => CW2.save(storage, &[], &5);
            VERSION => VERSION.save(storage, &5);
        });
    });

    for part in [
        "DEBTS (\"d\") and OTHER (\"d2\"): one key begins the other",
        "DEBTS (\"d\") and LISTED (\"d\")",
        "contract_info (\"contract_info\") and CW2 (\"c\")",
        "contract_info (\"contract_info\") and VERSION (\"contract_info\")",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn a_former_layout_names_its_layout_and_the_test_that_carries_it_over() {
    let line = |text: &str| Line::parse(text).unwrap();

    assert!(line("NEXT@1 \"n\" 2c01 carried by migrate::old").is_ok_and(|line| line.is_former()));
    for text in [
        "NEXT@1 \"n\" 2c01",
        "NEXT@1 \"n\" 2c01 carried by ",
        "NEXT@1 \"n\" 2c01 carried by some test",
        "NEXT@old \"n\" 2c01 carried by old",
    ] {
        assert_eq!(
            Err(format!("not a line of records.txt: {}", text.trim())),
            line(text)
        );
    }
}

#[test]
fn text_is_shown_where_it_is_text() {
    assert_eq!("\"fees\"", key_text(b"fees"));
    assert_eq!("0002", key_text(&[0, 2]));
    assert_eq!("{\"a\":1}", value_text(b"{\"a\":1}"));
    assert_eq!("7b01", value_text(&[b'{', 1]));
    assert_eq!("7b", value_text(b"{"));
}
