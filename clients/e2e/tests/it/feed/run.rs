//! A feeder in a process of its own, and sources that say what a test wants.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::harness::Network;

/// Prices in files, which a program of a line prints with the time.
pub(super) struct Sources {
    folder: PathBuf,
}

impl Sources {
    /// Every asset at this price.
    pub(super) fn at(network: &Network, price: u32) -> Self {
        let folder = network.home.join("prices");
        fs::create_dir(&folder).unwrap();
        let sources = Self { folder };
        for symbol in super::ALL {
            sources.say(symbol, &price.to_string());
        }
        sources
    }

    /// Another price from now on.
    pub(super) fn say(&self, symbol: &str, price: &str) {
        let new = self.folder.join("new");
        fs::write(&new, price).unwrap();
        fs::rename(new, self.folder.join(symbol)).unwrap();
    }

    /// The table of a feeder with this key.
    pub(super) fn table(&self, key: &str, symbols: &[&str], standby: bool) -> String {
        let mut table = format!(
            "[feed]\nkey_file = 'keys/{key}.mnemonic'\nstandby = {standby}\nblock_s = 1\nheartbeat_s = 5\n\
             calendar = 'always'\nmax_source_age_s = 10\n"
        );
        for symbol in symbols {
            let other = match *symbol {
                "mTSLA" => "key_file = 'keys/bob.mnemonic'\n",
                _ => "",
            };
            let file = self.folder.join(symbol).display().to_string();
            let script =
                format!("echo {{\\\"price\\\": $(cat {file}), \\\"observed_at\\\": $(date +%s)}}");
            table.push_str(&format!(
                "\n[[feed.asset]]\nasset = '{symbol}'\n{other}[[feed.asset.source]]\nkind = 'exec'\n\
                 every_s = 1\nprogram = ['sh', '-c', '''{script}''']\n"
            ));
        }
        table
    }
}

/// A copy of a development key, since one process at a time has a key file.
pub(super) fn copy_of_key(network: &Network, name: &str, copy: &str) -> String {
    let keys = network.home.join("keys");
    let to = keys.join(format!("{copy}.mnemonic"));
    fs::copy(keys.join(format!("{name}.mnemonic")), &to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o600)).unwrap();
    copy.to_string()
}

/// A feeder in a process of its own. It is killed when it is dropped.
pub(super) struct Running {
    child: Child,
    address: String,
    file: PathBuf,
}

impl Running {
    /// Started with this table; its state is kept under its name.
    pub(super) fn start(network: &Network, name: &str, table: &str) -> Self {
        let file = network.home.join(format!("{name}.toml"));
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        // The command line's own keys come first in the table.
        let keys = format!("[feed]\nlisten = '{port}'\nstate = 'state/{name}'\n");
        fs::write(&file, table.replacen("[feed]\n", &keys, 1)).unwrap();
        let log = File::create(log(&file)).unwrap();
        let mut command = network.mirror(&["feed", "--file", file.to_str().unwrap()]);
        let child = command
            .stdout(Stdio::from(log.try_clone().unwrap()))
            .stderr(Stdio::from(log))
            .spawn();
        Self {
            child: child.unwrap(),
            address: format!("http://{port}"),
            file,
        }
    }

    /// As `kill -9` does.
    pub(super) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Its operations file.
    pub(super) fn file(&self) -> &str {
        self.file.to_str().unwrap()
    }

    /// What /health answers.
    pub(super) fn health(&self) -> Value {
        serde_json::from_str(&self.get("/health")).unwrap()
    }

    /// What /metrics answers.
    pub(super) fn metrics(&self) -> String {
        self.get("/metrics")
    }

    /// Whether one of its problems says this.
    pub(super) fn tells(&self, words: &str) -> bool {
        let health = self.health();
        let problems = health["problems"].as_array().unwrap();
        let mut problems = problems.iter().filter_map(Value::as_str);
        problems.any(|problem| problem.contains(words))
    }

    /// How many prices it has posted.
    pub(super) fn posts(&self) -> u64 {
        let metrics = self.metrics();
        let lines = metrics.lines();
        let posts = lines.filter(|line| {
            line.starts_with("mirror_feed_prices_total") && line.contains("accepted")
        });
        let counts = posts.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok());
        counts.sum()
    }

    fn get(&self, path: &str) -> String {
        let url = format!("{}{path}", self.address);
        let answered = std::iter::repeat_with(|| answer(&url)).take(50);
        let mut answered = answered.inspect(|answer| {
            if answer.is_none() {
                std::thread::sleep(std::time::Duration::from_millis(200));
            }
        });
        answered.find_map(|answer| answer).unwrap_or_else(|| {
            let log = fs::read_to_string(log(&self.file)).unwrap_or_default();
            panic!("{url} does not answer; the log: {log}")
        })
    }
}

/// What an address answers, if it does.
fn answer(url: &str) -> Option<String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let response = reqwest::get(url).await.ok()?;
        response.text().await.ok()
    })
}

fn log(file: &Path) -> PathBuf {
    file.with_extension("log")
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already is as wished.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let log = fs::read_to_string(log(&self.file)).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            let last = lines.len().saturating_sub(30);
            eprintln!("the feeder's last lines:\n{}", lines[last..].join("\n"));
        }
    }
}
