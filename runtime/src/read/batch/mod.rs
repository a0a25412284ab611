//! Several reads in one request ([JSON batching](https://learn.microsoft.com/graph/json-batching)).

pub(crate) mod chunk;
pub(crate) mod part;
pub(crate) mod parts;
pub(crate) mod wire;

pub use crate::read::batch::parts::{BatchRequest, BatchTuple};

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::task::JoinSet;

use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::batch::part::Part;
use crate::read::batch::parts::{PartResponse, PreparedPart};
use crate::read::batch::wire::TEMPLATE;
use crate::transport::runtime::check_runtime;

/// How many requests the service takes in one batch.
const MAX_PARTS: usize = 20;

impl Client {
    /// Sends several requests of different types in one.
    ///
    /// Each part has a result of its own, and parts that are throttled or fail for a while are sent again by themselves,
    /// each after its own `Retry-After`. A batch is one read: it has the client's
    /// [`total_timeout`](crate::ClientBuilder::total_timeout) once, and for one answer the longest time that any of its
    /// parts has.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", get(me = "/me"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # #[graph_resource(path = "/groups/<groupId>")] #[derive(Deserialize)]
    /// # struct Group { id: String }
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let (me, groups) = client.batch((User::me(), Group::list().top(5))).await?;
    /// println!("{} and {} groups", me?.id, groups?.value.len());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// A batch that could not be sent or was refused as a whole. What is wrong with one part is that part's result.
    pub fn batch<B: BatchTuple>(
        &self,
        requests: B,
    ) -> impl Future<Output = Result<B::Output, Error>> + use<B> {
        let parts = requests.prepare();
        let client = self.clone();
        async move {
            let answers = send(client, parts).await?;
            let incomplete = || Error::new(ErrorKind::Decode, "a part of the batch has no answer");
            requests.read(answers.into_iter()).ok_or_else(incomplete)
        }
    }

    /// Sends any number of requests of one type, 20 in a batch and several batches at once. The results are in the order
    /// of the requests.
    ///
    /// # Errors
    ///
    /// As [`batch`](Self::batch), where that is true of every batch; where only some of them fail as a whole, each of
    /// their parts does.
    pub fn batch_all<R: BatchRequest>(&self, requests: impl IntoIterator<Item = R>) -> BatchAll<R> {
        let requests: Vec<R> = requests.into_iter().collect();
        let parts = requests.iter().map(BatchRequest::prepare).collect();
        BatchAll {
            requests,
            answers: Box::pin(send(self.clone(), parts)),
        }
    }
}

/// The answers to all parts, or why the batch as a whole came to nothing.
type Sent = Result<Vec<Result<PartResponse, Error>>, Error>;

/// The results of many requests of one type, to be awaited; made by [`Client::batch_all`].
///
/// It borrows nothing of where the requests came from. Dropped, it ends all that it has begun.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct BatchAll<R> {
    requests: Vec<R>,
    answers: Pin<Box<dyn Future<Output = Sent> + Send>>,
}

impl<R: BatchRequest> Future for BatchAll<R> {
    type Output = Result<Vec<Result<R::Output, Error>>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answers = ready!(self.answers.as_mut().poll(context));
        let read = |(request, answer): (&R, Result<PartResponse, Error>)| {
            answer.and_then(|answer| request.read(&answer))
        };
        Poll::Ready(answers.map(|answers| self.requests.iter().zip(answers).map(read).collect()))
    }
}

impl<R> Unpin for BatchAll<R> {}

impl<R> fmt::Debug for BatchAll<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchAll")
            .field("requests", &self.requests.len())
            .finish_non_exhaustive()
    }
}

/// Sends the parts, not knowing what they are, and gives their answers in their order.
async fn send(client: Client, parts: Vec<Result<PreparedPart, Error>>) -> Sent {
    let context = || crate::error::context::Context::of_request("POST", TEMPLATE);
    let able = client.service().and_then(|_| check_runtime());
    able.map_err(|error| error.or_context(context()))?;
    let mut answers: Vec<Option<Result<PartResponse, Error>>> =
        parts.iter().map(|_| None).collect();
    let mut by_version: Vec<(crate::address::cloud::ApiVersion, Vec<Part>)> = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        match part.and_then(|sendable| Part::new(index, sendable.0)) {
            Err(error) => answers[index] = Some(Err(error)),
            Ok(part) => {
                let version = part.version().unwrap_or(client.version());
                match by_version.iter_mut().find(|(other, _)| *other == version) {
                    Some((_, parts)) => parts.push(part),
                    None => by_version.push((version, vec![part])),
                }
            }
        }
    }
    let mut chunks = JoinSet::new();
    for (version, mut parts) in by_version {
        while !parts.is_empty() {
            let rest = parts.split_off(parts.len().min(MAX_PARTS));
            chunks.spawn(chunk::send(
                client.clone(),
                version,
                std::mem::replace(&mut parts, rest),
            ));
        }
    }
    let (mut sent, mut refused) = (0, None);
    while let Some(joined) = chunks.join_next().await {
        let Ok(chunk) = joined else { continue };
        sent += usize::from(chunk.refused.is_none());
        refused = refused.or(chunk.refused);
        for (index, answer) in chunk.answers {
            answers[index] = Some(answer);
        }
    }
    match refused {
        Some(error) if sent == 0 => Err(error),
        _ => Ok(answers
            .into_iter()
            .map(|answer| answer.unwrap_or_else(|| Err(task_lost().with_context(context()))))
            .collect()),
    }
}

/// A chunk answers to all of its parts, if it comes to its end.
fn task_lost() -> Error {
    let what = "the batch ended before its answers: the runtime was shut down, or code that was called for it panicked";
    Error::new(ErrorKind::Config, what)
}
