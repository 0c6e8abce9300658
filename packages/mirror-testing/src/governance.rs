//! A world that gov owns, and what its stakers do.

use cosmwasm_std::{to_json_binary, Addr, Uint128};
use cw_multi_test::AppResponse;
use mirror_deploy::{hand_over, Profile, Progress};
use mirror_merkle::{leaf, Tree};
use mirror_protocol::airdrop;
use mirror_protocol::gov::{
    ConfigResponse, Cw20HookMsg, ExecuteMsg, PollAdminAction, PollConfig, PollExecuteMsg,
    PollResponse, PollStatus, QueryMsg, StakerResponse, VoteOption, VotingPowerResponse,
};
use serde::Serialize;

use crate::actor::Actor;
use crate::chain::{Answer, TestChain};
use crate::world::{standard_profile, usual_listing, World};

/// Who claims from the airdrop to LUNA stakers in a governed world, and stakes what he got.
const STAKERS: [&str; 3] = ["alice", "bob", "carol"];
/// The micro MIR that each of them claims: together the whole airdrop.
const CLAIM: u128 = 3_050_000_000_000;
/// The micro MIR that each of them stakes of it: together a little more than the hundredth of all
/// MIR that gov takes over with, and a third each.
pub const STAKE: u128 = 1_250_000_000_000;

/// A poll to create.
#[derive(Debug, Clone)]
pub struct Proposal {
    action: Action,
}

#[derive(Debug, Clone)]
enum Action {
    None,
    Call(PollExecuteMsg),
    Admin(PollAdminAction),
}

impl Proposal {
    /// A poll without an action.
    pub fn text() -> Self {
        Self {
            action: Action::None,
        }
    }

    /// Send a contract a message that default polls may send.
    pub fn call(contract: &Addr, msg: &impl Serialize) -> Self {
        Self {
            action: Action::Call(sent(contract, msg)),
        }
    }

    /// Send a contract any message.
    pub fn execute(contract: &Addr, msg: &impl Serialize) -> Self {
        let msgs = vec![sent(contract, msg)];
        Self::admin(PollAdminAction::Execute { msgs })
    }

    /// Carry out an admin action, which takes stricter rules.
    pub fn admin(action: PollAdminAction) -> Self {
        Self {
            action: Action::Admin(action),
        }
    }

    /// The message that is sent with the deposit.
    pub fn hook(self) -> Cw20HookMsg {
        let (execute_msg, admin_action) = match self.action {
            Action::None => (None, None),
            Action::Call(call) => (Some(call), None),
            Action::Admin(action) => (None, Some(action)),
        };
        Cw20HookMsg::CreatePoll {
            title: "A proposal".to_string(),
            description: "What it does is in its action.".to_string(),
            link: None,
            execute_msg,
            admin_action,
        }
    }

    /// The rules for a poll of its kind.
    pub fn rules<'a>(&self, config: &'a ConfigResponse) -> &'a PollConfig {
        match self.action {
            Action::Admin(PollAdminAction::ExecuteMigrations { .. }) => {
                &config.migration_poll_config
            }
            Action::Admin(PollAdminAction::Execute { .. }) => config
                .execute_poll_config
                .as_ref()
                .unwrap_or(&config.auth_admin_poll_config),
            Action::Admin(_) => &config.auth_admin_poll_config,
            _ => &config.default_poll_config,
        }
    }
}

fn sent(contract: &Addr, msg: &impl Serialize) -> PollExecuteMsg {
    PollExecuteMsg {
        contract: contract.to_string(),
        msg: to_json_binary(msg).expect("the message can be written"),
    }
}

impl World {
    /// The world of [`World::new`] in which gov owns everything: alice, bob and carol have claimed
    /// 3,050,000 MIR each of an airdrop and staked 1,250,000.
    #[track_caller]
    pub fn governed() -> Self {
        Self::governed_with(&[])
    }

    /// The same with mAssets of the usual parameters, listed before gov took over and never fed.
    #[track_caller]
    pub fn governed_with(symbols: &[&str]) -> Self {
        let mut profile = standard_profile(&TestChain::new());
        profile.oracle_max_deviation = None;
        profile.assets = symbols.iter().map(|symbol| usual_listing(symbol)).collect();
        Self::governed_as(profile)
    }

    /// The same with another profile; start from [`standard_profile`].
    #[track_caller]
    pub fn governed_as(profile: Profile) -> Self {
        let mut world = Self::bootstrapped(&profile);
        world.drops_mir();
        for name in STAKERS {
            world.actor(name).stakes_mir(STAKE);
        }
        world.chain.pass(1);
        let deployment = world.deployment.clone();
        let least_stake = profile.gov.stake_to_take_over;
        hand_over(
            &mut world.deployer(),
            &deployment,
            least_stake,
            &mut Progress::default(),
        )
        .expect("gov takes over");
        // A poll that is created in the second of the hand-over can never be executed.
        world.chain.pass(1);
        world
    }

    /// The deployer opens the first stage of the airdrop, and everybody in it claims.
    #[track_caller]
    pub fn drops_mir(&mut self) {
        let airdrop = self.at.airdrop.clone();
        let accounts = STAKERS.map(|name| self.chain.account(name));
        let leaf = |account: &Addr| leaf(account.as_str(), Uint128::new(CLAIM));
        let tree = Tree::new(accounts.iter().map(leaf).collect()).expect("a tree");
        let register = airdrop::ExecuteMsg::RegisterMerkleRoot {
            merkle_root: tree.root().to_string(),
            total_amount: Some(Uint128::new(9_150_000_000_000)),
            expiration: None,
        };
        self.actor("deployer").sends(&airdrop, &register);
        for account in &accounts {
            let proof = tree.proof(&leaf(account)).expect("an entry of the list");
            let claim = airdrop::ExecuteMsg::Claim {
                stage: 1,
                amount: Uint128::new(CLAIM),
                proof: proof.iter().map(ToString::to_string).collect(),
                address: Some(account.to_string()),
            };
            self.carol().sends(&airdrop, &claim);
        }
    }

