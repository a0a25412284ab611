//! Tests without a network, for programs that read from Graph (feature `testing`).
//!
//! A [`Fake`] holds responses by request, and its [`client`](Fake::client) is a real [`Client`]: retries, throttling,
//! paging, batches, decoding and the protection of the token work as in production. Only the network is replaced, and
//! time: a wait is [recorded](Fake::waits) and then skipped.
//!
//! ```
//! use graph_resource::{Client, Error, graph_resource};
//! use graph_resource::testing::Fake;
//! use serde::Deserialize;
//! use serde_json::json;
//!
//! #[graph_resource(path = "/users/<userId>")]
//! #[derive(Deserialize)]
//! #[serde(rename_all = "camelCase")]
//! struct User { id: String, display_name: Option<String> }
//!
//! /// The function under test.
//! async fn greeting(client: &Client, id: &str) -> Result<String, Error> {
//!     let user = User::get(id).send(client).await?;
//!     Ok(format!("Hello {}!", user.display_name.unwrap_or_default()))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Error> {
//! let fake = Fake::new();
//! fake.on(User::get("1")).throttled(30).json(json!({"id": "1", "displayName": "Ada"}));
//!
//! assert_eq!(greeting(&fake.client(), "1").await?, "Hello Ada!");
//! fake.assert_sent_times(User::get("1"), 2);
//! assert_eq!(fake.waits(), [std::time::Duration::from_secs(30)]);
//! # Ok(()) }
//! ```
//!
//! # Responses
//!
//! | | |
//! |---|---|
//! | success | [`json`](Answers::json), [`fixture`](Answers::fixture) (a file), [`text`](Answers::text), [`bytes`](Answers::bytes) |
//! | collections | [`pages`](Answers::pages) that link to each other, also empty ones; [`delta`](Answers::delta) rounds |
//! | failures | [`error`](Answers::error) of the service, [`status`](Answers::status), [`throttled`](Answers::throttled), [`reset`](Answers::reset), [`timeout`](Answers::timeout) |
//! | headers of any of these | [`with_header`](Answers::with_header), [`with_etag`](Answers::with_etag), [`with_request_id`](Answers::with_request_id) |
//! | anything else | [`raw`](Answers::raw): status, headers, body |
//! | recordings | [`Fake::from_recording`] replays what a [`Recorder`] has written |
//!
//! Several responses to one request are sent in order, and the last one is repeated.
//!
//! # How requests match
//!
//! A request matches a registered one if its method, its path and all its query options are the same, and if it has the
//! headers of the registered one; it may have others. An [action](crate::Action) or a [request by hand](crate::RequestBuilder) with a
//! body also has to have the same body; a string, such as `"POST /me/sendMail"`, matches any body. [`List::first`](crate::List::first) requests `$top=1` unless the list has a
//! `$top` of its own, and [`List::count`](crate::List::count) another path, for which there is [`Fake::on_count`]. For
//! synchronous code, use `blocking::Client::from_async(fake.client())`.
//!
//! A [`RequestPattern`] matches by some of this: a path with any query, some options, or a closure.
//!
//! # Several matches
//!
//! If a request matches several registered ones, the most specific one is used:
//!
//! 1. a request before a [`RequestPattern`], and a pattern with a path before one for any path;
//! 2. then the one with the most conditions: headers, a body, and for patterns also options and closures;
//! 3. then the one that was registered last.
//!
//! This does not depend on whether it has responses that were not sent yet: the last response is repeated.
//!
//! # Requests without a response
//!
//! A request for which no response is registered fails with [`ErrorKind::Request`] and is
//! not retried. The message says how it differs from the nearest registered request:
//!
//! ```text
//! GET /users: no response is registered for this request: compared with the nearest registered one, `$top` is 6 instead of 5; sent …
//! ```

pub(crate) mod answers;
pub(crate) mod batch;
pub(crate) mod condition;
pub(crate) mod difference;
pub(crate) mod matcher;
pub(crate) mod pattern;
pub(crate) mod recorded;
pub(crate) mod recording;
pub(crate) mod reply;
pub(crate) mod simulation;
pub(crate) mod state;

use std::fmt;
use std::future::ready;
use std::path::Path;
use std::sync::{Arc, MutexGuard};
use std::time::Duration;

