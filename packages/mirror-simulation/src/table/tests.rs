use super::*;

fn read(text: &str) -> Vec<(u64, Vec<String>)> {
    let lines = lines(text.as_bytes());
    lines
        .map(|(line, bytes)| {
            let cells = cells(bytes, &[]).unwrap();
            (line, cells.iter().map(ToString::to_string).collect())
        })
        .collect()
}

fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (line, cells.iter().map(ToString::to_string).collect())
}

fn flaws(bytes: &[u8]) -> Vec<(u64, LineFault)> {
    let flaw = |(line, bytes)| Some((line, cells(bytes, &[]).err()?));
    lines(bytes).filter_map(flaw).collect()
}

fn misquoted(number: usize, text: &str, fault: QuoteFault) -> LineFault {
    let (name, text) = (String::new(), text.to_string());
    let column = Column { number, name };
    Misquoted {
        column,
        text,
        fault,
    }
    .into()
}

#[test]
fn cells_stand_between_commas_without_blanks_around_them() {
    assert_eq!(
        read("a,b\n 1 ,\t2\n,\n"),
        [row(1, &["a", "b"]), row(2, &["1", "2"]), row(3, &["", ""])]
    );
}

#[test]
fn quotes_around_a_cell_keep_its_commas_and_quotes() {
    assert_eq!(
        read("\"a, b\" ,\"say \"\"x\"\"\",\"\"\n \"c\",d"),
        [row(1, &["a, b", "say \"x\"", ""]), row(2, &["c", "d"])]
    );
}

#[test]
fn lines_end_as_on_any_system_and_empty_ones_count() {
    assert_eq!(
        read("\u{feff}a\r\n\r\nb\rc\n \nd"),
        [
            row(1, &["a"]),
            row(3, &["b"]),
            row(4, &["c"]),
            row(6, &["d"])
        ]
    );
    assert_eq!(read(""), []);
}

#[test]
fn a_quote_that_stays_open_is_of_the_line_it_opens_on() {
    assert_eq!(
        flaws(b"a,b\n1,\"2\n3,4\n5,6\"\n\"\"\"\n"),
        [
            (2, misquoted(2, "\"2", QuoteFault::Open)),
            (4, misquoted(2, "6\"", QuoteFault::Inside)),
            (5, misquoted(1, "\"\"\"", QuoteFault::Open)),
        ]
    );
}

#[test]
fn quotes_around_a_part_of_a_cell_are_refused_in_every_column() {
    assert_eq!(
        flaws(b"\"1\"5,a\nx,\"1\" 5,y\nx,5\"1\"\n\"\"1\"\",a\nx,y\"\n"),
        [
            (1, misquoted(1, "\"1\"5", QuoteFault::After)),
            (2, misquoted(2, "\"1\" 5", QuoteFault::After)),
            (3, misquoted(2, "5\"1\"", QuoteFault::Inside)),
            (4, misquoted(1, "\"\"1\"\"", QuoteFault::After)),
            (5, misquoted(2, "y\"", QuoteFault::Inside)),
        ]
    );
}

#[test]
fn a_row_that_is_no_text_is_named_and_those_after_it_are_read() {
    let rows = Rows::of(b"a\n\xff\nb\n", ["a"]).unwrap();
    let rows: Vec<_> = rows.map(|row| row.map(|row| row.line)).collect();

    let (line, fault) = (2, LineFault::NotText);
    assert_eq!(rows, [Err(BadLine { line, fault }), Ok(3)]);
    let utf_16 = b"\xff\xfea\0,\0b\0\n\0";
    assert_eq!(flaws(utf_16)[0], (1, LineFault::NotText));
    assert_eq!(flaws(&utf_16[2..])[0], (1, LineFault::NotText));
}

#[test]
fn of_a_long_cell_its_beginning_is_shown() {
    let long = format!("\"{}", "ä".repeat(60));
    let beginning = format!("\"{}…", "ä".repeat(39));

    let flaw = flaws(long.as_bytes()).remove(0).1;

    assert_eq!(flaw, misquoted(1, &beginning, QuoteFault::Open));
    assert_eq!(
        flaw.to_string(),
        format!(
            "column 1: `{beginning}` opens a quote that its line does not close; quotes stand \
             around a whole cell or nowhere"
        )
    );
}

#[test]
fn two_columns_of_one_name_are_found_unless_they_have_none() {
    let names = |text: &'static str| -> Vec<Cow<'static, str>> {
        text.split(',').map(Cow::Borrowed).collect()
    };
    let twice = |text| super::twice(&names(text));
    let found = |name: &str, first, second| {
        let name = name.to_string();
        Some(Twice {
            name,
            first,
            second,
        })
    };

    assert_eq!(twice("a,b,c"), None);
    assert_eq!(twice("a,,"), None);
    assert_eq!(twice("a,b,b,a"), found("b", 2, 3));
    assert_eq!(twice("a,b,a,a"), found("a", 1, 3));
}
