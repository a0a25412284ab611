//! Into a file, whole or not at all.

use std::io;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncWriteExt;
use tokio::task::spawn_blocking;

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::content::download::Download;

/// Writes the bytes beside `path` and moves them there when all have come.
pub(super) async fn save(
    mut download: Download,
    path: PathBuf,
    context: Context,
) -> Result<u64, Error> {
    let disk = |source: io::Error| {
        let what = format!("the file cannot be written ({})", source.kind());
        Error::new(ErrorKind::File, what)
            .with_source(source)
            .with_context(context.clone())
    };
    // The first piece before the file, so that an error of the service's leaves no trace.
    let mut piece = download.next().await?;
    let (part, mut file) = Part::create(path.clone()).await.map_err(disk)?;
    let mut written = 0;
    while let Some(bytes) = piece {
        file.write_all(&bytes).await.map_err(disk)?;
        written += bytes.len() as u64;
        piece = download.next().await?;
    }
    // Without it the failure of the last write would be lost.
    file.flush().await.map_err(disk)?;
    file.sync_all().await.map_err(disk)?;
    drop(file);
    fs::rename(&part.0, &path).await.map_err(disk)?;
    Ok(written)
}

/// A file that is not complete; it is removed when it is dropped, unless it has been moved by then.
struct Part(PathBuf);

impl Part {
    /// Where nobody waits any more for the other thread, what it has created is dropped there, and so removed.
    async fn create(path: PathBuf) -> io::Result<(Self, fs::File)> {
        let created = spawn_blocking(move || {
            let part = Part::beside(&path)?;
            let file = std::fs::File::create_new(&part.0)?;
            Ok::<_, io::Error>((part, file))
        });
        let (part, file) = created.await.map_err(io::Error::other)??;
        Ok((part, fs::File::from_std(file)))
    }

    /// A name of its own, for with the file's it might be longer than the disk takes.
    fn beside(path: &Path) -> io::Result<Self> {
        if path.file_name().is_none() || path.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "the path names a folder, and no file",
            ));
        }
        Ok(Part(path.with_file_name(format!(
            ".graph-resource-{:016x}.part",
            fastrand::u64(..)
        ))))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nothing can be done about a failure here, and a file that was moved is not there any more.
        let _ = std::fs::remove_file(&self.0);
    }
}
