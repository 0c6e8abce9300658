//! What happened in a block, as far as the index keeps it: what the reader hands to the writer.

use cosmwasm_std::Decimal;

pub use super::kinds::{Payment, PollEnd, Pot};

/// A block, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its height.
    pub height: u64,
    /// Its time, in UNIX seconds.
    pub time: u64,
    /// Its hash, in upper-case hexadecimal digits.
    pub hash: String,
    /// How many transactions that were carried out had to do with the protocol.
    pub transactions: u64,
    /// What happened, in order.
    pub events: Vec<Happened>,
}

/// Something that happened in a transaction, or outside of any: then the hash is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The transaction's hash.
    pub tx_hash: String,
    /// What.
    pub record: Record,
}

/// An amount of something: a token's address or a denom, in micro units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How much.
    pub amount: u128,
    /// Of what.
    pub asset: String,
}

/// What a position owes and where it is written: both sides of a change of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was opened.
    Opened {
        /// Whose it is.
        owner: String,
        /// What was minted.
        minted: Sum,
        /// What was brought.
        collateral: Sum,
        /// Whether what was minted was sold.
        is_short: bool,
    },
    /// Collateral was added.
    Deposited(Sum),
    /// Collateral was taken out.
    Withdrawn(Sum),
    /// More was minted.
    Minted(Sum),
    /// Debt was burned.
    Burned {
        /// Who burned it: the owner, or anybody once the asset is delisted.
        account: String,
        /// The debt.
        burned: Sum,
        /// What the protocol took of the collateral.
        fee: Sum,
        /// What the burner got of the collateral of a delisted asset.
        refund: Option<Sum>,
        /// Debt that nobody will pay.
        bad_debt: u128,
    },
    /// Collateral was sold for debt.
    Auctioned {
        /// Who bought it.
        buyer: String,
        /// The debt that was paid.
        paid: Sum,
        /// The collateral that the buyer got.
        bought: Sum,
        /// What the protocol took of the collateral.
        fee: Sum,
        /// Debt that nobody will pay.
        bad_debt: u128,
    },
}

