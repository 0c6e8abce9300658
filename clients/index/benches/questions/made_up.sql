-- A chain of a year: 1,000,000 transactions of 10,000 accounts, of which one has a tenth, 1,000,000
-- positions, 20 assets. The time is that of block 5,000,000: 1728001800. One text for both databases.
INSERT INTO cursor (id, chain_id, factory, first_height, height, time, block_hash, next_seq)
VALUES (1, 'made-up-1', 'factory', 5, 5000000, 1728001800, 'AB', 2000000);

INSERT INTO assets (token, kind, symbol, name, pair, lp_token, status, end_price, listed_height,
    listed_time, price, price_time, price_height)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20)
SELECT 'asset' || i, CASE WHEN i = 20 THEN 'mir' ELSE 'masset' END, 'mA' || i, 'Asset ' || i, 'pair' || i,
    'lp' || i, 'listed', NULL, 6, 1697000000, CAST(i * 10 AS TEXT), 1728001770, 4999990
FROM n;

-- Every fourth befell somebody else as well.
INSERT INTO entries (seq, height, time, tx_hash, kind, account, side, token, position_idx, data)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 1250000)
SELECT i, i * 4, 1697001800 + i * 24, 'C0FFEE' || i, CASE WHEN i % 3 = 0 THEN 'BUY' ELSE 'MINT' END,
    CASE WHEN i % 10 = 3 THEN 'account0' ELSE 'account' || (i * 7919 % 10000) END,
    CASE WHEN i % 5 = 0 THEN 'other' ELSE 'actor' END, 'asset' || (1 + i % 20), i % 1000000,
    '{"offer_amount":"1000000","return_amount":"' || i || '","commission_amount":"3000"}'
FROM n;

-- Nine of ten are open, and a shelf has a hundred thousand of them.
INSERT INTO positions (idx, owner, token, debt, collateral, amount, is_short, cover, opened_height,
    opened_time, closed_height, closed_time)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
SELECT i, 'account' || (i * 7919 % 10000), 'asset' || (1 + i % 19 * (i % 2)), CAST(1000 + i % 977 AS TEXT),
    CASE WHEN i % 7 = 0 THEN 'asset19' WHEN i % 11 = 0 THEN 'uluna' ELSE 'uusd' END,
    CAST((20000 + i * 7919 % 100000) AS TEXT), i % 3 = 0,
    '000000000000000000000000000000000000000' || CAST(100000 + (20000 + i * 7919 % 100000) * 1000 / (1000 + i % 977) AS TEXT)
        || '000000000000000', i * 5,
    1697001800 + i * 30, CASE WHEN i % 10 = 0 THEN i * 5 + 1 END,
    CASE WHEN i % 10 = 0 THEN 1697001805 + i * 30 END
FROM n;

INSERT INTO backings (token, collateral, positions, debt, amount)
SELECT token, collateral, count(*), '1000000', '1000000' FROM positions WHERE closed_height IS NULL
GROUP BY token, collateral;

INSERT INTO position_events (position_idx, seq, height, time, tx_hash, kind, account, debt, amount,
    asset_price, collateral_price, ratio)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
SELECT CASE WHEN i % 100 = 7 THEN 7 ELSE i END, i, i * 5, 1697001800 + i * 30, 'C0FFEE' || i, 'MINT',
    'account' || (i * 7919 % 10000), '1000', '30000', '10', '1', '3'
FROM n;

-- A swap of each asset every 20 minutes.
INSERT INTO reserves (token, time, height, base, asset)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 500000)
SELECT 'asset' || (1 + i % 20), 1697001800 + i * 60, i * 10, CAST(1000000000 + i AS TEXT), '10000000' FROM n;

-- Minutes of five days, hours and days of a year, of both sources.
INSERT INTO candles (source, token, step, start, open, high, low, close, volume, total, trades)
WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 287999)
SELECT CASE WHEN i % 2 = 0 THEN 'oracle' ELSE 'pair' END, 'asset' || (1 + i / 2 % 20), 60,
    1728001800 - i / 40 * 60, '100.5', '101.123456789012345678', '99', '100', '123456789', '123456789', 3
FROM n;
INSERT INTO candles (source, token, step, start, open, high, low, close, volume, total, trades)
WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 345599)
SELECT CASE WHEN i % 2 = 0 THEN 'oracle' ELSE 'pair' END, 'asset' || (1 + i / 2 % 20), 3600,
    1728000000 - i / 40 * 3600, '100.5', '101.123456789012345678', '99', '100', '123456789', '123456789', 3
FROM n;
INSERT INTO candles (source, token, step, start, open, high, low, close, volume, total, trades)
WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 14399)
SELECT CASE WHEN i % 2 = 0 THEN 'oracle' ELSE 'pair' END, 'asset' || (1 + i / 2 % 20), 86400,
    1728000000 - i / 40 * 86400, '100.5', '101.123456789012345678', '99', '100', '123456789', '123456789', 3
FROM n;

-- Volume and commission of each asset, and transactions and rewards, of every hour.
INSERT INTO hours (name, subject, start, amount, events)
WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 345599)
SELECT CASE WHEN i % 2 = 0 THEN 'volume' ELSE 'commission' END, 'asset' || (1 + i / 2 % 20),
    1728000000 - i / 40 * 3600, '123456789', 3
FROM n;
INSERT INTO hours (name, subject, start, amount, events)
WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 17279)
SELECT CASE WHEN i % 2 = 0 THEN 'transactions' ELSE 'gov_rewards' END, '', 1728000000 - i / 2 * 3600,
    '1000000', 3
FROM n;

INSERT INTO totals (name, subject, amount, events)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20)
SELECT 'supply', 'asset' || i, '1000000000', 1 FROM n UNION ALL
SELECT 'volume', 'asset' || i, '999999999999', 1 FROM n;
INSERT INTO totals (name, subject, amount, events) VALUES
('collateral', 'uusd', '70000000000', 1), ('collateral', 'asset19', '10000000000', 1),
('collateral', 'uluna', '7000000000', 1);

INSERT INTO stakes (token, account, kind, amount)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
SELECT 'asset' || (1 + i % 20), 'account' || (i / 20), 'long', '1000' FROM n;

INSERT INTO polls (id, creator, kind, deposit, status, yes, no, abstain, created_height, created_time,
    end_time, ended_height)
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
SELECT i, 'account1', 'text', '100', 'executed', '10', '1', '0', i, 1697001800 + i, 1697601800 + i, i + 100 FROM n;
