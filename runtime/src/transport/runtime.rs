//! The Tokio runtime that a read requires.

use std::cell::Cell;
use std::net::Ipv4Addr;
use std::panic::catch_unwind;
use std::time::Duration;

use tokio::runtime::{Handle, Id};

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// What requests need from a runtime, besides tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Timers alone, if a simulation responds.
    #[cfg(feature = "testing")]
    Timers,
    TimersAndIo,
}

/// A probe of a runtime, with the name of what it lacks.
type Probed = (Id, Needs, Option<&'static str>);

thread_local! {
    /// The last probe on this thread. Threads rarely change their runtime, so nearly every call finds its answer here.
    static PROBED: Cell<Option<Probed>> = const { Cell::new(None) };
}

/// Rejects calls from outside a Tokio runtime, and from one whose timers or I/O are disabled.
pub(crate) fn check_drivers(needs: Needs) -> Result<(), Error> {
    let id = current_runtime()?;
    let lacking = match PROBED.get() {
        Some((known, probed, lacking)) if known == id && probed == needs => lacking,
        _ => {
            let lacking = probe(needs);
            PROBED.set(Some((id, needs, lacking)));
            lacking
        }
    };
    match lacking {
        None => Ok(()),
        Some(name) => {
            let summary =
                format!("the Tokio runtime has no {name}: call `enable_all()` on its `Builder`");
            Err(Error::new(ErrorKind::Config, summary))
        }
    }
}

fn current_runtime() -> Result<Id, Error> {
    match Handle::try_current() {
        Ok(runtime) => Ok(runtime.id()),
        Err(_) => {
            let summary =
                "called outside of a Tokio runtime: call it from async code that Tokio runs";
            Err(Error::new(ErrorKind::Config, summary))
        }
    }
}

/// Returns what the current runtime lacks.
///
/// Tokio has no query for this: it panics where something disabled is used first. Each probe uses as little as possible.
/// The panic of a probe that fails reaches the program's panic hook, which by default prints it.
fn probe(needs: Needs) -> Option<&'static str> {
    if catch_unwind(use_timer).is_err() {
        return Some("timers");
    }
    if needs == Needs::TimersAndIo && catch_unwind(use_io).is_err() {
        return Some("I/O");
    }
    None
}

fn use_timer() {
    drop(tokio::time::sleep(Duration::ZERO));
}

/// Registers a socket that nothing is sent on. Without a socket there is no answer, and the request shows the reason.
fn use_io() {
    let Ok(socket) = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)) else {
        return;
    };
    if socket.set_nonblocking(true).is_ok() {
        drop(tokio::net::UdpSocket::from_std(socket));
    }
}
