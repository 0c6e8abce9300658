//! A protocol for the bench alone: fresh contracts in the state that `benches/chain` measures in, with
//! periods of seconds where those are days.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mirror_chain::{Account, ChainError, Included, Msg};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

use super::call::{call, coins, hook, native, token, BASE};
use super::error::BadInput;
use crate::failure::Failure;

/// Its artifacts.
const ARTIFACTS: [&str; 15] = [
    "mirror_factory",
    "mirror_mint",
    "mirror_oracle",
    "mirror_collateral_oracle",
    "mirror_staking",
    "mirror_short_reward",
    "mirror_lock",
    "mirror_gov",
    "mirror_collector",
    "mirror_community",
    "mirror_limit_order",
    "terraswap_token",
    "terraswap_pair",
    "terraswap_factory",
    "terraswap_router",
];

const YEAR: u64 = 31_536_000;

/// Seconds that the deployment fixes.
pub(super) struct Periods {
    /// How long a poll is voted on.
    pub(super) voting: u64,
    /// How long a poll waits until it is carried out.
    pub(super) delay: u64,
    /// How long the proceeds of a short sale are locked.
    pub(super) lockup: u64,
    /// The least time between two measurements of a premium.
    pub(super) premium: u64,
}

/// What a poll costs its proposer, in micro-MIR.
pub(super) const POLL_DEPOSIT: u128 = 1_000_000_000;

/// Who owns it, and where each contract is.
pub(super) struct Protocol {
    pub(super) codes: BTreeMap<&'static str, u64>,
    pub(super) factory: String,
    pub(super) mint: String,
    pub(super) oracle: String,
    pub(super) lock: String,
    pub(super) staking: String,
    pub(super) gov: String,
    pub(super) collector: String,
    pub(super) community: String,
    pub(super) orders: String,
    pub(super) mir: String,
    pub(super) mir_pair: String,
    collateral_oracle: String,
    short_reward: String,
    pair_factory: String,
}

/// What the factory made of a listing.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    pub(super) token: String,
    pub(super) pair: String,
    pub(super) shares: String,
}

impl Listed {
    /// The asset that a transaction listed.
    pub(super) fn of(included: &Included) -> Result<Self, ChainError> {
        Ok(Self {
            token: last(included, "asset_token_addr")?,
            pair: last(included, "pair_contract_addr")?,
            shares: last(included, "liquidity_token_addr")?,
        })
    }
}

/// The last value of a key in what contracts told.
pub(super) fn last(included: &Included, key: &str) -> Result<String, ChainError> {
    let told = included.wasm().flat_map(|event| &event.attributes);
    let found = told.filter(|(name, _)| name == key).last();
    found.map(|(_, value)| value.clone()).ok_or_else(|| {
        ChainError::Unexpected(format!("transaction {} tells no {key}", included.hash))
    })
}

/// Whatever is not on the chain yet of the artifacts is stored.
pub(super) async fn codes(
    owner: &mut Account,
    artifacts: &Path,
) -> Result<BTreeMap<&'static str, u64>, Failure> {
    let there = owner.node().codes_of(owner.address()).await?;
    let mut codes = BTreeMap::new();
    for name in ARTIFACTS {
        let path = artifacts.join(format!("{name}.wasm"));
        let wasm = fs::read(&path).map_err(|error| BadInput::NoArtifact {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        let checksum = Sha256::digest(&wasm);
        let checksum: String = checksum.iter().map(|byte| format!("{byte:02x}")).collect();
        let stored = there.iter().find(|code| code.checksum == checksum);
        let code_id = match stored {
            Some(code) => code.code_id,
            None => {
                let memo = format!("mirror bench: store {name}");
                let included = owner.send(&[Msg::Store { wasm }], &memo).await?;
                let told = included.value("store_code", "code_id");
                told.and_then(|id| id.parse().ok()).ok_or_else(|| {
                    ChainError::Unexpected("code was stored without number".into())
                })?
            }
        };
        codes.insert(name, code_id);
    }
    Ok(codes)
}

/// Puts a whole protocol on the chain, in the order in which each address exists before it is used.
pub(super) async fn deploy(
    owner: &mut Account,
    codes: BTreeMap<&'static str, u64>,
    periods: &Periods,
) -> Result<Protocol, Failure> {
    let mut birth = Birth { owner, codes };
    let (market, mir_pair) = birth.market().await?;
    let [pair_factory, factory, short_reward, orders, oracle, mir] = market;
    let gov = birth.gov(&mir, periods).await?;
    let mut protocol = Protocol {
        codes: BTreeMap::new(),
        factory,
        oracle,
        gov,
        orders,
        mir,
        mir_pair,
        short_reward,
        pair_factory,
        mint: String::new(),
        lock: String::new(),
        staking: String::new(),
        collector: String::new(),
        community: String::new(),
        collateral_oracle: String::new(),
    };
    birth.treasury(&mut protocol).await?;
    birth.positions(&mut protocol, periods).await?;
    birth.tie(&protocol).await?;
    protocol.codes = birth.codes;
    Ok(protocol)
}

/// The number of an artifact's code.
pub(super) fn code(codes: &BTreeMap<&'static str, u64>, name: &str) -> Result<u64, ChainError> {
    let missing = || ChainError::Unexpected(format!("{name} was not stored"));
    codes.get(name).copied().ok_or_else(missing)
}

struct Birth<'a> {
    owner: &'a mut Account,
    codes: BTreeMap<&'static str, u64>,
}

