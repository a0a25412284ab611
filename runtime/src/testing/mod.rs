//! For the tests of a program that reads from Graph (feature `testing`): answers without a socket.
//!
//! A [`Fake`] holds answers by request, and its [`client`](Fake::client) is a real [`Client`]: retry, throttling, paging,
//! batches, decoding and the guard of the token are those of production. Only the network is missing, and the time:
//! what would be waited for is [noted](Fake::waits), not waited for.
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
//! /// What is to be tested.
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
//! # What can be answered
//!
//! | | |
//! |---|---|
//! | successes | [`json`](Answers::json), [`fixture`](Answers::fixture) (a file), [`text`](Answers::text), [`bytes`](Answers::bytes) |
//! | collections | [`pages`](Answers::pages) that link to each other, empty ones too; [`delta`](Answers::delta) rounds |
//! | failures | [`error`](Answers::error) of the service's, [`status`](Answers::status), [`throttled`](Answers::throttled), [`reset`](Answers::reset), [`timeout`](Answers::timeout) |
//! | anything | [`raw`](Answers::raw): status, headers, body |
//!
//! Several in a row are given one after the other, and the last one stays.
//!
//! # Which request is which
//!
//! A request is the one that was registered where its path and all its options are the same, and where it has the headers
//! that the registered one was given; others it may have besides. [`List::first`](crate::List::first) asks for `$top=1`,
//! and [`List::count`](crate::List::count) for another path: [`Fake::on_count`]. For synchronous code there is
//! `blocking::Client::from_async(fake.client())`.
//!
//! # What is not registered
//!
//! It is an error of the kind [`Request`](crate::ErrorKind::Request), which is not tried again and says what is different
//! from the nearest request that is registered:
//!
//! ```text
//! GET /users: the fake has no answer to this request: against the nearest that has one, `$top` is 6 and not 5; sent was …
//! ```

pub(crate) mod answers;
pub(crate) mod batch;
pub(crate) mod difference;
pub(crate) mod matcher;
pub(crate) mod recorded;
pub(crate) mod reply;
pub(crate) mod simulation;
pub(crate) mod state;

use std::fmt;
use std::sync::MutexGuard;
use std::time::Duration;

use crate::client::Client;
use crate::client::builder::ClientBuilder;
use crate::error::Error;
use crate::read::list::List;
use crate::testing::matcher::{ROOT, RequestMatcher};
use crate::testing::recorded::RecordedRequest;
use crate::testing::state::{SharedState, State};
use crate::transport::wire::Http;

pub use crate::testing::answers::Answers;
pub use crate::testing::matcher::AsRequest;

/// Answers by request, and a record of what was sent. Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub struct Fake(SharedState);

impl Fake {
    /// A fake that has no answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A client of it, with the settings that clients have by themselves.
    pub fn client(&self) -> Client {
        Client::lazy(self.builder())
    }

    /// A client of it that is still to be configured: its version, its retry policy, a credential that is to be tested.
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
            .sent_by(Http::Simulated(Box::new(self.0.clone())))
    }

    /// Where the fake service is said to be, for links in answers: `https://graph.fake/v1.0`.
    pub fn root(&self) -> String {
        matcher::root()
    }

    /// Registers answers to a request, by the value itself or by a path such as `"/users?$top=5"`; to one that goes to
    /// another host, by its whole URL.
    ///
    /// Answers to `"/$batch"` are for batches as a whole, each for one. Without any, or behind them, the parts of a batch
    /// are answered one by one, as if each had come by itself.
    ///
    /// # Panics
    ///
    /// Where the request can never be sent, since a key or a header in it cannot be.
    #[track_caller]
    #[must_use = "without an answer nothing is registered"]
    pub fn on(&self, request: impl AsRequest) -> Answers<'_> {
        Answers::new(&self.0, sendable(request.as_request()))
    }

    /// Registers answers to [`List::count`](crate::List::count) of this list: `fake.on_count(&list).text("7")`.
    ///
    /// # Panics
    ///
    /// As [`on`](Self::on).
    #[track_caller]
    #[must_use = "without an answer nothing is registered"]
    pub fn on_count<T>(&self, list: &List<T>) -> Answers<'_> {
        Answers::new(&self.0, sendable(matcher::count(list)))
    }

    /// What was sent so far, in its order, attempts that were tried again included. The parts of a batch stand behind it.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().sent.clone()
    }

    /// What would have been waited for so far: between attempts, and because the service wanted to be left alone.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// Asserts that the request was sent, once or more often.
    ///
    /// # Panics
    ///
    /// Where it was not, with what is different in the nearest that was.
    #[track_caller]
    pub fn assert_sent(&self, request: impl AsRequest) {
        let wanted = sendable(request.as_request());
        if self.state().times(&wanted) == 0 {
            panic!("{}", self.not_sent(&wanted));
        }
    }

    /// Asserts that the request was sent so many times, attempts that were tried again included.
    ///
    /// # Panics
    ///
    /// Where it was sent more or less often.
    #[track_caller]
    pub fn assert_sent_times(&self, request: impl AsRequest, times: usize) {
        let wanted = sendable(request.as_request());
        match self.state().times(&wanted) {
            sent if sent == times => {}
            0 => panic!("{}", self.not_sent(&wanted)),
            sent => panic!("{wanted} was sent {sent} times, and not {times}"),
        }
    }

    fn not_sent(&self, wanted: &RequestMatcher) -> String {
        let sent: Vec<RequestMatcher> =
            self.state().sent.iter().map(RequestMatcher::from).collect();
        let differs = sent
            .iter()
            .map(|sent| (sent, difference::between(sent, wanted)));
        match differs.min_by_key(|(_, difference)| difference.weight()) {
            Some((nearest, difference)) => {
                format!(
                    "{wanted} was not sent\n  in the nearest that was, {difference}\n  which is {nearest}"
                )
            }
            None => format!("{wanted} was not sent, and nothing else was"),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock()
    }
}

#[track_caller]
fn sendable(matcher: Result<RequestMatcher, Error>) -> RequestMatcher {
    match matcher {
        Ok(matcher) => matcher,
        Err(error) => panic!("this request can never be sent: {error}"),
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Fake")
            .field("registered", &state.routes())
            .field("sent", &state.sent.len())
            .finish()
    }
}
