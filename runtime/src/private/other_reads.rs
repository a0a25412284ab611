//! What is said where a method of one kind of request is called on another.
//!
//! The methods stand under a bound that nothing fulfils: they cannot be called, and the compiler says of them what the
//! trait says.

use crate::read::get::Get;
use crate::read::list::List;

/// The bound of what reads one object, on a collection.
#[diagnostic::on_unimplemented(
    message = "a collection has no `send`",
    label = "a `{Self}` is read in other ways",
    note = "read it with `.all(&client).await?` (everything), `.page(&client).await?` (one page), `.first(&client).await?` or `.stream(&client)` (one by one)"
)]
pub trait ReadsOneObject {}

/// The bound of what reads a collection, on one object.
#[diagnostic::on_unimplemented(
    message = "one object is not filtered, sorted, counted or paged",
    label = "a `{Self}` reads one object",
    note = "read one object with `.send(&client).await?`, and a collection by the method that the attribute makes for it: `T::list(…)`"
)]
pub trait ReadsACollection {}

#[doc(hidden)]
impl<T> List<T>
where
    List<T>: ReadsOneObject,
{
    pub fn send(self) {}
    pub fn send_opt(self) {}
}

macro_rules! of_a_collection {
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

of_a_collection!(filter order_by search top skip with_count all page pages first stream count);
