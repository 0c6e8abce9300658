//! Random lives of a protocol: after every step the books must balance (safety.md section 3).

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal, Uint128, Uint256, Uint512};
use mirror_mint::ContractError;
use mirror_protocol::mint::{PositionResponse, PositionsResponse, QueryMsg, ShortParams};
use mirror_protocol::oracle::ExecuteMsg as TellOracle;
use proptest::prelude::*;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::token::Token;

use crate::setup::{base, decimal, luna, Answer, Setup};

const OWNERS: [&str; 3] = ["alice", "bob", "carol"];
const SYMBOLS: [&str; 2] = ["mAAPL", "mGOOG"];
const LUNA_MULTIPLIER: &str = "1.3333334";
/// The clock stands at second 1,000.
const HALTED_UNTIL: u64 = 22_600;

/// One thing that somebody tries. Numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Open {
        who: usize,
        symbol: usize,
        collateral: u8,
        amount: u128,
        percent: u64,
        short: bool,
    },
    Deposit(usize, u128),
    Withdraw(usize, Option<u128>),
    Mint(usize, u128),
    Burn(usize, usize, u128),
    Auction(usize, usize, u128),
    Feed(usize, u64),
    /// Halt an asset's price, or resume it.
    Halt(usize),
    /// Announce a delisting, or take it back.
    Announce(usize),
    Delist(usize, u64),
}

/// Of a debt: all but its last unit.
const ALL_BUT_ONE: u128 = u128::MAX - 1;

fn amount() -> impl Strategy<Value = u128> {
    prop_oneof![
        1 => Just(0u128),
        1 => Just(1u128),
        2 => 2u128..20,
        5 => 20u128..2_000_000,
        1 => Just(u128::MAX),
        1 => Just(ALL_BUT_ONE),
    ]
}

/// This much of a debt.
fn of_debt(amount: u128, debt: Uint128) -> Uint128 {
    match amount {
        ALL_BUT_ONE => debt.saturating_sub(Uint128::one()),
        amount => debt.min(amount.into()),
    }
}

fn step() -> impl Strategy<Value = Step> {
    let open = (
        0..3usize,
        0..2usize,
        0..3u8,
        amount(),
        140..400u64,
        any::<bool>(),
    );
    prop_oneof![
        4 => open.prop_map(|(who, symbol, collateral, amount, percent, short)| Step::Open {
            who, symbol, collateral, amount, percent, short,
        }),
        1 => (any::<usize>(), amount()).prop_map(|(idx, amount)| Step::Deposit(idx, amount)),
        2 => (any::<usize>(), proptest::option::of(amount()))
            .prop_map(|(idx, amount)| Step::Withdraw(idx, amount)),
        2 => (any::<usize>(), amount()).prop_map(|(idx, amount)| Step::Mint(idx, amount)),
        // A number beyond the owners is the position's own.
        4 => (any::<usize>(), 0..8usize, amount())
            .prop_map(|(idx, who, amount)| Step::Burn(idx, who, amount)),
        3 => (any::<usize>(), 0..3usize, amount())
            .prop_map(|(idx, who, amount)| Step::Auction(idx, who, amount)),
        3 => (0..2usize, 20..400u64).prop_map(|(symbol, percent)| Step::Feed(symbol, percent)),
        1 => (0..2usize).prop_map(Step::Halt),
        1 => (0..2usize).prop_map(Step::Announce),
        1 => (0..40usize, 20..400u64).prop_map(|(symbol, percent)| Step::Delist(symbol, percent)),
    ]
}

/// The protocol and what the test knows of it.
struct Life {
    setup: Setup,
    prices: BTreeMap<&'static str, Decimal>,
    delisted: Vec<&'static str>,
    halted: Vec<&'static str>,
    announced: Vec<&'static str>,
}

/// Add it, or take it out.
fn toggle(list: &mut Vec<&'static str>, symbol: &'static str) {
    match list.iter().position(|known| *known == symbol) {
        Some(place) => drop(list.remove(place)),
        None => list.push(symbol),
    }
}

impl Life {
    fn new() -> Self {
        let deep = 1_000_000_000_000;
        let mut setup = Setup::new()
            .with_asset("mAAPL", "1")
            .with_asset("mGOOG", "1")
            .with_collateral(luna(0).info, "5", LUNA_MULTIPLIER)
            .with_pool("mAAPL", deep, deep)
            .with_pool("mGOOG", deep, deep);
        for who in OWNERS {
            for symbol in SYMBOLS {
                setup.gives(who, symbol, 1_000_000_000_000_000);
            }
        }
        let prices = SYMBOLS.map(|symbol| (symbol, Decimal::one()));
        Self {
            setup,
            prices: prices.into(),
            delisted: vec![],
            halted: vec![],
            announced: vec![],
        }
    }

