//! Hooks that were typed as if they were messages of their own, such as the burning of tokens of mint.

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, Error};

use super::contracts::{self, Contract, Door};
use super::example;

/// Messages that only go with a payment, where one would look for them first: what is typed there is
/// answered by the line that was meant.
pub(super) fn commands(command: Command, contract: &'static Contract) -> Command {
    let only_hooks = contract.messages(Door::Hook).into_iter();
    let only_hooks =
        only_hooks.filter(|hook| contract.message(Door::Execute, &hook.name).is_none());
    let hidden = only_hooks.map(|hook| {
        let all = Arg::new("typed")
            .action(ArgAction::Append)
            .num_args(0..)
            .allow_hyphen_values(true)
            .trailing_var_arg(true);
        let mut hidden = Command::new(hook.name.clone()).hide(true).arg(all);
        if hook.name.contains('_') {
            hidden = hidden.alias(hook.name.replace('_', "-"));
        }
        hidden.disable_help_flag(true)
    });
    command.subcommands(hidden.collect::<Vec<_>>())
}

/// What to say to whoever typed one of them.
pub(super) fn told(matches: &ArgMatches) -> Option<Error> {
    let (role, matches) = matches.subcommand()?;
    let contract = contracts::of_role(role)?;
    let (name, _) = matches.subcommand()?;
    let hook = contract.message(Door::Hook, name)?;
    if contract.message(Door::Execute, name).is_some() {
        return None;
    }
    let line = example::command(contract, Door::Hook, &hook);
    let said = format!(
        "`{name}` is a hook: it goes with a payment of tokens, so type\n  {line}\nSee `mirror tx {role} hook \
         {name} --help`\n"
    );
    Some(Error::raw(ErrorKind::InvalidSubcommand, said))
}

#[cfg(test)]
mod tests {
    use clap::{Args, FromArgMatches};

    use crate::tx::Arguments;

    fn refused(line: &str) -> String {
        let command = Arguments::augment_args(clap::Command::new("tx"));
        let matches = command.try_get_matches_from(line.split(' ')).unwrap();
        Arguments::from_arg_matches(&matches)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_hook_that_is_typed_as_a_message_is_answered_by_the_line_that_was_meant() {
        let told = refused("tx mint burn --position-idx 1");

        assert!(told.contains("`burn` is a hook"), "{told}");
        assert!(told.contains("mirror tx mint hook burn --pay"), "{told}");
        assert!(refused("tx mint auction").contains("mirror tx mint hook auction --pay"));
        assert!(refused("tx gov stake-voting-tokens").contains("is a hook"));
        assert!(refused("tx staking bond --help").contains("mirror tx staking hook bond --pay"));
    }
}
