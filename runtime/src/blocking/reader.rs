//! A download as a [`Read`].

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::{Buf, Bytes};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LAST_MODIFIED};

use crate::blocking::worker::Worker;
use crate::error::throttle_info::ThrottleInfo;
use crate::read::content::download::Download;
use crate::read::head::Head;

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
    head: Option<Arc<Head>>,
    length: Option<u64>,
    worker: Arc<Worker>,
}

impl Reader {
    pub(super) fn new(download: Download, worker: &Arc<Worker>) -> Self {
        Reader {
            head: download.head().cloned(),
            length: download.length(),
            download: Some(download),
            failed: false,
            chunk: Bytes::new(),
            worker: Arc::clone(worker),
        }
    }

    /// Returns the media type that the service sent, or `None` if it sent none.
    pub fn content_type(&self) -> Option<&str> {
        self.head.as_ref()?.header(&CONTENT_TYPE)
    }

    /// Returns how many bytes the download has in all, if the service announced it.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the entity tag of the content, if the service sent one, as [`Download::etag`] does.
    pub fn etag(&self) -> Option<&str> {
        self.head.as_ref()?.etag()
    }

    /// Returns when the content was last modified as the service wrote it, as [`Download::last_modified`] does.
    pub fn last_modified(&self) -> Option<&str> {
        self.head.as_ref()?.header(&LAST_MODIFIED)
    }

    /// Returns the id that the service gave the request, as [`Download::request_id`] does.
    pub fn request_id(&self) -> Option<&str> {
        self.head.as_ref()?.request_id()
    }

    /// Returns what the service reports about its limits, as [`Download::throttle`] does.
    pub fn throttle(&self) -> Option<&ThrottleInfo> {
        self.head.as_ref()?.throttle()
    }

    /// Returns the headers of the response, such as `Content-Disposition`.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.head.as_ref()?.headers)
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
                self.head = download.head().cloned();
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
            .field("content_type", &self.content_type())
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
