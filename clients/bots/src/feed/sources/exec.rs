//! A program that prints JSON: `{"price": 101.25, "observed_at": 1764255600}`.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use mirror_chain::MNEMONIC;
use tokio::process::Command;

use super::observation::{Observation, SourceFault};
use super::reading::{observation, OBSERVED_AT, PRICE};

/// How many letters of a program's complaint are told.
const TOLD: usize = 200;

/// A program that prints a price and its time and ends with 0. It is started anew each time, and ended
/// when it takes too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecSource {
    /// The program.
    pub program: PathBuf,
    /// What it is started with.
    pub arguments: Vec<String>,
    /// The folder that it is started in.
    pub folder: PathBuf,
    /// How long it may take.
    pub timeout: Duration,
}

impl ExecSource {
    /// What the program prints now.
    pub async fn look(&self) -> Result<Observation, SourceFault> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .current_dir(&self.folder)
            // A mnemonic is for this program only.
            .env_remove(MNEMONIC)
            .stdin(Stdio::null())
            .kill_on_drop(true);
        let output = tokio::time::timeout(self.timeout, command.output()).await;
        let output = output.map_err(|_| SourceFault::Late(self.timeout.as_secs()))?;
        let output = output.map_err(|error| SourceFault::Silent(error.to_string()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let last = said.lines().last().unwrap_or_default();
            let last: String = last.chars().take(TOLD).collect();
            let told = format!("{} ({last})", output.status);
            return Err(SourceFault::Silent(told));
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        observation(&printed, PRICE, Ok(OBSERVED_AT))
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::*;

    async fn runs(script: &str) -> Result<Observation, SourceFault> {
        let source = ExecSource {
            program: "sh".into(),
            arguments: vec!["-c".to_string(), script.to_string()],
            folder: std::env::temp_dir(),
            timeout: Duration::from_secs(1),
        };
        source.look().await
    }

    #[tokio::test]
    async fn a_program_prints_a_price_and_its_time() {
        let printed = runs("echo '{\"price\": 101.25, \"observed_at\": 1764255600}'").await;

        let expected = Observation {
            price: Decimal::percent(10_125),
            observed_at: 1_764_255_600,
        };
        assert_eq!(printed, Ok(expected));
    }

    #[tokio::test]
    async fn a_program_that_fails_is_told_with_what_it_said() {
        let told = runs("echo no route >&2; exit 3").await.unwrap_err();

        assert_eq!(
            told,
            SourceFault::Silent("exit status: 3 (no route)".to_string())
        );
        assert!(matches!(
            runs("echo hello").await,
            Err(SourceFault::Form(_))
        ));
        let missing = ExecSource {
            program: "/nowhere/price".into(),
            arguments: vec![],
            folder: std::env::temp_dir(),
            timeout: Duration::from_secs(1),
        };
        assert!(matches!(missing.look().await, Err(SourceFault::Silent(_))));
    }

    #[tokio::test]
    async fn a_program_that_takes_too_long_is_ended() {
        assert_eq!(runs("exec sleep 30").await, Err(SourceFault::Late(1)));
    }

    #[tokio::test]
    async fn a_program_does_not_get_the_mnemonic() {
        let script = "test -z \"$MIRROR_MNEMONIC\" && echo '{\"price\": 1, \"observed_at\": 1}'";

        assert!(runs(script).await.is_ok());
    }
}
