//! A question at the terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use thiserror::Error;

use crate::failure::{CommandError, Exit};

/// Why nothing was sent, where only somebody's consent was missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoConsent {
    /// Nobody can be asked.
    #[error("nothing was sent: there is no terminal to ask whether to send it, so add --yes")]
    NobodyToAsk,
    /// The answer was no.
    #[error("nothing was sent")]
    Declined,
}

impl CommandError for NoConsent {
    fn exit(&self) -> Exit {
        match self {
            Self::NobodyToAsk => Exit::BadInput,
            Self::Declined => Exit::Refused,
        }
    }
}

/// Ask whether to send something, unless that was answered beforehand.
pub(crate) fn ask(question: &str, yes: bool) -> Result<(), NoConsent> {
    if yes {
        return Ok(());
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(NoConsent::NobodyToAsk);
    }
    let mut screen = io::stderr().lock();
    let mut answer = String::new();
    // A question that can not be shown is answered by no.
    let shown = write!(screen, "{question} [y/N] ").and_then(|()| screen.flush());
    let read = shown.and_then(|()| io::stdin().lock().read_line(&mut answer));
    let is_yes = ["y", "yes"].contains(&answer.trim().to_lowercase().as_str());
    match read {
        Ok(_) if is_yes => Ok(()),
        _ => Err(NoConsent::Declined),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_terminal_nobody_is_asked() {
        let [nobody, declined] = [NoConsent::NobodyToAsk, NoConsent::Declined];

        assert_eq!(
            (Exit::BadInput, Exit::Refused),
            (nobody.exit(), declined.exit())
        );
        assert!(nobody.to_string().ends_with("so add --yes"));
    }
}
