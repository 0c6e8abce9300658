//! The factory, MIR, and the airdrops.

use cosmwasm_std::Uint128;
use cw20::{Cw20QueryMsg, MinterResponse, TokenInfoResponse};
use mirror_protocol::{airdrop, factory};

use crate::chain::Chain;
use crate::profile::Supply;
use crate::verify::parameters::Parameters;

impl<C: Chain> Parameters<'_, C> {
    pub(super) fn release(&mut self) -> Result<(), C::Error> {
        if self.is_ours("factory") {
            self.factory()?;
        }
        if self.is_ours("mirror_token") {
            self.mirror()?;
        }
        let (airdrop, uni_airdrop) = (self.at().airdrop.clone(), self.at().uni_airdrop.clone());
        for (name, address) in [("airdrop", airdrop), ("uni_airdrop", uni_airdrop)] {
            if self.is_ours(name) {
                let config: airdrop::ConfigResponse = self.config(&address)?;
                let token = self.deployment.mirror_token.clone();
                self.one(name, "mirror_token", config.mirror_token, token);
            }
        }
        Ok(())
    }

    fn factory(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "factory";
        let at = self.at().clone();
        let config: factory::ConfigResponse = self.config(&at.factory)?;
        let deployment = self.deployment;
        self.all(
            NAME,
            [
                (
                    "mirror_token",
                    config.mirror_token,
                    deployment.mirror_token.clone(),
                ),
                ("mint_contract", config.mint_contract, at.mint.clone()),
                (
                    "staking_contract",
                    config.staking_contract,
                    at.staking.clone(),
                ),
                (
                    "commission_collector",
                    config.commission_collector,
                    at.collector.clone(),
                ),
                ("oracle_contract", config.oracle_contract, at.oracle.clone()),
                (
                    "terraswap_factory",
                    config.terraswap_factory,
                    at.swap_factory.clone(),
                ),
                (
                    "base_denom",
                    config.base_denom,
                    self.profile.base_denom.clone(),
                ),
            ],
        );
        let token = deployment.code_ids.token;
        self.one(NAME, "token_code_id", config.token_code_id, token);
        let is_started = config.genesis_time > 0;
        self.one(NAME, "whether the release has started", is_started, true);

        let release = &self.profile.release;
        let (found, expected) = (config.distribution_schedule, &release.distribution_schedule);
        self.one(NAME, "distribution_schedule", &found, expected);
        let expected = &release.mirror_distribution_schedule;
        let found = config.mirror_distribution_schedule;
        self.one(NAME, "mirror_distribution_schedule", &found, expected);
        let fixed = release.fixed_distributions.iter();
        let expected: Vec<_> = fixed
            .map(|fixed| factory::FixedDistribution {
                recipient: at.of(&fixed.recipient).to_string(),
                schedule: fixed.schedule.clone(),
            })
            .collect();
        let found = config.fixed_distributions.unwrap_or_default();
        self.one(NAME, "fixed_distributions", found, expected);
        Ok(())
    }

    fn mirror(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "mirror_token";
        let token = self.deployment.mirror_token.clone();
        let info: TokenInfoResponse = self.chain.query(&token, &Cw20QueryMsg::TokenInfo {})?;
        self.one(NAME, "symbol", info.symbol.as_str(), "MIR");
        self.one(NAME, "decimals", info.decimals, 6);
        let minter: Option<MinterResponse> = self.chain.query(&token, &Cw20QueryMsg::Minter {})?;
        let found = minter.and_then(|minter| minter.cap);
        let expected: Option<Uint128> = match self.profile.release.supply {
            Supply::Capped { cap } => Some(cap),
            Supply::Preminted => None,
        };
        self.one(NAME, "cap", found, expected);
        Ok(())
    }
}