impl Birth<'_> {
    /// Contracts that know nothing of each other, and then the market and MIR.
    async fn market(&mut self) -> Result<([String; 6], String), Failure> {
        let [pair_code, token_code] = [self.code("terraswap_pair")?, self.code("terraswap_token")?];
        let pairs = json!({ "pair_code_id": pair_code, "token_code_id": token_code });
        let factory = json!({
            "token_code_id": token_code, "base_denom": BASE,
            "distribution_schedule": [[0, YEAR, "100000000000000"]],
        });
        let [pair_factory, factory, short_reward, orders] = self
            .make([
                ("terraswap_factory", pairs),
                ("mirror_factory", factory),
                ("mirror_short_reward", json!({})),
                ("mirror_limit_order", json!({})),
            ])
            .await?;

        let decimals = json!({ "add_native_token_decimals": { "denom": BASE, "decimals": 6 } });
        // The factory learns a coin's decimals only while it holds some of it.
        let pay = Msg::Send {
            recipient: pair_factory.clone(),
            coins: coins(1),
        };
        self.send(&[pay, call(&pair_factory, &decimals)]).await?;
        let owner = self.owner.address();
        let mir = json!({
            "name": "Mirror Token", "symbol": "MIR", "decimals": 6,
            "initial_balances": [
                { "address": factory, "amount": "200000000000000" },
                { "address": owner, "amount": "100000000000000" },
            ],
        });
        let oracle = json!({ "owner": factory, "base_asset": BASE });
        let made = self.make([
            ("mirror_oracle", oracle),
            ("terraswap_token", mir),
            (
                "terraswap_router",
                json!({ "terraswap_factory": pair_factory }),
            ),
        ]);
        let [oracle, mir, _] = made.await?;
        let pair = json!({ "create_pair": { "asset_infos": [native(), token(&mir)] } });
        let included = self.send(&[call(&pair_factory, &pair)]).await?;
        let pair = last(&included, "pair_contract_addr")?;
        Ok((
            [pair_factory, factory, short_reward, orders, oracle, mir],
            pair,
        ))
    }

    async fn gov(&mut self, mir: &str, periods: &Periods) -> Result<String, Failure> {
        let rules = json!({
            "proposal_deposit": POLL_DEPOSIT.to_string(), "voting_period": periods.voting,
            "quorum": "0.1", "threshold": "0.5",
        });
        let gov = json!({
            "mirror_token": mir,
            "admin_manager": self.owner.address(),
            "default_poll_config": rules,
            "migration_poll_config": rules,
            "auth_admin_poll_config": rules,
            "effective_delay": periods.delay,
            "expiration_period": 86_400,
            "snapshot_period": periods.voting.saturating_sub(1),
            "voter_weight": "0.5",
            "poll_gas_limit": 8_000_000,
        });
        let [gov] = self.make([("mirror_gov", gov)]).await?;
        Ok(gov)
    }

    /// No money market here: its three addresses are the owner's.
    async fn treasury(&mut self, protocol: &mut Protocol) -> Result<(), Failure> {
        let owner = self.owner.address().to_string();
        let community = json!({
            "owner": protocol.gov, "mirror_token": protocol.mir, "spend_limit": "10000000000",
        });
        let collector = json!({
            "owner": owner,
            "distribution_contract": protocol.gov,
            "terraswap_factory": protocol.pair_factory,
            "mirror_token": protocol.mir,
            "base_denom": BASE,
            "aust_token": owner,
            "anchor_market": owner,
            "bluna_token": owner,
            "bluna_swap_denom": "uluna",
        });
        let made = self.make([
            ("mirror_community", community),
            ("mirror_collector", collector),
        ]);
        let [community, collector] = made.await?;
        protocol.community = community;
        protocol.collector = collector;
        Ok(())
    }

    async fn positions(
        &mut self,
        protocol: &mut Protocol,
        periods: &Periods,
    ) -> Result<(), Failure> {
        let owner = self.owner.address().to_string();
        // Three of its addresses do not exist yet; the owner stands in until it is told.
        let mint = json!({
            "owner": owner, "oracle": protocol.oracle, "collector": protocol.collector,
            "collateral_oracle": owner, "staking": owner, "lock": owner,
            "terraswap_factory": protocol.pair_factory, "base_denom": BASE,
            "token_code_id": self.code("terraswap_token")?, "protocol_fee_rate": "0.015",
        });
        let [mint] = self.make([("mirror_mint", mint)]).await?;
        let collateral_oracle = json!({
            "owner": mint, "mint_contract": mint, "base_denom": BASE,
            "mirror_oracle": protocol.oracle, "anchor_oracle": owner, "band_oracle": owner,
        });
        let lock = json!({
            "owner": protocol.gov, "mint_contract": mint, "base_denom": BASE,
            "lockup_period": periods.lockup,
        });
        let staking = json!({
            "owner": protocol.factory,
            "mirror_token": protocol.mir,
            "mint_contract": mint,
            "oracle_contract": protocol.oracle,
            "terraswap_factory": protocol.pair_factory,
            "base_denom": BASE,
            "premium_min_update_interval": periods.premium,
            "short_reward_contract": protocol.short_reward,
        });
        let made = self.make([
            ("mirror_collateral_oracle", collateral_oracle),
            ("mirror_lock", lock),
            ("mirror_staking", staking),
        ]);
        let [collateral_oracle, lock, staking] = made.await?;
        protocol.mint = mint;
        protocol.collateral_oracle = collateral_oracle;
        protocol.lock = lock;
        protocol.staking = staking;
        Ok(())
    }

    async fn tie(&mut self, protocol: &Protocol) -> Result<(), Failure> {
        let owner = self.owner.address().to_string();
        let mint = json!({ "update_config": {
            "owner": protocol.factory, "collateral_oracle": protocol.collateral_oracle,
            "staking": protocol.staking, "lock": protocol.lock,
        } });
        let factory = json!({ "post_initialize": {
            "owner": owner,
            "terraswap_factory": protocol.pair_factory,
            "mirror_token": protocol.mir,
            "staking_contract": protocol.staking,
            "oracle_contract": protocol.oracle,
            "mint_contract": protocol.mint,
            "commission_collector": protocol.collector,
        } });
        let collector = json!({ "update_config": {
            "mirror_oracle": protocol.oracle, "mint_contract": protocol.mint,
        } });
        let register =
            json!({ "register_asset": { "asset_token": protocol.mir, "feeder": owner } });
        let pass = json!({ "pass_command": {
            "contract_addr": protocol.oracle, "msg": hook(&register),
        } });
        self.send(&[
            call(&protocol.mint, &mint),
            call(&protocol.factory, &factory),
            call(&protocol.collector, &collector),
            call(&protocol.factory, &pass),
        ])
        .await?;
        Ok(())
    }

    /// Contracts that do not wait for each other, in one transaction; their addresses in order.
    async fn make<const N: usize>(
        &mut self,
        contracts: [(&'static str, Value); N],
    ) -> Result<[String; N], Failure> {
        let owner = self.owner.address().to_string();
        let messages = contracts.iter().map(|(name, message)| {
            Ok(Msg::Instantiate {
                code_id: self.code(name)?,
                msg: message.to_string().into_bytes(),
                label: (*name).to_string(),
                admin: Some(owner.clone()),
                funds: Vec::new(),
            })
        });
        let messages: Vec<Msg> = messages.collect::<Result<_, ChainError>>()?;
        let included = self.send(&messages).await?;
        let made = included
            .events
            .iter()
            .filter(|event| event.kind == "instantiate")
            .filter_map(|event| event.value("_contract_address"))
            .map(str::to_string);
        let made: Vec<String> = made.collect();
        let number = made.len();
        made.try_into().map_err(|_| {
            ChainError::Unexpected(format!("{number} contracts instead of {N}")).into()
        })
    }

    async fn send(&mut self, messages: &[Msg]) -> Result<Included, Failure> {
        Ok(self.owner.send(messages, "mirror bench").await?)
    }

    fn code(&self, name: &str) -> Result<u64, ChainError> {
        code(&self.codes, name)
    }
}
