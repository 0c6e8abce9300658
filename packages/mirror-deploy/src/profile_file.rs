//! Profiles as files.

use mirror_protocol::factory::Params;
use mirror_protocol::gov::PollConfig;

use crate::faults::{Faults, ProfileFaults};
use crate::profile::{
    Collateral, CollectorLimits, CommunityLimits, FixedDistribution, GovRules, Listing, Payment,
    Profile, Recipient, Release, Supply, Window,
};

mod reader;

pub use reader::Names;

use reader::{Reader, Table};

/// The file of a real network, `profiles/standard.toml`: the values of [`Profile::standard`].
pub const STANDARD_PROFILE: &str = include_str!("../../../profiles/standard.toml");

/// The file of a local network, `profiles/local.toml`: periods of seconds, three mAssets, and MIR for
/// the development accounts.
pub const LOCAL_PROFILE: &str = include_str!("../../../profiles/local.toml");

impl Profile {
    /// The profile that a TOML file describes. In place of an address the file may have a name with a
    /// `$` before it, such as `$feeder`, which `names` resolves.
    ///
    /// All faults are told at once: unknown keys, missing ones, values that can not be read, names
    /// that nobody has given. Whether the values are allowed is what [`Profile::check`] asks.
    pub fn from_toml(text: &str, names: &Names) -> Result<Self, ProfileFaults> {
        let mut faults = Faults::default();
        let table = match toml::from_str::<Table>(text) {
            Ok(table) => table,
            Err(error) => {
                let rule = error.to_string().trim().to_string();
                faults.note("the file", None, rule);
                Table::new()
            }
        };
        faults.into_result()?;

        let mut faults = Faults::default();
        let mut reader = Reader::new(table, &mut faults, names);
        let profile = profile(&mut reader);
        reader.finish();
        faults.into_result()?;
        Ok(profile)
    }
}

fn profile(from: &mut Reader<'_>) -> Profile {
    let usual = Profile::standard("", "");
    Profile {
        base_denom: from.take("base_denom", usual.base_denom),
        feeder: from.account("feeder"),
        protocol_fee_rate: from.take("protocol_fee_rate", usual.protocol_fee_rate),
        lockup_seconds: from.take("lockup_seconds", usual.lockup_seconds),
        premium_interval_seconds: from
            .take("premium_interval_seconds", usual.premium_interval_seconds),
        short_reward_max_weight: from
            .take("short_reward_max_weight", usual.short_reward_max_weight),
        oracle_max_deviation: from.maybe("oracle_max_deviation"),
        oracle_confirm_seconds: from.take("oracle_confirm_seconds", usual.oracle_confirm_seconds),
        oracle_guardian: from.maybe_account("oracle_guardian"),
        oracle_halt_seconds: from.take("oracle_halt_seconds", usual.oracle_halt_seconds),
        default_value_cap: from.maybe("default_value_cap"),
        collateral_delay_seconds: from
            .take("collateral_delay_seconds", usual.collateral_delay_seconds),
        minimum_reserve: from.take("minimum_reserve", usual.minimum_reserve),
        gov: from.table("gov", gov),
        admin_claim_seconds: from.take("admin_claim_seconds", usual.admin_claim_seconds),
        community: from.table("community", community),
        collector: from.table("collector", collector),
        release: from.table("release", release),
        collaterals: from.tables("collaterals", collateral),
        assets: from.tables("assets", listing),
    }
}

fn gov(from: &mut Reader<'_>) -> GovRules {
    let usual = GovRules::standard();
    GovRules {
        default_poll: from.table("default_poll", |from| poll(from, usual.default_poll)),
        migration_poll: from.table("migration_poll", |from| poll(from, usual.migration_poll)),
        auth_admin_poll: from.table("auth_admin_poll", |from| poll(from, usual.auth_admin_poll)),
        execute_poll: from.table("execute_poll", |from| poll(from, usual.execute_poll)),
        effective_delay_seconds: from
            .take("effective_delay_seconds", usual.effective_delay_seconds),
        expiration_seconds: from.take("expiration_seconds", usual.expiration_seconds),
        snapshot_seconds: from.take("snapshot_seconds", usual.snapshot_seconds),
        voter_weight: from.take("voter_weight", usual.voter_weight),
        poll_gas_limit: from.take("poll_gas_limit", usual.poll_gas_limit),
        veto_threshold: from.maybe("veto_threshold"),
        min_period_seconds: from.take("min_period_seconds", usual.min_period_seconds),
        minimum_stake: from.take("minimum_stake", usual.minimum_stake),
        stake_to_take_over: from.take("stake_to_take_over", usual.stake_to_take_over),
    }
}

