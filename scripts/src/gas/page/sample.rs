//! Figures small enough to compute by hand.

use crate::gas::figures::{
    Before, Bytes, Data, Goals, Group, Grown, Growth, Operation, Ours, Point, Pools, Predecessor,
    Theirs,
};

pub(in crate::gas) fn data() -> Data {
    Data {
        theirs: Theirs {
            operations: vec![
                predecessor("mint.open", 200_000, 100_000),
                predecessor("mint.deposit", 100_000, 40_000),
                predecessor("gov.vote", 1, 1),
            ],
            astroport_pair: vec![predecessor("mint.open", 300_000, 180_000)],
            goals: Goals {
                sum_unpinned_permille: 800,
                sum_pinned_permille: 650,
                growth_percent: 5,
                block_gas: 1_000_000,
            },
        },
        ours: Ours {
            unpinned: vec![
                operation("mint.open", 150_000),
                operation("mint.deposit", 100_001),
            ],
            pinned: vec![
                operation("mint.open", 90_000),
                operation("mint.deposit", 40_000),
            ],
            growth: Growth {
                few: 10,
                many: 10_000,
                messages: vec![Grown {
                    name: "mint.open".into(),
                    few: 100_000,
                    many: 100_100,
                }],
            },
            pools: pools(),
            artifacts: vec![
                bytes("mirror_mint.wasm", 100_000),
                bytes("mirror_airdrop.wasm", 50_000),
            ],
        },
        before: Before {
            sum_rise_permille: 15,
            rise_percent: 2,
            operations: vec![
                predecessor("mint.open", 148_000, 89_000),
                predecessor("mint.deposit", 99_000, 39_500),
            ],
        },
        reasons: [("mint.deposit".into(), "it reads a price".into())].into(),
    }
}

fn pools() -> Pools {
    let point = |pools, gas| Point { pools, gas };
    Pools {
        distribute: vec![point(1, 100_000), point(10, 190_000), point(21, 300_000)],
        adjust_premium: vec![point(1, 50_000), point(11, 80_000)],
        block: vec![Group {
            name: "factory.distribute".into(),
            pools: 200,
            messages: 2,
            gas: 250_000,
        }],
    }
}

pub(in crate::gas) fn operation(name: &str, gas: u64) -> Operation {
    Operation {
        name: name.into(),
        gas,
        entries: 3,
        codes: 2,
    }
}

fn predecessor(name: &str, unpinned: u64, pinned: u64) -> Predecessor {
    Predecessor {
        name: name.into(),
        unpinned,
        pinned,
        entries: Some(4),
        codes: Some(3),
    }
}

fn bytes(name: &str, bytes: u64) -> Bytes {
    Bytes {
        name: name.into(),
        bytes,
    }
}
