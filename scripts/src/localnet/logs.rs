//! What the nodes wrote.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    thread,
    time::Duration,
};

use super::{record::Network, settings::Place};
use crate::Error;

/// How much of a log is shown with a failure.
const TAIL_LINES: usize = 12;
/// A node that panics writes its whole stack in one line, after the reason.
const LINE_CHARS: usize = 300;
/// No more than this is read of a log's end.
const LAST_BYTES: u64 = 4 << 20;
const PAUSE: Duration = Duration::from_millis(200);

/// Write the last lines of a node's log, and with `follow` what comes after, until interrupted.
pub(super) fn logs(
    place: &Place,
    number: u64,
    lines: usize,
    follow: bool,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let network = Network::find(place)?;
    let path = network.node(number)?.log.clone();
    let mut show = || -> io::Result<()> {
        let mut file = File::open(&path)?;
        writeln!(out, "{}", last_lines(&mut file, lines)?)?;
        if !follow {
            return Ok(());
        }
        loop {
            io::copy(&mut file, out)?;
            out.flush()?;
            thread::sleep(PAUSE);
        }
    };
    match show() {
        // Who reads no more, `head` for one, has seen enough.
        Err(source) if source.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(Error::NotRead { path, source }),
        Ok(()) => Ok(()),
    }
}

/// The end of a log, indented, to go with a failure.
pub(super) fn tail(log: &Path) -> String {
    let read = File::open(log).and_then(|mut file| last_lines(&mut file, TAIL_LINES));
    match read {
        Ok(lines) if lines.is_empty() => "  (it is empty)".to_owned(),
        Ok(lines) => lines
            .lines()
            .map(|line| format!("  {}", line.chars().take(LINE_CHARS).collect::<String>()))
            .collect::<Vec<_>>()
            .join("\n"),
        Err(error) => format!("  (it can not be read: {error})"),
    }
}

fn last_lines(file: &mut File, number: usize) -> io::Result<String> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LAST_BYTES)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.len().saturating_sub(number);
    Ok(lines.get(first..).unwrap_or_default().join("\n"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_last_lines_come_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        let text: Vec<String> = (1..=40).map(|line| format!("line {line}")).collect();
        fs::write(&path, text.join("\n") + "\n").unwrap();
        let last = |number| last_lines(&mut File::open(&path).unwrap(), number).unwrap();

        assert_eq!(last(2), "line 39\nline 40");
        assert_eq!(last(100).lines().count(), 40);
        assert_eq!(last(0), "");
        assert!(tail(&path).starts_with("  line 29\n"));
    }

    #[test]
    fn a_line_with_a_whole_stack_is_cut_where_it_goes_with_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        fs::write(&path, "CONSENSUS FAILURE ".to_owned() + &"é".repeat(5_000)).unwrap();

        let shown = tail(&path);

        assert!(shown.starts_with("  CONSENSUS FAILURE éé"));
        assert_eq!(shown.chars().count(), 302);
    }

    #[test]
    fn a_log_without_lines_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        fs::write(&path, "").unwrap();

        assert_eq!(tail(&path), "  (it is empty)");
        assert!(tail(&folder.path().join("none")).starts_with("  (it can not be read"));
    }
}
