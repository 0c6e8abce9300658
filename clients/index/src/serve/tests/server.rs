//! A server over a made-up database, asked over HTTP.

use std::net::SocketAddr;

use prometheus_client::registry::Registry;
use serde_json::Value;

use crate::serve::app::{App, Site};
use crate::serve::metrics::Metrics;
use crate::serve::router::router;
use crate::store::Store;

/// A server on a free port of this machine.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    pub(super) app: App,
    client: reqwest::Client,
}

/// What was answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: reqwest::header::HeaderMap,
    pub(super) text: String,
}

impl Server {
    /// Over the rows of `made_up.sql`.
    pub(super) async fn start(store: &Store) -> Self {
        fill(store, include_str!("made_up.sql")).await;
        Self::over(store).await
    }

    /// Over what is in the database.
    pub(super) async fn over(store: &Store) -> Self {
        let app = App::new(store.clone(), site());
        let metrics = Metrics::register(&mut Registry::default());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = router(app.clone(), metrics);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            address,
            app,
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    pub(super) async fn ask(&self, path: &str) -> Answer {
        self.send(reqwest::Method::GET, path, &[]).await
    }

    pub(super) async fn send(
        &self,
        method: reqwest::Method,
        path: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let url = format!("http://{}{path}", self.address);
        let mut request = self.client.request(method, url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text: response.text().await.unwrap(),
        }
    }

    /// The JSON of an answer that was given.
    pub(super) async fn json(&self, path: &str) -> Value {
        let answer = self.ask(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    /// The status and the code of a refusal.
    pub(super) async fn refusal(&self, path: &str) -> (u16, String) {
        let answer = self.ask(path).await;
        let code = answer.json()["code"].as_str().map(str::to_string);
        (answer.status, code.unwrap_or(answer.text))
    }
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

pub(super) fn site() -> Site {
    Site {
        base_denom: "uusd".to_string(),
        mirror_token: "mir".to_string(),
        gov: "gov".to_string(),
        mint: "mint".to_string(),
        staking: "staking".to_string(),
        block_height: 20,
    }
}

/// Insert rows; the text is one for both databases.
pub(super) async fn fill(store: &Store, text: &'static str) {
    if let Store::Postgres(pool) = store {
        for table in [
            "entries",
            "prices",
            "candles",
            "reserves",
            "position_events",
            "payments",
        ] {
            let part = format!(
                "CREATE TABLE {table}_all PARTITION OF {table} FOR VALUES FROM (MINVALUE) TO (MAXVALUE)"
            );
            let part = sqlx::query(sqlx::AssertSqlSafe(part));
            part.execute(pool).await.unwrap();
        }
    }
    match store {
        Store::Sqlite(pool) => sqlx::raw_sql(text).execute(pool).await.map(drop),
        Store::Postgres(pool) => sqlx::raw_sql(text).execute(pool).await.map(drop),
    }
    .unwrap();
}
