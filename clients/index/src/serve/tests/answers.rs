//! What the endpoints say, number by number. The expected ones are computed by hand from `made_up.sql`.

use std::time::Instant;

use cosmwasm_std::Uint128;
use serde_json::{json, Value};

use super::server::Server;
use crate::serve::watched::Heard;
use crate::store::testing::Scratch;

crate::store_tests!(
    every_asset_comes_with_its_prices_and_its_day,
    candles_of_both_sources_come_with_the_price_before_them,
    the_statistic_adds_up_exactly,
    both_sides_of_an_auction_have_it_in_their_history,
    all_pages_together_are_the_whole_list,
    the_history_is_a_file_as_well,
    a_position_s_history_tells_its_ratios,
    gov_pays_the_apr_of_the_specification,
    polls_come_newest_first,
    an_empty_database_says_so,
    pages_of_other_origins_may_read,
);

async fn every_asset_comes_with_its_prices_and_its_day(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;

    let answer = server.json("/assets").await;

    assert_eq!(answer["height"], 1000);
    assert_eq!(answer["next"], Value::Null);
    let expected = json!({
        "token": "maapl", "kind": "masset", "symbol": "mAAPL", "name": "Apple", "pair": "aaplpair",
        "lp_token": "aapllp", "status": "open", "price": "200", "price_24h_ago": "100",
        "oracle_price": "210", "oracle_price_time": 1_728_001_770, "oracle_price_24h_ago": "110",
        "end_price": null, "volume_24h": "23", "liquidity": "4000000"
    });
    assert_eq!(answer["assets"][0], expected);
    let told = |name: &str| {
        let assets = answer["assets"].as_array().unwrap().iter();
        let values = assets.map(|asset| asset[name].as_str().map(str::to_string));
        values.collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_string());
    assert_eq!(
        told("token"),
        ["maapl", "mgoog", "mir", "mnflx", "mtsla"].map(some)
    );
    assert_eq!(
        told("status"),
        [
            some("open"),
            some("pre_ipo"),
            None,
            some("closed"),
            some("delisted")
        ]
    );
    assert_eq!(told("price"), [some("200"), None, some("2"), None, None]);
    assert_eq!(told("price_24h_ago"), [some("100"), None, None, None, None]);
    assert_eq!(told("volume_24h"), ["23", "0", "400", "0", "0"].map(some));
}

async fn candles_of_both_sources_come_with_the_price_before_them(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;

    let path = "/assets/maapl/history?from=1727996401&to=1728003600&interval=hour";
    let answer = server.json(path).await;

    let bar = |start: i64, prices: [&str; 4], volume: &str, count: i64| {
        let [open, high, low, close] = prices;
        json!({
            "start": start, "open": open, "high": high, "low": low, "close": close, "volume": volume,
            "count": count
        })
    };
    // Back to the beginning of the hour.
    assert_eq!(answer["from"], 1_727_996_400);
    assert_eq!(
        answer["oracle"],
        json!({
            "before": "111",
            "candles": [bar(1_728_000_000, ["210"; 4], "0", 1)],
        })
    );
    let first = ["150.5", "160", "150", "155.000000000000000001"];
    let second = ["155", "200", "155", "200"];
    assert_eq!(
        answer["pair"],
        json!({
            "before": null,
            "candles": [bar(1_727_996_400, first, "20", 2), bar(1_728_000_000, second, "3", 1)],
        })
    );

    let refusal = server.refusal("/assets/nobody/history").await;
    assert_eq!(refusal, (404, "no_such_asset".to_string()));
}

