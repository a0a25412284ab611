//! A body that breaks off.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use http_body::Frame;

use crate::socket::Cut;

/// What follows the first half of a body.
#[derive(Debug)]
pub(crate) enum End {
    Reset(Cut),
    Close,
    Stall,
}

#[derive(Debug)]
enum Step {
    Send(Bytes),
    /// The server writes out what it has when a body has nothing to give at the moment.
    Flush,
    End,
}

/// Gives what it has, sees it sent, and breaks off.
#[derive(Debug)]
pub(crate) struct Broken {
    step: Step,
    end: End,
}

impl Broken {
    pub(crate) fn new(first: Bytes, end: End) -> Self {
        Self {
            step: Step::Send(first),
            end,
        }
    }
}

impl HttpBody for Broken {
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
                End::Close => broken_off(),
                End::Reset(cut) => {
                    cut.cut();
                    broken_off()
                }
            },
        }
    }
}

fn broken_off() -> Poll<Option<io::Result<Frame<Bytes>>>> {
    Poll::Ready(Some(Err(io::Error::other(
        "the body breaks off as planned",
    ))))
}
