//! The thread that reads for synchronous code.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

use tokio::runtime::{Builder, Runtime};

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// The thread on which requests run.
pub(super) struct Worker {
    runtime: Option<Runtime>,
    number: u64,
}

thread_local! {
    /// The number of the worker that this thread is.
    static WORKER: Cell<u64> = const { Cell::new(0) };
}

/// How many workers there have been.
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
        let failed = |source| {
            Error::new(
                ErrorKind::Config,
                "the thread for requests cannot be started",
            )
            .with_source(source)
        };
        runtime
            .map(|runtime| Worker {
                runtime: Some(runtime),
                number,
            })
            .map_err(failed)
    }

    /// Runs a future there, and waits here.
    pub(super) fn wait<T: Send + 'static>(
        &self,
        future: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        if WORKER.get() == self.number {
            let what = "called by code that this client runs, a hook or a credential, which would wait for itself";
            return Err(Error::new(ErrorKind::Config, what));
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        if let Some(runtime) = &self.runtime {
            runtime.spawn(async move {
                // The caller waits, so there is somebody to receive it.
                let _ = sender.send(future.await);
            });
        }
        // The sender is gone without a word only where the future has panicked.
        let what = "reading ended without an answer: code that was called for it panicked";
        receiver
            .recv()
            .unwrap_or_else(|_| Err(Error::new(ErrorKind::Config, what)))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Waiting for it would panic where this is dropped within another runtime.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
