//! The requests that iterators are made from.

use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::read::delta::Delta;
use crate::read::delta::stream::DeltaStream;
use crate::read::lenient::Lenient;
use crate::read::list::List;
use crate::read::paging::ItemStream;
use crate::resume::continuation::Continuation;

/// A request that streams are made of. Only this crate implements it, and so the traits that require it.
#[allow(unnameable_types, reason = "it must not be implemented elsewhere")]
pub trait StreamRequest {}

/// A request for the items of a collection: a [`List`], or a [lenient](List::lenient) one.
///
/// The trait cannot be implemented outside of this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not read the items of a collection",
    label = "not a `List`",
    note = "pass a `List`, as in `client.iter(&User::list())`; a `Get` reads one object with `send`, and a `Delta` its changes with `iter_changes`"
)]
pub trait ItemsRequest: StreamRequest {
    /// The type of an item.
    type Item: Send + 'static;

    #[doc(hidden)]
    fn stream(&self, client: &Client) -> ItemStream<Self::Item>;

    #[doc(hidden)]
    fn resume(&self, client: &Client, continuation: Continuation) -> ItemStream<Self::Item>;
}

/// A request for a round of changes: a [`Delta`], or a [lenient](Delta::lenient) one.
///
/// The trait cannot be implemented outside of this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not read changes",
    label = "not a `Delta`",
    note = "pass a `Delta`, as in `client.iter_changes(&User::changes())`; a `List` reads its items with `iter`"
)]
pub trait ChangesRequest: StreamRequest {
    /// The type of a changed item.
    type Item: Send + 'static;

    #[doc(hidden)]
    fn stream(&self, client: &Client) -> DeltaStream<Self::Item>;

    #[doc(hidden)]
    fn resume(&self, client: &Client, continuation: Continuation) -> DeltaStream<Self::Item>;
}

macro_rules! stream_requests {
    ($($request:ty: $kind:ident, $stream:ident;)*) => {$(
        impl<T> StreamRequest for $request {}

        impl<T: DeserializeOwned + Send + 'static> $kind for $request {
            type Item = T;

            fn stream(&self, client: &Client) -> $stream<T> {
                <$request>::stream(self, client)
            }

            fn resume(&self, client: &Client, continuation: Continuation) -> $stream<T> {
                <$request>::resume(self, client, continuation)
            }
        }
    )*};
}

stream_requests! {
    List<T>: ItemsRequest, ItemStream;
    Lenient<List<T>>: ItemsRequest, ItemStream;
    Delta<T>: ChangesRequest, DeltaStream;
    Lenient<Delta<T>>: ChangesRequest, DeltaStream;
}
