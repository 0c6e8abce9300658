//! What a listing hands from its first step to the replies, and the message that makes the token.

use cosmwasm_std::{to_json_binary, Addr, Decimal, SubMsg, Uint128, WasmMsg};
use cw20::MinterResponse;
use mirror_bytes::{in_bytes, Bytes};
use mirror_protocol::mint::{CollateralTerms, IPOParams};
use terraswap::token;

use crate::config::Peers;
use crate::error::ContractError;
use crate::symbol::Symbol;

/// Id of the reply after the token of a new asset was made.
pub const TOKEN_MADE: u64 = 1;

/// The decimals of every mAsset.
const DECIMALS: u8 = 6;

/// What the replies of a listing need to know. It is the payload of the sub-messages, so nothing is
/// stored in between and nothing is read twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// Who feeds the price.
    pub feeder: Addr,
    /// Who may feed it if the feeder is silent.
    pub standby: Option<String>,
    /// The feed's own band.
    pub max_deviation: Option<Decimal>,
    /// What a buyer of liquidated collateral saves.
    pub auction_discount: Decimal,
    /// Value of collateral per value of debt that a position must have.
    pub min_collateral_ratio: Decimal,
    /// The terms before an IPO, if there is to be one.
    pub ipo_params: Option<IPOParams>,
    /// The most debt of the asset, in tokens.
    pub debt_cap: Option<Uint128>,
    /// The terms on which it will be collateral; `None` if they are mint's default.
    pub collateral: Option<CollateralTerms>,
    /// The collateral oracle, if the asset is to be barred there as its predecessor was.
    pub revoked_at: Option<Addr>,
    /// The pool's weight in the release.
    pub weight: u32,
    /// The denom it is paired with.
    pub base_denom: String,
    /// The owner and the contracts.
    pub peers: Peers,
}

in_bytes!(Listing {
    feeder,
    standby,
    max_deviation,
    auction_discount,
    min_collateral_ratio,
    ipo_params,
    debt_cap,
    collateral,
    revoked_at,
    weight,
    base_denom,
    peers
});

impl Listing {
    /// The message that makes the token, whose only minter is mint. Its reply continues the listing.
    pub fn make_token(
        &self,
        token_code_id: u64,
        name: &str,
        symbol: &Symbol,
    ) -> Result<SubMsg, ContractError> {
        let token = token::InstantiateMsg {
            name: name.to_string(),
            symbol: symbol.cw20(),
            decimals: DECIMALS,
            initial_balances: vec![],
            mint: Some(MinterResponse {
                minter: self.peers.mint_contract.to_string(),
                cap: None,
            }),
            marketing: None,
        };
        let make_token = WasmMsg::Instantiate {
            admin: None,
            code_id: token_code_id,
            msg: to_json_binary(&token)?,
            funds: vec![],
            label: format!("mirror-asset-{}", symbol.cw20()),
        };
        Ok(SubMsg::reply_on_success(make_token, TOKEN_MADE).with_payload(self.to_bytes()))
    }
}
