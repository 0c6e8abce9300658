//! One look at a deployment: what its contracts tell at one height, and which rules that breaks.
//!
//! In reading order: [`Told`] is an answer or the reason why there is none, [`Seen`] is all that is asked
//! for, [`observe`] asks it once and [`Lookout`] again and again; [`checks`] are the rules that have to
//! hold, `figures` prices and pools, `risk` the positions that may be sold, `polls` what polls would do,
//! `rewards` what is on its way. `naming` gives names to addresses, `words` writes times. `mirror status` shows such a look,
//! `mirror watch` judges one after each block.

mod asker;
mod asset;
mod changes;
pub mod checks;
pub mod figures;
mod gather;
mod lists;
mod lookout;
pub mod naming;
mod observe;
mod past;
pub mod polls;
pub mod rewards;
pub mod risk;
#[cfg(test)]
pub(crate) mod sample;
mod seen;
mod told;
pub mod words;

pub use changes::Changes;
pub(crate) use lists::live_polls;
pub use lookout::{Looked, Lookout};
pub use observe::observe;
pub use past::Past;
pub use seen::{Behind, Lists, Money, Seen, SeenAsset};
pub use told::Told;
