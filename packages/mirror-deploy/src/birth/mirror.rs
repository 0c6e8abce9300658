//! Steps 2, 3, 10 and 11: the factory and the MIR that it releases.

use cosmwasm_std::Uint128;
use cw20::{Cw20Coin, Cw20ExecuteMsg, MinterResponse};
use mirror_protocol::factory::{ExecuteMsg, FixedDistribution, InstantiateMsg};
use terraswap::token;

use crate::birth::BirthError;
use crate::chain::Chain;
use crate::deployment::{Codes, Deployment};
use crate::journal::Journal;
use crate::profile::{Profile, Supply};
use crate::steps::Steps;

/// Step 2: the factory. It releases nothing before the last step, so that a birth that pauses pays
/// nobody for the pause.
pub(super) fn factory<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    codes: &Codes,
) -> Result<String, BirthError<C::Error>> {
    let admin = steps.chain.sender();
    let release = &profile.release;
    let msg = InstantiateMsg {
        token_code_id: codes.token,
        base_denom: profile.base_denom.clone(),
        distribution_schedule: release.distribution_schedule.clone(),
        mirror_distribution_schedule: release.mirror_distribution_schedule.clone(),
        fixed_distributions: None,
        holds_release: Some(true),
    };
    steps.make(codes.factory, &msg, "mirror-factory", Some(admin))
}

/// Step 3: the MIR token, which nobody may migrate. The sender holds what exists at the start until
/// step 11, as those who are to get it have no addresses yet.
pub(super) fn token<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    codes: &Codes,
    factory: &str,
) -> Result<String, BirthError<C::Error>> {
    let msg = token::InstantiateMsg {
        name: "Mirror".to_string(),
        symbol: "MIR".to_string(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: steps.chain.sender(),
            amount: genesis(steps.chain, profile)?,
        }],
        mint: minter(profile, factory),
        marketing: None,
    };
    steps.make(codes.token, &msg, "mirror-token", None)
}

/// All that exists of MIR at the start.
pub(super) fn genesis<C: Chain>(chain: &C, profile: &Profile) -> Result<Uint128, C::Error> {
    let mut payments = profile.release.genesis.iter();
    let sum = payments.try_fold(Uint128::zero(), |sum, payment| {
        sum.checked_add(payment.amount)
    });
    sum.map_err(|error| chain.unexpected(error.to_string()))
}

/// Who mints MIR, and up to what.
pub(super) fn minter(profile: &Profile, factory: &str) -> Option<MinterResponse> {
    match profile.release.supply {
        Supply::Capped { cap } => Some(MinterResponse {
            minter: factory.to_string(),
            cap: Some(cap),
        }),
        Supply::Preminted => None,
    }
}

/// Step 10: the factory is given the other contracts and registers the pool of MIR. The addresses it
/// pays besides the pools are known only now.
pub(super) fn post_initialize<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    deployment: &Deployment,
) -> Result<(), BirthError<C::Error>> {
    let contracts = &deployment.contracts;
    let fixed_distributions = &profile.release.fixed_distributions;
    let fixed_distributions = fixed_distributions.iter().map(|fixed| FixedDistribution {
        recipient: contracts.of(&fixed.recipient).to_string(),
        schedule: fixed.schedule.clone(),
    });
    let msg = ExecuteMsg::PostInitialize {
        owner: steps.chain.sender(),
        terraswap_factory: contracts.swap_factory.clone(),
        mirror_token: deployment.mirror_token.clone(),
        staking_contract: contracts.staking.clone(),
        oracle_contract: contracts.oracle.clone(),
        mint_contract: contracts.mint.clone(),
        commission_collector: contracts.collector.clone(),
        fixed_distributions: Some(fixed_distributions.collect()),
    };
    steps.tell("post-initialize the factory", &contracts.factory, &msg)?;
    Ok(())
}

/// Step 11: the MIR of the start is paid to its holders. The sender keeps none, as the supply is the
/// sum of the payments. What was paid is read in the event logs and not in balances, which anybody's
/// gifts can change.
pub(super) fn pay_genesis<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    deployment: &Deployment,
) -> Result<(), BirthError<C::Error>> {
    let payments = profile.release.genesis.iter();
    let payments = payments.filter(|payment| !payment.amount.is_zero());
    for (number, payment) in (1..).zip(payments) {
        let recipient = deployment.contracts.of(&payment.recipient).to_string();
        let amount = payment.amount;
        let step = format!("pay genesis {number}");
        let pay = Cw20ExecuteMsg::Transfer {
            recipient: recipient.clone(),
            amount,
        };
        let receipt = steps.tell(&step, &deployment.mirror_token, &pay)?;
        let told = ["action", "from", "to", "amount"].map(|key| receipt.last(key));
        let (sender, paid) = (steps.chain.sender(), amount.to_string());
        let expected = ["transfer", &sender, &recipient, &paid].map(Some);
        if told != expected {
            return Err(BirthError::Unpaid {
                step,
                recipient,
                amount,
            });
        }
    }
    Ok(())
}
