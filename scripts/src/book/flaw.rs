//! What can be wrong with a book.

use std::fmt;

/// Something that a reader would run into.
#[derive(Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A link whose page or place is not there.
    Broken {
        /// The page with the link.
        page: String,
        /// Where it leads.
        link: String,
    },
    /// A page that asks another server for something.
    Outside {
        /// The page.
        page: String,
        /// What it asks for.
        address: String,
    },
}

impl fmt::Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken { page, link } => write!(formatter, "{page}: {link} leads nowhere"),
            Self::Outside { page, address } => {
                write!(
                    formatter,
                    "{page}: asks {address}, the book has to work offline"
                )
            }
        }
    }
}
