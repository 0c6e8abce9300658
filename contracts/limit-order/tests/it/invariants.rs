//! Random runs of the order book, compared with a simple model: every answer, every balance and every
//! list has to be that of the model.

use std::collections::BTreeMap;

use cosmwasm_std::{Uint128, Uint256};
use mirror_limit_order::ContractError;
use mirror_protocol::limit_order::OrderResponse;
use mirror_protocol::paging::OrderBy;
use proptest::prelude::*;
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{uluna, uusd, Answer, Setup, FORTUNE, PEOPLE};

/// A step that somebody tries. Numbers choose among the accounts, assets and orders that exist.
#[derive(Clone, Debug)]
enum Step {
    Submit {
        who: usize,
        offer: (usize, u128),
        ask: (usize, u128),
    },
    Execute {
        who: usize,
        order: usize,
        /// Sometimes another asset than the order asks for.
        asset: Option<usize>,
        amount: Payment,
    },
    Cancel {
        /// Sometimes another account than the bidder.
        who: Option<usize>,
        order: usize,
    },
    Gift(usize, usize, u128),
}

/// A payment, in relation to what is left to pay.
#[derive(Clone, Debug)]
enum Payment {
    /// This many thousandths.
    Part(u128),
    All,
    OneMore,
    Amount(u128),
}

fn amount() -> impl Strategy<Value = u128> {
    prop_oneof![
        1 => Just(0u128),
        2 => Just(1u128),
        5 => 2u128..100,
        4 => (0..100u32, any::<u128>()).prop_map(|(zeros, bits)| bits >> 28 >> zeros),
    ]
}

