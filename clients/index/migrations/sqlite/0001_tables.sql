-- What the index knows. Amounts are canonical whole numbers as text (no sign, no leading zeros), ordered
-- by (length(a), a) and never summed by the database: the writer keeps totals. Prices and rates are decimals
-- of at most 18 digits after the point.
-- Times are UNIX seconds, heights are blocks, `seq` counts entries over the whole index, in order.
-- `token` is always the cw20 address of an mAsset or of MIR.

-- Where the index stands: one row. It changes in the same transaction as everything else of a block.
CREATE TABLE cursor (
    id           BIGINT  NOT NULL PRIMARY KEY CHECK (id = 1),
    chain_id     TEXT    NOT NULL,
    factory      TEXT    NOT NULL, -- address of the protocol's factory: which deployment this is
    first_height BIGINT  NOT NULL, -- the first block that was read
    height       BIGINT  NOT NULL, -- the last block that was read; first_height - 1 before the first
    time         BIGINT  NOT NULL, -- its time; 0 before the first
    block_hash   TEXT    NOT NULL, -- its hash in upper-case hexadecimal digits; '' before the first
    next_seq     BIGINT  NOT NULL
);

-- MIR and every mAsset, with what was last heard of it.
CREATE TABLE assets (
    token         TEXT    NOT NULL PRIMARY KEY,
    kind          TEXT    NOT NULL, -- mir, masset
    symbol        TEXT    NOT NULL, -- mAAPL, MIR
    name          TEXT    NOT NULL,
    pair          TEXT,             -- its market against the base denom, once it has one
    lp_token      TEXT,
    status        TEXT    NOT NULL, -- listed, pre_ipo, delisting, delisted
    end_price     TEXT,             -- of a delisting, once it is known
    listed_height BIGINT  NOT NULL,
    listed_time   BIGINT  NOT NULL,
    price         TEXT,             -- the oracle's last confirmed post; NULL: none yet
    price_time    BIGINT,
    price_height  BIGINT
);

-- The history of accounts: one row for every account that an event concerns, so an auction has two.
CREATE TABLE entries (
    seq          BIGINT  NOT NULL PRIMARY KEY,
    height       BIGINT  NOT NULL,
    time         BIGINT  NOT NULL,
    tx_hash      TEXT    NOT NULL,
    kind         TEXT    NOT NULL, -- OPEN_POSITION, AUCTION, BUY, ... (read::Kind)
    account      TEXT    NOT NULL,
    side         TEXT    NOT NULL, -- actor: who did it, one row per event; other: whom it befell besides
    token        TEXT,             -- the asset that it is about, if it is about one
    position_idx BIGINT,
    data         TEXT    NOT NULL  -- JSON object of strings: the event's amounts and names
);
CREATE INDEX entries_account ON entries (account, seq);
CREATE INDEX entries_token ON entries (token, seq);
CREATE INDEX entries_time ON entries (time);
CREATE INDEX entries_tx ON entries (tx_hash);

-- Every price that the oracle was told.
CREATE TABLE prices (
    token   TEXT    NOT NULL,
    time    BIGINT  NOT NULL,
    height  BIGINT  NOT NULL,
    price   TEXT    NOT NULL,
    pending BOOLEAN NOT NULL, -- true: a jump that waits for confirmation and does not count yet
    PRIMARY KEY (token, time, height)
);

-- Candles of oracle and pair, kept by the writer at three steps.
CREATE TABLE candles (
    source TEXT   NOT NULL, -- oracle, pair
    token  TEXT   NOT NULL,
    step   BIGINT NOT NULL, -- seconds: 60, 3600, 86400
    start  BIGINT NOT NULL, -- a multiple of step
    open   TEXT   NOT NULL, -- base units per unit of the asset
    high   TEXT   NOT NULL,
    low    TEXT   NOT NULL,
    close  TEXT   NOT NULL,
    volume TEXT   NOT NULL, -- pair: base units on the base side of trades; oracle: 0
    total  TEXT   NOT NULL, -- the same since the beginning, up to the candle's last trade
    trades BIGINT NOT NULL, -- pair: trades; oracle: posts
    PRIMARY KEY (source, token, step, start)
);

-- The pools of a pair after each block in which they changed.
CREATE TABLE reserves (
    token  TEXT   NOT NULL,
    time   BIGINT NOT NULL,
    height BIGINT NOT NULL,
    base   TEXT   NOT NULL,
    asset  TEXT   NOT NULL,
    PRIMARY KEY (token, time, height)
);

-- Every position that was ever opened, as it is now.
CREATE TABLE positions (
    idx           BIGINT  NOT NULL PRIMARY KEY,
    owner         TEXT    NOT NULL,
    token         TEXT    NOT NULL,
    debt          TEXT    NOT NULL,
    collateral    TEXT    NOT NULL, -- a denom or a token's address
    amount        TEXT    NOT NULL, -- of collateral
    is_short      BOOLEAN NOT NULL,
    cover         TEXT,             -- floor(amount * 10^18 / debt) in 60 digits, with leading zeros: orders
                                    -- the positions of (token, collateral) by ratio whatever the prices;
                                    -- NULL without debt
    opened_height BIGINT  NOT NULL,
    opened_time   BIGINT  NOT NULL,
    closed_height BIGINT,           -- NULL: it is open
    closed_time   BIGINT
);
CREATE INDEX positions_owner ON positions (owner, idx);
CREATE INDEX positions_open ON positions (token, collateral, cover, idx)
    WHERE closed_height IS NULL;

