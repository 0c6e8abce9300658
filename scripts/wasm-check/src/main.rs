//! Checks artifacts as the chain's VM does before it stores one.
//!
//! A program of its own, outside the default members: the VM takes minutes to build. The check is
//! no stable interface of the VM, so its version is pinned in the workspace's manifest: the one that
//! the chain carries.
#![allow(
    clippy::print_stdout,
    reason = "a program's results go to standard output"
)]

use std::{collections::HashSet, fs, path::Path, process::ExitCode};

use cosmwasm_vm::{
    capabilities_from_csv,
    internals::{check_wasm, Logger},
    WasmLimits,
};

/// What a contract may ask of its chain. A chain may offer more; to need more is a decision.
const CAPABILITIES: &str =
    "iterator,staking,stargate,cosmwasm_1_1,cosmwasm_1_2,cosmwasm_1_3,cosmwasm_1_4,cosmwasm_2_0";

fn main() -> ExitCode {
    let capabilities = capabilities_from_csv(CAPABILITIES);
    let mut is_all_well = true;
    for path in std::env::args_os().skip(1) {
        let path = Path::new(&path);
        match check(path, &capabilities) {
            Ok(()) => println!("{}: the VM accepts it", path.display()),
            Err(reason) => {
                is_all_well = false;
                eprintln!("error: {}: {reason}", path.display());
            }
        }
    }
    if is_all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn check(path: &Path, capabilities: &HashSet<String>) -> Result<(), String> {
    let code = fs::read(path).map_err(|error| error.to_string())?;
    check_wasm(&code, capabilities, &WasmLimits::default(), Logger::Off)
        .map_err(|error| error.to_string())
}
