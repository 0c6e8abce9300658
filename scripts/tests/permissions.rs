//! The committed page says who may do what, and nothing that is for an owner is left out of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeSet;

use mirror_protocol::gov::DEFAULT_POLL_MESSAGES;
use xtask::{
    permissions::{self, contracts, sheet, Poll},
    workspace::Workspace,
};

#[test]
fn the_committed_page_is_what_messages_sheets_and_profile_say() {
    let workspace = Workspace::find().unwrap();

    if let Err(error) = permissions::check(&workspace) {
        panic!("{error}");
    }
}

#[test]
fn every_message_for_an_owner_is_on_the_list_or_noted_for_another_poll() {
    let mut on_the_page = BTreeSet::new();
    for contract in contracts().unwrap() {
        // One that is missing, or has no kind of poll, is an error here.
        let sheet = sheet(&contract).unwrap_or_else(|error| panic!("{error}"));
        for message in &contract.messages {
            let poll = sheet.entry(message).unwrap().poll;
            let is_listed = DEFAULT_POLL_MESSAGES.contains(&message.variant.as_str());
            if message.is_for_the_owner() || poll.is_some() {
                let advice = format!("{}.{}", contract.name, message.variant);
                assert_eq!(is_listed, poll == Some(Poll::Default), "{advice}");
            }
            if poll == Some(Poll::Default) {
                on_the_page.insert(message.variant.clone());
            }
        }
    }

    assert_eq!(
        BTreeSet::from(DEFAULT_POLL_MESSAGES.map(str::to_owned)),
        on_the_page
    );
}

#[test]
fn a_name_on_the_list_is_that_of_one_message_for_an_owner_at_most() {
    let contracts = contracts().unwrap();
    for name in DEFAULT_POLL_MESSAGES {
        let all = contracts.iter().flat_map(|contract| &contract.messages);
        let of_owners = all.filter(|message| message.is_for_the_owner() && message.variant == name);

        assert!(
            of_owners.count() <= 1,
            "a default poll of {name} would mean two things"
        );
    }
}
