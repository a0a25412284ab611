//! The HTTP client that is used unless a program brings its own.

use std::future::ready;
use std::sync::{PoisonError, RwLock};
use std::time::Instant;

use url::Url;

use crate::client::reqwest_builder::build;
use crate::client::tls::backend::Tls;
use crate::client::tls::versions::Versions;
use crate::transport::http_client::{HttpClient, HttpFuture};
use crate::transport::http_error::HttpError;
use crate::transport::http_request::HttpRequest;
use crate::transport::origin::ServiceRoot;
use crate::transport::reqwest_client::send;
use crate::transport::stale_connections::StaleConnections;

/// Sends requests with `reqwest`, over connections that it can let go of.
pub(super) struct DefaultClient {
    tls: Tls,
    root: ServiceRoot,
    /// By the index of their [`Use`].
    pools: [RwLock<Pool>; 4],
}

/// The requests that share connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Use {
    /// Whether they are sent to the service itself. The failures of other hosts, such as those that it redirects downloads
    /// to, say nothing about it.
    is_own: bool,
    is_download: bool,
}

/// All requests to the service but downloads.
const READS: Use = Use {
    is_own: true,
    is_download: false,
};

impl Use {
    fn index(self) -> usize {
        2 * usize::from(self.is_own) + usize::from(self.is_download)
    }

    /// Downloads use HTTP/1.1, so that each open one has a connection to itself: over HTTP/2, downloads that nobody reads
    /// fill the window of their connection, and take up its streams, and nothing else arrives there any more.
    fn versions(self) -> Versions {
        if self.is_download {
            Versions::Http1
        } else {
            Versions::All
        }
    }
}

/// A generation of connections. A `reqwest::Client` keeps its connections as long as it is there; those that a request
/// is using live on until it is done.
struct Pool {
    /// When the generation began. All requests since then are sent over its connections.
    began: Instant,
    /// Built when it is first needed.
    client: Option<reqwest::Client>,
}

impl Pool {
    fn new() -> Self {
        Pool {
            began: Instant::now(),
            client: None,
        }
    }
}

impl DefaultClient {
    pub(super) fn new(root: ServiceRoot) -> Result<Self, String> {
        let client = DefaultClient {
            tls: Tls::new(root.is_plain())?,
            root,
            pools: [(); 4].map(|()| RwLock::new(Pool::new())),
        };
        // What is wrong with the settings is reported before anything is sent.
        client.client_for(READS)?;
        Ok(client)
    }

    fn use_of(&self, url: &Url, is_download: bool) -> Use {
        Use {
            is_own: self.root.is_origin_of(url),
            is_download,
        }
    }

    fn send_as(&self, usage: Use, request: HttpRequest) -> HttpFuture<'static> {
        match self.client_for(usage) {
            Ok(client) => send(&client, request),
            Err(summary) => Box::pin(ready(Err(HttpError::config(summary)))),
        }
    }

    /// The client of the current generation.
    fn client_for(&self, usage: Use) -> Result<reqwest::Client, String> {
        let pool = &self.pools[usage.index()];
        let built = pool
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .client
            .clone();
        if let Some(client) = built {
            return Ok(client);
        }
        let mut pool = pool.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = &pool.client {
            return Ok(client.clone());
        }
        let client = build(&self.tls, self.root.is_plain(), usage.versions())?;
        pool.client = Some(client.clone());
        Ok(client)
    }
}

impl HttpClient for DefaultClient {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        let usage = self.use_of(&request.url, request.is_download);
        if self.tls.is_prepared(usage.versions()) {
            return self.send_as(usage, request);
        }
        Box::pin(async move {
            self.tls.prepare(usage.versions()).await;
            self.send_as(usage, request).await
        })
    }

    /// Begins a new generation, unless another failure has done so already.
    fn discard_connections(&self, stale: StaleConnections<'_>) {
        let pool = &self.pools[self.use_of(stale.url, stale.is_download).index()];
        let mut pool = pool.write().unwrap_or_else(PoisonError::into_inner);
        if pool.began <= stale.opened_before {
            *pool = Pool::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    fn client() -> DefaultClient {
        DefaultClient::new(ServiceRoot::parse("http://127.0.0.1:1").unwrap()).unwrap()
    }

    /// When the generation that the next request uses began.
    fn began(client: &DefaultClient, usage: Use) -> Instant {
        client.pools[usage.index()].read().unwrap().began
    }

    fn is_built(pool: &RwLock<Pool>) -> bool {
        pool.read().unwrap().client.is_some()
    }

    fn discard(client: &DefaultClient, usage: Use, opened_before: Instant) {
        let port = if usage.is_own { 1 } else { 2 };
        let url = format!("http://127.0.0.1:{port}/v1.0/me").parse().unwrap();
        let stale = StaleConnections::new(&url, usage.is_download, opened_before);
        client.discard_connections(stale);
    }

    fn all_uses() -> impl Iterator<Item = Use> {
        [(true, false), (true, true), (false, false), (false, true)]
            .into_iter()
            .map(|(is_own, is_download)| Use {
                is_own,
                is_download,
            })
    }

    #[test]
    fn many_failures_of_one_generation_start_one_new_one() {
        let client = client();
        let first = began(&client, READS);
        let sent_at = Instant::now();
        discard(&client, READS, sent_at);
        let second = began(&client, READS);
        assert!(second > first);
        for earlier in [sent_at, first, sent_at] {
            discard(&client, READS, earlier);
            assert_eq!(began(&client, READS), second);
        }
        discard(&client, READS, Instant::now());
        assert!(began(&client, READS) > second);
    }

    #[test]
    fn parallel_failures_of_one_generation_start_one_new_one() {
        let client = client();
        let sent_at = Instant::now();
        let generations = std::thread::scope(|scope| {
            let fail = || {
                discard(&client, READS, sent_at);
                began(&client, READS)
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(fail)).collect();
            let ends = threads.into_iter().map(|thread| thread.join().unwrap());
            ends.collect::<std::collections::BTreeSet<_>>()
        });
        assert_eq!(generations.len(), 1);
    }

    #[test]
    fn a_failure_ends_the_generation_of_its_own_host_and_kind_only() {
        let client = client();
        for failed in all_uses() {
            let before: Vec<_> = all_uses().map(|usage| began(&client, usage)).collect();
            discard(&client, failed, Instant::now());
            for (usage, before) in all_uses().zip(before) {
                let is_new = began(&client, usage) > before;
                assert_eq!(is_new, usage == failed, "{failed:?} {usage:?}");
            }
        }
    }

    #[test]
    fn a_request_that_was_sent_before_its_client_was_built_belongs_to_its_generation() {
        let client = client();
        for usage in all_uses() {
            let sent_at = Instant::now();
            client.client_for(usage).unwrap();
            let before = began(&client, usage);
            discard(&client, usage, sent_at);
            assert!(began(&client, usage) > before, "{usage:?}");
        }
    }

    #[tokio::test]
    async fn connections_are_opened_when_they_are_first_needed() {
        let client = client();
        for (number, usage) in all_uses().enumerate() {
            let built = client.pools.iter().filter(|pool| is_built(pool));
            assert_eq!(built.count(), number.max(1));
            let port = if usage.is_own { 1 } else { 2 };
            let nowhere = format!("http://127.0.0.1:{port}").parse().unwrap();
            let mut request = HttpRequest::new(Method::GET, nowhere);
            request.is_download = usage.is_download;
            client.send(request).await.unwrap_err();
        }
    }
}
