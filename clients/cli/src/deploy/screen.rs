//! What a deployment came to, for a person or for a program.

use serde::Serialize;

use super::act::Outcome;
use super::demo::Shown;
use super::watched::Taken;
use crate::output;
use crate::screen::say;

/// The same for a program.
#[derive(Serialize)]
struct Report<'a> {
    chain_id: &'a str,
    deployment_file: &'a std::path::Path,
    journal: &'a std::path::Path,
    block_height: u64,
    transactions: usize,
    gas_used: u64,
    fees: String,
    seconds: u64,
    steps: &'a [Taken],
    demo: Option<&'a Shown>,
}

/// Show it on standard output.
pub(super) fn show(outcome: &Outcome, json: bool) {
    let taken = &outcome.taken;
    let gas_used = taken.iter().map(|step| step.gas_used).sum();
    let paid: u128 = taken.iter().map(|step| step.paid.u128()).sum();
    let report = Report {
        chain_id: &outcome.file.chain_id,
        deployment_file: &outcome.path,
        journal: &outcome.journal,
        block_height: outcome.file.block_height,
        transactions: taken.len(),
        gas_used,
        fees: format!("{paid}{}", outcome.denom),
        seconds: outcome.time.as_secs(),
        steps: taken,
        demo: outcome.demo.as_ref(),
    };
    if json {
        say(&output::json(&report));
    } else {
        say(text(&report).as_bytes());
    }
}

fn text(report: &Report<'_>) -> String {
    let file = report.deployment_file.display();
    let mut text = if report.transactions == 0 {
        // A demonstration posts its prices each time.
        let begin = match report.demo {
            Some(_) => "Nothing was sent but prices",
            None => "Nothing was sent",
        };
        format!(
            "{begin}: the protocol on {} is complete since height {}.\n",
            report.chain_id, report.block_height
        )
    } else {
        format!(
            "The protocol is on {}: {} transactions, {} gas, {} of fees, {} s.\n",
            report.chain_id, report.transactions, report.gas_used, report.fees, report.seconds
        )
    };
    text += &format!("Deployment file: {file}\n");
    if let Some(demo) = report.demo {
        let each = |sign: &str| -> Vec<String> {
            let prices = demo.prices.iter();
            let told = prices.map(|(symbol, price)| format!("{symbol}{sign}{price}"));
            told.collect()
        };
        text += &format!(
            "Prices: {}. They may be used for 60 seconds; post them again with the feeder's key:\n  \
             mirror tx oracle feed_price --key-file {} --prices {}\n",
            each(" ").join(", "),
            demo.feeder,
            each("=").join(" --prices ")
        );
    }
    text += "Next: mirror status shows it, mirror deploy verify checks it against what was published.\n";
    text
}
