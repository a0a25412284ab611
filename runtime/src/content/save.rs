//! Into a file, whole or not at all.

use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::download::Download;
use crate::error::Context;
use crate::{Error, ErrorKind};

/// Writes the bytes beside `path` and moves them there when all have come.
pub(super) async fn save(mut download: Download, path: PathBuf, context: Context) -> Result<u64, Error> {
    let disk = |source: std::io::Error| {
        Error::new(ErrorKind::Io, "the file cannot be written").with_source(source).with_context(context.clone())
    };
    // The first piece before the file, so that an error of the service's leaves no trace.
    let mut piece = download.next().await?;
    let part = Part::beside(&path);
    let mut file = fs::File::create_new(&part.0).await.map_err(disk)?;
    let mut written = 0;
    while let Some(bytes) = piece {
        file.write_all(&bytes).await.map_err(disk)?;
        written += bytes.len() as u64;
        piece = download.next().await?;
    }
    file.sync_all().await.map_err(disk)?;
    drop(file);
    fs::rename(&part.0, &path).await.map_err(disk)?;
    Ok(written)
}

/// A file that is not complete; it is removed when it is dropped, unless it has been moved by then.
struct Part(PathBuf);

impl Part {
    fn beside(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:016x}.part", fastrand::u64(..)));
        Part(path.with_file_name(name))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nothing can be done about a failure here, and a file that was moved is not there any more.
        let _ = std::fs::remove_file(&self.0);
    }
}
