//! How long the index takes to answer at 1,000,000 transactions and 1,000,000 positions, over HTTP, on SQLite
//! and on PostgreSQL:
//!
//! ```text
//! cargo bench -p mirror-index --bench questions --features testing
//! ```
//!
//! The database is made up (`made_up.sql`) and removed afterwards; it takes 1 GB. PostgreSQL is left out where
//! it is not installed.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement"
)]

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use mirror_index::serve::{router, App, Metrics, Site};
use mirror_index::store::testing::Scratch;
use mirror_index::store::Store;
use prometheus_client::registry::Registry;
use tokio::task::JoinSet;

/// Requests of each kind, one after the other.
const REQUESTS: u64 = 1_000;

/// Clients at once in the last measurement, and requests of each.
const CLIENTS: u64 = 8;
const REQUESTS_OF_CLIENT: u64 = 500;

/// PostgreSQL's partitions: thirty days each, of these tables.
const SPAN: i64 = 2_592_000;
const PARTED: [&str; 6] = [
    "entries",
    "prices",
    "candles",
    "reserves",
    "position_events",
    "payments",
];
const FIRST: i64 = 1_697_001_800;
const LAST: i64 = 1_728_001_800;

/// A name, and what is asked: the number makes each request another one.
type Question = (&'static str, fn(u64) -> String);

/// What is asked.
const QUESTIONS: [Question; 11] = [
    ("/assets", |_| "/assets".to_string()),
    ("/assets/{token}/history, 500 hours", |n| {
        let to = LAST.unsigned_abs() - n * 20_000;
        let from = to - 499 * 3_600;
        format!(
            "/assets/asset{}/history?interval=hour&from={from}&to={to}",
            1 + n % 20
        )
    }),
    ("/statistic", |_| "/statistic".to_string()),
    ("/txs", |n| format!("/txs?offset={}", 1_250_000 - n * 1_200)),
    ("/txs?account, 125 entries", |n| {
        format!("/txs?account=account{}", n * 13 % 10_000)
    }),
    ("/txs?account, 125,000 entries", |n| {
        format!(
            "/txs?account=account0&limit=100&offset={}",
            1_250_000 - n * 1_200
        )
    }),
    ("/txs.csv, 1,000 lines", |n| {
        format!("/txs.csv?offset={}", 1_250_000 - n * 1_200)
    }),
    ("/cdps, all assets", |n| {
        format!("/cdps?max_ratio={}", 1 + n % 20)
    }),
    ("/cdps?token, 400,000 positions", |n| {
        format!(
            "/cdps?token=asset1&limit=100&offset={}.{n}.asset1.uusd",
            spot(n)
        )
    }),
    ("/positions/{idx}/history", |n| {
        format!("/positions/{}/history", 1 + n * 911)
    }),
    ("/gov/apr", |_| "/gov/apr".to_string()),
];

/// A cover in the middle of the shelves.
fn spot(number: u64) -> String {
    format!("{}000000000000000", 110_000 + number * 100)
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        measure("SQLite", &Scratch::sqlite().await.store).await;
        match Scratch::postgres().await {
            Some(scratch) => measure("PostgreSQL", &scratch.store).await,
            None => println!("PostgreSQL is not installed here"),
        }
    });
}

async fn measure(name: &str, store: &Store) {
    let begun = Instant::now();
    fill(store).await;
    println!("{name}: made up in {} s", begun.elapsed().as_secs());
    let address = serve(store).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    println!(
        "{:<36} {:>9} {:>9} {:>9}",
        "milliseconds", "p50", "p99", "longest"
    );
    for (question, target) in QUESTIONS {
        let mut times = Vec::new();
        for number in 0..REQUESTS {
            times.push(ask(&client, address, &target(number)).await);
        }
        tell(question, times);
    }
    let begun = Instant::now();
    let times = all_at_once(&client, address).await;
    let count = u128::try_from(times.len()).unwrap();
    tell(&format!("all of them, {CLIENTS} clients at once"), times);
    let a_second = count * 1_000 / begun.elapsed().as_millis();
    println!("{a_second} answers a second\n");
}

async fn all_at_once(client: &reqwest::Client, address: SocketAddr) -> Vec<Duration> {
    let mut clients = JoinSet::new();
    for one in 0..CLIENTS {
        let client = client.clone();
        clients.spawn(async move {
            let mut times = Vec::new();
            for number in 0..REQUESTS_OF_CLIENT {
                let (_, target) =
                    QUESTIONS[usize::try_from(number + one).unwrap() % QUESTIONS.len()];
                times.push(ask(&client, address, &target(number)).await);
            }
            times
        });
    }
    clients.join_all().await.concat()
}

async fn ask(client: &reqwest::Client, address: SocketAddr, target: &str) -> Duration {
    let begun = Instant::now();
    let answer = client
        .get(format!("http://{address}{target}"))
        .send()
        .await
        .unwrap();
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{target}: {status} {text}");
    begun.elapsed()
}

fn tell(question: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |percent: usize| shown(times[(times.len() - 1) * percent / 100]);
    println!("{question:<36} {:>9} {:>9} {:>9}", at(50), at(99), at(100));
}

/// In milliseconds, with a tenth.
fn shown(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

async fn serve(store: &Store) -> SocketAddr {
    let site = Site {
        base_denom: "uusd".to_string(),
        mirror_token: "asset20".to_string(),
        gov: "gov".to_string(),
        mint: "mint".to_string(),
        staking: "staking".to_string(),
        block_height: 5,
    };
    let metrics = Metrics::register(&mut Registry::default());
    let router = router(App::new(store.clone(), site), metrics);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn fill(store: &Store) {
    let rows = include_str!("made_up.sql");
    match store {
        Store::Sqlite(pool) => {
            let mut all = pool.begin().await.unwrap();
            sqlx::raw_sql(rows).execute(&mut *all).await.unwrap();
            all.commit().await.unwrap();
            sqlx::raw_sql("ANALYZE").execute(pool).await.unwrap();
        }
        Store::Postgres(pool) => {
            for number in FIRST / SPAN - 1..=LAST / SPAN {
                for table in PARTED {
                    let (from, to) = (number * SPAN, (number + 1) * SPAN);
                    let part = format!(
                        "CREATE TABLE {table}_{number} PARTITION OF {table} FOR VALUES FROM ({from}) TO ({to})"
                    );
                    sqlx::raw_sql(sqlx::AssertSqlSafe(part))
                        .execute(pool)
                        .await
                        .unwrap();
                }
            }
            sqlx::raw_sql(rows).execute(pool).await.unwrap();
            sqlx::raw_sql("VACUUM ANALYZE").execute(pool).await.unwrap();
        }
    }
}
