//! A worked example of an upgrade that changes how records are stored. docs/upgrades.md walks through
//! it.
//!
//! A board keeps a configuration (one record), quotes (any number, which other contracts read) and
//! stakes (any number, which only the board reads). In code 2 each of these has one field more. The
//! tests put in what code 1 has stored, migrate, and ask every question before, between and after.

mod code_1;
mod code_2;
mod former;
mod messages;
mod reader;
mod state_2;

use cosmwasm_std::{Addr, Empty, Uint128};
use cw_multi_test::{AppResponse, Executor};
use mirror_testing::TestChain;

use self::code_2::{Config, Quote, Stake};
use self::messages::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg, QuoteResponse, StakeResponse,
};
use self::reader::{Answer, Question};

/// What the board calls itself, whatever code it runs.
const NAME: &str = "board";
const ASSETS: [&str; 5] = ["mAAPL", "mAMZN", "mGOOG", "mMSFT", "mTSLA"];
const STAKERS: [&str; 4] = ["alice", "bob", "carol", "dan"];

/// All answers of the board.
#[derive(Clone, Debug, PartialEq)]
struct Answers {
    config: ConfigResponse,
    quotes: Vec<QuoteResponse>,
    each_quote: Vec<Option<QuoteResponse>>,
    stakes: Vec<StakeResponse>,
    each_stake: Vec<Option<StakeResponse>>,
}

struct Board {
    chain: TestChain,
    owner: Addr,
    board: Addr,
}

impl Board {
    /// A board of code 1 without quotes and stakes.
    fn new() -> Self {
        let mut chain = TestChain::new();
        let owner = chain.account("owner");
        let msg = InstantiateMsg {
            owner: owner.to_string(),
        };
        let board = chain.create(code_1::code(), &owner, &msg);
        Self {
            chain,
            owner,
            board,
        }
    }

    /// The same with five quotes and four stakes.
    fn in_use() -> Self {
        let mut board = Self::new();
        for (price, asset) in (300..).zip(ASSETS) {
            board.posts(asset, price);
        }
        for (amount, staker) in (500..).zip(STAKERS) {
            board.stakes(staker, amount);
        }
        board
    }

    fn posts(&mut self, asset: &str, price: u128) {
        let asset = asset.to_string();
        let price = Uint128::new(price);
        let owner = self.owner.clone();
        self.tells(&owner, &ExecuteMsg::Post { asset, price });
    }

    fn stakes(&mut self, who: &str, amount: u128) {
        let amount = Uint128::new(amount);
        let who = self.chain.account(who);
        self.tells(&who, &ExecuteMsg::Stake { amount });
    }

    fn tells(&mut self, sender: &Addr, msg: &ExecuteMsg) -> AppResponse {
        let board = self.board.clone();
        self.chain.execute(sender, &board, msg, &[]).unwrap()
    }

    /// Code 2 takes the place of code 1, and carries over as much as one message may.
    fn migrates(&mut self) -> AppResponse {
        let code = self.chain.app.store_code(code_2::code());
        let (owner, board) = (self.owner.clone(), self.board.clone());
        let migrated = self
            .chain
            .app
            .migrate_contract(owner, board, &Empty {}, code);
        migrated.unwrap()
    }

    /// Anybody carries more over.
    fn carries_over(&mut self) -> AppResponse {
        let anybody = self.chain.account("anybody");
        self.tells(&anybody, &ExecuteMsg::CarryOver { limit: 1_000 })
    }

    /// Ask everything.
    fn answers(&self) -> Answers {
        let accounts = STAKERS.map(|name| self.chain.account(name).into_string());
        let quote = |asset: &str| {
            let asset = asset.to_string();
            self.chain.query(&self.board, &QueryMsg::Quote { asset })
        };
        let stake = |account: String| {
            let question = QueryMsg::Stake { account };
            self.chain.query(&self.board, &question)
        };
        Answers {
            config: self.chain.query(&self.board, &QueryMsg::Config {}),
            quotes: self.chain.query(&self.board, &QueryMsg::Quotes {}),
            each_quote: ASSETS.map(quote).into(),
            stakes: self.pages_of_stakes(),
            each_stake: accounts.map(stake).into(),
        }
    }

    /// All stakes, two on a page.
    fn pages_of_stakes(&self) -> Vec<StakeResponse> {
        let mut accounts = STAKERS.map(|name| self.chain.account(name).into_string());
        accounts.sort();
        let mut all = vec![];
        let mut start_after = None;
        loop {
            let question = QueryMsg::Stakes { start_after };
            let page: Vec<StakeResponse> = self.chain.query(&self.board, &question);
            if page.is_empty() {
                return all;
            }
            all.extend(page);
            start_after = accounts.get(all.len() - 1).cloned();
        }
    }

    /// What a contract says that reads the board's store: for each asset price, time, and whether it
    /// had to ask.
    fn read_by(&self, reader: &Addr) -> Vec<(u128, u64, bool)> {
        let answer = |asset: &str| {
            let asset = asset.to_string();
            let answer: Answer = self.chain.query(reader, &Question { asset });
            (answer.price.u128(), answer.time, answer.was_asked)
        };
        ASSETS.map(answer).into()
    }

    fn stored(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.chain.app.contract_storage(&self.board).get(key)
    }
}

fn is_done(response: &AppResponse) -> bool {
    let mut attributes = response.events.iter().flat_map(|event| &event.attributes);
    let is_done = attributes.find(|attribute| attribute.key == "is_done");
    is_done.unwrap().value == "true"
}

