//! An order book on a chain of its own, and accounts with large balances of two coins and two tokens.

use std::collections::BTreeMap;

use cosmwasm_std::{coin, to_json_binary, Addr, Api, Order, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;
use cw_multi_test::AppResponse;
use mirror_bytes::Bytes;
use mirror_limit_order::state::{self, BY_BIDDER};
use mirror_protocol::limit_order::{
    Cw20HookMsg, ExecuteMsg, InstantiateMsg, OrderResponse, OrdersResponse, QueryMsg,
};
use mirror_protocol::paging::OrderBy;
use mirror_testing::{codes, Call, TestChain};
use terraswap::asset::{Asset, AssetInfo};

pub(crate) type Answer = anyhow::Result<AppResponse>;

pub(crate) const PEOPLE: [&str; 3] = ["alice", "bob", "carol"];

/// The balance of each account in each asset.
pub(crate) const FORTUNE: u128 = u128::MAX / 10;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) book: Addr,
    maapl: Addr,
    mgoog: Addr,
    /// What was sent to the book without a message.
    pub(crate) gifts: BTreeMap<AssetInfo, u128>,
}

impl Setup {
    pub(crate) fn new() -> Self {
        let mut chain = TestChain::new();
        let creator = chain.account("creator");
        for name in PEOPLE {
            let account = chain.account(name);
            chain.fund(&account, &[coin(FORTUNE, "uluna"), coin(FORTUNE, "uusd")]);
        }
        let maapl = new_token(&mut chain, "mAAPL");
        let mgoog = new_token(&mut chain, "mGOOG");
        let book = chain.create(codes::limit_order(), &creator, &InstantiateMsg {});
        Self {
            chain,
            book,
            maapl,
            mgoog,
            gifts: BTreeMap::new(),
        }
    }

    pub(crate) fn who(&self, name: &str) -> Addr {
        self.chain.account(name)
    }

    pub(crate) fn maapl(&self, amount: u128) -> Asset {
        Asset::token(&self.maapl, amount)
    }

    pub(crate) fn mgoog(&self, amount: u128) -> Asset {
        Asset::token(&self.mgoog, amount)
    }

    pub(crate) fn tries_to_submit(&mut self, who: &str, offer: &Asset, ask: &Asset) -> Answer {
        let request = Call::submit_order(&self.book, offer.clone(), ask.clone());
        self.asks(who, request)
    }

    /// The number of the new order.
    pub(crate) fn submits(&mut self, who: &str, offer: &Asset, ask: &Asset) -> u64 {
        self.tries_to_submit(who, offer, ask).unwrap();
        self.last_order_id()
    }

    pub(crate) fn tries_to_execute(&mut self, who: &str, order_id: u64, paid: &Asset) -> Answer {
        let request = Call::execute_order(&self.book, order_id, paid.clone());
        self.asks(who, request)
    }

    /// Execute an order; returns how much the executor's balance of `bought` grew.
    pub(crate) fn executes(
        &mut self,
        who: &str,
        order_id: u64,
        paid: &Asset,
        bought: &Asset,
    ) -> u128 {
        let before = self.balance(who, bought);
        self.tries_to_execute(who, order_id, paid).unwrap();
        self.balance(who, bought) - before
    }

    pub(crate) fn tries_to_cancel(&mut self, who: &str, order_id: u64) -> Answer {
        self.tells(&self.who(who), &ExecuteMsg::CancelOrder { order_id })
    }

    pub(crate) fn tells(&mut self, sender: &Addr, msg: &ExecuteMsg) -> Answer {
        let outcome = self.chain.execute(sender, &self.book, msg, &[]);
        self.audit();
        outcome
    }

    fn asks(&mut self, who: &str, request: StdResult<Call>) -> Answer {
        let outcome = self.chain.send(&self.who(who), request);
        self.audit();
        outcome
    }

    /// `token` tells the book that `holder` has sent this amount for `hook`, true or not.
    pub(crate) fn claims(
        &mut self,
        token: &Addr,
        holder: &str,
        amount: u128,
        hook: &Cw20HookMsg,
    ) -> Answer {
        let msg = receive(holder, amount, hook);
        self.tells(token, &msg)
    }

    /// Send an amount to the book without a message.
    pub(crate) fn gives(&mut self, who: &str, gift: &Asset) {
        let (sender, book) = (self.who(who), self.book.clone());
        let messages = gift.transfer_to(&book).unwrap();
        let outcome = self
            .chain
            .app
            .execute_multi(sender, messages.into_iter().collect());
        outcome.unwrap();
        *self.gifts.entry(gift.info.clone()).or_default() += gift.amount.u128();
        self.audit();
    }

