//! The little of HTTP that a node speaks, so that a test may break it off where it likes.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{json, Value};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The longest request that is read.
const LONGEST: usize = 8 << 20;

/// A question, as JSON-RPC has it.
#[derive(Default, Deserialize)]
struct Request {
    id: Value,
    method: String,
    #[serde(default)]
    params: Value,
}

/// What a request is answered with.
pub(super) enum Reply {
    /// A result of JSON-RPC.
    Result(Value),
    /// An error of JSON-RPC: its code, its message and what is said about it.
    Error(i32, &'static str, Option<String>),
    /// Something else than JSON-RPC, with this status.
    Page(u16),
    /// Nothing: the connection is closed.
    HangUp,
}

/// Answer every request on a listener, each after a while.
pub(super) async fn serve<A>(listener: TcpListener, answer: A)
where
    A: Fn(&str, &Value) -> (Duration, Reply) + Send + Sync + 'static,
{
    let answer = Arc::new(answer);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let answer = Arc::clone(&answer);
        tokio::spawn(async move {
            // A client that went away is no trouble of the node.
            let _ = converse(stream, |method, params| answer(method, params)).await;
        });
    }
}

/// One request and its answer.
async fn converse(
    mut stream: TcpStream,
    answer: impl Fn(&str, &Value) -> (Duration, Reply),
) -> io::Result<()> {
    let body = body(&mut stream).await?;
    let request: Request = serde_json::from_slice(&body).unwrap_or_default();
    let (after, reply) = answer(&request.method, &request.params);
    tokio::time::sleep(after).await;

    let id = &request.id;
    let (status, text) = match reply {
        Reply::HangUp => return Ok(()),
        Reply::Page(status) => (status, "<html>This is no node</html>".to_string()),
        Reply::Result(result) => {
            let whole = json!({ "jsonrpc": "2.0", "id": id, "result": result });
            (200, whole.to_string())
        }
        Reply::Error(code, message, data) => {
            let error = json!({ "code": code, "message": message, "data": data });
            let whole = json!({ "jsonrpc": "2.0", "id": id, "error": error });
            (200, whole.to_string())
        }
    };
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        text.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(text.as_bytes()).await?;
    stream.shutdown().await
}

/// What stands behind the head of a request.
async fn body(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    const END: &[u8] = b"\r\n\r\n";
    let mut read = Vec::new();
    loop {
        let end = read.windows(END.len()).position(|bytes| bytes == END);
        if let Some((head, body)) = end.and_then(|end| read.split_at_checked(end + END.len())) {
            if body.len() >= length(head) {
                return Ok(body.to_vec());
            }
        }
        if read.len() > LONGEST || stream.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// How many bytes follow a head.
fn length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let mut lines = head.lines();
    let found = lines.find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    found.unwrap_or(0)
}
