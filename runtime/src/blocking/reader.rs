//! A download as a [`Read`].

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::{Buf, Bytes};

use crate::blocking::worker::Worker;
use crate::read::content::download::Download;

/// A reader of a download's bytes, returned by [`Client::open`](super::Client::open).
///
/// If the download fails, [`io::Error::get_ref`] returns its [`Error`](crate::Error). Further reads fail too, so that the
/// bytes before the error are never taken for the whole content.
///
/// ```no_run
/// # use graph_resource::{blocking, graph_resource};
/// # use serde::Deserialize;
/// # #[graph_resource(content(report = "/reports/getEmailActivityCounts(period='<period>')"))] #[derive(Deserialize)]
/// # struct Activity { date: String }
/// # fn print(client: blocking::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let mut reader = client.open(&Activity::report("D7"))?;
/// std::io::copy(&mut reader, &mut std::io::stdout())?;
/// # Ok(()) }
/// ```
pub struct Reader {
    /// `None` at the end, and after a failure.
    download: Option<Download>,
    failed: bool,
    /// The rest of the chunk that is being read.
    chunk: Bytes,
    content_type: Option<String>,
    length: Option<u64>,
    worker: Arc<Worker>,
}

impl Reader {
    pub(super) fn new(download: Download, worker: &Arc<Worker>) -> Self {
        let content_type = download.content_type().map(str::to_owned);
        let length = download.length();
        Reader {
            download: Some(download),
            failed: false,
            chunk: Bytes::new(),
            content_type,
            length,
            worker: Arc::clone(worker),
        }
    }

    /// Returns the media type that the service sent, or `None` if it sent none.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns how many bytes the download has in all, if the service announced it.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Waits for the next chunk, if there is one.
    fn fill(&mut self) -> io::Result<()> {
        while self.chunk.is_empty() {
            if self.failed {
                return Err(io::Error::other("the download has failed before"));
            }
            let Some(mut download) = self.download.take() else {
                return Ok(());
            };
            self.failed = true;
            let (download, chunk) = self
                .worker
                .wait(async move {
                    let chunk = download.next().await?;
                    Ok((download, chunk))
                })
                .map_err(io::Error::other)?;
            self.failed = false;
            if let Some(chunk) = chunk {
                self.chunk = chunk;
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
        let length = buffer.len().min(self.chunk.len());
        self.chunk.copy_to_slice(&mut buffer[..length]);
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
