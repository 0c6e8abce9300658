//! The web app on the demonstration's protocol. It is for people to look at: without it all the rest goes on.

use std::{fs, path::PathBuf};

use serde_json::{json, Value};

use crate::{
    services::{Place, Stop},
    watch::Watch,
    web::{self, airdrop, Site},
    workspace::Workspace,
};

/// The folder of the airdrop's lists, in that of the services and beside the page.
pub(super) const AIRDROP: &str = "airdrop";

/// What is served, or why nothing is.
pub(super) struct App(Result<Site, String>);

impl App {
    /// Where it is, or why it is nowhere.
    pub(super) fn address(&self) -> Result<&str, &str> {
        match &self.0 {
            Ok(site) => Ok(&site.address),
            Err(reason) => Err(reason),
        }
    }
}

/// Build it where there is a Node to build it with.
pub(super) fn bundle(
    workspace: &Workspace,
    watch: &mut Watch,
    stop: &Stop,
) -> Result<PathBuf, String> {
    let built = web::node().and_then(|()| {
        web::bundle(&workspace.root, watch, stop).map_err(|error| error.to_string())
    });
    if let Err(reason) = &built {
        watch.left_out("the web app", reason);
    }
    built
}

/// Serve what was built on the protocol that is there now, with the airdrop's lists, and with the guide where
/// `cargo xtask book` made it.
pub(super) fn serve(bundle: Result<PathBuf, String>, workspace: &Workspace, place: &Place) -> App {
    App(bundle.and_then(|folder| {
        let deployment =
            fs::read_to_string(place.deployment()).map_err(|error| error.to_string())?;
        let deployment: Value =
            serde_json::from_str(&deployment).map_err(|error| error.to_string())?;
        let index = format!("http://127.0.0.1:{}", place.port("index"));
        let book = Some(workspace.target.join("book").join("html")).filter(|book| book.is_dir());
        let guide = book.as_ref().map(|_| "book/docs/guide/index.html");
        let config = json!({
            "deployment": deployment, "index": index, "guide": guide, "airdrops": airdrop::lists(),
        });
        let lists = place.services.join(AIRDROP);
        let beside = book.map(|book| ("book", book)).into_iter();
        let beside = beside.chain([(AIRDROP, lists)]).collect();
        let served = Site::serve(folder, config.to_string(), beside, place.port("app"));
        served.map_err(|error| error.to_string())
    }))
}
