//! Whose address is whose: the protocol's contracts, and the assets that have been listed so far.

use std::collections::BTreeMap;

use mirror_chain::deployment::DeploymentFile;

use crate::store::{Store, StoreError};

/// What an address is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// MIR, or an mAsset.
    Token,
    /// An LP token of a pair that is followed.
    LpToken,
    /// A pair that is followed, of this asset.
    Pair(String),
    /// The contract of this role.
    Contract(Role),
}

/// The contracts whose events are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Lists and ends assets, releases MIR.
    Factory,
    /// Holds positions.
    Mint,
    /// Knows prices.
    Oracle,
    /// Stakes of LP tokens and short positions.
    Staking,
    /// Stakes of MIR, polls.
    Gov,
    /// Proceeds of short sales.
    Lock,
    /// Limit orders.
    LimitOrder,
    /// One of the airdrops.
    Airdrop,
    /// Pays what polls decide.
    Community,
    /// Makes pairs.
    SwapFactory,
    /// Only what it has of the base denom is followed.
    Other,
}

/// Whose address is whose.
#[derive(Clone, Debug)]
pub(super) struct Book {
    base_denom: String,
    mirror_token: String,
    known: BTreeMap<String, Who>,
}

impl Book {
    /// The contracts of a deployment, before any asset is listed.
    pub(super) fn new(deployment: &DeploymentFile) -> Self {
        let deployment = &deployment.protocol;
        let contracts = &deployment.contracts;
        let roles = [
            (&contracts.factory, Role::Factory),
            (&contracts.mint, Role::Mint),
            (&contracts.oracle, Role::Oracle),
            (&contracts.staking, Role::Staking),
            (&contracts.gov, Role::Gov),
            (&contracts.lock, Role::Lock),
            (&contracts.limit_order, Role::LimitOrder),
            (&contracts.airdrop, Role::Airdrop),
            (&contracts.uni_airdrop, Role::Airdrop),
            (&contracts.community, Role::Community),
            (&contracts.swap_factory, Role::SwapFactory),
            (&contracts.collateral_oracle, Role::Other),
            (&contracts.collector, Role::Other),
            (&contracts.short_reward, Role::Other),
            (&contracts.admin_manager, Role::Other),
            (&contracts.router, Role::Other),
        ];
        let known = roles.into_iter();
        let known = known.map(|(address, role)| (address.clone(), Who::Contract(role)));
        Self {
            base_denom: deployment.base_denom.clone(),
            mirror_token: deployment.mirror_token.clone(),
            known: known.collect(),
        }
    }

    /// The same, with the assets that the tables know.
    pub(super) async fn load(
        deployment: &DeploymentFile,
        store: &Store,
    ) -> Result<Self, StoreError> {
        let mut book = Self::new(deployment);
        type Row = (String, Option<String>, Option<String>);
        let rows: Vec<Row> = on_pool!(store, pool => sqlx::query_as(
            "SELECT token, pair, lp_token FROM assets",
        )
        .fetch_all(pool)
        .await)?;
        for (token, pair, lp_token) in rows {
            book.list(&token);
            if let Some((pair, lp_token)) = pair.zip(lp_token) {
                book.pair(&token, &pair, &lp_token);
            }
        }
        Ok(book)
    }

    /// What an address is, as far as it matters.
    pub(super) fn who(&self, address: &str) -> Option<&Who> {
        self.known.get(address)
    }

    /// Whether it is the token of MIR or of an mAsset.
    pub(super) fn is_asset(&self, address: &str) -> bool {
        self.who(address) == Some(&Who::Token)
    }

    /// Whether it is a contract or pair whose coins are followed.
    pub(super) fn has_coins(&self, address: &str) -> bool {
        matches!(
            self.who(address),
            Some(Who::Pair(_)) | Some(Who::Contract(_))
        )
    }

    /// The address of MIR.
    pub(super) fn mirror_token(&self) -> &str {
        &self.mirror_token
    }

    /// The denom that everything is stated in.
    pub(super) fn base_denom(&self) -> &str {
        &self.base_denom
    }

    /// A token was listed.
    pub(super) fn list(&mut self, token: &str) {
        self.known.insert(token.to_string(), Who::Token);
    }

    /// An asset got its market.
    pub(super) fn pair(&mut self, token: &str, pair: &str, lp_token: &str) {
        let of = Who::Pair(token.to_string());
        self.known.insert(pair.to_string(), of);
        self.known.insert(lp_token.to_string(), Who::LpToken);
    }
}
