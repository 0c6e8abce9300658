//! A birth that strangers interfere with, that pauses, or that gets wrong code or figures.

use cosmwasm_std::{coin, Addr, Decimal, Int128, Uint128};
use cw_multi_test::Executor;
use mirror_deploy::{
    deploy, Artifact, BirthError, Deployment, Payment, Profile, Progress, Recipient, Release,
};
use mirror_protocol::{factory, staking};
use mirror_testing::{
    codes, standard_profile, Deployer, Moment, TestChain, Watched, World, BASE, FORTUNE,
};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::factory::PairFactory;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, HOUR, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings, Stop};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const STRANGER: Attack = Attack {
    name: "birth: a stranger's pair",
    story:
        "Anybody may ask for a pair, and there is one of each kind: whoever made that of MIR as \
            soon as the token was there ended the birth.",
    run: stranger,
};

pub(super) const PAUSE: Attack = Attack {
    name: "birth: a pause",
    story:
        "The release began with the factory: after a birth that had paused for a week the first \
            pool was paid 1,711,094 MIR.",
    run: pause,
};

pub(super) const CODE: Attack = Attack {
    name: "birth: wrong code",
    story: "An artifact of the wrong name went unnoticed: 36.6 million MIR were paid to a \
            treasury that knows no way to pay them out.",
    run: code,
};

pub(super) const GENESIS: Attack = Attack {
    name: "birth: too much at genesis",
    story: "Twenty million MIR too many at the start go well for three years: then the cap is \
            reached, and distribute fails for ever.",
    run: genesis,
};

/// The MIR of the community at the start.
const TREASURY: u128 = 366 * MILLION / 10;

/// A birth and its outcome.
struct Birth {
    chain: TestChain,
    outcome: Result<Deployment, BirthError<anyhow::Error>>,
}

impl Birth {
    /// Runs a birth; `meddles` acts before each step.
    fn of(
        profile: &Profile,
        mut chain: TestChain,
        mut meddles: impl FnMut(&mut TestChain, &str),
    ) -> Self {
        for name in ["deployer", "attacker"] {
            let who = chain.account(name);
            chain.fund(&who, &[coin(FORTUNE, BASE), coin(FORTUNE, "uluna")]);
        }
        let sender = chain.account("deployer");
        let inner = Deployer {
            chain: &mut chain,
            sender,
        };
        let watch = |chain: &mut TestChain, moment: Moment<'_>| {
            if let Moment::Signing(step) = moment {
                meddles(chain, step);
            }
            Ok(())
        };
        let outcome = deploy(
            &mut Watched { inner, watch },
            profile,
            &mut Progress::default(),
        );
        Self { chain, outcome }
    }

    /// The community's MIR.
    fn treasury(&self, deployment: &Deployment) -> Uint128 {
        let question = cw20::Cw20QueryMsg::Balance {
            address: deployment.contracts.community.clone(),
        };
        let token = Addr::unchecked(&deployment.mirror_token);
        let held: cw20::BalanceResponse = self.chain.query(&token, &question);
        held.balance
    }

    /// The coins that the attacker has given away.
    fn given(&self) -> Uint128 {
        let attacker = self.chain.account("attacker");
        let left = self.chain.app.wrap().query_balance(attacker, BASE);
        let left = left.map_or(Uint128::zero(), |left| left.amount);
        Uint128::new(FORTUNE).saturating_sub(left)
    }

    /// The birth as an attempt.
    fn attempt(&self, tried: String, lost: Uint128, stop: Stop) -> anyhow::Result<Attempt> {
        let given = self.given();
        Ok(Attempt {
            tried,
            put_in: given,
            gained: Int128::zero() - Int128::try_from(given)?,
            harmed: Some(lost),
            stopped_by: vec![stop],
        })
    }
}

/// The error of the birth, or of the contract that refused a step.
fn words(error: &BirthError<anyhow::Error>) -> String {
    match error {
        BirthError::Chain(refusal) => refusal.root_cause().to_string(),
        other => other.to_string(),
    }
}

