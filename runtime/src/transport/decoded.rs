//! A response that can be decoded, after as many attempts as the policy allows.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::error::Error;
use crate::transport::attempts::{Attempting, Attempts, Outbound, next_in_task};
use crate::transport::driven::task_lost;
use crate::transport::full_response::FullResponse;

/// Sends a call and decodes the response. A body that was cut off is a failed attempt. The output is the value and the
/// response that it was decoded from.
pub(crate) struct Decoded<D> {
    responses: Responses,
    decode: D,
}

impl<D> Decoded<D> {
    pub(crate) fn new(outbound: Result<Outbound, Error>, decode: D) -> Self {
        let responses = match outbound {
            Ok(outbound) => Responses::NotSent(Box::new(outbound)),
            Err(error) => Responses::Invalid(error),
        };
        Decoded { responses, decode }
    }
}

impl<D> Decoded<D> {
    /// Polls for the value and its response, of which `keep` returns what is needed.
    fn poll_kept<T, K>(
        &mut self,
        context: &mut Context<'_>,
        keep: impl FnOnce(T, FullResponse) -> K,
    ) -> Poll<Result<K, Error>>
    where
        D: Fn(&FullResponse) -> Result<T, Error>,
    {
        loop {
            let mut response = match ready!(self.responses.poll_next(context)) {
                Ok(response) => response,
                Err(error) => return Poll::Ready(Err(error)),
            };
            let failure = match (self.decode)(&response) {
                Ok(value) if response.is_complete() => {
                    return Poll::Ready(Ok(keep(value, response)));
                }
                Ok(_) => None,
                Err(error) => Some(error),
            };
            if let Some(failure) = response.failure(failure) {
                self.responses.reject(failure);
            }
        }
    }
}

impl<T, D> Future for Decoded<D>
where
    D: Fn(&FullResponse) -> Result<T, Error> + Unpin,
{
    type Output = Result<(T, FullResponse), Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.poll_kept(context, |value, response| (value, response))
    }
}

/// As [`Decoded`], without the response in its output.
pub(crate) struct DecodedValue<T>(Decoded<DecodeResponse<T>>);

pub(crate) type DecodeResponse<T> = fn(&FullResponse) -> Result<T, Error>;

impl<T> DecodedValue<T> {
    pub(crate) fn new(outbound: Result<Outbound, Error>, decode: DecodeResponse<T>) -> Self {
        DecodedValue(Decoded::new(outbound, decode))
    }
}

impl<T> Future for DecodedValue<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll_kept(context, |value, _| value)
    }
}

/// The responses to a call, each of which may turn out to be a failed attempt.
enum Responses {
    Invalid(Error),
    NotSent(Box<Outbound>),
    /// The next response is awaited.
    Running(Attempting<FullResponse>),
    /// The last response is being decoded.
    Received(Box<Attempts>),
    End,
}

impl Responses {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Result<FullResponse, Error>> {
        let mut task = match std::mem::replace(self, Responses::End) {
            Responses::NotSent(outbound) => send(outbound)?,
            Responses::Running(task) => task,
            Responses::Invalid(error) => return Poll::Ready(Err(error)),
            Responses::Received(_) | Responses::End => return Poll::Ready(Err(task_lost())),
        };
        let Poll::Ready(finished) = Pin::new(&mut task).poll(context) else {
            *self = Responses::Running(task);
            return Poll::Pending;
        };
        let (attempts, response) = finished?;
        if response.is_ok() {
            *self = Responses::Received(attempts);
        }
        Poll::Ready(response)
    }

    /// Records why the last response was a failed attempt. The policy decides whether another one follows.
    fn reject(&mut self, failure: Error) {
        if let Responses::Received(attempts) = std::mem::replace(self, Responses::End) {
            *self = Responses::Running(next_in_task(attempts, Some(failure)));
        }
    }
}

fn send(outbound: Box<Outbound>) -> Result<Attempting<FullResponse>, Error> {
    let attempts = Attempts::new(outbound)?;
    Ok(next_in_task(attempts, None))
}