fn payment() -> impl Strategy<Value = Payment> {
    prop_oneof![
        6 => (0..1000u128).prop_map(Payment::Part),
        3 => Just(Payment::All),
        1 => Just(Payment::OneMore),
        1 => amount().prop_map(Payment::Amount),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let seldom = |range| proptest::option::weighted(0.1, range);
    let asset = || (0..4usize, amount());
    prop_oneof![
        4 => (0..3usize, asset(), asset())
            .prop_map(|(who, offer, ask)| Step::Submit { who, offer, ask }),
        6 => (0..3usize, any::<usize>(), seldom(0..4usize), payment())
            .prop_map(|(who, order, asset, amount)| Step::Execute { who, order, asset, amount }),
        2 => (seldom(0..3usize), any::<usize>()).prop_map(|(who, order)| Step::Cancel { who, order }),
        1 => (0..3usize, 0..4usize, 0..1000u128)
            .prop_map(|(who, asset, amount)| Step::Gift(who, asset, amount)),
    ]
}

/// An order of the model, as limit-order.md describes it. Assets and accounts are numbers.
#[derive(Clone)]
struct Open {
    bidder: usize,
    offer: (usize, u128),
    ask: (usize, u128),
    filled: (u128, u128),
}

/// The model, in plain numbers.
#[derive(Clone)]
struct Model {
    infos: [AssetInfo; 4],
    orders: BTreeMap<u64, Open>,
    last_order_id: u64,
    /// Balances by account and asset.
    wallets: [[u128; 4]; 3],
}

impl Model {
    fn submit(
        &mut self,
        bidder: usize,
        offer: (usize, u128),
        ask: (usize, u128),
    ) -> Result<(), ContractError> {
        if offer.1 == 0 || ask.1 == 0 {
            return Err(ContractError::AmountZero {});
        }
        if offer.0 == ask.0 {
            let info = self.infos[offer.0].clone();
            return Err(ContractError::SameAsset { info });
        }
        self.last_order_id += 1;
        self.wallets[bidder][offer.0] -= offer.1;
        let open = Open {
            bidder,
            offer,
            ask,
            filled: (0, 0),
        };
        self.orders.insert(self.last_order_id, open);
        Ok(())
    }

    fn cancel(
        &mut self,
        sender: usize,
        order_id: u64,
        people: &Setup,
    ) -> Result<(), ContractError> {
        let open = self.orders[&order_id].clone();
        if open.bidder != sender {
            let bidder = people.who(PEOPLE[open.bidder]);
            return Err(ContractError::NotTheBidder { order_id, bidder });
        }
        self.wallets[sender][open.offer.0] += open.offer.1 - open.filled.0;
        self.orders.remove(&order_id);
        Ok(())
    }

    fn execute(
        &mut self,
        executor: usize,
        order_id: u64,
        (asset, paid): (usize, u128),
    ) -> Result<(), ContractError> {
        if paid == 0 {
            return Err(ContractError::AmountZero {});
        }
        let mut open = self.orders[&order_id].clone();
        let (received, left) = (Uint128::new(paid), open.ask.1 - open.filled.1);
        if asset != open.ask.0 {
            return Err(ContractError::WrongAsset {
                received: self.infos[asset].clone(),
                asked: self.infos[open.ask.0].clone(),
            });
        }
        // What is not filled comes back.
        let paid = paid.min(left);
        let [offer, ask, wide] = [open.offer.1, open.ask.1, paid].map(Uint256::from);
        let mut bought = Uint128::try_from(offer * wide / ask).unwrap().u128();
        if paid == left {
            bought = open.offer.1 - open.filled.0;
        }
        if bought == 0 {
            let least = (ask + offer - Uint256::one()) / offer;
            let least = Uint128::try_from(least).unwrap().min(left.into());
            return Err(ContractError::PaymentTooSmall { received, least });
        }
        open.filled.0 += bought;
        open.filled.1 += paid;
        self.wallets[executor][asset] -= paid;
        self.wallets[executor][open.offer.0] += bought;
        self.wallets[open.bidder][asset] += paid;
        if paid == left {
            // The bidder got exactly the ask, and the executors exactly the offer.
            assert_eq!((open.offer.1, open.ask.1), open.filled);
            self.orders.remove(&order_id);
        } else {
            self.orders.insert(order_id, open);
        }
        Ok(())
    }
}

struct Life {
    setup: Setup,
    model: Model,
}

impl Life {
    fn new() -> Self {
        let setup = Setup::new();
        let infos = [uusd(0), uluna(0), setup.maapl(0), setup.mgoog(0)].map(|asset| asset.info);
        let model = Model {
            infos,
            orders: BTreeMap::new(),
            last_order_id: 0,
            wallets: [[FORTUNE; 4]; 3],
        };
        Self { setup, model }
    }

    fn asset(&self, (asset, amount): (usize, u128)) -> Asset {
        self.model.infos[asset].clone().amount(amount)
    }

    /// One of the open orders.
    fn chosen(&self, number: usize) -> Option<(u64, Open)> {
        let place = number.checked_rem(self.model.orders.len())?;
        let (id, open) = self.model.orders.iter().nth(place)?;
        Some((*id, open.clone()))
    }

    /// Try the step in the book and in the model; skip it if there is no order to try it on.
    fn tries(&mut self, step: &Step) -> Option<(Answer, Result<(), ContractError>)> {
        match step.clone() {
            Step::Submit { who, offer, ask } => {
                let (offered, asked) = (self.asset(offer), self.asset(ask));
                let answer = self.setup.tries_to_submit(PEOPLE[who], &offered, &asked);
                Some((answer, self.model.submit(who, offer, ask)))
            }
            Step::Execute {
                who,
                order,
                asset,
                amount,
            } => {
                let (order_id, open) = self.chosen(order)?;
                let left = open.ask.1 - open.filled.1;
                let amount = match amount {
                    Payment::Part(thousandths) => left / 1000 * thousandths,
                    Payment::All => left,
                    Payment::OneMore => left + 1,
                    Payment::Amount(amount) => amount,
                };
                let paid = (asset.unwrap_or(open.ask.0), amount);
                let payment = self.asset(paid);
                let answer = self.setup.tries_to_execute(PEOPLE[who], order_id, &payment);
                Some((answer, self.model.execute(who, order_id, paid)))
            }
            Step::Cancel { who, order } => {
                let (order_id, open) = self.chosen(order)?;
                let who = who.unwrap_or(open.bidder);
                let answer = self.setup.tries_to_cancel(PEOPLE[who], order_id);
                Some((answer, self.model.cancel(who, order_id, &self.setup)))
            }
            Step::Gift(who, asset, amount) => {
                let gift = self.asset((asset, amount));
                self.setup.gives(PEOPLE[who], &gift);
                self.model.wallets[who][asset] -= amount;
                None
            }
        }
    }

    /// Compare balances and lists with the model. The book itself is audited after every message (I-28).
    fn check(&self) {
        for (person, wallet) in PEOPLE.iter().zip(&self.model.wallets) {
            for (info, expected) in self.model.infos.iter().zip(wallet) {
                let asset = info.clone().amount(0u128);
                assert_eq!(
                    *expected,
                    self.setup.balance(person, &asset),
                    "{person} {info}"
                );
            }
        }
        assert_eq!(self.model.last_order_id, self.setup.last_order_id());
        let page = self.setup.orders(None, None, Some(30), Some(OrderBy::Asc));
        let expected: Vec<OrderResponse> = self
            .model
            .orders
            .iter()
            .take(30)
            .map(|(order_id, open)| OrderResponse {
                order_id: *order_id,
                bidder_addr: self.setup.who(PEOPLE[open.bidder]).into_string(),
                offer_asset: self.asset(open.offer),
                ask_asset: self.asset(open.ask),
                filled_offer_amount: open.filled.0.into(),
                filled_ask_amount: open.filled.1.into(),
            })
            .collect();
        assert_eq!(expected, page);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// I-28: the contract holds what open orders offer.
    #[test]
    fn the_book_always_holds_what_is_left_of_the_orders(
        steps in proptest::collection::vec(step(), 10..60),
    ) {
        let mut life = Life::new();
        for step in &steps {
            if let Some((answer, expected)) = life.tries(step) {
                let refusal = answer.err();
                let refusal = refusal.as_ref().map(|error| error.downcast_ref().unwrap());
                let expected = expected.err();
                prop_assert_eq!(expected.as_ref(), refusal);
            }

            life.check();
        }

        // All orders can be taken back, and then each account has what the model says.
        let open: Vec<(u64, usize)> =
            life.model.orders.iter().map(|(id, open)| (*id, open.bidder)).collect();
        for (order_id, bidder) in open {
            life.setup.tries_to_cancel(PEOPLE[bidder], order_id).unwrap();
            life.model.cancel(bidder, order_id, &life.setup).unwrap();
        }
        life.check();
        for (place, info) in life.model.infos.iter().enumerate() {
            let gift = life.setup.gifts.get(info).copied().unwrap_or_default();
            let held: u128 = life.model.wallets.iter().map(|wallet| wallet[place]).sum();
            prop_assert_eq!(3 * FORTUNE, held + gift);
        }
    }
}
