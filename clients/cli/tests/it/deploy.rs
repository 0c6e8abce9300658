//! What `mirror deploy` says and how it ends before anything is sent, and what it would send.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use cosmwasm_std::{instantiate2_address, CanonicalAddr, Checksum};
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::fake::{FakeChain, FakeNode};
use mirror_deploy::{Artifact, LOCAL_PROFILE};
use mirror_testing::World;
use serde_json::Value;
use tempfile::TempDir;

/// Words of a key that everybody knows, and its account.
const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
                     abandon about\n";
const ACCOUNT: &str = "wasm19rl4cm2hmr8afy4kldpxz3fka4jguq0akuugk7";

/// A folder with a configuration, a key and artifacts, and a node.
struct Place {
    folder: TempDir,
    chain: FakeChain,
    node: FakeNode,
}

impl Place {
    async fn new(local: bool) -> Self {
        let chain = FakeChain::new("fake-1", "wasm");
        let node = FakeNode::start(&chain).await.unwrap();
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
            chain,
            node,
        };
        let rpc = place.node.rpc();
        place.write(
            "mirror.toml",
            &format!(
                "chain_id = 'fake-1'\nrpc = ['{rpc}']\nbech32_prefix = 'wasm'\ngas_price = '0.01uusd'\n\
                 base_denom = 'uusd'\nkey_file = 'deployer.mnemonic'\nlocal = {local}\n\
                 artifacts = 'release'\n"
            ),
        );
        place.key("deployer");
        place.write("profile.toml", &profile());
        place.artifacts();
        place
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn key(&self, name: &str) {
        use std::os::unix::fs::PermissionsExt;

        let name = format!("{name}.mnemonic");
        self.write(&name, WORDS);
        let path = self.folder.path().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// Each artifact holds its own name.
    fn artifacts(&self) {
        let mut list = String::new();
        for artifact in Artifact::ALL {
            let name = artifact.name();
            self.write(&format!("release/{name}.wasm"), name);
            let checksum = Checksum::generate(name.as_bytes()).to_hex();
            list += &format!("{checksum}  {name}.wasm\n");
        }
        self.write("release/checksums.txt", &list);
    }

    async fn run(&self, words: &[&str]) -> Output {
        self.run_with(words, &[]).await
    }

    async fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
        command.arg("deploy").args(words);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("MIRROR_") {
                command.env_remove(name);
            }
        }
        command.envs(variables.iter().copied());
        // The fake node answers on this thread, so the program is waited for on another.
        let output = tokio::task::spawn_blocking(move || command.output());
        output.await.unwrap().unwrap()
    }

    #[track_caller]
    fn says(&self, output: &Output, code: i32, expected: &str) {
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(expected, told);
        assert_eq!(Some(code), output.status.code(), "{told}");
        assert!(output.stdout.is_empty());
        assert!(!Path::new(&self.folder.path().join("deployments/fake-1.json")).exists());
    }
}