    /// The balance of an account in this asset; its amount does not matter.
    pub(crate) fn balance(&self, who: &str, asset: &Asset) -> u128 {
        self.balance_of(&self.who(who), &asset.info)
    }

    fn balance_of(&self, holder: &Addr, info: &AssetInfo) -> u128 {
        self.chain.balance(holder, info)
    }

    pub(crate) fn order(&self, order_id: u64) -> OrderResponse {
        let question = QueryMsg::Order { order_id };
        self.chain.query(&self.book, &question)
    }

    /// How much of an order is filled: of the offer and of the ask.
    pub(crate) fn filled(&self, order_id: u64) -> (u128, u128) {
        let order = self.order(order_id);
        let (offer, ask) = (order.filled_offer_amount, order.filled_ask_amount);
        (offer.u128(), ask.u128())
    }

    pub(crate) fn exists(&self, order_id: u64) -> bool {
        let question = QueryMsg::Order { order_id };
        let answer: Result<OrderResponse, _> = self
            .chain
            .app
            .wrap()
            .query_wasm_smart(&self.book, &question);
        answer.is_ok()
    }

    pub(crate) fn last_order_id(&self) -> u64 {
        let answer: mirror_protocol::limit_order::LastOrderIdResponse =
            self.chain.query(&self.book, &QueryMsg::LastOrderId {});
        answer.last_order_id
    }

    pub(crate) fn orders(
        &self,
        bidder: Option<&str>,
        start_after: Option<u64>,
        limit: Option<u32>,
        order_by: Option<OrderBy>,
    ) -> Vec<OrderResponse> {
        let question = QueryMsg::Orders {
            bidder_addr: bidder.map(|name| self.who(name).into_string()),
            start_after,
            limit,
            order_by,
        };
        let answer: OrdersResponse = self.chain.query(&self.book, &question);
        answer.orders
    }

    /// I-28: the book holds what is left of the orders and what was sent without a message. The list of
    /// all and the lists of the bidders hold the same orders.
    #[track_caller]
    pub(crate) fn audit(&self) {
        let storage = self.chain.app.contract_storage(&self.book);
        let storage = storage.as_ref();
        let mut owed = self.gifts.clone();
        for info in [
            uusd(0).info,
            uluna(0).info,
            self.maapl(0).info,
            self.mgoog(0).info,
        ] {
            owed.entry(info).or_default();
        }
        let api = self.chain.app.api();
        let mut listed = vec![];
        for entry in state::all(storage, None, Order::Ascending) {
            let (order_id, stored) = entry.unwrap();
            let order = stored.to_order(api).unwrap();
            let price_paid = order.filled_ask.full_mul(order.offer.amount);
            assert!(order.filled_offer.full_mul(order.ask.amount) <= price_paid);
            assert!(order.filled_ask < order.ask.amount);

            let left = order.left_offer().unwrap();
            *owed.entry(left.info).or_default() += left.amount.u128();
            let bidder = api.addr_canonicalize(order.bidder.as_str()).unwrap();
            listed.push([bidder.to_bytes(), order_id.to_be_bytes().into()].concat());
        }
        let by_bidder = BY_BIDDER.listed(storage, &[], None, Order::Ascending);
        listed.sort();
        assert_eq!(listed, by_bidder.collect::<Vec<_>>());

        // A false token's balances are not checked.
        let is_real = |info: &AssetInfo| {
            info.is_native_token()
                || [&self.maapl, &self.mgoog]
                    .iter()
                    .any(|t| info.id() == t.as_str())
        };
        for (info, sum) in owed.into_iter().filter(|(info, _)| is_real(info)) {
            assert_eq!(sum, self.balance_of(&self.book, &info), "{info}");
        }
    }
}

fn new_token(chain: &mut TestChain, symbol: &str) -> Addr {
    let [alice, bob, carol] = PEOPLE.map(|name| chain.account(name));
    chain.new_token(symbol, &[&alice, &bob, &carol], FORTUNE)
}

pub(crate) fn uusd(amount: u128) -> Asset {
    Asset::native("uusd", amount)
}

pub(crate) fn uluna(amount: u128) -> Asset {
    Asset::native("uluna", amount)
}

/// The message by which a token tells the book of a transfer.
pub(crate) fn receive(holder: &str, amount: u128, hook: &Cw20HookMsg) -> ExecuteMsg {
    ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: holder.to_string(),
        amount: Uint128::new(amount),
        msg: to_json_binary(hook).unwrap(),
    })
}

pub(crate) fn ask(asset: &Asset) -> Cw20HookMsg {
    Cw20HookMsg::SubmitOrder {
        ask_asset: asset.clone(),
    }
}
