//! Requests without a token.

use graph_resource::transport::{HttpClient, HttpFuture, HttpRequest};
use http::header::AUTHORIZATION;

/// Removes the token from all requests: what is public needs none, and a made-up one should not be sent.
pub(super) struct WithoutToken<C>(pub(super) C);

impl<C: HttpClient> HttpClient for WithoutToken<C> {
    fn send(&self, mut request: HttpRequest) -> HttpFuture<'_> {
        request.headers.remove(AUTHORIZATION);
        self.0.send(request)
    }
}
