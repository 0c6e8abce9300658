//! What was found, for a person or for a program.

use mirror_deploy::{Belonging, Report};
use serde::Serialize;

use super::subject::Subject;
use crate::output;
use crate::screen::say;

/// The same for a program.
#[derive(Serialize)]
struct Shown<'a> {
    chain_id: &'a str,
    is_as_it_should_be: bool,
    #[serde(flatten)]
    report: &'a Report,
}

/// Show it on standard output.
pub(super) fn show(report: &Report, subject: &Subject, json: bool) {
    let chain_id = &subject.session.config.chain_id;
    let shown = Shown {
        chain_id,
        is_as_it_should_be: report.findings.is_empty(),
        report,
    };
    if json {
        say(&output::json(&shown));
    } else {
        say(text(report, chain_id).as_bytes());
    }
}

/// Whom a protocol belongs to, in words.
pub(in crate::deploy) fn belonging(belongs_to: &Belonging) -> String {
    match belongs_to {
        Belonging::Deployer(deployer) => {
            format!("It belongs to {deployer}, who deployed it: it was not handed over to gov yet.")
        }
        Belonging::Gov(gov) => format!("It belongs to gov, {gov}."),
    }
}

fn text(report: &Report, chain_id: &str) -> String {
    let compared = report.compared;
    let mut text = format!(
        "{compared} codes, contracts, rights and parameters on {chain_id} were compared.\n{}\n",
        belonging(&report.belongs_to)
    );
    if report.findings.is_empty() {
        return text + "All is as it should be.\n";
    }
    text += &format!(
        "{} of them are not as they should be:\n",
        report.findings.len()
    );
    for finding in &report.findings {
        text += &format!("  {finding}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirror_deploy::Finding;

    #[test]
    fn each_finding_is_a_line_and_the_owner_is_told() {
        let report = Report {
            belongs_to: Belonging::Gov("wasm1gov".to_string()),
            compared: 7,
            findings: vec![Finding::Parameter {
                contract: "lock".to_string(),
                key: "lockup_period".to_string(),
                found: "20".to_string(),
                expected: "1209600".to_string(),
            }],
        };

        let expected = "7 codes, contracts, rights and parameters on a-chain were compared.\n\
                        It belongs to gov, wasm1gov.\n\
                        1 of them are not as they should be:\n  \
                        lock: lockup_period is 20, not 1209600\n";
        assert_eq!(expected, text(&report, "a-chain"));
    }
}
