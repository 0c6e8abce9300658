//! What the commands of `cargo xtask` do. They return data; `print` shows it, `main` picks the
//! exit code.

mod apt;
mod error;
mod errors;
mod go;
mod http;
mod numbers;
mod postgres;
mod process;
mod watch;

pub mod book;
pub mod ci;
pub mod demo;
pub mod e2e;
pub mod gas;
pub mod localnet;
pub mod permissions;
pub mod print;
pub mod schema;
pub mod services;
pub mod wasm;
pub mod web;
pub mod workspace;

pub use error::Error;
