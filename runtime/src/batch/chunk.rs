//! One batch of at most twenty, until each of its parts has its last answer.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::Instant;

use super::wire::{Request, Requests, Response, Responses};
use super::{Received, TEMPLATE, unanswered};
use crate::error::Context;
use crate::request::Prepared;
use crate::retry::Decision;
use crate::transport::{Answer, Call, Target};
use crate::{ApiVersion, Client, Error, ErrorKind, decode};

/// A request, and where it stands in the caller's order.
pub(super) struct Part {
    index: usize,
    request: Prepared,
    attempts: u32,
    /// Not before this time.
    due: Instant,
}

impl Part {
    pub(super) fn new(index: usize, request: Prepared) -> Result<Self, Error> {
        if request.relative().is_none() {
            let what = "a request to a whole URL cannot be a part of a batch, which takes paths alone";
            return Err(Error::new(ErrorKind::Request, what).with_context(request.context()));
        }
        Ok(Part { index, request, attempts: 0, due: Instant::now() })
    }

    pub(super) fn version(&self) -> Option<ApiVersion> {
        self.request.version()
    }

    fn outgoing(&self) -> Request<'_> {
        let headers = self.request.headers().iter();
        Request {
            id: self.index.to_string(),
            method: "GET",
            url: self.request.relative().unwrap_or_default(),
            headers: headers.map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()))).collect(),
        }
    }
}

/// What became of a batch.
pub(super) struct Outcome {
    pub(super) answers: Vec<(usize, Result<Received, Error>)>,
    /// Why the batch as a whole came to nothing, if it did.
    pub(super) refused: Option<Error>,
}

/// Sends the parts, and those again that are worth it, each after its own time.
pub(super) async fn send(client: Client, version: ApiVersion, mut parts: Vec<Part>) -> Outcome {
    let started = client.now();
    let mut outcome = Outcome { answers: Vec::new(), refused: None };
    let mut answered = false;
    while !parts.is_empty() {
        client.sleep_until(parts.iter().map(|part| part.due).min().unwrap_or(started)).await;
        let now = client.now();
        let (due, later): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.due <= now);
        parts = later;
        match post(&client, version, &due).await {
            Ok(responses) => {
                answered = true;
                parts.extend(settle(&client, due, responses, started, &mut outcome));
            }
            Err(error) => {
                outcome.answers.extend(due.iter().map(|part| (part.index, Err(error.again(part.request.context())))));
                if !answered {
                    outcome.refused = outcome.refused.or(Some(error));
                }
            }
        }
    }
    outcome
}

async fn post(client: &Client, version: ApiVersion, parts: &[Part]) -> Result<HashMap<String, Response>, Error> {
    let requests = Requests { requests: parts.iter().map(Part::outgoing).collect() };
    let failed = |source| Error::new(ErrorKind::Request, "the batch cannot be written").with_source(source);
    let body: Bytes = serde_json::to_vec(&requests).map_err(failed)?.into();
    let call = Call {
        target: Target::Path { version: Some(version), relative: TEMPLATE },
        template: TEMPLATE,
        headers: &HeaderMap::new(),
        timeout: None,
        retry: None,
        body: Some(&body),
    };
    let responses = client.read(call, decode::json::<Responses>).await?;
    Ok(responses.responses.into_iter().map(|response| (response.id.clone(), response)).collect())
}

/// Puts the answers that are final into the outcome, and gives back the parts to be sent again.
fn settle(
    client: &Client,
    parts: Vec<Part>,
    mut responses: HashMap<String, Response>,
    started: Instant,
    outcome: &mut Outcome,
) -> Vec<Part> {
    let mut again = Vec::new();
    for mut part in parts {
        part.attempts += 1;
        let answer = match responses.remove(&part.index.to_string()) {
            Some(response) => judge(&part, &response),
            None => Err(unanswered().with_context(part.request.context())),
        };
        let wait = answer.as_ref().err().and_then(|error| wait_of(client, &part, error, started));
        match wait {
            Some(delay) => {
                part.due = client.now() + delay;
                again.push(part);
            }
            None => outcome.answers.push((part.index, answer.map(Received))),
        }
    }
    again
}

fn wait_of(client: &Client, part: &Part, error: &Error, started: Instant) -> Option<Duration> {
    let policy = part.request.retry().or(client.retry())?;
    match policy.decide(error, part.attempts, client.now().saturating_duration_since(started), fastrand::f64()) {
        Decision::Wait(delay) => Some(delay),
        Decision::Stop => None,
    }
}

/// The answer to a part, as if it had come by itself.
fn judge(part: &Part, response: &Response) -> Result<Answer, Error> {
    let headers = response.headers();
    let unfit = |_| {
        Error::new(ErrorKind::Decode, "a part of the batch has a status that is none")
            .with_context(part.request.context())
    };
    let status = StatusCode::from_u16(response.status).map_err(unfit)?;
    let context: Context = part.request.context().answered(status, &headers);
    let body = Bytes::from(response.body.as_ref().map(|body| body.get().to_owned()).unwrap_or_default());
    if !status.is_success() {
        return Err(Error::service(context, &body));
    }
    Ok(Answer { status, headers, body, context })
}
