-- A small database. The time is half an hour past midnight of day 20,000 (1728001800).
INSERT INTO cursor (id, chain_id, factory, first_height, height, time, block_hash, next_seq)
VALUES (1, 'made-up-1', 'factory', 5, 1000, 1728001800, 'AB', 100);

INSERT INTO assets (token, kind, symbol, name, pair, lp_token, status, end_price, listed_height,
    listed_time, price, price_time, price_height) VALUES
('maapl', 'masset', 'mAAPL', 'Apple', 'aaplpair', 'aapllp', 'listed', NULL, 6, 1720000000,
    '210', 1728001770, 995),
('mgoog', 'masset', 'mGOOG', 'Google', NULL, NULL, 'pre_ipo', NULL, 7, 1720000000, NULL, NULL, NULL),
('mir', 'mir', 'MIR', 'Mirror', 'mirpair', 'mirlp', 'listed', NULL, 5, 1720000000, NULL, NULL, NULL),
('mnflx', 'masset', 'mNFLX', 'Netflix', NULL, NULL, 'listed', NULL, 8, 1720000000,
    '7.5', 1728001739, 994),
('mtsla', 'masset', 'mTSLA', 'Tesla', NULL, NULL, 'delisted', '5', 8, 1720000000,
    '6', 1725000000, 500);

-- The pools of now and of more than a day ago.
INSERT INTO reserves (token, time, height, base, asset) VALUES
('maapl', 1727911800, 400, '1000000', '10000'),
('maapl', 1727915401, 450, '1500000', '10000'),
('maapl', 1728001700, 990, '2000000', '10000'),
('mir', 1728001700, 990, '3000000', '1500000');

-- A day ago is 1727915400: the candle of the minute before it is the last one that is over by then.
INSERT INTO candles (source, token, step, start, open, high, low, close, volume, total, trades) VALUES
('oracle', 'maapl', 60, 1727915280, '100', '100', '100', '100', '0', '0', 1),
('oracle', 'maapl', 60, 1727915340, '100', '110', '100', '110', '0', '0', 2),
('oracle', 'maapl', 60, 1727915400, '111', '111', '111', '111', '0', '0', 1),
('oracle', 'maapl', 3600, 1727913600, '100', '111', '100', '111', '0', '0', 4),
('oracle', 'maapl', 3600, 1728000000, '210', '210', '210', '210', '0', '0', 1),
('pair', 'maapl', 60, 1727915340, '150', '150', '150', '150', '1000', '1000', 1),
('pair', 'maapl', 60, 1727915400, '150', '150', '150', '150', '7', '1007', 1),
('pair', 'maapl', 3600, 1727996400, '150.5', '160', '150', '155.000000000000000001', '20', '1020', 2),
('pair', 'maapl', 3600, 1728000000, '155', '200', '155', '200', '3', '1023', 1);

INSERT INTO hours (name, subject, start, amount, events) VALUES
('volume', 'maapl', 1727913600, '1000', 1),
('volume', 'maapl', 1727917200, '20', 2),
('volume', 'maapl', 1728000000, '3', 1),
('volume', 'mir', 1728000000, '400', 1),
('commission', 'maapl', 1728000000, '2', 1),
('transactions', '', 1727913600, '100', 100),
('transactions', '', 1727917200, '5', 5),
('transactions', '', 1728000000, '7', 7);

-- A thousand MIR on each of the 15 days before today, and more on the days beside them.
INSERT INTO hours (name, subject, start, amount, events) VALUES
('gov_rewards', '', 1726700400, '888', 1),
('gov_rewards', '', 1726707600, '1000000000', 1), ('gov_rewards', '', 1726794000, '1000000000', 1),
('gov_rewards', '', 1726880400, '1000000000', 1), ('gov_rewards', '', 1726966800, '1000000000', 1),
('gov_rewards', '', 1727053200, '1000000000', 1), ('gov_rewards', '', 1727139600, '1000000000', 1),
('gov_rewards', '', 1727226000, '1000000000', 1), ('gov_rewards', '', 1727312400, '1000000000', 1),
('gov_rewards', '', 1727398800, '1000000000', 1), ('gov_rewards', '', 1727485200, '1000000000', 1),
('gov_rewards', '', 1727571600, '1000000000', 1), ('gov_rewards', '', 1727658000, '1000000000', 1),
('gov_rewards', '', 1727744400, '1000000000', 1), ('gov_rewards', '', 1727830800, '1000000000', 1),
('gov_rewards', '', 1727917200, '400000000', 1), ('gov_rewards', '', 1727920800, '600000000', 1),
('gov_rewards', '', 1728000000, '999', 1);

