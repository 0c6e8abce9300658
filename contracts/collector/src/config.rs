//! The configuration, in parts that are read together.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Decimal};
use mirror_bytes::in_bytes;
use mirror_protocol::collector::{ConfigUpdate, InstantiateMsg};

use crate::asset::Convertible;
use crate::error::ContractError;

/// How many keepers there may be. Every conversion reads their list.
pub const MOST_KEEPERS: usize = 20;

/// The denom that staking tokens are swapped for by default.
const LUNA: &str = "uluna";
/// The oldest price that is used by default, in seconds.
const PRICE_MAX_AGE: u64 = 60;

/// The part that every conversion reads. Addresses are canonical, since they are shorter so.
#[derive(Clone, Debug, PartialEq)]
pub struct Trading {
    /// The receiver of the MIR.
    pub distribution_contract: CanonicalAddr,
    /// The factory that knows the pairs.
    pub terraswap_factory: CanonicalAddr,
    /// The MIR token.
    pub mirror_token: CanonicalAddr,
    /// The code that the MIR token ran when it was named; none if it was no contract.
    pub token_code: Option<u64>,
    /// The denom that every asset is paired with.
    pub base_denom: String,
    /// A token that is redeemed, not swapped.
    pub aust_token: Option<CanonicalAddr>,
    /// The money market that redeems it.
    pub anchor_market: Option<CanonicalAddr>,
    /// The pair in which MIR is bought; `None` if it is the factory's pair.
    pub mir_ust_pair: Option<CanonicalAddr>,
    /// The oracle whose prices bound swaps.
    pub mirror_oracle: Option<CanonicalAddr>,
    /// The largest part that a swap may lose.
    pub max_spread: Decimal,
    /// The largest part of a pool that is swapped in one block.
    pub max_swap_ratio: Decimal,
    /// The oldest price that is used, in seconds.
    pub price_max_age: u64,
    /// The accounts that may convert.
    pub keepers: Keepers,
}

in_bytes!(Trading {
    distribution_contract,
    terraswap_factory,
    mirror_token,
    token_code,
    base_denom,
    aust_token,
    anchor_market,
    mir_ust_pair,
    mirror_oracle,
    max_spread,
    max_swap_ratio,
    price_max_age,
    keepers
});

/// The accounts that may convert. If none is named, anybody may convert assets that have a price,
/// and only the owner those that have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keepers(pub Vec<CanonicalAddr>);

impl Keepers {
    /// The keepers with these names. Each must be an address, and named once.
    fn named(api: &dyn Api, names: Vec<String>) -> Result<Self, ContractError> {
        ensure!(
            names.len() <= MOST_KEEPERS,
            ContractError::TooManyKeepers {
                received: names.len(),
                most: MOST_KEEPERS
            }
        );
        let mut keepers = vec![];
        for keeper in names {
            let address = address(api, &keeper)?;
            ensure!(
                !keepers.contains(&address),
                ContractError::DuplicateKeeper { keeper }
            );
            keepers.push(address);
        }
        Ok(Self(keepers))
    }
}

in_bytes!(Keepers { 0 });

/// The part that only conversions over a hop read.
#[derive(Clone, Debug, PartialEq)]
pub struct Hops {
    /// The hop whose coins are swapped for the base denom in the same transaction.
    pub luna_denom: String,
    /// A staking token. It only names its kind of swap.
    pub bluna_token: Option<Addr>,
    /// Another staking token. It only names its kind of swap.
    pub lunax_token: Option<Addr>,
    /// Without effect: it is stored and shown, for old clients.
    pub bluna_swap_denom: String,
}

in_bytes!(Hops {
    luna_denom,
    bluna_token,
    lunax_token,
    bluna_swap_denom
});

/// The whole configuration.
pub struct Config {
    /// The account that may change it.
    pub owner: Addr,
    /// The part that every conversion reads.
    pub trading: Trading,
    /// The part that only conversions over a hop read.
    pub hops: Hops,
    /// The mint contract, if it is named.
    pub mint: Option<CanonicalAddr>,
}

impl Config {
    /// The first configuration.
    pub fn new(msg: InstantiateMsg, api: &dyn Api) -> Result<Self, ContractError> {
        let mut config = Self {
            owner: api.addr_validate(&msg.owner)?,
            trading: Trading {
                distribution_contract: address(api, &msg.distribution_contract)?,
                terraswap_factory: address(api, &msg.terraswap_factory)?,
                mirror_token: address(api, &msg.mirror_token)?,
                token_code: None,
                base_denom: denom("base_denom", msg.base_denom)?,
                aust_token: None,
                anchor_market: None,
                mir_ust_pair: None,
                mirror_oracle: None,
                max_spread: Decimal::percent(1),
                max_swap_ratio: Decimal::permille(3),
                price_max_age: PRICE_MAX_AGE,
                keepers: Keepers::default(),
            },
            hops: Hops {
                luna_denom: LUNA.to_string(),
                bluna_token: None,
                lunax_token: None,
                bluna_swap_denom: String::new(),
            },
            mint: None,
        };
        let optional = ConfigUpdate {
            aust_token: msg.aust_token,
            anchor_market: msg.anchor_market,
            bluna_token: msg.bluna_token,
            lunax_token: msg.lunax_token,
            bluna_swap_denom: msg.bluna_swap_denom,
            mir_ust_pair: msg.mir_ust_pair,
            mirror_oracle: msg.mirror_oracle,
            mint_contract: msg.mint_contract,
            luna_denom: msg.luna_denom.filter(|denom| !denom.is_empty()),
            max_spread: msg.max_spread,
            max_swap_ratio: msg.max_swap_ratio,
            price_max_age: msg.price_max_age,
            keepers: msg.keepers,
            ..ConfigUpdate::default()
        };
        config.apply(optional, api)?;
        Ok(config)
    }

