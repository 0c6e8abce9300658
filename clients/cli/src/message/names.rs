//! What the parts of a deployment are called: roles, symbols and denoms in place of addresses.

use cosmwasm_std::{Coin, Uint128};
use mirror_chain::deployment::DeploymentFile;
use terraswap::asset::{Asset, AssetInfo};

use super::amounts;
use super::contracts;
use super::fault::Fault;
use super::near;
use crate::airdrop::{check_address, AddressFault};

/// The names of a chain's parts.
#[derive(Clone, Debug, Default)]
pub struct Names {
    prefix: String,
    base_denom: String,
    base_display: String,
    /// Addresses by role: `mint`, `uni_airdrop`. The name of the code behind each.
    contracts: Vec<(String, String, &'static str)>,
    /// Token addresses by symbol: `MIR`, `mAAPL`, `mAAPL-LP`.
    tokens: Vec<(String, String)>,
    /// Pairs by the symbol of their asset.
    pairs: Vec<(String, String)>,
    /// Accounts by name; the one that signs is `me`.
    accounts: Vec<(String, String)>,
    /// Accounts whose addresses nobody has asked for yet.
    people: Vec<String>,
}

impl Names {
    /// A chain without a protocol: only addresses and the base denom are known.
    pub fn of_chain(prefix: &str, base_denom: &str, base_display: &str) -> Self {
        Self {
            prefix: prefix.to_string(),
            base_denom: base_denom.to_string(),
            base_display: base_display.to_string(),
            ..Self::default()
        }
    }

    /// The protocol of a deployment file.
    pub fn of(file: &DeploymentFile) -> Self {
        let protocol = &file.protocol;
        let mut names = Self::of_chain(
            &file.bech32_prefix,
            &protocol.base_denom,
            &file.base_display,
        );
        // The file's own names of the roles, so that none is missing here.
        let written = serde_json::to_value(&protocol.contracts).unwrap_or_default();
        for (role, address) in written.as_object().into_iter().flatten() {
            let code = if role == "uni_airdrop" {
                "airdrop"
            } else {
                role
            };
            let code = contracts::of_role(code).map_or("", |contract| contract.name);
            let address = address.as_str().unwrap_or_default().to_string();
            names.contracts.push((role.clone(), address, code));
        }
        names.add_market(
            "MIR",
            &protocol.mirror_token,
            &protocol.mirror_pair,
            &protocol.mirror_lp,
        );
        for asset in &protocol.assets {
            names.add_market(&asset.symbol, &asset.token, &asset.pair, &asset.lp_token);
        }
        names
    }

    /// One more account. The one that signs is called `me`.
    pub fn add_account(&mut self, name: &str, address: &str) {
        self.accounts.push((name.to_string(), address.to_string()));
    }

    /// Names of accounts that are found when they are asked for; a slip in one is told.
    pub fn add_people(&mut self, names: Vec<String>) {
        self.people.extend(names);
    }

    /// One more token with its market.
    pub fn add_market(&mut self, symbol: &str, token: &str, pair: &str, lp: &str) {
        self.tokens.push((symbol.to_string(), token.to_string()));
        self.tokens.push((format!("{symbol}-LP"), lp.to_string()));
        self.pairs.push((symbol.to_string(), pair.to_string()));
    }

    /// Whether a token is known already.
    pub fn knows_token(&self, address: &str) -> bool {
        self.tokens.iter().any(|(_, known)| known == address)
    }

    /// The address of a contract's role.
    pub fn role(&self, role: &str) -> Option<&str> {
        let role = role.replace('-', "_");
        let mut contracts = self.contracts.iter();
        let found = contracts.find(|(known, _, _)| *known == role);
        found.map(|(_, address, _)| address.as_str())
    }

    /// The address of a pair, by the symbol of its asset.
    pub fn pair(&self, symbol: &str) -> Result<&str, Fault> {
        self.listed(&self.pairs, symbol)
    }

    /// The address of a token, by its symbol.
    pub fn token(&self, symbol: &str) -> Result<&str, Fault> {
        self.listed(&self.tokens, symbol)
    }

    /// An address: written out, or the name of a contract, a token, or `me`.
    pub fn address(&self, text: &str) -> Result<String, Fault> {
        let text = text.trim();
        let account = self.accounts.iter().find(|(name, _)| name == text);
        if let Some((_, address)) = account {
            return Ok(address.clone());
        }
        if let Some(address) = self.role(text) {
            return Ok(address.to_string());
        }
        if let Some(symbol) = text.strip_suffix("-pair") {
            return self.pair(symbol).map(str::to_string);
        }
        match self.token(text) {
            Ok(address) => Ok(address.to_string()),
            Err(unknown @ Fault::UnknownName { .. }) => match self.checked(text) {
                Ok(()) => Ok(text.to_string()),
                // What does not look like an address was meant as a name.
                Err(fault) if looks_like_an_address(text, &self.prefix) => Err(fault),
                Err(_) => Err(unknown),
            },
            Err(other) => Err(other),
        }
    }

