//! What is registered, and what has happened.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::testing::difference;
use crate::testing::matcher::RequestMatcher;
use crate::testing::recorded::RecordedRequest;
use crate::testing::reply::Reply;

/// The state of a fake, which all its clones share.
#[derive(Clone, Default)]
pub(super) struct SharedState(Arc<Mutex<State>>);

impl fmt::Debug for SharedState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedState(..)")
    }
}

impl SharedState {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next reply to a request, which is recorded.
    pub(super) fn reply_to(&self, request: RecordedRequest) -> Result<Reply, Error> {
        let reply = self.lock().reply(request);
        reply.map_err(|what| Error::new(ErrorKind::Request, what))
    }
}

/// What is registered with a fake, and what has happened to it.
#[derive(Default)]
pub(super) struct State {
    routes: Vec<Route>,
    pub(super) sent: Vec<RecordedRequest>,
    pub(super) waits: Vec<Duration>,
    /// How far the time is ahead of the real one.
    pub(super) ahead: Duration,
    /// How many links to further pages there are.
    links: usize,
}

/// The answers to one request, one after the other; the last one stays.
struct Route {
    matcher: RequestMatcher,
    replies: Vec<Reply>,
    given: usize,
}

impl Route {
    fn next(&mut self) -> Option<Reply> {
        let reply = self
            .replies
            .get(self.given)
            .or(self.replies.last())?
            .clone();
        self.given += 1;
        Some(reply)
    }
}

impl State {
    pub(super) fn add(&mut self, matcher: &RequestMatcher, reply: Reply) {
        match self
            .routes
            .iter_mut()
            .find(|route| route.matcher == *matcher)
        {
            Some(route) => route.replies.push(reply),
            None => self.routes.push(Route {
                matcher: matcher.clone(),
                replies: vec![reply],
                given: 0,
            }),
        }
    }

    pub(super) fn routes(&self) -> usize {
        self.routes.len()
    }

    /// A number for a link, each once.
    pub(super) fn link(&mut self) -> usize {
        self.links += 1;
        self.links
    }

    pub(super) fn wait(&mut self, delay: Duration) {
        if !delay.is_zero() {
            self.ahead = self.ahead.saturating_add(delay);
            self.waits.push(delay);
        }
    }

    pub(super) fn times(&self, matcher: &RequestMatcher) -> usize {
        self.sent.iter().filter(|sent| matcher.is(sent)).count()
    }

    /// The next answer to a request: that of the route which says most about its headers. Or why there is none.
    pub(super) fn reply(&mut self, sent: RecordedRequest) -> Result<Reply, String> {
        let matching = self
            .routes
            .iter_mut()
            .filter(|route| route.matcher.is(&sent));
        let reply = matching
            .max_by_key(|route| route.matcher.headers.len())
            .and_then(Route::next);
        let reply = reply.ok_or_else(|| self.no_answer(&RequestMatcher::from(&sent)));
        self.sent.push(sent);
        reply
    }

    /// The next answer to a batch as a whole, if there is one that was not given yet.
    pub(super) fn whole_batch(&mut self, sent: RecordedRequest) -> Option<Reply> {
        let route = self.routes.iter_mut().find(|route| route.matcher.is(&sent));
        self.sent.push(sent);
        route
            .filter(|route| route.given < route.replies.len())?
            .next()
    }

    /// The difference stands in front: a message is cut where it gets long.
    fn no_answer(&self, sent: &RequestMatcher) -> String {
        let differs = self
            .routes
            .iter()
            .map(|route| (route, difference::between(sent, &route.matcher)));
        match differs.min_by_key(|(_, difference)| difference.weight()) {
            Some((nearest, difference)) => format!(
                "the fake has no answer to this request: against the nearest that has one, {difference}; sent was {sent}, \
                 registered is {}",
                nearest.matcher
            ),
            None => format!("the fake has no answer to this request, nor to any other: {sent}"),
        }
    }
}
