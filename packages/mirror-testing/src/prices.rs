//! Oracles on a chain, for tests of a contract that needs no whole world.

use cosmwasm_std::Addr;
use mirror_protocol::{collateral_oracle, oracle};

use crate::world::decimal;
use crate::{codes, TestChain};

impl TestChain {
    /// An oracle without limits that states prices in `base_asset`.
    #[track_caller]
    pub fn new_oracle(&mut self, owner: &Addr, base_asset: &str) -> Addr {
        let msg = oracle::InstantiateMsg {
            owner: owner.to_string(),
            base_asset: base_asset.to_string(),
            max_deviation: None,
            confirm_seconds: None,
            guardian: None,
            halt_seconds: None,
        };
        self.create(codes::oracle(), owner, &msg)
    }

    /// The oracle's owner names the account that feeds the price of an asset.
    #[track_caller]
    pub fn register_feed(&mut self, oracle: &Addr, owner: &Addr, feeder: &Addr, asset: &str) {
        let msg = oracle::ExecuteMsg::RegisterAsset {
            asset_token: asset.to_string(),
            feeder: feeder.to_string(),
            max_deviation: None,
            standby: None,
        };
        let outcome = self.execute(owner, oracle, &msg, &[]);
        outcome.expect("the feed is registered");
    }

    /// The feeder posts a price. An asset is fed once per block.
    #[track_caller]
    pub fn post_price(&mut self, oracle: &Addr, feeder: &Addr, asset: &str, price: &str) {
        let msg = oracle::ExecuteMsg::FeedPrice {
            prices: vec![(asset.to_string(), decimal(price))],
        };
        let outcome = self.execute(feeder, oracle, &msg, &[]);
        outcome.expect("the price is posted");
    }

    /// A collateral oracle that knows this oracle.
    #[track_caller]
    pub fn new_collateral_oracle(
        &mut self,
        owner: &Addr,
        mint: &Addr,
        oracle: &Addr,
        base_denom: &str,
    ) -> Addr {
        let msg = collateral_oracle::InstantiateMsg {
            owner: owner.to_string(),
            mint_contract: mint.to_string(),
            base_denom: base_denom.to_string(),
            mirror_oracle: Some(oracle.to_string()),
            anchor_oracle: None,
            band_oracle: None,
        };
        self.create(codes::collateral_oracle(), owner, &msg)
    }
}
