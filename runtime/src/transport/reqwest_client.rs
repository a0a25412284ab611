//! `reqwest::Client` as an HTTP client.

use reqwest::{Request, Response};

use crate::transport::http_body::HttpBody;
use crate::transport::http_client::{HttpClient, HttpFuture};
use crate::transport::http_request::HttpRequest;
use crate::transport::http_response::HttpResponse;
use crate::transport::wire_error::wire_error;

/// Build the client with `redirect::Policy::none()`; see
/// [`ClientBuilder::http_client`](crate::ClientBuilder::http_client).
impl HttpClient for reqwest::Client {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        let response = self.execute(to_reqwest(request));
        Box::pin(async move {
            let response = response.await.map_err(wire_error)?;
            let url = response.url().clone();
            let mut converted = from_reqwest(response);
            converted.url = Some(url);
            Ok(converted)
        })
    }
}

/// Sends a request with a client that does not follow redirects. The future does not borrow it.
pub(crate) fn send(client: &reqwest::Client, request: HttpRequest) -> HttpFuture<'static> {
    let response = client.execute(to_reqwest(request));
    Box::pin(async move {
        let response = response.await.map_err(wire_error)?;
        Ok(from_reqwest(response))
    })
}

fn to_reqwest(request: HttpRequest) -> Request {
    let mut converted = Request::new(request.method, request.url);
    *converted.headers_mut() = request.headers;
    *converted.body_mut() = request.body.map(Into::into);
    converted
}

fn from_reqwest(mut response: Response) -> HttpResponse {
    HttpResponse {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        url: None,
        body: HttpBody::from_reqwest(response),
    }
}
