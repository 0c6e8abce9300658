//! What is typed wrongly is refused with what to write instead, before anybody is asked.

use serde_json::json;

use super::{chosen, names, samples};

fn words(line: &str) -> Vec<String> {
    let words = line
        .split(' ')
        .map(|word| word.replace('_', " ").replace('^', "_"));
    ["mirror".to_string()].into_iter().chain(words).collect()
}

/// What is said to a line; in it `_` stands for a blank within a word and `^` for `_`.
fn said(line: &str) -> String {
    let world = samples::world();
    let names = names(&world);
    match chosen(&words(line)) {
        Ok(chosen) => match chosen.settle(&names) {
            Ok(settled) => settled.msg.to_string(),
            Err(bad) => bad.to_string(),
        },
        Err(error) => error.to_string(),
    }
}

#[test]
fn amounts_symbols_and_roles_become_what_the_wire_has() {
    let world = samples::world();
    let aapl = world.token("mAAPL");

    let line =
        "tx mint open^position --collateral 1.5usd --asset-info maapl --collateral-ratio 150% \
                --short-params.max-spread 1%";
    let sent = json!({ "open_position": {
        "collateral": { "info": { "native_token": { "denom": "uusd" } }, "amount": "1500000" },
        "asset_info": { "token": { "contract_addr": aapl } },
        "collateral_ratio": "1.5",
        "short_params": { "max_spread": "0.01" },
    } });
    assert_eq!(sent.to_string(), said(line));

    let line = "tx mint withdraw --position-idx 7";
    assert_eq!(
        json!({ "withdraw": { "position_idx": "7" } }).to_string(),
        said(line)
    );

    let line = "tx oracle feed^price --prices mAAPL=101.5 --prices MIR=2";
    let mir = &world.deployment.mirror_token;
    let sent = json!({ "feed_price": { "prices": [[aapl, "101.5"], [mir, "2"]] } });
    assert_eq!(sent.to_string(), said(line));

    let line = "tx collateral-oracle update-collateral-price-source --asset MIR --price-source mirror^oracle";
    let sent = json!({ "update_collateral_price_source": {
        "asset": { "token": { "contract_addr": mir } }, "price_source": { "mirror_oracle": {} } } });
    assert_eq!(sent.to_string(), said(line));
}

#[test]
fn an_amount_of_the_asset_that_a_contract_counts_may_name_it() {
    let line = "tx token transfer --at MIR --recipient mint --amount 1.5mir";
    assert!(
        said(line).contains("\"amount\":\"1500000\""),
        "{}",
        said(line)
    );
    let line = "tx gov cast^vote --poll-id 1 --vote yes --amount 5mir";
    assert!(
        said(line).contains("\"amount\":\"5000000\""),
        "{}",
        said(line)
    );
}

#[test]
fn an_empty_part_is_not_an_absent_one() {
    let line = "tx mint mint --position-idx 1 --asset 1mAAPL --short-params";
    assert!(said(line).contains("\"short_params\":{}"), "{}", said(line));
}

#[test]
fn a_message_of_a_poll_is_checked_as_the_contract_reads_it() {
    let line = "tx gov hook create^poll --pay 100mir --title Title --description Description \
                --execute-msg.contract mint --execute-msg.msg {\"update^asset\":{\"asset^token\":\"mAAPL\",\"misspelt\":1}}";
    assert!(
        said(line).contains("--execute-msg.msg.update-asset.misspelt: there is no such field"),
        "{}",
        said(line)
    );
}

