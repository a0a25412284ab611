//! The requests that iterators are made from.

use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::read::action::Action;
use crate::read::delta::Delta;
use crate::read::delta::stream::DeltaStream;
use crate::read::lenient::Lenient;
use crate::read::list::List;
use crate::read::paging::ItemStream;
use crate::resume::continuation::Continuation;

/// A request for the items of a collection: a [`List`], a [lenient](List::lenient) one, or an [`Action`] that returns one.
pub trait ItemsRequest {
    /// The type of an item.
    type Item: Send + 'static;

    #[doc(hidden)]
    fn stream(&self, client: &Client) -> ItemStream<Self::Item>;

    #[doc(hidden)]
    fn resume(&self, client: &Client, continuation: Continuation) -> ItemStream<Self::Item>;
}

/// A request for a round of changes: a [`Delta`], or a [lenient](Delta::lenient) one.
pub trait ChangesRequest {
    /// The type of a changed item.
    type Item: Send + 'static;

    #[doc(hidden)]
    fn stream(&self, client: &Client) -> DeltaStream<Self::Item>;

    #[doc(hidden)]
    fn resume(&self, client: &Client, continuation: Continuation) -> DeltaStream<Self::Item>;
}

macro_rules! stream_requests {
    ($($request:ty: $kind:ident, $stream:ident;)*) => {$(
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

impl<T: DeserializeOwned + Send + 'static> ItemsRequest for Action<T> {
    type Item = T;

    fn stream(&self, client: &Client) -> ItemStream<T> {
        self.list().stream(client)
    }

    fn resume(&self, client: &Client, continuation: Continuation) -> ItemStream<T> {
        self.list().resume(client, continuation)
    }
}
