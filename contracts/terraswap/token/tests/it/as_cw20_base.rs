//! The token answers as cw20-base does: the same messages go to both, and everything that can be seen
//! afterwards is compared.

use cosmwasm_std::{Addr, Binary, Uint128};
use cw20::{
    AllAccountsResponse, AllAllowancesResponse, AllSpenderAllowancesResponse, AllowanceResponse,
    BalanceResponse, Cw20ExecuteMsg, Expiration, MinterResponse, TokenInfoResponse,
};
use cw20_base::msg::QueryMsg;
use cw20_base::ContractError as Cw20Error;
use cw_multi_test::{AppResponse, ContractWrapper};
use mirror_testing::{attributes, codes, TestChain};
use proptest::prelude::*;
use terraswap_token::ContractError;

const PEOPLE: [&str; 4] = ["minter", "alice", "bob", "carol"];

/// Ours and the library's, on a chain each. Both chains name accounts and contracts alike.
struct Twins {
    chains: [TestChain; 2],
    token: Addr,
}

impl Twins {
    fn new() -> Self {
        let reference = ContractWrapper::new(
            cw20_base::contract::execute,
            cw20_base::contract::instantiate,
            cw20_base::contract::query,
        );
        let mut chains = [TestChain::new(), TestChain::new()];
        let [minter, alice, ..] = PEOPLE.map(|name| chains[0].account(name));
        let msg = serde_json::json!({
            "name": "Mirror",
            "symbol": "MIR",
            "decimals": 6,
            "initial_balances": [{ "address": alice, "amount": "1000" }],
            "mint": { "minter": minter, "cap": "2500" },
            "marketing": { "project": "mirror", "marketing": minter },
        });
        let token = chains[0].create(codes::terraswap_token(), &minter, &msg);
        let twin = chains[1].create(Box::new(reference), &minter, &msg);
        assert_eq!(token, twin);
        Self { chains, token }
    }

    fn account(&self, person: usize) -> Addr {
        self.chains[0].account(PEOPLE[person])
    }

    /// Whether the message is about an allowance of which, in the library's token, nothing is left.
    fn is_used_up(&self, sender: &Addr, message: &Cw20ExecuteMsg) -> bool {
        let (owner, spender) = match message {
            Cw20ExecuteMsg::TransferFrom { owner, .. }
            | Cw20ExecuteMsg::BurnFrom { owner, .. }
            | Cw20ExecuteMsg::SendFrom { owner, .. } => (Addr::unchecked(owner), sender.clone()),
            Cw20ExecuteMsg::DecreaseAllowance { spender, .. } => {
                (sender.clone(), Addr::unchecked(spender))
            }
            _ => return false,
        };
        let ask = Asker {
            chain: &self.chains[1],
            token: &self.token,
        };
        ask.allowance(&owner, &spender).allowance.is_zero()
    }

    /// What each says of a message: its attributes or its error.
    fn send(&mut self, sender: &Addr, message: &Cw20ExecuteMsg) -> [Said; 2] {
        let token = self.token.clone();
        let [ours, theirs] = &mut self.chains;
        let ours = match ours.execute(sender, &token, message, &[]) {
            Ok(response) => Ok(told(&response, &token)),
            Err(error) => match error.downcast::<ContractError>() {
                Ok(ContractError::Cw20(error)) => Err(error),
                other => panic!("not an error of cw20-base: {other:?}"),
            },
        };
        let theirs = match theirs.execute(sender, &token, message, &[]) {
            Ok(response) => Ok(told(&response, &token)),
            Err(error) => Err(error.downcast().unwrap()),
        };
        [ours, theirs]
    }

    /// Everything that each answers.
    fn answers(&self) -> [Answers; 2] {
        self.chains.each_ref().map(|chain| {
            let ask = Asker {
                chain,
                token: &self.token,
            };
            ask.everything(&PEOPLE.map(|name| chain.account(name)))
        })
    }
}

type Said = Result<Vec<(String, String)>, Cw20Error>;

fn told(response: &AppResponse, token: &Addr) -> Vec<(String, String)> {
    attributes(response, token)
}

#[derive(Debug, PartialEq)]
struct Answers {
    info: TokenInfoResponse,
    minter: Option<MinterResponse>,
    balances: Vec<Uint128>,
    holders: Vec<String>,
    allowances: Vec<AllowanceResponse>,
    by_owner: Vec<(String, String, Uint128)>,
    by_spender: Vec<(String, String, Uint128)>,
}

