//! Gov, the admin manager, the community and the collector.

use mirror_protocol::{admin_manager, collector, community, gov};

use crate::chain::Chain;
use crate::verify::parameters::Parameters;

const GOV: &str = "gov";

impl<C: Chain> Parameters<'_, C> {
    pub(super) fn governance(&mut self) -> Result<(), C::Error> {
        if self.is_ours("gov") {
            self.gov()?;
        }
        if self.is_ours("admin_manager") {
            let manager = self.at().admin_manager.clone();
            let config: admin_manager::ConfigResponse = self.config(&manager)?;
            let (found, expected) = (config.admin_claim_period, self.profile.admin_claim_seconds);
            self.one("admin_manager", "admin_claim_period", found, expected);
        }
        if self.is_ours("community") {
            self.community()?;
        }
        if self.is_ours("collector") {
            self.collector()?;
        }
        Ok(())
    }

    fn gov(&mut self) -> Result<(), C::Error> {
        let at = self.at().clone();
        let config: gov::ConfigResponse = self.config(&at.gov)?;
        let token = self.deployment.mirror_token.clone();
        self.one(GOV, "mirror_token", &config.mirror_token, &token);
        let manager = &at.admin_manager;
        self.one(GOV, "admin_manager", &config.admin_manager, manager);
        self.polls(&config);
        self.periods(&config);
        self.stakes(&config);
        Ok(())
    }

    /// The rules of each kind of poll.
    fn polls(&mut self, config: &gov::ConfigResponse) {
        let rules = &self.profile.gov;
        let polls = [
            (
                "default_poll_config",
                Some(&config.default_poll_config),
                &rules.default_poll,
            ),
            (
                "migration_poll_config",
                Some(&config.migration_poll_config),
                &rules.migration_poll,
            ),
            (
                "auth_admin_poll_config",
                Some(&config.auth_admin_poll_config),
                &rules.auth_admin_poll,
            ),
            (
                "execute_poll_config",
                config.execute_poll_config.as_ref(),
                &rules.execute_poll,
            ),
        ];
        for (key, found, expected) in polls {
            self.one(GOV, key, found, Some(expected));
        }
    }

    /// Times, and the gas of what a poll sends.
    fn periods(&mut self, config: &gov::ConfigResponse) {
        let rules = &self.profile.gov;
        self.all(
            GOV,
            [
                (
                    "effective_delay",
                    Some(config.effective_delay),
                    Some(rules.effective_delay_seconds),
                ),
                (
                    "snapshot_period",
                    Some(config.snapshot_period),
                    Some(rules.snapshot_seconds),
                ),
                (
                    "expiration_period",
                    Some(config.expiration_period),
                    Some(rules.expiration_seconds),
                ),
                (
                    "poll_gas_limit",
                    Some(config.poll_gas_limit),
                    Some(rules.poll_gas_limit),
                ),
                (
                    "min_period",
                    config.min_period,
                    Some(rules.min_period_seconds),
                ),
            ],
        );
    }

    /// What stakes count for.
    fn stakes(&mut self, config: &gov::ConfigResponse) {
        let rules = &self.profile.gov;
        let base = Some(rules.stake_to_take_over);
        self.one(GOV, "minimum_quorum_base", config.minimum_quorum_base, base);
        let least = Some(rules.minimum_stake);
        self.one(GOV, "minimum_stake", config.minimum_stake, least);
        let weight = rules.voter_weight;
        self.one(GOV, "voter_weight", config.voter_weight, weight);
        let veto = rules.veto_threshold;
        self.one(GOV, "veto_threshold", config.veto_threshold, veto);
    }

    fn community(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "community";
        let address = self.at().community.clone();
        let config: community::ConfigResponse = self.config(&address)?;
        let limits = &self.profile.community;
        let token = self.deployment.mirror_token.clone();
        self.one(NAME, "mirror_token", config.mirror_token, token);
        self.one(NAME, "spend_limit", config.spend_limit, limits.spend_limit);
        let seconds = limits.window.map(|window| window.seconds);
        self.one(NAME, "spend_period", config.spend_period, seconds);
        let limit = limits.window.map(|window| window.limit);
        self.one(NAME, "period_limit", config.period_limit, limit);
        Ok(())
    }

    fn collector(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "collector";
        let at = self.at().clone();
        let config: collector::ConfigResponse = self.config(&at.collector)?;
        let limits = &self.profile.collector;
        let token = self.deployment.mirror_token.clone();
        let none = String::new;
        self.all(
            NAME,
            [
                (
                    "distribution_contract",
                    config.distribution_contract,
                    at.gov,
                ),
                (
                    "terraswap_factory",
                    config.terraswap_factory,
                    at.swap_factory,
                ),
                ("mirror_token", config.mirror_token, token),
                (
                    "base_denom",
                    config.base_denom,
                    self.profile.base_denom.clone(),
                ),
                ("aust_token", config.aust_token, none()),
                ("anchor_market", config.anchor_market, none()),
                ("bluna_token", config.bluna_token, none()),
                ("lunax_token", config.lunax_token, none()),
            ],
        );
        self.all(
            NAME,
            [
                ("mir_ust_pair", config.mir_ust_pair, None),
                ("mirror_oracle", config.mirror_oracle, Some(at.oracle)),
                ("mint_contract", config.mint_contract, Some(at.mint)),
            ],
        );
        self.one(NAME, "max_spread", config.max_spread, limits.max_spread);
        self.one(
            NAME,
            "max_swap_ratio",
            config.max_swap_ratio,
            limits.max_swap_ratio,
        );
        let age = limits.price_max_age_seconds;
        self.one(NAME, "price_max_age", config.price_max_age, age);
        self.one(NAME, "keepers", &config.keepers, &limits.keepers);
        Ok(())
    }
}
