//! The contracts' code, as an embedded chain stores it.

use cosmwasm_std::Empty;
use cw_multi_test::{Contract, ContractWrapper};

/// Code ready to be stored.
pub type Code = Box<dyn Contract<Empty>>;

/// The oracle.
pub fn oracle() -> Code {
    use mirror_oracle::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// The cw20 token of every mAsset, MIR and LP share.
pub fn terraswap_token() -> Code {
    use terraswap_token::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// The lock.
pub fn lock() -> Code {
    use mirror_lock::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// The reward curve.
pub fn short_reward() -> Code {
    use mirror_short_reward::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// A pair.
pub fn terraswap_pair() -> Code {
    use terraswap_pair::contract::{execute, instantiate, migrate, query, reply};
    Box::new(
        ContractWrapper::new(execute, instantiate, query)
            .with_reply(reply)
            .with_migrate(migrate),
    )
}

/// Staking.
pub fn staking() -> Code {
    use mirror_staking::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// The pair factory.
pub fn terraswap_factory() -> Code {
    use terraswap_factory::contract::{execute, instantiate, migrate, query, reply};
    Box::new(
        ContractWrapper::new(execute, instantiate, query)
            .with_reply(reply)
            .with_migrate(migrate),
    )
}

/// The router.
pub fn terraswap_router() -> Code {
    use terraswap_router::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// The collateral oracle.
pub fn collateral_oracle() -> Code {
    use mirror_collateral_oracle::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// The factory.
pub fn factory() -> Code {
    use mirror_factory::contract::{execute, instantiate, migrate, query, reply};
    Box::new(
        ContractWrapper::new(execute, instantiate, query)
            .with_reply(reply)
            .with_migrate(migrate),
    )
}