    fn positions(&self) -> Vec<PositionResponse> {
        let mut positions: Vec<PositionResponse> = vec![];
        loop {
            let question = QueryMsg::Positions {
                owner_addr: None,
                asset_token: None,
                start_after: positions.last().map(|last| last.idx),
                limit: Some(30),
                order_by: None,
            };
            let chain = &self.setup.market.chain;
            let page: PositionsResponse = chain.query(&self.setup.mint, &question);
            if page.positions.is_empty() {
                return positions;
            }
            positions.extend(page.positions);
        }
    }

    fn name_of(&self, who: &str) -> &'static str {
        let known = OWNERS.into_iter().chain(["provider"]);
        let mut named = known.filter(|name| self.setup.who(name).as_str() == who);
        named.next().unwrap()
    }

    fn symbol_of(&self, info: &AssetInfo) -> &'static str {
        let mut named = SYMBOLS
            .into_iter()
            .filter(|symbol| self.setup.token(symbol).as_str() == info.id());
        named.next().unwrap()
    }

    /// One of the positions that are not the whale's.
    fn chosen(&self, number: usize) -> Option<PositionResponse> {
        let mut positions = self.positions();
        positions.retain(|position| self.setup.who("provider").as_str() != position.owner);
        let place = number.checked_rem(positions.len())?;
        Some(positions.swap_remove(place))
    }

    fn price_of(&self, info: &AssetInfo) -> Decimal {
        match info.id() {
            "uusd" => Decimal::one(),
            "uluna" => decimal("5"),
            _ => self.prices[self.symbol_of(info)],
        }
    }

    fn is_covered(&self, position: &PositionResponse) -> bool {
        let symbol = self.symbol_of(&position.asset.info);
        let delisted = self.delisted.contains(&symbol);
        let is_luna = position.collateral.info.id() == "uluna";
        let ratio = decimal(if delisted { "1" } else { "1.5" });
        let factor = decimal(if is_luna && !delisted {
            LUNA_MULTIPLIER
        } else {
            "1"
        });
        let worth = |asset: &Asset| -> Uint256 {
            asset.amount.full_mul(self.price_of(&asset.info).atomics())
        };
        let needed = worth(&position.asset).full_mul(ratio.atomics().full_mul(factor.atomics()));
        let one = Uint256::from(Decimal::one().atomics());
        let held: Uint512 = worth(&position.collateral).full_mul(one.checked_mul(one).unwrap());
        needed <= held
    }

    /// Try it; `None` if there is nothing to try it on.
    fn tries(&mut self, step: &Step) -> Option<Answer> {
        Some(match step.clone() {
            Step::Open {
                who,
                symbol,
                collateral,
                amount,
                percent,
                short,
            } => {
                let amount = amount.min(1_000_000_000_000);
                let paid = match collateral {
                    0 => base(amount),
                    1 => luna(amount),
                    _ => self.setup.of("mGOOG", amount),
                };
                let ratio = Decimal::percent(percent).to_string();
                let params = short.then(ShortParams::default);
                let (who, symbol) = (OWNERS[who], SYMBOLS[symbol]);
                self.setup.tries_to_open(who, paid, symbol, &ratio, params)
            }
            Step::Deposit(number, amount) => {
                let position = self.chosen(number)?;
                let who = self.name_of(&position.owner);
                let amount = amount.min(1_000_000_000_000);
                let paid = position.collateral.info.amount(amount);
                self.setup.tries_to_deposit(who, position.idx, paid)
            }
            Step::Withdraw(number, amount) => {
                let position = self.chosen(number)?;
                let who = self.name_of(&position.owner);
                let taken = amount.map(|amount| position.collateral.info.amount(amount));
                self.setup.tries_to_withdraw(who, position.idx, taken)
            }
            Step::Mint(number, amount) => {
                let position = self.chosen(number)?;
                let who = self.name_of(&position.owner);
                let asset = position.asset.info.amount(amount);
                self.setup.tries_to_mint(who, position.idx, asset)
            }
            Step::Burn(number, who, amount) => {
                let position = self.chosen(number)?;
                let amount = of_debt(amount, position.asset.amount);
                let paid = position.asset.info.amount(amount);
                let owner = self.name_of(&position.owner);
                let who = OWNERS.get(who).copied().unwrap_or(owner);
                self.setup.tries_to_burn(who, position.idx, paid)
            }
            Step::Auction(number, who, amount) => {
                return self.tries_to_auction(number, who, amount)
            }
            Step::Feed(symbol, percent) => {
                let symbol = SYMBOLS[symbol];
                let price = Decimal::percent(percent);
                self.setup.feed(&[(symbol, &price.to_string())]);
                if !self.delisted.contains(&symbol) {
                    self.prices.insert(symbol, price);
                }
                return None;
            }
            Step::Halt(symbol) => {
                self.halt_or_resume(SYMBOLS[symbol]);
                return None;
            }
            Step::Announce(symbol) => {
                let symbol = SYMBOLS[symbol];
                if !self.delisted.contains(&symbol) {
                    toggle(&mut self.announced, symbol);
                    let price = self.announced.contains(&symbol).then_some("1");
                    self.setup.announces(symbol, price).unwrap();
                }
                return None;
            }
            Step::Delist(symbol, percent) => {
                let symbol = *SYMBOLS.get(symbol)?;
                let price = Decimal::percent(percent);
                self.announced.retain(|known| *known != symbol);
                if !self.delisted.contains(&symbol) {
                    self.setup.delist(symbol, &price.to_string());
                    self.prices.insert(symbol, price);
                    self.delisted.push(symbol);
                }
                return None;
            }
        })
    }

    fn halt_or_resume(&mut self, symbol: &'static str) {
        toggle(&mut self.halted, symbol);
        let asset_tokens = vec![self.setup.token(symbol).into_string()];
        let msg = match self.halted.contains(&symbol) {
            true => TellOracle::Halt { asset_tokens },
            false => TellOracle::Resume { asset_tokens },
        };
        let oracle = self.setup.oracle.clone();
        self.setup.tries("owner", &oracle, &msg).unwrap();
    }

    /// Whether an asset's price is halted; an end price never is.
    fn is_halted(&self, info: &AssetInfo) -> bool {
        !["uusd", "uluna"].contains(&info.id()) && {
            let symbol = self.symbol_of(info);
            self.halted.contains(&symbol) && !self.delisted.contains(&symbol)
        }
    }

    /// Whether no debt may be added to a position, nor collateral taken from its debt.
    fn is_on_hold(&self, position: &PositionResponse) -> bool {
        let infos = [&position.collateral.info, &position.asset.info];
        infos.into_iter().any(|info| {
            self.is_halted(info)
                || !["uusd", "uluna"].contains(&info.id())
                    && self.announced.contains(&self.symbol_of(info))
        })
    }

    /// Whether a position may stand so after its owner has minted or withdrawn.
    fn allows(&self, position: &PositionResponse) -> bool {
        let is_free = position.asset.amount.is_zero();
        is_free || (self.is_covered(position) && !self.is_on_hold(position))
    }

    /// An auction succeeds exactly while the position is below its minimum; a part of the debt may
    /// be too small to buy anything.
    fn tries_to_auction(&mut self, number: usize, who: usize, amount: u128) -> Option<Answer> {
        let position = self.chosen(number)?;
        let amount = of_debt(amount, position.asset.amount);
        let symbol = self.symbol_of(&position.asset.info);
        let paid = position.asset.info.clone().amount(amount);
        let (covered, idx) = (self.is_covered(&position), position.idx);

        let answer = self.setup.tries_to_auction(OWNERS[who], idx, paid.clone());

        let refusal = answer.as_ref().err().and_then(|error| error.downcast_ref());
        let expected = match () {
            () if amount.is_zero() => Some(ContractError::WrongAsset {
                received: paid.to_string(),
            }),
            () if self.delisted.contains(&symbol) => Some(ContractError::AssetDeprecated {
                asset_token: paid.info.to_string(),
            }),
            () if self.is_halted(&position.collateral.info) => Some(ContractError::Halted {
                asset: position.collateral.info.id().to_string(),
                until: HALTED_UNTIL,
            }),
            () if self.is_halted(&paid.info) => Some(ContractError::Halted {
                asset: paid.info.id().to_string(),
                until: HALTED_UNTIL,
            }),
            () if covered => Some(ContractError::PositionSafe { idx }),
            () => None,
        };
        let too_small = ContractError::AuctionTooSmall { received: amount };
        let is_part = amount < position.asset.amount;
        if expected.is_some() || !is_part || refusal != Some(&too_small) {
            assert_eq!(expected.as_ref(), refusal, "{position:?}");
        }
        Some(answer)
    }

    /// The end: everything below its minimum is bought whole, or burned by a stranger where the asset
    /// is delisted, and nothing of it stays.
    fn sell_off(&mut self) {
        for symbol in self.halted.clone() {
            self.halt_or_resume(symbol);
        }
        for position in self.positions() {
            if self.is_covered(&position) {
                continue;
            }
            let symbol = self.symbol_of(&position.asset.info);
            let owner = self.name_of(&position.owner);
            let mut others = OWNERS.into_iter().filter(|who| *who != owner);
            let (stranger, idx) = (others.next().unwrap(), position.idx);
            let whole = position.asset.clone();

            let answer = if self.delisted.contains(&symbol) {
                self.setup.tries_to_burn(stranger, idx, whole)
            } else {
                self.setup.tries_to_auction(stranger, idx, whole)
            };

            assert!(answer.is_ok(), "{position:?}: {answer:?}");
            assert_eq!(None, self.setup.amounts(idx));
        }
    }

    /// I-01 to I-04, I-09 and I-10.
    fn check_books(&self) {
        let positions = self.positions();
        let mut collateral: BTreeMap<AssetInfo, Uint128> = BTreeMap::new();
        let mut debt: BTreeMap<AssetInfo, Uint128> = BTreeMap::new();
        let mut shorts: BTreeMap<(&str, &str), u128> = BTreeMap::new();
        let mut locked = 0;
        for position in &positions {
            assert!(!position.collateral.amount.is_zero(), "{position:?}");
            *collateral
                .entry(position.collateral.info.clone())
                .or_default() += position.collateral.amount;
            *debt.entry(position.asset.info.clone()).or_default() += position.asset.amount;
            if position.is_short {
                let key = (
                    self.name_of(&position.owner),
                    self.symbol_of(&position.asset.info),
                );
                *shorts.entry(key).or_default() += position.asset.amount.u128();
            }
            if let Some(kept) = self.setup.locked(position.idx) {
                assert!(position.is_short);
                assert_eq!(position.owner, kept.receiver);
                locked += kept.locked_amount.u128();
            }
        }

        let market = &self.setup.market;
        for (info, sum) in collateral {
            assert_eq!(sum.u128(), market.balance(&self.setup.mint, &info));
        }
        for symbol in SYMBOLS {
            let token = self.setup.token(symbol);
            let querier = market.chain.app.wrap();
            let supply = Token(token.clone()).total_supply(&querier).unwrap();
            let owed = debt.get(&AssetInfo::token(token)).copied();
            let owed = owed.unwrap_or_default().u128();
            assert_eq!(supply.u128(), owed + self.setup.bad_debt(symbol));
            for who in OWNERS {
                let expected = shorts.get(&(who, symbol)).copied().unwrap_or_default();
                assert_eq!(expected, self.setup.short_stake(who, symbol));
            }
        }
        let lock: Addr = self.setup.lock.clone();
        assert_eq!(locked, market.balance(&lock, &base(0).info));
    }
}

/// Whether a step leaves its position covered when it succeeds (I-05).
fn demands_cover(step: &Step) -> bool {
    matches!(
        step,
        Step::Open { .. } | Step::Mint(..) | Step::Withdraw(..)
    )
}

/// The position that an answer tells of.
fn told_of(life: &Life, answer: &cw_multi_test::AppResponse) -> Option<PositionResponse> {
    let idx: u128 = life
        .setup
        .event_value(answer, "position_idx")
        .parse()
        .unwrap();
    let positions = life.positions();
    positions
        .into_iter()
        .find(|position| position.idx.u128() == idx)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_books_balance_whatever_people_do(steps in proptest::collection::vec(step(), 10..50)) {
        let mut life = Life::new();
        for step in &steps {
            let before = life.positions();

            let answer = life.tries(step);

            match answer {
                Some(Ok(answer)) if demands_cover(step) => {
                    let changed = told_of(&life, &answer);
                    let is_allowed = changed.is_none_or(|position| life.allows(&position));
                    prop_assert!(is_allowed);
                }
                Some(Err(_)) => prop_assert_eq!(before, life.positions()),
                _ => {}
            }
            life.check_books();
        }

        life.sell_off();

        life.check_books();
    }
}
