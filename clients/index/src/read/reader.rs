//! The reader: block after block from the chain into the tables.

use std::future::Future;
use std::time::Duration;

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Node};

use super::ahead::Ahead;
use super::book::Book;
use super::decode::{decode, Decoded};
use super::error::ReadError;
use super::progress::Progress;
use super::source::{Head, RawBlock, Source};
use crate::store::records::{Happened, Record, Sum};
use crate::store::write::Writer;
use crate::store::{Origin, Store};

/// A line of the log for so many blocks.
const TOLD_EVERY: u64 = 1_000;
/// How long to wait for the next block.
const PAUSE: Duration = Duration::from_millis(500);
/// How long to wait after the first failure, and at most.
const FIRST_DELAY: Duration = Duration::from_secs(1);
const LAST_DELAY: Duration = Duration::from_secs(60);

/// Reads blocks from a source into a store.
pub struct Reader<S: Source> {
    pub(super) source: S,
    store: Store,
    deployment: DeploymentFile,
    writer: Writer,
    book: Book,
    /// Whether the book may know what was never written.
    in_doubt: bool,
    progress: Progress,
}

/// What an index of a deployment is of. Without a height that somebody names, it begins where the first
/// of the contracts was made.
pub async fn origin(
    node: &Node,
    deployment: &DeploymentFile,
    from: Option<u64>,
) -> Result<Origin, ReadError> {
    let protocol = &deployment.protocol;
    let contracts = &protocol.contracts;
    let first_height = match from {
        Some(from) => {
            let head = node.last_block().await?.height;
            if from > head {
                return Err(ReadError::BeyondHead { from, head });
            }
            from
        }
        None => {
            let mut made = Vec::new();
            // One of them is the first of all.
            for contract in [
                &contracts.swap_factory,
                &contracts.factory,
                &protocol.mirror_token,
            ] {
                let info = node.contract_info(contract).await?;
                made.push((contract.as_str(), info.created_height));
            }
            beginning(&made)?
        }
    };
    Ok(Origin {
        chain_id: deployment.chain_id.clone(),
        factory: contracts.factory.clone(),
        first_height: first_height.max(1),
    })
}

/// The first height at which one of these contracts was made.
pub(super) fn beginning(made: &[(&str, Option<u64>)]) -> Result<u64, ReadError> {
    let mut first = u64::MAX;
    for (contract, height) in made {
        let height = height.ok_or_else(|| ReadError::NoBeginning {
            contract: contract.to_string(),
        })?;
        first = first.min(height);
    }
    Ok(first)
}

impl<S: Source> Reader<S> {
    /// Begin an index, or go on with the one that the store holds.
    pub async fn open(
        source: S,
        store: &Store,
        deployment: &DeploymentFile,
        origin: &Origin,
    ) -> Result<Self, ReadError> {
        let writer = Writer::open(store, origin, &deployment.protocol.base_denom).await?;
        let book = Book::load(deployment, store).await?;
        let progress = Progress::default();
        let cursor = writer.cursor();
        tracing::info!(
            chain_id = origin.chain_id,
            first_height = origin.first_height,
            read = cursor.height,
            "the index begins"
        );
        if cursor.has_read() {
            progress.read(cursor.height);
            match source.hash(cursor.height).await {
                Ok(found) => writer.ensure_same_chain(&found)?,
                // The next block names the one before it, too.
                Err(ChainError::NoHistory { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Self {
            source,
            store: store.clone(),
            deployment: deployment.clone(),
            writer,
            book,
            in_doubt: false,
            progress,
        })
    }

    /// How far it is, for others to look at.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Read up to the chain's last block. Answers that block.
    pub async fn catch_up(&mut self) -> Result<Head, ReadError> {
        let head = self.source.head().await?;
        self.progress.saw(head);
        self.settle().await?;
        let read = self.writer.cursor().height;
        if head.height < read {
            let head = head.height;
            return Err(ReadError::Ahead { head, read });
        }
        let needed = read.saturating_add(1);
        if head.earliest > needed {
            let earliest = head.earliest;
            return Err(ReadError::BlocksMissing { earliest, needed });
        }
        let mut ahead = Ahead::new(&self.source, needed, head.height);
        while let Some(raw) = ahead.next().await? {
            self.read(&raw).await?;
        }
        Ok(head)
    }

    /// Follow the chain until `stop` is ready. What keeps it is told by its progress and tried again;
    /// only a matter of settings ends it.
    pub async fn follow(&mut self, stop: impl Future<Output = ()>) -> Result<(), ReadError> {
        let mut stop = std::pin::pin!(stop);
        let mut delay = FIRST_DELAY;
        loop {
            // A block that is being written when it is stopped is undone, and read again later.
            let step = tokio::select! {
                biased;
                () = &mut stop => return Ok(()),
                step = self.catch_up() => step,
            };
            let pause = match step {
                Ok(_) => {
                    self.progress.well();
                    delay = FIRST_DELAY;
                    PAUSE
                }
                Err(error) if error.is_configuration() => return Err(error),
                Err(error) => {
                    tracing::warn!(%error, "the index does not get on");
                    self.progress.kept_by(&error);
                    let pause = delay;
                    delay = delay.saturating_mul(2).min(LAST_DELAY);
                    pause
                }
            };
            tokio::select! {
                biased;
                () = &mut stop => return Ok(()),
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// After a block that was not finished, forget what was never written.
    async fn settle(&mut self) -> Result<(), ReadError> {
        if self.in_doubt {
            self.writer.settle().await?;
            self.book = Book::load(&self.deployment, &self.store).await?;
            self.in_doubt = false;
        }
        Ok(())
    }

    async fn read(&mut self, raw: &RawBlock) -> Result<(), ReadError> {
        if !raw.parent_hash.is_empty() {
            self.writer.ensure_same_chain(&raw.parent_hash)?;
        }
        self.in_doubt = true;
        self.try_read(raw).await?;
        self.in_doubt = false;
        Ok(())
    }

    async fn try_read(&mut self, raw: &RawBlock) -> Result<(), ReadError> {
        let mut decoded = decode(raw, &mut self.book)?;
        self.complete(&mut decoded).await?;
        self.writer.write(&decoded.block).await?;
        self.progress.read(raw.height);
        if raw.height.is_multiple_of(TOLD_EVERY) {
            tracing::info!(height = raw.height, "has read up to this block");
        }
        Ok(())
    }

    /// Ask the chain for what no event tells.
    async fn complete(&self, decoded: &mut Decoded) -> Result<(), ReadError> {
        for unnamed in &decoded.unnamed {
            let names = self.source.names(unnamed).await?;
            let records = decoded.block.events.iter_mut();
            for record in records.map(|happened| &mut happened.record) {
                if let Record::Listed {
                    token,
                    symbol,
                    name,
                    ..
                } = record
                {
                    if token == unnamed {
                        symbol.clone_from(&names.symbol);
                        name.clone_from(&names.name);
                    }
                }
            }
        }
        for pair in &decoded.new_pairs {
            let amount = self.source.coins_before(decoded.block.height, pair).await?;
            if amount > 0 {
                let record = Record::Moved {
                    sum: Sum {
                        amount,
                        asset: self.book.base_denom().to_string(),
                    },
                    from: None,
                    to: Some(pair.clone()),
                };
                let tx_hash = String::new();
                decoded.block.events.insert(0, Happened { tx_hash, record });
            }
        }
        Ok(())
    }
}
