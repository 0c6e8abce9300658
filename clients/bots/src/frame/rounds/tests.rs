use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::frame::alerts::Alerts;
use crate::frame::health::{Health, Status};
use crate::frame::stop::Stopper;
use crate::frame::testing::{pay, World};

/// What the bot of a test does next.
#[derive(Clone, Debug)]
enum Intent {
    Pay(u128),
    Lose,
    Halt,
    Stop,
}

/// A bot that plans once what it was given, and notes what it did.
struct Scripted {
    rounds: Vec<Vec<Intent>>,
    seen: Vec<u64>,
    stopper: Stopper,
    done: Arc<Mutex<Vec<String>>>,
}

impl Bot for Scripted {
    type Seen = u64;
    type Intent = Intent;

    async fn observe(&mut self, at: At) -> Result<u64, Trouble> {
        self.seen.push(at.height);
        Ok(at.height)
    }

    fn plan(&mut self, _: &u64) -> Vec<Intent> {
        if self.rounds.is_empty() {
            return vec![Intent::Stop];
        }
        self.rounds.remove(0)
    }

    async fn act(&mut self, intent: Intent, tools: &mut Tools) -> Result<(), Trouble> {
        self.done.lock().unwrap().push(format!("{intent:?}"));
        match intent {
            Intent::Pay(amount) => {
                let wallet = tools.wallet()?;
                wallet.carry_out("a payment", &pay(amount), "").await?;
                Ok(())
            }
            Intent::Lose => Err(Trouble::Lost {
                what: "somebody was first".to_string(),
            }),
            Intent::Halt => Err(Trouble::Halt {
                why: "it is broken".to_string(),
                what_to_do: "mend it".to_string(),
            }),
            Intent::Stop => {
                self.stopper.stop();
                Ok(())
            }
        }
    }
}

/// What a bot did with these rounds, and what is told of it in the end.
async fn ran(world: &World, rounds: Vec<Vec<Intent>>) -> (Vec<String>, Tools) {
    let (stopper, stop) = Stop::pair();
    let done = Arc::new(Mutex::new(Vec::new()));
    let bot = Scripted {
        rounds,
        seen: Vec::new(),
        stopper,
        done: Arc::clone(&done),
    };
    let tools = |wallets| async {
        Tools {
            node: world.node().await,
            alerts: Alerts::unheard(),
            health: Health::new("keep"),
            wallets,
        }
    };
    let acting = tools(vec![world.wallet(world.folder.path()).await]).await;
    let kept = Tools {
        alerts: acting.alerts.clone(),
        health: acting.health.clone(),
        ..tools(Vec::new()).await
    };
    let service = Service::quiet("keep", world.folder.path(), stop);
    let run = run(bot, acting, service);
    tokio::time::timeout(Duration::from_secs(10), run)
        .await
        .unwrap();
    let done = done.lock().unwrap().clone();
    (done, kept)
}

#[tokio::test]
async fn a_bot_acts_in_its_order_and_a_lost_race_stops_nothing() {
    let world = World::new().await;
    let _clock = world.ticking();

    let rounds = vec![vec![Intent::Pay(5), Intent::Lose, Intent::Pay(7)]];
    let (done, kept) = ran(&world, rounds).await;

    assert_eq!(done, ["Pay(5)", "Lose", "Pay(7)", "Stop"]);
    assert_eq!(world.paid(), 12);
    assert_eq!(kept.health.report().status, Status::Ok);
}

#[tokio::test]
async fn it_ends_between_two_acts() {
    let world = World::new().await;
    let _clock = world.ticking();

    let (done, _) = ran(
        &world,
        vec![vec![Intent::Pay(5), Intent::Stop, Intent::Pay(7)]],
    )
    .await;

    assert_eq!(done, ["Pay(5)", "Stop"]);
    assert_eq!(world.paid(), 5);
}

#[tokio::test]
async fn what_somebody_must_look_at_ends_the_round_and_is_over_when_one_works() {
    let world = World::new().await;
    let _clock = world.ticking();

    let (done, kept) = ran(&world, vec![vec![Intent::Halt, Intent::Pay(7)]]).await;

    assert_eq!(done, ["Halt", "Stop"]);
    assert_eq!(world.paid(), 0);
    assert_eq!(kept.alerts.active(), []);
    assert_eq!(kept.health.report().status, Status::Ok);
}

#[test]
fn a_halt_is_told_with_what_to_do() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = World::new().await;
        let (_stopper, stop) = Stop::pair();
        let service = Service::quiet("keep", world.folder.path(), stop);
        let tools = Tools {
            node: world.node().await,
            alerts: Alerts::unheard(),
            health: Health::new("keep"),
            wallets: Vec::new(),
        };
        let trouble = Trouble::Halt {
            why: "it is broken".to_string(),
            what_to_do: "mend it".to_string(),
        };

        failed(&trouble, &tools, &service, 7, &Patience::default());

        assert_eq!(tools.health.report().status, Status::Halted);
        let [alert] = &tools.alerts.active()[..] else {
            panic!("not one alert");
        };
        assert_eq!(
            (alert.kind, alert.what_to_do.as_str()),
            ("halted", "mend it")
        );
    });
}
