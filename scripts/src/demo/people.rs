//! People who borrow a little more than they should, and a trader who keeps pools near the oracle: what a
//! market has, so that the services have work. Each deed is a `mirror tx` of a development key.

use std::{
    fs::OpenOptions,
    io::Write,
    sync::{
        mpsc::{Receiver, Sender},
        Arc, Mutex, PoisonError,
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::services::{Place, Program, Stop};

/// The time between two deeds.
const PACE: Duration = Duration::from_secs(4);
const PAUSE: Duration = Duration::from_millis(200);

/// Those who borrow against dollars, one after another.
const BORROWERS: [&str; 8] = [
    "user10", "user11", "user12", "user13", "user14", "user15", "user16", "user17",
];
/// Those who have mAssets and borrow against them.
const HOLDERS: [&str; 2] = ["alice", "carol"];
/// What they borrow against, in dollars, and at which ratios; the least is 150 %.
const DOLLARS: [u64; 5] = [4_000, 9_000, 2_500, 12_000, 6_000];
const RATIOS: [&str; 6] = ["150.5%", "152%", "151%", "154%", "157%", "151.5%"];
/// Which share is borrowed, and which against which.
const SHARES: [&str; 3] = ["mAAPL", "mGOOGL", "mMSFT"];
const CROSSES: [(&str, &str); 3] = [("mAAPL", "mGOOGL"), ("mGOOGL", "mMSFT"), ("mMSFT", "mAAPL")];
/// Every so many deeds is a poll.
const POLL_EVERY: usize = 45;

/// How far a pool may stray from the oracle before somebody trades, in millionths.
const STRAY: u128 = 8_000;
const MILLION: u128 = 1_000_000;

/// What the last look at the chain showed, as `mirror status --json` tells it.
pub(super) type Seen = Arc<Mutex<Option<Value>>>;

/// Something that somebody did, or could not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// In words.
    pub(super) words: String,
    /// Why not, where it was refused.
    pub(super) refused: Option<String>,
}

/// All of them, at work.
pub(super) struct People {
    program: Program,
    place: Place,
    seen: Seen,
    stop: Stop,
    told: Sender<Deed>,
}

impl People {
    /// Let them begin; what they do arrives at the receiver.
    pub(super) fn begin(
        program: &Program,
        place: &Place,
        seen: &Seen,
        stop: &Stop,
    ) -> (JoinHandle<()>, Receiver<Deed>) {
        let (told, receiver) = std::sync::mpsc::channel();
        let people = Self {
            program: program.clone(),
            place: place.clone(),
            seen: Arc::clone(seen),
            stop: stop.clone(),
            told,
        };
        (thread::spawn(move || people.live()), receiver)
    }

    fn live(&self) {
        for turn in 0.. {
            let next = Instant::now() + PACE;
            self.deed(turn);
            while Instant::now() < next {
                if self.stop.is_asked() {
                    return;
                }
                thread::sleep(PAUSE);
            }
        }
    }

    fn deed(&self, turn: usize) {
        if turn % POLL_EVERY == POLL_EVERY - 1 {
            return self.ask_the_holders(turn / POLL_EVERY + 1);
        }
        if turn.is_multiple_of(2) {
            let seen = self
                .seen
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            if let Some(trade) = seen.as_ref().and_then(trade) {
                return self.trade(&trade);
            }
        }
        match turn % 10 {
            9 => self.borrow_against_shares(turn / 10),
            _ => self.borrow(turn),
        }
    }

    fn borrow(&self, turn: usize) {
        let (Some(who), Some(dollars), Some(ratio), Some(asset)) = (
            round(&BORROWERS, turn),
            round(&DOLLARS, turn),
            round(&RATIOS, turn),
            round(&SHARES, turn),
        ) else {
            return;
        };
        let collateral = format!("{dollars}usd");
        let words = format!("{who} borrows {asset} against {dollars} USD at {ratio}");
        let open = ["mint", "open_position", "--collateral", &collateral];
        let terms = ["--asset-info", asset, "--collateral-ratio", ratio];
        self.send(who, words, &[&open[..], &terms].concat());
    }

    fn borrow_against_shares(&self, turn: usize) {
        let (Some(who), Some((backing, asset)), Some(ratio)) = (
            round(&HOLDERS, turn),
            round(&CROSSES, turn),
            round(&RATIOS, turn),
        ) else {
            return;
        };
        let seen = self
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let Some(price) = seen.as_ref().and_then(|seen| price_of(seen, backing)) else {
            return;
        };
        // Worth three thousand dollars.
        let amount = 3_000 * MILLION * MILLION / price.max(1);
        let pay = format!("{amount}u{backing}");
        let words = format!("{who} borrows {asset} against {backing} at {ratio}");
        let open = ["mint", "hook", "open_position", "--pay", &pay];
        let terms = ["--asset-info", asset, "--collateral-ratio", ratio];
        self.send(who, words, &[&open[..], &terms].concat());
    }

    fn trade(&self, trade: &Trade) {
        let symbol = &trade.symbol;
        if trade.sells {
            self.stock_up(symbol, trade.amount);
        }
        let (words, offer) = match trade.sells {
            true => (
                format!("the trader sells {symbol}"),
                format!("{}u{symbol}", trade.amount),
            ),
            false => (
                format!("the trader buys {symbol}"),
                format!("{}uusd", trade.amount),
            ),
        };
        let swap: &[&str] = match trade.sells {
            true => &["pair", "hook", "swap", "--at", symbol, "--pay", &offer],
            false => &["pair", "swap", "--at", symbol, "--offer-asset", &offer],
        };
        self.send(
            "deployer",
            words,
            &[swap, &["--max-spread", "30%"]].concat(),
        );
    }

    /// The trader mints what is missing on the position of the deployment, which falling prices make safer:
    /// liquidators buy from the pools and burn, so what was there at the start does not last.
    fn stock_up(&self, symbol: &str, amount: u128) {
        let balance = ["query", "token", "balance", "--at", symbol];
        let own = ["--address", "deployer", "--json"];
        let has = self.program.json(&[&balance[..], &own].concat());
        let has = has
            .ok()
            .and_then(|has| has.get("balance")?.as_str()?.parse().ok());
        let missing = amount.saturating_sub(has.unwrap_or(0));
        // The first positions are the deployer's, in the order of the assets.
        let position = SHARES.iter().position(|share| *share == symbol);
        let (Some(position), true) = (position, missing > 0) else {
            return;
        };
        let idx = position.saturating_add(1).to_string();
        let asset = format!("{missing}u{symbol}");
        let words = format!("the trader mints {symbol}");
        let mint = ["mint", "mint", "--position-idx", &idx, "--asset", &asset];
        self.send("deployer", words, &mint);
    }

    /// A poll about nothing but an opinion; the keeper ends it.
    fn ask_the_holders(&self, number: usize) {
        let title = format!("Opinion {number}");
        let poll = [
            "gov",
            "hook",
            "create_poll",
            "--pay",
            "1mir",
            "--title",
            &title,
        ];
        let says = ["--description", "Is all well in this autumn?"];
        self.send(
            "alice",
            format!("alice asks the holders: {title}"),
            &[&poll[..], &says].concat(),
        );
        let asked = self
            .program
            .json(&["query", "gov", "polls", "--limit", "1", "--json"]);
        let Some(id) = asked
            .ok()
            .and_then(|polls| polls.pointer("/polls/0/id").cloned())
        else {
            return;
        };
        let id = id.to_string();
        for who in ["alice", "bob"] {
            let vote = ["gov", "cast_vote", "--poll-id", &id, "--vote", "yes"];
            let words = format!("{who} votes in poll {id}");
            self.send(
                who,
                words,
                &[&vote[..], &["--amount", "1000000mir"]].concat(),
            );
        }
    }

    fn send(&self, who: &str, words: String, message: &[&str]) {
        let key = self.place.key(who).display().to_string();
        let sending = ["--yes", "--key-file", &key];
        let refused = self
            .program
            .done(&[&["tx"], message, &sending].concat())
            .err();
        self.note(&words, refused.as_deref());
        // Nobody listens any more only when all is over.
        let _ = self.told.send(Deed { words, refused });
    }
}

impl People {
    /// Write it where the services write, for whoever asks why something was refused.
    fn note(&self, words: &str, refused: Option<&str>) {
        let path = self.place.log("people");
        let file = OpenOptions::new().create(true).append(true).open(path);
        let line = match refused {
            None => words.to_owned(),
            Some(reason) => format!("{words}: {reason}"),
        };
        // What can not be written here is on the screen.
        let _ = file.and_then(|mut file| writeln!(file, "{line}"));
    }
}

/// A swap that brings a pool to the oracle's price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trade {
    symbol: String,
    /// Shares for dollars, or dollars for shares.
    sells: bool,
    /// In micro units of what is given.
    amount: u128,
}

