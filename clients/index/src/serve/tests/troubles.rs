//! A database that does not answer, or holds what can not be.

use super::server::Server;
use crate::store::testing::Scratch;

crate::store_tests!(
    what_the_database_says_stays_in_the_log,
    a_damaged_row_is_no_number,
    a_sum_that_does_not_fit_is_no_answer,
);

async fn what_the_database_says_stays_in_the_log(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    scratch.store.close().await;

    for path in [
        "/assets",
        "/statistic",
        "/txs",
        "/txs.csv",
        "/cdps",
        "/gov/apr",
        "/polls",
    ] {
        let answer = server.ask(path).await;
        assert_eq!(answer.status, 503, "{path}");
        assert_eq!(answer.json()["code"], "unavailable", "{path}");
        let words = answer.text.to_lowercase();
        assert!(!words.contains("pool") && !words.contains("sql"), "{words}");
    }
    let health = server.ask("/health").await;
    assert_eq!(
        (health.status, health.json()["status"].as_str()),
        (503, Some("late"))
    );
    assert!(
        health.text.contains("the database does not answer"),
        "{}",
        health.text
    );
}

async fn a_damaged_row_is_no_number(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    let damage = "
        UPDATE hours SET amount = 'x';
        UPDATE totals SET amount = '-1';
        UPDATE entries SET data = '[1]';
        UPDATE positions SET amount = '';";
    execute(&scratch, damage).await;

    for path in ["/assets", "/statistic", "/txs", "/cdps", "/gov/apr"] {
        let refusal = server.refusal(path).await;
        assert_eq!(refusal, (503, "unavailable".to_string()), "{path}");
    }
}

async fn a_sum_that_does_not_fit_is_no_answer(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    let most = "UPDATE hours SET amount = '340282366920938463463374607431768211455'";
    execute(&scratch, most).await;

    for path in ["/statistic", "/gov/apr"] {
        let refusal = server.refusal(path).await;
        assert_eq!(refusal, (503, "unavailable".to_string()), "{path}");
    }
}

async fn execute(scratch: &Scratch, text: &'static str) {
    on_pool!(&scratch.store, pool => sqlx::raw_sql(text).execute(pool).await.map(drop)).unwrap();
}
