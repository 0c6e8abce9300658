//! Price feeds: one feeder account per asset, and the last price it posted.
