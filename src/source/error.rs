//! Why a file could not be read: what, where, and what to do.

/// A file or folder that cannot be read as a policy.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nothing stands at the given path.
    #[error("{path}: no such file or folder; check the spelling of the path")]
    Missing {
        /// The path as given.
        path: String,
    },
    /// The system refuses to hand over the file or to list the folder.
    #[error("{path}: cannot be read ({error}); check its permissions")]
    Unreadable {
        /// The path as given or found.
        path: String,
        /// What the system says.
        #[source]
        error: std::io::Error,
    },
    /// A folder holds no file of a known format.
    #[error("{path}: the folder holds no policy; files named .md, .markdown, .html, .htm, .xhtml, .txt or .text are read")]
    Empty {
        /// The folder as given.
        path: String,
    },
    /// The bytes are not text.
    #[error("{path}: {kind}, not text; save the policy as Markdown, HTML or plain text")]
    Binary {
        /// The path as given or found.
        path: String,
        /// What the bytes look like, with its article: "a PDF document".
        kind: &'static str,
    },
    /// More bytes than any policy has.
    #[error("{path}: {bytes} bytes, more than the {limit} that are read; give the policy alone, without what is embedded in the page")]
    TooLarge {
        /// The path as given or found.
        path: String,
        /// Its size in bytes.
        bytes: u64,
        /// The largest size that is read, in bytes.
        limit: u64,
    },
}

impl SourceError {
    /// The path as given or found.
    pub fn path(&self) -> &str {
        match self {
            SourceError::Missing { path }
            | SourceError::Unreadable { path, .. }
            | SourceError::Empty { path }
            | SourceError::Binary { path, .. }
            | SourceError::TooLarge { path, .. } => path,
        }
    }
}