/// The value of an amount of MIR.
fn worth(mirror: Uint128) -> Uint128 {
    mirror.mul_floor(Decimal::percent(50))
}

fn profile() -> Profile {
    standard_profile(&TestChain::new())
}

/// What a stranger does before each step.
type Meddling = fn(&mut TestChain, &str, &World);

fn stranger() -> anyhow::Result<Findings> {
    let ways: [(Meddling, &str); 5] = [
        (
            |chain, step, at| asks_for_pair(chain, step, at, false),
            "asked for the pair of MIR just before the deployer did",
        ),
        (
            |chain, step, at| asks_for_pair(chain, step, at, true),
            "asked for it with its sides the other way round",
        ),
        (
            |chain, step, at| {
                asks_for_pair(chain, step, at, false);
                gives(chain, &at.at.mirror_pair);
            },
            "asked for it and gave it coins before every step",
        ),
        (
            |chain, _, at| {
                for contract in [&at.at.community, &at.at.gov, &at.at.factory, &at.at.mint] {
                    gives(chain, contract);
                }
            },
            "gave coins to four contracts before every step",
        ),
        (
            |chain, _, _| {
                chain.app.store_code(codes::limit_order());
            },
            "stored code of an own number before every step",
        ),
    ];
    let attempts = ways.map(|(meddling, tried)| meddled(meddling, tried));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

/// Runs a birth with a stranger, who knows the addresses: they are those of a birth without him.
fn meddled(meddling: Meddling, tried: &str) -> anyhow::Result<Attempt> {
    let undisturbed = World::bootstrapped(&profile());
    let birth = Birth::of(&profile(), TestChain::new(), |chain, step| {
        meddling(chain, step, &undisturbed);
    });
    let (left, stop) = match &birth.outcome {
        Ok(deployment) => {
            let seen = "the birth goes on, and the treasury has its MIR";
            (birth.treasury(deployment), Stop::seen("T-92", seen))
        }
        Err(error) => (Uint128::zero(), Stop::refused("T-92", words(error))),
    };
    let lost = Uint128::new(TREASURY).saturating_sub(left);
    birth.attempt(tried.to_string(), worth(lost), stop)
}

/// The stranger creates the pair of MIR just before the birth does.
fn asks_for_pair(chain: &mut TestChain, step: &str, undisturbed: &World, swapped: bool) {
    if step != "make the pair of MIR" {
        return;
    }
    let mut infos = [
        AssetInfo::native(BASE),
        AssetInfo::token(&undisturbed.at.mirror_token),
    ];
    if swapped {
        infos.reverse();
    }
    let factory = PairFactory(undisturbed.at.swap_factory.clone());
    if let Ok(create) = factory.create_pair(infos) {
        let attacker = chain.account("attacker");
        // Refused only if the pair exists already.
        drop(chain.app.execute(attacker, create));
    }
}

/// The stranger sends a thousand coins to an address, even before it has a contract.
fn gives(chain: &mut TestChain, recipient: &Addr) {
    let attacker = chain.account("attacker");
    let gift = [coin(1_000 * UNIT, BASE)];
    drop(chain.app.send_tokens(attacker, recipient.clone(), &gift));
}

/// The steps before which a birth pauses.
const PAUSES: [&str; 6] = [
    "make mirror-token",
    "make the pair of MIR",
    "complete mint",
    "post-initialize the factory",
    "pay genesis 1",
    "start the release",
];

fn pause() -> anyhow::Result<Findings> {
    let without = first_provider(None)?;
    let ways = PAUSES.map(|step| Ok(first_provider(Some(step))?.against(&without)));
    let ways: anyhow::Result<Vec<Attempt>> = ways.into_iter().collect();
    let tried = "was first and alone in the pool of MIR for an hour after a birth that had paused \
                 for a week, before six steps in turn; against the same without a pause";
    Ok(Findings {
        attempts: vec![Attempt::best(ways?, tried)?],
        exposures: vec![],
    })
}

/// The attacker is the first provider in the pool of MIR and earns for an hour.
fn first_provider(paused: Option<&str>) -> anyhow::Result<Attempt> {
    let birth = Birth::of(&profile(), TestChain::new(), |chain, step| {
        if paused == Some(step) {
            chain.pass(7 * DAY);
        }
    });
    let mut world = World::born(birth.chain, birth.outcome?);
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, 1_000 * UNIT);
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let (at, listed) = (trial.world.at.clone(), trial.world.asset("MIR"));
    let tokens = Asset::token(&listed.token, 1_000 * UNIT);
    let provide = Transaction::new().provides(&listed.pair, base(500 * UNIT), tokens);
    trial.does(provide)?;
    let lp = trial.world.token_balance(&listed.lp_token, &trial.attacker);
    let bond = staking::Cw20HookMsg::Bond {
        asset_token: listed.token.to_string(),
    };
    let distribute = factory::ExecuteMsg::Distribute {};
    trial.does(Transaction::new().hands(&listed.lp_token, lp.u128(), &at.staking, &bond))?;
    // Refused if the release has begun in this block.
    trial.tries("T-92", Transaction::new().calls(&at.factory, &distribute))?;
    trial.world.chain.pass(HOUR);
    trial.does(Transaction::new().calls(&at.factory, &distribute))?;
    trial.world.chain.pass(31 * DAY);
    trial.ends(String::new())
}

