//! For the tests of a program that reads from Graph (feature `testing`): answers without a socket.
//!
//! A [`Fake`] holds answers by request, and its [`client`](Fake::client) is a real [`Client`]: retry,
//! paging, batches and decoding are those of production.
//!
//! ```
//! use graph_resource::{graph_resource, testing::Fake, Client, Error};
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
//! fake.on(User::get("1")).throttled("0").json(json!({"id": "1", "displayName": "Ada"}));
//!
//! assert_eq!(greeting(&fake.client(), "1").await?, "Hello Ada!");
//! fake.assert_sent_times(User::get("1"), 2);
//! # Ok(()) }
//! ```

mod batch;
mod difference;
mod reply;

use std::fmt::{self, Display};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::{Method, Request, Response};

use crate::error::{Error, ErrorKind};
use crate::{Client, RetryPolicy};

pub use reply::On;
use reply::Reply;

/// Where the fake service is said to be.
const ROOT: &str = "https://graph.fake";

/// Answers by request, and a record of what was sent. Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    routes: Vec<Route>,
    sent: Vec<Sent>,
}

/// The answers to one request, one after the other; the last one stays.
struct Route {
    url: String,
    replies: Vec<Reply>,
    given: usize,
}

/// A request that was sent; the parts of a batch are requests of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sent {
    /// The URL below the version, as the request's `Display` has it.
    pub url: String,
    /// The headers, without the token.
    pub headers: Vec<(String, String)>,
}

impl Fake {
    /// A fake that has no answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A client of it, which waits for nothing but a `Retry-After`.
    pub fn client(&self) -> Client {
        let policy = RetryPolicy::default().first_wait(Duration::ZERO).longest_wait(Duration::ZERO);
        Client::faked(ROOT, self.clone(), policy)
    }

    /// Where the fake service is said to be, for links in answers: `https://graph.fake/v1.0`.
    pub fn root(&self) -> String {
        format!("{ROOT}/v1.0")
    }

    /// Registers answers to a request: to the value itself, or to a path such as `"/users?$top=5"`. The whole URL below the
    /// version counts, options included.
    #[must_use = "without an answer nothing is registered"]
    pub fn on(&self, request: impl Display) -> On<'_> {
        let url = normal(&request.to_string());
        let mut state = self.state();
        let index = state.routes.iter().position(|route| route.url == url).unwrap_or_else(|| {
            state.routes.push(Route { url, replies: Vec::new(), given: 0 });
            state.routes.len() - 1
        });
        drop(state);
        On::new(self, index)
    }

    /// What was sent so far, attempts that were tried again included.
    pub fn requests(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// # Panics
    ///
    /// Where the request was not sent.
    #[track_caller]
    pub fn assert_sent(&self, request: impl Display) {
        let url = normal(&request.to_string());
        let state = self.state();
        let sent: Vec<_> = state.sent.iter().map(|sent| sent.url.clone()).collect();
        assert!(sent.contains(&url), "GET {url} was not sent{}", difference::to_nearest(&url, &sent, "sent"));
    }

    /// # Panics
    ///
    /// Where the request was sent more or less often.
    #[track_caller]
    pub fn assert_sent_times(&self, request: impl Display, times: usize) {
        let url = normal(&request.to_string());
        let count = self.state().sent.iter().filter(|sent| sent.url == url).count();
        assert_eq!(count, times, "GET {url} was sent {count} times");
    }

    /// Answers a request of the client's.
    pub(crate) fn answer(&self, request: &Request) -> Result<Response, Error> {
        let url = request.url().as_str();
        let headers = request.headers().iter().filter(|(name, _)| *name != "authorization");
        let headers =
            headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let reply = match *request.method() {
            Method::POST => batch::answer(self, request.body().and_then(|body| body.as_bytes()).unwrap_or_default())?,
            _ => self.reply(below_version(url), headers.collect())?,
        };
        reply.into_response(request.url().clone())
    }

    /// The next answer to a URL below the version.
    fn reply(&self, url: &str, headers: Vec<(String, String)>) -> Result<Reply, Error> {
        let url = normal(url);
        let mut state = self.state();
        state.sent.push(Sent { url: url.clone(), headers });
        let known: Vec<String> = state.routes.iter().map(|route| route.url.clone()).collect();
        let route = state.routes.iter_mut().find(|route| route.url == url && !route.replies.is_empty());
        let Some(route) = route else {
            let nearest = difference::to_nearest(&url, &known, "registered");
            return Err(Error::new(ErrorKind::Request, format!("no answer is registered for GET {url}{nearest}")));
        };
        let index = route.given.min(route.replies.len() - 1);
        route.given += 1;
        Ok(route.replies[index].clone())
    }

    fn add(&self, index: usize, reply: Reply) {
        if let Some(route) = self.state().routes.get_mut(index) {
            route.replies.push(reply);
        }
    }

    fn url_of(&self, index: usize) -> String {
        self.state().routes.get(index).map(|route| route.url.clone()).unwrap_or_default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Fake").field("registered", &state.routes.len()).field("sent", &state.sent.len()).finish()
    }
}

/// The URL without root and version.
fn below_version(url: &str) -> &str {
    let path = url.strip_prefix(ROOT).unwrap_or(url).trim_start_matches('/');
    path.find('/').map_or("", |at| &path[at..])
}

/// A quote stands as `%27` behind the URL standard's parser.
fn normal(url: &str) -> String {
    url.replace("%27", "'")
}
