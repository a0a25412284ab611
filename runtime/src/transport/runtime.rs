//! The Tokio runtime that a read requires.

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// Rejects calls from outside a Tokio runtime, where a timer would panic.
pub(crate) fn check_runtime() -> Result<(), Error> {
    if tokio::runtime::Handle::try_current().is_err() {
        let summary = "called outside of a Tokio runtime: call it from async code that Tokio runs";
        return Err(Error::new(ErrorKind::Config, summary));
    }
    Ok(())
}
