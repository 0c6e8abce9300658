//! What the program says and how it ends when a setting, a key or a node is not as it should be: each
//! time the binary itself, where there is a node a fake one.

mod commands;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use mirror_chain::fake::{FakeChain, FakeNode};
use tempfile::TempDir;

const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
                     abandon about";

/// The account of these words, and one that is paid.
const PAYER: &str = "wasm19rl4cm2hmr8afy4kldpxz3fka4jguq0akuugk7";
const PAID: &str = "wasm1jwn563uc9zeejpln2jp58hg4ehsuteqx02pcsu";

/// A folder with a configuration and a key, and a node.
struct Place {
    folder: TempDir,
    chain: FakeChain,
    node: FakeNode,
}

/// How a command ended.
struct Ended {
    code: Option<i32>,
    said: String,
    told: String,
}

impl Place {
    async fn new() -> Self {
        let chain = FakeChain::new("fake-1", "wasm");
        chain.pay(PAYER, 1_000_000_000, "uusd");
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
            node: FakeNode::start(&chain).await.unwrap(),
            chain,
        };
        place.write("key", WORDS, 0o600);
        place.configure("");
        place
    }

    fn write(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    /// A good configuration with some lines more.
    fn configure(&self, more: &str) {
        let rpc = self.node.rpc();
        let text = format!(
            "chain_id = 'fake-1'\nrpc = ['{rpc}']\nbech32_prefix = 'wasm'\ngas_price = '0.01uusd'\n\
             base_denom = 'uusd'\nkey_file = 'key'\nlocal = true\ntimeout_s = 1\n\
             inclusion_timeout_s = 1\n{more}"
        );
        self.write("mirror.toml", &text, 0o644);
    }

    async fn run(&self, words: &[&str]) -> Ended {
        self.run_with(words, &[]).await
    }

    /// Run the program in the folder, with variables of its own and none of ours.
    async fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Ended {
        let mut command = self.command(words, variables);
        let output = tokio::task::spawn_blocking(move || command.output());
        Ended::from(output.await.unwrap().unwrap())
    }

    fn command(&self, words: &[impl AsRef<OsStr>], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
        command.args(words).current_dir(self.folder.path());
        command.env_clear().envs(variables.iter().copied());
        command
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            said: String::from_utf8(output.stdout).unwrap(),
            told: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ended {
    /// It failed with this code, and says all of this, and no word of the key.
    #[track_caller]
    fn fails(&self, code: i32, told: &[&str]) {
        assert_eq!(
            (self.code, self.said.as_str()),
            (Some(code), ""),
            "{}",
            self.told
        );
        assert!(self.told.starts_with("error: "), "{}", self.told);
        for part in told {
            assert!(self.told.contains(part), "{part}\n{}", self.told);
        }
        assert!(!self.told.contains("abandon"));
    }
}

#[tokio::test]
async fn what_holds_is_dumped_by_every_command_and_without_secrets() {
    let place = Place::new().await;
    let rpc = "http://bob:secret@127.0.0.1:1/?key=secret";
    let variables = [("MIRROR_RPC", rpc), ("MIRROR_MNEMONIC", WORDS)];
    let expected =
        "chain_id = \"fake-1\"\nrpc = [\"http://127.0.0.1:1/\"]\nbech32_prefix = \"wasm\"\n\
         gas_price = \"0.5uusd\"\nbase_denom = \"uusd\"\nbase_display = \"uusd\"\n\
         # the key is that of MIRROR_MNEMONIC\nlocal = true\nartifacts = \"artifacts\"\n\
         deployments = \"deployments\"\ntimeout_s = 1\ninclusion_timeout_s = 1\nvalid_blocks = 30\n\
         max_block_age_s = 60\n";
    let dumps = |words: &[String]| {
        let words = words.iter().map(String::as_str);
        let words: Vec<_> = words
            .chain(["--gas-price", "0.5uusd", "--dump-config"])
            .collect();
        let ended = Ended::from(place.command(&words, &variables).output().unwrap());
        let dumped = (ended.code, ended.said.as_str());
        assert_eq!((Some(0), expected), dumped, "{words:?}: {}", ended.told);
    };

    let commands = commands::with_flag("dump-config", PAID);

    assert!(commands.len() > 190, "{commands:?}");
    let dumps = &dumps;
    thread::scope(|threads| {
        for part in commands.chunks(commands.len().div_ceil(4)) {
            threads.spawn(move || part.iter().for_each(|words| dumps(words)));
        }
    });
}

#[tokio::test]
async fn several_faults_are_told_at_once() {
    let place = Place::new().await;
    place.configure("valid_blocks = 1\n");
    let words = ["faucet", PAID, "--gas-price", "cheap"];
    let variables = [
        ("MIRROR_RPC", "127.0.0.1:26657"),
        ("MIRROR_TIMEOUT_S", "soon"),
    ];

    let ended = place.run_with(&words, &variables).await;

    ended.fails(
        2,
        &[
            "timeout_s = \"soon\" (from the variable MIRROR_TIMEOUT_S): must be a whole number",
            "rpc = \"127.0.0.1:26657\" (from the variable MIRROR_RPC): must be an address",
            "gas_price = \"cheap\" (from --gas-price): a gas price is a decimal number and a denom",
            "valid_blocks = \"1\" (from mirror.toml): must be at least 3",
        ],
    );
}

#[tokio::test]
async fn a_key_that_a_configuration_does_not_have_is_told_with_its_line() {
    let place = Place::new().await;
    place.configure("gasprice = '1uusd'\n");

    let ended = place.run(&["faucet", PAID]).await;

    ended.fails(
        2,
        &["(from mirror.toml): line 10: unknown field `gasprice`"],
    );
}

#[tokio::test]
async fn a_folder_without_a_configuration_says_what_is_missing_and_how_to_give_it() {
    let place = Place::new().await;
    fs::remove_file(place.folder.path().join("mirror.toml")).unwrap();

    let ended = place.run(&["faucet", PAID]).await;

    ended.fails(
        2,
        &[
            "chain_id is missing: write it to mirror.toml, set MIRROR_CHAIN_ID or use --chain-id",
            "rpc is missing: write it to mirror.toml, set MIRROR_RPC or use --rpc",
            "bech32_prefix is missing: write it to mirror.toml, set MIRROR_BECH32_PREFIX\n",
        ],
    );
}

#[tokio::test]
async fn the_local_network_of_a_folder_is_taken_and_said() {
    let place = Place::new().await;
    let folder = place.folder.path();
    fs::create_dir(folder.join(".localnet")).unwrap();
    fs::rename(
        folder.join("mirror.toml"),
        folder.join(".localnet/mirror.toml"),
    )
    .unwrap();

    let ended = place.run(&["faucet", PAID, "--dump-config"]).await;

    assert_eq!(ended.code, Some(0));
    assert!(
        ended.said.contains("key_file = \".localnet/key\""),
        "{}",
        ended.said
    );
    assert_eq!(
        ended.told,
        "note: no mirror.toml here, so this is about the local network (.localnet/mirror.toml)\n"
    );
}

#[tokio::test]
async fn a_key_that_is_not_private_or_not_there_or_no_key_is_told() {
    let place = Place::new().await;

    place.write("key", WORDS, 0o644);
    let open = place.run(&["faucet", PAID]).await;
    place.write("key", &WORDS.replace("about", "abandon"), 0o600);
    let wrong = place.run(&["faucet", PAID]).await;
    fs::remove_file(place.folder.path().join("key")).unwrap();
    let missing = place.run(&["faucet", PAID]).await;

    open.fails(
        2,
        &["the key file key has mode 0644, so others may read it: run chmod 600"],
    );
    wrong.fails(2, &["what key holds is no mnemonic: its checksum is wrong"]);
    missing.fails(
        2,
        &[
            "the key file key can not be read",
            "name another with --key-file",
        ],
    );
    assert_eq!(place.chain.coins(PAID, "uusd"), 0);
}

#[tokio::test]
async fn another_chain_or_another_prefix_is_found_before_anything_is_sent() {
    let place = Place::new().await;

    let chain = place.run(&["faucet", PAID, "--chain-id", "other-1"]).await;
    let variables = [("MIRROR_BECH32_PREFIX", "cosmos")];
    let prefix = place
        .run_with(&["query", "oracle", "config"], &variables)
        .await;

    chain.fails(
        2,
        &[
            "is a node of the chain fake-1, not of other-1",
            "the right chain with --chain-id",
        ],
    );
    prefix.fails(
        2,
        &["addresses on fake-1 begin with wasm, not with cosmos: set bech32_prefix = \"wasm\""],
    );
}

#[tokio::test]
async fn a_node_that_is_down_or_slow_is_worth_another_try() {
    let mut place = Place::new().await;

    place
        .node
        .set(|faults| faults.answers_after = Duration::from_secs(5));
    let slow = place.run(&["faucet", PAID]).await;
    place.node.stop().await;
    let down = place.run(&["faucet", PAID]).await;

    let rest = "start the node or name another address with --rpc, and run it again";
    slow.fails(3, &["no answer within 1000 ms", rest]);
    down.fails(3, &["nobody answers there", &place.node.rpc(), rest]);
}

#[tokio::test]
async fn the_second_address_is_asked_where_the_first_is_down() {
    let place = Place::new().await;
    let _clock = place.chain.start_clock(Duration::from_millis(50));
    let rpc = place.node.rpc();

    let words = [
        "faucet",
        PAID,
        "--amount",
        "5uusd",
        "--rpc",
        "http://127.0.0.1:1",
    ];
    let ended = place.run(&[&words[..], &["--rpc", &rpc]].concat()).await;

    assert_eq!(ended.code, Some(0), "{}", ended.told);
    assert_eq!(place.chain.coins(PAID, "uusd"), 5);
}

#[tokio::test]
async fn a_gas_price_that_the_node_does_not_take_is_a_setting() {
    let place = Place::new().await;
    place
        .node
        .set(|faults| faults.least_fee = Some((9_999, "uusd".to_string())));

    let ended = place.run(&["faucet", PAID]).await;

    ended.fails(
        2,
        &["required: 9999uusd", "set --gas-price to what it asks for"],
    );
    assert_eq!(place.chain.coins(PAID, "uusd"), 0);
}

#[tokio::test]
async fn a_transaction_that_gets_into_no_block_is_left_open_and_not_to_be_sent_anew() {
    let place = Place::new().await;

    let ended = place.run(&["faucet", PAID]).await;

    ended.fails(
        3,
        &[
            "is in no block yet and may still get in up to height 31",
            "do not send the same anew before that",
        ],
    );
}

#[tokio::test]
async fn an_account_without_money_is_refused() {
    let place = Place::new().await;
    place.chain.take(PAYER, 999_999_000, "uusd");

    let ended = place.run(&["faucet", PAID, "--amount", "5000uusd"]).await;

    assert_ne!(ended.code, Some(0));
    ended.fails(
        1,
        &[PAYER, "has too little", "pay it more and run it again"],
    );
}
