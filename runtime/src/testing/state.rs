//! The registered responses, and what was sent and waited for.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::testing::difference::Difference;
use crate::testing::matcher::{RequestMatcher, is_delta_link};
use crate::testing::recorded::RecordedRequest;
use crate::testing::reply::Reply;

/// The state of a fake, shared by its clones.
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

    /// Records a request and returns the next reply to it.
    pub(super) fn reply_to(&self, request: RecordedRequest) -> Result<Reply, Error> {
        let reply = self.lock().next_reply(request);
        reply.map_err(|summary| Error::new(ErrorKind::Request, summary))
    }
}

/// The registered responses, and what was sent and waited for.
#[derive(Default)]
pub(super) struct State {
    routes: Vec<Route>,
    pub(super) sent: Vec<RecordedRequest>,
    pub(super) waits: Vec<Duration>,
    /// The sum of the waits that were skipped.
    pub(super) skipped_time: Duration,
    /// How many next links were handed out.
    next_links: usize,
}

/// Where a reply is among all replies.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReplyPosition {
    route: usize,
    reply: usize,
}

/// The replies to one request, in order; the last one is repeated.
struct Route {
    matcher: RequestMatcher,
    replies: Vec<Reply>,
    used: usize,
}

impl Route {
    fn next_reply(&mut self) -> Option<Reply> {
        if self.has_unused_replies() {
            self.used += 1;
        }
        self.replies.get(self.used.checked_sub(1)?).cloned()
    }

    fn has_unused_replies(&self) -> bool {
        self.used < self.replies.len()
    }
}

impl State {
    /// Adds a reply, and returns where it is.
    pub(super) fn add(&mut self, matcher: &RequestMatcher, reply: Reply) -> ReplyPosition {
        let known = self
            .routes
            .iter()
            .position(|route| route.matcher == *matcher);
        let route = known.unwrap_or_else(|| {
            self.routes.push(Route {
                matcher: matcher.clone(),
                replies: Vec::new(),
                used: 0,
            });
            self.routes.len() - 1
        });
        let replies = &mut self.routes[route].replies;
        replies.push(reply);
        ReplyPosition {
            route,
            reply: replies.len() - 1,
        }
    }

    /// A reply that was added. Replies are never removed.
    pub(super) fn reply_mut(&mut self, position: ReplyPosition) -> Option<&mut Reply> {
        let route = self.routes.get_mut(position.route)?;
        route.replies.get_mut(position.reply)
    }

    pub(super) fn route_count(&self) -> usize {
        self.routes.len()
    }

    /// Returns a number that no other link has.
    pub(super) fn next_link_number(&mut self) -> usize {
        self.next_links += 1;
        self.next_links
    }

    pub(super) fn record_wait(&mut self, delay: Duration) {
        if !delay.is_zero() {
            self.skipped_time = self.skipped_time.saturating_add(delay);
            self.waits.push(delay);
        }
    }

    pub(super) fn count_sent(&self, matcher: &RequestMatcher) -> usize {
        self.sent
            .iter()
            .filter(|sent| matcher.matches(sent))
            .count()
    }

    /// Records a request and returns the next reply to it, or a message if none is registered. If several routes match,
    /// the most specific one is used, and of equally specific ones the last.
    fn next_reply(&mut self, sent: RecordedRequest) -> Result<Reply, String> {
        let route = self
            .routes
            .iter_mut()
            .filter(|route| route.matcher.matches(&sent))
            .max_by_key(|route| route.matcher.specificity());
        let reply = match route.and_then(Route::next_reply) {
            Some(reply) => Ok(reply),
            None => Err(self.not_registered(&sent)),
        };
        self.sent.push(sent);
        reply
    }

    /// Records a batch and returns the next reply to it as a whole, if there is one that was not used yet.
    pub(super) fn reply_to_whole_batch(&mut self, sent: RecordedRequest) -> Option<Reply> {
        let route = self
            .routes
            .iter_mut()
            .find(|route| route.matcher.matches(&sent));
        self.sent.push(sent);
        route
            .filter(|route| route.has_unused_replies())?
            .next_reply()
    }

    /// The difference comes first, because long messages are truncated at the end. The link to the next round of a delta
    /// query has none of the options of the first, so it is only compared with other links.
    fn not_registered(&self, sent: &RecordedRequest) -> String {
        let mut registered: Vec<_> = self.routes.iter().map(|route| &route.matcher).collect();
        if is_delta_link(&sent.url) {
            registered.retain(|matcher| matcher.is_delta_link());
            if registered.is_empty() {
                return format!(
                    "no response is registered for this delta link: register the next round with \
                     `fake.on(query.since(link))`, or with `fake.on(\"{}\")`",
                    sent.url
                );
            }
        }
        let registered = registered.into_iter();
        let differences = registered.map(|matcher| (matcher, Difference::between(sent, matcher)));
        match differences.min_by_key(|(_, difference)| difference.weight()) {
            Some((nearest, difference)) => format!(
                "no response is registered for this request: compared with the nearest registered one, {difference}; \
                 sent {sent}, registered {nearest}"
            ),
            None => format!(
                "no response is registered, neither for this request nor for any other: {sent}"
            ),
        }
    }
}
