//! `migrate_pair`.

use mirror_testing::assert_refused;
use terraswap::factory::ExecuteMsg;
use terraswap::version::VersionError;
use terraswap_factory::ContractError;

use crate::setup::{base, luna, Setup};

fn migrate(contract: &str, code_id: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::MigratePair {
        contract: contract.to_string(),
        code_id,
    }
}

fn same_version() -> VersionError {
    let version = env!("CARGO_PKG_VERSION").to_string();
    VersionError::NotAnUpgrade {
        stored: version.clone(),
        new: version,
    }
}

#[test]
fn a_pair_is_migrated_to_the_code_of_new_pairs_unless_told() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let pair = setup.market.new_pair([&base(), &luna()]).contract_addr;

    // The pair's own code is asked, and refuses its own version.
    let refusal = setup.send(&owner, &migrate(&pair, None), &[]);
    assert_refused(
        refusal,
        terraswap_pair::ContractError::Version(same_version()),
    );

    // Another code is asked when it is named, and refuses a contract that is none of its kind.
    let token_code = Some(setup.market.token_code);
    let refusal = setup.send(&owner, &migrate(&pair, token_code), &[]);
    let expected = VersionError::OtherContract {
        stored: "terraswap-pair".to_string(),
        expected: "terraswap-token".to_string(),
    };
    assert_refused(refusal, terraswap_token::ContractError::Version(expected));
}

#[test]
fn only_known_pairs_are_migrated() {
    let mut setup = Setup::new();
    let (owner, factory) = (setup.owner.clone(), setup.market.factory.to_string());
    let lp = setup.market.new_pair([&base(), &luna()]).liquidity_token;

    for pair in [setup.token.id().to_string(), lp, factory] {
        let refusal = setup.send(&owner, &migrate(&pair, None), &[]);

        assert_refused(refusal, ContractError::PairNotFound { pair });
    }
}
