//! Every command that speaks to a chain, from the definition of the command line. Services are left out:
//! they print an operations file as well, and `services.rs` has them.

use clap::{Arg, Command, CommandFactory};
use mirror_cli::command_line::CommandLine;

/// Every command with this flag as somebody would type it, with `value` for what it can not do without.
pub(super) fn with_flag(flag: &str, value: &str) -> Vec<Vec<String>> {
    let mut whole = CommandLine::command();
    whole.build();
    let mut found = Vec::new();
    collect(&whole, flag, value, &[], &mut found);
    found
}

fn collect(
    command: &Command,
    flag: &str,
    value: &str,
    words: &[String],
    found: &mut Vec<Vec<String>>,
) {
    let inner = command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set());
    let inner = inner.filter(|inner| inner.get_name() != "help" && !is_service(inner));
    for inner in inner {
        let words = [words, &[inner.get_name().to_string()]].concat();
        let mut arguments = inner.get_arguments();
        let has_flag = arguments.any(|argument| argument.get_long() == Some(flag));
        if has_flag && !inner.is_subcommand_required_set() {
            let typed = inner.get_arguments().flat_map(|one| typed(one, value));
            found.push(words.iter().cloned().chain(typed).collect());
        }
        collect(inner, flag, value, &words, found);
    }
}

/// Whether it runs one of the services, or all that have a table in a file.
fn is_service(command: &Command) -> bool {
    let mut arguments = command.get_arguments();
    command.get_name() == "run" || arguments.any(|argument| argument.get_long() == Some("set"))
}

/// What has to be typed for an argument, if anything has to be.
fn typed(argument: &Arg, value: &str) -> Vec<String> {
    let flag = argument.get_long().map(|long| format!("--{long}"));
    let possible = argument.get_possible_values();
    let value = match flag.as_deref() {
        // Instead of the fields of a message, some of which it can not do without.
        Some("--msg") => "{}",
        _ if !argument.is_required_set() => return vec![],
        _ => possible.first().map_or(value, |first| first.get_name()),
    };
    flag.into_iter().chain([value.to_string()]).collect()
}