INSERT INTO totals (name, subject, amount, events) VALUES
('supply', 'mir', '5000000000', 1),
('supply', 'maapl', '7100', 1),
('volume', 'maapl', '1023', 9),
('volume', 'mir', '400', 1),
('collateral', 'uusd', '1000000', 1),
('collateral', 'maapl', '10', 1),
('collateral', 'mtsla', '4', 1),
('collateral', 'uluna', '77', 1),
('collateral', 'mgone', '0', 1);

-- Ratios at the prices of now: 1 is 2, 2 and 8 are 1.5, 3 is 2, 4 and 7 have no price, 5 is closed,
-- 6 owes nothing.
INSERT INTO positions (idx, owner, token, debt, collateral, amount, is_short, cover, opened_height,
    opened_time, closed_height, closed_time) VALUES
(1, 'alice', 'maapl', '1000', 'uusd', '420000', FALSE, '000000000000000000000000000000000000000420000000000000000000', 10, 1727000000, NULL, NULL),
(2, 'bob', 'maapl', '1000', 'uusd', '315000', TRUE, '000000000000000000000000000000000000000315000000000000000000', 11, 1727000001, NULL, NULL),
(3, 'bob', 'maapl', '2000', 'mtsla', '168000', FALSE, '000000000000000000000000000000000000000084000000000000000000', 12, 1727000002, NULL, NULL),
(4, 'carol', 'maapl', '100', 'uluna', '5', FALSE, '000000000000000000000000000000000000000000050000000000000000', 13, 1727000003, NULL, NULL),
(5, 'alice', 'maapl', '0', 'uusd', '0', FALSE, NULL, 14, 1727000004, 20, 1727000100),
(6, 'alice', 'maapl', '0', 'uusd', '10', FALSE, NULL, 15, 1727000005, NULL, NULL),
(7, 'bob', 'mgoog', '10', 'uusd', '100', FALSE, '000000000000000000000000000000000000000010000000000000000000', 16, 1727000006, NULL, NULL),
(8, 'alice', 'maapl', '1000', 'uusd', '315000', FALSE, '000000000000000000000000000000000000000315000000000000000000', 17, 1727000007, NULL, NULL);

INSERT INTO backings (token, collateral, positions, debt, amount) VALUES
('maapl', 'mtsla', 1, '2000', '168000'), ('maapl', 'uluna', 1, '100', '5'),
('maapl', 'uusd', 4, '3000', '1050010'), ('mgoog', 'uusd', 1, '10', '100'), ('mgoog', 'mtsla', 0, '0', '0');

INSERT INTO position_events (position_idx, seq, height, time, tx_hash, kind, account, debt, amount,
    asset_price, collateral_price, ratio) VALUES
(1, 1, 10, 1727000000, 'AA', 'OPEN_POSITION', 'alice', '2000', '420000', '100', '1', '2.1'),
(1, 4, 12, 1727000100, 'BB', 'BURN', 'alice', '1000', '420000', NULL, NULL, NULL),
(1, 6, 30, 1727000300, 'CC', 'DEPOSIT_COLLATERAL', 'alice', '1000', '430000', '200', '1', '2.15');

INSERT INTO entries (seq, height, time, tx_hash, kind, account, side, token, position_idx, data) VALUES
(1, 10, 1727000000, 'AA', 'OPEN_POSITION', 'alice', 'actor', 'maapl', 1, '{"mint_amount":"2000"}'),
(2, 11, 1727000001, 'AB', 'BUY', 'bob', 'actor', 'maapl', NULL, '{"offer":"10","return":"1"}'),
(3, 12, 1727000100, 'BB', 'BURN', 'alice', 'actor', 'maapl', 1, '{}'),
(4, 20, 1727000200, 'CC', 'AUCTION', 'bob', 'actor', 'maapl', 5, '{"liquidated":"100"}'),
(5, 20, 1727000200, 'CC', 'AUCTION', 'alice', 'other', 'maapl', 5, '{"liquidated":"100"}'),
(6, 21, 1727000300, 'DD', 'GOV_CAST_POLL', 'alice', 'actor', NULL, NULL, '{"say":"a, \"b\""}');

INSERT INTO stakes (token, account, kind, amount) VALUES
('maapl', 'alice', 'long', '50'), ('maapl', 'bob', 'short', '1000');

INSERT INTO polls (id, creator, kind, deposit, status, yes, no, abstain, created_height, created_time,
    end_time, ended_height) VALUES
(1, 'alice', 'text', '100', 'executed', '10', '1', '0', 100, 1727000400, 1727600000, 200),
(2, 'bob', 'execute', '200', 'in_progress', '5', '0', '2', 300, 1727900000, 1728500000, NULL);
