//! The order of deployment (factory.md section 11).

use cosmwasm_std::{to_json_binary, Coin};
use mirror_protocol::factory;
use serde::Serialize;

use crate::chain::{Artifact, Chain, Receipt, Transaction};
use crate::deployment::{Codes, Contracts, Deployment};
use crate::inspection;
use crate::journal::Journal;
use crate::profile::Profile;
use crate::steps::{self, Steps};
use crate::store::store;

mod contracts;
mod error;
mod listings;
mod market;
mod mirror;

pub use error::BirthError;

/// Put a whole protocol on the chain, owned by the sender until [`crate::hand_over`].
///
/// Where it was interrupted it goes on with the same profile and the same journal: what the journal
/// knows is not sent again.
pub fn deploy<C: Chain, J: Journal<C::Signed>>(
    chain: &mut C,
    profile: &Profile,
    journal: &mut J,
) -> Result<Deployment, BirthError<C::Error>> {
    let mut steps = Steps::new(chain, journal);
    belongs_to(&mut steps)?;
    let codes = store_all(&mut steps)?;
    let market = market::open(&mut steps, profile, &codes)?;
    let factory = mirror::factory(&mut steps, profile, &codes)?;
    let mirror_token = mirror::token(&mut steps, profile, &codes, &factory)?;
    let pair = market::pair(&mut steps, profile, &market.factory, &mirror_token)?;
    let birth = contracts::Birth {
        steps: &mut steps,
        profile,
        codes: &codes,
        factory: &factory,
        mirror_token: &mirror_token,
        market: &market,
    };
    let contracts = birth.contracts()?;
    let mut deployment = Deployment {
        base_denom: profile.base_denom.clone(),
        contracts,
        mirror_token,
        mirror_pair: pair.contract_addr,
        mirror_lp: pair.liquidity_token,
        code_ids: codes,
        assets: vec![],
    };

    let complete = complete_mint(&deployment.contracts);
    if !steps.is_taken(COMPLETE_MINT, &deployment.contracts.mint, &complete)? {
        let supply = mirror::genesis(steps.chain, profile)?;
        let minter = mirror::minter(profile, &deployment.contracts.factory);
        inspection::inspect(steps.chain, &deployment, supply, minter)?;
    }
    steps.tell(COMPLETE_MINT, &deployment.contracts.mint, &complete)?;
    mirror::post_initialize(&mut steps, profile, &deployment)?;
    mirror::pay_genesis(&mut steps, profile, &deployment)?;
    listings::list(&mut steps, profile, &mut deployment)?;
    let start = factory::ExecuteMsg::StartRelease {};
    steps.tell("start the release", &deployment.contracts.factory, &start)?;
    Ok(deployment)
}

/// The account whose birth it is shapes nearly every message, so nobody else goes on with it.
fn belongs_to<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
) -> Result<(), BirthError<C::Error>> {
    const ACCOUNT: &str = "the account";

    let sender = steps.chain.sender();
    match steps.noted::<String>(ACCOUNT)? {
        Some(account) if account != sender => Err(BirthError::OtherAccount { account, sender }),
        Some(_) => Ok(()),
        None => {
            steps.note(ACCOUNT, sender)?;
            Ok(())
        }
    }
}

/// The first step that gives somebody a right. Before it everything is inspected; up to it nothing
/// is lost if a birth is started again from the beginning.
const COMPLETE_MINT: &str = "complete mint";

/// Mint is created before the contracts it names, so the sender's address stood in their places
/// until now.
fn complete_mint(contracts: &Contracts) -> mirror_protocol::mint::ExecuteMsg {
    use mirror_protocol::mint::{ConfigUpdate, ExecuteMsg};

    ExecuteMsg::UpdateConfig(ConfigUpdate {
        owner: Some(contracts.factory.clone()),
        collateral_oracle: Some(contracts.collateral_oracle.clone()),
        staking: Some(contracts.staking.clone()),
        lock: Some(contracts.lock.clone()),
        ..Default::default()
    })
}

fn store_all<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
) -> Result<Codes, BirthError<C::Error>> {
    Ok(Codes {
        token: store(steps, Artifact::TerraswapToken)?,
        pair: store(steps, Artifact::TerraswapPair)?,
        swap_factory: store(steps, Artifact::TerraswapFactory)?,
        router: store(steps, Artifact::TerraswapRouter)?,
        factory: store(steps, Artifact::Factory)?,
        admin_manager: store(steps, Artifact::AdminManager)?,
        gov: store(steps, Artifact::Gov)?,
        community: store(steps, Artifact::Community)?,
        airdrop: store(steps, Artifact::Airdrop)?,
        oracle: store(steps, Artifact::Oracle)?,
        collector: store(steps, Artifact::Collector)?,
        short_reward: store(steps, Artifact::ShortReward)?,
        limit_order: store(steps, Artifact::LimitOrder)?,
        mint: store(steps, Artifact::Mint)?,
        collateral_oracle: store(steps, Artifact::CollateralOracle)?,
        lock: store(steps, Artifact::Lock)?,
        staking: store(steps, Artifact::Staking)?,
    })
}

impl<C: Chain, J: Journal<C::Signed>> Steps<'_, C, J> {
    /// Create a contract, which `admin` may migrate.
    fn make(
        &mut self,
        code_id: u64,
        msg: &impl Serialize,
        label: &str,
        admin: Option<String>,
    ) -> Result<String, BirthError<C::Error>> {
        let step = format!("make {label}");
        let make = Transaction::Instantiate {
            code_id,
            msg: self.encoded(msg)?,
            label: label.to_string(),
            admin,
        };
        let receipt = self.take(&step, make)?;
        let made = receipt.contract;
        Ok(made.ok_or_else(|| self.untold(&step, "its address"))?)
    }

    /// Whether a message was sent and answered.
    fn is_taken(
        &self,
        step: &str,
        contract: &str,
        msg: &impl Serialize,
    ) -> Result<bool, BirthError<C::Error>> {
        let call = self.call(contract, msg)?;
        Ok(self.has_taken(step, &call)?)
    }

    fn call(
        &self,
        contract: &str,
        msg: &impl Serialize,
    ) -> Result<Transaction, BirthError<C::Error>> {
        Ok(steps::call(self.chain, contract, msg)?)
    }

    fn pay(
        &mut self,
        step: &str,
        recipient: &str,
        coins: Vec<Coin>,
    ) -> Result<Receipt, BirthError<C::Error>> {
        let recipient = recipient.to_string();
        Ok(self.take(step, Transaction::Send { recipient, coins })?)
    }

    fn encoded(&self, msg: &impl Serialize) -> Result<cosmwasm_std::Binary, BirthError<C::Error>> {
        let written = to_json_binary(msg);
        Ok(written.map_err(|error| self.chain.unexpected(error.to_string()))?)
    }
}
