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

    /// Reads a path that is only known at run time: [`Client::get_path`](crate::Client::get_path).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn get_path<T: DeserializeOwned + Send + 'static>(&self, path: &str) -> Result<T, Error> {
        self.worker.wait(self.client.get_path(path))
    }

    /// Reads a collection at a path that is only known at run time: [`Client::list_path`](crate::Client::list_path).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn list_path<T: DeserializeOwned + Send + 'static>(
        &self,
        path: &str,
    ) -> Result<Vec<T>, Error> {
        self.worker.wait(self.client.list_path(path))
    }

    /// Reads a whole URL: [`Client::get_url`](crate::Client::get_url).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn get_url<T: DeserializeOwned + Send + 'static>(&self, url: &str) -> Result<T, Error> {
        self.worker.wait(self.client.get_url(url))
    }
}
