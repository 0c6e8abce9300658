//! Claims of the original's published list (airdrop.md section 9, B), on a chain with its addresses.

use cosmwasm_std::{Addr, Uint128};
use cw20::{BalanceResponse, Cw20Coin, Cw20ExecuteMsg, Cw20QueryMsg};
use mirror_protocol::airdrop::InstantiateMsg;
use mirror_testing::{codes, TestChain};
use terraswap::token;

use crate::setup::{claim, register};

const ACCOUNT: &str = "terra1qfqa2eu9wp272ha93lj4yhcenrc6ymng079nu8";

const STAGES: [(&str, u128, [&str; 4]); 2] = [
    (
        "85e33930e7a8f015316cb4a53a4c45d26a69f299fc4c83f17357e1fd62e8fd95",
        1_000_001,
        [
            "b8ee25ffbee5ee215c4ad992fe582f20175868bc310ad9b2b7bdf440a224b2df",
            "98d73e0a035f23c490fef5e307f6e74652b9d3688c2aa5bff70eaa65956a24e1",
            "f328b89c766a62b8f1c768fefa1139c9562c6e05bab57a2af87f35e83f9e9dcf",
            "fe19ca2434f87cadb0431311ac9a484792525eb66a952e257f68bf02b4561950",
        ],
    ),
    (
        "634de21cde1044f41d90373733b0f0fb1c1c71f9652b905cdf159e73c4cf0d37",
        2_000_001,
        [
            "ca2784085f944e5594bb751c3237d6162f7c2b24480b3a37e9803815b7a5ce42",
            "5b07b5898fc9aa101f27344dab0737aede6c3aa7c9f10b4b1fda6d26eb669b0f",
            "4847b2b9a6432a7bdf2bdafacbbeea3aab18c524024fc6e1bc655e04cbc171f3",
            "cad1958c1a5c815f23450f1a2761a5a75ab2b894a258601bf93cd026469d42f2",
        ],
    ),
];

/// airdrop.md section 9, B.
#[test]
fn the_published_claims_are_paid() {
    let mut chain = TestChain::with_prefix("terra");
    let owner = chain.account("owner");
    let account = Addr::unchecked(ACCOUNT);
    let msg = token::InstantiateMsg {
        name: "Mirror".to_string(),
        symbol: "MIR".to_string(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: owner.to_string(),
            amount: Uint128::new(3_000_002),
        }],
        mint: None,
        marketing: None,
    };
    let mir = chain.create(codes::terraswap_token(), &owner, &msg);
    let msg = InstantiateMsg {
        owner: owner.to_string(),
        mirror_token: mir.to_string(),
    };
    let airdrop = chain.create(codes::airdrop(), &owner, &msg);
    let fund = Cw20ExecuteMsg::Transfer {
        recipient: airdrop.to_string(),
        amount: Uint128::new(3_000_002),
    };
    chain.execute(&owner, &mir, &fund, &[]).unwrap();

    for (stage, (root, amount, proof)) in (1..).zip(STAGES) {
        let proof = proof.map(str::to_string).to_vec();
        let register = register(root, None, None);
        chain.execute(&owner, &airdrop, &register, &[]).unwrap();
        let claim = claim(stage, amount, proof, None);
        chain.execute(&account, &airdrop, &claim, &[]).unwrap();
    }

    let question = Cw20QueryMsg::Balance {
        address: ACCOUNT.to_string(),
    };
    let answer: BalanceResponse = chain.query(&mir, &question);
    assert_eq!(3_000_002, answer.balance.u128());
}
