//! A PostgreSQL cluster of our own, in a temporary folder and reached by a socket in it.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::env;
use std::fs;
use std::io::Write;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(60);
/// Whom it runs as where we are root, which PostgreSQL refuses: the first of them that is there.
const ACCOUNTS: [&str; 2] = ["postgres", "nobody"];
/// Where Debian's packages put the programs, a folder for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

static SAID: Once = Once::new();

/// A cluster of our own. It is ended and removed when it is dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: TempDir,
    account: Option<(u32, u32)>,
    process: Child,
    databases: AtomicU32,
}

impl Cluster {
    /// Make and start one; `None` where PostgreSQL is not installed, which is said once.
    ///
    /// # Panics
    /// Where it is installed and does not start.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            SAID.call_once(|| {
                // Past what the test runner keeps to itself.
                let _ = std::io::stderr().write_all(
                    b"note: PostgreSQL is not installed here (Debian: postgresql), so nothing is tested on it\n",
                );
            });
            return None;
        };
        let folder = tempfile::Builder::new().prefix("mirror-pg-").tempdir();
        let folder = folder.unwrap();
        let account = account(folder.path());
        if let Some((user, group)) = account {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        make(&programs, account, folder.path());
        let process = serve(&programs, account, folder.path());
        let mut cluster = Self {
            programs,
            folder,
            account,
            process,
            databases: AtomicU32::new(0),
        };
        cluster.wait();
        Some(cluster)
    }

    /// Make a database. Answers its address.
    ///
    /// # Panics
    /// Where the cluster refuses.
    pub fn database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("scratch_{number}");
        let folder = self.folder.path();
        let mut create = self.run("createdb");
        create.arg("-h").arg(folder).args(["-U", "mirror", &name]);
        let made = create.output().unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        format!(
            "postgres://mirror@localhost/{name}?host={}",
            folder.display()
        )
    }

    fn run(&self, program: &str) -> Command {
        run(
            &self.programs.join(program),
            self.account,
            self.folder.path(),
        )
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        loop {
            let asked = self
                .run("pg_isready")
                .arg("-h")
                .arg(self.folder.path())
                .output();
            if asked.unwrap().status.success() {
                return;
            }
            let ended = self.process.try_wait().unwrap();
            assert!(
                ended.is_none() && begun.elapsed() < PATIENCE,
                "PostgreSQL does not start: {}",
                fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
            );
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.folder.path().join("data");
        let mut stop = self.run("pg_ctl");
        let _ = stop
            .arg("stop")
            .arg("-D")
            .arg(data)
            .args(["-m", "immediate"])
            .output();
        let _ = self.process.wait();
    }
}

fn make(programs: &Path, account: Option<(u32, u32)>, folder: &Path) {
    let flags = ["-U", "mirror", "-A", "trust", "-E", "UTF8", "--locale=C"];
    let made = run(&programs.join("initdb"), account, folder)
        .arg("-D")
        .arg(folder.join("data"))
        .args(flags)
        .arg("--no-sync")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
}

/// It is thrown away, so nothing of it has to survive the machine.
fn serve(programs: &Path, account: Option<(u32, u32)>, folder: &Path) -> Child {
    let flags = [
        "-h",
        "",
        "-F",
        "-c",
        "synchronous_commit=off",
        "-c",
        "max_connections=200",
    ];
    let log = fs::File::create(folder.join("log")).unwrap();
    run(&programs.join("postgres"), account, folder)
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(flags)
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// A command that runs as the account, in the folder.
fn run(program: &Path, account: Option<(u32, u32)>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    // Whatever says where another server is must not say so here.
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    if let Some((user, group)) = account {
        command.uid(user).gid(group);
    }
    command
}

/// The folder of the programs: Debian's newest, or one of the search path.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let versions = versions.filter_map(|entry| {
        let version: u32 = entry.file_name().to_string_lossy().parse().ok()?;
        Some((version, entry.path().join("bin")))
    });
    let newest = versions.filter(|(_, folder)| is_whole(folder)).max();
    newest.map(|(_, folder)| folder).or_else(|| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path).find(|folder| is_whole(folder))
    })
}

fn is_whole(folder: &Path) -> bool {
    let programs = ["initdb", "postgres", "pg_ctl", "pg_isready", "createdb"];
    programs.iter().all(|name| folder.join(name).is_file())
}

/// Whom to run as: nobody else, unless we are root, as a folder that we have made shows.
fn account(folder: &Path) -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;

    if fs::metadata(folder).unwrap().uid() != 0 {
        return None;
    }
    let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let found = ACCOUNTS.iter().find_map(|name| {
        let line = accounts
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        let user = fields.next()?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some((user, group))
    });
    assert!(
        found.is_some(),
        "we are root, and there is nobody else to run PostgreSQL as"
    );
    found
}
