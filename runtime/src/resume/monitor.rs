//! Where to poll for the outcome of a long-running job.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use crate::address::permissions::Permissions;
use crate::resume::link;
use crate::resume::stored::{NotStored, stored_as_string};

/// Where to poll for the outcome of a long-running job.
///
/// On the client's own origin the URL is polled with the token. It may also be on another host, where it grants access to
/// anyone who knows it: there it is polled without the token ([long-running actions]).
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use graph_resource::long_running::Accepted;
/// # use serde::Deserialize;
/// # use std::time::Duration;
/// # #[graph_resource(get(latest_report = "/reports/latest"))] #[derive(Deserialize)]
/// # struct Report { id: String }
/// # async fn wait_for_report(client: Client) -> Result<Report, graph_resource::Error> {
/// let mut accepted = Report::latest_report().send_accepted(&client).await?;
/// loop {
///     match accepted {
///         Accepted::Done(report) => return Ok(report),
///         Accepted::Pending(monitor) => {
///             let delay = monitor.retry_after().unwrap_or(Duration::from_secs(10));
///             tokio::time::sleep(delay).await;
///             accepted = monitor.poll(&client).await?;
///         }
///     }
/// }
/// # }
/// ```
///
/// A monitor can be stored as a string, or with serde as the same string. Only the URL is stored, and two monitors with
/// the same URL are equal. Keep the string as safe as a password: `Debug` does not show it, and there is no `Display`.
/// Parsing returns an error of the kind [`Link`](crate::ErrorKind::Link) if the string is not a URL.
///
/// ```
/// use graph_resource::long_running::Monitor;
///
/// # fn main() -> Result<(), graph_resource::Error> {
/// let monitor: Monitor = "https://graph.microsoft.com/v1.0/monitors/1".parse()?;
/// let stored: String = monitor.as_str().to_owned();
/// assert_eq!(stored.parse::<Monitor>()?, monitor);
/// # Ok(()) }
/// ```
///
/// [long-running actions]: https://learn.microsoft.com/graph/long-running-actions-overview
#[derive(Clone)]
pub struct Monitor {
    location: String,
    retry_after: Option<Duration>,
    pub(crate) permissions: Option<&'static Permissions>,
}

impl Monitor {
    /// A monitor as the service sent it.
    pub(crate) fn new(location: &str, retry_after: Option<Duration>) -> Self {
        Monitor {
            location: location.to_owned(),
            retry_after,
            permissions: None,
        }
    }

    /// Restores a monitor from what [`as_str`](Self::as_str) returned.
    pub(crate) fn parse(stored: &str) -> Result<Self, NotStored> {
        let expected = "the URL of a job";
        link::check(stored).map_err(|reason| NotStored { expected, reason })?;
        Ok(Monitor::new(stored, None))
    }

    /// Returns the URL to poll, to be stored. If the service sent a relative one, it has been resolved against the URL
    /// that was requested.
    pub fn as_str(&self) -> &str {
        &self.location
    }

    /// Returns how long the service wants the caller to wait before the next [`poll`](Self::poll), which does not
    /// wait. It is `None` if the service did not say, or if the monitor was stored.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

stored_as_string!(Monitor);

impl PartialEq for Monitor {
    fn eq(&self, other: &Self) -> bool {
        self.location == other.location
    }
}

impl Eq for Monitor {}

impl Hash for Monitor {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.location.hash(state);
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor")
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}
