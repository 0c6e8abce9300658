//! What wallets show of a token.

use cosmwasm_std::{Addr, Binary};
use cw20::{
    Cw20ExecuteMsg, DownloadLogoResponse, EmbeddedLogo, Logo, LogoInfo, MarketingInfoResponse,
};
use cw20_base::msg::QueryMsg;
use mirror_testing::{assert_refused, codes, TestChain};
use terraswap_token::ContractError;

struct Shown {
    chain: TestChain,
    token: Addr,
    keeper: Addr,
    stranger: Addr,
}

impl Shown {
    fn new() -> Self {
        let mut chain = TestChain::new();
        let [keeper, stranger] = ["keeper", "stranger"].map(|name| chain.account(name));
        let msg = serde_json::json!({
            "name": "Mirror",
            "symbol": "MIR",
            "decimals": 6,
            "initial_balances": [{ "address": stranger, "amount": "1000" }],
            "mint": { "minter": stranger },
            "marketing": { "project": "mirror", "marketing": keeper },
        });
        let token = chain.create(codes::terraswap_token(), &keeper, &msg);
        Self {
            chain,
            token,
            keeper,
            stranger,
        }
    }

    fn info(&self) -> MarketingInfoResponse {
        self.chain.query(&self.token, &QueryMsg::MarketingInfo {})
    }
}

fn describes(marketing: &Addr) -> Cw20ExecuteMsg {
    Cw20ExecuteMsg::UpdateMarketing {
        project: Some("".to_string()),
        description: Some("a mirror".to_string()),
        marketing: Some(marketing.to_string()),
    }
}

fn png() -> Binary {
    // What a picture begins with.
    Binary::from(b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a rest")
}

fn picture() -> Cw20ExecuteMsg {
    Cw20ExecuteMsg::UploadLogo(Logo::Embedded(EmbeddedLogo::Png(png())))
}

#[test]
fn the_marketing_account_changes_the_texts_and_hands_over() {
    let Shown {
        mut chain,
        token,
        keeper,
        stranger,
    } = Shown::new();

    let msg = describes(&stranger);
    chain.execute(&keeper, &token, &msg, &[]).unwrap();

    let expected = MarketingInfoResponse {
        project: None,
        description: Some("a mirror".to_string()),
        logo: None,
        marketing: Some(stranger),
    };
    assert_eq!(expected, chain.query(&token, &QueryMsg::MarketingInfo {}));
    let again = chain.execute(&keeper, &token, &msg, &[]);
    let unauthorized = cw20_base::ContractError::Unauthorized {};
    assert_refused(again, ContractError::Cw20(unauthorized));
}

#[test]
fn the_marketing_account_uploads_a_picture() {
    let mut shown = Shown::new();

    let response = shown
        .chain
        .execute(&shown.keeper, &shown.token, &picture(), &[]);

    response.unwrap();
    assert_eq!(Some(LogoInfo::Embedded), shown.info().logo);
    let expected = DownloadLogoResponse {
        mime_type: "image/png".to_string(),
        data: png(),
    };
    let told: DownloadLogoResponse = shown.chain.query(&shown.token, &QueryMsg::DownloadLogo {});
    assert_eq!(expected, told);
}

#[test]
fn nobody_else_changes_texts_or_picture() {
    let mut shown = Shown::new();
    let before = shown.info();

    for msg in [describes(&shown.stranger), picture()] {
        let refusal = shown
            .chain
            .execute(&shown.stranger, &shown.token, &msg, &[]);

        let unauthorized = cw20_base::ContractError::Unauthorized {};
        assert_refused(refusal, ContractError::Cw20(unauthorized));
    }

    assert_eq!(before, shown.info());
}

/// Of the library's own records only those that its marketing functions read.
#[test]
fn a_token_with_marketing_stores_balances_supply_and_minter_once() {
    let shown = Shown::new();

    let stored = shown.chain.app.dump_wasm_raw(&shown.token);

    let balance = |key: &[u8]| key.starts_with(b"b");
    let named: Vec<_> = stored
        .iter()
        .filter(|(key, _)| !balance(key))
        .map(|(key, _)| String::from_utf8_lossy(key).into_owned())
        .collect();
    assert_eq!(vec!["contract_info", "marketing_info", "s", "t"], named);
    assert_eq!(1, stored.iter().filter(|(key, _)| balance(key)).count());
}
