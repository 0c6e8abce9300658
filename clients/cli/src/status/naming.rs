//! Names for what the library tells.

use mirror_bots::look::naming::Naming;

use crate::message::names::Names;
use crate::message::words;

impl Naming for Names {
    fn name_of(&self, address: &str) -> String {
        Names::name_of(self, address)
    }

    fn value(&self, text: &str) -> String {
        words::value(text, self)
    }

    fn shown(&self, address: &str) -> String {
        Names::shown(self, address)
    }
}
