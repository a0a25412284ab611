//! Writing a file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file, or replaces it. Whoever reads it meanwhile sees the old content or the new one, never a part.
pub(crate) fn replace(path: &Path, content: &str) -> io::Result<()> {
    // A link is kept, and the file that it leads to is replaced.
    let path = match fs::canonicalize(path) {
        Ok(real) => real,
        Err(_) => path.to_owned(),
    };
    let temporary = beside(&path)?;
    let written = write(&temporary, content).and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        // It may not be there, and the first error says more.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Writes a file to the disk, since the name may reach it before the content otherwise.
fn write(path: &Path, content: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()
}

/// A name in the same folder: a file can be renamed within a file system only.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}", std::process::id()));
    Ok(path.with_file_name(temporary))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::replace;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left_behind() {
        let folder =
            std::env::temp_dir().join(format!("graph-resource-save-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("graph.schema");
        for content in ["first", "second"] {
            replace(&file, content).unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), content);
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        assert!(replace(&folder.join("missing/graph.schema"), "").is_err());
        // A folder cannot be replaced, and no temporary file remains.
        assert!(replace(&folder, "").is_err());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
