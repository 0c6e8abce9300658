//! MIR of collector, community and airdrops (I-23, I-31, I-32).

use super::findings::Findings;
use super::view::View;
use crate::error::SimulationError;

pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let book = &view.book;
    let mirror = &book.mirror.token_address;

    // I-31: what was bought has been sent on.
    let balance = view.tokens_of(mirror, &view.at.collector)?;
    findings.expect("I-31", balance.is_zero(), || {
        format!("the collector has {balance} of MIR")
    });

    // I-32: what left the community are grants.
    let (left, granted) = (book.grants.left, book.grants.granted);
    findings.compare("I-32", || "MIR of the community".to_string(), left, granted);

    // I-23: those who are no pool got what was due to them.
    for (recipient, paid, due) in book.release.fixed()? {
        let address = book.accounts.address(recipient);
        findings.compare("I-23", || format!("MIR released to {address}"), paid, due);
    }

    Ok(())
}