fn poll(from: &mut Reader<'_>, usual: PollConfig) -> PollConfig {
    PollConfig {
        proposal_deposit: from.take("proposal_deposit", usual.proposal_deposit),
        voting_period: from.take("voting_period", usual.voting_period),
        quorum: from.take("quorum", usual.quorum),
        threshold: from.take("threshold", usual.threshold),
    }
}

fn community(from: &mut Reader<'_>) -> CommunityLimits {
    let usual = CommunityLimits::standard();
    CommunityLimits {
        spend_limit: from.take("spend_limit", usual.spend_limit),
        window: from.maybe_table("window", |from| Window {
            seconds: from.take("seconds", 1),
            limit: from.take("limit", usual.spend_limit),
        }),
    }
}

fn collector(from: &mut Reader<'_>) -> CollectorLimits {
    let usual = CollectorLimits::standard();
    let keepers = |from: &mut Reader<'_>| {
        let keepers = from.take("keepers", usual.keepers);
        let resolved = keepers
            .into_iter()
            .map(|keeper| from.resolved("keepers", keeper));
        resolved.collect()
    };
    CollectorLimits {
        max_spread: from.take("max_spread", usual.max_spread),
        max_swap_ratio: from.take("max_swap_ratio", usual.max_swap_ratio),
        price_max_age_seconds: from.take("price_max_age_seconds", usual.price_max_age_seconds),
        keepers: keepers(from),
    }
}

fn release(from: &mut Reader<'_>) -> Release {
    let usual = Release::founding();
    Release {
        supply: from.take::<Supply>("supply", usual.supply),
        genesis: from.tables("genesis", |from| Payment {
            recipient: recipient(from),
            amount: from.take("amount", Default::default()),
        }),
        distribution_schedule: from.take("distribution_schedule", usual.distribution_schedule),
        mirror_distribution_schedule: from.maybe("mirror_distribution_schedule"),
        fixed_distributions: from.tables("fixed_distributions", |from| FixedDistribution {
            recipient: recipient(from),
            schedule: from.take("schedule", vec![]),
        }),
    }
}

fn recipient(from: &mut Reader<'_>) -> Recipient {
    match from.take("recipient", Recipient::Community) {
        Recipient::Account(account) => Recipient::Account(from.resolved("recipient", account)),
        contract => contract,
    }
}

fn collateral(from: &mut Reader<'_>) -> Collateral {
    use mirror_protocol::collateral_oracle::SourceType;
    use terraswap::asset::AssetInfo;

    Collateral {
        asset: from.take("asset", AssetInfo::native("stand-in")),
        price_source: from.take(
            "price_source",
            SourceType::MirrorOracle { oracle_addr: None },
        ),
        multiplier: from.take("multiplier", cosmwasm_std::Decimal::one()),
        feeder: from.maybe_account("feeder"),
        value_cap: from.maybe("value_cap"),
    }
}

fn listing(from: &mut Reader<'_>) -> Listing {
    Listing {
        name: from.take("name", String::new()),
        symbol: from.take("symbol", String::new()),
        feeder: from.maybe_account("feeder"),
        params: from.table("params", params),
    }
}

fn params(from: &mut Reader<'_>) -> Params {
    use cosmwasm_std::Decimal;

    Params {
        auction_discount: from.take("auction_discount", Decimal::percent(20)),
        min_collateral_ratio: from.take("min_collateral_ratio", Decimal::percent(150)),
        weight: from.maybe("weight"),
        mint_period: from.maybe("mint_period"),
        min_collateral_ratio_after_ipo: from.maybe("min_collateral_ratio_after_ipo"),
        pre_ipo_price: from.maybe("pre_ipo_price"),
        ipo_trigger_addr: from.maybe_account("ipo_trigger_addr"),
    }
}