async fn the_statistic_adds_up_exactly(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;

    let answer = server.json("/statistic").await;
    assert_eq!(answer["tvl"]["staked_mir"], Value::Null);
    // Both sides of 2,000,000 and of 3,000,000; 1,000,000 + 10 at 210 + 4 at 5.
    assert_eq!(answer["tvl"]["total"], "11002120");

    hear(&server, Some(1_000_000_000_000));
    let answer = server.json("/statistic").await;
    assert_eq!(
        answer["tvl"],
        json!({
            "total": "2000011002120", "liquidity": "10000000", "collateral": "1002120",
            "staked_mir": "2000000000000",
            "unpriced": [{ "collateral": "uluna", "amount": "77" }],
        })
    );
    // The first full hour of the last 24.
    assert_eq!(answer["since"], 1_727_917_200);
    assert_eq!(answer["volume_24h"], "423");
    assert_eq!(answer["fee_volume_24h"], "2");
    assert_eq!(answer["transactions_24h"], "12");
    let mir = json!({ "supply": "5000000000", "staked": "1000000000000", "price": "2" });
    assert_eq!(answer["mir"], mir);
}

async fn both_sides_of_an_auction_have_it_in_their_history(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    let kinds = |answer: &Value| {
        let txs = answer["txs"].as_array().unwrap().iter();
        let told = txs.map(|tx| format!("{} {}", tx["kind"].as_str().unwrap(), tx["side"]));
        told.collect::<Vec<_>>().join(", ")
    };

    let bob = server.json("/txs?account=bob").await;
    assert_eq!(kinds(&bob), "AUCTION \"actor\", BUY \"actor\"");
    let alice = server.json("/txs?account=alice").await;
    assert_eq!(
        kinds(&alice),
        "GOV_CAST_POLL \"actor\", AUCTION \"other\", BURN \"actor\", OPEN_POSITION \"actor\""
    );
    assert_eq!(
        alice["txs"][1],
        json!({
            "height": 20, "time": 1_727_000_200, "hash": "CC", "kind": "AUCTION", "account": "alice",
            "side": "other", "token": "maapl", "position": 5, "details": { "liquidated": "100" },
        })
    );
    // Of all accounts each event once.
    let all = server.json("/txs").await;
    assert_eq!(all["txs"].as_array().unwrap().len(), 5);
    let nobody = server.json("/txs?account=nobody").await;
    assert_eq!(nobody["txs"], json!([]));
}

async fn all_pages_together_are_the_whole_list(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    let lists = [
        ("/txs", "txs"),
        ("/txs?account=alice", "txs"),
        ("/cdps", "positions"),
        ("/cdps?token=maapl", "positions"),
        ("/cdps?max_ratio=2", "positions"),
        ("/assets", "assets"),
        ("/polls", "polls"),
        ("/positions/1/history", "steps"),
    ];
    for (path, name) in lists {
        let whole = server.json(path).await;
        let whole = whole[name].as_array().unwrap();
        assert!(whole.len() > 1, "{path}");
        for limit in [1, 2, whole.len()] {
            assert_eq!(
                walk(&server, path, name, limit).await,
                *whole,
                "{path} {limit}"
            );
        }
    }
}

/// All entries of a list, page by page.
async fn walk(server: &Server, path: &str, name: &str, limit: usize) -> Vec<Value> {
    let mut entries = Vec::new();
    let mut offset = String::new();
    loop {
        let sign = if path.contains('?') { '&' } else { '?' };
        let page = format!("{path}{sign}limit={limit}{offset}");
        let answer = server.json(&page).await;
        let found = answer[name].as_array().unwrap();
        assert!(found.len() <= limit, "{page}");
        entries.extend(found.clone());
        match answer["next"].as_str() {
            Some(next) => offset = format!("&offset={next}"),
            None => return entries,
        }
    }
}

async fn the_history_is_a_file_as_well(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;

    let file = server.ask("/txs.csv?account=alice&limit=2").await;

    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(file.header("x-next-offset"), Some("5"));
    assert_eq!(
        file.text,
        "time,height,hash,kind,account,side,token,position,details\n\
         1727000300,21,DD,GOV_CAST_POLL,alice,actor,,,\"{\"\"say\"\":\"\"a, \\\"\"b\\\"\"\"\"}\"\n\
         1727000200,20,CC,AUCTION,alice,other,maapl,5,\"{\"\"liquidated\"\":\"\"100\"\"}\"\n"
    );
    let rest = server
        .ask("/txs?format=csv&account=alice&limit=2&offset=5")
        .await;
    assert_eq!(rest.header("x-next-offset"), None);
    assert_eq!(rest.text.lines().count(), 3);
    let refusal = server.refusal("/txs.csv?limit=10001").await;
    assert_eq!(refusal, (400, "too_much".to_string()));
}

