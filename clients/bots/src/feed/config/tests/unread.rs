use super::read;

/// A value of another type or an unknown key hides nothing else, in its own asset, in another one or around
/// them.
#[test]
fn what_can_not_be_read_is_told_with_its_place_beside_all_else() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"
[feed]
listen = "here"
block_s = "fast"
calendar = "always"

[[feed.asset]]
asset = 7
quorum = "two"
max_jump = "2"

[[feed.asset.source]]
kind = "file"
path = 5
every_s = "often"

[[feed.asset.sorce]]
kind = "fixed"

[[feed.asset]]
asset = "mGOOGL"
hearbeat_s = 20
decimals = 19

[[feed.asset.source]]
kind = "fixd"
"#;

    let told = read(folder.path(), text).unwrap_err();

    let places: Vec<&str> = told
        .iter()
        .map(|line| line.split(" (from").next().unwrap())
        .collect();
    let expected = [
        r#"feed.asset[0].asset = "7""#,
        r#"feed.asset[0].quorum = "two""#,
        r#"feed.asset[0].sorce = "[…]""#,
        r#"feed.asset[0].source[0].every_s = "often""#,
        r#"feed.asset[0].source[0].path = "5""#,
        r#"feed.asset[1].hearbeat_s = "20""#,
        r#"feed.block_s = "fast""#,
        "feed.key_file is missing: name the file with the mnemonic of the account that it acts with",
        r#"feed.listen = "here""#,
        r#"feed.asset[0].max_jump = "2""#,
        r#"feed.asset[1].source[0].kind = "fixd""#,
        r#"feed.asset[1].decimals = "19""#,
    ];
    assert_eq!(places, expected);
    let typed =
        "feed.asset[0].source[0].every_s = \"often\" (from HERE/bots.toml): invalid type: string \
                 \"often\", expected u64";
    assert_eq!(told[3], typed);
    assert!(
        told[5].contains("unknown field `hearbeat_s`"),
        "{}",
        told[5]
    );
}