    /// Alice proposes it, she and bob vote for it with all they have, and everybody waits until it
    /// may be executed; the answer is its number.
    #[track_caller]
    pub fn passes(&mut self, proposal: Proposal) -> u64 {
        let poll_id = self.alice().creates_poll(proposal);
        for name in ["alice", "bob"] {
            self.actor(name).votes(poll_id, VoteOption::Yes);
        }
        self.voting_ends(poll_id);
        self.carol().tries_to_end(poll_id).expect("the poll ends");
        let poll = self.poll(poll_id);
        assert_eq!(PollStatus::Passed, poll.status);
        // A migration has waited long enough by then if there is one more block.
        let wait = poll.effective_time.saturating_sub(poll.end_time);
        self.chain.pass(wait.max(1));
        poll_id
    }

    /// The same, and carries it out.
    #[track_caller]
    pub fn passes_poll(&mut self, proposal: Proposal) -> AppResponse {
        let poll_id = self.passes(proposal);
        let answer = self.carol().tries_to_execute(poll_id);
        let answer = answer.expect("the poll is executed");
        assert_eq!(
            PollStatus::Executed,
            self.poll(poll_id).status,
            "{answer:?}"
        );
        answer
    }

    /// Time goes on until a poll can be ended.
    #[track_caller]
    pub fn voting_ends(&mut self, poll_id: u64) {
        let end_time = self.poll(poll_id).end_time;
        let seconds = end_time - self.chain.now();
        self.chain.pass(seconds);
    }

    /// Gov's record of a poll.
    #[track_caller]
    pub fn poll(&self, poll_id: u64) -> PollResponse {
        self.asks(&self.at.gov, &QueryMsg::Poll { poll_id })
    }

    /// Gov's record of an account.
    #[track_caller]
    pub fn staker(&self, account: &Addr) -> StakerResponse {
        let address = account.to_string();
        self.asks(&self.at.gov, &QueryMsg::Staker { address })
    }
}

impl Actor<'_> {
    /// Stake MIR in gov.
    #[track_caller]
    pub fn stakes_mir(self, amount: u128) -> AppResponse {
        let answer = self.tries_to_stake_mir(amount);
        answer.expect("the MIR is staked")
    }

    /// Stake MIR in gov, as far as it accepts it.
    pub fn tries_to_stake_mir(self, amount: u128) -> Answer {
        let hook = Cw20HookMsg::StakeVotingTokens {};
        self.tries_to_hand_mir(amount, &hook)
    }

    /// Take MIR out of gov; `None` is all that is free.
    pub fn tries_to_unstake_mir(self, amount: Option<u128>) -> Answer {
        let amount = amount.map(Uint128::new);
        self.tries_with_gov(&ExecuteMsg::WithdrawVotingTokens { amount })
    }

    /// Create a poll with the deposit that its kind takes; the answer is its number.
    #[track_caller]
    pub fn creates_poll(self, proposal: Proposal) -> u64 {
        let config = self.world.asks(&self.world.at.gov, &QueryMsg::Config {});
        let deposit = proposal.rules(&config).proposal_deposit;
        let answer = self.tries_to_create_poll(proposal, deposit.u128());
        let answer = answer.expect("the poll is created");
        let mut told = answer.events.iter().flat_map(|event| &event.attributes);
        let poll_id = told.find(|said| said.key == "poll_id").expect("a number");
        poll_id.value.parse().expect("a number")
    }

    /// Create a poll with this deposit.
    pub fn tries_to_create_poll(self, proposal: Proposal, deposit: u128) -> Answer {
        self.tries_to_hand_mir(deposit, &proposal.hook())
    }

    /// Vote with the whole stake.
    #[track_caller]
    pub fn votes(self, poll_id: u64, vote: VoteOption) -> AppResponse {
        let address = self.who.to_string();
        let question = QueryMsg::VotingPower { poll_id, address };
        let answer: VotingPowerResponse = self.world.asks(&self.world.at.gov, &question);
        let answer = self.tries_to_vote(poll_id, vote, answer.power.u128());
        answer.expect("the vote counts")
    }

    /// Vote with a part of the stake.
    pub fn tries_to_vote(self, poll_id: u64, vote: VoteOption, amount: u128) -> Answer {
        let amount = Uint128::new(amount);
        self.tries_with_gov(&ExecuteMsg::CastVote {
            poll_id,
            vote,
            amount,
        })
    }

    /// End a poll.
    pub fn tries_to_end(self, poll_id: u64) -> Answer {
        self.tries_with_gov(&ExecuteMsg::EndPoll { poll_id })
    }

    /// Execute a poll that passed.
    pub fn tries_to_execute(self, poll_id: u64) -> Answer {
        self.tries_with_gov(&ExecuteMsg::ExecutePoll { poll_id })
    }

    fn tries_with_gov(self, msg: &ExecuteMsg) -> Answer {
        let gov = self.world.at.gov.clone();
        self.tries(&gov, msg, &[])
    }

    fn tries_to_hand_mir(self, amount: u128, hook: &Cw20HookMsg) -> Answer {
        let (token, gov) = (
            self.world.at.mirror_token.clone(),
            self.world.at.gov.clone(),
        );
        self.tries_to_hand(&token, amount, &gov, hook)
    }
}