async fn a_position_s_history_tells_its_ratios(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;

    let answer = server.json("/positions/1/history").await;

    assert_eq!(answer["position"]["owner"], "alice");
    assert_eq!(answer["position"]["closed_height"], Value::Null);
    let steps = answer["steps"].as_array().unwrap();
    let ratios: Vec<&Value> = steps.iter().map(|step| &step["ratio"]).collect();
    assert_eq!(ratios, [&json!("2.1"), &Value::Null, &json!("2.15")]);
    assert_eq!(steps[0]["price"], "100");

    for unknown in [
        "/positions/99/history",
        "/positions/18446744073709551615/history",
    ] {
        let refusal = server.refusal(unknown).await;
        assert_eq!(refusal, (404, "no_such_position".to_string()), "{unknown}");
    }
}

async fn gov_pays_the_apr_of_the_specification(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;

    // 15,000 MIR in 15 days (clients.md section 11); what is staked is not known yet.
    let answer = server.json("/gov/apr").await;
    assert_eq!(answer["rewards"], "15000000000");
    assert_eq!(
        (&answer["apr"], &answer["staked"]),
        (&Value::Null, &Value::Null)
    );

    // 1,000,000 MIR are staked.
    hear(&server, Some(1_000_000_000_000));
    let answer = server.json("/gov/apr").await;
    assert_eq!(answer["apr"], "0.365");
    assert_eq!(answer["from"], 1_726_704_000);
    assert_eq!(answer["to"], 1_728_000_000);
    assert_eq!(answer["is_complete"], true);

    hear(&server, Some(0));
    assert_eq!(server.json("/gov/apr").await["apr"], Value::Null);
}

async fn polls_come_newest_first(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;

    let answer = server.json("/polls").await;

    assert_eq!(answer["polls"][0]["id"], 2);
    assert_eq!(answer["polls"][0]["ended_height"], Value::Null);
    assert_eq!(answer["polls"][1]["status"], "executed");
}

async fn an_empty_database_says_so(scratch: Scratch) {
    let server = Server::over(&scratch.store).await;

    let paths = [
        "/assets",
        "/statistic",
        "/txs",
        "/cdps",
        "/gov/apr",
        "/polls",
    ];
    for path in paths {
        let refusal = server.refusal(path).await;
        assert_eq!(refusal, (503, "nothing_read".to_string()), "{path}");
    }
    let health = server.ask("/health").await;
    assert_eq!(health.status, 503);
    assert_eq!(health.json()["height"], Value::Null);
}

async fn pages_of_other_origins_may_read(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    let origin = ("origin", "https://front.example");

    let answer = server.send(reqwest::Method::GET, "/txs", &[origin]).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    let exposed = answer.header("access-control-expose-headers");
    assert_eq!(exposed, Some("x-next-offset"));

    let asked = ("access-control-request-method", "GET");
    let preflight = server
        .send(reqwest::Method::OPTIONS, "/txs", &[origin, asked])
        .await;
    assert_eq!(preflight.status, 204);
    assert_eq!(
        preflight.header("access-control-allow-methods"),
        Some("GET, HEAD")
    );

    let refused = server.send(reqwest::Method::POST, "/txs", &[origin]).await;
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (405, Some("read_only"))
    );
}

/// The checker has heard from the chain.
pub(super) fn hear(server: &Server, staked: Option<u128>) {
    server.app.watched().note(Heard {
        at: Instant::now(),
        head: Ok(1_000),
        staked: staked.map(Uint128::new),
        samples: vec![],
        samples_height: None,
        trouble: None,
    });
}
