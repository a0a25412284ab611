//! Sending several requests as one ([JSON batching](https://learn.microsoft.com/graph/json-batching)).

pub(crate) mod by_hand;
pub(crate) mod chunk;
mod dependencies;
pub(crate) mod depends_on;
pub(crate) mod part;
pub(crate) mod part_body;
pub(crate) mod parts;
pub(crate) mod response;
pub(crate) mod results;
pub(crate) mod waiting;
pub(crate) mod wire;
pub(crate) mod with_response;

pub use crate::read::batch::by_hand::Part;
pub use crate::read::batch::depends_on::DependsOn;
pub use crate::read::batch::parts::{BatchRequest, BatchTuple};
pub use crate::read::batch::results::{Batch, BatchAll};
pub use crate::read::batch::with_response::WithResponse;

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::address::cloud::ApiVersion;
use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::batch::parts::PreparedPart;
use crate::read::batch::results::{PartResult, Responses};
use crate::read::batch::wire::batch_context;
use crate::transport::service::Service;
use crate::transport::trace::in_current_span;

/// How many requests Graph accepts in one batch.
const MAX_PARTS: usize = 20;

impl Client {
    /// Sends several requests of different types as one. Requests for v1.0 and for beta are sent in separate batches.
    ///
    /// Each request has its own result. Requests that are throttled or fail temporarily are sent again automatically,
    /// each after its own `Retry-After`. A batch counts as one read: the client's
    /// [`total_timeout`](crate::ClientBuilder::total_timeout) applies to the batch as a whole, and a single response
    /// may take as long as the longest timeout of its requests, and so may its wait for places among the
    /// [concurrent requests](crate::ClientBuilder::max_concurrent_requests_to).
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
    /// Returns an error if the batch cannot be sent, or fails as a whole. If a single request fails, its error is that
    /// request's result.
    pub fn batch<B: BatchTuple>(&self, requests: B) -> Batch<B::Requests> {
        let parts = requests.prepare();
        let responses = Responses::new(send(self.clone(), parts));
        Batch {
            requests: requests.into_requests(),
            responses,
        }
    }

    /// Sends any number of requests of one type, 20 per batch and several batches at once. The results are in the order
    /// of the requests.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn read(client: Client, ids: Vec<String>) -> Result<(), graph_resource::Error> {
    /// for user in client.batch_all(ids.iter().map(User::get)).await? {
    ///     match user {
    ///         Ok(user) => println!("{}", user.id),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if every batch fails as a whole or cannot be sent. If only some batches do, the error is the
    /// result of each of their requests. If a single request fails, its error is that request's result.
    pub fn batch_all<R: BatchRequest>(&self, requests: impl IntoIterator<Item = R>) -> BatchAll<R> {
        let requests: Vec<R> = requests.into_iter().collect();
        let parts = requests.iter().map(BatchRequest::prepare).collect();
        let responses = Responses::new(send(self.clone(), parts));
        BatchAll {
            requests,
            responses,
        }
    }
}

/// Sends the parts, whatever their types, and returns their responses in the same order.
async fn send(
    client: Client,
    parts: Vec<Result<PreparedPart, Error>>,
) -> Result<Vec<PartResult>, Error> {
    let service = sendable_service(&client).map_err(|error| error.or_context(batch_context()))?;

    let mut responses: Vec<Option<PartResult>> = Vec::with_capacity(parts.len());
    let mut valid_parts = Vec::with_capacity(parts.len());
    for (index, prepared) in parts.into_iter().enumerate() {
        let part = prepared
            .and_then(|prepared| part::Part::new(index, prepared, &service.settings.headers));
        match part {
            Ok(part) => {
                valid_parts.push(part);
                responses.push(None);
            }
            Err(error) => responses.push(Some(Err(error))),
        }
    }

    let mut chunks = spawn_chunks(service, valid_parts);
    let mut answered_chunks = 0;
    let mut first_refusal = None;
    while let Some(joined) = chunks.join_next().await {
        let Ok(outcome) = joined else { continue };
        match outcome.refused {
            Some(error) => first_refusal = first_refusal.or(Some(error)),
            None => answered_chunks += 1,
        }
        for (index, response) in outcome.responses {
            responses[index] = Some(response);
        }
    }

    match first_refusal {
        Some(error) if answered_chunks == 0 => Err(error),
        _ => Ok(responses.into_iter().map(or_task_lost).collect()),
    }
}

/// The client's service, if the client is valid and this caller may send requests.
fn sendable_service(client: &Client) -> Result<&Arc<Service>, Error> {
    let service = client.service()?;
    service.check_caller()?;
    Ok(service)
}

/// Starts one task per chunk. A chunk has at most [`MAX_PARTS`] parts, all of one API version.
fn spawn_chunks(service: &Arc<Service>, parts: Vec<part::Part>) -> JoinSet<chunk::Outcome> {
    let mut chunks = JoinSet::new();
    let queue = Arc::new(Semaphore::new(1));
    for (version, mut parts) in group_by_version(parts, service.settings.version) {
        while !parts.is_empty() {
            let rest = parts.split_off(parts.len().min(MAX_PARTS));
            let chunk = chunk::send(Arc::clone(service), version, parts, Arc::clone(&queue));
            chunks.spawn(in_current_span(chunk));
            parts = rest;
        }
    }
    chunks
}

fn group_by_version(
    parts: Vec<part::Part>,
    default: ApiVersion,
) -> Vec<(ApiVersion, Vec<part::Part>)> {
    let mut groups: Vec<(ApiVersion, Vec<part::Part>)> = Vec::new();
    for part in parts {
        let version = part.version().unwrap_or(default);
        match groups.iter_mut().find(|(known, _)| *known == version) {
            Some((_, group)) => group.push(part),
            None => groups.push((version, vec![part])),
        }
    }
    groups
}

/// A chunk has a response for each of its parts, unless its task was lost.
fn or_task_lost(response: Option<PartResult>) -> PartResult {
    response.unwrap_or_else(|| {
        let summary = "the batch was cut short: the runtime was shut down, or code called by the task panicked";
        Err(Error::new(ErrorKind::Config, summary).with_context(batch_context()))
    })
}
