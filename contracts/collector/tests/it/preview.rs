//! `preview`: what `convert` would do in a new block.

use mirror_protocol::collector::PreviewResponse;
use mirror_testing::decimal;
use terraswap::asset::AssetInfo;

use crate::setup::{base, preview, Setup};

fn expected(amount: u128, belief_price: Option<&str>) -> PreviewResponse {
    PreviewResponse {
        amount: amount.into(),
        belief_price: belief_price.map(decimal),
        swap_type: "direct".to_string(),
    }
}

#[test]
fn it_shows_what_the_next_conversion_does() {
    let mut setup = Setup::with_oracle();
    let (token, mir) = (
        setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]),
        setup.mir.clone(),
    );
    assert_eq!(expected(0, None), setup.preview(&token));
    setup.earns(&token, 10_000_000);
    setup.earns(&base(), 20_000_000_000);
    setup.feeds(&token, "400");

    assert_eq!(expected(3_000_000, Some("0.0025")), setup.preview(&token));
    // MIR is priced by the average of its pair.
    let half = Some("0.5");
    assert_eq!(expected(3_000_000_000, half), setup.preview(&base()));
    assert_eq!(expected(3_000_000_000, half), setup.preview(&mir));
    assert_eq!(3_000_000, setup.converted(&token));
}

#[test]
fn what_the_block_has_used_up_does_not_count() {
    let mut setup = Setup::new();
    setup.earns(&base(), 20_000_000_000);
    setup.converts(&base()).unwrap();

    let half = Some("0.5");
    assert_eq!(expected(3_009_000_000, half), setup.preview(&base()));
}

#[test]
fn it_refuses_what_convert_refuses() {
    let mut setup = Setup::with_oracle();
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
    setup.earns(&token, 1);
    setup.feeds(&token, "400");
    setup.market.chain.pass(61);
    let lone = setup.market.new_token("mLONE", 6);
    setup.earns(&lone, 1);

    for (info, text) in [
        (&token, "Price is too old"),
        (&lone, "pair not found"),
        (&AssetInfo::native("nonsense"), "no token and no held denom"),
        (&AssetInfo::native(""), "no token and no held denom"),
    ] {
        let question = preview(info.id());
        let chain = &setup.market.chain;
        let error = chain.query_error(&setup.collector, &question);
        assert!(error.contains(text), "{error}");
    }
}
