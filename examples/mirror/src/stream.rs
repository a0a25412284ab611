//! What a stream of changes is: a query, and the tables that it changes.

use std::future::Future;

use graph_resource::Delta;
use serde::de::DeserializeOwned;
use sqlx::{Any, Transaction};

use crate::error::Result;
use crate::store::{Position, Store};

/// A transaction of the mirror.
pub type Tx = Transaction<'static, Any>;

/// A stream of changes, and the tables that it changes.
pub trait Stream: Sync {
    /// What is read.
    type Item: DeserializeOwned + Send + 'static;

    /// The name under which the position is stored.
    fn name(&self) -> String;

    /// The query of the first round.
    fn query(&self) -> Delta<Self::Item>;

    /// Whether there may be nothing to read, as for users without a mailbox.
    fn is_optional(&self) -> bool {
        false
    }

    /// Whether the rows may still be written. If it returns `true`, that stays so until the transaction ends.
    fn is_wanted(
        &self,
        store: &Store,
        transaction: &mut Tx,
    ) -> impl Future<Output = Result<bool>> + Send {
        let _ = (store, transaction);
        async { Ok(true) }
    }

    /// Writes what the service sent of an object.
    fn update(
        &self,
        transaction: &mut Tx,
        position: &Position,
        item: Self::Item,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Deletes an object.
    fn remove(
        &self,
        transaction: &mut Tx,
        position: &Position,
        id: &str,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Deletes the rows of all other generations.
    fn replace(
        &self,
        transaction: &mut Tx,
        position: &Position,
    ) -> impl Future<Output = Result<()>> + Send;
}
