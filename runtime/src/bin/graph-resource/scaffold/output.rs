//! Where the code goes.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::ScaffoldError;
use crate::save;

/// What `cargo new` puts into `src/main.rs`.
const UNTOUCHED_MAIN: &str = "fn main() {\n    println!(\"Hello, world!\");\n}\n";

/// Writes the code into a file, whole or not at all. What the user has written there is only replaced by `--force`.
pub(crate) fn write(
    path: &Path,
    code: &str,
    is_program: bool,
    is_forced: bool,
) -> Result<(), ScaffoldError> {
    let shown = path.display();
    if !can_be_written(path, code, is_program, is_forced)? {
        return Err(ScaffoldError::new(format!(
            "{shown} exists, and is left as it is: name another file, or replace it with `--force`"
        )));
    }
    save::replace(path, code).map_err(|error| {
        ScaffoldError::new(format!(
            "cannot write {shown}: {error}: name another file with `--output FILE`"
        ))
    })
}

fn can_be_written(
    path: &Path,
    code: &str,
    is_program: bool,
    is_forced: bool,
) -> Result<bool, ScaffoldError> {
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
        metadata => metadata.map_err(|error| unreadable(path, &error.to_string()))?,
    };
    if !metadata.is_file() {
        return Err(unreadable(path, "it is not a file"));
    }
    if is_forced {
        return Ok(true);
    }
    let present = fs::read(path).map_err(|error| unreadable(path, &error.to_string()))?;
    Ok(is_replaceable(&present, code, is_program))
}

/// Whether nothing is lost if the file is replaced.
fn is_replaceable(present: &[u8], code: &str, is_program: bool) -> bool {
    let Ok(present) = std::str::from_utf8(present) else {
        return false;
    };
    let present = present.replace("\r\n", "\n");
    let is_untouched = is_program && present.trim() == UNTOUCHED_MAIN.trim();
    present.trim().is_empty() || present == code || is_untouched
}

fn unreadable(path: &Path, reason: &str) -> ScaffoldError {
    let shown = path.display();
    ScaffoldError::new(format!(
        "cannot replace {shown}: {reason}: name another file with `--output FILE`"
    ))
}
