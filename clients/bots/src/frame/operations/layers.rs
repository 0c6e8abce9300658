//! What is written above the file: variables and flags.

/// What is written above the file, in the order in which it is written.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// Variables of the environment, by name.
    pub variables: Vec<(String, String)>,
    /// Flags of the command line as keys of the service's table.
    pub flags: Vec<(String, String)>,
}

impl Layers {
    /// The variables of this process, and these flags.
    pub fn of_process(flags: Vec<(String, String)>) -> Self {
        Self {
            // A name that is no text is none of ours.
            variables: std::env::vars_os()
                .filter_map(|(name, value)| {
                    Some((name.into_string().ok()?, value.into_string().ok()?))
                })
                .collect(),
            flags,
        }
    }

    /// A variable's value.
    pub(super) fn variable(&self, name: &str) -> Option<&str> {
        let found = self.variables.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The variables of a service, as keys of its table, each with its name.
    pub(super) fn of_service<'a>(
        &'a self,
        service: &str,
    ) -> impl Iterator<Item = (String, &'a str, &'a str)> {
        let prefix = format!("MIRROR_{}_", service.to_uppercase());
        self.variables.iter().filter_map(move |(name, value)| {
            let key = name.strip_prefix(&prefix)?.to_lowercase();
            Some((key, value.as_str(), name.as_str()))
        })
    }
}
