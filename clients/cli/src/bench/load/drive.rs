//! All clients send for a time, while somebody watches the blocks.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use mirror_chain::refusal::Refusal;
use mirror_chain::{Account, AccountNumbers, BlockResults, ChainError, Node};
use tokio::task::LocalSet;

use super::board::{Board, SeenBlock};
use super::ground::{Ground, FEEDS};
use super::kind::Kind;
use crate::failure::Failure;

/// How often it is looked for a new block.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// How long what is on its way may take after the end of a phase.
const DRAIN: Duration = Duration::from_secs(30);
/// How long prices are relied on before they are posted anew.
const FEED_EVERY: Duration = Duration::from_secs(20);
/// How long a client waits after a node refused something.
const PAUSE: Duration = Duration::from_millis(200);
/// Blocks for which a transaction is valid.
const VALID: u64 = 60;
/// The most that may be on its way together: a node keeps 5,000.
const MOST_IN_FLIGHT: u64 = 3_000;
/// How many blocks that is worth.
const BLOCKS_AHEAD: u64 = 2;

/// Those who send.
pub(super) struct Drive {
    node: Node,
    clients: Vec<Rc<RefCell<Client>>>,
    owner: Rc<tokio::sync::Mutex<Account>>,
    ground: Rc<Ground>,
    block_gas: Option<u64>,
}

struct Client {
    account: Account,
    numbers: AccountNumbers,
    count: u64,
}

/// What came of a phase.
pub(super) struct Seen {
    pub(super) begun: Instant,
    pub(super) ended: Instant,
    /// Gas that each of them may use, of the first kind.
    pub(super) limit: u64,
    pub(super) in_flight: u64,
    pub(super) submitted: u64,
    pub(super) refused: BTreeMap<String, u64>,
    pub(super) blocks: Vec<(SeenBlock, BlockResults)>,
}

impl Drive {
    pub(super) async fn new(
        node: &Node,
        users: Vec<Account>,
        owner: Account,
        mut ground: Ground,
        block_gas: Option<u64>,
    ) -> Result<Self, Failure> {
        let mut users = greeted(users, &ground).await?;
        if let Some(first) = users.first_mut() {
            ground.measure(first).await?;
        }
        let mut clients = Vec::new();
        for mut account in users {
            let numbers = account.numbers().await?;
            clients.push(Rc::new(RefCell::new(Client {
                account,
                numbers,
                count: 0,
            })));
        }
        Ok(Self {
            node: node.clone(),
            clients,
            owner: Rc::new(tokio::sync::Mutex::new(owner)),
            ground: Rc::new(ground),
            block_gas,
        })
    }

    /// Let all clients send messages of these kinds by turns.
    pub(super) async fn phase(
        &mut self,
        kinds: &'static [Kind],
        time: Duration,
    ) -> Result<Seen, Failure> {
        let number = self.clients.len();
        let board = Board::new(number);
        let window = self.window(kinds);
        let first = self.node.carried_out().await?;
        let begun = Instant::now();
        let ended = begun + time;
        let local = LocalSet::new();
        for (index, client) in self.clients.iter().enumerate() {
            local.spawn_local(send(
                self.node.clone(),
                Rc::clone(client),
                Turn {
                    index,
                    kinds,
                    window,
                    until: ended,
                    board: board.clone(),
                    ground: Rc::clone(&self.ground),
                },
            ));
        }
        local.spawn_local(post(Rc::clone(&self.owner), Rc::clone(&self.ground), ended));
        local
            .run_until(watch(&self.node, &board, first, ended))
            .await?;
        // The owner may wait for its last block.
        let _ = tokio::time::timeout(DRAIN, local).await;
        self.seen(&board, kinds, begun, ended, window).await
    }

    /// How many transactions a client may have on their way: enough for two full blocks of all.
    fn window(&self, kinds: &[Kind]) -> usize {
        let gas = kinds.iter().filter_map(|kind| self.ground.fee(*kind));
        let gas: u64 = gas.map(|fee| fee.gas).sum();
        let number = u64::try_from(kinds.len()).unwrap_or(1);
        let each = gas.checked_div(number).filter(|gas| *gas > 0).unwrap_or(1);
        let blocks = self
            .block_gas
            .map(|most| BLOCKS_AHEAD.saturating_mul(most / each));
        let all = blocks.unwrap_or(MOST_IN_FLIGHT).min(MOST_IN_FLIGHT);
        let clients = u64::try_from(self.clients.len()).unwrap_or(1);
        let one = usize::try_from(all.div_ceil(clients.max(1))).unwrap_or(1);
        match kinds {
            // A price is posted once in a block, and blocks may come after one another quickly.
            [Kind::Feed] => one.clamp(1, FEEDS / 2),
            _ => one.max(1),
        }
    }

    async fn seen(
        &self,
        board: &Board,
        kinds: &[Kind],
        begun: Instant,
        ended: Instant,
        window: usize,
    ) -> Result<Seen, Failure> {
        let (submitted, refused, seen) = board.take();
        let mut blocks = Vec::new();
        for block in seen {
            let results = self.node.block_results(block.height).await?;
            blocks.push((block, results));
        }
        let limit = kinds.first().and_then(|kind| self.ground.fee(*kind));
        let clients = u64::try_from(self.clients.len()).unwrap_or(1);
        Ok(Seen {
            begun,
            ended,
            limit: limit.map_or(0, |fee| fee.gas),
            in_flight: clients.saturating_mul(u64::try_from(window).unwrap_or(1)),
            submitted,
            refused,
            blocks,
        })
    }
}

