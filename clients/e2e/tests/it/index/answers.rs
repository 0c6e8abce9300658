//! What the index answers about that chain, over HTTP: as its document says, and as the contracts say.

use std::net::SocketAddr;

use cosmwasm_std::{Decimal, Uint256};
use mirror_bots::frame::{http, registry, Stop};
use mirror_index::serve::{router, App, Checker, Metrics};
use mirror_index::store::testing::select;
use mirror_index::store::Store;
use serde_json::{json, Value};

use crate::life::story::{number, Story};

/// The index of a story, asked as a front end asks.
struct Index<'a> {
    story: &'a Story,
    store: &'a Store,
    app: App,
    address: SocketAddr,
    client: reqwest::Client,
    document: Value,
}

/// Every answer is as the document says, ratios and prices are those of the contracts, and `/health` finds out
/// what is wrong. Leaves the tables as they were.
pub(super) fn are_as_described_and_true(story: &Story, store: &Store) {
    let index = Index::serve(story, store);
    index.answers_are_as_described();
    index.assets_have_the_oracle_s_prices();
    index.positions_have_their_ratios();
    index.a_history_is_a_file_as_well();
    index.a_wrong_row_is_found();
}

impl<'a> Index<'a> {
    fn serve(story: &'a Story, store: &'a Store) -> Self {
        let app = App::new(store.clone(), (&story.at).into());
        let router = router(app.clone(), Metrics::register(&mut registry("index")));
        // Dropping the other half would end the server.
        let (stopper, stop) = Stop::pair();
        std::mem::forget(stopper);
        let free = "127.0.0.1:0".parse().unwrap();
        let address = story.network.run(http::serve(router, free, stop)).unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut index = Self {
            story,
            store,
            app,
            address,
            client,
            document: Value::Null,
        };
        index.document = index.json("/openapi.json");
        index
    }

    fn text(&self, path: &str) -> (u16, String) {
        let asked = self
            .client
            .get(format!("http://{}{path}", self.address))
            .send();
        self.story.network.run(async {
            let answer = asked.await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        })
    }

    fn json(&self, path: &str) -> Value {
        let (status, text) = self.text(path);
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    fn height(&self) -> u64 {
        self.story
            .network
            .run(self.store.cursor())
            .unwrap()
            .unwrap()
            .height
    }

    /// What a contract says at the height of the index.
    fn asks(&self, contract: &str, question: &Value) -> Value {
        let node = self.story.network.node.at(self.height());
        self.story
            .network
            .run(node.smart(contract, question))
            .unwrap()
    }

    fn answers_are_as_described(&self) {
        let apple = self.story.listed("mAAPL").token;
        let dave = self.story.dave.address().to_string();
        let questions = [
            ("/assets", "/assets".to_string()),
            (
                "/assets/{token}/history",
                format!("/assets/{apple}/history?interval=minute"),
            ),
            ("/statistic", "/statistic".to_string()),
            ("/txs", "/txs?limit=100".to_string()),
            ("/txs", format!("/txs?account={dave}")),
            ("/cdps", "/cdps".to_string()),
            (
                "/positions/{idx}/history",
                "/positions/1/history".to_string(),
            ),
            ("/gov/apr", "/gov/apr".to_string()),
            ("/polls", "/polls".to_string()),
        ];
        for (path, question) in questions {
            let answer = self.json(&question);
            let pointer = format!(
                "/paths/{}/get/responses/200/content/application~1json/schema",
                path.replace('/', "~1")
            );
            let mut schema = self.document.pointer(&pointer).unwrap().clone();
            schema["components"] = self.document["components"].clone();
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let faults: Vec<String> = validator
                .iter_errors(&answer)
                .map(|fault| fault.to_string())
                .collect();
            assert_eq!(faults, Vec::<String>::new(), "{question}: {answer}");
        }
    }

    fn assets_have_the_oracle_s_prices(&self) {
        let oracle = self.story.contracts().oracle;
        let assets = self.json("/assets")["assets"].as_array().unwrap().clone();
        assert_eq!(assets.len(), 4);
        for asset in assets {
            let question =
                json!({ "price": { "base_asset": asset["token"], "quote_asset": "uusd" } });
            let told = self.asks(&oracle, &question);
            assert_eq!(asset["oracle_price"], told["rate"], "{asset}");
            assert_eq!(
                asset["oracle_price_time"], told["last_updated_base"],
                "{asset}"
            );
        }
    }

    /// `floor(C * Pc / (A * Pa))` at the 18th digit, of all positions with debt, ascending.
    fn positions_have_their_ratios(&self) {
        let mint = self.story.contracts().mint;
        let prices = self.json("/assets")["assets"].as_array().unwrap().clone();
        let price = |info: &Value| {
            let token = info.pointer("/token/contract_addr");
            let Some(token) = token else {
                return Decimal::one();
            };
            let asset = prices
                .iter()
                .find(|asset| asset["token"] == *token)
                .unwrap();
            asset["oracle_price"].as_str().unwrap().parse().unwrap()
        };
        let positions = self.json("/cdps?limit=100")["positions"]
            .as_array()
            .unwrap()
            .clone();
        assert!(positions.len() >= 2, "{positions:?}");
        let mut ratios = Vec::new();
        for position in positions {
            let idx = position["idx"].to_string();
            let told = self.asks(&mint, &json!({ "position": { "position_idx": idx } }));
            let worth = |side: &str| {
                let side = &told[side];
                let atomics = Uint256::from(price(&side["info"]).atomics());
                Uint256::from(number(&side["amount"])) * atomics
            };
            let one = Uint256::from(1_000_000_000_000_000_000u64);
            let ratio = worth("collateral") * one / worth("asset");
            let shown: Decimal = position["ratio"].as_str().unwrap().parse().unwrap();
            assert_eq!(Uint256::from(shown.atomics()), ratio, "{position}");
            ratios.push(ratio);
        }
        assert!(ratios.is_sorted());
    }

    fn a_history_is_a_file_as_well(&self) {
        let dave = self.story.dave.address().to_string();
        let entries = self.json(&format!("/txs?account={dave}&limit=100"))["txs"].clone();
        let (status, file) = self.text(&format!("/txs.csv?account={dave}"));
        assert_eq!(status, 200);
        assert_eq!(file.lines().count(), 1 + entries.as_array().unwrap().len());
        assert!(file.contains(",AUCTION,"), "{file}");
    }

    /// `/health` compares rows with the chain at the height of the index, and names one that differs.
    fn a_wrong_row_is_found(&self) {
        let mut checker = Checker::new(&self.app, &self.story.network.node);
        let health = self.compared(&mut checker);
        assert_ne!(health["status"], "wrong", "{health}");
        assert_eq!(health["samples"].as_array().unwrap().len(), 3, "{health}");
        // Gov has told what is staked.
        assert!(self.json("/gov/apr")["staked"].is_string());

        let change = "UPDATE totals SET amount = amount || '0' WHERE name = 'supply'";
        self.story.network.run(select(self.store, change));
        let health = self.compared(&mut checker);
        let back = "UPDATE totals SET amount = substr(amount, 1, length(amount) - 1) WHERE name = 'supply'";
        self.story.network.run(select(self.store, back));

        assert_eq!(health["status"], "wrong", "{health}");
        assert!(
            health["problems"].to_string().contains("supply of "),
            "{health}"
        );
        let health = self.compared(&mut checker);
        assert_ne!(health["status"], "wrong", "{health}");
    }

    fn compared(&self, checker: &mut Checker) -> Value {
        self.story.network.run(checker.round());
        serde_json::from_str(&self.text("/health").1).unwrap()
    }
}
