//! Annotations that have to be selected.

use std::marker::PhantomData;

/// The type in queries of a field that holds an annotation, such as `@microsoft.graph.downloadUrl`, as a `T`.
///
/// The field can be selected. It cannot be compared or sorted by, because an annotation is not a property.
#[derive(Debug)]
pub struct Annotation<T>(PhantomData<fn() -> T>);
