//! The figures as they are committed: theirs, ours, and why one of ours is above theirs.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde::{de::DeserializeOwned, Deserialize, Serialize};

use crate::{workspace::Workspace, Error};

const THEIRS: &str = "benches/figures.json";
const OURS: &str = "benches/ours.json";
const BEFORE: &str = "benches/before.json";
const REASONS: &str = "benches/reasons.json";

/// What the predecessors cost, and what ours are to reach.
#[derive(Deserialize, Clone)]
pub(super) struct Theirs {
    /// Mirror v2's and Terraswap's messages, in the order of the scenario's themes.
    pub(super) operations: Vec<Predecessor>,
    /// The same messages of the pair a user would pick today.
    pub(super) astroport_pair: Vec<Predecessor>,
    pub(super) goals: Goals,
}

#[derive(Deserialize, Clone)]
pub(super) struct Predecessor {
    pub(super) name: String,
    pub(super) unpinned: u64,
    pub(super) pinned: u64,
    /// Contracts entered and codes loaded, where it was counted.
    #[serde(default)]
    pub(super) entries: Option<u32>,
    #[serde(default)]
    pub(super) codes: Option<u32>,
}

#[derive(Deserialize, Clone)]
pub(super) struct Goals {
    pub(super) sum_unpinned_permille: u64,
    pub(super) sum_pinned_permille: u64,
    /// How much dearer a message may be among ten thousand than among ten.
    pub(super) growth_percent: u64,
    pub(super) block_gas: u64,
}

/// What ours cost before they were hardened, and by how much the rules may raise it.
#[derive(Deserialize, Clone)]
pub(super) struct Before {
    /// All operations together, in either column.
    pub(super) sum_rise_permille: u64,
    /// One operation, without a reason.
    pub(super) rise_percent: u64,
    pub(super) operations: Vec<Predecessor>,
}

/// What a run of the bench found. The first two columns hold the same operations.
#[derive(Serialize, Deserialize, Clone, Default)]
pub(super) struct Ours {
    pub(super) unpinned: Vec<Operation>,
    pub(super) pinned: Vec<Operation>,
    pub(super) growth: Growth,
    pub(super) pools: Pools,
    /// The sizes of the artifacts, which the bench does not know; they are added here.
    #[serde(default)]
    pub(super) artifacts: Vec<Bytes>,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) gas: u64,
    pub(super) entries: u32,
    pub(super) codes: u32,
}

/// Each message among few and among many positions, polls, stakers and orders.
#[derive(Serialize, Deserialize, Clone, Default)]
pub(super) struct Growth {
    pub(super) few: u32,
    pub(super) many: u32,
    pub(super) messages: Vec<Grown>,
}

#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Grown {
    pub(super) name: String,
    pub(super) few: u64,
    pub(super) many: u64,
}

/// The two messages that do their work for one pool after the other, and what has to fit into a
/// block.
#[derive(Serialize, Deserialize, Clone, Default)]
pub(super) struct Pools {
    pub(super) distribute: Vec<Point>,
    pub(super) adjust_premium: Vec<Point>,
    pub(super) block: Vec<Group>,
}

#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Point {
    pub(super) pools: u64,
    pub(super) gas: u64,
}

/// Messages of one kind that together serve a number of pools.
#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) pools: u64,
    pub(super) messages: u64,
    pub(super) gas: u64,
}

#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Bytes {
    pub(super) name: String,
    pub(super) bytes: u64,
}

/// Everything the page shows.
#[derive(Clone)]
pub(super) struct Data {
    pub(super) theirs: Theirs,
    pub(super) ours: Ours,
    pub(super) before: Before,
    /// By operation: why it costs more than its predecessor, or clearly more than before.
    pub(super) reasons: BTreeMap<String, String>,
}

/// An operation with its predecessor; each pair is unpinned, pinned.
pub(super) struct Row<'a> {
    pub(super) name: &'a str,
    pub(super) theirs: (u64, u64),
    pub(super) ours: (u64, u64),
    pub(super) entries: Option<(u32, u32)>,
    pub(super) their_entries: Option<(u32, u32)>,
}

