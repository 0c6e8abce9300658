//! All checks, in the order in which they fail fastest.

use std::time::Duration;

use crate::{e2e, postgres, process, wasm, watch::Watch, web, workspace::Workspace, Error};

/// One check, with the time it has on two cores from nothing.
struct Step {
    name: &'static str,
    budget: Duration,
    work: Work,
}

enum Work {
    /// One cargo command. They leave `wasm-check` out, as the default members do: the VM takes
    /// minutes to build and only `cargo xtask wasm` needs it.
    Cargo {
        arguments: &'static [&'static str],
        environment: &'static [(&'static str, &'static str)],
    },
    /// What the tests need beside cargo and Go.
    Databases,
    /// The end-to-end tests, with the artifacts that were measured before.
    EndToEnd,
    /// The SDK and the web app, with the programs that the end-to-end tests built.
    Web,
}

const STEPS: [Step; 8] = [
    Step {
        name: "format",
        budget: Duration::from_secs(30),
        work: cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "lints",
        budget: Duration::from_secs(270),
        work: cargo(&[
            "clippy",
            "--locked",
            "--workspace",
            "--exclude",
            "wasm-check",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    },
    Step {
        name: "documentation",
        budget: Duration::from_secs(90),
        work: Work::Cargo {
            arguments: &["doc", "--locked", "--no-deps"],
            environment: &[("RUSTDOCFLAGS", "-D warnings")],
        },
    },
    Step {
        name: "gas",
        budget: Duration::from_secs(420),
        work: cargo(&["xtask", "gas", "--check"]),
    },
    Step {
        name: "databases",
        budget: Duration::from_secs(30),
        work: Work::Databases,
    },
    Step {
        name: "end to end",
        budget: Duration::from_secs(1_260),
        work: Work::EndToEnd,
    },
    Step {
        name: "web",
        budget: Duration::from_secs(780),
        work: Work::Web,
    },
    // Last, so that a passing run ends with the tests' own results.
    Step {
        name: "tests",
        budget: Duration::from_secs(300),
        work: cargo(&["test", "--locked"]),
    },
];

const fn cargo(arguments: &'static [&'static str]) -> Work {
    Work::Cargo {
        arguments,
        environment: &[],
    }
}

/// Run every step and stop at the first that fails.
pub fn run(workspace: &Workspace) -> Result<(), Error> {
    let mut watch = Watch::start("ci");
    for step in &STEPS {
        let not_run = watch
            .step(step.name, step.budget, || step.work.run(workspace))
            .map_err(|error| {
                eprintln!("ci: {error}");
                Error::StepFailed { step: step.name }
            })?;
        if let Some(reason) = not_run {
            watch.left_out(step.name, &reason);
        }
    }
    watch.finish();
    Ok(())
}

impl Work {
    /// Do it; answers why it was not run, if it was not.
    fn run(&self, workspace: &Workspace) -> Result<Option<String>, Error> {
        match self {
            Self::Cargo {
                arguments,
                environment,
            } => {
                eprintln!("ci: cargo {}", arguments.join(" "));
                process::run(
                    process::cargo(&workspace.root)
                        .args(*arguments)
                        .envs(environment.iter().copied()),
                )?;
            }
            Self::Databases => {
                postgres::ensure();
            }
            Self::EndToEnd => e2e::run(workspace, Some(wasm::folder(workspace)), None)?,
            Self::Web => {
                let arguments = web::Arguments::of_checks(wasm::folder(workspace));
                if let web::Outcome::NotRun(reason) = web::run(workspace, &arguments)? {
                    return Ok(Some(reason));
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_checks_together_have_less_than_an_hour() {
        let budget: Duration = STEPS.iter().map(|step| step.budget).sum();

        assert!(budget < Duration::from_secs(60 * 60), "{budget:?}");
    }

    #[test]
    fn a_run_ends_with_the_results_of_the_tests() {
        assert!(matches!(
            STEPS.last().unwrap().work,
            Work::Cargo {
                arguments: ["test", "--locked"],
                ..
            }
        ));
    }
}