use crate::client::Client;
use crate::client::builder::ClientBuilder;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::list::List;
use crate::testing::difference::Difference;
use crate::testing::matcher::{ROOT, RequestMatcher};
use crate::testing::recording::file::Recording;
use crate::testing::state::{SharedState, State};
use crate::transport::http_client::{HttpClient, HttpFuture};
use crate::transport::http_request::HttpRequest;

pub use crate::testing::answers::Answers;
pub use crate::testing::matcher::AsRequest;
pub use crate::testing::pattern::RequestPattern;
pub use crate::testing::recorded::RecordedRequest;
pub use crate::testing::recording::recorder::Recorder;

/// A fake of Graph: responses by request, and a record of what was sent. Cheap to clone; all clones share their state.
///
/// See the [module](crate::testing) for an example.
#[derive(Clone, Default)]
pub struct Fake(SharedState);

impl Fake {
    /// Creates a fake without any responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a fake that sends the responses of a file that a [`Recorder`] has written.
    ///
    /// Requests are matched by method, path, and query options, but not by headers or bodies. Several responses to one
    /// request are sent in the order of the file, and the last one is repeated.
    ///
    /// ```no_run
    /// # use graph_resource::Get;
    /// # use graph_resource::testing::Fake;
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::from_recording("tests/users.json").await?;
    /// let users: serde_json::Value = Get::at_path("/users").send(&fake.client()).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if the file cannot be read, and [`ErrorKind::Config`] if it is not a recording.
    pub async fn from_recording(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let json = tokio::fs::read(path).await.map_err(|source| {
            let summary = format!("the recording {} cannot be read", path.display());
            Error::new(ErrorKind::File, summary).with_source(source)
        })?;
        let fake = Fake::new();
        fake.add_recording(json)?;
        Ok(fake)
    }

    /// Adds the responses of a recording, which is the content of a file that a [`Recorder`] has written.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::new();
    /// // In a test, `include_str!("users.json")`.
    /// fake.add_recording(r#"{"exchanges": [{
    ///     "request": {"method": "GET", "url": "/users/1"},
    ///     "response": {"status": 200, "json": {"id": "1"}}
    /// }]}"#)?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if it is not a recording, and [`ErrorKind::Request`] if it has a request that can never be
    /// sent. Nothing is added then.
    pub fn add_recording(&self, json: impl AsRef<[u8]>) -> Result<(), Error> {
        let replies = Recording::parse(json.as_ref())?.into_replies()?;
        let mut state = self.state();
        for (matcher, reply) in replies {
            state.add(&matcher, reply);
        }
        Ok(())
    }

    /// Returns a client of this fake, with the default settings.
    pub fn client(&self) -> Client {
        Client::lazy(self.builder())
    }

    /// Returns a builder for a client of this fake, to set its version, its retry policy, or a credential under test.
    ///
    /// Its waits are skipped, also if you replace the HTTP client, for example with one that wraps the fake.
    ///
    /// ```
    /// # use graph_resource::RetryPolicy;
    /// # use graph_resource::testing::Fake;
    /// # fn main() -> Result<(), graph_resource::Error> {
    /// let impatient = Fake::new().builder().retry(RetryPolicy::never()).build()?;
    /// # Ok(()) }
    /// ```
    pub fn builder(&self) -> ClientBuilder {
        Client::builder()
            .credential("fake-token")
            .base_url(ROOT)
            .http_client(self.clone())
            .simulated_time(Arc::new(self.0.clone()))
    }

    /// Returns the root URL of the fake service, for links in responses. It is always `https://graph.fake/v1.0`, also
    /// for a client of another version.
    pub fn root(&self) -> String {
        matcher::versioned_root()
    }

