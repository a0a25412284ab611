//! Saves a download to a file, completely or not at all.

use std::fs::Permissions;
use std::io;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};
use tokio::task::spawn_blocking;

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::content::download::Download;

/// Writes the bytes to a temporary file beside the target, and renames it once it is complete.
pub(crate) async fn save(
    download: &mut Download,
    path: PathBuf,
    context: Context,
) -> Result<u64, Error> {
    let failed = |source| write_error(source, &context);
    // Read the first chunk before the file is created, so that an error of the service leaves no trace.
    let mut next_chunk = download.next_or_restart().await?;
    let (temporary, mut file) = TemporaryFile::create(path).await.map_err(failed)?;
    let mut written = 0;
    while let Some((bytes, is_restart)) = next_chunk {
        if is_restart {
            clear(&mut file).await.map_err(failed)?;
            written = 0;
        }
        file.write_all(&bytes).await.map_err(failed)?;
        written += bytes.len() as u64;
        next_chunk = download.next_or_restart().await?;
    }
    // Without a flush, a failure of the last write would go unnoticed.
    file.flush().await.map_err(failed)?;
    file.sync_all().await.map_err(failed)?;
    drop(file);
    temporary.replace_target().await.map_err(failed)?;
    Ok(written)
}

async fn clear(file: &mut fs::File) -> io::Result<()> {
    file.rewind().await?;
    file.set_len(0).await
}

fn write_error(source: io::Error, context: &Context) -> Error {
    let summary = format!("the file cannot be written ({})", source.kind());
    Error::new(ErrorKind::File, summary)
        .with_source(source)
        .with_context(context.clone())
}

/// An incomplete file. It is removed when it is dropped, unless it has replaced its target.
struct TemporaryFile {
    path: PathBuf,
    target: PathBuf,
}

impl TemporaryFile {
    /// If the caller stops waiting, the result is dropped on the other thread, which removes the file.
    async fn create(path: PathBuf) -> io::Result<(Self, fs::File)> {
        let created = spawn_blocking(move || {
            let target = follow_links(path)?;
            let permissions = existing_permissions(&target)?;
            let temporary = TemporaryFile::beside(target)?;
            let file = create_new(&temporary.path, permissions)?;
            Ok::<_, io::Error>((temporary, file))
        });
        let (temporary, file) = created.await.map_err(io::Error::other)??;
        Ok((temporary, fs::File::from_std(file)))
    }

    /// The name does not include the target's name, because together they might be too long for the file system.
    fn beside(target: PathBuf) -> io::Result<Self> {
        if target.file_name().is_none() {
            return Err(is_a_directory());
        }
        let name = format!(".graph-resource-{:016x}.part", fastrand::u64(..));
        Ok(TemporaryFile {
            path: target.with_file_name(name),
            target,
        })
    }

    async fn replace_target(&self) -> io::Result<()> {
        fs::rename(&self.path, &self.target).await
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // A failure cannot be handled here, and a file that was renamed no longer exists under this name.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn is_a_directory() -> io::Error {
    io::Error::new(
        io::ErrorKind::IsADirectory,
        "the path is a directory: add a file name",
    )
}

/// As many as Linux follows.
const MAX_LINKS: usize = 40;

/// The path that symbolic links lead to, whether or not there is a file.
fn follow_links(path: PathBuf) -> io::Result<PathBuf> {
    let mut path = path;
    for _ in 0..MAX_LINKS {
        let Ok(target) = std::fs::read_link(&path) else {
            return Ok(path);
        };
        path = match path.parent() {
            Some(folder) => folder.join(target),
            None => target,
        };
    }
    Err(io::Error::other("too many symbolic links"))
}

/// The permissions of the file that is about to be replaced, if there is one.
fn existing_permissions(target: &Path) -> io::Result<Option<Permissions>> {
    match std::fs::metadata(target) {
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata.permissions())),
        Ok(metadata) if metadata.is_dir() => Err(is_a_directory()),
        Ok(_) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "the path is a device or a pipe, which cannot be replaced: write the chunks of `Content::stream` to it",
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Creates a file with these permissions, and without any moment at which others could read more.
#[cfg(unix)]
fn create_new(path: &Path, permissions: Option<Permissions>) -> io::Result<std::fs::File> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    let Some(permissions) = permissions else {
        return std::fs::File::create_new(path);
    };
    let mut options = std::fs::OpenOptions::new();
    let file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    // As after any write, the file does not run with the rights of its owner.
    let mode = permissions.mode() & 0o777;
    file.set_permissions(Permissions::from_mode(mode))?;
    Ok(file)
}

/// On other systems, a new file has the permissions of its directory.
#[cfg(not(unix))]
fn create_new(path: &Path, _: Option<Permissions>) -> io::Result<std::fs::File> {
    std::fs::File::create_new(path)
}
