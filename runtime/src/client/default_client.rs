//! The HTTP client that is used unless a program brings its own.

use std::sync::OnceLock;

use crate::client::tls::{Tls, build, builder};
use crate::transport::http_client::{HttpClient, HttpFuture};
use crate::transport::http_request::HttpRequest;

/// A `reqwest::Client`, and a second one that opens a new connection for every request. They share their TLS.
pub(super) struct DefaultClient {
    pooled: reqwest::Client,
    /// Built when it is first needed: most programs never do. `None` if it cannot be built.
    unpooled: OnceLock<Option<reqwest::Client>>,
    tls: Tls,
    plain: bool,
}

impl DefaultClient {
    pub(super) fn new(plain: bool) -> Result<Self, String> {
        let tls = Tls::new(plain)?;
        Ok(DefaultClient {
            pooled: build(builder(&tls, plain))?,
            unpooled: OnceLock::new(),
            tls,
            plain,
        })
    }

    fn unpooled(&self) -> Option<&reqwest::Client> {
        let client = self.unpooled.get_or_init(|| {
            let builder = builder(&self.tls, self.plain);
            build(builder.pool_max_idle_per_host(0)).ok()
        });
        client.as_ref()
    }
}

impl HttpClient for DefaultClient {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        let unpooled = if request.new_connection {
            self.unpooled()
        } else {
            None
        };
        unpooled.unwrap_or(&self.pooled).send(request)
    }
}
