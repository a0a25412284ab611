//! A body that ends before its promised length.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use http_body::Frame;

use crate::socket::ResetHandle;

/// What happens after the first half of the body.
#[derive(Debug)]
pub(crate) enum End {
    Reset(ResetHandle),
    Close,
    Stall,
}

#[derive(Debug)]
enum Step {
    Send(Bytes),
    /// A pending body makes the server flush what it has.
    Flush,
    End,
}

/// A body that sends its first half, has it flushed, and then breaks off.
#[derive(Debug)]
pub(crate) struct BrokenBody {
    step: Step,
    end: End,
}

impl BrokenBody {
    pub(crate) fn new(first: Bytes, end: End) -> Self {
        Self {
            step: Step::Send(first),
            end,
        }
    }
}

impl HttpBody for BrokenBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match std::mem::replace(&mut self.step, Step::End) {
            Step::Send(first) => {
                self.step = Step::Flush;
                Poll::Ready(Some(Ok(Frame::data(first))))
            }
            Step::Flush => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Step::End => match &self.end {
                End::Stall => Poll::Pending,
                End::Close => break_off(),
                End::Reset(handle) => {
                    handle.reset();
                    break_off()
                }
            },
        }
    }
}

fn break_off() -> Poll<Option<io::Result<Frame<Bytes>>>> {
    Poll::Ready(Some(Err(io::Error::other(
        "the body breaks off because of a planned fault",
    ))))
}
