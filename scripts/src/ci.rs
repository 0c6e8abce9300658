//! All checks, in the order in which they fail fastest.

use std::time::{Duration, Instant};

use crate::{process, workspace::Workspace, Error};

/// One cargo command. They leave `wasm-check` out, as the default members do: the VM takes minutes
/// to build and only `cargo xtask wasm` needs it.
struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

const STEPS: [Step; 5] = [
    Step {
        name: "format",
        arguments: &["fmt", "--all", "--check"],
        environment: &[],
    },
    Step {
        name: "lints",
        arguments: &[
            "clippy",
            "--locked",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        environment: &[],
    },
    Step {
        name: "documentation",
        arguments: &["doc", "--locked", "--no-deps"],
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
    },
    Step {
        name: "gas",
        arguments: &["xtask", "gas", "--check"],
        environment: &[],
    },
    // Last, so that a passing run ends with the tests' own results.
    Step {
        name: "tests",
        arguments: &["test", "--locked"],
        environment: &[],
    },
];

/// Run every step and stop at the first that fails.
pub fn run(workspace: &Workspace) -> Result<(), Error> {
    let begun = Instant::now();

    for step in &STEPS {
        eprintln!("ci: {}: cargo {}", step.name, step.arguments.join(" "));
        let step_begun = Instant::now();
        process::run(
            process::cargo(&workspace.root)
                .args(step.arguments)
                .envs(step.environment.iter().copied()),
        )
        .map_err(|_| Error::StepFailed { step: step.name })?;
        eprintln!(
            "ci: {} passed in {}",
            step.name,
            seconds(step_begun.elapsed())
        );
    }

    eprintln!("ci: all passed in {}", seconds(begun.elapsed()));
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}
