//! Who calls whom in a transaction. Events do not say it, but what is paid with a call does: coins are
//! moved right before it, and tokens come by a message of their contract.

use std::collections::BTreeMap;

use mirror_chain::Event;

use super::event::{CONTRACT, MESSAGE};

/// The callers of contracts, as far as the events of a transaction have been read.
#[derive(Default)]
pub(super) struct Trace {
    /// Who signed the message that is carried out.
    signer: String,
    /// The message's place, as the chain writes it.
    message: String,
    /// How many contracts the message has called.
    calls: usize,
    /// Who paid a contract since the last call, in coins or tokens.
    payer: BTreeMap<String, String>,
    /// Who called a contract last.
    callers: BTreeMap<String, String>,
}

impl Trace {
    /// Take note of an event, in order.
    pub(super) fn note(&mut self, event: &Event) {
        match event.kind.as_str() {
            "message" => self.message(event),
            "transfer" => {
                if let (Some(to), Some(from)) = (event.value("recipient"), event.value("sender")) {
                    self.payer.insert(to.to_string(), from.to_string());
                }
            }
            "execute" => {
                if let Some(contract) = event.value(CONTRACT) {
                    self.called(contract);
                }
            }
            "wasm" => self.sent(event),
            _ => {}
        }
    }

    /// Who called a contract last: whoever paid it, or else whoever signed.
    pub(super) fn caller(&self, contract: &str) -> &str {
        self.callers.get(contract).unwrap_or(&self.signer)
    }

    /// Whether the message has called one contract so far: then its signer called it.
    pub(super) fn is_first_call(&self) -> bool {
        self.calls == 1
    }

    /// A message begins. Modules tell of theirs by events of the same kind, without an action.
    fn message(&mut self, event: &Event) {
        let place = event.value(MESSAGE).unwrap_or_default();
        let begins = event.value("action").is_some() && place != self.message;
        if let Some(signer) = event.value("sender").filter(|_| begins) {
            *self = Self {
                signer: signer.to_string(),
                message: place.to_string(),
                ..Self::default()
            };
        }
    }

    fn called(&mut self, contract: &str) {
        self.calls += 1;
        let caller = self.payer.remove(contract);
        let caller = caller.unwrap_or_else(|| self.signer.clone());
        self.callers.insert(contract.to_string(), caller);
        self.payer.clear();
    }

    /// A token contract tells its receiver who sent: the owner, or whom the owner allowed to.
    fn sent(&mut self, event: &Event) {
        let sender = match event.value("action") {
            Some("send") => event.value("from"),
            Some("send_from") => event.value("by"),
            _ => None,
        };
        if let (Some(sender), Some(to)) = (sender, event.value("to")) {
            self.payer.insert(to.to_string(), sender.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, attributes: &[(&str, &str)]) -> Event {
        let attributes = attributes.iter();
        Event {
            kind: kind.to_string(),
            attributes: attributes
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
        }
    }

    fn message(signer: &str, place: &str) -> Event {
        event(
            "message",
            &[("action", "/x"), ("sender", signer), (MESSAGE, place)],
        )
    }

    fn call(contract: &str) -> Event {
        event("execute", &[(CONTRACT, contract)])
    }

    fn trace(events: &[Event]) -> Trace {
        let mut trace = Trace::default();
        events.iter().for_each(|event| trace.note(event));
        trace
    }

    #[test]
    fn without_payment_the_signer_called() {
        let trace = trace(&[message("alice", "0"), call("mint")]);

        assert_eq!(trace.caller("mint"), "alice");
        assert!(trace.is_first_call());
    }

    #[test]
    fn whoever_sent_tokens_called_their_receiver() {
        let send = [("action", "send"), ("from", "bob"), ("to", "mint")];
        let trace = trace(&[
            message("alice", "0"),
            call("wallet"),
            call("token"),
            event("wasm", &send),
            call("mint"),
        ]);

        assert_eq!(trace.caller("mint"), "bob");
    }

    #[test]
    fn whoever_sent_the_tokens_of_another_called_their_receiver() {
        let send = [
            ("action", "send_from"),
            ("from", "bob"),
            ("to", "mint"),
            ("by", "carol"),
        ];
        let trace = trace(&[
            message("carol", "0"),
            call("token"),
            event("wasm", &send),
            call("mint"),
        ]);

        assert_eq!(trace.caller("mint"), "carol");
    }

    #[test]
    fn a_contract_that_pays_coins_is_the_caller() {
        let paid = [("recipient", "mint"), ("sender", "wallet")];
        let trace = trace(&[
            message("alice", "0"),
            call("wallet"),
            event("transfer", &paid),
            call("mint"),
        ]);

        assert_eq!(trace.caller("mint"), "wallet");
    }

    #[test]
    fn a_payment_counts_for_the_next_call_only() {
        let paid = [("recipient", "mint"), ("sender", "wallet")];
        let trace = trace(&[
            message("alice", "0"),
            event("transfer", &paid),
            call("other"),
            call("mint"),
        ]);

        assert_eq!(trace.caller("mint"), "alice");
    }

    #[test]
    fn the_next_message_has_its_own_signer() {
        let trace = trace(&[message("alice", "0"), call("mint"), message("bob", "1")]);

        assert_eq!(trace.caller("mint"), "bob");
    }
}
