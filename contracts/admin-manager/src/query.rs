//! The queries.

use cosmwasm_std::{Deps, Order, StdResult};
use cw_storage_plus::Bound;
use mirror_protocol::admin_manager::{
    AuthRecordsResponse, ConfigResponse, MigrationRecordsResponse,
};
use mirror_protocol::paging::page_size;
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::error::ContractError;
use crate::record::{AuthRecord, MigrationRecord};
use crate::state::{Records, AUTH_RECORDS, CONFIG, MIGRATION_RECORDS};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: config.owner.into_string(),
        admin_claim_period: config.admin_claim_period,
    })
}

/// A page of migrations, the latest first.
pub fn migration_records(
    deps: Deps,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<MigrationRecordsResponse, ContractError> {
    let page = page(deps, &MIGRATION_RECORDS, start_after, limit)?;
    let response = |(time, record): (u64, MigrationRecord)| record.into_response(time);
    Ok(MigrationRecordsResponse {
        records: page.into_iter().map(response).collect(),
    })
}

/// A page of authorisations, the latest first.
pub fn auth_records(
    deps: Deps,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<AuthRecordsResponse, ContractError> {
    let page = page(deps, &AUTH_RECORDS, start_after, limit)?;
    let response = |(time, record): (u64, AuthRecord)| record.into_response(time);
    Ok(AuthRecordsResponse {
        records: page.into_iter().map(response).collect(),
    })
}

/// Records from before second `start_after`, the latest first, each with its second. The next page
/// starts before the last second shown here, so all records of that second have to be on this page,
/// even if that makes it longer than the limit.
fn page<T: Serialize + DeserializeOwned>(
    deps: Deps,
    records: &Records<T>,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> StdResult<Vec<(u64, T)>> {
    let before = start_after.map(|time| Bound::exclusive((time, 0)));
    let mut shown: Vec<(u64, T)> = vec![];
    for entry in records.range(deps.storage, None, before, Order::Descending) {
        let ((time, _), record) = entry?;
        let is_of_the_last_second = shown.last().is_some_and(|(last, _)| *last == time);
        if shown.len() >= page_size(limit) && !is_of_the_last_second {
            break;
        }
        shown.push((time, record));
    }
    Ok(shown)
}