struct Asker<'a> {
    chain: &'a TestChain,
    token: &'a Addr,
}

impl Asker<'_> {
    fn everything(&self, people: &[Addr; 4]) -> Answers {
        let pairs = people
            .iter()
            .flat_map(|owner| people.iter().map(move |spender| (owner, spender)));
        let mut holders: Vec<_> = self.holders();
        holders.retain(|holder| !self.balance(holder).is_zero());
        holders.sort();
        Answers {
            info: self.ask(&QueryMsg::TokenInfo {}),
            minter: self.ask(&QueryMsg::Minter {}),
            balances: people.iter().map(|p| self.balance(p.as_str())).collect(),
            holders,
            allowances: pairs.map(|(o, s)| self.allowance(o, s)).collect(),
            by_owner: sorted(people.iter().flat_map(|owner| self.by_owner(owner))),
            by_spender: sorted(people.iter().flat_map(|spender| self.by_spender(spender))),
        }
    }

    fn ask<T: serde::de::DeserializeOwned>(&self, question: &QueryMsg) -> T {
        self.chain.query(self.token, question)
    }

    fn balance(&self, holder: &str) -> Uint128 {
        let address = holder.to_string();
        let answer: BalanceResponse = self.ask(&QueryMsg::Balance { address });
        answer.balance
    }

    fn holders(&self) -> Vec<String> {
        let answer: AllAccountsResponse = self.ask(&QueryMsg::AllAccounts {
            start_after: None,
            limit: Some(30),
        });
        answer.accounts
    }

    fn allowance(&self, owner: &Addr, spender: &Addr) -> AllowanceResponse {
        self.ask(&QueryMsg::Allowance {
            owner: owner.to_string(),
            spender: spender.to_string(),
        })
    }

    fn by_owner(&self, owner: &Addr) -> Vec<(String, String, Uint128)> {
        let answer: AllAllowancesResponse = self.ask(&QueryMsg::AllAllowances {
            owner: owner.to_string(),
            start_after: None,
            limit: Some(30),
        });
        let of = |info: cw20::AllowanceInfo| (owner.to_string(), info.spender, info.allowance);
        answer.allowances.into_iter().map(of).collect()
    }

    fn by_spender(&self, spender: &Addr) -> Vec<(String, String, Uint128)> {
        let answer: AllSpenderAllowancesResponse = self.ask(&QueryMsg::AllSpenderAllowances {
            spender: spender.to_string(),
            start_after: None,
            limit: Some(30),
        });
        let of =
            |info: cw20::SpenderAllowanceInfo| (info.owner, spender.to_string(), info.allowance);
        answer.allowances.into_iter().map(of).collect()
    }
}

/// The library keeps allowances of nothing and lists by text; we keep none and list by bytes.
fn sorted(
    entries: impl Iterator<Item = (String, String, Uint128)>,
) -> Vec<(String, String, Uint128)> {
    let mut entries: Vec<_> = entries.filter(|(_, _, amount)| !amount.is_zero()).collect();
    entries.sort();
    entries
}

