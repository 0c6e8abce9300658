//! A feed: who may post an asset's price, how far a post may move it, and the last accepted price.

use cosmwasm_std::{ensure, CanonicalAddr, Decimal};
use mirror_bytes::in_bytes;
use mirror_math::price::deviates;
use mirror_protocol::oracle::{Halt, PostedPrice};

use crate::config::Limits;
use crate::error::ContractError;
use crate::price::Post;

/// How far the confirming post may be from the pending one.
const CONFIRMATION_DEVIATION: Decimal = Decimal::percent(10);
/// The guardian may halt an asset again so many seconds after its last halt began: a week, so that a
/// stolen guardian's key stops an asset for a small part of the time only.
const HALT_INTERVAL_SECONDS: u64 = 7 * 86_400;

/// All that is known of a registered asset. It is stored in bytes, because a post pays for each one.
///
/// What other contracts read stands first. Their form carries the number of the layout, which counts
/// for the whole record: whoever changes the fields below raises it, too.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// The last accepted price, its time, and the last halt. The halt is kept after its end, until
    /// the guardian may begin another one.
    pub posted: PostedPrice,
    /// The account that may post.
    pub feeder: CanonicalAddr,
    /// The block of the last post; 0 before the first one.
    pub height: u64,
    /// The price from which posts are measured, and since when; all 0 before the first post. It is
    /// kept without a band, too: a band may be set later, and the factory uses the anchor as a price
    /// that no single post can move.
    pub anchor: Post,
    /// The asset's own band. It counts instead of the general one.
    pub max_deviation: Option<Decimal>,
    /// A post outside the band that waits for its confirmation.
    pub pending: Option<Post>,
    /// The account that the guardian may make the feeder.
    pub standby: Option<CanonicalAddr>,
}

in_bytes!(Feed {
    posted,
    feeder,
    height,
    anchor,
    max_deviation,
    pending,
    standby
});

impl Feed {
    /// The feed of an asset that nobody has fed yet.
    pub fn new(feeder: CanonicalAddr) -> Self {
        let never = Post {
            price: Decimal::zero(),
            time: 0,
        };
        Self {
            posted: PostedPrice {
                price: never.price,
                time: never.time,
                halt: None,
            },
            feeder,
            height: 0,
            anchor: never,
            max_deviation: None,
            pending: None,
            standby: None,
        }
    }

    /// Let this account feed from now on. What the former one posted may not be used any more, not
    /// even for the rest of its minute; the price itself stays readable. The anchor stays, too: the
    /// posts of the new feeder are measured from it like all others.
    pub fn hand_to(&mut self, feeder: CanonicalAddr) {
        if self.feeder != feeder {
            self.feeder = feeder;
            self.posted.time = 0;
            self.pending = None;
        }
    }

    /// Let the standby feed from now on, and return its account. This works once: each repetition
    /// would make the standby's prices stale again.
    pub fn hand_to_standby(&mut self, asset: &str) -> Result<CanonicalAddr, ContractError> {
        let asset = || asset.to_string();
        let standby = self
            .standby
            .clone()
            .ok_or_else(|| ContractError::NoStandby { asset: asset() })?;
        ensure!(
            self.feeder != standby,
            ContractError::StandbyFeedsAlready { asset: asset() }
        );
        self.hand_to(standby.clone());
        Ok(standby)
    }

    /// Take a post: accept it inside the band, keep it as pending outside. Without a band, and for
    /// the first post, every price is inside. A halt changes nothing here: the readers of the price
    /// look at the halt themselves.
    pub fn post(&mut self, post: Post, limits: Limits) {
        self.forget_old_halt(post.time);
        self.move_anchor(post.time, limits.confirm_seconds);
        let band = self.max_deviation.or(limits.max_deviation);
        let inside = band.is_none_or(|band| !deviates(self.anchor.price, post.price, band));
        let repeats = self
            .pending
            .filter(|p| !deviates(p.price, post.price, CONFIRMATION_DEVIATION));
        let confirmed =
            repeats.is_some_and(|p| post.time >= p.time.saturating_add(limits.confirm_seconds));

        if inside || confirmed {
            if !inside || self.anchor.price.is_zero() {
                self.anchor = post;
            }
            self.posted.price = post.price;
            self.posted.time = post.time;
            self.pending = None;
            return;
        }
        self.posted.time = 0;
        // A repeated post keeps the time of the first one: who posts often does not delay the
        // confirmation.
        self.pending = Some(repeats.unwrap_or(post));
    }

    /// Replace an anchor that is older than the window by the price in force. This happens before
    /// the new post is judged, so that no post widens its own band.
    fn move_anchor(&mut self, now: u64, window: u64) {
        if now > self.anchor.time.saturating_add(window) {
            self.anchor = Post {
                price: self.posted.price,
                time: now,
            };
        }
    }

    /// Let nobody use the price for a while. The guardian has to wait until a week after the last
    /// halt began, whoever began it; the owner does not.
    pub fn halt_for(
        &mut self,
        seconds: u64,
        now: u64,
        is_owner: bool,
        asset: &str,
    ) -> Result<Halt, ContractError> {
        if let (Some(last), false) = (self.posted.halt, is_owner) {
            let again_from = last.since.saturating_add(HALT_INTERVAL_SECONDS);
            ensure!(
                now >= again_from,
                ContractError::HaltedLately {
                    asset: asset.to_string(),
                    again_from
                }
            );
        }
        let halt = Halt {
            since: now,
            until: now.saturating_add(seconds),
        };
        self.posted.halt = Some(halt);
        Ok(halt)
    }

    /// End a halt. Its beginning is kept, because the guardian's next one is counted from it.
    pub fn resume(&mut self, now: u64, asset: &str) -> Result<(), ContractError> {
        let halt = self.posted.halt.as_mut().filter(|halt| now < halt.until);
        let halt = halt.ok_or_else(|| ContractError::NotHalted {
            asset: asset.to_string(),
        })?;
        halt.until = now;
        Ok(())
    }

    /// Drop a halt after which the guardian may begin another one: nobody needs its bytes any more.
    fn forget_old_halt(&mut self, now: u64) {
        self.posted.halt = self
            .posted
            .halt
            .filter(|halt| now < halt.since.saturating_add(HALT_INTERVAL_SECONDS));
    }
}

#[cfg(test)]
mod tests;
