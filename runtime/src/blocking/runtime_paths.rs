//! What is read from links of the service's, and from addresses that are only known at run time.

use serde::de::DeserializeOwned;

use crate::blocking::Client;
use crate::error::Error;
use crate::read::list::List;
use crate::read::long_running::{Accepted, Monitor};
use crate::read::page::Page;

impl Client {
    /// Reads the page that `page` links to: [`List::page_after`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn page_after<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
        page: &Page<T>,
    ) -> Result<Option<Page<T>>, Error> {
        self.worker.wait(request.page_after(page, &self.client))
    }

    /// Asks whether a long-running job is done: [`Monitor::poll`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn poll<T: DeserializeOwned + Send + 'static>(
        &self,
        monitor: &Monitor,
    ) -> Result<Accepted<T>, Error> {
        self.worker.wait(monitor.poll(&self.client))
    }
}