#[test]
fn code_1_stores_its_records_as_written_down() {
    use code_1::{Config, Quote, Stake, CONFIG, QUOTES, STAKES};
    let owner = Addr::unchecked("ada");
    let (price, amount) = (Uint128::new(300), Uint128::new(300));

    mirror_bytes::golden!(include_str!("records_1.txt"), |storage| {
        CONFIG => CONFIG.save(storage, &Config { owner: owner.clone() });
        QUOTES => QUOTES.save(storage, b"mAAPL", &Quote { price, time: 1_000 });
        STAKES => STAKES.save(storage, b"bob", &Stake { amount });
    });
}

#[test]
fn code_2_stores_its_records_as_written_down() {
    use code_2::{CARRIED, CONFIG, QUOTES, STAKES};
    let config = Config {
        owner: Addr::unchecked("ada"),
        most_age: 60,
    };
    let quote = Quote {
        price: Uint128::new(300),
        halted_until: 2_000,
        time: 1_000,
    };
    let stake = Stake {
        amount: Uint128::new(300),
        locked_until: 2_000,
    };

    mirror_bytes::golden!(include_str!("records.txt"), |storage| {
        CONFIG => CONFIG.save(storage, &config);
        QUOTES => QUOTES.save(storage, b"mAAPL", &quote);
        STAKES => STAKES.save(storage, b"bob", &stake);
        CARRIED => CARRIED.save(storage, &b"mAAPL".to_vec());
    });
}

/// What the former lines of records.txt say is put in as it is: when a contract is upgraded there is no
/// code any more that would write it.
#[test]
fn former_bytes_are_carried_over() {
    let mut board = Board::new();
    let mut storage = board.chain.app.contract_storage_mut(&board.board);
    storage.set(b"g", b"\x03ada");
    storage.set(b"qmAAPL", &[1, 0xac, 0x02, 0xe8, 0x07]);
    storage.set(b"sbob", &[0xac, 0x02]);
    drop(storage);

    let response = board.migrates();

    assert!(is_done(&response));
    assert_eq!(Some(b"\x03ada\x3c".to_vec()), board.stored(b"g"));
    let quote = vec![2, 0xac, 0x02, 0, 0xe8, 0x07];
    assert_eq!(Some(quote), board.stored(b"qmAAPL"));
    assert_eq!(None, board.stored(b"sbob"));
    assert_eq!(Some(vec![0xac, 0x02, 0]), board.stored(b"tbob"));
    assert_eq!(None, board.stored(b"k"));
}

#[test]
fn every_answer_is_right_before_between_and_after() {
    let mut board = Board::in_use();
    let before = board.answers();
    let amounts: u128 = before.stakes.iter().map(|stake| stake.amount.u128()).sum();
    assert_eq!((5, 4), (before.quotes.len(), before.stakes.len()));
    assert_eq!(500 + 501 + 502 + 503, amounts);
    let expected = Answers {
        config: ConfigResponse {
            owner: board.owner.clone(),
            most_age: 60,
        },
        ..before
    };

    board.migrates();
    assert_eq!(expected, board.answers());
    loop {
        let response = board.carries_over();
        assert_eq!(expected, board.answers());
        if is_done(&response) {
            break;
        }
    }
}

#[test]
fn each_message_carries_over_three_records_at_most() {
    let mut board = Board::in_use();
    let carried = |board: &Board| {
        let storage = board.chain.app.contract_storage(&board.board);
        let keys = storage.range(None, None, cosmwasm_std::Order::Ascending);
        let is_present = |(key, value): &(Vec<u8>, Vec<u8>)| {
            key.starts_with(b"t") || (key.starts_with(b"q") && value.starts_with(&[2]))
        };
        keys.filter(is_present).count()
    };

    assert_eq!(0, carried(&board));
    let mut steps = vec![(is_done(&board.migrates()), carried(&board))];
    for _ in 0..3 {
        steps.push((is_done(&board.carries_over()), carried(&board)));
    }

    assert_eq!(vec![(false, 3), (false, 6), (false, 9), (true, 9)], steps);
}

#[test]
fn what_changes_in_between_is_not_carried_over_again() {
    let mut board = Board::in_use();
    board.migrates();
    board.chain.pass(60);

    // One quote that was carried over, one that was not, and a stake in the former table.
    board.posts("mAAPL", 700);
    board.posts("mTSLA", 800);
    board.stakes("dan", 7);
    let changed = board.answers();
    while !is_done(&board.carries_over()) {}

    assert_eq!(changed, board.answers());
    let quotes = board.answers().each_quote;
    let price = |quote: &Option<QuoteResponse>| quote.as_ref().unwrap().price.u128();
    assert_eq!(
        vec![700, 301, 302, 303, 800],
        quotes.iter().map(price).collect::<Vec<_>>()
    );
    let stake = board.answers().each_stake.pop().flatten().unwrap();
    assert_eq!(510, stake.amount.u128());
}

/// Either code may be upgraded first: a reader that meets a layout it does not know asks.
#[test]
fn readers_of_either_layout_are_right_before_between_and_after() {
    let mut board = Board::in_use();
    let owner = board.owner.clone();
    let [of_layout_1, of_layout_2] = [reader::of_layout_1(), reader::of_layout_2()]
        .map(|code| board.chain.create(code, &owner, &board.board));
    let asked_for = |carried: usize| -> Vec<_> {
        let of = |place| (300 + place as u128, 1_000, place < carried);
        (0..ASSETS.len()).map(of).collect()
    };

    assert_eq!(asked_for(0), board.read_by(&of_layout_1));
    assert_eq!(asked_for(0), board.read_by(&of_layout_2));
    board.migrates();
    assert_eq!(asked_for(3), board.read_by(&of_layout_1));
    assert_eq!(asked_for(0), board.read_by(&of_layout_2));
    board.carries_over();
    assert_eq!(asked_for(5), board.read_by(&of_layout_1));
    assert_eq!(asked_for(0), board.read_by(&of_layout_2));
}
