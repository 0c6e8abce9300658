use std::fs;
use std::path::Path;

use super::*;

/// A file, an environment and flags.
fn resolved(
    flags: &RawConfig,
    environment: &[(&str, &str)],
    file: &RawConfig,
) -> Result<Config, Faults> {
    let variable = |name: &str| {
        let mut all = environment.iter();
        let found = all.find(|(key, _)| *key == name);
        found.map(|(_, value)| (*value).to_string())
    };
    let has_mnemonic = variable("MIRROR_MNEMONIC").is_some();
    let mut faults = Faults::default();
    let environment = RawConfig::from_environment(variable, &mut faults);
    let file = Some((Path::new("mirror.toml"), file));
    let config = faults.gather(Config::resolve(flags, &environment, file, has_mnemonic));
    faults.into_result().map(|()| config.unwrap())
}

fn file() -> RawConfig {
    RawConfig {
        chain_id: Some("test-1".to_string()),
        rpc: Some(vec!["http://127.0.0.1:26657".to_string()]),
        bech32_prefix: Some("wasm".to_string()),
        gas_price: Some("0.01uusd".to_string()),
        base_denom: Some("uusd".to_string()),
        key_file: Some(PathBuf::from("keys/file")),
        local: Some(true),
        ..RawConfig::default()
    }
}

fn fault(key: &str, value: &str, source: Source, rule: &str) -> Fault {
    Fault {
        key: key.to_string(),
        value: value.to_string(),
        source,
        rule: rule.to_string(),
    }
}

fn of_file() -> Source {
    Source::File(PathBuf::from("mirror.toml"))
}

#[test]
fn flags_are_above_the_environment_and_that_above_the_file() {
    let environment = [
        ("MIRROR_GAS_PRICE", "2uusd"),
        ("MIRROR_RPC", "http://a, http://b"),
    ];
    let flags = RawConfig {
        gas_price: Some("3uusd".to_string()),
        ..RawConfig::default()
    };

    let of_file = resolved(&RawConfig::default(), &[], &file()).unwrap();
    let of_environment = resolved(&RawConfig::default(), &environment, &file()).unwrap();
    let of_flags = resolved(&flags, &environment, &file()).unwrap();

    assert_eq!(of_file.gas_price.to_string(), "0.01uusd");
    assert_eq!(of_environment.gas_price.to_string(), "2uusd");
    assert_eq!(of_environment.rpc, ["http://a", "http://b"]);
    assert_eq!(of_flags.gas_price.to_string(), "3uusd");
    assert_eq!(of_flags.rpc, ["http://a", "http://b"]);
    assert_eq!(of_flags.chain_id, "test-1");
    assert_eq!(of_flags.base_display, "uusd");
}

#[test]
fn a_key_comes_from_a_flag_then_from_a_mnemonic_then_from_a_file() {
    let flags = RawConfig {
        key_file: Some(PathBuf::from("keys/flag")),
        ..RawConfig::default()
    };
    let none = RawConfig::default();
    let mnemonic = [
        ("MIRROR_MNEMONIC", "abandon"),
        ("MIRROR_KEY_FILE", "keys/variable"),
    ];
    let without = RawConfig {
        key_file: None,
        ..file()
    };
    fn key(flags: &RawConfig, environment: &[(&str, &str)], file: &RawConfig) -> KeySource {
        resolved(flags, environment, file).unwrap().key
    }

    let of_flag = KeySource::File(PathBuf::from("keys/flag"));
    assert_eq!(key(&flags, &mnemonic, &file()), of_flag);
    assert_eq!(key(&none, &mnemonic, &file()), KeySource::Environment);
    let of_variable = KeySource::File(PathBuf::from("keys/variable"));
    assert_eq!(key(&none, &mnemonic[1..], &file()), of_variable);
    assert_eq!(key(&none, &[], &without), KeySource::Prompt);
}

