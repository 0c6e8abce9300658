//! What a typed message comes to: to whom, what, and with which coins.

use mirror_chain::{Key, Msg};
use serde::Serialize;
use serde_json::Value;

use super::args::Sending;
use crate::connection::{Connection, Session};
use crate::failure::Failure;
use crate::message::chosen::Settled;
use crate::message::learn;
use crate::message::names::Names;
use crate::message::problem::Problem;
use crate::message::shape::Shape;

/// A message that is ready to be sent.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// The contract's role.
    pub role: &'static str,
    /// The message's name.
    pub message: String,
    /// What is sent.
    #[serde(flatten)]
    pub settled: Settled,
    /// What the contract gets to read, where it goes with a payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hook: Option<Value>,
    /// What the message's fields look like.
    #[serde(skip)]
    pub shape: Shape,
    /// What addresses are called.
    #[serde(skip)]
    pub names: Names,
}

impl Plan {
    /// As the chain takes it.
    pub fn msg(&self) -> Msg {
        Msg::Execute {
            contract: self.settled.to.clone(),
            msg: self.settled.msg.to_string().into_bytes(),
            funds: self.settled.coins.clone(),
        }
    }

    /// What the contract itself gets to read.
    pub fn body(&self) -> &Value {
        self.settled.own.get(&self.message).unwrap_or(&Value::Null)
    }
}

/// From the files alone; nobody is asked, and a key is only looked at where `me` is named.
pub(super) fn offline(sending: &Sending, connection: &Connection) -> Result<Plan, Failure> {
    let config = connection.config()?;
    let mut names = learn::deployed(&config)?;
    if sending.chosen.mentions_me() {
        let key = Key::load(&config.key)?;
        names.add_account("me", &key.address(&config.bech32_prefix)?);
    }
    let settled = sending.chosen.settle(&names).map_err(Problem::from)?;
    Ok(plan(sending, settled, names))
}

/// With the names that the chain knows, where the files do not have one.
pub(super) fn online(sending: &Sending, session: &Session, me: &str) -> Result<Plan, Failure> {
    let mut names = learn::deployed(&session.config)?;
    names.add_account("me", me);
    let settled = session.run(learn::settle(&sending.chosen, &session.node, &mut names))?;
    Ok(plan(sending, settled, names))
}

fn plan(sending: &Sending, settled: Settled, names: Names) -> Plan {
    Plan {
        role: sending.chosen.contract.role,
        message: sending.chosen.message.name.clone(),
        hook: (settled.to != settled.contract).then(|| settled.own.clone()),
        settled,
        shape: sending.chosen.message.body.clone(),
        names,
    }
}