/// The trade of the pool that strays most; none where all are near.
fn trade(seen: &Value) -> Option<Trade> {
    let assets = seen.get("assets")?.as_array()?;
    let trades = assets.iter().filter_map(|asset| {
        let symbol = asset.get("symbol")?.as_str()?;
        let price = micro(asset.pointer("/price/rate")?.as_str()?)?;
        let base = asset.pointer("/pool/base")?.as_str()?.parse().ok()?;
        let shares = asset.pointer("/pool/asset")?.as_str()?.parse().ok()?;
        // MIR is not fed by a market here.
        (symbol != "MIR").then(|| trade_of(symbol, price, base, shares))?
    });
    let (_, trade) = trades.max_by_key(|(stray, _)| *stray)?;
    Some(trade)
}

/// How far a pool strays, in millionths, with the trade that brings it back. The pool's product stays, so
/// that at the oracle's price it holds √(base × shares ÷ price) shares.
fn trade_of(symbol: &str, price: u128, base: u128, shares: u128) -> Option<(u128, Trade)> {
    let product = base.checked_mul(shares)?.checked_mul(MILLION)?;
    let wanted = product.checked_div(price)?.isqrt();
    let stray = wanted
        .abs_diff(shares)
        .checked_mul(2 * MILLION)?
        .checked_div(shares)?;
    let sells = wanted > shares;
    let amount = match sells {
        true => wanted - shares,
        false => base.checked_mul(shares - wanted)?.checked_div(wanted)?,
    };
    let symbol = symbol.to_owned();
    (stray > STRAY).then_some((
        stray,
        Trade {
            symbol,
            sells,
            amount,
        },
    ))
}

