//! `migrate`, which the factory sends.

use mirror_testing::assert_refused;
use terraswap::factory::ExecuteMsg;
use terraswap::version::VersionError;
use terraswap_pair::ContractError;

use crate::setup::Setup;

#[test]
fn t16_the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let (owner, factory) = (setup.market.owner.clone(), setup.market.factory.clone());
    let msg = ExecuteMsg::MigratePair {
        contract: setup.pair.contract_addr.clone(),
        code_id: None,
    };

    let refusal = setup.market.chain.execute(&owner, &factory, &msg, &[]);

    let version = env!("CARGO_PKG_VERSION").to_string();
    let expected = VersionError::NotAnUpgrade {
        stored: version.clone(),
        new: version,
    };
    assert_refused(refusal, ContractError::Version(expected));
}
