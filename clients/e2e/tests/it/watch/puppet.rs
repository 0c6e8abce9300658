//! A contract that answers what it is told to: the message it is migrated with is its answer, so that a
//! contract does in that moment whatever its messages are, and tells nothing.
//!
//! It is written out here in WebAssembly's binary form, as nothing else of the workspace makes such code:
//!
//! ```text
//! (memory (export "memory") 4)
//! (global $top (mut i32) (i32.const 16))
//! (func (export "interface_version_8"))
//! (func (export "allocate") (param $size i32) (result i32) (local $at i32)
//!   (local.set $at (global.get $top))
//!   (i32.store          (local.get $at) (i32.add (local.get $at) (i32.const 12)))
//!   (i32.store offset=4 (local.get $at) (local.get $size))
//!   (i32.store offset=8 (local.get $at) (i32.const 0))
//!   (global.set $top (i32.add (i32.add (local.get $at) (i32.const 12)) (local.get $size)))
//!   (local.get $at))
//! (func (export "deallocate") (param i32))
//! (func (export "instantiate") (param i32 i32 i32) (result i32) (local.get 2))
//! (func (export "migrate") (param i32 i32) (result i32) (local.get 1))
//! ```

use serde_json::{json, Value};

/// Its code.
pub(super) fn code() -> Vec<u8> {
    let types: &[&[u8]] = &[
        &[0x60, 0, 0],
        &[0x60, 1, 0x7f, 1, 0x7f],
        &[0x60, 1, 0x7f, 0],
        &[0x60, 3, 0x7f, 0x7f, 0x7f, 1, 0x7f],
        &[0x60, 2, 0x7f, 0x7f, 1, 0x7f],
    ];
    let allocate = [
        [1, 1, 0x7f].as_slice(),
        &[0x23, 0, 0x21, 1],
        &[0x20, 1, 0x20, 1, 0x41, 12, 0x6a, 0x36, 2, 0],
        &[0x20, 1, 0x20, 0, 0x36, 2, 4],
        &[0x20, 1, 0x41, 0, 0x36, 2, 8],
        &[0x20, 1, 0x41, 12, 0x6a, 0x20, 0, 0x6a, 0x24, 0],
        &[0x20, 1, 0x0b],
    ]
    .concat();
    let nothing = vec![0, 0x0b];
    let argument = |number: u8| vec![0, 0x20, number, 0x0b];
    let bodies = [nothing.clone(), allocate, nothing, argument(2), argument(1)];
    let bodies = bodies.map(|body| [vec![length(&body)], body].concat());
    let functions = [
        "interface_version_8",
        "allocate",
        "deallocate",
        "instantiate",
        "migrate",
    ];
    let export = |name: &str, kind: u8, number: u8| {
        [&[length(name.as_bytes())], name.as_bytes(), &[kind, number]].concat()
    };
    let mut exports = vec![export("memory", 2, 0)];
    for (number, name) in functions.into_iter().enumerate() {
        exports.push(export(name, 0, u8::try_from(number).unwrap()));
    }
    [
        b"\0asm\x01\0\0\0".to_vec(),
        section(1, types),
        section(3, &[[0].as_slice(), &[1], &[2], &[3], &[4]]),
        section(5, &[[0, 4].as_slice()]),
        section(6, &[[0x7f, 1, 0x41, 16, 0x0b].as_slice()]),
        section(7, &exports.iter().map(Vec::as_slice).collect::<Vec<_>>()),
        section(10, &bodies.iter().map(Vec::as_slice).collect::<Vec<_>>()),
    ]
    .concat()
}

/// The message with which a contract that becomes it sends another message.
pub(super) fn sends(message: &Value) -> Vec<u8> {
    let sent = json!({
        "id": 0, "msg": message, "payload": "", "gas_limit": null, "reply_on": "never",
    });
    let answer = json!({
        "ok": { "messages": [sent], "attributes": [], "events": [], "data": null },
    });
    answer.to_string().into_bytes()
}

/// A list with its length before it, and the section's number before both.
fn section(number: u8, entries: &[&[u8]]) -> Vec<u8> {
    let content = [vec![u8::try_from(entries.len()).unwrap()], entries.concat()].concat();
    [vec![number, length(&content)], content].concat()
}

/// A length in one byte, which all of them fit into.
fn length(bytes: &[u8]) -> u8 {
    let length = u8::try_from(bytes.len()).unwrap();
    assert!(length < 128, "it takes two bytes");
    length
}