    /// A coin: its denom, or what screens call the base denom.
    pub fn denom(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let is_base = text == self.base_denom || text.eq_ignore_ascii_case(&self.base_display);
        (is_base && !text.is_empty()).then(|| self.base_denom.clone())
    }

    /// An asset: a coin's denom, a token's symbol or a token's address.
    pub fn asset_info(&self, text: &str) -> Result<AssetInfo, Fault> {
        match self.denom(text) {
            Some(denom) => Ok(AssetInfo::native(denom)),
            None => Ok(AssetInfo::token(self.address(text)?)),
        }
    }

    /// An asset with its amount: `100uusd`, `2.5mAAPL`, `1.5usd`, and micro units before an address.
    pub fn asset(&self, text: &str) -> Result<Asset, Fault> {
        let (number, unit) = amounts::split(text);
        if unit.starts_with(',') {
            return Err(Fault::Comma {
                given: text.trim().to_string(),
            });
        }
        if number.is_empty() || unit.is_empty() {
            let wanted = "an amount with its asset, as 100uusd, 1.5mir or 2.5mAAPL";
            return Err(Fault::not_a(&text, wanted));
        }
        let (info, is_micro) = self.unit(unit)?;
        let amount = self.amount_in(number, &info, is_micro, text)?;
        Ok(Asset { info, amount })
    }

    /// A coin with its amount: the base denom in either unit, micro units of any other.
    pub fn coin(&self, text: &str) -> Result<Coin, Fault> {
        let (number, unit) = amounts::split(text);
        match self.asset(text) {
            Ok(asset) => asset
                .as_coin()
                .ok_or_else(|| Fault::not_a(&text, "a coin of the chain")),
            Err(Fault::UnknownName { .. }) => Ok(Coin {
                denom: unit.to_string(),
                amount: Uint128::new(amounts::whole(number)?),
            }),
            Err(other) => Err(other),
        }
    }

    /// An amount: micro units as they are, or with its asset. `counted` is the only asset that it can be
    /// of, by its denom or address, where that is known.
    pub fn amount(&self, text: &str, counted: Option<&str>) -> Result<Uint128, Fault> {
        let (number, unit) = amounts::split(text);
        if unit.is_empty() {
            let without = amounts::whole(number);
            return without.map(Uint128::new).map_err(|fault| match fault {
                Fault::NotA { given, .. } => Fault::NotA {
                    given,
                    wanted: "micro units, as 1500000, or an amount with its asset, as 1.5mir"
                        .to_string(),
                },
                other => other,
            });
        }
        let asset = self.asset(text)?;
        match counted.filter(|counted| *counted != asset.info.id()) {
            None => Ok(asset.amount),
            Some(counted) => Err(Fault::OtherAsset {
                given: text.to_string(),
                counted: self.name_of(counted),
            }),
        }
    }

    /// The base denom.
    pub fn base_denom(&self) -> &str {
        &self.base_denom
    }

    /// What screens call the base denom.
    pub fn base_display(&self) -> &str {
        &self.base_display
    }

    /// What the code of a contract is called.
    pub fn code_of(&self, address: &str) -> Option<&'static str> {
        let mut contracts = self.contracts.iter();
        let found = contracts.find(|(_, known, _)| known == address);
        let of_contract = found.map(|(_, _, code)| *code);
        let is_pair = self.pairs.iter().any(|(_, pair)| pair == address);
        let of_market = is_pair.then_some("terraswap-pair");
        let of_token = self.knows_token(address).then_some("terraswap-token");
        of_contract.or(of_market).or(of_token)
    }

    /// What an address is called, or the address.
    pub fn name_of(&self, address: &str) -> String {
        let role = self.contracts.iter().find(|(_, known, _)| known == address);
        let role = role.map(|(role, _, _)| role.clone());
        let by = |list: &[(String, String)]| {
            let found = list.iter().find(|(_, known)| known == address);
            found.map(|(name, _)| name.clone())
        };
        let pair = || by(&self.pairs).map(|symbol| format!("{symbol}-pair"));
        let named = role.or_else(|| by(&self.tokens)).or_else(pair);
        let named = named.or_else(|| by(&self.accounts));
        named.unwrap_or_else(|| address.to_string())
    }

