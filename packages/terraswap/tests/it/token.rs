use cosmwasm_std::Uint128;
use cw20::{Cw20Coin, EmbeddedLogo, Logo, MinterResponse};
use terraswap::token::{ExecuteMsg, InstantiateMarketingInfo, InstantiateMsg, QueryMsg};

use crate::golden::{also_read_so, record, refused, variant, written_so};

fn plain() -> InstantiateMsg {
    InstantiateMsg {
        name: "Apple".into(),
        symbol: "mAAPL".into(),
        decimals: 6,
        initial_balances: vec![],
        mint: None,
        marketing: None,
    }
}

#[test]
fn a_token_is_made_so() {
    record(
        &InstantiateMsg {
            initial_balances: vec![Cw20Coin {
                address: "holder".into(),
                amount: Uint128::new(5),
            }],
            mint: Some(MinterResponse {
                minter: "mint".into(),
                cap: Some(Uint128::new(9)),
            }),
            marketing: Some(InstantiateMarketingInfo {
                project: Some("a page".into()),
                description: Some("a few words".into()),
                marketing: Some("gov".into()),
                logo: Some(Logo::Url("a link".into())),
            }),
            ..plain()
        },
        r#"{
            "name":"Apple",
            "symbol":"mAAPL",
            "decimals":6,
            "initial_balances":[{"address":"holder","amount":"5"}],
            "mint":{"minter":"mint","cap":"9"},
            "marketing":{
                "project":"a page",
                "description":"a few words",
                "marketing":"gov",
                "logo":{"url":"a link"}
            }
        }"#,
        &["mint", "marketing"],
    );
}

#[test]
fn a_token_may_be_made_without_minter_and_marketing() {
    also_read_so(
        &plain(),
        r#"{"name":"Apple","symbol":"mAAPL","decimals":6,"initial_balances":[]}"#,
    );
    record(
        &InstantiateMarketingInfo {
            project: Some("a page".into()),
            description: Some("a few words".into()),
            marketing: Some("gov".into()),
            logo: Some(Logo::Embedded(EmbeddedLogo::Png(b"png".into()))),
        },
        r#"{
            "project":"a page",
            "description":"a few words",
            "marketing":"gov",
            "logo":{"embedded":{"png":"cG5n"}}
        }"#,
        &["project", "description", "marketing", "logo"],
    );
}

#[test]
fn a_token_is_told_and_asked_in_the_words_of_the_standard() {
    variant(
        &ExecuteMsg::Send {
            contract: "pair".into(),
            amount: Uint128::new(5),
            msg: b"{}".into(),
        },
        r#"{"send":{"contract":"pair","amount":"5","msg":"e30="}}"#,
        &[],
    );
    variant(
        &QueryMsg::Balance {
            address: "holder".into(),
        },
        r#"{"balance":{"address":"holder"}}"#,
        &[],
    );
    written_so(&QueryMsg::Minter {}, r#"{"minter":{}}"#);
    refused::<ExecuteMsg>(r#"{"send":{"contract":"pair","amount":"5"}}"#);
}
