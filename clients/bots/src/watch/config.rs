//! By what the watcher is set.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use cosmwasm_std::Decimal;
use mirror_chain::Faults;
use serde::Deserialize;

use super::limits::{Limits, PriceLimits};
use crate::frame::Places;

/// The table as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawWatch {
    price_jump: Option<String>,
    price_gap: Option<String>,
    assets: Option<BTreeMap<String, RawLimits>>,
    feeder_age_s: Option<u64>,
    poll_reminder_s: Option<u64>,
    node_behind_s: Option<u64>,
    whole_every_blocks: Option<u64>,
    services: Option<Vec<String>>,
}

/// The limits of an asset as they are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawLimits {
    price_jump: Option<String>,
    price_gap: Option<String>,
}

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// From where on something is worth an alert.
    pub limits: Limits,
    /// In how many blocks everything is asked once.
    pub whole_every_blocks: u64,
    /// The addresses of the other services, such as `http://127.0.0.1:9101`.
    pub services: Vec<String>,
}

impl Default for Settings {
    /// Everything once in half an hour of blocks of six seconds.
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            whole_every_blocks: 300,
            services: Vec::new(),
        }
    }
}

impl Settings {
    pub(super) fn resolve(raw: RawWatch, places: &Places, faults: &mut Faults) -> Option<Self> {
        let before = faults.0.len();
        let usual = Self::default();
        let mut part = |key: &str, text: Option<String>, usual: Decimal| match text {
            None => usual,
            Some(text) => match Decimal::from_str(&text) {
                Ok(part) if !part.is_zero() => part,
                _ => {
                    let rule = "must be a part above 0, such as \"0.2\" for a fifth";
                    faults.0.push(places.fault(key, &text, rule));
                    usual
                }
            },
        };
        let others = PriceLimits {
            jump: part("price_jump", raw.price_jump, usual.limits.others.jump),
            gap: part("price_gap", raw.price_gap, usual.limits.others.gap),
        };
        let assets = raw.assets.unwrap_or_default().into_iter();
        let assets = assets.map(|(symbol, raw)| {
            let key = |name| format!("assets.{symbol}.{name}");
            let limits = PriceLimits {
                jump: part(&key("price_jump"), raw.price_jump, others.jump),
                gap: part(&key("price_gap"), raw.price_gap, others.gap),
            };
            (symbol, limits)
        });
        let assets = assets.collect();
        let mut above_zero = |key: &str, number: Option<u64>, usual: u64| match number {
            Some(0) => {
                faults.0.push(places.fault(key, &0, "must be above 0"));
                usual
            }
            number => number.unwrap_or(usual),
        };
        let (limits, every) = (&usual.limits, usual.whole_every_blocks);
        let settings = Self {
            limits: Limits {
                assets,
                others,
                feeder_age_s: above_zero("feeder_age_s", raw.feeder_age_s, limits.feeder_age_s),
                poll_reminder_s: raw.poll_reminder_s.unwrap_or(limits.poll_reminder_s),
                node_behind_s: above_zero("node_behind_s", raw.node_behind_s, limits.node_behind_s),
            },
            whole_every_blocks: above_zero("whole_every_blocks", raw.whole_every_blocks, every),
            services: services(raw.services.unwrap_or_default(), places, faults),
        };
        (faults.0.len() == before).then_some(settings)
    }
}

/// Addresses of services: with `http://` where that is left out, and without what /health is added to.
fn services(written: Vec<String>, places: &Places, faults: &mut Faults) -> Vec<String> {
    let mut all = Vec::new();
    for text in written {
        let whole = match text.contains("://") {
            true => text.clone(),
            false => format!("http://{text}"),
        };
        let base = whole.trim_end_matches('/').trim_end_matches("/health");
        let is_web = base.starts_with("http://") || base.starts_with("https://");
        if is_web && reqwest::Url::parse(base).is_ok_and(|url| url.has_host()) {
            all.push(base.to_string());
        } else {
            let rule = "must be where another service listens, such as 127.0.0.1:9101";
            faults.0.push(places.fault("services", &text, rule));
        }
    }
    all
}

/// As lines of the table.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limits = &self.limits;
        writeln!(f, "price_jump = \"{}\"", limits.others.jump)?;
        writeln!(f, "price_gap = \"{}\"", limits.others.gap)?;
        let assets = limits.assets.iter().map(|(symbol, own)| {
            format!(
                "{symbol:?} = {{ price_jump = \"{}\", price_gap = \"{}\" }}",
                own.jump, own.gap
            )
        });
        let assets: Vec<String> = assets.collect();
        if !assets.is_empty() {
            writeln!(f, "assets = {{ {} }}", assets.join(", "))?;
        }
        writeln!(f, "feeder_age_s = {}", limits.feeder_age_s)?;
        writeln!(f, "poll_reminder_s = {}", limits.poll_reminder_s)?;
        writeln!(f, "node_behind_s = {}", limits.node_behind_s)?;
        writeln!(f, "whole_every_blocks = {}", self.whole_every_blocks)?;
        writeln!(f, "services = {:?}", self.services)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(text: &str) -> Result<Settings, Vec<String>> {
        let raw = toml::from_str(text).unwrap();
        let mut faults = Faults::default();
        let settings = Settings::resolve(raw, &Places::nowhere("watch"), &mut faults);
        settings.ok_or_else(|| faults.0.into_iter().map(|fault| fault.key).collect())
    }

    #[test]
    fn an_empty_table_is_good_and_what_is_displayed_is_read_as_the_same() {
        assert_eq!(resolved(""), Ok(Settings::default()));
        let settings = resolved(
            "price_gap = \"0.5\"\nservices = [\"127.0.0.1:9101\", \"https://far.example/feed/\"]\n\
             [assets.mAAPL]\nprice_jump = \"0.05\"\n",
        );
        let settings = settings.unwrap();

        assert_eq!(
            settings.services,
            ["http://127.0.0.1:9101", "https://far.example/feed"]
        );
        let own = settings.limits.of("mAAPL");
        assert_eq!(
            (own.jump, own.gap),
            (Decimal::percent(5), Decimal::percent(50))
        );
        assert_eq!(settings.limits.of("mTSLA").jump, Decimal::percent(20));
        assert_eq!(resolved(&settings.to_string()), Ok(settings));
    }

    #[test]
    fn all_faults_are_told_with_their_keys() {
        let text = "price_jump = \"0\"\nfeeder_age_s = 0\nservices = [\"no where\"]\n\
                    [assets.mAAPL]\nprice_gap = \"much\"\n";

        let mut faults = resolved(text).unwrap_err();

        faults.sort();
        let expected = [
            "watch.assets.mAAPL.price_gap",
            "watch.feeder_age_s",
            "watch.price_jump",
            "watch.services",
        ];
        assert_eq!(faults, expected);
    }
}