    /// What an address is called, with the address behind it.
    pub fn shown(&self, address: &str) -> String {
        let name = self.name_of(address);
        if name == address {
            return name;
        }
        format!("{name} ({address})")
    }

    /// What a denom or a token is called.
    pub fn symbol_of(&self, denom_or_token: &str) -> Option<String> {
        if denom_or_token == self.base_denom && !self.base_denom.is_empty() {
            return Some(self.base_display.clone());
        }
        let token = self
            .tokens
            .iter()
            .find(|(_, known)| known == denom_or_token);
        token.map(|(symbol, _)| symbol.clone())
    }

    /// A token's symbol, or `u` before it for micro units; then whether it is micro units.
    fn unit(&self, unit: &str) -> Result<(AssetInfo, bool), Fault> {
        if unit == self.base_denom {
            return Ok((AssetInfo::native(unit), true));
        }
        if unit.eq_ignore_ascii_case(&self.base_display) {
            return Ok((AssetInfo::native(self.base_denom.as_str()), false));
        }
        match self.token(unit) {
            Ok(token) => Ok((AssetInfo::token(token), false)),
            Err(unknown @ Fault::UnknownName { .. }) => {
                if let Some(Ok(token)) = unit.strip_prefix('u').map(|symbol| self.token(symbol)) {
                    return Ok((AssetInfo::token(token), true));
                }
                match self.checked(unit) {
                    Ok(()) => Ok((AssetInfo::token(unit), true)),
                    Err(fault) if looks_like_an_address(unit, &self.prefix) => Err(fault),
                    Err(_) => Err(unknown),
                }
            }
            Err(other) => Err(other),
        }
    }

    fn amount_in(
        &self,
        number: &str,
        info: &AssetInfo,
        is_micro: bool,
        text: &str,
    ) -> Result<Uint128, Fault> {
        if !is_micro {
            return amounts::micro(number).map(Uint128::new);
        }
        if number.contains('.') {
            return Err(Fault::PartOfMicroUnit {
                given: text.trim().to_string(),
                unit: amounts::split(text).1.to_string(),
                whole: self
                    .symbol_of(info.id())
                    .unwrap_or_else(|| "its symbol".to_string()),
            });
        }
        amounts::whole(number).map(Uint128::new)
    }

    /// A symbol as it is spelt, or else in other capitals where that is only one.
    fn listed<'a>(&self, list: &'a [(String, String)], symbol: &str) -> Result<&'a str, Fault> {
        let exact = list.iter().find(|(known, _)| known == symbol);
        if let Some((_, address)) = exact {
            return Ok(address);
        }
        let alike = list
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(symbol));
        match alike.collect::<Vec<_>>().as_slice() {
            [(_, address)] => Ok(address),
            [] => Err(Fault::UnknownName {
                given: symbol.to_string(),
                near: self.near(symbol),
                known: self.known(),
            }),
            several => Err(Fault::Ambiguous {
                given: symbol.to_string(),
                several: several
                    .iter()
                    .map(|(known, _)| known.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }

    /// The names of assets and contracts.
    fn listable(&self) -> impl Iterator<Item = &str> {
        let base = [self.base_display.as_str(), self.base_denom.as_str()].into_iter();
        let base = base.filter(|name| !name.is_empty());
        let tokens = self.tokens.iter().map(|(symbol, _)| symbol.as_str());
        let roles = self.contracts.iter().map(|(role, _, _)| role.as_str());
        base.chain(tokens).chain(roles)
    }

    /// Which known name was meant.
    fn near(&self, given: &str) -> String {
        let accounts = self.accounts.iter().map(|(name, _)| name.as_str());
        let people = self.people.iter().map(String::as_str);
        near::question(given, self.listable().chain(accounts).chain(people))
    }

    fn known(&self) -> String {
        let all = self.listable().collect::<Vec<_>>();
        if self.contracts.is_empty() {
            return format!("only {}, since there is no deployment file", all.join(", "));
        }
        all.join(", ")
    }

    fn checked(&self, text: &str) -> Result<(), Fault> {
        check_address(text, &self.prefix).map_err(|fault| Fault::NoAddress {
            given: text.to_string(),
            reason: match fault {
                AddressFault::Prefix { found, .. } => format!("is of another chain ({found})"),
                other => other.to_string(),
            },
            prefix: self.prefix.clone(),
        })
    }
}

/// Whether a text was meant as an address.
fn looks_like_an_address(text: &str, prefix: &str) -> bool {
    let is_long = text.len() > 30 && text.contains('1');
    is_long || text.starts_with(&format!("{prefix}1"))
}

#[cfg(test)]
mod tests;
