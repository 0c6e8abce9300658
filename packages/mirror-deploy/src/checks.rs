//! Whether the values of a profile are allowed, before anything is sent: what the contracts would
//! refuse in the middle of a birth, and what they would accept without doing what was meant.

use std::collections::BTreeSet;

use cosmwasm_std::Decimal;

use crate::faults::{Faults, ProfileFaults};
use crate::profile::{Collateral, CollectorLimits, Profile};

use values::{DAY, YEAR};

mod gov;
mod listings;
mod release;
mod values;

/// Seconds of a minute.
const MINUTE: u64 = 60;
/// The shortest delay that mint takes, unless there is none.
const LEAST_COLLATERAL_DELAY: u64 = 1_296_000;
/// The most accounts that the collector takes.
const MOST_KEEPERS: usize = 20;

impl Profile {
    /// Whether every value is allowed. All faults are told at once. `is_address` says what is wrong
    /// with an address, if something is: its prefix and its checksum are the chain's.
    pub fn check(
        &self,
        is_address: impl Fn(&str) -> Result<(), String>,
    ) -> Result<(), ProfileFaults> {
        let mut faults = Faults::default();
        self.check_values(&mut faults);
        gov::check(&self.gov, &mut faults);
        collector(&self.collector, &mut faults);
        release::check(&self.release, &mut faults);
        for (number, collateral) in (1..).zip(&self.collaterals) {
            check_collateral(self, collateral, number, &mut faults);
        }
        listings::check(&self.assets, &mut faults);
        for (key, address) in addresses(self) {
            if let Err(rule) = is_address(&address) {
                faults.note(key, Some(format!("{address:?}")), rule);
            }
        }
        faults.into_result()
    }

    fn check_values(&self, faults: &mut Faults) {
        let is_denom = is_denom(&self.base_denom);
        let shown = format!("{:?}", self.base_denom);
        let rule = "has to be a denom: a letter, then 2 to 127 letters, digits or / : . _ -";
        faults.ensure(is_denom, "base_denom", shown, rule);
        let rate = self.protocol_fee_rate;
        let rule = "has to be below 1";
        faults.ensure(rate < Decimal::one(), "protocol_fee_rate", rate, rule);
        part(
            self.short_reward_max_weight,
            "short_reward_max_weight",
            faults,
        );
        if let Some(deviation) = self.oracle_max_deviation {
            let rule = "has to be above 0; leave it out for no limit";
            faults.ensure(
                !deviation.is_zero(),
                "oracle_max_deviation",
                deviation,
                rule,
            );
        }
        for (key, seconds) in [
            ("oracle_confirm_seconds", self.oracle_confirm_seconds),
            ("oracle_halt_seconds", self.oracle_halt_seconds),
        ] {
            let is_in_range = (MINUTE..=DAY).contains(&seconds);
            faults.ensure(is_in_range, key, seconds, "has to be 60 to 86400 seconds");
        }
        if let Some(cap) = self.default_value_cap {
            let rule = "has to be above 0; leave it out for no limit";
            faults.ensure(!cap.is_zero(), "default_value_cap", cap, rule);
        }
        let delay = self.collateral_delay_seconds;
        let is_allowed = delay == 0 || delay >= LEAST_COLLATERAL_DELAY;
        let rule = "has to be 0 for none, or at least 1296000 seconds (15 days)";
        faults.ensure(is_allowed, "collateral_delay_seconds", delay, rule);
        let claim = self.admin_claim_seconds;
        let rule = "has to be 1 to 31536000 seconds: a right that is lent can not be taken back";
        faults.ensure(
            (1..=YEAR).contains(&claim),
            "admin_claim_seconds",
            claim,
            rule,
        );
        if let Some(window) = self.community.window {
            let (seconds, limit) = (window.seconds, window.limit);
            let key = "community.window.seconds";
            let is_in_range = (1..=YEAR).contains(&seconds);
            faults.ensure(is_in_range, key, seconds, "has to be 1 to 31536000");
            let (key, rule) = ("community.window.limit", "has to be above 0");
            faults.ensure(!limit.is_zero(), key, limit, rule);
        }
    }
}

