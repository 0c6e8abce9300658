//! The layouts of code 1, as code 2 reads them. This file goes when nothing lies in them any more.

use cosmwasm_std::{Addr, Uint128};
use mirror_bytes::{in_bytes, Slot, Table};

use super::code_2;

pub(crate) struct Config {
    pub(crate) owner: Addr,
}

pub(crate) struct Quote {
    price: Uint128,
    time: u64,
}

pub(crate) struct Stake {
    amount: Uint128,
}

in_bytes!(Config { owner });
in_bytes!(Quote, layout 1 { price, time });
in_bytes!(Stake { amount });

pub(crate) const CONFIG: Slot<Config> = Slot::new(b"g");
pub(crate) const STAKES: Table<Stake> = Table::new(b's');

impl Quote {
    /// In the present layout: no asset was halted.
    pub(crate) fn carried_over(self) -> code_2::Quote {
        code_2::Quote {
            price: self.price,
            halted_until: 0,
            time: self.time,
        }
    }
}

impl Stake {
    /// In the present layout: no stake was locked.
    pub(crate) fn carried_over(self) -> code_2::Stake {
        code_2::Stake {
            amount: self.amount,
            locked_until: 0,
        }
    }
}