/// A swap at a pair that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The asset of the pair.
    pub token: String,
    /// Who swapped.
    pub sender: String,
    /// Who got what came out.
    pub receiver: String,
    /// Whether the base denom was offered: the asset was bought.
    pub buys: bool,
    /// What was offered, in units of it.
    pub offered: u128,
    /// What came out.
    pub returned: u128,
    /// What the price moved against the trader, in units of what came out.
    pub spread: u128,
    /// What stayed with the liquidity providers, in units of what came out.
    pub commission: u128,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// Tokens were minted (from nobody), burned (to nobody) or moved; or the base denom came to a
    /// contract of the protocol or left it, and the other side is nobody.
    Moved {
        /// What.
        sum: Sum,
        /// Who had it.
        from: Option<String>,
        /// Who has it.
        to: Option<String>,
    },
    /// A user sent tokens to somebody; the movement itself is a record of its own.
    Sent {
        /// What.
        sum: Sum,
        /// Who sent it.
        from: String,
        /// Who got it.
        to: String,
    },
    /// An asset was listed, or MIR was made.
    Listed {
        /// Its token.
        token: String,
        /// Whether it is MIR.
        is_mir: bool,
        /// Its symbol, with the m of mAssets.
        symbol: String,
        /// Its name.
        name: String,
        /// Whether it is minted before its price is known.
        is_pre_ipo: bool,
    },
    /// An asset got its market against the base denom.
    Paired {
        /// The asset.
        token: String,
        /// The pair.
        pair: String,
        /// Its LP token.
        lp_token: String,
    },
    /// The IPO of an asset was triggered.
    Ipo {
        /// The asset.
        token: String,
    },
    /// The end of an asset was announced, or the announcement taken back.
    Delisting {
        /// The asset.
        token: String,
        /// The price at its end; `None` where it was not said, or where it was taken back.
        end_price: Option<Decimal>,
        /// Whether it is announced now.
        is_announced: bool,
    },
    /// An asset is delisted.
    Delisted {
        /// The asset.
        token: String,
        /// The price at which it is burned.
        end_price: Decimal,
    },
    /// The oracle was told a price.
    Price {
        /// The asset.
        token: String,
        /// Its price.
        price: Decimal,
        /// Whether it is a jump that waits for confirmation.
        is_pending: bool,
    },
    /// A position changed.
    Position {
        /// Its number.
        idx: u64,
        /// How.
        change: Change,
    },
    /// A swap.
    Swap(Swap),
    /// Liquidity was provided.
    Provided {
        /// The asset of the pair.
        token: String,
        /// Who provided it.
        sender: String,
        /// Who got the LP tokens.
        receiver: String,
        /// How much of the base denom was taken.
        base: u128,
        /// How much of the asset was taken.
        asset: u128,
        /// How many LP tokens were minted.
        share: u128,
    },
    /// Liquidity was withdrawn.
    LiquidityWithdrawn {
        /// The asset of the pair.
        token: String,
        /// Who withdrew it.
        sender: String,
        /// How much of the base denom was paid.
        base: u128,
        /// How much of the asset was paid.
        asset: u128,
        /// How many LP tokens were burned.
        share: u128,
    },
    /// LP tokens were staked or unstaked, or a short stake followed its position.
    Stake {
        /// The asset of the pool.
        token: String,
        /// Whose stake.
        account: String,
        /// Whether it is the stake of a short position.
        is_short: bool,
        /// Whether it grew.
        grows: bool,
        /// By how much.
        amount: u128,
    },
    /// MIR was deposited to be shared out.
    Rewards {
        /// Where.
        pot: Pot,
        /// How much.
        amount: u128,
    },
    /// MIR was paid to an account.
    Paid {
        /// What for.
        payment: Payment,
        /// To whom.
        account: String,
        /// How much.
        amount: u128,
    },
    /// MIR was staked in gov.
    GovStaked {
        /// By whom.
        account: String,
        /// How much.
        amount: u128,
        /// Whether it came from rewards of votes.
        from_rewards: bool,
    },
    /// MIR was taken out of gov.
    GovUnstaked {
        /// By whom.
        account: String,
        /// How much.
        amount: u128,
    },
    /// A poll was created.
    PollCreated {
        /// Its number.
        id: u64,
        /// By whom.
        creator: String,
        /// Its kind, as gov names it.
        kind: String,
        /// The deposit.
        deposit: u128,
        /// When voting ends, in UNIX seconds.
        end_time: u64,
    },
    /// Somebody voted.
    Voted {
        /// The poll.
        id: u64,
        /// Who.
        account: String,
        /// yes, no or abstain.
        choice: String,
        /// With how much MIR.
        amount: u128,
    },
    /// A poll came to an end, or to the next one.
    PollEnded {
        /// The poll.
        id: u64,
        /// What became of it.
        end: PollEnd,
        /// What the creator got back of the deposit; `None` where that is not the matter.
        returned: Option<u128>,
    },
    /// A limit order was given.
    OrderSubmitted {
        /// Its number.
        id: u64,
        /// By whom.
        bidder: String,
        /// What is offered.
        offer: Sum,
        /// What is asked for it.
        ask: Sum,
    },
    /// A limit order was taken back.
    OrderCancelled {
        /// Its number.
        id: u64,
        /// What the bidder got back.
        refund: Sum,
    },
    /// A limit order was filled, in part or whole.
    OrderExecuted {
        /// Its number.
        id: u64,
        /// Who filled it.
        executor: String,
        /// What the executor got.
        bought: Sum,
        /// What the bidder got.
        paid: Sum,
    },
    /// An airdrop was claimed; the payment is a record of its own.
    Claimed {
        /// The airdrop.
        contract: String,
        /// Its stage.
        stage: u64,
        /// Who.
        account: String,
        /// How much.
        amount: u128,
    },
    /// Proceeds of short sales were unlocked.
    Unlocked {
        /// Whose; of a position that closes, its owner.
        account: Option<String>,
        /// The position, where it is said.
        position_idx: Option<u64>,
        /// How much.
        sum: Sum,
    },
}
