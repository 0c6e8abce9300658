//! The limits of grants: for one grant, for all grants of a window, and pending changes of them.

use cosmwasm_std::{ensure, Uint128};
use mirror_bytes::in_bytes;

use crate::error::ContractError;

/// The longest window: a year. A longer window holds at once, but a looser limit waits as long as
/// the window is. So an endless window would lock the pool for good.
pub const LONGEST_PERIOD: u64 = 31_536_000;

/// The limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The most for one grant.
    pub spend_limit: Uint128,
    /// The window, if there is one.
    pub window: Option<Window>,
    /// A change that waits, if there is one.
    pub pending: Option<Pending>,
}

in_bytes!(Limits {
    spend_limit,
    window,
    pending
});

/// A period of time and the most that may be granted in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its length, in seconds; above 0, at most [`LONGEST_PERIOD`].
    pub period: u64,
    /// The most for all its grants.
    pub limit: Uint128,
}

in_bytes!(Window { period, limit });

/// The sum of the grants of a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spent {
    /// When the window started, in UNIX seconds.
    pub window_start: u64,
    /// The sum.
    pub amount: Uint128,
}

in_bytes!(Spent {
    window_start,
    amount
});

/// A change that waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pending {
    /// The change.
    pub change: Change,
    /// The first second in which it holds, in UNIX seconds.
    pub effective_time: u64,
}

in_bytes!(Pending {
    change,
    effective_time
});

/// New limits; absent ones stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Change {
    /// The most for one grant.
    pub spend_limit: Option<Uint128>,
    /// The length of the window, in seconds.
    pub spend_period: Option<u64>,
    /// The most for all grants of the window.
    pub period_limit: Option<Uint128>,
}

in_bytes!(Change {
    spend_limit,
    spend_period,
    period_limit
});

impl Window {
    /// The sum of the grants of the window at second `now`. A new window starts then if the last
    /// one is over or there was none.
    pub fn spent(&self, last: Option<Spent>, now: u64) -> Spent {
        last.filter(|last| now < last.window_start.saturating_add(self.period))
            .unwrap_or(Spent {
                window_start: now,
                amount: Uint128::zero(),
            })
    }

    /// A new window. Both fields are named, or neither for no window.
    pub fn new(period: Option<u64>, limit: Option<Uint128>) -> Result<Option<Self>, ContractError> {
        match (period, limit) {
            (None, None) => Ok(None),
            (Some(0), Some(_)) => Err(ContractError::ZeroPeriod {}),
            (Some(period), Some(limit)) => {
                check_length(period)?;
                Ok(Some(Self { period, limit }))
            }
            _ => Err(ContractError::WindowIncomplete {}),
        }
    }
}

impl Change {
    /// Whether it removes the window: both of its fields are 0.
    fn removes_window(&self) -> bool {
        self.spend_period == Some(0) && self.period_limit == Some(Uint128::zero())
    }
}

impl Limits {
    /// The limits at second `now`, with the pending change if it holds by then.
    pub fn at(mut self, now: u64) -> Self {
        match self.pending.take() {
            Some(pending) if now >= pending.effective_time => self.set(&pending.change),
            pending => self.pending = pending,
        }
        self
    }

    /// Change the limits at second `now`. If there is a window, everything that loosens a limit
    /// waits as long as the window is. A change that waited before is dropped.
    pub fn change(&mut self, change: Change, now: u64) -> Result<(), ContractError> {
        let Some(window) = self.window else {
            return self.change_at_once(change);
        };
        let removes_window = change.removes_window();
        ensure!(
            removes_window || change.spend_period != Some(0),
            ContractError::ZeroPeriod {}
        );
        check_length(change.spend_period.unwrap_or_default())?;

        let later = Change {
            spend_limit: change.spend_limit.filter(|limit| *limit > self.spend_limit),
            spend_period: change.spend_period.filter(|period| *period < window.period),
            period_limit: change
                .period_limit
                .filter(|limit| removes_window || *limit > window.limit),
        };
        self.set(&Change {
            spend_limit: change.spend_limit.filter(|_| later.spend_limit.is_none()),
            spend_period: change.spend_period.filter(|_| later.spend_period.is_none()),
            period_limit: change.period_limit.filter(|_| later.period_limit.is_none()),
        });
        let is_loosened = later != Change::default();
        self.pending = is_loosened.then(|| Pending {
            change: later,
            effective_time: now.saturating_add(window.period),
        });
        Ok(())
    }

    /// Refuse a grant above a limit. Tells the sum of the window with this grant.
    pub fn grant(
        &self,
        amount: Uint128,
        last: Option<Spent>,
        now: u64,
    ) -> Result<Option<Spent>, ContractError> {
        let spend_limit = self.spend_limit;
        ensure!(
            amount <= spend_limit,
            ContractError::SpendLimitExceeded {
                amount,
                spend_limit
            }
        );
        let Some(window) = self.window else {
            return Ok(None);
        };
        let mut spent = window.spent(last, now);
        let total = spent.amount.checked_add(amount)?;
        ensure!(
            total <= window.limit,
            ContractError::PeriodLimitExceeded {
                spent: spent.amount,
                amount,
                period_limit: window.limit
            }
        );
        spent.amount = total;
        Ok(Some(spent))
    }

    /// The most that the next grant may be.
    pub fn available(&self, last: Option<Spent>, now: u64) -> Uint128 {
        let Some(window) = &self.window else {
            return self.spend_limit;
        };
        let rest = window.limit.saturating_sub(window.spent(last, now).amount);
        self.spend_limit.min(rest)
    }

    fn change_at_once(&mut self, change: Change) -> Result<(), ContractError> {
        // There is no window to remove.
        if !change.removes_window() {
            self.window = Window::new(change.spend_period, change.period_limit)?;
        }
        self.spend_limit = change.spend_limit.unwrap_or(self.spend_limit);
        Ok(())
    }

    /// Apply a change.
    fn set(&mut self, change: &Change) {
        self.spend_limit = change.spend_limit.unwrap_or(self.spend_limit);
        if change.removes_window() {
            self.window = None;
        }
        if let Some(window) = &mut self.window {
            window.period = change.spend_period.unwrap_or(window.period);
            window.limit = change.period_limit.unwrap_or(window.limit);
        }
    }
}

fn check_length(seconds: u64) -> Result<(), ContractError> {
    let most = LONGEST_PERIOD;
    ensure!(
        seconds <= most,
        ContractError::PeriodTooLong { seconds, most }
    );
    Ok(())
}

#[cfg(test)]
mod tests;
