//! Who hears of alerts: a web server of a few lines, on loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::watcher::Watcher;

/// How long an alert may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// A listener; its thread ends with the process.
pub(super) struct Listener {
    port: u16,
    told: Arc<Mutex<Vec<Value>>>,
}

impl Listener {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if let Some(body) = take(stream) {
                    heard.lock().unwrap().push(body);
                }
            }
        });
        Self { port, told }
    }

    /// Where alerts are sent to.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/alerts", self.port)
    }

    /// All that was told so far.
    pub(super) fn told(&self) -> Vec<Value> {
        self.told.lock().unwrap().clone()
    }

    /// The first alert of this kind, of a subject that begins like this.
    #[track_caller]
    pub(super) fn waits_for(&self, kind: &str, subject: &str, watcher: &Watcher) -> Value {
        let begun = Instant::now();
        loop {
            let told = self.told();
            let found = told
                .iter()
                .find(|alert| alert["kind"] == kind && begins(&alert["subject"], subject));
            if let Some(found) = found {
                return found.clone();
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "no {kind} of {subject} in {told:#?}\n{}",
                watcher.log()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

fn begins(text: &Value, with: &str) -> bool {
    text.as_str().is_some_and(|text| text.starts_with(with))
}

/// The body of a request, which is answered.
fn take(mut stream: TcpStream) -> Option<Value> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(told) = line.strip_prefix("content-length:") {
            length = told.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let answer = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
    stream.write_all(answer.as_bytes()).ok()?;
    serde_json::from_slice(&body).ok()
}
