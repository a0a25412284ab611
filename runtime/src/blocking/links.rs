//! Reads that follow a link of the service: the next page, and the monitor of a long-running job.

use serde::de::DeserializeOwned;

use crate::blocking::client::Client;
use crate::error::Error;
use crate::read::list::List;
use crate::read::long_running::{Accepted, Monitor};
use crate::read::page::Page;

impl Client {
    /// Reads the page that `page` links to, as [`List::page_after`] does. Returns `None` if `page` is the last one.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, the body
    /// is not a page of `T`, the link leads to another origin, or the page that it leads to links to itself.
    pub fn page_after<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
        page: &Page<T>,
    ) -> Result<Option<Page<T>>, Error> {
        self.worker.wait(request.page_after(page, &self.client))
    }

    /// Polls a long-running job once, as [`Monitor::poll`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the credential or the network fails, the status is not 2xx or has no content (204), the body
    /// does not fit `T`, or the URL is not absolute or not `https` (`http` is allowed on the local machine only).
    pub fn poll<T: DeserializeOwned + Send + 'static>(
        &self,
        monitor: &Monitor,
    ) -> Result<Accepted<T>, Error> {
        self.worker.wait(monitor.poll(&self.client))
    }
}