impl Data {
    pub(super) fn read(workspace: &Workspace) -> Result<Self, Error> {
        Ok(Self {
            theirs: read(workspace, THEIRS)?,
            ours: read(workspace, OURS)?,
            before: read(workspace, BEFORE)?,
            reasons: read(workspace, REASONS)?,
        })
    }

    /// The operations that have both figures, in the order of the figures to beat.
    pub(super) fn compared(&self) -> impl Iterator<Item = Row<'_>> {
        rows(&self.theirs.operations, &self.ours)
    }

    /// The same beside what ours cost before they were hardened.
    pub(super) fn compared_with_before(&self) -> impl Iterator<Item = Row<'_>> {
        rows(&self.before.operations, &self.ours)
    }

    /// Those that rose by more than they may without a reason.
    pub(super) fn risen(&self) -> impl Iterator<Item = Row<'_>> {
        let percent = self.before.rise_percent;
        self.compared_with_before().filter(move |row| {
            exceeds(row.theirs.0, row.ours.0, percent) || exceeds(row.theirs.1, row.ours.1, percent)
        })
    }

    /// Whether an operation has to say why it costs what it does.
    pub(super) fn needs_a_reason(&self, name: &str) -> bool {
        let is_above = self
            .compared()
            .any(|row| row.name == name && row.is_above());
        is_above || self.risen().any(|row| row.name == name)
    }

    pub(super) fn compared_with_astroport(&self) -> impl Iterator<Item = Row<'_>> {
        rows(&self.theirs.astroport_pair, &self.ours)
    }
}

fn rows<'a>(theirs: &'a [Predecessor], ours: &'a Ours) -> impl Iterator<Item = Row<'a>> {
    theirs.iter().filter_map(|theirs| {
        let unpinned = named(&ours.unpinned, &theirs.name)?;
        let pinned = named(&ours.pinned, &theirs.name)?;
        Some(Row {
            name: &theirs.name,
            theirs: (theirs.unpinned, theirs.pinned),
            ours: (unpinned.gas, pinned.gas),
            entries: Some((unpinned.entries, unpinned.codes)),
            their_entries: theirs.entries.zip(theirs.codes),
        })
    })
}

pub(super) fn named<'a>(operations: &'a [Operation], name: &str) -> Option<&'a Operation> {
    operations.iter().find(|operation| operation.name == name)
}

/// The sums of both columns, theirs and ours.
pub(super) fn sums<'a>(rows: impl Iterator<Item = Row<'a>>) -> [(u64, u64); 2] {
    rows.fold([(0, 0); 2], |[theirs, ours], row| {
        [
            (theirs.0 + row.theirs.0, theirs.1 + row.theirs.1),
            (ours.0 + row.ours.0, ours.1 + row.ours.1),
        ]
    })
}

/// Whether a figure is more than so many per cent above another; exactly so many is not.
pub(super) fn exceeds(before: u64, now: u64, percent: u64) -> bool {
    u128::from(now) * 100 > u128::from(before) * u128::from(100 + percent)
}

impl Row<'_> {
    pub(super) fn is_above(&self) -> bool {
        self.ours.0 > self.theirs.0 || self.ours.1 > self.theirs.1
    }
}

/// What was measured in a crowd the last time, if it was.
pub(super) fn growth(workspace: &Workspace) -> Option<Growth> {
    let ours = read::<Ours>(workspace, OURS).ok()?;
    (!ours.growth.messages.is_empty()).then_some(ours.growth)
}

pub(super) fn write_ours(workspace: &Workspace, ours: &Ours) -> Result<(), Error> {
    let path = workspace.root.join(OURS);
    let text = serde_json::to_string_pretty(ours)?;
    fs::write(&path, text + "\n").map_err(|source| Error::NotWritten { path, source })
}

fn read<T: DeserializeOwned>(workspace: &Workspace, name: &str) -> Result<T, Error> {
    read_json(workspace.root.join(name))
}

pub(super) fn read_json<T: DeserializeOwned>(path: PathBuf) -> Result<T, Error> {
    let text = fs::read_to_string(&path).map_err(|source| Error::NotRead {
        path: path.clone(),
        source,
    })?;
    serde_json::from_str(&text).map_err(|source| Error::NotFigures { path, source })
}
