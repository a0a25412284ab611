//! Describes in types how a field is reached. At run time only the functions that write the path exist.

use std::any::TypeId;
use std::marker::PhantomData;

use crate::query::expression::{LambdaVariable, PropertyPath, Start};

/// How a field is reached from the entity that a query is about.
///
/// The constants that the attribute generates have these types. There is nothing to implement.
pub trait FieldPath: Sized + 'static {
    /// The entity that the query is about. A filter on another entity's field does not compile, because this differs.
    type Entity;

    /// Appends the segments of this path.
    #[doc(hidden)]
    fn write(out: &mut PropertyPath);
}

/// The path of the entity itself.
#[derive(Debug)]
pub struct Root<E>(PhantomData<fn() -> E>);

/// The path of a lambda's variable, over the collection at `P`.
#[derive(Debug)]
pub struct Item<P>(PhantomData<fn() -> P>);

impl<E: 'static> FieldPath for Root<E> {
    type Entity = E;

    fn write(_: &mut PropertyPath) {}
}

impl<P: FieldPath> Item<P> {
    pub(crate) fn variable() -> LambdaVariable {
        LambdaVariable::Typed(TypeId::of::<Self>())
    }
}

impl<P: FieldPath> FieldPath for Item<P> {
    type Entity = P::Entity;

    fn write(out: &mut PropertyPath) {
        out.start = Start::Variable(Self::variable());
    }
}