/// Note a part that is 0 or above 1.
fn part(part: Decimal, key: &str, faults: &mut Faults) {
    let is_in_range = !part.is_zero() && part <= Decimal::one();
    faults.ensure(is_in_range, key, part, "has to be above 0 and at most 1");
}

fn is_denom(denom: &str) -> bool {
    let mut letters = denom.chars();
    let begins = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "/:._-".contains(letter);
    begins && (3..=128).contains(&denom.len()) && letters.all(is_allowed)
}

fn collector(limits: &CollectorLimits, faults: &mut Faults) {
    let spread = limits.max_spread;
    let is_in_range = !spread.is_zero() && spread <= Decimal::percent(50);
    let rule = "has to be above 0 and at most 0.5";
    faults.ensure(is_in_range, "collector.max_spread", spread, rule);
    part(limits.max_swap_ratio, "collector.max_swap_ratio", faults);
    let count = limits.keepers.len();
    let key = "collector.keepers";
    faults.ensure(count <= MOST_KEEPERS, key, count, "may name at most 20");
    let mut met = BTreeSet::new();
    for keeper in &limits.keepers {
        faults.ensure(met.insert(keeper), key, keeper, "may name nobody twice");
    }
}

fn check_collateral(
    profile: &Profile,
    collateral: &Collateral,
    number: usize,
    faults: &mut Faults,
) {
    use mirror_protocol::collateral_oracle::SourceType;

    let at = |key: &str| format!("collaterals[{number}].{key}");
    let asset = collateral.asset.id();
    let rule = "the base denom is collateral anyhow";
    faults.ensure(asset != profile.base_denom, at("asset"), asset, rule);
    let multiplier = collateral.multiplier;
    let is_allowed = multiplier >= Decimal::one();
    faults.ensure(
        is_allowed,
        at("multiplier"),
        multiplier,
        "has to be at least 1",
    );
    let is_ours = matches!(collateral.price_source, SourceType::MirrorOracle { .. });
    if !is_ours && collateral.value_cap.is_none() {
        let rule = "is needed where our oracle does not price it";
        faults.note(at("value_cap"), None, rule);
    }
    if is_ours && collateral.feeder.is_none() {
        let rule = "is needed where our oracle prices it";
        faults.note(at("feeder"), None, rule);
    }
    if let SourceType::FixedPrice { price } = collateral.price_source {
        let rule = "has to be above 0";
        faults.ensure(!price.is_zero(), at("price_source"), price, rule);
    }
}

/// Every account that a profile names, by its key.
fn addresses(profile: &Profile) -> Vec<(String, String)> {
    use crate::profile::Recipient;

    let mut all = vec![("feeder".to_string(), profile.feeder.clone())];
    let guardian = profile.oracle_guardian.iter();
    all.extend(guardian.map(|guardian| ("oracle_guardian".to_string(), guardian.clone())));
    for keeper in &profile.collector.keepers {
        all.push(("collector.keepers".to_string(), keeper.clone()));
    }
    let paid = |list: &str, number: usize, recipient: &Recipient| match recipient {
        Recipient::Account(account) => {
            let key = format!("release.{list}[{number}].recipient");
            Some((key, account.clone()))
        }
        _ => None,
    };
    let genesis = (1..).zip(&profile.release.genesis);
    all.extend(genesis.filter_map(|(number, to)| paid("genesis", number, &to.recipient)));
    let fixed = (1..).zip(&profile.release.fixed_distributions);
    all.extend(fixed.filter_map(|(number, to)| paid("fixed_distributions", number, &to.recipient)));
    for (number, collateral) in (1..).zip(&profile.collaterals) {
        let feeder = collateral.feeder.iter();
        let key = format!("collaterals[{number}].feeder");
        all.extend(feeder.map(|feeder| (key.clone(), feeder.clone())));
    }
    for (number, asset) in (1..).zip(&profile.assets) {
        let named = [
            ("feeder", &asset.feeder),
            ("params.ipo_trigger_addr", &asset.params.ipo_trigger_addr),
        ];
        for (key, account) in named {
            let key = format!("assets[{number}].{key}");
            all.extend(account.iter().map(|account| (key.clone(), account.clone())));
        }
    }
    all
}
