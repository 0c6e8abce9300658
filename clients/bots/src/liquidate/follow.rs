//! The book of positions follows the chain: read whole once, then by the events of each block, and
//! read anew page by page in the background, so that nothing that was missed stays missed.

use std::collections::BTreeMap;

use cosmwasm_std::Decimal;
use mirror_chain::{ChainError, PAGE};
use mirror_protocol::mint::AssetConfigResponse;

use super::book::Book;
use super::metrics::Metrics;
use super::reader::{each, Reader};
use crate::frame::At;

/// More blocks than these are not read one by one: all positions are. As many as go by while a million
/// positions are read, or one scan would follow the other.
const MOST_BLOCKS: u64 = 1_000;

/// So many pages are read anew in a round at most, so that a round stays short.
const MOST_PAGES: u64 = 20;

/// What mint's parameters say, as long as mint does nothing that may change them.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// The part of what is burned that the collector gets.
    pub(super) fee_rate: Decimal,
    /// The parameters of what was asked about; `None` for what is no mAsset.
    pub(super) assets: BTreeMap<String, Option<AssetConfigResponse>>,
}

/// The book, and the height that it is of.
pub(super) struct Follower {
    /// The positions.
    pub(super) book: Book,
    /// Mint's parameters; absent until they are asked for (again).
    rules: Option<Rules>,
    height: Option<u64>,
    rolling: Rolling,
    rescan_s: u64,
    metrics: Metrics,
}

/// How far the reading in the background has come.
#[derive(Default)]
struct Rolling {
    /// The last number that was read; `None` at the beginning.
    after: Option<u128>,
    /// When this pass began, in UNIX seconds.
    begun: u64,
    /// How many pages it has read.
    pages: u64,
}

impl Follower {
    /// Nothing is known yet.
    pub(super) fn new(rescan_s: u64, metrics: Metrics) -> Self {
        Self {
            book: Book::default(),
            rules: None,
            height: None,
            rolling: Rolling::default(),
            rescan_s,
            metrics,
        }
    }

    /// Take the book to a height. What could not be read is read in the next round.
    pub(super) async fn follow(&mut self, reader: &Reader, at: At) -> Result<(), ChainError> {
        let now = reader.at(at.height);
        match self.height {
            // A node that is behind says nothing new.
            Some(known) if at.height <= known => return Ok(()),
            Some(known) if at.height.saturating_sub(known) <= MOST_BLOCKS => {
                let unseen = at.height.saturating_sub(known).saturating_sub(1);
                self.metrics.lag(unseen);
                self.update(&now, known.saturating_add(1), at.height)
                    .await?;
            }
            _ => self.scan(&now, at).await?,
        }
        self.height = Some(at.height);
        self.roll(&now, at).await?;
        let lists = self.book.heads().count();
        self.metrics.book(self.book.len(), lists);
        Ok(())
    }

    /// Mint's parameters of these tokens.
    pub(super) async fn rules(
        &mut self,
        reader: &Reader,
        tokens: impl IntoIterator<Item = String>,
    ) -> Result<&Rules, ChainError> {
        let mut rules = match self.rules.take() {
            Some(rules) => rules,
            None => Rules {
                fee_rate: reader.fee_rate().await?,
                assets: BTreeMap::new(),
            },
        };
        let unknown = tokens.into_iter();
        let unknown = unknown.filter(|token| !rules.assets.contains_key(token));
        let unknown: Vec<String> = unknown.collect();
        let found = each(unknown, |token| {
            let reader = reader.clone();
            async move { reader.config(&token).await }
        });
        rules.assets.extend(found.await?);
        Ok(self.rules.insert(rules))
    }

    /// The positions that blocks tell of are asked for, and nothing else.
    async fn update(&mut self, now: &Reader, from: u64, to: u64) -> Result<(), ChainError> {
        let changes = now.changes(from..=to).await?;
        if changes.terms {
            self.rules = None;
        }
        let found = each(changes.positions, |idx| {
            let reader = now.clone();
            async move { reader.position(idx).await }
        });
        for (idx, position) in found.await? {
            match position {
                Some(position) => self.book.put(&position),
                None => self.book.remove(idx),
            };
        }
        Ok(())
    }

    /// All positions, from scratch.
    async fn scan(&mut self, now: &Reader, at: At) -> Result<(), ChainError> {
        let mut book = Book::default();
        let mut after = None;
        loop {
            let page = now.page(after).await?;
            for position in &page {
                book.put(position);
            }
            if page.len() < PAGE as usize {
                break;
            }
            after = page.last().map(|last| last.idx.u128());
        }
        self.book = book;
        self.rules = None;
        self.rolling = Rolling {
            begun: at.time,
            ..Rolling::default()
        };
        self.metrics.scanned();
        Ok(())
    }

    /// As many pages as are due now, if all are to be read once in `rescan_s`.
    async fn roll(&mut self, now: &Reader, at: At) -> Result<(), ChainError> {
        let all = u64::try_from(self.book.len()).unwrap_or(u64::MAX);
        let pages = (all / u64::from(PAGE)).saturating_add(1);
        let elapsed = at.time.saturating_sub(self.rolling.begun);
        let due = pages.saturating_mul(elapsed) / self.rescan_s;
        let due = due.min(self.rolling.pages.saturating_add(MOST_PAGES));
        while self.rolling.pages < due {
            let after = self.rolling.after;
            let page = now.page(after).await?;
            let first = after.map_or(0, |after| after.saturating_add(1));
            let full = page.len() >= PAGE as usize;
            let last = page.last().filter(|_| full).map(|last| last.idx.u128());
            let range = first..=last.unwrap_or(u128::MAX);
            let corrected = self.book.correct(range, &page);
            self.metrics.corrected(corrected);
            self.rolling.after = last;
            self.rolling.pages = self.rolling.pages.saturating_add(1);
            if last.is_none() {
                // A new pass, and what mint's parameters are is asked again, too.
                self.rules = None;
                self.rolling = Rolling {
                    begun: at.time,
                    ..Rolling::default()
                };
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
