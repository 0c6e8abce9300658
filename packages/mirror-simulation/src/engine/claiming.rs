//! Registering the lists of those who were promised MIR, and claiming it.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_deploy::planned_stages;
use mirror_merkle::{leaf, Tree};
use mirror_protocol::airdrop::ExecuteMsg;
use mirror_testing::Call;

use super::airdrop::{proof, tree, Claim, Holder, Stage};
use super::person::Person;
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::{MarkKind, Pool};

/// How long a stage may be claimed: a year.
const OPEN: u64 = 31_536_000;

/// The chance, per cent and trading day, that a claimant comes.
const COMES: u64 = 25;

/// So many stages are claimed in one visit at most.
const VISIT: usize = 4;

/// How far the stakes of claimants spread.
const SPREAD: Decimal = Decimal::percent(60);

impl World<'_> {
    /// Everybody who had staked LUNA: the delegates a half, so that gov can take over at once, the
    /// claimants about a quarter, and the rest those who never come.
    pub(super) fn enlist(&mut self) {
        const LUNA: u128 = 100_000_000_000_000;

        let delegates = self.people.delegates.clone();
        let each = LUNA / 2 / (delegates.len() as u128).max(1);
        let mut holders: Vec<Holder> = delegates
            .into_iter()
            .map(|person| Holder::new(person, each))
            .collect();
        let claimants = self.scenario().airdrop.claimants;
        for number in 0..claimants {
            let person = self.person(&format!("claimant {number}"), Uint128::zero());
            let part = LUNA / 4 / u128::from(claimants);
            let staked = self.chance.around(Uint128::new(part), SPREAD);
            holders.push(Holder::new(person, staked.u128()));
        }
        let gone: u128 = holders.iter().map(|holder| holder.staked).sum();
        let absent = ["absent one", "absent two", "absent three"];
        for name in absent {
            holders.push(Holder {
                address: self.chain.inner.account(name),
                person: None,
                staked: (LUNA.saturating_sub(gone)) / absent.len() as u128,
            });
        }
        self.airdrop.holders = holders;
        self.airdrop.planned = planned_stages().into_iter().rev().collect();
    }

    /// The list of UNI holders: the founder's part opens the market of MIR.
    pub(super) fn register_uni(
        &mut self,
        owner: &Person,
        founders: Uint128,
    ) -> Result<(), SimulationError> {
        let total = self.mirror_of(&self.at.uni_airdrop.clone());
        let founder = self.people.founder.clone();
        let absent = self.chain.inner.account("absent UNI holder");
        let rest = total.saturating_sub(founders);
        let leaves = vec![
            leaf(founder.address.as_str(), founders),
            leaf(absent.as_str(), rest),
        ];
        let tree = tree(leaves)?;
        let contract = self.at.uni_airdrop.clone();
        self.register(owner, &contract, &tree, total)?;
        let claim = Claim {
            amount: founders,
            proof: proof(&tree, founder.address.as_str(), founders),
            person: founder,
        };

        self.claim_stage(&contract, 1, &claim).map(drop)
    }

    /// Registers the next stage, if the contract has MIR for it.
    pub(super) fn register_next(&mut self, owner: &Person) -> Result<bool, SimulationError> {
        let contract = self.at.airdrop.clone();
        let reserved: Uint128 = self.airdrop.stages.iter().map(|stage| stage.left).sum();
        let free = self.mirror_of(&contract).saturating_sub(reserved);
        let Some(next) = self
            .airdrop
            .planned
            .last()
            .filter(|next| next.amount <= free)
        else {
            return Ok(false);
        };
        let (number, total) = (next.stage, next.amount);
        let amounts = self.airdrop.amounts(total);
        let leaves = amounts
            .iter()
            .map(|(place, amount)| leaf(self.airdrop.holders[*place].address.as_str(), *amount));
        let tree = tree(leaves.collect())?;
        if !self.register(owner, &contract, &tree, total)? {
            return Ok(false);
        }

        let claims = amounts.into_iter().filter_map(|(place, amount)| {
            let holder = &self.airdrop.holders[place];
            let person = holder.person.clone()?;
            let proof = proof(&tree, holder.address.as_str(), amount);
            Some(Claim {
                person,
                amount,
                proof,
            })
        });
        let stage = Stage {
            number,
            left: total,
            expires: self.chain.now() + OPEN,
            waiting: claims.collect(),
        };
        self.airdrop.stages.push(stage);
        self.airdrop.planned.pop();

        Ok(true)
    }

    fn register(
        &mut self,
        owner: &Person,
        contract: &Addr,
        tree: &Tree,
        total: Uint128,
    ) -> Result<bool, SimulationError> {
        let message = ExecuteMsg::RegisterMerkleRoot {
            merkle_root: tree.root().to_string(),
            total_amount: Some(total),
            expiration: Some(self.chain.now() + OPEN),
        };
        let call = Call::new(contract, &message)?;

        Ok(self.send(owner, call)?.is_some())
    }

    /// What the operator and the claimants do on a day.
    pub(super) fn tend_airdrop(&mut self) -> Result<(), SimulationError> {
        let operator = self.people.operator.clone();
        if self.airdrop.is_lent {
            while self.register_next(&operator)? {}
            self.claw_back(&operator)?;
        }
        let mut people: Vec<Person> = Vec::new();
        for holder in &self.airdrop.holders {
            people.extend(holder.person.clone());
        }
        for person in people {
            if self.chance.percent(COMES) {
                self.visit(&person)?;
            }
        }

        Ok(())
    }

    /// Somebody claims what stages hold for the account.
    pub(super) fn visit(&mut self, person: &Person) -> Result<(), SimulationError> {
        let contract = self.at.airdrop.clone();
        let now = self.chain.now();
        let mut claimed = Uint128::zero();
        for _ in 0..VISIT {
            let Some((place, claim)) = self.airdrop.waiting(person, now) else {
                break;
            };
            let stage = &mut self.airdrop.stages[place];
            stage
                .waiting
                .retain(|one| one.person.account != person.account);
            let number = stage.number;
            if self.claim_stage(&contract, number, &claim)? {
                let stage = &mut self.airdrop.stages[place];
                stage.left = stage.left.saturating_sub(claim.amount);
                claimed = claimed.checked_add(claim.amount)?;
            }
        }
        let is_delegate = self
            .people
            .delegates
            .iter()
            .any(|delegate| delegate.account == person.account);
        let sells = self.scenario().airdrop.sells;
        if !claimed.is_zero() && !is_delegate && self.chance.happens(sells) {
            // No more than a market takes well: two per cent of its pool.
            let most = self.book.mirror.reserves.asset / Uint128::new(50);
            self.sell(person, Pool::Mir, claimed.min(most))?;
        }

        Ok(())
    }

    fn claim_stage(
        &mut self,
        contract: &Addr,
        stage: u8,
        claim: &Claim,
    ) -> Result<bool, SimulationError> {
        let message = ExecuteMsg::Claim {
            stage,
            amount: claim.amount,
            proof: claim.proof.clone(),
            address: None,
        };
        let call = Call::new(contract, &message)?;

        Ok(self.send(&claim.person, call)?.is_some())
    }

    /// Claws expired stages back for the community. After the last stage the operator gives the airdrop
    /// back to gov.
    fn claw_back(&mut self, operator: &Person) -> Result<(), SimulationError> {
        let now = self.chain.now();
        while self
            .airdrop
            .stages
            .first()
            .is_some_and(|stage| stage.expires <= now)
        {
            let stage = self.airdrop.stages.remove(0);
            let message = ExecuteMsg::Clawback {
                stage: stage.number,
                recipient: self.at.community.to_string(),
            };
            let call = Call::new(&self.at.airdrop, &message)?;
            self.send(operator, call)?;
        }
        if self.airdrop.stages.is_empty() && self.airdrop.planned.is_empty() {
            let message = ExecuteMsg::UpdateConfig {
                owner: Some(self.at.gov.to_string()),
            };
            let call = Call::new(&self.at.airdrop, &message)?;
            self.must_send(operator, call, "the end of the airdrop")?;
            self.airdrop.is_lent = false;
            let text = "Airdrop over: the operator gives it back".to_string();
            self.mark(MarkKind::Airdrop, None, None, text);
        }

        Ok(())
    }

    /// MIR of a contract.
    fn mirror_of(&mut self, contract: &Addr) -> Uint128 {
        let account = self.book.accounts.number(contract.as_str());

        self.book.ledger.balance(self.book.mirror.token, account)
    }
}
