//! The thread on which the blocking client runs its requests.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

use tokio::runtime::{Builder, Runtime};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::trace::in_current_span;

/// A thread with a runtime of its own.
pub(super) struct Worker {
    runtime: Option<Runtime>,
    number: u64,
}

thread_local! {
    /// The number of the worker that this thread belongs to; 0 for any other thread.
    static WORKER: Cell<u64> = const { Cell::new(0) };
}

/// How many workers have been started.
static WORKERS: AtomicU64 = AtomicU64::new(0);

impl Worker {
    pub(super) fn start() -> Result<Self, Error> {
        let number = 1 + WORKERS.fetch_add(1, Ordering::Relaxed);
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("graph-resource")
            .on_thread_start(move || WORKER.set(number))
            .enable_all()
            .build();
        match runtime {
            Ok(runtime) => Ok(Worker {
                runtime: Some(runtime),
                number,
            }),
            Err(source) => {
                let summary = "cannot start the thread for requests";
                Err(Error::new(ErrorKind::Config, summary).with_source(source))
            }
        }
    }

    /// Runs a future on the worker and blocks this thread until it is done.
    pub(super) fn wait<T: Send + 'static>(
        &self,
        future: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        if WORKER.get() == self.number {
            let summary =
                "deadlock: a hook or credential must not call the blocking client that runs it";
            return Err(Error::new(ErrorKind::Config, summary));
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        if let Some(runtime) = &self.runtime {
            runtime.spawn(in_current_span(async move {
                // The caller is waiting, so the receiver still exists.
                let _ = sender.send(future.await);
            }));
        }
        // The sender is dropped without a result only if the future panicked.
        receiver.recv().unwrap_or_else(|_| {
            let summary = "the read ended without a result: code called by it panicked";
            Err(Error::new(ErrorKind::Config, summary))
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Waiting for the runtime to shut down would panic if this is dropped inside another runtime.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