#[test]
fn what_can_not_be_is_told_with_its_flag_and_what_would_be_right() {
    for (line, part) in [
        ("tx mint withdraw --position-idx one", "--position-idx: `one` is not a whole number"),
        ("tx mint deposit --position-idx 1 --collateral 1.5uusd", "--collateral: `1.5uusd`: uusd is the smallest unit and has no decimals; write USD for whole ones"),
        ("tx mint deposit --position-idx 1 --collateral 1.0000001usd", "`1.0000001` has more than 6 decimals"),
        ("tx mint deposit --position-idx 1 --collateral 5mTSLA", "the deployment knows nothing called `mTSLA`; it knows USD, uusd, MIR, MIR-LP"),
        ("tx mint deposit --position-idx 1 --collateral 5mAAPL", "mAAPL is a token and can not be attached: pay it with `mirror tx mint hook deposit`"),
        ("tx token transfer --at MIR --recipient mint --amount 1mAAPL", "--amount: `1mAAPL` is of another asset: this is an amount of MIR"),
        ("tx token transfer --at mAAPL --recipient mint --amount 1usd", "--amount: `1usd` is of another asset: this is an amount of mAAPL"),
        ("tx gov cast^vote --poll-id 1 --vote yes --amount 5mAAPL", "--amount: `5mAAPL` is of another asset: this is an amount of MIR"),
        ("tx gov hook create^poll --pay 100mir --title Title --description Description --execute-msg.contract community --execute-msg.msg {\"spend\":{\"recipient\":\"mint\",\"amount\":\"5usd\"}}", "amount: `5usd` is of another asset: this is an amount of MIR"),
        ("tx gov withdraw^voting^tokens --amount 5usd", "--amount: `5usd` is of another asset: this is an amount of MIR"),
        ("tx community spend --recipient gov --amount 5mAAPL", "--amount: `5mAAPL` is of another asset: this is an amount of MIR"),
        ("tx staking unbond --asset-token mAAPL --amount 5mAAPL", "--amount: `5mAAPL` is of another asset: this is an amount of mAAPL-LP"),
        ("tx mint update^asset --asset-token mAAPL --debt-cap 5mir", "--debt-cap: `5mir` is of another asset: this is an amount of mAAPL"),
        ("tx router execute^swap^operations --operations {\"terra^swap\":{\"offer^asset^info\":\"usd\",\"ask^asset^info\":\"mAAPL\"}} --minimum-receive 5usd --funds 5usd", "--minimum-receive: `5usd` is of another asset: this is an amount of mAAPL"),
        ("tx mint deposit --position-idx 1 --collateral usd", "`usd` is not an amount with its asset, as 100uusd, 1.5mir or 2.5mAAPL"),
        ("tx mint hook deposit --position-idx 1 --pay 5usd", "--pay: `5usd` is not a token; a coin goes with the message of the same name without `hook`"),
        ("tx mint withdraw --msg {\"withdraw\":{\"position^idx\":\"1\",\"colateral\":null}}", "--colateral: there is no such field (did you mean collateral?); contracts drop such fields without a word. There are: position_idx, collateral"),
        ("tx mint withdraw --msg {", "--msg: `{` is no JSON"),
        ("tx mint withdraw --msg {} ", "--position-idx: this has to be given (NUMBER)"),
        ("tx mint withdraw --msg {} --position-idx 1", "give either the whole message or its fields, not both"),
        ("tx gov cast^vote --poll-id 1 --vote maybe --amount 1", "[possible values: yes, no, abstain]"),
        ("tx gov cast^vote --poll-id x --vote yes --amount 1", "--poll-id: `x` is not a whole number"),
        ("tx airdrop clawback --stage 256 --recipient gov", "--stage: `256` is larger than 255"),
        ("tx community spend --recipient wasm1cgjrxwyut7j6sv6n8yvvgan6m5eqeapa9v3n5x --amount 1", "is of another chain (wasm); this chain's addresses begin with cosmwasm1"),
        ("tx community spend --recipient nobody --amount 1", "the deployment knows nothing called `nobody`"),
        ("tx token transfer --recipient gov --amount 1", "--at: this has to be given (the address of the token)"),
        ("tx router execute^swap^operations --operations {\"terra^swap\":{\"offer^asset^info\":\"usd\",\"ask^asset^info\":\"mAAPL\"}}", "--funds: this message takes coins: say which with --funds"),
        ("tx collateral^oracle update^collateral^multiplier --asset usd --multiplier 1,5", "`1,5` is not a number with decimals, as 1.5 or 150%"),
        ("tx mint withdraw --msg @/nowhere/at/all", "--msg: cannot read /nowhere/at/all: No such file"),
        ("tx collateral^oracle update^collateral^price^source --asset MIR --price-source.fixed-price.price 1 --price-source.mirror-oracle.oracle-addr oracle", "--price-source: only one of these can be: fixed_price, mirror_oracle"),
        ("tx collateral^oracle update^collateral^price^source --asset MIR --price-source tape", "--price-source: `tape` is none of: mirror_oracle"),
        (
            "tx factory pass^command --contract-addr mint --field-msg nada",
            "--msg: `nada` is not the JSON of a message to the mint",
        ),
        ("tx factory pass^command --contract-addr mint --field-msg nothing", "--msg: `nothing` is not base64, nor the JSON that it is to hold"),
        ("tx oracle feed^price --prices mAAPL", "is 1, and 2 (ASSET=DECIMAL) are wanted"),
    ] {
        let said = said(line.trim());
        assert!(said.contains(part), "{line}\nis told: {said}\nnot: {part}");
    }
}

#[test]
fn every_fault_of_a_message_is_told_at_once() {
    let line = "tx mint open^position --at w --collateral x --asset-info y --collateral-ratio z";
    let said = said(line);

    for flag in [
        "--at:",
        "--collateral:",
        "--asset-info:",
        "--collateral-ratio:",
        "See `mirror tx mint open_position --help`",
    ] {
        assert!(said.contains(flag), "{flag} is not in {said}");
    }
}
