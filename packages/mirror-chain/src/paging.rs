//! Reading lists whole: every list query of the contracts stops at thirty entries.

use std::future::Future;

use crate::error::ChainError;

/// The most entries that a list query answers (clients.md section 2).
pub const PAGE: u32 = 30;

/// All entries of a list: `ask` is called with the last entry of the page before, and asks for
/// [`PAGE`] of them; a short page is the last.
pub async fn pages<T, F, R>(mut ask: F) -> Result<Vec<T>, ChainError>
where
    T: Clone,
    F: FnMut(Option<T>) -> R,
    R: Future<Output = Result<Vec<T>, ChainError>>,
{
    let mut all: Vec<T> = Vec::new();
    loop {
        let page = ask(all.last().cloned()).await?;
        let is_last = page.len() < PAGE as usize;
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}
