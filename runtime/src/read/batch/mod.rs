//! Several reads in one request ([JSON batching](https://learn.microsoft.com/graph/json-batching)).

pub(crate) mod chunk;
pub(crate) mod part;
pub(crate) mod wire;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use serde::de::DeserializeOwned;
use tokio::task::JoinSet;

use crate::client::Client;
use crate::decode;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::get::Get;
use crate::read::list::List;
use crate::read::long_running::finished;
use crate::read::page::Page;
use crate::request::{Prepared, Shape};
use crate::transport::{Answer, check_runtime};

use crate::read::batch::part::Part;

/// Where batches are sent to.
pub(crate) const TEMPLATE: &str = "/$batch";

/// How many requests the service takes in one batch.
const LARGEST: usize = 20;

/// A read that can be a part of a batch: [`Get`] gives its object, [`List`] its first [`Page`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a part of a batch",
    label = "not a single JSON read",
    note = "a batch takes `Get` and `List` requests; bytes, delta queries and conditional reads are sent by themselves"
)]
pub trait BatchRequest {
    /// What it gives.
    type Output;

    #[doc(hidden)]
    fn prepare(&self) -> Result<Sendable, Error>;

    #[doc(hidden)]
    fn read(&self, answer: &Received) -> Result<Self::Output, Error>;
}

/// A request that is ready to be sent.
#[doc(hidden)]
#[derive(Debug)]
pub struct Sendable(Prepared);

/// The answer to one part.
#[doc(hidden)]
pub struct Received(pub(crate) Answer);

impl<T: DeserializeOwned> BatchRequest for Get<T> {
    type Output = T;

    fn prepare(&self) -> Result<Sendable, Error> {
        self.request.prepare(Shape::One).map(Sendable)
    }

    fn read(&self, answer: &Received) -> Result<T, Error> {
        finished(&answer.0).and_then(|()| self.reader()(&answer.0))
    }
}

impl<T: DeserializeOwned> BatchRequest for List<T> {
    type Output = Page<T>;

    fn prepare(&self) -> Result<Sendable, Error> {
        self.request.prepare(Shape::Many).map(Sendable)
    }

    fn read(&self, answer: &Received) -> Result<Page<T>, Error> {
        let page = decode::page(&answer.0)?;
        Ok(Page {
            value: page.value,
            count: page.count,
            next_link: page.next_link,
        })
    }
}

impl<R: BatchRequest + ?Sized> BatchRequest for &R {
    type Output = R::Output;

    fn prepare(&self) -> Result<Sendable, Error> {
        (**self).prepare()
    }

    fn read(&self, answer: &Received) -> Result<R::Output, Error> {
        (**self).read(answer)
    }
}

/// Several requests of different types, as a tuple of up to twelve.
pub trait BatchTuple {
    /// A [`Result`] for each.
    type Output;

    #[doc(hidden)]
    fn prepare(&self) -> Vec<Result<Sendable, Error>>;

    #[doc(hidden)]
    fn read(&self, answers: Answers) -> Option<Self::Output>;
}

/// The answers to the parts, in the caller's order.
#[doc(hidden)]
#[allow(unreachable_pub, reason = "part of a hidden method of a public trait")]
pub type Answers = std::vec::IntoIter<Result<Received, Error>>;

macro_rules! tuples {
    ($(($($name:ident $index:tt)+))+) => {$(
        impl<$($name: BatchRequest),+> BatchTuple for ($($name,)+) {
            type Output = ($(Result<$name::Output, Error>,)+);

            fn prepare(&self) -> Vec<Result<Sendable, Error>> {
                vec![$(self.$index.prepare()),+]
            }

            fn read(&self, mut answers: Answers) -> Option<Self::Output> {
                Some(($(answers.next()?.and_then(|answer| self.$index.read(&answer)),)+))
            }
        }
    )+};
}

tuples! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11)
}

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
type Sent = Result<Vec<Result<Received, Error>>, Error>;

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
        let read = |(request, answer): (&R, Result<Received, Error>)| {
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
async fn send(client: Client, parts: Vec<Result<Sendable, Error>>) -> Sent {
    let context = || crate::error::context::Context::of_request(TEMPLATE);
    let able = client.inner().and_then(|_| check_runtime());
    able.map_err(|error| error.or_context(context()))?;
    let mut answers: Vec<Option<Result<Received, Error>>> = parts.iter().map(|_| None).collect();
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
            let rest = parts.split_off(parts.len().min(LARGEST));
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
            .map(|answer| answer.unwrap_or_else(|| Err(died().with_context(context()))))
            .collect()),
    }
}

/// A chunk answers to all of its parts, if it comes to its end.
fn died() -> Error {
    let what = "the batch ended before its answers: the runtime was shut down, or code that was called for it panicked";
    Error::new(ErrorKind::Config, what)
}
