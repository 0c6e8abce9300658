//! The protocol that is looked at.

use std::path::PathBuf;

use clap::Args;
use mirror_chain::deployment::DeploymentFile;

use super::failure::failure;
use crate::connection::{Connection, Session};
use crate::deploy::artifacts::Artifacts;
use crate::deploy::error::DeployError;
use crate::deploy::salt::Name;
use crate::deploy::view::View;
use crate::failure::Failure;

/// Which protocol, where an account has several on a chain.
#[derive(Clone, Debug, Args)]
pub(in crate::deploy) struct SubjectArguments {
    /// The name that it was deployed with, if it has one.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// A protocol on a chain that answers.
pub(in crate::deploy) struct Subject {
    pub(in crate::deploy) session: Session,
    pub(in crate::deploy) file: DeploymentFile,
    pub(in crate::deploy) name: Name,
    /// Where its files are.
    pub(in crate::deploy) folder: PathBuf,
}

impl Subject {
    /// Read its file, and ask for a node.
    pub(in crate::deploy) fn open(
        connection: &Connection,
        arguments: &SubjectArguments,
    ) -> Result<Self, Failure> {
        let name = Name::new(arguments.name.as_deref()).map_err(DeployError::from)?;
        let session = connection.open()?;
        let folder = match name.text() {
            "" => session.config.deployments.clone(),
            name => session.config.deployments.join(name),
        };
        let file = DeploymentFile::load(&folder, &session.config.chain_id)?;
        Ok(Self {
            session,
            file,
            name,
            folder,
        })
    }

    /// The chain, for whoever only looks.
    pub(in crate::deploy) fn view(&self) -> Result<View<'_>, Failure> {
        let checksums = Artifacts::listed(&self.session.config.artifacts)?;
        let deployer = self.deployer()?;
        Ok(View::new(&self.session, checksums, deployer))
    }

    /// Who made its contracts.
    pub(in crate::deploy) fn deployer(&self) -> Result<String, Failure> {
        let factory = &self.file.protocol.contracts.factory;
        let info = self.session.node.contract_info(factory);
        let info = self.session.run(info);
        Ok(info.map_err(|error| failure(error.into()))?.creator)
    }
}
