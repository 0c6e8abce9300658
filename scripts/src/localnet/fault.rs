//! Why a local network could not be started, ended or looked at.

use std::{io, path::PathBuf};

use thiserror::Error;

/// What stands in the way of a local network. Each text says what to do.
#[derive(Error, Debug)]
pub enum Fault {
    // what was asked for
    /// More or fewer nodes than one machine runs.
    #[error("a local network has 1 to {most} validators, not {given}; give --validators a number of these")]
    Validators {
        /// What was asked for.
        given: u64,
        /// The most there can be.
        most: u16,
    },

    /// A port would be above the last one there is.
    #[error("--port-offset {given} is too large: port 26657 + {given} and those after it have to be at most 65535; give at most {most}")]
    PortOffset {
        /// What was asked for.
        given: u64,
        /// The largest offset with room for every node.
        most: u16,
    },

    /// Blocks faster than nodes can agree on, or so slow that nobody waits for them.
    #[error("a block takes {least} to {most} milliseconds, not {given}; give --block-time a number of these")]
    BlockTime {
        /// What was asked for.
        given: u64,
        /// The shortest time.
        least: u64,
        /// The longest time.
        most: u64,
    },

    /// The network has fewer nodes than the number says.
    #[error("there is no node {given}; this network has {} (numbered from 0)", nodes(*validators))]
    NoSuchNode {
        /// What was asked for.
        given: u64,
        /// How many there are.
        validators: u16,
    },

    // what is there already
    /// All nodes run.
    #[error("{chain_id} is up already, since {since}, in {}:\n{}\nUse it, or end it with `{down}`; a second network runs beside it with --port-offset", home.display(), lines(nodes))]
    UpAlready {
        /// The chain.
        chain_id: String,
        /// When it was started.
        since: String,
        /// Its folder.
        home: PathBuf,
        /// A line for each node: its process and its ports.
        nodes: Vec<String>,
        /// The command that ends it.
        down: String,
    },

    /// The folder holds a network made otherwise than asked for now.
    #[error("{} holds a network with {has}, not with {wish}; leave that option out to start it again, or remove it with `{purge}`", home.display())]
    MadeOtherwise {
        /// Its folder.
        home: PathBuf,
        /// What it was made with.
        has: String,
        /// What was asked for.
        wish: String,
        /// The command that removes it.
        purge: String,
    },

    /// The folder holds something else.
    #[error("{} is no folder of a local network (it has no network.json), so it is left as it is; name another one with --home, or remove it yourself", home.display())]
    NotOurs {
        /// The folder.
        home: PathBuf,
    },

    /// There is nothing to look at.
    #[error("there is no local network in {}; start one with `{up}`", home.display())]
    NoNetwork {
        /// Where it would be.
        home: PathBuf,
        /// The command that starts one.
        up: String,
    },

    /// Another process of ours changes the same folder.
    #[error("another `cargo xtask localnet` is at work on {}; run this again when it is done", home.display())]
    Busy {
        /// The folder.
        home: PathBuf,
    },

    /// Somebody listens where a node would.
    #[error(
        "ports are taken:\n{}\nEnd what holds them, or take other ports with --port-offset",
        lines(ports)
    )]
    PortsTaken {
        /// A line for each port: what it is for and who holds it.
        ports: Vec<String>,
    },

    // what does not read as it should
    /// network.json was changed or cut off.
    #[error("{} can not be read: {source}; end its nodes by hand and remove the folder", path.display())]
    RecordUnreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },

    /// A file that wasmd wrote is not as this version writes it.
    #[error("{file} as wasmd wrote it has no {key}; is it another version?")]
    Lacks {
        /// The file's name.
        file: &'static str,
        /// What is missing.
        key: String,
    },

    /// The committed keys are not as this program reads them.
    #[error("scripts/src/localnet/development_keys.toml can not be read: {0}")]
    Keys(#[from] toml::de::Error),

    // wasmd
    /// The named program is not the version that the network needs.
    #[error("MIRROR_WASMD names {}, which says {says}, not {wanted}; name that version or leave the variable out", path.display())]
    OtherWasmd {
        /// The program.
        path: PathBuf,
        /// What it says of itself.
        says: String,
        /// The version needed.
        wanted: &'static str,
    },

    /// Built, but it does not run.
    #[error("wasmd was built to {}, but it does not say {wanted}: {says}", path.display())]
    BuiltOther {
        /// The program.
        path: PathBuf,
        /// What it says of itself.
        says: String,
        /// The version needed.
        wanted: &'static str,
    },

    /// Neither a home nor a cache.
    #[error("there is no folder to keep wasmd in: set HOME or XDG_CACHE_HOME, or name a wasmd {wanted} with MIRROR_WASMD")]
    NoCache {
        /// The version needed.
        wanted: &'static str,
    },

    /// `wasmd testnet` refused.
    #[error("wasmd could not make the network's files, and nothing was left behind: {said}")]
    NotMade {
        /// What it wrote.
        said: String,
    },

    // running nodes
    /// The program could not be started.
    #[error("{node} can not be started: {source}")]
    NotStarted {
        /// The node.
        node: String,
        /// Why.
        source: io::Error,
    },

    /// A node ended before its first block.
    #[error("{node} ended right after its start; the end of {} says why:\n{tail}", log.display())]
    Ended {
        /// The node.
        node: String,
        /// Its log.
        log: PathBuf,
        /// The log's last lines.
        tail: String,
    },

    /// Nodes run, but there is no block.
    #[error("no block came within {seconds} s, so what was started was ended again; the end of {} says why:\n{tail}", log.display())]
    NoBlock {
        /// How long was waited.
        seconds: u64,
        /// The log of a node that is behind.
        log: PathBuf,
        /// The log's last lines.
        tail: String,
    },

    /// Not even a kill ended it.
    #[error("{node} (process {pid}) does not end; look at it with `ps -p {pid}`")]
    NotEnded {
        /// The node.
        node: String,
        /// Its process.
        pid: u32,
    },
}

fn lines(lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn nodes(validators: u16) -> String {
    match validators {
        1 => "one node".to_owned(),
        more => format!("{more} nodes"),
    }
}