/// An account's first transaction costs more, since the chain keeps its key: everybody sends one before
/// anything is measured.
async fn greeted(users: Vec<Account>, ground: &Ground) -> Result<Vec<Account>, Failure> {
    let mut sending = tokio::task::JoinSet::new();
    for (index, mut account) in users.into_iter().enumerate() {
        let message = ground.message(Kind::Send, index, 0);
        sending.spawn(async move {
            let sent = account.send(&[message], "mirror bench").await;
            sent.map(|_| (index, account))
        });
    }
    let mut users = BTreeMap::new();
    while let Some(joined) = sending.join_next().await {
        let joined = joined.map_err(|error| ChainError::Unexpected(error.to_string()))?;
        let (index, account) = joined?;
        users.insert(index, account);
    }
    Ok(users.into_values().collect())
}

/// What a client needs to know for a phase.
struct Turn {
    index: usize,
    kinds: &'static [Kind],
    window: usize,
    until: Instant,
    board: Board,
    ground: Rc<Ground>,
}

/// A client sends until time is over. Its sequence is counted here; it is read anew when a node says
/// that it is another.
#[allow(
    clippy::await_holding_refcell_ref,
    reason = "each client is one task, and only that uses it"
)]
async fn send(node: Node, client: Rc<RefCell<Client>>, turn: Turn) {
    let mut client = client.borrow_mut();
    let mut height = node.status().await.map_or(0, |status| status.height);
    let mut height_at = Instant::now();
    while Instant::now() < turn.until {
        if turn.board.in_flight(turn.index) >= turn.window {
            let changed = turn.board.changed.notified();
            let _ = tokio::time::timeout(PAUSE, changed).await;
            continue;
        }
        if height_at.elapsed() > FEED_EVERY {
            height = node.status().await.map_or(height, |status| status.height);
            height_at = Instant::now();
        }
        if let Err(error) = client.send_one(&node, &turn, height + VALID).await {
            tokio::time::sleep(PAUSE).await;
            if matches!(error, ChainError::SequenceTaken { .. }) {
                client.count_anew(&turn).await;
            }
        }
    }
    client.count_anew(&turn).await;
}

impl Client {
    async fn send_one(&mut self, node: &Node, turn: &Turn, until: u64) -> Result<(), ChainError> {
        let number = u64::try_from(turn.kinds.len()).unwrap_or(1).max(1);
        let turn_of = usize::try_from(self.count % number).unwrap_or_default();
        let Some(kind) = turn.kinds.get(turn_of).copied() else {
            return Ok(());
        };
        let Some(fee) = turn.ground.fee(kind) else {
            return Ok(());
        };
        let message = turn.ground.message(kind, turn.index, self.count / number);
        let account = &self.account;
        let signed = account.sign_at(&[message], "", fee, self.numbers, until)?;
        turn.board.sending(turn.index, &signed.hash);
        match node.submit(&signed).await {
            Ok(()) => {
                self.numbers.sequence = self.numbers.sequence.saturating_add(1);
                self.count = self.count.saturating_add(1);
                Ok(())
            }
            // Its mempool is full: later.
            Err(error @ ChainError::NotSeenYet { .. }) => {
                turn.board.taken_back(&signed.hash);
                Err(error)
            }
            Err(error) => {
                turn.board.refused(&signed.hash, reason(&error));
                Err(error)
            }
        }
    }

    /// Reads the sequence when nothing is on its way any more.
    async fn count_anew(&mut self, turn: &Turn) {
        let until = Instant::now() + DRAIN;
        while turn.board.in_flight(turn.index) > 0 && Instant::now() < until {
            tokio::time::sleep(PAUSE).await;
        }
        let node = self.account.node();
        if let Ok(Some(numbers)) = node.account(self.account.address()).await {
            self.numbers = numbers;
        }
    }
}

/// Keeps the mAsset's price fresh.
async fn post(owner: Rc<tokio::sync::Mutex<Account>>, ground: Rc<Ground>, until: Instant) {
    let mut owner = owner.lock().await;
    while Instant::now() < until {
        if let Err(error) = owner.send(&[ground.price()], "mirror bench").await {
            eprintln!("the price could not be posted: {error}");
        }
        let next = Instant::now() + FEED_EVERY;
        while Instant::now() < next.min(until) {
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Notes every block until time is over and nothing is on its way any more.
async fn watch(node: &Node, board: &Board, after: u64, until: Instant) -> Result<(), ChainError> {
    let mut seen = after;
    loop {
        let height = node.carried_out().await?;
        let at = Instant::now();
        while seen < height {
            seen = seen.saturating_add(1);
            let block = node.block(seen).await?;
            board.block(seen, block.hashes(), at);
        }
        let now = Instant::now();
        let is_over = now > until && (board.all_in_flight() == 0 || now > until + DRAIN);
        if is_over {
            return Ok(());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Why a transaction did not do its work, in few words.
pub(super) fn reason(error: &ChainError) -> String {
    match error {
        ChainError::Refused { log, .. } => told(log),
        ChainError::SequenceTaken { .. } => "its place in the sequence was another".to_string(),
        ChainError::Unreachable(_) => "the node did not answer".to_string(),
        other => other.to_string(),
    }
}

/// The contract's own words without their figures, or the first of the chain's.
pub(super) fn told(log: &str) -> String {
    let own = Refusal::find(log, &[]).map(|refusal| refusal.kind);
    own.unwrap_or_else(|| log.split(':').next().unwrap_or(log).trim().to_string())
}
