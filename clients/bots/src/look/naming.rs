//! What addresses and amounts are called.

use cosmwasm_std::{Decimal, Uint128};
use mirror_chain::deployment::DeploymentFile;

use super::seen::Seen;

/// Gives names to addresses and whole units to amounts.
pub trait Naming {
    /// What an address is called, or the address.
    fn name_of(&self, address: &str) -> String;

    /// A value of a message: amounts with their assets in whole units, known addresses by name, everything
    /// else as it is.
    fn value(&self, text: &str) -> String;

    /// What an address is called, with the address behind it.
    fn shown(&self, address: &str) -> String {
        let name = self.name_of(address);
        if name == address {
            return name;
        }
        format!("{name} ({address})")
    }
}

/// The names of a deployment file, and of what was listed since.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    base: (String, String),
    /// Addresses and what they are called.
    names: Vec<(String, String)>,
}

impl Labels {
    /// Contracts by their roles, tokens by their symbols, pairs as `mAAPL-pair`.
    pub fn of(file: &DeploymentFile) -> Self {
        let protocol = &file.protocol;
        let mut labels = Self {
            base: (protocol.base_denom.clone(), file.base_display.clone()),
            names: Vec::new(),
        };
        let roles = serde_json::to_value(&protocol.contracts).unwrap_or_default();
        for (role, address) in roles.as_object().into_iter().flatten() {
            let address = address.as_str().unwrap_or_default();
            labels.names.push((address.to_string(), role.clone()));
        }
        let mir = [
            &protocol.mirror_token,
            &protocol.mirror_pair,
            &protocol.mirror_lp,
        ];
        labels.add_market("MIR", mir.map(String::as_str));
        for asset in &protocol.assets {
            let addresses = [&asset.token, &asset.pair, &asset.lp_token];
            labels.add_market(&asset.symbol, addresses.map(String::as_str));
        }
        labels
    }

    /// What was listed since; what is known stays.
    pub fn learn(&mut self, seen: &Seen) {
        for asset in &seen.assets {
            if self.find(&asset.token).is_none() {
                self.add_market(&asset.symbol, [&asset.token, &asset.pair, &asset.lp]);
            }
        }
    }

    /// What a denom or a token is called, or itself.
    pub fn symbol_of(&self, id: &str) -> String {
        if id == self.base.0 {
            return self.base.1.clone();
        }
        self.name_of(id)
    }

    /// Micro units of a denom or a token in whole units: `1,234.5 USD`.
    pub fn amount(&self, micro: Uint128, id: &str) -> String {
        format!("{} {}", units(micro), self.symbol_of(id))
    }

    fn add_market(&mut self, symbol: &str, [token, pair, lp]: [&str; 3]) {
        for (address, name) in [
            (token, symbol.to_string()),
            (pair, format!("{symbol}-pair")),
            (lp, format!("{symbol}-LP")),
        ] {
            if !address.is_empty() {
                self.names.push((address.to_string(), name));
            }
        }
    }

    fn find(&self, address: &str) -> Option<&str> {
        let found = self.names.iter().find(|(known, _)| known == address);
        found.map(|(_, name)| name.as_str())
    }

    /// A piece of a value, if it is an amount or a known address.
    fn piece(&self, text: &str) -> Option<String> {
        let end = text.find(|letter: char| !letter.is_ascii_digit())?;
        let (number, unit) = text.split_at_checked(end)?;
        if number.is_empty() {
            return self.find(text).map(str::to_string);
        }
        let is_known = unit == self.base.0 || self.find(unit).is_some();
        let micro = number.parse().ok().filter(|_| is_known)?;
        Some(self.amount(Uint128::new(micro), unit))
    }
}

impl Naming for Labels {
    fn name_of(&self, address: &str) -> String {
        self.find(address).unwrap_or(address).to_string()
    }

    fn value(&self, text: &str) -> String {
        let pieces = text.split(',').map(str::trim);
        let read: Vec<_> = pieces.clone().map(|piece| self.piece(piece)).collect();
        if read.iter().all(Option::is_none) {
            return text.to_string();
        }
        let pieces = pieces.zip(read);
        let pieces = pieces.map(|(piece, read)| read.unwrap_or_else(|| piece.to_string()));
        pieces.collect::<Vec<_>>().join(", ")
    }
}

/// Micro units in whole units, every digit of them: `1,234.5`.
pub fn units(micro: Uint128) -> String {
    let atomics = micro.u128();
    digits(atomics / 1_000_000, atomics % 1_000_000, 6)
}

/// A price or a ratio, cut after the sixth decimal: `133.333333`.
pub fn rate(rate: Decimal) -> String {
    let micro = rate.atomics().u128() / 1_000_000_000_000;
    digits(micro / 1_000_000, micro % 1_000_000, 6)
}

/// A part in per cent, cut after the second decimal: `12.5 %`.
pub fn percent(part: Decimal) -> String {
    let hundredths = part.atomics().u128() / 100_000_000_000_000;
    format!("{} %", digits(hundredths / 100, hundredths % 100, 2))
}

fn digits(whole: u128, part: u128, places: usize) -> String {
    let digits: Vec<char> = whole.to_string().chars().rev().collect();
    let groups = digits
        .chunks(3)
        .map(|group| group.iter().collect::<String>());
    let grouped = groups.collect::<Vec<_>>().join(",");
    let whole: String = grouped.chars().rev().collect();
    let part = format!("{part:0places$}");
    match part.trim_end_matches('0') {
        "" => whole,
        part => format!("{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn figures_are_written_for_a_reader() {
        assert_eq!(units(Uint128::new(1_234_500_000)), "1,234.5");
        assert_eq!(units(Uint128::new(1)), "0.000001");
        assert_eq!(units(Uint128::new(999_000_000)), "999");
        assert_eq!(units(Uint128::zero()), "0");
        assert_eq!(rate(Decimal::from_ratio(400u64, 3u64)), "133.333333");
        assert_eq!(percent(Decimal::permille(125)), "12.5 %");
        assert_eq!(percent(Decimal::percent(123_456)), "123,456 %");
    }

    #[test]
    fn what_is_known_is_called_by_its_name() {
        let mut labels = Labels::of(&sample::file());
        let mut seen = sample::seen();
        seen.assets[1].token = "pear".to_string();
        seen.assets[1].symbol = "mPEAR".to_string();
        labels.learn(&seen);

        assert_eq!(labels.name_of("community"), "community");
        assert_eq!(labels.shown("apple-pair"), "mAAPL-pair (apple-pair)");
        assert_eq!(labels.shown("somebody"), "somebody");
        assert_eq!(
            labels.value("1500000uusd, 2000000apple"),
            "1.5 USD, 2 mAAPL"
        );
        assert_eq!(labels.value("25000000"), "25000000");
        assert_eq!(labels.value("5pears"), "5pears");
        assert_eq!(labels.name_of("pear"), "mPEAR");
    }
}
