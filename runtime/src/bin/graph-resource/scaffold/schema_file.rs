//! Finding the schema of the service.

use std::fs;
use std::path::{Path, PathBuf};

use graph_resource_schema::Schema;
use graph_resource_schema::source::{self, Source};

use super::error::ScaffoldError;

/// Reads the schema: the given file, or the one that the environment names, or else the nearest one.
pub(crate) fn read(given: Option<&Path>) -> Result<Schema, ScaffoldError> {
    let path = find(given)?;
    let shown = path.display();
    let text = fs::read_to_string(&path).map_err(|error| {
        ScaffoldError::new(format!(
            "{shown} cannot be read: {error}; `graph-resource schema` writes it"
        ))
    })?;
    Schema::parse(text).map_err(|error| {
        ScaffoldError::new(format!(
            "{shown}: {error}; `graph-resource schema` writes it anew"
        ))
    })
}

/// The file that the attribute would take for the crate in whose folder the command runs.
fn find(given: Option<&Path>) -> Result<PathBuf, ScaffoldError> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let current = std::env::current_dir().map_err(|error| {
        ScaffoldError::new(format!("the current folder cannot be read: {error}"))
    })?;
    let manifest = source::manifest_folder(&current).unwrap_or(&current);
    match source::find(manifest, std::env::var_os(source::VARIABLE)) {
        Ok(Source::File(file)) => Ok(file),
        // The crate is not checked, which needs no file, but scaffolding does.
        Ok(Source::Off) => Ok(manifest.join(source::FILE_NAME)),
        Err(error) => Err(ScaffoldError::new(format!(
            "{error}, or pass `--schema FILE`"
        ))),
    }
}
