//! What can go wrong, and what to do about it.

use std::fmt;

use graph_resource::ErrorKind;

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Debug)]
pub enum Error {
    /// A read failed.
    Graph(graph_resource::Error),
    /// The database failed.
    Database(sqlx::Error),
    /// The job engine failed.
    Jobs(String),
    /// The database is a mirror of another service.
    OtherSource {
        /// The service it is a mirror of.
        known: String,
        /// The service that was asked for.
        wanted: String,
    },
    /// Two programs continue the same stream.
    TwoWriters(String),
    /// The service has sent a kind of change that this program does not know.
    UnknownChange(String),
    /// Some mailboxes could not be read, and all others were.
    Mailboxes {
        /// How many.
        number: u64,
        /// What went wrong with the first of them.
        first: String,
    },
    /// The command line cannot be followed.
    Usage(String),
}

impl Error {
    /// Whether the service refuses this read, and other mailboxes may still be read.
    pub fn is_of_mailbox(&self) -> bool {
        let Self::Graph(error) = self else {
            return false;
        };
        let is_general = matches!(error.status(), Some(401 | 408 | 429));
        let is_refused = matches!(error.status(), Some(400..=499)) && !is_general;
        is_refused || error.kind() == ErrorKind::Decode
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Graph(error) => write_read_error(f, error),
            Self::Database(error) => write!(
                f,
                "the database: {error}; what was committed before is complete, so run the command again to continue"
            ),
            Self::Jobs(error) => write!(f, "the job engine: {error}"),
            Self::OtherSource { known, wanted } => write!(
                f,
                "the database is a mirror of {known}, not of {wanted}: choose another one with --database, or replace \
                 its content with --restart"
            ),
            Self::TwoWriters(stream) => write!(
                f,
                "another program has continued `{stream}` at the same time: let one of them finish, or use workers"
            ),
            Self::UnknownChange(stream) => write!(
                f,
                "`{stream}` has a kind of change that this program does not know: build it with a newer graph-resource"
            ),
            Self::Mailboxes { number, first } => write!(
                f,
                "mailboxes that could not be read, and are tried again in the next pass: {number}, the first of them \
                 because of {first}"
            ),
            Self::Usage(message) => f.write_str(message),
        }
    }
}

fn write_read_error(f: &mut fmt::Formatter<'_>, error: &graph_resource::Error) -> fmt::Result {
    write!(f, "{error}")?;
    if error.is_unauthorized() {
        f.write_str("; get a new token, and run the command again to continue")
    } else if error.is_retryable() {
        f.write_str("; run the command again later to continue")
    } else {
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Graph(error) => error.source(),
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

impl From<graph_resource::Error> for Error {
    fn from(error: graph_resource::Error) -> Self {
        Self::Graph(error)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<apalis_postgres::Error> for Error {
    fn from(error: apalis_postgres::Error) -> Self {
        Self::Jobs(error.to_string())
    }
}
