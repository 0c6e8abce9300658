//! What happens in a line each time, for a log or for a program.

use serde_json::{json, Value};

use super::{
    drawn::head,
    figures::{tenths, written},
    picture::Picture,
};

/// All in one line, for a log.
pub(super) fn line(picture: &Picture<'_>) -> String {
    let (won, indexed) = picture.liquidations;
    let states = picture.services.iter().map(|service| {
        let state = service.health.status.as_deref().unwrap_or("silent");
        format!(
            "{} {state} {} %",
            service.name,
            tenths(service.usage.now_permille)
        )
    });
    let below = picture
        .chain
        .ok()
        .and_then(|chain| chain.pointer("/positions/counts/below"));
    format!(
        "{}  liquidations {won}, indexed {indexed}; for sale {}; alerts {}; {}",
        head(picture).trim_end_matches(" Ctrl-C ends all of it."),
        below.map_or_else(|| "0".to_owned(), written),
        picture.alerts,
        states.collect::<Vec<_>>().join(", "),
    )
}

/// All as an object.
pub(super) fn object(picture: &Picture<'_>) -> Value {
    let services = picture.services.iter().map(|line| {
        json!({
            "service": line.name,
            "status": line.health.status,
            "height": line.health.height,
            "lag_blocks": line.health.lag_blocks,
            "problems": line.health.problems,
            "cpu_permille": line.usage.now_permille,
            "mean_cpu_permille": line.usage.mean_permille(),
            "memory_kib": line.usage.memory_kib,
            "peak_memory_kib": line.usage.peak_kib,
            "lately": line.lately,
        })
    });
    let (won, indexed) = picture.liquidations;
    json!({
        "elapsed_s": picture.elapsed.as_secs(),
        "date": picture.day.1,
        "app": picture.app.ok(),
        "chain": picture.chain.ok(),
        "chain_fault": picture.chain.err(),
        "services": services.collect::<Vec<_>>(),
        "liquidations": won,
        "liquidations_indexed": indexed,
        "alerts": picture.alerts,
        "events": picture.events,
        "deeds": picture.deeds,
    })
}
