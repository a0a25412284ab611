//! The HTTP client that is used unless a program brings its own.

use std::sync::{OnceLock, PoisonError, RwLock};
use std::time::Instant;

use crate::client::tls::{Tls, Versions, build};
use crate::transport::http_client::{HttpClient, HttpFuture};
use crate::transport::http_request::HttpRequest;
use crate::transport::reqwest_client::send;

/// Sends requests with `reqwest`, over connections that it can let go of.
pub(super) struct DefaultClient {
    connector: Connector,
    pool: RwLock<Pool>,
}

/// Builds clients with one TLS configuration, whose certificates are read once.
struct Connector {
    tls: Tls,
    plain: bool,
}

/// A generation of connections. A `reqwest::Client` keeps its connections as long as it is there; those that a request
/// is using live on until it is done.
struct Pool {
    created: Instant,
    client: reqwest::Client,
    /// The client for downloads, built when it is first needed. `None` if it cannot be built.
    ///
    /// It speaks HTTP/1.1, so that each open download has a connection to itself: over HTTP/2, downloads that nobody
    /// reads fill the window of their connection, and take up its streams, and nothing else arrives there any more.
    downloads: OnceLock<Option<reqwest::Client>>,
}

impl DefaultClient {
    /// `plain` means that the service is on this machine, over http.
    pub(super) fn new(plain: bool) -> Result<Self, String> {
        let connector = Connector {
            tls: Tls::new(plain)?,
            plain,
        };
        let pool = RwLock::new(connector.pool()?);
        Ok(DefaultClient { connector, pool })
    }
}

impl Connector {
    fn pool(&self) -> Result<Pool, String> {
        let client = build(&self.tls, self.plain, Versions::All)?;
        Ok(Pool {
            // After the client was built, and so later than any request to the generation before.
            created: Instant::now(),
            client,
            downloads: OnceLock::new(),
        })
    }

    fn client_for<'a>(&self, request: &HttpRequest, pool: &'a Pool) -> &'a reqwest::Client {
        if !request.is_download {
            return &pool.client;
        }
        let downloads = pool
            .downloads
            .get_or_init(|| build(&self.tls, self.plain, Versions::Http1).ok());
        downloads.as_ref().unwrap_or(&pool.client)
    }
}

impl HttpClient for DefaultClient {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        let pool = self.pool.read().unwrap_or_else(PoisonError::into_inner);
        send(self.connector.client_for(&request, &pool), request)
    }

    /// Starts a new generation, unless another failure of the current one has done so already.
    fn discard_connections(&self, opened_before: Instant) {
        let mut pool = self.pool.write().unwrap_or_else(PoisonError::into_inner);
        if pool.created > opened_before {
            return;
        }
        // Without another client, the old one is better than none.
        if let Ok(new) = self.connector.pool() {
            *pool = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::Method;

    use super::*;

    fn created(client: &DefaultClient) -> Instant {
        client.pool.read().unwrap().created
    }

    fn has_downloads(client: &DefaultClient) -> bool {
        client.pool.read().unwrap().downloads.get().is_some()
    }

    #[test]
    fn many_failures_of_one_generation_start_one_new_one() {
        let client = DefaultClient::new(true).unwrap();
        let first = created(&client);
        let sent_at = Instant::now();
        client.discard_connections(sent_at);
        let second = created(&client);
        assert!(second > first);
        for earlier in [sent_at, first, sent_at] {
            client.discard_connections(earlier);
            assert_eq!(created(&client), second);
        }
        client.discard_connections(Instant::now());
        assert!(created(&client) > second);
    }

    #[test]
    fn parallel_failures_of_one_generation_start_one_new_one() {
        let client = DefaultClient::new(true).unwrap();
        let sent_at = Instant::now();
        let generations = std::thread::scope(|scope| {
            let discard = || {
                client.discard_connections(sent_at);
                created(&client)
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(discard)).collect();
            let ends = threads.into_iter().map(|thread| thread.join().unwrap());
            ends.collect::<std::collections::BTreeSet<_>>()
        });
        assert_eq!(generations.len(), 1);
    }

    #[tokio::test]
    async fn the_client_for_downloads_is_built_when_it_is_first_needed() {
        let client = DefaultClient::new(true).unwrap();
        for (is_download, is_built) in [(false, false), (true, true), (false, true)] {
            let nowhere = "http://127.0.0.1:1".parse().unwrap();
            let mut request = HttpRequest::new(Method::GET, nowhere);
            request.is_download = is_download;
            client.send(request).await.unwrap_err();
            assert_eq!(has_downloads(&client), is_built);
        }
        client.discard_connections(Instant::now() + Duration::from_secs(1));
        assert!(!has_downloads(&client));
    }
}
