//! Each service acts with an account of its own.

use std::collections::BTreeMap;

use mirror_bots::frame::FrameError;
use mirror_chain::{Key, KeySource};

use crate::failure::Failure;
use crate::service::Ready;

/// Whether all services have different accounts: two that share one take each other's place in its
/// sequence, whatever files their keys are in.
pub(super) fn are_different(services: &[Ready], prefix: &str) -> Result<(), Failure> {
    let mut holders: BTreeMap<String, &'static str> = BTreeMap::new();
    for service in services {
        for path in &service.keys {
            let key = Key::load(&KeySource::File(path.clone()))?;
            let address = key.address(prefix)?;
            if let Some(first) = holders.insert(address.clone(), service.name) {
                return Err(FrameError::SameAccount {
                    address,
                    first,
                    second: service.name,
                }
                .into());
            }
        }
    }
    Ok(())
}