/// The artifact that is needed, the one that is stored instead, and whether its checksum is forged.
const SWAPS: [(Artifact, Artifact, bool); 5] = [
    (Artifact::Community, Artifact::LimitOrder, false),
    (Artifact::Community, Artifact::LimitOrder, true),
    (Artifact::Airdrop, Artifact::LimitOrder, true),
    (Artifact::Gov, Artifact::LimitOrder, true),
    (Artifact::TerraswapPair, Artifact::LimitOrder, true),
];

fn code() -> anyhow::Result<Findings> {
    let attempts = SWAPS.map(|(wanted, stored, forged)| swapped(wanted, stored, forged));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

/// Runs a birth with wrong code.
fn swapped(wanted: Artifact, stored: Artifact, forged: bool) -> anyhow::Result<Attempt> {
    let mut chain = TestChain::new();
    let code = match forged {
        true => codes::posing_as(wanted, codes::of(stored)),
        false => codes::published(stored),
    };
    chain.replace(wanted, code);
    let birth = Birth::of(&profile(), chain, |_, _| {});
    let checksum = match forged {
        true => "of the right checksum",
        false => "as it is",
    };
    let tried = format!(
        "had {} stored for {}, {checksum}",
        stored.contract_name(),
        wanted.contract_name()
    );
    refused(&birth, tried, Uint128::new(TREASURY))
}

/// A birth that should be refused; `at_stake` is lost if it is not.
fn refused(birth: &Birth, tried: String, at_stake: Uint128) -> anyhow::Result<Attempt> {
    let (lost, stop) = match &birth.outcome {
        Ok(_) => (at_stake, Stop::seen("T-92", "nobody notices")),
        Err(error) => (Uint128::zero(), Stop::refused("T-92", words(error))),
    };
    birth.attempt(tried, worth(lost), stop)
}

fn genesis() -> anyhow::Result<Findings> {
    let deployer = TestChain::new().account("deployer").into_string();
    let more = |amount: u128| {
        let mut release = Release::founding();
        release.genesis.push(Payment {
            recipient: Recipient::Account(deployer.clone()),
            amount: Uint128::new(amount),
        });
        release
    };
    let mut short = Release::preminted();
    if let Some(payment) = short.genesis.first_mut() {
        payment.amount -= Uint128::one();
    }
    let ways = [
        (
            more(20 * MILLION),
            20 * MILLION,
            "had 20 million MIR too many at the start",
        ),
        (more(1), 1, "had a micro MIR too many at the start"),
        (
            short,
            1,
            "had all MIR at the start, but a micro MIR less with the factory than it releases",
        ),
    ];
    let attempts = ways.map(|(release, too_much, tried)| {
        let profile = Profile {
            release,
            ..profile()
        };
        let birth = Birth::of(&profile, TestChain::new(), |_, _| {});
        refused(&birth, tried.to_string(), Uint128::new(too_much))
    });
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}
