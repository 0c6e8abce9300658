//! One message or question, written without the enum of all of them.

use serde::{Serialize, Serializer};

/// A message or a question under its name. With the whole enum, every caller would contain the code
/// that writes each of its variants; this way it contains only what it sends.
pub struct Named<T>(pub &'static str, pub T);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_variant("", 0, self.0, &self.1)
    }
}
