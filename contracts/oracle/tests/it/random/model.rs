//! One feed by the rules of oracle.md section 5, in whole numbers and percent. It shares no code with
//! the contract.

/// A price and its time.
pub(super) type Mark = (u128, u64);

const WEEK: u64 = 604_800;
const HALT: u64 = 21_600;

/// Who sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Owner,
    Guardian,
    Feeder,
    Standby,
    Stranger,
}

pub(super) struct Model {
    pub(super) price: u128,
    pub(super) time: u64,
    pub(super) anchor: Option<Mark>,
    pub(super) pending: Option<Mark>,
    /// Beginning and end of each halt until now.
    pub(super) halts: Vec<(u64, u64)>,
    pub(super) feeder: Who,
    fed_at_height: Option<u64>,
    /// In percent.
    pub(super) band: Option<u128>,
    pub(super) wait: u64,
}

impl Model {
    pub(super) fn new(band: Option<u128>) -> Self {
        Self {
            price: 0,
            time: 0,
            anchor: None,
            pending: None,
            halts: vec![],
            feeder: Who::Feeder,
            fed_at_height: None,
            band,
            wait: 60,
        }
    }

    pub(super) fn halted_until(&self, now: u64) -> Option<u64> {
        let (_, end) = *self.halts.last()?;
        (end > now).then_some(end)
    }

    /// Whether the post is accepted or kept as pending, rather than refused.
    pub(super) fn post(&mut self, who: Who, price: u128, now: u64, height: u64) -> bool {
        if who != self.feeder || self.fed_at_height == Some(height) {
            return false;
        }
        self.fed_at_height = Some(height);
        let Some((_, since)) = self.anchor else {
            self.anchor = Some((price, now));
            (self.price, self.time) = (price, now);
            return true;
        };

        if now - since > self.wait {
            self.anchor = Some((self.price, now));
        }
        let (anchor, _) = self.anchor.unwrap();
        match self.pending {
            _ if self.band.is_none_or(|band| within(anchor, price, band)) => {}
            Some((first, posted)) if within(first, price, 10) => {
                if now - posted < self.wait {
                    self.time = 0;
                    return true;
                }
                self.anchor = Some((price, now));
            }
            _ => {
                self.pending = Some((price, now));
                self.time = 0;
                return true;
            }
        }
        (self.price, self.time, self.pending) = (price, now, None);
        true
    }

    /// Whether the halt begins.
    pub(super) fn halt(&mut self, who: Who, now: u64) -> bool {
        let may = match who {
            Who::Owner => true,
            Who::Guardian => self.halts.iter().all(|(since, _)| now - since >= WEEK),
            _ => false,
        };
        if may {
            self.halts.push((now, now + HALT));
        }
        may
    }

    /// Whether a halt ends.
    pub(super) fn resume(&mut self, who: Who, now: u64) -> bool {
        let may = matches!(who, Who::Owner | Who::Guardian) && self.halted_until(now).is_some();
        if may {
            self.halts.last_mut().unwrap().1 = now;
        }
        may
    }

    /// Whether the standby takes over.
    pub(super) fn use_standby(&mut self, who: Who) -> bool {
        let may = matches!(who, Who::Owner | Who::Guardian) && self.feeder != Who::Standby;
        if may {
            self.name(Who::Standby);
        }
        may
    }

    /// The owner names the feeder.
    pub(super) fn name(&mut self, feeder: Who) {
        if feeder != self.feeder {
            self.feeder = feeder;
            self.time = 0;
            self.pending = None;
        }
    }
}

/// Whether the two are at most so many percent apart.
fn within(from: u128, price: u128, percent: u128) -> bool {
    from.abs_diff(price) * 100 <= from * percent
}
