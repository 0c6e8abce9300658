//! The index is killed again and again while the chain lives.

use std::thread;
use std::time::{Duration, Instant};

use mirror_index::store::testing::rows;
use mirror_index::store::Store;

use crate::life::story::Story;

/// How often it is killed.
const KILLS: u32 = 50;
/// Where the delays begin; another one gives other moments.
const SEED: u64 = 20_081_003;
/// How long it lives at least and at most, in milliseconds: from before it has opened the tables to a while
/// after it has caught up.
const LEAST: u64 = 30;
const MOST: u64 = 500;

type Rows = Vec<(String, Vec<String>)>;

/// Kill an index of this database again and again, then let it read what is left: its tables are those of
/// an index that nobody disturbed.
pub(super) fn change_nothing(story: &mut Story, database: &str) {
    let kind = database.split(':').next().unwrap_or_default();
    eprintln!("index: {KILLS} kills of {kind} with the seed {SEED}");
    let mut moments = Moments(SEED);
    let mut reached = 0;
    let mut begun_anew = 0;
    for kill in 0..KILLS {
        if kill % 10 == 5 {
            // The chain lives.
            story.feeds();
        }
        // Once it has caught up it begins from the first block, so that it is killed in the middle again.
        let anew = reached + 3 > story.network.status().height;
        begun_anew += u32::from(anew);
        let flags: &[&str] = if anew { &["--reset"] } else { &[] };
        let arguments = [&["index", "--database", database], flags].concat();
        let mut process = story.network.mirror(&arguments).spawn().unwrap();
        thread::sleep(moments.next());
        assert_eq!(process.try_wait().unwrap(), None, "it ended by itself");
        process.kill().unwrap();
        process.wait().unwrap();
        reached = height(story, database);
    }
    eprintln!("index: it began anew {begun_anew} times");

    let killed = caught_up(story, database);
    let undisturbed = caught_up(story, "undisturbed.db");
    // Blocks went on in between, but nothing happened in them.
    for (left, right) in killed.iter().zip(&undisturbed) {
        if left.0 != "cursor" {
            assert_eq!(left, right, "{}", left.0);
        }
    }
    let entries = killed.iter().find(|(table, _)| table == "entries");
    assert!(entries.unwrap().1.len() > 30);
}

/// The tables of an index that has read up to the chain's last block.
fn caught_up(story: &Story, database: &str) -> Rows {
    let begun = Instant::now();
    story
        .network
        .runs(&["index", "--database", database, "--once"])
        .done();
    let store = open(story, database);
    let rows = story.network.run(rows(&store));
    eprintln!(
        "index: {database} is read in {} ms",
        begun.elapsed().as_millis()
    );
    rows
}

/// The last block that is in the tables; 0 where there are none yet.
fn height(story: &Story, database: &str) -> u64 {
    let store = open(story, database);
    let cursor = story.network.run(store.cursor()).unwrap();
    cursor.map_or(0, |cursor| cursor.height)
}

fn open(story: &Story, database: &str) -> Store {
    let path = if database.contains("://") {
        database.to_string()
    } else {
        story.network.home.join(database).display().to_string()
    };
    story.network.run(Store::open(&path)).unwrap()
}

/// Moments that look random and are the same every time.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        // Marsaglia's xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Duration::from_millis(LEAST + self.0 % (MOST - LEAST))
    }
}