    /// Change the fields that an update names, after checking each of them.
    pub fn apply(&mut self, update: ConfigUpdate, api: &dyn Api) -> Result<(), ContractError> {
        let needed = |text: String| address(api, &text);
        let optional = |text: String| match text.as_str() {
            "" => Ok(None),
            text => address(api, text).map(Some),
        };
        let shown = |text: String| match text.as_str() {
            "" => Ok(None),
            text => Ok(Some(api.addr_validate(text)?)),
        };
        let (trading, hops) = (&mut self.trading, &mut self.hops);

        set(&mut self.owner, update.owner, |text| {
            Ok(api.addr_validate(&text)?)
        })?;
        let distribution = &mut trading.distribution_contract;
        set(distribution, update.distribution_contract, needed)?;
        let factory = &mut trading.terraswap_factory;
        set(factory, update.terraswap_factory, needed)?;
        set(&mut trading.mirror_token, update.mirror_token, needed)?;
        set(&mut trading.base_denom, update.base_denom, |text| {
            denom("base_denom", text)
        })?;
        set(&mut trading.aust_token, update.aust_token, optional)?;
        set(&mut trading.anchor_market, update.anchor_market, optional)?;
        set(&mut trading.mir_ust_pair, update.mir_ust_pair, optional)?;
        set(&mut trading.mirror_oracle, update.mirror_oracle, optional)?;
        set(&mut self.mint, update.mint_contract, optional)?;
        set(&mut trading.max_spread, update.max_spread, max_spread)?;
        let ratio = &mut trading.max_swap_ratio;
        set(ratio, update.max_swap_ratio, max_swap_ratio)?;
        set(&mut trading.price_max_age, update.price_max_age, Ok)?;
        set(&mut trading.keepers, update.keepers, |names| {
            Keepers::named(api, names)
        })?;
        set(&mut hops.luna_denom, update.luna_denom, |text| {
            denom("luna_denom", text)
        })?;
        set(&mut hops.bluna_token, update.bluna_token, shown)?;
        set(&mut hops.lunax_token, update.lunax_token, shown)?;
        set(&mut hops.bluna_swap_denom, update.bluna_swap_denom, Ok)
    }
}

impl Trading {
    /// Refuse a route for MIR and for the base denom.
    pub fn ensure_routable(&self, asset: &Convertible) -> Result<(), ContractError> {
        ensure!(
            !asset.is_token(Some(&self.mirror_token)) && !asset.is_coin(&self.base_denom),
            ContractError::NeverRouted {
                asset: asset.info.to_string()
            }
        );
        Ok(())
    }
}

impl Hops {
    /// The tokens that have a route from the start.
    pub fn staking_tokens(&self) -> impl Iterator<Item = &Addr> {
        self.bluna_token.iter().chain(&self.lunax_token)
    }
}

/// Refuse a sender who is not the owner.
pub fn ensure_owner(owner: &Addr, sender: &Addr) -> Result<(), ContractError> {
    ensure!(owner == sender, ContractError::Unauthorized {});
    Ok(())
}

/// Refuse an empty denom. Whether the denom exists is not checked.
pub fn denom(field: &str, denom: String) -> Result<String, ContractError> {
    ensure!(
        !denom.is_empty(),
        ContractError::DenomMissing {
            field: field.to_string()
        }
    );
    Ok(denom)
}

/// Set a field, if the update names it, to the checked value.
fn set<T, U>(
    field: &mut T,
    update: Option<U>,
    check: impl FnOnce(U) -> Result<T, ContractError>,
) -> Result<(), ContractError> {
    if let Some(update) = update {
        *field = check(update)?;
    }
    Ok(())
}

fn address(api: &dyn Api, text: &str) -> Result<CanonicalAddr, ContractError> {
    Ok(mirror_bytes::canonical(api, text)?)
}

fn max_spread(given: Decimal) -> Result<Decimal, ContractError> {
    ensure!(
        !given.is_zero() && given <= Decimal::percent(50),
        ContractError::MaxSpreadOutOfRange { given }
    );
    Ok(given)
}

fn max_swap_ratio(given: Decimal) -> Result<Decimal, ContractError> {
    ensure!(
        !given.is_zero() && given <= Decimal::one(),
        ContractError::MaxSwapRatioOutOfRange { given }
    );
    Ok(given)
}
