use super::*;

fn shows(line: &str) {
    let page = render(&sample::data());
    assert!(
        page.lines().any(|found| found == line),
        "no line {line}\n{page}"
    );
}

#[test]
fn a_message_stands_beside_its_predecessor_in_both_columns() {
    shows("| mint.open | 4/3 | 3/2 | 200,000 | 150,000 | 0.750 | 100,000 | 90,000 | 0.900 |");
}

#[test]
fn the_sum_counts_what_has_both_figures_and_says_what_is_missing() {
    shows("| **sum of the 2** | | | 300,000 | 250,001 | 0.834 | 140,000 | 130,000 | 0.929 |");
    shows("1 operations are not measured yet.");
    shows("Goals for the sum: at most 0.800 of theirs, 0.650 with pinned codes.");
}

#[test]
fn one_gas_above_the_predecessor_is_listed_with_its_reason() {
    shows("- `mint.deposit`, 1.001 and 1.000 pinned: it reads a price.");
}

#[test]
fn what_is_above_without_a_reason_says_so() {
    let mut data = sample::data();
    data.reasons.clear();

    assert!(above(&data).contains("1.000 pinned: no reason given yet."));
}

#[test]
fn where_nothing_is_above_the_list_says_nothing() {
    let mut data = sample::data();
    data.ours.unpinned.truncate(1);

    assert_eq!(
        above(&data),
        "## What costs more than before, and why\n\nNothing.\n"
    );
}

#[test]
fn what_rose_clearly_is_listed_with_its_reason_and_the_sum_is_told() {
    let mut data = sample::data();
    data.ours.pinned[1].gas = 40_291;

    let section = risen(&data);

    assert!(section.contains("took 247,000 gas, 128,500 pinned; now they take 1.013 and 1.014"));
    assert!(section.ends_with("- `mint.deposit`, 1.011 and 1.021 pinned: it reads a price.\n"));
}

#[test]
fn where_nothing_rose_the_list_says_so() {
    assert!(risen(&sample::data()).ends_with("has to say why:\n\nNothing did.\n"));
}

#[test]
fn the_pair_stands_beside_astroports() {
    shows("| mint.open | 300,000 | 150,000 | 0.500 | 180,000 | 90,000 | 0.500 |");
}

#[test]
fn an_artifact_without_predecessor_is_shown_and_not_summed() {
    shows("| mirror_mint.wasm | 507,230 | 100,000 | 0.198 |");
    shows("| mirror_airdrop.wasm | – | 50,000 | – |");
    shows("| **sum of those with a predecessor** | 507,230 | 100,000 | 0.198 |");
    shows("Goal for the sum: at most 0.850.");
}

#[test]
fn growth_is_shown_as_a_ratio() {
    shows("| Message | among 10 | among 10,000 | ratio |");
    shows("| mint.open | 100,000 | 100,100 | 1.001 |");
}

#[test]
fn a_line_begins_with_a_full_group_and_says_how_far_points_stray() {
    let at = |pools, gas| Point { pools, gas };
    let straight = [
        at(1, 150_000),
        at(10, 200_000),
        at(20, 300_000),
        at(30, 400_000),
    ];
    let bent = [
        at(1, 150_000),
        at(10, 200_000),
        at(20, 320_000),
        at(30, 400_000),
    ];

    assert_eq!(
        line("factory.distribute", &straight),
        "`factory.distribute`: 200,000 gas for 10 pools and 10,000 for each further one; no point \
         is further than 0.000 of it from that line.\n\n\
         | pools | 1 | 10 | 20 | 30 |\n\
         | --- | ---: | ---: | ---: | ---: |\n\
         | gas | 150,000 | 200,000 | 300,000 | 400,000 |\n\n"
    );
    assert!(line("factory.distribute", &bent).contains("than 0.063 of it"));
}

#[test]
fn what_was_not_measured_has_no_line() {
    assert_eq!(line("factory.distribute", &[]), "");
}

#[test]
fn a_block_says_which_share_of_it_is_filled() {
    shows("| factory.distribute | 200 | 2 | 250,000 |");
    shows("| **sum**, 0.250 of the block | | | 250,000 |");
}

#[test]
fn a_page_that_is_not_what_the_figures_say_is_drift() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace {
        root: folder.path().to_owned(),
        target: folder.path().join("target"),
        contracts: Vec::new(),
    };
    fs::create_dir(folder.path().join("docs")).unwrap();
    let mut data = sample::data();
    write(&workspace, &data).unwrap();
    let as_written = check(&workspace, &data);
    data.ours.pinned[0].gas += 1;

    let changed = check(&workspace, &data);

    assert!(as_written.is_ok());
    assert!(matches!(changed, Err(Error::GasPageDrift)));
}
