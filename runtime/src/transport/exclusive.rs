//! Values that are used by one thread at a time.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

/// Makes a value `Sync` although it is not, because it can only be reached with exclusive access.
///
/// A stream or a future that a program stores in shared state must be `Sync`, even if all it has are methods with `&mut
/// self`. The mutex is never locked.
pub(crate) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(crate) fn new(value: T) -> Self {
        Exclusive(Mutex::new(value))
    }

    pub(crate) fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A boxed future that is `Sync`, whatever it holds.
pub(crate) struct BoxedFuture<T>(Exclusive<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T> BoxedFuture<T> {
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        BoxedFuture(Exclusive::new(Box::pin(future)))
    }
}

impl<T> Future for BoxedFuture<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        self.0.get_mut().as_mut().poll(context)
    }
}
