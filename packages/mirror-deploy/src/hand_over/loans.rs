//! Who may claim the right to give contracts other code.

use mirror_protocol::admin_manager::{AuthRecordsResponse, QueryMsg};

use crate::chain::Chain;

/// The longest page of the admin manager's list.
const PAGE: u32 = 30;

/// Somebody who may claim the admin right of every contract for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    /// The account.
    pub address: String,
    /// Until when, in UNIX seconds, inclusive.
    pub end_time: u64,
}

/// The authorisations that have not ended. All last equally long, so after the first that has ended
/// all others have ended, too.
pub(crate) fn running<C: Chain>(chain: &mut C, admin_manager: &str) -> Result<Vec<Loan>, C::Error> {
    let now = chain.now()?;
    let mut loans = vec![];
    let mut start_after = None;
    loop {
        let question = QueryMsg::AuthRecords {
            start_after,
            limit: Some(PAGE),
        };
        let page: AuthRecordsResponse = chain.query(admin_manager, &question)?;
        let last = page.records.last().map(|record| record.start_time);
        for record in page.records {
            if record.end_time < now {
                return Ok(loans);
            }
            loans.push(Loan {
                address: record.address,
                end_time: record.end_time,
            });
        }
        if last.is_none() {
            return Ok(loans);
        }
        start_after = last;
    }
}
