//! What the command prints.

use std::fmt;
use std::io::{self, ErrorKind, Write};

/// Shows a message to the user. If nobody reads standard error any more, there is nobody to show it to.
pub(crate) fn show(message: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// Prints the outcome. Whoever reads it may stop before its end, as `head` does.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
