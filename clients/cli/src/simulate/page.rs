//! A page that opens offline: style, data and script are inside it.

use maud::{html, Markup, PreEscaped, DOCTYPE};

/// The style of all pages.
pub(super) const STYLE: &str = include_str!("report/report.css");

/// A whole page of what stands in its body.
pub(super) fn page(title: &str, styles: &[&str], body: Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Mirror simulation" }
                link rel="icon" href="data:,";
                @for style in styles { style { (PreEscaped(style)) } }
            }
            body { (body) }
        }
    };

    page.into_string() + "\n"
}
