//! The parameters that were asked for.

use std::fs;
use std::io;

use mirror_chain::Config;
use mirror_deploy::{Profile, LOCAL_PROFILE, STANDARD_PROFILE};

use super::error::DeployError;
use super::people::People;
use crate::airdrop::{check_address, AddressFault};
use crate::message::near;

/// The profiles that the program knows by name.
const KNOWN: [(&str, &str); 2] = [("standard", STANDARD_PROFILE), ("local", LOCAL_PROFILE)];

/// The profile of a name or a file, checked. On a local network it may name the people there.
pub(super) fn load(
    named: Option<&str>,
    config: &Config,
    people: &People,
) -> Result<Profile, DeployError> {
    let named = match named {
        Some(named) => named,
        None if config.local => "local",
        None => return Err(DeployError::NoProfile),
    };
    let unusable = |reason: String| DeployError::Profile {
        profile: named.to_string(),
        reason,
    };
    let known = KNOWN.iter().find(|(name, _)| *name == named);
    let text = match known {
        Some((_, text)) => (*text).to_string(),
        None => fs::read_to_string(named).map_err(|error| unusable(unread(named, &error)))?,
    };
    let profile = Profile::from_toml(&text, people.addresses());
    let profile = profile.map_err(|faults| unusable(faults.to_string()))?;
    let is_address = |address: &str| is_address(address, &config.bech32_prefix);
    profile
        .check(is_address)
        .map_err(|faults| unusable(faults.to_string()))?;
    if profile.base_denom != config.base_denom {
        return Err(unusable(format!(
            "its base_denom is {}, and that of the configuration {}: they have to be the same",
            profile.base_denom, config.base_denom
        )));
    }
    Ok(profile)
}

/// Why there is no such profile: most often its name is misspelt.
fn unread(named: &str, error: &io::Error) -> String {
    if error.kind() != io::ErrorKind::NotFound {
        return error.to_string();
    }
    let known = KNOWN.map(|(name, _)| name);
    let near = near::question(named, known.into_iter());
    format!(
        "there is no such file, and the profiles that the program knows are {}{near}",
        known.join(" and ")
    )
}

fn is_address(address: &str, prefix: &str) -> Result<(), String> {
    check_address(address, prefix).map_err(|fault| match fault {
        AddressFault::Prefix { found, expected } => {
            format!("is an address of {found}, not of {expected}")
        }
        fault => fault.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_that_is_misspelt_is_told_with_the_one_that_was_meant() {
        let missing = io::Error::from(io::ErrorKind::NotFound);

        assert_eq!(
            "there is no such file, and the profiles that the program knows are standard and local (did you \
             mean standard?)",
            unread("standart", &missing)
        );
        assert!(unread("my.toml", &missing).ends_with("are standard and local"));
    }
}