-- The open positions of every mAsset against every collateral, added up by the writer.
CREATE TABLE backings (
    token      TEXT   NOT NULL,
    collateral TEXT   NOT NULL,
    positions  BIGINT NOT NULL,
    debt       TEXT   NOT NULL,
    amount     TEXT   NOT NULL, -- of collateral
    PRIMARY KEY (token, collateral)
);

-- What happened to a position, with what it was afterwards.
CREATE TABLE position_events (
    position_idx     BIGINT NOT NULL,
    seq              BIGINT NOT NULL,
    height           BIGINT NOT NULL,
    time             BIGINT NOT NULL,
    tx_hash          TEXT   NOT NULL,
    kind             TEXT   NOT NULL,
    account          TEXT   NOT NULL, -- who did it
    debt             TEXT   NOT NULL, -- afterwards
    amount           TEXT   NOT NULL, -- of collateral, afterwards
    asset_price      TEXT,            -- the oracle's last confirmed prices; NULL: not known to the index
    collateral_price TEXT,
    ratio            TEXT,            -- floored; NULL: without debt, or a price is not known
    PRIMARY KEY (position_idx, seq)
);

-- LP tokens and short positions in staking, as they are now.
CREATE TABLE stakes (
    token   TEXT NOT NULL,
    account TEXT NOT NULL,
    kind    TEXT NOT NULL, -- long, short
    amount  TEXT NOT NULL,
    PRIMARY KEY (token, account, kind)
);
CREATE INDEX stakes_account ON stakes (account);

-- What accounts have of the protocol's tokens, and what its contracts have of the base denom.
CREATE TABLE balances (
    asset   TEXT NOT NULL, -- a token's address (LP tokens too) or the base denom
    account TEXT NOT NULL,
    amount  TEXT NOT NULL,
    PRIMARY KEY (asset, account)
);
CREATE INDEX balances_account ON balances (account);

-- Sums over everything, kept by the writer. Names: see store::write::Total.
CREATE TABLE totals (
    name    TEXT   NOT NULL,
    subject TEXT   NOT NULL, -- a token, a denom, or ''
    amount  TEXT   NOT NULL,
    events  BIGINT NOT NULL, -- how many changed it
    PRIMARY KEY (name, subject)
);

-- Sums over an hour each, kept by the writer. Names: see store::write::Hourly.
CREATE TABLE hours (
    name    TEXT   NOT NULL,
    subject TEXT   NOT NULL, -- a token or ''
    start   BIGINT NOT NULL, -- a multiple of 3600
    amount  TEXT   NOT NULL,
    events  BIGINT NOT NULL,
    PRIMARY KEY (name, subject, start)
);

CREATE TABLE polls (
    id             BIGINT NOT NULL PRIMARY KEY,
    creator        TEXT   NOT NULL,
    kind           TEXT   NOT NULL,
    deposit        TEXT   NOT NULL,
    status         TEXT   NOT NULL, -- in_progress, passed, rejected, executed, expired, failed
    yes            TEXT   NOT NULL,
    no             TEXT   NOT NULL,
    abstain        TEXT   NOT NULL,
    created_height BIGINT NOT NULL,
    created_time   BIGINT NOT NULL,
    end_time       BIGINT NOT NULL,
    ended_height   BIGINT
);

CREATE TABLE votes (
    poll_id BIGINT NOT NULL,
    account TEXT   NOT NULL,
    choice  TEXT   NOT NULL, -- yes, no, abstain
    amount  TEXT   NOT NULL,
    height  BIGINT NOT NULL,
    PRIMARY KEY (poll_id, account)
);
CREATE INDEX votes_account ON votes (account);

-- Limit orders.
CREATE TABLE orders (
    id             BIGINT NOT NULL PRIMARY KEY,
    bidder         TEXT   NOT NULL,
    offer          TEXT   NOT NULL, -- a denom or a token's address
    offer_amount   TEXT   NOT NULL,
    ask            TEXT   NOT NULL,
    ask_amount     TEXT   NOT NULL,
    filled_offer   TEXT   NOT NULL,
    filled_ask     TEXT   NOT NULL,
    status         TEXT   NOT NULL, -- open, filled, cancelled
    created_height BIGINT NOT NULL,
    created_time   BIGINT NOT NULL,
    changed_height BIGINT NOT NULL
);
CREATE INDEX orders_bidder ON orders (bidder, id);

CREATE TABLE airdrop_claims (
    contract TEXT   NOT NULL,
    stage    BIGINT NOT NULL,
    account  TEXT   NOT NULL,
    amount   TEXT   NOT NULL,
    height   BIGINT NOT NULL,
    time     BIGINT NOT NULL,
    PRIMARY KEY (contract, stage, account)
);
CREATE INDEX airdrop_claims_account ON airdrop_claims (account);

-- MIR that the protocol paid to accounts.
CREATE TABLE payments (
    seq     BIGINT NOT NULL PRIMARY KEY,
    height  BIGINT NOT NULL,
    time    BIGINT NOT NULL,
    kind    TEXT   NOT NULL, -- staking, voting, airdrop, community
    account TEXT   NOT NULL,
    amount  TEXT   NOT NULL
);
CREATE INDEX payments_account ON payments (account, seq);
