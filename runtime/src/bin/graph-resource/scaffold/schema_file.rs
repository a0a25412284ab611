//! Finding the schema of the service.

use std::fs;
use std::path::{Path, PathBuf};

use graph_resource_schema::Schema;

use super::error::ScaffoldError;

const FILE: &str = "graph.schema";
const VARIABLE: &str = "GRAPH_RESOURCE_SCHEMA";

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

fn find(given: Option<&Path>) -> Result<PathBuf, ScaffoldError> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    if let Some(path) = std::env::var_os(VARIABLE) {
        return Ok(PathBuf::from(path));
    }
    let current = std::env::current_dir().map_err(|error| {
        ScaffoldError::new(format!("the current folder cannot be read: {error}"))
    })?;
    nearest(&current).ok_or_else(|| {
        ScaffoldError::new(format!(
            "there is no `{FILE}` here: run `graph-resource schema`, or pass `--schema FILE`"
        ))
    })
}

/// Looks in a folder and its parents, up to the root of the workspace.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let root = workspace_root(folder);
    for folder in folder.ancestors() {
        let file = folder.join(FILE);
        if file.is_file() {
            return Some(file);
        }
        if Some(folder) == root {
            return None;
        }
    }
    None
}

/// The outermost folder that has a manifest.
fn workspace_root(folder: &Path) -> Option<&Path> {
    let folders = folder.ancestors();
    folders
        .filter(|folder| folder.join("Cargo.toml").is_file())
        .last()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_schema_is_found_up_to_the_root_of_the_workspace() {
        let folder = std::env::temp_dir().join(format!("scaffold-{}", std::process::id()));
        let member = folder.join("outside/workspace/member");
        std::fs::create_dir_all(&member).unwrap();
        for manifest in ["outside/workspace", "outside/workspace/member"] {
            std::fs::write(folder.join(manifest).join("Cargo.toml"), "").unwrap();
        }
        std::fs::write(folder.join("outside/graph.schema"), "").unwrap();
        let beyond_root = nearest(&member);
        let at_root = folder.join("outside/workspace/graph.schema");
        std::fs::write(&at_root, "").unwrap();
        let found = nearest(&member);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(beyond_root, None);
        assert_eq!(found, Some(at_root));
    }
}
