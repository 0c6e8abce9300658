//! A local network brought to life: prices, pools, people with positions and stakes. Every transaction
//! but a feed is journalled as the steps of the birth are; a feed may be posted twice.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use mirror_chain::{Account, ChainError, Outcome, Signed};
use mirror_deploy::{Deployment, Journal, Profile};
use serde::Serialize;

use super::birth::StartPrice;
use super::error::DeployError;
use super::live::{Carried, Last};
use super::people::People;
use super::watched::Watched;
use crate::connection::Session;
use crate::failure::Failure;

mod market;
mod scenes;

pub(super) use scenes::steps;

/// Prices may be used for a minute; after so long they are posted again.
const FRESH: Duration = Duration::from_secs(20);

/// What a demonstration came to.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Shown {
    /// The prices that were posted, in base-denom units, by symbol.
    pub(super) prices: Vec<(String, String)>,
    /// The message that posts them again.
    pub(super) feed: String,
    /// Who posts them.
    pub(super) feeder: String,
}

/// A demonstration under way.
pub(super) struct Demo<'a, 'b> {
    pub(super) session: &'a Session,
    pub(super) people: &'a People,
    pub(super) profile: &'a Profile,
    pub(super) deployment: &'a Deployment,
    pub(super) watched: &'a mut Watched<'b>,
    pub(super) last: Last,
    pub(super) accounts: BTreeMap<String, Account>,
    pub(super) fed: Option<Instant>,
    /// What mAssets cost at the start, where it was told.
    pub(super) prices: &'a [StartPrice],
}

impl<'a> Demo<'a, '_> {
    /// Play all of it, or what is left.
    pub(super) fn play(&mut self) -> Result<Shown, Failure> {
        let market = market::Market::of(self.profile, self.deployment, self.prices);
        for scene in scenes::SCENES {
            self.scene(scene, &market)?;
        }
        // What is left of the minute is for whoever looks.
        self.feed(&market)?;
        Ok(Shown {
            prices: market.prices(),
            feed: market.feed_text(),
            feeder: self.people.file(scenes::FEEDER),
        })
    }

    fn scene(&mut self, scene: &scenes::Scene, market: &market::Market) -> Result<(), Failure> {
        if self.watched.answer(&done(scene.name)).is_some() {
            return Ok(());
        }
        for attempt in 1u32.. {
            let known = self.watched.answer(&signed(scene.name, attempt));
            let is_old = known.is_some();
            let signed: Signed = match known {
                Some(known) => serde_json::from_value(known)
                    .map_err(|error| ChainError::Unexpected(error.to_string()))?,
                None => self.sign(scene, market, attempt)?,
            };
            let (session, account) = self.account(scene.who)?;
            match session.run(account.settle(&signed))? {
                Outcome::Done(included) => {
                    let hash = serde_json::Value::String(included.hash.clone());
                    let fee = signed.fee;
                    self.last.replace(Some(Carried { included, fee }));
                    self.watched.keep(&done(scene.name), &hash)?;
                    self.watched.took(scene.name);
                    return Ok(());
                }
                // One of an earlier run, which never got in: the next attempt is signed anew.
                Outcome::Void(_) if is_old => {}
                Outcome::Void(reason) => return Err(reason.into()),
            }
        }
        Ok(())
    }

    fn sign(
        &mut self,
        scene: &scenes::Scene,
        market: &market::Market,
        attempt: u32,
    ) -> Result<Signed, Failure> {
        self.keep_fresh(market)?;
        let messages = (scene.messages)(market, self.people)?;
        let memo = format!("demo: {}", scene.name);
        let (session, account) = self.account(scene.who)?;
        let made = session.run(async {
            let fee = account.estimate(&messages, &memo).await?;
            account.sign(&messages, &memo, &fee).await
        })?;
        let written = serde_json::to_value(&made);
        let written = written.map_err(|error| ChainError::Unexpected(error.to_string()))?;
        self.watched.keep(&signed(scene.name, attempt), &written)?;
        Ok(made)
    }

    fn keep_fresh(&mut self, market: &market::Market) -> Result<(), Failure> {
        if self.fed.is_some_and(|fed| fed.elapsed() < FRESH) {
            return Ok(());
        }
        self.feed(market)
    }

    fn feed(&mut self, market: &market::Market) -> Result<(), Failure> {
        let message = market.feed()?;
        let (session, account) = self.account(scenes::FEEDER)?;
        let included = session.run(account.send(&[message], "demo: feed"))?;
        self.fed = Some(Instant::now());
        let told = format!("prices posted{:34}{}", "", included.hash);
        self.watched.progress.say(&format!("          {told}"));
        Ok(())
    }

    fn account(&mut self, name: &str) -> Result<(&'a Session, &mut Account), Failure> {
        if !self.accounts.contains_key(name) {
            let key = self.people.key(name)?;
            let account = Account::new(&self.session.node, key)?;
            self.accounts.insert(name.to_string(), account);
        }
        let account = self.accounts.get_mut(name);
        let missing = || DeployError::NoKeys {
            from: name.to_string(),
            reason: "it is not there".to_string(),
        };
        Ok((self.session, account.ok_or_else(missing)?))
    }
}

fn done(scene: &str) -> String {
    format!("demo: {scene}: carried out")
}

fn signed(scene: &str, attempt: u32) -> String {
    format!("demo: {scene}: signed, {attempt}")
}
