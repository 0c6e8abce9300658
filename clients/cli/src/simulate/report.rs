//! `report.html`: one file with charts that opens offline.
//!
//! Script, style and data are inlined; the page asks the network for nothing. Figures are cut to
//! five digits, which is more than a chart can show and keeps nine years under two megabytes.

mod data;

use maud::{html, PreEscaped};
use serde_json::{json, Value};

use super::figures::{difference, figures};
use super::page::{page, STYLE};
use super::run::Run;

/// Tools first, then the page that uses them: one script when it is inlined.
const SCRIPT: &str = concat!(
    include_str!("report/charts.js"),
    include_str!("report/governance.js"),
    include_str!("report/page.js")
);
const CHART_STYLE: &str = include_str!("../../assets/uPlot.min.css");
const CHART_SCRIPT: &str = include_str!("../../assets/uPlot.iife.min.js");
const WITHOUT_SCRIPT: &str =
    "This report draws its charts with a script inside this file; it loads nothing.";

/// One page for one run or for two that are compared.
pub(super) fn html(runs: &[Run]) -> String {
    let (title, differences) = match runs {
        [a, b] => (
            format!("{} against {}", a.label, b.label),
            differences(a, b),
        ),
        _ => {
            let names = runs.iter().map(|run| run.outcome.summary.name.as_str());
            (names.collect(), Value::Null)
        }
    };
    let runs: Value = runs.iter().map(data::of).collect();
    let data = json!({ "runs": runs, "differences": differences }).to_string();
    let body = html! {
        div #page {}
        noscript { p.plain { (WITHOUT_SCRIPT) } }
        script #data type="application/json" { (PreEscaped(script_safe(&data))) }
        script { (PreEscaped(CHART_SCRIPT)) }
        script { (PreEscaped(SCRIPT)) }
    };

    page(&title, &[CHART_STYLE, STYLE], body)
}

fn differences(a: &Run, b: &Run) -> Value {
    let pairs = figures(&a.outcome.summary).into_iter();
    let pairs = pairs.zip(figures(&b.outcome.summary));
    pairs
        .map(|(a, b)| {
            let difference = difference(a.micro, b.micro);
            json!({ "name": a.name, "a": a.shown, "b": b.shown, "difference": difference })
        })
        .collect()
}

/// JSON inside a script element: no text of a scenario may end it.
fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_scenario_can_end_the_script() {
        assert_eq!(script_safe("\"</script>\""), "\"\\u003c/script>\"");
        assert!(page("<b>&", &[], html! {}).contains("<title>&lt;b&gt;&amp; ·"));
    }
}