/// The local profile with one account for everybody.
fn profile() -> String {
    let people = ["deployer", "feeder", "alice", "bob", "carol", "dave"];
    let named = people.iter().fold(LOCAL_PROFILE.to_string(), |text, name| {
        text.replace(&format!("\"${name}\""), &format!("\"{ACCOUNT}\""))
    });
    named
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_with_the_artifacts_is_told_at_once() {
    let place = Place::new(true).await;
    let release = place.folder.path().join("release");
    fs::remove_file(release.join("mirror_gov.wasm")).unwrap();
    fs::write(release.join("mirror_mint.wasm"), "other").unwrap();
    let list = fs::read_to_string(release.join("checksums.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.contains("terraswap_pair"));
    let list: String = lines.map(|line| format!("{line}\n")).collect();
    fs::write(release.join("checksums.txt"), list).unwrap();

    let output = place.run(&[]).await;

    let [other, listed] = ["other", "mirror_mint"].map(|text| Checksum::generate(text.as_bytes()));
    let expected = format!(
        "error: the artifacts in release can not be stored:\n  \
         mirror_gov.wasm: it is not there\n  \
         mirror_mint.wasm: its checksum is {other}, not {listed}\n  \
         terraswap_pair.wasm: checksums.txt does not name it\n\
         Build them with `cargo xtask wasm` in a clone of the project, or name the folder of a release \
         with --artifacts\n"
    );
    place.says(&output, 2, &expected);

    fs::remove_file(release.join("checksums.txt")).unwrap();
    let output = place.run(&[]).await;
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told
        .contains("\n  checksums.txt: it is not there\n  mirror_gov.wasm: it is not there\nBuild"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_is_for_local_networks_and_builds_in_a_clone_only() {
    let place = Place::new(false).await;
    let output = place.run(&["--demo"]).await;
    place.says(
        &output,
        2,
        "error: --demo is for local networks, and fake-1 is none: start one with `cargo xtask localnet up`, \
         and name its mirror.toml with --config\n",
    );

    let place = Place::new(true).await;
    let output = place.run(&["--demo", "--artifacts", "artifacts"]).await;
    place.says(
        &output,
        2,
        "error: artifacts is no folder of artifacts in a clone of the project, so they are not built: run \
         `cargo xtask wasm` in a clone, and name its folder artifacts/ with --artifacts\n",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_has_missing_artifacts_built_in_the_clone() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new(true).await;
    for path in ["scripts/src/wasm/mod.rs", "contracts/mint/Cargo.toml"] {
        place.write(path, "");
    }
    // In the place of cargo: it fails the first time, and then copies a release.
    let script = "#!/bin/sh\n[ \"$*\" = \"xtask wasm\" ] || exit 9\n\
                  [ -f tried ] || { touch tried; echo no room; exit 7; }\ncp -r release artifacts\n";
    place.write("bin/cargo", script);
    let bin = place.folder.path().join("bin");
    fs::set_permissions(bin.join("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let words = ["--demo", "--artifacts", "artifacts"];

    let failed = place.run_with(&words, &[("PATH", &path)]).await;

    let building = "building the artifacts with `cargo xtask wasm` (minutes, the first time)\n";
    let told = format!(
        "{building}no room\nerror: `cargo xtask wasm` failed (exit status: 7): mend what it says above, and \
         run it again\n"
    );
    place.says(&failed, 1, &told);
    let built = place.run_with(&words, &[("PATH", &path)]).await;
    let told = String::from_utf8(built.stderr).unwrap();
    // It goes on to the profile, whose people have no keys here.
    assert!(
        told.starts_with(&format!("{building}error: the profile local ")),
        "{told}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_profiles_that_can_not_be_used_are_told() {
    let place = Place::new(false).await;
    let output = place.run(&["--name", "My Protocol"]).await;
    let told = "error: --name \"My Protocol\" has to be 1 to 32 small letters, digits or dashes\n";
    place.says(&output, 2, told);

    let output = place.run(&[]).await;
    let told = "error: name the parameters with --profile: a file, or standard; docs/run-your-own.md says \
                what each means\n";
    place.says(&output, 2, told);

    let output = place.run(&["--profile", "nowhere.toml"]).await;
    let told = "error: the profile nowhere.toml can not be used: there is no such file, and the profiles that \
                the program knows are standard and local\n";
    place.says(&output, 2, told);

    let other = profile().replace("base_denom = \"uusd\"", "base_denom = \"ueur\"");
    place.write("other.toml", &other);
    let output = place.run(&["--profile", "other.toml"]).await;
    let told =
        "error: the profile other.toml can not be used: its base_denom is ueur, and that of the \
                configuration uusd: they have to be the same\n";
    place.says(&output, 2, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_can_not_pay_for_all_of_it_sends_nothing() {
    let place = Place::new(false).await;
    place.chain.pay(ACCOUNT, 1_000, "uusd");

    let output = place.run(&["--profile", "profile.toml", "--yes"]).await;

    let told = String::from_utf8(output.stderr).unwrap();
    let begin = format!("error: {ACCOUNT} has 1000 uusd, and what is left to do may cost ");
    let end = ": pay it more, and run it again; nothing was sent\n";
    let cost = told
        .strip_prefix(&begin)
        .and_then(|told| told.strip_suffix(end));
    let cost: u128 = cost.unwrap_or_else(|| panic!("{told}")).parse().unwrap();
    // What a deployment was measured to cost: 0.53 with the margin.
    assert!((400_000..700_000).contains(&cost), "{cost}");
    assert_eq!(Some(1), output.status.code());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_to_a_real_network_unless_somebody_says_so() {
    let place = Place::new(false).await;
    place.chain.pay(ACCOUNT, 1_000_000_000, "uusd");

    let output = place.run(&["--profile", "profile.toml"]).await;

    let told =
        "error: nothing was sent: there is no terminal to ask whether to send it, so add --yes\n";
    place.says(&output, 2, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_of_a_chain_that_was_begun_anew_is_refused() {
    let words = ["--profile", "profile.toml", "--yes"];
    let place = Place::new(false).await;
    place.chain.pay(ACCOUNT, 1_000_000_000, "uusd");
    place.chain.step(4);
    // A fake chain can not be asked for codes.
    let begun = place.run(&words).await;
    assert_eq!(Some(1), begun.status.code());
    let journal = place.folder.path().join("deployments/fake-1.journal");
    let written = fs::read_to_string(&journal).unwrap();
    let anew = FakeChain::new("fake-1", "wasm");
    anew.pay(ACCOUNT, 1_000_000_000, "uusd");
    anew.step(7);
    let node = FakeNode::start(&anew).await.unwrap();

    let output = place.run_with(&words, &[("MIRROR_RPC", &node.rpc())]).await;

    let told = String::from_utf8(output.stderr).unwrap();
    let begin = "error: the journal deployments/fake-1.journal knows block 5 with the hash ";
    let end = ", which the chain does not have, so the chain was begun anew under the same name: move the \
               journal away, and run it again; nothing was sent\n";
    let hash = told
        .strip_prefix(begin)
        .and_then(|told| told.strip_suffix(end));
    let hash = hash.unwrap_or_else(|| panic!("{told}"));
    assert!(hash.len() == 64 && written.contains(hash), "{hash}");
    assert_eq!(Some(2), output.status.code());
    assert_eq!(written, fs::read_to_string(&journal).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_shows_every_step_at_the_address_that_the_chain_will_give() {
    let place = Place::new(false).await;

    let output = place
        .run(&["--profile", "profile.toml", "--dry-run", "--json"])
        .await;

    let shown: Value = serde_json::from_slice(&output.stdout).unwrap();
    let steps = shown["steps"].as_array().unwrap();
    assert_eq!(17 + 35, steps.len());
    for (step, artifact, label) in [
        ("make mirror-gov", "mirror_gov", "mirror-gov"),
        ("make mirror-token", "terraswap_token", "mirror-token"),
    ] {
        let found = steps.iter().find(|shown| shown["step"] == step).unwrap();
        assert_eq!(address(artifact, label), found["makes"], "{step}");
    }
    // A message inside of a message is shown as what it is.
    let last = steps
        .iter()
        .find(|step| step["step"] == "name the feeder of MIR");
    let inner = &last.unwrap()["message"]["pass_command"]["msg"];
    assert_eq!(ACCOUNT, inner["register_asset"]["feeder"]);
    assert!(!place.folder.path().join("deployments").exists());
}

/// Where the account makes a contract.
fn address(artifact: &str, label: &str) -> String {
    let checksum = Checksum::generate(artifact.as_bytes());
    let decoded = CheckedHrpstring::new::<Bech32>(ACCOUNT).unwrap();
    let maker = CanonicalAddr::from(decoded.byte_iter().collect::<Vec<u8>>());
    let made = instantiate2_address(checksum.as_slice(), &maker, label.as_bytes()).unwrap();
    bech32::encode::<Bech32>(Hrp::parse("wasm").unwrap(), &made).unwrap()
}

#[test]
fn the_deployment_file_is_what_its_schema_says() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../../schema/deployment.json")).unwrap();
    let file = DeploymentFile {
        chain_id: "mirror-1".to_string(),
        rpc: vec![],
        rest: None,
        bech32_prefix: "wasm".to_string(),
        gas_price: "0.01uusd".to_string(),
        base_display: "USD".to_string(),
        base_exponent: 6,
        protocol: World::new().deployment,
        block_height: 7,
    };
    let file = serde_json::to_value(file).unwrap();

    let names =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(names(&schema["properties"]), names(&file));
    for (part, kind) in [("contracts", "Contracts"), ("code_ids", "Codes")] {
        let described = &schema["definitions"][kind]["properties"];
        assert_eq!(names(described), names(&file[part]));
    }
}
