//! A feed: who may post an asset's price, how far a post may move it, and the last one.

use cosmwasm_std::{ensure, CanonicalAddr, Decimal};
use mirror_bytes::in_bytes;
use mirror_math::price::deviates;
use mirror_protocol::oracle::{Halt, PostedPrice};

use crate::config::Limits;
use crate::error::ContractError;
use crate::price::Post;

/// How far the confirming post may be from the pending one.
const CONFIRMATION_DEVIATION: Decimal = Decimal::percent(10);
/// From the beginning of a halt to the next one that the guardian may begin, in seconds: a week, so
/// that a stolen guardian's key stops an asset for a small part of the time only.
const HALT_INTERVAL_SECONDS: u64 = 7 * 86_400;

/// All there is about a registered asset. It is stored in bytes, since every post pays for each;
/// what others read of it stands first.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// The last accepted price: base-denom micro units for one micro unit; 0 before the first
    /// post.
    pub price: Decimal,
    /// When it was accepted, in UNIX seconds; 0 if it may not be used.
    pub time: u64,
    /// The last halt: kept after its end, until the guardian may begin another one.
    pub halt: Option<Halt>,
    /// The account that may post.
    pub feeder: CanonicalAddr,
    /// The block of the last post; 0 before the first one.
    pub height: u64,
    /// Where the band is measured, and since when; all 0 before the first post. It is kept where
    /// there is no band, too: a band may come, and others take the anchor for a price that no
    /// single post could move.
    pub anchor: Post,
    /// The asset's own band, which goes before the one of all.
    pub max_deviation: Option<Decimal>,
    /// A post that left the band and awaits its confirmation.
    pub pending: Option<Post>,
    /// The account that may become the feeder at the guardian's word.
    pub standby: Option<CanonicalAddr>,
}

in_bytes!(Feed {
    price,
    time,
    halt,
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
            price: never.price,
            time: never.time,
            halt: None,
            feeder,
            height: 0,
            anchor: never,
            max_deviation: None,
            pending: None,
            standby: None,
        }
    }

    /// What others see of it.
    pub fn posted(&self) -> PostedPrice {
        PostedPrice {
            price: self.price,
            time: self.time,
            halt: self.halt,
        }
    }

    /// Let this account feed from now on. What another one posted may not be used, not even for
    /// the rest of its minute; the price itself stays readable. The anchor stays, too: whoever
    /// comes next is measured at it like everybody.
    pub fn hand_to(&mut self, feeder: CanonicalAddr) {
        if self.feeder != feeder {
            self.feeder = feeder;
            self.time = 0;
            self.pending = None;
        }
    }

    /// Let the standby feed from now on, and tell who that is. Once only: a repetition would make
    /// its prices stale as often as somebody likes.
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

    /// Take a post: accept it inside the band, keep it as pending outside. Without a
    /// band, and for the first post, everything is inside. A halt changes nothing here: whoever
    /// reads the price heeds it.
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
            self.price = post.price;
            self.time = post.time;
            self.pending = None;
            return;
        }
        self.time = 0;
        // A repeated post keeps the first one's time: posting often does not put off the
        // confirmation.
        self.pending = Some(repeats.unwrap_or(post));
    }

    /// An anchor that is older than the window gives way to the price in force, before the post
    /// that finds it is judged: so a post of this block never widens its own band.
    fn move_anchor(&mut self, now: u64, window: u64) {
        if now > self.anchor.time.saturating_add(window) {
            self.anchor = Post {
                price: self.price,
                time: now,
            };
        }
    }

    /// Let nobody use the price for a while. The guardian has to wait for his next halt, whoever
    /// began the last one; the owner need not.
    pub fn halt_for(
        &mut self,
        seconds: u64,
        now: u64,
        is_owner: bool,
        asset: &str,
    ) -> Result<Halt, ContractError> {
        if let (Some(last), false) = (self.halt, is_owner) {
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
        self.halt = Some(halt);
        Ok(halt)
    }

    /// End a halt. That it was is kept.
    pub fn resume(&mut self, now: u64, asset: &str) -> Result<(), ContractError> {
        let halt = self.halt.as_mut().filter(|halt| now < halt.until);
        let halt = halt.ok_or_else(|| ContractError::NotHalted {
            asset: asset.to_string(),
        })?;
        halt.until = now;
        Ok(())
    }

    /// A halt that hinders nothing any more is no longer paid for.
    fn forget_old_halt(&mut self, now: u64) {
        self.halt = self
            .halt
            .filter(|halt| now < halt.since.saturating_add(HALT_INTERVAL_SECONDS));
    }
}

#[cfg(test)]
mod tests;