fn price_of(seen: &Value, symbol: &str) -> Option<u128> {
    let assets = seen.get("assets")?.as_array()?;
    let asset = assets
        .iter()
        .find(|asset| asset.get("symbol").is_some_and(|own| own == symbol))?;
    micro(asset.pointer("/price/rate")?.as_str()?)
}

/// Millionths of a decimal, rounded down.
pub(super) fn micro(decimal: &str) -> Option<u128> {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    format!("{whole}{part}").parse().ok()
}

fn round<T: Copy>(all: &[T], turn: usize) -> Option<T> {
    all.get(turn.checked_rem(all.len())?).copied()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn decimals_are_read_by_their_digits() {
        assert_eq!(micro("166.19"), Some(166_190_000));
        assert_eq!(micro("2"), Some(2_000_000));
        assert_eq!(micro("0.0000019"), Some(1));
        assert_eq!(micro("-1.x"), None);
    }

    /// At 100 the pool of 1,000,000 dollars and 10,000 shares is where it should be. At 81 it has to hold
    /// ten ninths of the shares, at 121 ten elevenths.
    #[test]
    fn a_trade_brings_a_pool_to_the_oracles_price() {
        let of = |price: u128| {
            let trade = trade_of(
                "mAAPL",
                price * MILLION,
                1_000_000 * MILLION,
                10_000 * MILLION,
            );
            trade.map(|(_, trade)| (trade.sells, trade.amount / MILLION))
        };

        assert_eq!(of(100), None);
        assert_eq!(of(81), Some((true, 1_111)));
        // 1,000,000 × 1.1 dollars are in it afterwards.
        assert_eq!(of(121), Some((false, 100_000)));
    }

    #[test]
    fn the_pool_that_strays_most_is_traded_and_mir_is_not() {
        let asset = |symbol: &str, price: &str, base: u64| {
            json!({ "symbol": symbol, "price": { "rate": price },
                "pool": { "base": base.to_string(), "asset": "1000000" } })
        };
        let seen = json!({ "assets": [
            asset("mAAPL", "1.05", 1_000_000), asset("mGOOGL", "0.8", 1_000_000), asset("MIR", "9", 1_000_000),
        ] });

        assert_eq!(trade(&seen).unwrap().symbol, "mGOOGL");
        assert!(trade(&seen).unwrap().sells);
        assert_eq!(trade(&json!({ "assets": [] })), None);
    }
}