#[test]
fn all_faults_are_told_at_once_with_where_each_is_from() {
    let raw = RawConfig {
        chain_id: None,
        rpc: Some(vec!["bob:secret@127.0.0.1:26657".to_string()]),
        bech32_prefix: Some("Wasm".to_string()),
        base_denom: Some(" ".to_string()),
        timeout_s: Some(0),
        valid_blocks: Some(2),
        ..file()
    };
    let flags = RawConfig {
        gas_price: Some("cheap".to_string()),
        ..RawConfig::default()
    };

    let faults = resolved(&flags, &[], &raw).unwrap_err();

    let expected = vec![
        fault(
            "chain_id",
            "",
            Source::Nowhere,
            "write it to mirror.toml, set MIRROR_CHAIN_ID or use --chain-id",
        ),
        fault(
            "rpc",
            "127.0.0.1:26657",
            of_file(),
            "must be an address such as http://127.0.0.1:26657 or https://node.example",
        ),
        fault(
            "bech32_prefix",
            "Wasm",
            of_file(),
            "must be what addresses begin with before the 1, such as wasm",
        ),
        fault(
            "gas_price",
            "cheap",
            Source::Flag("--gas-price".to_string()),
            "a gas price is a decimal number and a denom, such as 0.01uusd",
        ),
        fault("base_denom", " ", of_file(), "must not be empty"),
        fault("timeout_s", "0", of_file(), "must be at least 1"),
        fault("valid_blocks", "2", of_file(), "must be at least 3"),
    ];
    assert_eq!(faults, Faults(expected));
    let told = faults.to_string();
    assert!(told.contains("\n  gas_price = \"cheap\" (from --gas-price): a gas price is"));
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn a_variable_that_is_no_number_is_told() {
    let environment = [("MIRROR_TIMEOUT_S", "soon"), ("MIRROR_VALID_BLOCKS", "-1")];

    let faults = resolved(&RawConfig::default(), &environment, &file()).unwrap_err();

    let of = |name: &str| Source::Environment(name.to_string());
    let rule = "must be a whole number";
    let expected = vec![
        fault("timeout_s", "soon", of("MIRROR_TIMEOUT_S"), rule),
        fault("valid_blocks", "-1", of("MIRROR_VALID_BLOCKS"), rule),
    ];
    assert_eq!(faults, Faults(expected));
}

#[test]
fn no_address_at_all_is_told() {
    let raw = RawConfig {
        rpc: Some(vec![]),
        ..file()
    };

    let faults = resolved(&RawConfig::default(), &[], &raw).unwrap_err();

    let rule = "must name at least one address";
    assert_eq!(faults, Faults(vec![fault("rpc", "[]", of_file(), rule)]));
}

#[test]
fn addresses_of_every_usual_form_are_taken() {
    let all = [
        "http://[::1]:26657",
        "https://node.example",
        "https://node.example/rpc/",
        "https://bob:secret@node.example:443",
    ];
    let raw = RawConfig {
        rpc: Some(all.map(str::to_string).to_vec()),
        ..file()
    };

    let config = resolved(&RawConfig::default(), &[], &raw).unwrap();

    assert_eq!(config.rpc, all);
    assert_eq!(config.shown_rpc()[3], "https://node.example:443");
}

#[test]
fn a_file_is_read_with_paths_from_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mirror.toml");
    fs::write(&path, "chain_id = 'test-1'\nkey_file = 'keys/alice'\n").unwrap();

    let raw = RawConfig::read(&path).unwrap();

    assert_eq!(raw.chain_id, Some("test-1".to_string()));
    assert_eq!(raw.key_file, Some(folder.path().join("keys/alice")));
}

#[test]
fn a_key_that_does_not_exist_is_told_with_its_line_and_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mirror.toml");
    fs::write(
        &path,
        "chain_id = 'test-1'\nrpcs = ['http://bob:secret@a']\n",
    )
    .unwrap();

    let faults = RawConfig::read(&path).unwrap_err();

    let told = faults.to_string();
    assert!(told.contains(": line 2: unknown field `rpcs`"), "{told}");
    assert!(!told.contains("secret"), "{told}");
    assert!(!format!("{faults:?}").contains("secret"));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.toml");

    let faults = RawConfig::read(&path).unwrap_err();

    let told = "No such file or directory (os error 2)";
    let value = path.display().to_string();
    let expected = fault("config", &value, Source::File(path), told);
    assert_eq!(faults, Faults(vec![expected]));
}

#[test]
fn what_holds_is_printed_as_a_file_and_without_secrets() {
    let raw = RawConfig {
        rpc: Some(vec![
            "https://bob:secret@node.example/?key=secret".to_string()
        ]),
        rest: Some("https://bob:secret@node.example".to_string()),
        fee_granter: Some("wasm1granter".to_string()),
        ..file()
    };
    let config = resolved(&RawConfig::default(), &[], &raw).unwrap();

    let expected = r#"chain_id = "test-1"
rpc = ["https://node.example/"]
rest = "https://node.example"
bech32_prefix = "wasm"
gas_price = "0.01uusd"
base_denom = "uusd"
base_display = "uusd"
key_file = "keys/file"
fee_granter = "wasm1granter"
local = true
artifacts = "artifacts"
deployments = "deployments"
timeout_s = 10
inclusion_timeout_s = 60
valid_blocks = 30
max_block_age_s = 60
"#;
    assert_eq!(config.to_string(), expected);
    assert!(!format!("{config:?} {raw:?}").contains("secret"));

    let again: RawConfig = toml::from_str(expected).unwrap();
    let again = resolved(&again, &[], &RawConfig::default()).unwrap();
    // Whether keys are known to everybody is never a matter of flags.
    assert_eq!(
        again.to_string(),
        expected.replace("local = true", "local = false")
    );
}
