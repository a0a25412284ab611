//! Which requests are sent again after which failures: a table against the local service.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use graph_resource::transport::{HttpClient, HttpFuture, HttpRequest};
use graph_resource::{Client, Error, ErrorKind, Method, RequestBuilder, RetryPolicy};
use graph_resource_tests::sample::{GROUP, ME};
use graph_resource_tests::{Fault, Faults, RetryAfter, Service};
use serde_json::json;

/// Counts what it sends.
struct Counted {
    http: reqwest::Client,
    sent: Arc<AtomicUsize>,
}

impl HttpClient for Counted {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        self.sent.fetch_add(1, Ordering::SeqCst);
        self.http.send(request)
    }
}

/// The moment of a failure.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Moment {
    /// Nothing listens at the port.
    Refused,
    /// The connection is reset before the response.
    Reset,
    /// No response arrives.
    Timeout,
    /// The response has this status, and may have a `Retry-After`.
    Status(u16, RetryAfter),
    /// The token has expired.
    Unauthorized,
}

const WAIT: RetryAfter = RetryAfter::Decimal("0.01");

const MOMENTS: [Moment; 13] = [
    Moment::Refused,
    Moment::Reset,
    Moment::Timeout,
    Moment::Unauthorized,
    Moment::Status(408, RetryAfter::Absent),
    Moment::Status(429, RetryAfter::Absent),
    Moment::Status(429, WAIT),
    Moment::Status(500, RetryAfter::Absent),
    Moment::Status(502, RetryAfter::Absent),
    Moment::Status(503, RetryAfter::Absent),
    Moment::Status(503, WAIT),
    Moment::Status(504, RetryAfter::Absent),
    Moment::Status(504, WAIT),
];

impl Moment {
    fn fault(self) -> Option<Fault> {
        match self {
            Moment::Refused => None,
            Moment::Reset => Some(Fault::Reset),
            Moment::Timeout => Some(Fault::Stall),
            Moment::Status(status, retry_after) => Some(Fault::Status(status, retry_after)),
            Moment::Unauthorized => Some(Fault::Expired { claims: false }),
        }
    }

    /// Whether the service has certainly not acted.
    fn is_before_anything_happened(self) -> bool {
        match self {
            Moment::Refused | Moment::Unauthorized | Moment::Status(429, _) => true,
            Moment::Status(503, retry_after) => retry_after != RetryAfter::Absent,
            _ => false,
        }
    }

    /// Whether the service of these tests carries out a request that fails at this moment.
    fn is_after_it_was_carried_out(self) -> bool {
        matches!(self, Moment::Reset | Moment::Timeout)
    }
}

/// A request, and whether it may be repeated.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Get,
    Post,
    PostIdempotent,
    Patch,
    Put,
    Delete,
}

const KINDS: [Kind; 6] = [
    Kind::Get,
    Kind::Post,
    Kind::PostIdempotent,
    Kind::Patch,
    Kind::Put,
    Kind::Delete,
];

impl Kind {
    fn request(self, client: &Client) -> RequestBuilder {
        let mail = json!({"message": {"toRecipients": [{"emailAddress": {"address": "a@x.com"}}]}});
        let post = client.request(Method::POST, "/me/sendMail").json(&mail);
        match self {
            Kind::Get => client.request(Method::GET, "/users/<id>").key(ME),
            Kind::Post => post,
            Kind::PostIdempotent => post.idempotent(),
            Kind::Patch => client
                .request(Method::PATCH, "/users/<id>/extensions/<name>")
                .key(ME)
                .key("com.contoso.seat")
                .json(&json!({"floor": 3})),
            Kind::Put => client
                .request(Method::PUT, "/me/drive/root:/<path..>:/content")
                .key("reports/2024.txt")
                .bytes("text/plain", "all is well"),
            Kind::Delete => client
                .request(Method::DELETE, "/groups/<group>/members/<member>/$ref")
                .key(GROUP)
                .key(ME),
        }
    }

    fn may_be_repeated(self) -> bool {
        matches!(self, Kind::Get | Kind::PostIdempotent)
    }
}

/// The outcome of a request that failed at a moment, and succeeds if it is sent again.
struct Outcome {
    sent: usize,
    carried_out: usize,
    result: Result<(), Error>,
}

async fn outcome(kind: Kind, moment: Moment) -> Outcome {
    let service = Service::start().await;
    if let Some(fault) = moment.fault() {
        service.set_faults(Faults::none().on("/", [fault]));
    }
    let base_url = match moment {
        Moment::Refused => closed_port(),
        _ => service.base_url().to_owned(),
    };
    let sent = Arc::new(AtomicUsize::new(0));
    let http = Counted {
        http: reqwest_client(Duration::from_secs(30)),
        sent: Arc::clone(&sent),
    };
    let tokens = AtomicUsize::new(0);
    let token = move || {
        let number = tokens.fetch_add(1, Ordering::SeqCst);
        Ok::<_, std::convert::Infallible>(format!("{}.{number}", Service::TOKEN))
    };
    let policy = RetryPolicy::default()
        .attempts(2)
        .initial_delay(Duration::from_millis(1));
    let timeout = match moment {
        Moment::Timeout => Duration::from_millis(300),
        _ => Duration::from_secs(30),
    };
    let client = Client::builder()
        .credential(token)
        .base_url(base_url)
        .http_client(http)
        .retry(policy)
        .timeout(timeout)
        .build()
        .unwrap();
    let result = kind.request(&client).send_empty().await;
    Outcome {
        sent: sent.load(Ordering::SeqCst),
        carried_out: service.writes().len(),
        result,
    }
}

