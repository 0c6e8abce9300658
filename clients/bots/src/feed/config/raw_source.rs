//! What is said of a source.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;
use mirror_chain::config::shown;
use mirror_chain::Faults;
use serde::Deserialize;
use serde_json::Value;

use super::source::{Address, SourceConfig, SourceKind};
use crate::feed::number;
use crate::feed::sources::{ReplaySource, SecretHeader};
use crate::frame::Places;

/// What holds where nothing is said.
const WEIGHT: u32 = 1;
const EVERY_S: u64 = 1;
const EVERY_S_OUTSIDE: u64 = 5;
const TIMEOUT_S: u64 = 5;

/// A source as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawSource {
    kind: Option<String>,
    weight: Option<u32>,
    every_s: Option<u64>,
    timeout_s: Option<u64>,
    price: Option<String>,
    path: Option<PathBuf>,
    ticker: Option<String>,
    start: Option<String>,
    speed: Option<u64>,
    begun: Option<u64>,
    url: Option<String>,
    price_at: Option<String>,
    time_at: Option<String>,
    header: Option<String>,
    header_variable: Option<String>,
    program: Option<Vec<String>>,
    contract: Option<String>,
    question: Option<String>,
}

/// The keys that each kind takes besides those that all have.
const KINDS: [(&str, &[&str]); 6] = [
    ("fixed", &["price"]),
    ("file", &["path"]),
    ("replay", &["path", "ticker", "start", "speed", "begun"]),
    (
        "http",
        &[
            "url",
            "price_at",
            "time_at",
            "header",
            "header_variable",
            "timeout_s",
        ],
    ),
    ("exec", &["program", "timeout_s"]),
    ("chain", &["contract", "question", "price_at", "time_at"]),
];

/// Collects what is wrong with one source.
struct Reader<'a> {
    key: &'a str,
    places: &'a Places,
    faults: &'a mut Faults,
}

impl SourceConfig {
    pub(super) fn resolve(
        raw: &RawSource,
        key: &str,
        places: &Places,
        faults: &mut Faults,
    ) -> Option<Self> {
        let mut reader = Reader {
            key,
            places,
            faults,
        };
        let kind = reader.needed("kind", raw.kind.as_deref(), &kinds())?;
        let Some((_, takes)) = KINDS.iter().find(|(name, _)| *name == kind) else {
            reader.wrong("kind", kind, &kinds());
            return None;
        };
        for (key, value) in raw.written() {
            if !takes.contains(&key) {
                let rule = format!("must be left out: a source of the kind {kind} does not use it");
                reader.wrong(key, &value, &rule);
            }
        }
        let weight = raw.weight.unwrap_or(WEIGHT);
        let is_outside = ["http", "exec", "chain"].contains(&kind);
        let standard = if is_outside { EVERY_S_OUTSIDE } else { EVERY_S };
        let every_s = raw.every_s.unwrap_or(standard);
        let timeout_s = raw.timeout_s.unwrap_or(TIMEOUT_S);
        for (key, number) in [
            ("weight", weight.into()),
            ("every_s", every_s),
            ("timeout_s", timeout_s),
        ] {
            if number == 0 {
                reader.wrong(key, "0", "must be at least 1");
            }
        }
        let kind = match kind {
            "fixed" => reader.fixed(raw),
            "file" => reader.file(raw),
            "replay" => reader.replay(raw),
            "http" => reader.http(raw),
            "exec" => reader.exec(raw),
            _ => reader.chain(raw),
        };
        Some(Self {
            weight,
            every: Duration::from_secs(every_s),
            timeout: Duration::from_secs(timeout_s),
            kind: kind?,
        })
    }
}

fn kinds() -> String {
    let names = KINDS.map(|(name, _)| name);
    format!("must be one of {}", names.join(", "))
}

impl RawSource {
    /// What is written besides what all kinds take.
    fn written(&self) -> Vec<(&'static str, String)> {
        let path = self.path.as_ref().map(|path| path.display().to_string());
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let program = self.program.as_ref().map(|_| "[…]".to_string());
        // An address may hold what gives access.
        let url = self.url.as_deref().map(shown);
        let all = [
            ("timeout_s", number(self.timeout_s)),
            ("price", self.price.clone()),
            ("path", path),
            ("ticker", self.ticker.clone()),
            ("start", self.start.clone()),
            ("speed", number(self.speed)),
            ("begun", number(self.begun)),
            ("url", url),
            ("price_at", self.price_at.clone()),
            ("time_at", self.time_at.clone()),
            ("header", self.header.clone()),
            ("header_variable", self.header_variable.clone()),
            ("program", program),
            ("contract", self.contract.clone()),
            ("question", self.question.clone()),
        ];
        let written = all.into_iter();
        written
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }
}

