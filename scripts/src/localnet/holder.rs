//! Who listens on a port, as Linux tells it.

use std::{fs, net::TcpListener, path::Path};

/// What the kernel calls the state of a socket that listens.
const LISTENS: &str = "0A";

/// Whether a node could listen there.
pub(super) fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

/// The process that listens on a port, in words.
pub(super) fn of(port: u16) -> String {
    let tables = ["tcp", "tcp6"].map(|table| Path::new("/proc/net").join(table));
    let sockets: Vec<String> = tables
        .iter()
        .filter_map(|table| fs::read_to_string(table).ok())
        .flat_map(|table| listeners(&table, port))
        .collect();
    match sockets.iter().find_map(|socket| process_with(socket)) {
        Some((pid, name)) => format!("process {pid} ({name})"),
        None if sockets.is_empty() => "a process that could not be found".to_owned(),
        None => "a process of another user".to_owned(),
    }
}

/// The inodes of the sockets that listen on a port, from /proc/net/tcp.
fn listeners(table: &str, port: u16) -> Vec<String> {
    table
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split_whitespace();
            let (_, own_port) = columns.nth(1)?.rsplit_once(':')?;
            let is_listening = columns.nth(1)? == LISTENS;
            let is_this = u16::from_str_radix(own_port, 16) == Ok(port);
            let inode = columns.nth(5)?;
            (is_listening && is_this).then(|| inode.to_owned())
        })
        .collect()
}

/// The process that has this socket open, if we may see it.
fn process_with(inode: &str) -> Option<(u32, String)> {
    let wanted = format!("socket:[{inode}]");
    fs::read_dir("/proc").ok()?.flatten().find_map(|process| {
        let pid: u32 = process.file_name().to_str()?.parse().ok()?;
        let has_it = fs::read_dir(process.path().join("fd"))
            .ok()?
            .flatten()
            .any(|file| {
                fs::read_link(file.path()).is_ok_and(|target| target.as_os_str() == wanted.as_str())
            });
        let name = fs::read_to_string(process.path().join("comm")).ok()?;
        has_it.then(|| (pid, name.trim_end().to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:6821 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 50463 1 0000000000000000 100 0 0 10 0
   1: 0100007F:6821 0100007F:A2C4 01 00000000:00000000 00:00000000 00000000     0        0 50999 1 0000000000000000 20 4 30 10 -1
   2: 00000000:0525 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 60001 1 0000000000000000 100 0 0 10 0
";

    #[test]
    fn a_listener_is_told_from_a_connection_at_the_same_port() {
        assert_eq!(listeners(TABLE, 26_657), ["50463"]);
        assert_eq!(listeners(TABLE, 1_317), ["60001"]);
        assert!(listeners(TABLE, 9_090).is_empty());
    }

    #[test]
    fn a_taken_port_is_told_with_this_process() {
        let ours = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = ours.local_addr().unwrap().port();

        assert!(!is_free(port));
        let holder = of(port);
        assert!(
            holder.starts_with(&format!("process {} (", std::process::id())),
            "{holder}"
        );

        drop(ours);
        assert!(is_free(port));
    }
}
