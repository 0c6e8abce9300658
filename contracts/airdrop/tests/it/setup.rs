//! An airdrop with MIR, and lists for its stages. Names and amounts are those of airdrop.md section 9, A.

use cosmwasm_std::{Addr, Uint128};
use cw_multi_test::AppResponse;
use mirror_airdrop::state::{CLAIMED_AMOUNTS, RESERVED, STAGES};
use mirror_merkle::{leaf, Tree};
use mirror_protocol::airdrop::{ExecuteMsg, InstantiateMsg, MerkleRootResponse, QueryMsg};
use mirror_testing::{codes, TestChain};

/// The sum of the three entries.
pub(crate) const TOTAL: u128 = 10_000_001;

/// When the stages of these tests expire, if they do. The tests start at second 1,000.
pub(crate) const EXPIRATION: u64 = 5_000;

/// A root of no list.
pub(crate) const ROOT: &str = "025c6686c428a726321fd524a8c89304f6a79dc5474f8eb9222d44dacd99109a";

/// A list of accounts with amounts, and its tree.
pub(crate) struct List {
    entries: Vec<(Addr, u128)>,
    tree: Tree,
}

impl List {
    pub(crate) fn new(entries: Vec<(Addr, u128)>) -> Self {
        let leaves = entries
            .iter()
            .map(|(account, amount)| leaf(account.as_str(), Uint128::new(*amount)))
            .collect();
        Self {
            tree: Tree::new(leaves).unwrap(),
            entries,
        }
    }

    pub(crate) fn root(&self) -> String {
        self.tree.root().to_string()
    }

    /// The amount of `account` in the list.
    pub(crate) fn amount(&self, account: &Addr) -> u128 {
        let entry = self.entries.iter().find(|entry| entry.0 == *account);
        entry.unwrap().1
    }

    pub(crate) fn proof(&self, account: &Addr) -> Vec<String> {
        let leaf = leaf(account.as_str(), self.amount(account).into());
        let proof = self.tree.proof(&leaf).unwrap();
        proof.iter().map(ToString::to_string).collect()
    }

    /// The message by which `account` claims for itself.
    pub(crate) fn claim(&self, stage: u8, account: &Addr) -> ExecuteMsg {
        claim(stage, self.amount(account), self.proof(account), None)
    }
}

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) airdrop: Addr,
    pub(crate) mir: Addr,
    pub(crate) owner: Addr,
    pub(crate) alice: Addr,
    pub(crate) bob: Addr,
    pub(crate) carol: Addr,
    pub(crate) stranger: Addr,
}

impl Setup {
    /// An airdrop without MIR and without a stage. The owner has all the MIR.
    pub(crate) fn new() -> Self {
        let mut chain = TestChain::new();
        let [owner, alice, bob, carol, stranger] =
            ["owner", "alice", "bob", "carol", "stranger"].map(|name| chain.account(name));
        let mir = chain.new_token("MIR", &[&owner], 370_575_000_000_000);
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            mirror_token: mir.to_string(),
        };
        let airdrop = chain.create(codes::airdrop(), &owner, &msg);
        Self {
            chain,
            airdrop,
            mir,
            owner,
            alice,
            bob,
            carol,
            stranger,
        }
    }

    /// The same with stage 1: the list of the example, paid in, with its total and an expiration.
    pub(crate) fn with_a_stage() -> (Self, List) {
        let mut setup = Self::new();
        let list = setup.list();
        setup.pay_in(TOTAL);
        let register = register(&list.root(), Some(TOTAL), Some(EXPIRATION));
        setup.owner_sends(&register).unwrap();
        (setup, list)
    }

    /// The list of the example: Alice, Bob and Carol.
    pub(crate) fn list(&self) -> List {
        List::new(vec![
            (self.alice.clone(), 1_000_000),
            (self.bob.clone(), 2_500_000),
            (self.carol.clone(), 6_500_001),
        ])
    }

    /// Send MIR to the airdrop without a message.
    pub(crate) fn pay_in(&mut self, amount: u128) {
        self.chain
            .give(&self.owner, &self.mir, amount, &self.airdrop);
    }

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        let outcome = self.chain.execute(sender, &self.airdrop, msg, &[]);
        self.audit();
        outcome
    }

    pub(crate) fn owner_sends(&mut self, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.send(&self.owner.clone(), msg)
    }

    pub(crate) fn balance(&self, holder: &Addr) -> u128 {
        self.chain.token_balance(&self.mir, holder)
    }

    pub(crate) fn stage(&self, stage: u8) -> MerkleRootResponse {
        self.chain
            .query(&self.airdrop, &QueryMsg::MerkleRoot { stage })
    }

    pub(crate) fn reserved(&self) -> u128 {
        let storage = self.chain.app.contract_storage(&self.airdrop);
        RESERVED.load(storage.as_ref()).unwrap().u128()
    }

    /// Check that what is reserved is what the stages with a total still have to pay, and that the
    /// contract has it.
    #[track_caller]
    fn audit(&self) {
        let storage = self.chain.app.contract_storage(&self.airdrop);
        let stages = STAGES.range(storage.as_ref(), None, None, cosmwasm_std::Order::Ascending);
        let mut owed = Uint128::zero();
        for (number, stage) in stages.map(Result::unwrap) {
            let claimed = CLAIMED_AMOUNTS.may_load(storage.as_ref(), number).unwrap();
            let claimed = claimed.unwrap_or_default();
            if let Some(total) = stage.total_amount {
                assert!(claimed <= total, "stage {number}: {claimed} of {total}");
                if !stage.clawed_back {
                    owed += total - claimed;
                }
            }
        }
        assert_eq!(owed.u128(), self.reserved());
        assert!(self.reserved() <= self.balance(&self.airdrop));
    }
}

pub(crate) fn register(
    merkle_root: &str,
    total_amount: Option<u128>,
    expiration: Option<u64>,
) -> ExecuteMsg {
    ExecuteMsg::RegisterMerkleRoot {
        merkle_root: merkle_root.to_string(),
        total_amount: total_amount.map(Uint128::new),
        expiration,
    }
}

pub(crate) fn update_root(stage: u8, merkle_root: &str) -> ExecuteMsg {
    ExecuteMsg::UpdateMerkleRoot {
        stage,
        merkle_root: merkle_root.to_string(),
    }
}

pub(crate) fn claim(
    stage: u8,
    amount: u128,
    proof: Vec<String>,
    address: Option<&Addr>,
) -> ExecuteMsg {
    ExecuteMsg::Claim {
        stage,
        amount: Uint128::new(amount),
        proof,
        address: address.map(Addr::to_string),
    }
}

pub(crate) fn clawback(stage: u8, recipient: &Addr) -> ExecuteMsg {
    ExecuteMsg::Clawback {
        stage,
        recipient: recipient.to_string(),
    }
}

/// Texts that are neither a root nor an element of a proof.
pub(crate) fn not_hashes() -> Vec<String> {
    vec![
        String::new(),
        "not hex".to_string(),
        ROOT[1..].to_string(),
        ROOT[2..].to_string(),
        format!("{ROOT}00"),
        format!("0x{ROOT}"),
        ROOT.replace('0', "g"),
        format!("é{}", &ROOT[2..]),
        "0".repeat(100_000),
    ]
}