/// A `reqwest::Client` for http, whose TLS trusts nothing.
fn reqwest_client(connect_timeout: Duration) -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .connect_timeout(connect_timeout)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// The URL of a port at which nothing listens.
fn closed_port() -> String {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[tokio::test]
async fn what_is_not_a_read_is_sent_again_only_if_the_service_has_certainly_not_acted() {
    for kind in KINDS {
        for moment in MOMENTS {
            let outcome = outcome(kind, moment).await;
            let is_repeated = kind.may_be_repeated() || moment.is_before_anything_happened();
            let sent = if is_repeated { 2 } else { 1 };
            assert_eq!(
                outcome.sent, sent,
                "{kind:?} {moment:?}: {:?}",
                outcome.result
            );
            check_carried_out(kind, moment, is_repeated, &outcome);
            match outcome.result {
                Ok(()) => assert!(
                    is_repeated && moment != Moment::Refused,
                    "{kind:?} {moment:?}"
                ),
                Err(error) => check_error(kind, moment, is_repeated, &error),
            }
        }
    }
}

fn check_carried_out(kind: Kind, moment: Moment, is_repeated: bool, outcome: &Outcome) {
    let mut expected = 0;
    if kind != Kind::Get {
        expected += usize::from(moment.is_after_it_was_carried_out());
        expected += usize::from(is_repeated && moment != Moment::Refused);
    }
    assert_eq!(outcome.carried_out, expected, "{kind:?} {moment:?}");
}

fn check_error(kind: Kind, moment: Moment, is_repeated: bool, error: &Error) {
    let is_unknown = kind != Kind::Get && !moment.is_before_anything_happened();
    assert_eq!(
        error.may_have_been_carried_out(),
        is_unknown,
        "{kind:?} {moment:?} {error}"
    );
    let says_so = error
        .to_string()
        .contains("the request may have been carried out");
    assert_eq!(says_so, is_unknown, "{kind:?} {moment:?} {error}");
    // Nothing listens at the port, however often a request is sent there.
    assert_eq!(
        is_repeated,
        moment == Moment::Refused,
        "{kind:?} {moment:?} {error}"
    );
    assert_eq!(
        error.is_retryable(),
        is_repeated,
        "{kind:?} {moment:?} {error}"
    );
}

#[tokio::test]
async fn a_body_that_breaks_off_leaves_open_what_was_done_and_is_not_requested_again() {
    let service = Service::start().await;
    service.set_faults(Faults::none().on("/", [Fault::ResetBody]));
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    let uploaded = Kind::Put.request(&client).send::<serde_json::Value>().await;
    let error = uploaded.unwrap_err();
    assert!(error.may_have_been_carried_out(), "{error}");
    assert_eq!((service.requests().len(), service.writes().len()), (1, 1));
}

#[tokio::test]
async fn the_total_timeout_says_whether_a_request_was_under_way() {
    let service = Service::start().await;
    let client = |faults: Faults| {
        service.set_faults(faults);
        Client::builder()
            .credential(Service::TOKEN)
            .base_url(service.base_url())
            .total_timeout(Duration::from_millis(300))
            .build()
            .unwrap()
    };
    let stalled = client(Faults::none().on("/", [Fault::Stall]));
    let error = Kind::Post.request(&stalled).send_empty().await.unwrap_err();
    assert!(
        error.is_timeout() && error.may_have_been_carried_out(),
        "{error}"
    );

    let throttled = Fault::throttled(RetryAfter::Seconds(5));
    let waiting = client(Faults::none().on("/", [throttled]));
    let error = Kind::Post.request(&waiting).send_empty().await.unwrap_err();
    assert!(!error.may_have_been_carried_out(), "{error}");
}

#[tokio::test]
async fn a_request_that_waits_for_its_token_has_done_nothing() {
    let service = Service::start().await;
    let client = Client::builder()
        .credential(|| async {
            std::future::pending::<()>().await;
            Ok::<_, std::io::Error>(String::new())
        })
        .base_url(service.base_url())
        .timeout(Duration::from_millis(50))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = Kind::Post.request(&client).send_empty().await.unwrap_err();
    assert!(
        error.is_timeout() && !error.may_have_been_carried_out(),
        "{error}"
    );
    assert_eq!(service.requests().len(), 0);
}

#[tokio::test]
async fn a_connection_that_takes_too_long_has_carried_nothing() {
    // The system accepts connections, but nobody speaks TLS with them.
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let sent = Arc::new(AtomicUsize::new(0));
    let http = Counted {
        http: reqwest_client(Duration::from_millis(50)),
        sent: Arc::clone(&sent),
    };
    let policy = RetryPolicy::default()
        .attempts(2)
        .initial_delay(Duration::from_millis(1));
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(format!("https://{}", listener.local_addr().unwrap()))
        .http_client(http)
        .retry(policy)
        .build()
        .unwrap();
    let error = Kind::Post.request(&client).send_empty().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(!error.may_have_been_carried_out(), "{error}");
    assert_eq!(sent.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_later_error_of_an_idempotent_request_remembers_the_attempts_before() {
    let service = Service::start().await;
    service.set_faults(Faults::none().on("/", [Fault::Reset]));
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::default().initial_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    let removal = Kind::Delete.request(&client).idempotent();
    let error = removal.send_empty().await.unwrap_err();
    // The first attempt removed the member, but its response was lost.
    assert!(
        error.is_not_found() && error.may_have_been_carried_out(),
        "{error}"
    );
    assert_eq!(service.writes().len(), 1);
}