impl Reader<'_> {
    fn wrong(&mut self, key: &str, value: &str, rule: &str) {
        let key = format!("{}.{key}", self.key);
        self.faults.0.push(self.places.fault(&key, &value, rule));
    }

    fn needed<T>(&mut self, key: &str, value: Option<T>, rule: &str) -> Option<T> {
        if value.is_none() {
            let key = format!("{}.{key}", self.key);
            self.faults.0.push(self.places.missing(&key, rule));
        }
        value
    }

    fn fixed(&mut self, raw: &RawSource) -> Option<SourceKind> {
        let text = self.needed(
            "price",
            raw.price.as_deref(),
            "say the price, such as \"1.00\"",
        )?;
        let price = number::price(text);
        let price =
            price.map_err(|fault| self.wrong("price", text, &format!("must be a price: {fault}")));
        Some(SourceKind::Fixed { price: price.ok()? })
    }

    fn file(&mut self, raw: &RawSource) -> Option<SourceKind> {
        let path = self.needed(
            "path",
            raw.path.as_ref(),
            "name the file that has the price",
        )?;
        Some(SourceKind::File {
            path: self.places.folder().join(path),
        })
    }

    fn replay(&mut self, raw: &RawSource) -> Option<SourceKind> {
        let ticker = self.needed(
            "ticker",
            raw.ticker.clone(),
            "say whose prices, such as AAPL",
        );
        let start = self.needed(
            "start",
            raw.start.as_deref(),
            "say from which day on, such as 2008-09-15",
        );
        let start = start.and_then(|text| {
            let date = text.parse::<Date>();
            let rule = "must be a day such as 2008-09-15";
            date.map_err(|_| self.wrong("start", text, rule)).ok()
        });
        let speed = raw.speed.unwrap_or(1);
        let path = raw
            .path
            .as_ref()
            .map(|path| self.places.folder().join(path));
        let text = path.as_ref().map(fs::read_to_string).transpose();
        let text = text.map_err(|error| {
            let shown = path.as_ref().map(|path| path.display().to_string());
            self.wrong(
                "path",
                &shown.unwrap_or_default(),
                &format!("can not be read: {error}"),
            );
        });
        let (ticker, start, text) = (ticker?, start?, text.ok()?);
        let prices = ReplaySource::read(text.as_deref(), &ticker, start, speed, 0);
        let prices = prices.map_err(|fault| {
            let rule = format!("can not be replayed from the file: {fault}");
            self.wrong("ticker", &ticker, &rule);
        });
        Some(SourceKind::Replay {
            prices: prices.ok()?,
            begun: raw.begun,
            path,
            ticker,
            start,
            speed,
        })
    }

    fn http(&mut self, raw: &RawSource) -> Option<SourceKind> {
        let rule = "name an address such as https://prices.example/AAPL";
        let url = self.needed("url", raw.url.clone(), rule);
        let url = url.and_then(|url| {
            let is_web = url.starts_with("http://") || url.starts_with("https://");
            let is_address = is_web && reqwest::Url::parse(&url).is_ok();
            if !is_address {
                self.wrong(
                    "url",
                    "…",
                    "must be an address such as https://prices.example/AAPL",
                );
            }
            is_address.then_some(url)
        });
        let price_at = self.pointer("price_at", raw.price_at.as_deref(), true);
        let time_at = self.pointer("time_at", raw.time_at.as_deref(), false);
        let header = match (&raw.header, &raw.header_variable) {
            (None, None) => Some(None),
            (Some(name), Some(variable)) => self.header(name, variable).map(Some),
            (Some(_), None) => {
                let rule = "name the variable of the environment that has the header's value";
                self.needed("header_variable", None, rule)
            }
            (None, Some(_)) => self.needed("header", None, "name the header, such as X-Api-Key"),
        };
        Some(SourceKind::Http {
            url: Address(url?),
            price_at: price_at?.unwrap_or_default(),
            time_at: time_at?,
            header: header?,
        })
    }

    fn header(&mut self, name: &str, variable: &str) -> Option<(String, String, SecretHeader)> {
        let Ok(value) = std::env::var(variable) else {
            let rule = "must be a variable of the environment that is set";
            self.wrong("header_variable", variable, rule);
            return None;
        };
        let header = SecretHeader::new(name, &value);
        if header.is_none() {
            self.wrong(
                "header",
                name,
                "must be a header that can be sent, with the variable's value",
            );
        }
        Some((name.to_string(), variable.to_string(), header?))
    }

    fn exec(&mut self, raw: &RawSource) -> Option<SourceKind> {
        let rule = "name the program and its arguments, such as [\"./price.sh\", \"AAPL\"]";
        let program = raw.program.clone().filter(|words| !words.is_empty());
        Some(SourceKind::Exec {
            program: self.needed("program", program, rule)?,
            folder: self.places.folder().to_path_buf(),
        })
    }

    fn chain(&mut self, raw: &RawSource) -> Option<SourceKind> {
        let contract = self.needed(
            "contract",
            raw.contract.clone(),
            "name the contract's address",
        );
        let question = self.needed("question", raw.question.clone(), "say the question as JSON");
        let question = question.and_then(|text| {
            let is_json = serde_json::from_str::<Value>(&text).is_ok();
            if !is_json {
                self.wrong("question", &text, "must be JSON");
            }
            is_json.then_some(text)
        });
        let price_at = self.pointer("price_at", raw.price_at.as_deref(), true);
        let time_at = self.pointer("time_at", raw.time_at.as_deref(), false);
        Some(SourceKind::Chain {
            contract: contract?,
            question: question?,
            price_at: price_at?.unwrap_or_default(),
            time_at: time_at?,
        })
    }

    fn pointer(&mut self, key: &str, text: Option<&str>, needed: bool) -> Option<Option<String>> {
        let rule = "say where in the answer it is, such as /data/0/last (RFC 6901)";
        let Some(text) = text else {
            return (!needed)
                .then_some(None)
                .or_else(|| self.needed(key, None, rule));
        };
        if text.is_empty() || text.starts_with('/') {
            return Some(Some(text.to_string()));
        }
        self.wrong(
            key,
            text,
            "must begin with a /, such as /data/0/last (RFC 6901)",
        );
        None
    }
}
