//! What services say and how they end when something that they are set by is not as it should be: each
//! time the binary itself. They end by themselves over nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use tempfile::TempDir;

const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
                     abandon about";
const CHAIN: &str = "chain_id = 'fake-1'\nrpc = ['http://127.0.0.1:1']\nbech32_prefix = 'wasm'\n\
                     gas_price = '0.01uusd'\nbase_denom = 'uusd'\ntimeout_s = 1\n";

/// A folder with the settings of a chain that is not there.
fn place(operations: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mirror.toml"), CHAIN).unwrap();
    fs::write(folder.path().join("bots.toml"), operations).unwrap();
    for name in ["key", "copy"] {
        let path = folder.path().join(name);
        fs::write(&path, WORDS).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    folder
}

/// The exit code, and what was said and told.
fn run(
    folder: &TempDir,
    words: &[&str],
    variables: &[(&str, &str)],
) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
    command.args(words).current_dir(folder.path());
    let output = command.env_clear().envs(variables.iter().copied()).output();
    let Output {
        status,
        stdout,
        stderr,
    } = output.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

const KEEP: &str = "log = 'json'\nwebhook = 'https://chat.example/hooks/secret'\n\
                    [keep]\nkey_file = 'key'\nlisten = '127.0.0.1:9103'\nlook_every_s = 7\n";

const SHOWN: &str = "webhook = \"https://chat.example/…\"\nlog = \"json\"\n\n[keep]\n\
                     key_file = \"./key\"\nstate = \"./state/keep\"\nlisten = \"127.0.0.1:9103\"\n\
                     look_every_s = 7\ndistribute_every_s = 90\nleast_convert = \"5\"\n\
                     least_collect = \"1000000\"\n\
                     tasks = [\"distribute\", \"convert\"]\n";

#[test]
fn what_holds_for_a_service_is_dumped_without_secrets() {
    let folder = place(KEEP);
    let variables = [
        ("MIRROR_KEEP_DISTRIBUTE_EVERY_S", "80"),
        ("MIRROR_KEEP_LEAST_CONVERT", "5"),
    ];
    let flags = [
        "--set",
        "distribute_every_s=90",
        "--set",
        "tasks=['convert', 'distribute']",
    ];

    let words = [&["keep", "--dump-config"], &flags[..]].concat();
    let (code, said, told) = run(&folder, &words, &variables);

    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert!(
        said.starts_with("# mirror.toml\nchain_id = \"fake-1\"\n"),
        "{said}"
    );
    assert!(said.ends_with(SHOWN), "{said}");
}

#[test]
fn all_that_is_wrong_is_told_at_once_with_where_it_is_from() {
    let folder = place("lag = 'text'\n[keep]\nlisten = 'here'\ntasks = ['steal']\n");
    fs::write(
        folder.path().join("mirror.toml"),
        CHAIN.replace("0.01uusd", "cheap"),
    )
    .unwrap();
    let variables = [("MIRROR_KEEP_LOOK_EVERY_S", "often")];

    let (code, said, told) = run(&folder, &["keep", "--set", "nonsense"], &variables);

    assert_eq!((code, said.as_str()), (Some(2), ""));
    for part in [
        "set = \"nonsense\" (from --set): must be a key and a value",
        "gas_price = \"cheap\" (from mirror.toml)",
        "lag = \"text\" (from bots.toml): is unknown",
        "keep.look_every_s = \"often\" (from the variable MIRROR_KEEP_LOOK_EVERY_S)",
        "keep.tasks[0] = \"steal\" (from bots.toml): unknown variant `steal`, expected one of `distribute`",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_service_without_a_file_says_what_is_missing() {
    let folder = place("");
    fs::remove_file(folder.path().join("bots.toml")).unwrap();

    let (code, _, told) = run(&folder, &["keep"], &[]);

    assert_eq!(code, Some(2));
    assert!(
        told.contains("keep.key_file is missing: name the file"),
        "{told}"
    );
    assert!(
        told.contains(
            "bots.toml is missing: the settings of services are in it: copy ops/bots.example.toml"
        ),
        "{told}"
    );
    let (code, _, told) = run(&folder, &["keep", "--key-file", "key"], &[]);
    assert_eq!(code, Some(2));
    assert!(
        told.contains("fake-1.json is not there: deploy with `mirror deploy`"),
        "{told}"
    );
    let (code, _, told) = run(&folder, &["keep", "--file", "other.toml"], &[]);
    assert_eq!(code, Some(2));
    assert!(
        told.contains("file = \"other.toml\" (from other.toml): there is no such file: copy ops/bots.example.toml"),
        "{told}"
    );
}

#[test]
fn a_file_without_a_service_has_nothing_to_run() {
    let folder = place("log = 'text'\n");

    let (code, _, told) = run(&folder, &["run", "bots.toml"], &[]);

    assert_eq!(code, Some(2));
    let expected =
        "file = \"bots.toml\" (from bots.toml): must have a table of at least one service";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn several_services_are_dumped_as_each_is() {
    let folder = place(KEEP);

    let (code, said, told) = run(&folder, &["run", "bots.toml", "--dump-config"], &[]);

    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert!(said.contains("[keep]\nkey_file = \"./key\"\n"), "{said}");
}
