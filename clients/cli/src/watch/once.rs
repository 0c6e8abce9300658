//! One look, or one for each of several blocks.

use mirror_bots::frame::{Alert, Stop};
use mirror_bots::watch::{at_heights, Heights, Watch};
use mirror_chain::{Fault, Faults, Node, Source};

use super::args::Arguments;
use crate::connection::runtime;
use crate::failure::{Failure, Verdict};
use crate::screen::say;
use crate::service;

/// Prints what alarms; that is a violation.
pub(super) fn command(arguments: &Arguments) -> Result<Verdict, Failure> {
    let (_stopper, stop) = Stop::pair();
    let prepared = service::prepared::<Watch>(&arguments.service, stop)?;
    let file = prepared.deployment()?;
    let asked = [("--from", arguments.from), ("--height", arguments.height)];
    let faults = asked.into_iter().filter_map(|(flag, height)| {
        let height = height?;
        too_early(flag, height, file.block_height)
    });
    Faults(faults.collect()).into_result()?;
    let heights = Heights {
        from: arguments.from,
        until: arguments.height,
    };
    let runtime = runtime()?;
    let mut seen = Seen::default();
    runtime.block_on(async {
        let node = Node::connect(&prepared.chain).await?;
        let told = |height, alerts: &[Alert]| seen.tell(height, alerts, arguments.json);
        at_heights(&node, &file, &prepared.settings, heights, told).await
    })?;
    Ok(seen.verdict(&file.chain_id, arguments.json))
}

/// A block before the deployment was complete has nothing that could be judged.
fn too_early(flag: &str, height: u64, complete: u64) -> Option<Fault> {
    (height < complete).then(|| Fault {
        key: flag.trim_start_matches('-').to_string(),
        value: height.to_string(),
        source: Source::Flag(flag.to_string()),
        rule: format!(
            "the deployment was complete at block {complete}: name that one or a later one"
        ),
    })
}

/// What was looked at.
#[derive(Default)]
struct Seen {
    first: Option<u64>,
    last: u64,
    alerts: usize,
}

impl Seen {
    fn tell(&mut self, height: u64, alerts: &[Alert], is_json: bool) {
        self.first.get_or_insert(height);
        self.last = height;
        self.alerts += alerts.len();
        for alert in alerts {
            let text = match is_json {
                true => serde_json::to_string(alert).unwrap_or_default(),
                false => shown(alert),
            };
            say(format!("{text}\n").as_bytes());
        }
    }

    fn verdict(&self, chain_id: &str, is_json: bool) -> Verdict {
        let blocks = match self.first.filter(|first| *first != self.last) {
            None => format!("block {}", self.last),
            Some(first) => format!("blocks {first} to {}", self.last),
        };
        if !is_json && self.alerts == 0 {
            say(format!("nothing alarms in {blocks} of {chain_id}\n").as_bytes());
        }
        match self.alerts {
            0 => Verdict::Fine,
            _ => Verdict::Violated,
        }
    }
}

fn shown(alert: &Alert) -> String {
    let options = textwrap::Options::new(100).subsequent_indent("  ");
    let head = format!("block {}: {}", alert.height, alert.words);
    let what_to_do = options.clone().initial_indent("  what to do: ");
    [
        textwrap::fill(&head, &options),
        textwrap::fill(&alert.what_to_do, &what_to_do),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_before_the_deployment_was_complete_are_not_looked_at() {
        let told = too_early("--from", 10, 57).unwrap().to_string();

        assert!(told.contains("complete at block 57"), "{told}");
        assert_eq!(too_early("--height", 57, 57), None);
    }
}
