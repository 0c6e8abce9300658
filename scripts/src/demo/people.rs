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

use super::trade::{price_of, trade, Trade, MILLION};
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
/// Every so many deeds is a poll, so that one is open most of the time.
const POLL_EVERY: usize = 30;
/// Every so many deeds people look for polls to vote in, several times while one is open.
const VOTE_EVERY: usize = 8;
/// Who votes, and with how much: enough for a quorum of a hundredth, and little beside the stake, so
/// that somebody who is new gets a part of the voters' rewards that can be seen.
const VOTERS: [&str; 2] = ["alice", "bob"];
const VOTE: &str = "25000mir";

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
        let mut last = 0;
        for turn in 0.. {
            let next = Instant::now() + PACE;
            self.deed(turn, &mut last);
            while Instant::now() < next {
                if self.stop.is_asked() {
                    return;
                }
                thread::sleep(PAUSE);
            }
        }
    }

    fn deed(&self, turn: usize, voted: &mut u64) {
        if turn % POLL_EVERY == POLL_EVERY - 1 {
            return self.ask_the_holders(turn / POLL_EVERY + 1);
        }
        if turn.is_multiple_of(VOTE_EVERY) && self.vote(voted) {
            return;
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
        let poll = ["gov", "hook", "create_poll", "--pay", "1mir", "--title"];
        let says = [&title, "--description", "Is all well in this autumn?"];
        let words = format!("alice asks the holders: {title}");
        self.send("alice", words, &[&poll[..], &says].concat());
    }

    /// Vote in each poll that is newer than the last one that was voted in, whoever made it. Tells whether there
    /// was one.
    fn vote(&self, last: &mut u64) -> bool {
        let open = ["query", "gov", "polls", "--filter", "in_progress", "--json"];
        // Of what could not be asked nothing is new; the next time asks again.
        let fresh = self
            .program
            .json(&open)
            .map_or_else(|_| Vec::new(), |polls| newer(&polls, *last));
        for id in &fresh {
            let id = id.to_string();
            for who in VOTERS {
                let vote = ["gov", "cast_vote", "--poll-id", &id, "--vote", "yes"];
                let words = format!("{who} votes in poll {id}");
                self.send(who, words, &[&vote[..], &["--amount", VOTE]].concat());
            }
        }
        *last = fresh.last().copied().unwrap_or(*last);
        !fresh.is_empty()
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

/// The polls of an answer that are newer than `last`, the oldest first.
fn newer(polls: &Value, last: u64) -> Vec<u64> {
    let polls = polls.get("polls").and_then(Value::as_array);
    let ids = polls.into_iter().flatten();
    let ids = ids.filter_map(|poll| poll.get("id")?.as_u64());
    let mut fresh: Vec<u64> = ids.filter(|id| *id > last).collect();
    fresh.sort_unstable();
    fresh
}

fn round<T: Copy>(all: &[T], turn: usize) -> Option<T> {
    all.get(turn.checked_rem(all.len())?).copied()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn people_vote_in_polls_that_are_newer_than_their_last() {
        let polls = json!({ "polls": [{ "id": 9 }, { "id": 7 }, { "id": 4 }] });

        assert_eq!(newer(&polls, 4), [7, 9]);
        assert_eq!(newer(&polls, 9), Vec::<u64>::new());
        assert_eq!(newer(&json!({}), 0), Vec::<u64>::new());
    }
}
