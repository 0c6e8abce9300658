//! How much is paid, in human or micro units.

use cosmwasm_std::Coin;
use mirror_chain::Config;

use super::error::BadInput;
use crate::message::amounts;

/// A number and a unit as they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    text: String,
    number: String,
    unit: String,
}

impl Amount {
    fn unreadable(&self) -> BadInput {
        BadInput::NoAmount {
            text: self.text.clone(),
        }
    }
}

/// A number, with a point and up to six digits perhaps, and a unit.
pub(super) fn read(text: &str) -> Result<Amount, BadInput> {
    let (number, unit) = amounts::split(text);
    let amount = Amount {
        text: text.to_string(),
        number: number.to_string(),
        unit: unit.to_string(),
    };
    let is_number = amounts::micro(number).is_ok() || amounts::whole(number).is_ok();
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'/';
    if is_number && !unit.is_empty() && unit.bytes().all(is_sign) {
        return Ok(amount);
    }
    Err(amount.unreadable())
}

/// As the chain counts them. A unit that somebody holds is a denom, in micro units; what the base
/// denom is called on screens, and a denom without its `u`, count a million of them.
pub(super) fn coins(
    amounts: &[Amount],
    config: &Config,
    held: &[Coin],
) -> Result<Vec<Coin>, BadInput> {
    let coins = amounts.iter().map(|amount| coin(amount, config, held));
    coins.collect()
}

fn coin(amount: &Amount, config: &Config, held: &[Coin]) -> Result<Coin, BadInput> {
    let has = |denom: &str| held.iter().any(|coin| coin.denom == denom);
    if has(&amount.unit) {
        if amount.number.contains('.') {
            return Err(BadInput::PartOfMicro {
                text: amount.text.clone(),
            });
        }
        let micro = amounts::whole(&amount.number);
        return Ok(Coin::new(
            micro.map_err(|_| amount.unreadable())?,
            &amount.unit,
        ));
    }
    let in_micro = format!("u{}", amount.unit.to_ascii_lowercase());
    let denom = if amount.unit.eq_ignore_ascii_case(&config.base_display) {
        &config.base_denom
    } else {
        &in_micro
    };
    if !has(denom) {
        let held: Vec<&str> = held.iter().map(|coin| coin.denom.as_str()).collect();
        return Err(BadInput::UnknownCoin {
            unit: amount.unit.clone(),
            held: held.join(", "),
        });
    }
    let micro = amounts::micro(&amount.number);
    Ok(Coin::new(micro.map_err(|_| amount.unreadable())?, denom))
}

#[cfg(test)]
mod tests {
    use mirror_chain::RawConfig;

    use super::*;

    fn meant(text: &str) -> Result<String, BadInput> {
        let raw = RawConfig {
            chain_id: Some("mirror-local".to_string()),
            rpc: Some(vec!["http://127.0.0.1:1".to_string()]),
            bech32_prefix: Some("wasm".to_string()),
            gas_price: Some("0.01uusd".to_string()),
            base_denom: Some("uusd".to_string()),
            base_display: Some("Dollar".to_string()),
            ..RawConfig::default()
        };
        let config = Config::resolve(&raw, &RawConfig::default(), None, false).unwrap();
        let held = ["stake", "uluna", "uusd"].map(|denom| Coin::new(1_u128, denom));

        let amount = read(text)?;
        Ok(coins(&[amount], &config, &held)?[0].to_string())
    }

    #[test]
    fn amounts_are_human_or_micro_units() {
        for (text, coin) in [
            ("100usd", "100000000uusd"),
            ("1.5USD", "1500000uusd"),
            ("2dollar", "2000000uusd"),
            ("0.000001luna", "1uluna"),
            ("7uluna", "7uluna"),
            ("5stake", "5stake"),
            ("5 stake", "5stake"),
        ] {
            assert_eq!(meant(text).unwrap(), coin, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "usd",
            "100",
            ".5usd",
            "1.usd",
            "1.2.3usd",
            "1.0000001usd",
            "-1usd",
            "1 u sd",
            "1e3usd-",
            "340282366920938463463374607431768211456uusd",
        ] {
            assert!(
                matches!(meant(text), Err(BadInput::NoAmount { .. })),
                "{text}"
            );
        }
        assert!(matches!(
            meant("1.5uusd"),
            Err(BadInput::PartOfMicro { .. })
        ));
        let unknown = meant("1euro").unwrap_err().to_string();
        assert_eq!(
            unknown,
            "the faucet has no coin euro; it has stake, uluna, uusd"
        );
    }
}