/// A message with people by number.
#[derive(Clone, Debug)]
enum Step {
    Transfer(usize, usize, u128),
    Burn(usize, u128),
    Mint(usize, usize, u128),
    Increase(usize, usize, u128, Option<u64>),
    Decrease(usize, usize, u128, Option<u64>),
    TransferFrom(usize, usize, usize, u128),
    BurnFrom(usize, usize, u128),
    SendToNobody(usize, usize, u128),
    SendFromToNobody(usize, usize, usize, u128),
    UpdateMinter(usize, Option<usize>),
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Step> {
    let who = 0..PEOPLE.len();
    let amount = prop_oneof![Just(0u128), Just(1), 0..1_200u128];
    let seconds = prop::option::of(0..400u64);
    prop_oneof![
        4 => (who.clone(), who.clone(), amount.clone()).prop_map(|(a, b, n)| Step::Transfer(a, b, n)),
        1 => (who.clone(), amount.clone()).prop_map(|(a, n)| Step::Burn(a, n)),
        2 => (0..2usize, who.clone(), amount.clone()).prop_map(|(a, b, n)| Step::Mint(a, b, n)),
        4 => (who.clone(), who.clone(), amount.clone(), seconds.clone())
            .prop_map(|(a, b, n, t)| Step::Increase(a, b, n, t)),
        2 => (who.clone(), who.clone(), amount.clone(), seconds)
            .prop_map(|(a, b, n, t)| Step::Decrease(a, b, n, t)),
        4 => (who.clone(), who.clone(), who.clone(), amount.clone())
            .prop_map(|(a, b, c, n)| Step::TransferFrom(a, b, c, n)),
        2 => (who.clone(), who.clone(), amount.clone()).prop_map(|(a, b, n)| Step::BurnFrom(a, b, n)),
        1 => (who.clone(), who.clone(), amount.clone())
            .prop_map(|(a, b, n)| Step::SendToNobody(a, b, n)),
        1 => (who.clone(), who.clone(), who.clone(), amount)
            .prop_map(|(a, b, c, n)| Step::SendFromToNobody(a, b, c, n)),
        1 => (0..2usize, prop::option::of(0..2usize)).prop_map(|(a, b)| Step::UpdateMinter(a, b)),
        1 => (1..300u64).prop_map(Step::Wait),
    ]
}

impl Twins {
    /// The sender and the message of a step; none for one that only waits.
    fn message(&self, step: &Step) -> Option<(Addr, Cw20ExecuteMsg)> {
        let who = |person: &usize| self.account(*person);
        let name = |person: &usize| self.account(*person).into_string();
        let number = |amount: &u128| Uint128::new(*amount);
        let expires = |seconds: &Option<u64>| {
            seconds
                .map(|s| Expiration::AtTime(self.chains[0].app.block_info().time.plus_seconds(s)))
        };
        Some(match step {
            Step::Transfer(from, to, amount) => (
                who(from),
                Cw20ExecuteMsg::Transfer {
                    recipient: name(to),
                    amount: number(amount),
                },
            ),
            Step::Burn(from, amount) => (
                who(from),
                Cw20ExecuteMsg::Burn {
                    amount: number(amount),
                },
            ),
            Step::Mint(by, to, amount) => (
                who(by),
                Cw20ExecuteMsg::Mint {
                    recipient: name(to),
                    amount: number(amount),
                },
            ),
            Step::Increase(owner, spender, amount, seconds) => (
                who(owner),
                Cw20ExecuteMsg::IncreaseAllowance {
                    spender: name(spender),
                    amount: number(amount),
                    expires: expires(seconds),
                },
            ),
            Step::Decrease(owner, spender, amount, seconds) => (
                who(owner),
                Cw20ExecuteMsg::DecreaseAllowance {
                    spender: name(spender),
                    amount: number(amount),
                    expires: expires(seconds),
                },
            ),
            Step::TransferFrom(by, owner, to, amount) => (
                who(by),
                Cw20ExecuteMsg::TransferFrom {
                    owner: name(owner),
                    recipient: name(to),
                    amount: number(amount),
                },
            ),
            Step::BurnFrom(by, owner, amount) => (
                who(by),
                Cw20ExecuteMsg::BurnFrom {
                    owner: name(owner),
                    amount: number(amount),
                },
            ),
            Step::SendToNobody(from, to, amount) => (
                who(from),
                Cw20ExecuteMsg::Send {
                    contract: name(to).to_uppercase(),
                    amount: number(amount),
                    msg: Binary::default(),
                },
            ),
            Step::SendFromToNobody(by, owner, to, amount) => (
                who(by),
                Cw20ExecuteMsg::SendFrom {
                    owner: name(owner),
                    contract: name(to).to_uppercase(),
                    amount: number(amount),
                    msg: Binary::default(),
                },
            ),
            Step::UpdateMinter(by, to) => (
                who(by),
                Cw20ExecuteMsg::UpdateMinter {
                    new_minter: to.as_ref().map(name),
                },
            ),
            Step::Wait(_) => return None,
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_happens_the_token_says_and_answers_what_cw20_base_does(
        steps in prop::collection::vec(steps(), 1..40),
    ) {
        let mut twins = Twins::new();
        for step in &steps {
            let Some((sender, message)) = twins.message(step) else {
                let Step::Wait(seconds) = step else { unreachable!() };
                twins.chains.iter_mut().for_each(|chain| chain.pass(*seconds));
                continue;
            };
            let is_used_up = twins.is_used_up(&sender, &message);
            let [ours, theirs] = twins.send(&sender, &message);
            match ours {
                // The library keeps an allowance of nothing, and of that nothing can be taken.
                Err(Cw20Error::NoAllowance {}) if is_used_up => {}
                _ => prop_assert_eq!(ours, theirs, "{:?}", step),
            }
            let [ours, theirs] = twins.answers();
            prop_assert_eq!(ours, theirs, "after {:?}", step);
        }
    }
}
