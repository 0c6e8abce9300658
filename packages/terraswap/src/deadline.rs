//! A deadline: the block time from which on a message is refused.

use cosmwasm_std::BlockInfo;
use thiserror::Error;

/// The message came too late.
#[derive(Error, Debug, Clone, Copy, PartialEq, Eq)]
#[error("Expired deadline: it was {deadline}, the block's time is {now}")]
pub struct ExpiredDeadline {
    /// The first refused second, in UNIX seconds.
    pub deadline: u64,
    /// The block's time, in UNIX seconds.
    pub now: u64,
}

/// Refuse a message at its deadline or later. Without a deadline it is never too late.
pub fn check(block: &BlockInfo, deadline: Option<u64>) -> Result<(), ExpiredDeadline> {
    let now = block.time.seconds();
    match deadline {
        Some(deadline) if now >= deadline => Err(ExpiredDeadline { deadline, now }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::mock_env;
    use cosmwasm_std::Timestamp;

    use super::*;

    #[test]
    fn the_deadline_is_the_first_refused_second() {
        let mut block = mock_env().block;
        block.time = Timestamp::from_seconds(100);

        assert_eq!(Ok(()), check(&block, None));
        assert_eq!(Ok(()), check(&block, Some(101)));
        for deadline in [100, 99, 0] {
            assert_eq!(
                Err(ExpiredDeadline { deadline, now: 100 }),
                check(&block, Some(deadline))
            );
        }
    }
}
