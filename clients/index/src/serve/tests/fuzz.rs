//! Requests that nobody would send.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::server::Server;
use crate::store::testing::Scratch;

/// How many requests are tried on each database.
const CASES: u32 = 500;

crate::store_tests!(no_request_breaks_the_index,);

async fn no_request_breaks_the_index(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    super::answers::hear(&server, Some(1));
    let address = server.address;

    // Blocking, so that the server goes on beside it.
    let outcome = tokio::task::spawn_blocking(move || {
        let mut runner = TestRunner::new(Config {
            cases: CASES,
            failure_persistence: None,
            ..Config::default()
        });
        runner.run(&target(), |target| {
            let status = ask(address, &target);
            prop_assert!((200..500).contains(&status), "{status}: {target}");
            Ok(())
        })
    });

    outcome.await.unwrap().unwrap();
}

/// The status of an answer to a request for just these bytes.
fn ask(address: SocketAddr, target: &str) -> u16 {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nhost: index\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // The server may cut off what it can not read.
    drop(stream.read_to_end(&mut answer));
    let line = String::from_utf8_lossy(&answer);
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    status.unwrap_or_else(|| panic!("no answer to {target:?}: {line}"))
}

fn target() -> impl Strategy<Value = String> {
    let parameters = proptest::collection::vec((name(), value()), 0..5);
    (path(), parameters).prop_map(|(path, parameters)| {
        let parameters = parameters.into_iter();
        let parameters = parameters.map(|(name, value)| format!("{name}={value}"));
        let query = parameters.collect::<Vec<_>>().join("&");
        format!("{path}?{query}")
    })
}

fn path() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "/assets",
        "/statistic",
        "/txs",
        "/txs.csv",
        "/cdps",
        "/gov/apr",
        "/polls",
        "/health",
        "/openapi.json",
        "/assets/maapl/history",
        "/positions/1/history",
        "/",
    ]);
    prop_oneof![
        6 => known.prop_map(str::to_string),
        1 => value().prop_map(|value| format!("/assets/{value}/history")),
        1 => value().prop_map(|value| format!("/positions/{value}/history")),
        1 => value().prop_map(|value| format!("/{value}")),
    ]
}

fn name() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "limit",
        "offset",
        "account",
        "token",
        "max_ratio",
        "from",
        "to",
        "interval",
        "format",
    ]);
    prop_oneof![8 => known.prop_map(str::to_string), 1 => value()]
}

fn value() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "", "0", "1", "-1", "100", "10000", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "18446744073709551615", "340282366920938463463374607431768211456", "1e9",
        "0.000000000000000001", "NaN", "null", "maapl", "alice", "uusd", "minute", "hour", "csv", "json",
        "315000000000000000000.2.maapl.uusd", "0.0.maapl.uusd", "9.9.nobody.nothing",
        "115792089237316195423570985008687907853269984665640564039457584007913129639935.1.maapl.mtsla",
        "315000000000000000000.-9223372036854775808.maapl.uluna", "%00", "%ff", "%", "%E2%82%AC", "..", "'",
        "1%27%20OR%201=1", "%25", "+", "1728000000",
    ]);
    prop_oneof![
        6 => known.prop_map(str::to_string),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<u32>().prop_map(|number| number.to_string()),
        2 => any::<String>().prop_map(|text| escaped(&text)),
        1 => "[!-~]{1,30}",
    ]
}

/// Every byte with a percent sign.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
