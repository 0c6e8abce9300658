//! The little that is asked of a node: plain HTTP on loopback, answered in JSON.

use serde_json::Value;

use crate::http;
pub(super) use crate::http::listens;

/// What a node says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) height: u64,
    /// When the last block was made, as RFC 3339 writes it.
    pub(super) block_time: String,
    pub(super) app_hash: String,
    pub(super) catching_up: bool,
}

/// The node's state, if it answers.
pub(super) fn state(port: u16) -> Option<State> {
    state_of(&http::json(port, "/status")?)
}

/// How many other nodes it is connected with.
pub(super) fn peers(port: u16) -> Option<u64> {
    let answer = http::json(port, "/net_info")?;
    answer.pointer("/result/n_peers")?.as_str()?.parse().ok()
}

fn state_of(answer: &Value) -> Option<State> {
    let sync = answer.pointer("/result/sync_info")?;
    let text = |key| Some(sync.get(key)?.as_str()?.to_owned());
    Some(State {
        height: text("latest_block_height")?.parse().ok()?,
        block_time: text("latest_block_time")?,
        app_hash: text("latest_app_hash")?,
        catching_up: sync.get("catching_up")?.as_bool()?,
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    const STATUS: &str = r#"{"jsonrpc":"2.0","id":-1,"result":{"sync_info":{
        "latest_app_hash":"AB12","latest_block_height":"42",
        "latest_block_time":"2026-01-02T03:04:05.678901234Z","catching_up":false}}}"#;

    /// A node that gives one answer.
    fn node(answer: String) -> u16 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 512];
            let _ = stream.read(&mut request).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        });
        port
    }

    #[test]
    fn the_state_is_read_from_the_answer() {
        let port = node(format!(
            "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{STATUS}"
        ));

        assert_eq!(
            state(port).unwrap(),
            State {
                height: 42,
                block_time: "2026-01-02T03:04:05.678901234Z".to_owned(),
                app_hash: "AB12".to_owned(),
                catching_up: false,
            }
        );
    }

    #[test]
    fn a_refusal_and_silence_are_no_state() {
        let refusing = node("HTTP/1.0 500 Internal Server Error\r\n\r\n{}".to_owned());
        let closed = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = closed.local_addr().unwrap().port();
        drop(closed);

        assert_eq!(state(refusing), None);
        assert_eq!(state(port), None);
        assert!(!listens(port));
    }

    #[test]
    fn peers_are_counted() {
        let port = node(
            r#"HTTP/1.0 200 OK

{"result":{"listening":true,"n_peers":"3"}}"#
                .replace('\n', "\r\n"),
        );

        assert_eq!(peers(port), Some(3));
    }
}
