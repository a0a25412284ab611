//! Compile errors about missing methods: `get` or `list` on a type without that endpoint, and a method of one kind of
//! request on another.
//!
//! The missing methods exist, but they require a trait of this module that nothing implements. So they cannot be
//! called, and the compiler explains why in the trait's words.

use std::future::Ready;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::client::Client;
use crate::error::Error;
use crate::read::action::Action;
use crate::read::delta::{Delta, Round};
use crate::read::get::Get;
use crate::read::list::List;

// The next four traits are bounds of methods that the attribute generates. They are bounds of the `impl`, so a method
// of the same name in a user's own `impl` is not a duplicate. Each has a lifetime because rustc reports an unsatisfied
// bound without parameters where it is written rather than where the method is called.

/// Required by `list` on a type whose path ends in a name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `list`: its path ends in a name, so it leads to a single object",
    label = "not a collection",
    note = "if the path leads to a collection, add `collection` (which only the feature `schema` infers): `#[graph_resource(path = \"…\", collection)]`; if it leads to one of several objects, end it with their key: `path = \"/users/<userId>\"`"
)]
pub trait LeadsToACollection<'a> {}

/// Required by `get` on a type whose path leads to a collection.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `get`: its path leads to a collection",
    label = "not a single object",
    note = "read the collection with `list`; to read single items as well, end the path with their key and remove `collection`: `path = \"/users/<userId>\"`"
)]
pub trait LeadsToOneObject<'a> {}

/// Required by `get` and `list` on a type without endpoints.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `get` or `list`, because it has no `path`",
    label = "no `path`",
    note = "add the path to the attribute: `#[graph_resource(path = \"/users/<userId>\")]`; a type without one is read as part of another type"
)]
pub trait HasAPath<'a> {}

/// Required by `get` and `list` on a type that has other endpoints, but no path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `get` or `list`, because it has no `path`",
    label = "no `path`",
    note = "call its endpoints by the names in the attribute: `get(me = \"/me\")` is called as `me()`"
)]
pub trait HasNamedEndpoints<'a> {}

/// Required by the methods that read a single object, on a request for a collection.
#[diagnostic::on_unimplemented(
    message = "a request for a collection has no `send`",
    label = "`{Self}` reads a collection",
    note = "read it with `.all(&client)` (every item), `.page(&client)` (one page), `.first(&client)` (the first item) or `.stream(&client)` (one item after the other)"
)]
pub trait ReadsOneObject {}

/// Required by the methods that read a collection, on a request for a single object.
#[diagnostic::on_unimplemented(
    message = "a request for a single object cannot be filtered, sorted, counted or paged",
    label = "`{Self}` reads a single object",
    note = "read it with `.send(&client)`; for a collection, start from the method that the attribute generates: `T::list(…)`"
)]
pub trait ReadsACollection {
    /// The value of a method that cannot be called.
    fn never<R>(&self) -> R;
}

#[doc(hidden)]
impl<T> List<T>
where
    List<T>: ReadsOneObject,
{
    pub fn send(self) {}
    pub fn send_opt(self) {}
}

macro_rules! collection_methods {
    ($($name:ident)*) => {
        #[doc(hidden)]
        impl<T> Get<T>
        where
            Get<T>: ReadsACollection,
        {
            $(pub fn $name(self) {})*
        }
    };
}

collection_methods!(order_by search top with_count page pages first stream);

// `Iterator` has methods of these names, which the compiler would explain too. A bound on the method avoids that. Since
// the method then exists, it takes and returns what the real one does, so that nothing else in the call is an error.
#[doc(hidden)]
impl<T> Get<T> {
    pub fn filter<F>(self, _: F) -> Self
    where
        Self: ReadsACollection,
    {
        self
    }

    pub fn skip(self, _: u64) -> Self
    where
        Self: ReadsACollection,
    {
        self
    }

    pub fn all<C>(&self, _: C) -> Ready<Result<Vec<T>, Error>>
    where
        Self: ReadsACollection,
    {
        self.never()
    }

    pub fn count<C>(&self, _: C) -> Ready<Result<u64, Error>>
    where
        Self: ReadsACollection,
    {
        self.never()
    }
}

/// Required by the methods of `blocking::Client` that send a request, on an asynchronous client.
#[diagnostic::on_unimplemented(
    message = "an asynchronous client does not send requests by itself",
    label = "pass the client to the request: `request.send(&client).await`, or `.all(&client).await` for a collection",
    note = "in synchronous code, use `graph_resource::blocking::Client`, which the feature `blocking` adds"
)]
pub trait BlocksTheThread<'a> {}

macro_rules! blocking_methods {
    ($($name:ident)*) => {
        #[doc(hidden)]
        impl Client
        where
            for<'a> Client: BlocksTheThread<'a>,
        {
            $(pub fn $name(&self) {})*
        }
    };
}

blocking_methods!(send send_opt send_accepted fetch page pages all first count iter changes chunks bytes text save_to);

/// Required to await a request, which needs a client.
///
/// The bound is on [`Unsent`], because for the awaited type itself the compiler uses the message of `Future`.
#[diagnostic::on_unimplemented(
    message = "a request cannot be awaited before it is sent",
    label = "write `.send(&client).await`, or `.all(&client).await` for a collection"
)]
pub trait SentWithoutClient {}

/// A request that has not been sent.
#[derive(Debug)]
pub struct Unsent<R>(PhantomData<fn() -> R>);

macro_rules! unsent {
    ($($request:ident -> $output:ty;)*) => {$(
        #[doc(hidden)]
        impl<T> Future for $request<T>
        where
            Unsent<$request<T>>: SentWithoutClient,
        {
            type Output = Result<$output, Error>;

            fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
                Poll::Pending
            }
        }
    )*};
}

unsent! {
    Get -> T;
    Action -> T;
    List -> Vec<T>;
    Delta -> Round<T>;
}
