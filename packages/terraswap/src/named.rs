//! What is said to a contract without the list of all that could be.

use serde::{Serialize, Serializer};

/// A message or a question under its name. The enum of all would bring each of them into every
/// caller; so a caller is as large as what it says.
pub struct Named<T>(pub &'static str, pub T);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_variant("", 0, self.0, &self.1)
    }
}
