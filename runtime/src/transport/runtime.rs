//! The Tokio runtime that a read needs.

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// Outside of a Tokio runtime a timer would panic.
pub(crate) fn check_runtime() -> Result<(), Error> {
    let outside = |_| {
        Error::new(
            ErrorKind::Config,
            "called outside of a Tokio runtime, which this client needs",
        )
    };
    tokio::runtime::Handle::try_current()
        .map(drop)
        .map_err(outside)
}
