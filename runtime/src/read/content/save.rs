//! Saves a download to a file, completely or not at all.

use std::io;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncWriteExt;
use tokio::task::spawn_blocking;

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::content::download::Download;

/// Writes the bytes to a temporary file beside `path`, and renames it once it is complete.
pub(in crate::read) async fn save(
    download: &mut Download,
    path: PathBuf,
    context: Context,
) -> Result<u64, Error> {
    let failed = |source| write_error(source, &context);
    // Read the first chunk before the file is created, so that an error of the service leaves no trace.
    let mut next_chunk = download.next().await?;
    let (temporary, mut file) = TemporaryFile::create(path.clone()).await.map_err(failed)?;
    let mut written = 0;
    while let Some(bytes) = next_chunk {
        file.write_all(&bytes).await.map_err(failed)?;
        written += bytes.len() as u64;
        next_chunk = download.next().await?;
    }
    // Without a flush, a failure of the last write would go unnoticed.
    file.flush().await.map_err(failed)?;
    file.sync_all().await.map_err(failed)?;
    drop(file);
    fs::rename(&temporary.0, &path).await.map_err(failed)?;
    Ok(written)
}

fn write_error(source: io::Error, context: &Context) -> Error {
    let summary = format!("the file cannot be written ({})", source.kind());
    Error::new(ErrorKind::File, summary)
        .with_source(source)
        .with_context(context.clone())
}

/// An incomplete file. It is removed when it is dropped, unless it was renamed before.
struct TemporaryFile(PathBuf);

impl TemporaryFile {
    /// If the caller stops waiting, the result is dropped on the other thread, which removes the file.
    async fn create(path: PathBuf) -> io::Result<(Self, fs::File)> {
        let created = spawn_blocking(move || {
            let temporary = TemporaryFile::beside(&path)?;
            let file = std::fs::File::create_new(&temporary.0)?;
            Ok::<_, io::Error>((temporary, file))
        });
        let (temporary, file) = created.await.map_err(io::Error::other)??;
        Ok((temporary, fs::File::from_std(file)))
    }

    /// The name does not include the target's name, because together they might be too long for the file system.
    fn beside(path: &Path) -> io::Result<Self> {
        if path.file_name().is_none() || path.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "the path is a directory: add a file name",
            ));
        }
        let name = format!(".graph-resource-{:016x}.part", fastrand::u64(..));
        Ok(TemporaryFile(path.with_file_name(name)))
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // A failure cannot be handled here, and a file that was renamed no longer exists under this name.
        let _ = std::fs::remove_file(&self.0);
    }
}