    /// Registers responses to a request: a request value, a path such as `"/users?$top=5"`, or the absolute URL of
    /// another host. A path starts with `/` and has no API version. A method other than GET precedes it:
    /// `"POST /me/sendMail"`.
    ///
    /// The responses are sent in the order in which they were added, and the last one is repeated. A second call with the
    /// same request, with its options in the same order, adds further responses. A [`RequestPattern`] describes several
    /// requests. [Some rules](crate::testing#several-matches) say which one is used if several match.
    ///
    /// Responses to `"/$batch"` are the exception: each is the response to one whole batch, and the last one is not
    /// repeated. Without such responses, or after the last one, the fake replies to each request of a batch as if it had
    /// been sent on its own. If no response is registered for one of them, or it is a [`reset`](Answers::reset) or
    /// [`timeout`](Answers::timeout), the whole batch fails.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, testing::Fake};
    /// # use serde::Deserialize;
    /// # use serde_json::json;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// let fake = Fake::new();
    /// fake.on(User::get("1")).json(json!({"id": "1"}));
    /// fake.on("/users/2?$select=id").status(404);
    /// fake.on("/$batch").throttled(5);
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if the request can never be sent, because one of its keys, headers or options is invalid, or the text is
    /// neither a path nor a URL.
    #[track_caller]
    #[must_use = "nothing is registered until a response is added"]
    pub fn on(&self, request: impl AsRequest) -> Answers<'_> {
        Answers::new(&self.0, expect_valid(request.as_request()))
    }

    /// Registers responses to the request of [`List::count`](crate::List::count).
    ///
    /// ```
    /// # use graph_resource::{graph_resource, testing::Fake};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::new();
    /// fake.on_count(&User::list()).text("7");
    /// assert_eq!(User::list().count(&fake.client()).await?, 7);
    /// # Ok(()) }
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if the request can never be sent, because one of its keys, headers or options is invalid.
    #[track_caller]
    #[must_use = "nothing is registered until a response is added"]
    pub fn on_count<T>(&self, list: &List<T>) -> Answers<'_> {
        Answers::new(&self.0, expect_valid(matcher::count_matcher(list)))
    }

    /// Returns the requests that were sent so far, in order, including retries and those without a registered response.
    /// The requests of a batch follow the batch, unless the response was one that is registered for `"/$batch"`.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().sent.clone()
    }

    /// Returns the waits that were skipped so far: those before retries, and those of requests to a workload that is throttled or
    /// nearly so.
    /// Waits of no length are left out.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// Asserts that the request was sent at least once.
    ///
    /// # Panics
    ///
    /// Panics if it was not sent, and says how the nearest request that was sent differs. Panics also if the request can
    /// never be sent, because one of its keys, headers or options is invalid.
    #[track_caller]
    pub fn assert_sent(&self, request: impl AsRequest) {
        let expected = expect_valid(request.as_request());
        if self.state().count_sent(&expected) == 0 {
            panic!("{}", self.not_sent(&expected));
        }
    }

    /// Asserts that the request was sent exactly `times` times, including retries.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, testing::Fake};
    /// # use serde::Deserialize;
    /// # use serde_json::json;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::new();
    /// fake.on(User::get("1")).reset().json(json!({"id": "1"}));
    /// User::get("1").send(&fake.client()).await?;
    /// fake.assert_sent_times(User::get("1"), 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if it was sent more or less often, or if it can never be sent, because one of its keys, headers or options
    /// is invalid.
    #[track_caller]
    pub fn assert_sent_times(&self, request: impl AsRequest, times: usize) {
        let expected = expect_valid(request.as_request());
        let sent = self.state().count_sent(&expected);
        if sent == 0 && times > 0 {
            panic!("{}", self.not_sent(&expected));
        }
        if sent != times {
            panic!("{expected} was sent {sent} times instead of {times}");
        }
    }

    fn not_sent(&self, expected: &RequestMatcher) -> String {
        let state = self.state();
        let sent = state.sent.iter();
        let differences = sent.map(|sent| (sent, Difference::between(sent, expected)));
        match differences.min_by_key(|(_, difference)| difference.weight()) {
            Some((nearest, difference)) => format!(
                "{expected} was not sent\n  in the nearest request that was sent, {difference}\n  namely {nearest}"
            ),
            None => format!("{expected} was not sent, nor was any other request"),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock()
    }
}

#[track_caller]
fn expect_valid(matcher: Result<RequestMatcher, Error>) -> RequestMatcher {
    match matcher {
        Ok(matcher) => matcher,
        Err(error) => panic!("this request can never be sent: {error}"),
    }
}

/// Replies with the registered responses. [`Fake::builder`] also sets the base URL, a token, and a clock that skips waits.
impl HttpClient for Fake {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        Box::pin(ready(self.0.respond(&request)))
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Fake")
            .field("registered", &state.route_count())
            .field("sent", &state.sent.len())
            .finish()
    }
}
