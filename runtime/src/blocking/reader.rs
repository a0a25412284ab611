//! A download as a reader.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::{Buf, Bytes};

use crate::blocking::worker::Worker;
use crate::read::content::download::Download;

/// The bytes of a download, as they come; made by [`Client::open`].
///
/// An error of the read is the source of the [`io::Error`], and nothing follows it.
pub struct Reader {
    /// `None` at the end.
    download: Option<Download>,
    piece: Bytes,
    content_type: Option<String>,
    length: Option<u64>,
    worker: Arc<Worker>,
}

impl Reader {
    pub(super) fn new(download: Download, worker: &Arc<Worker>) -> Self {
        let (content_type, length) = (
            download.content_type().map(str::to_owned),
            download.length(),
        );
        Reader {
            download: Some(download),
            piece: Bytes::new(),
            content_type,
            length,
            worker: Arc::clone(worker),
        }
    }

    /// The media type, as the service said it.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// What is to come in all, in bytes, where the service said so.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Waits for the next piece, where there is one.
    fn fill(&mut self) -> io::Result<()> {
        while self.piece.is_empty() {
            let Some(mut download) = self.download.take() else {
                return Ok(());
            };
            let (download, piece) = self
                .worker
                .wait(async move {
                    let piece = download.next().await?;
                    Ok((download, piece))
                })
                .map_err(io::Error::other)?;
            if let Some(piece) = piece {
                self.piece = piece;
                self.download = Some(download);
            }
        }
        Ok(())
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        self.fill()?;
        let length = buffer.len().min(self.piece.len());
        self.piece.copy_to_slice(&mut buffer[..length]);
        Ok(length)
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("content_type", &self.content_type)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
