//! Where the file is.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use graph_resource_schema::source::{self, Source, SourceError};

/// The file that was asked for, or the one of the crate in whose folder the command runs.
pub(super) fn path(output: Option<&Path>) -> Result<PathBuf, String> {
    if let Some(output) = output {
        return Ok(output.to_owned());
    }
    let folder = env::current_dir()
        .map_err(|error| format!("the current folder is not accessible: {error}"))?;
    let manifest = source::manifest_folder(&folder).ok_or_else(|| {
        format!(
            "neither {} nor a folder above it has a Cargo.toml: run the command in a crate, or name the file with `--output PATH`",
            folder.display()
        )
    })?;
    let found = of_crate(manifest, env::var_os(source::VARIABLE))?;
    // The path as somebody in this folder would write it.
    Ok(match found.strip_prefix(&folder) {
        Ok(relative) => relative.to_owned(),
        Err(_) => found,
    })
}

/// The file that the attribute takes for a crate, or a new one beside its Cargo.toml.
fn of_crate(manifest: &Path, variable: Option<OsString>) -> Result<PathBuf, String> {
    match source::find(manifest, variable) {
        Ok(Source::File(file)) => Ok(file),
        Ok(Source::Off) | Err(SourceError::Missing) => Ok(manifest.join(source::FILE_NAME)),
        // It is about to be made.
        Err(SourceError::NotThere { file, .. }) => Ok(file),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::of_crate;
    use graph_resource_schema::source;

    /// A workspace with one member.
    struct Workspace(PathBuf);

    impl Workspace {
        fn new(name: &str) -> Self {
            let folder = format!("graph-resource-{name}-{}", std::process::id());
            let root = std::env::temp_dir().join(folder);
            fs::create_dir_all(root.join("member/src")).unwrap();
            fs::write(root.join("Cargo.toml"), "[workspace]\n").unwrap();
            fs::write(root.join("member/Cargo.toml"), "").unwrap();
            Self(root)
        }

        fn file_of(&self, folder: &str) -> PathBuf {
            let folder = self.0.join(folder);
            let manifest = source::manifest_folder(&folder).unwrap();
            let found = of_crate(manifest, None).unwrap();
            found.strip_prefix(&self.0).unwrap().to_owned()
        }
    }

    impl Drop for Workspace {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_new_file_is_beside_the_manifest_of_the_crate() {
        let workspace = Workspace::new("new");
        for folder in ["member", "member/src"] {
            assert_eq!(workspace.file_of(folder), Path::new("member/graph.schema"));
        }
        assert_eq!(workspace.file_of(""), Path::new("graph.schema"));
    }

    #[test]
    fn a_file_of_the_workspace_is_used() {
        let workspace = Workspace::new("shared");
        fs::write(workspace.0.join("graph.schema"), "").unwrap();
        assert_eq!(workspace.file_of("member/src"), Path::new("graph.schema"));
        fs::write(workspace.0.join("member/graph.schema"), "").unwrap();
        let error = of_crate(&workspace.0.join("member"), None).unwrap_err();
        assert!(error.contains("there are two schemas"), "{error}");
    }
}
