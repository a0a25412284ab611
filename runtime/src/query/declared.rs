//! Fields whose OData type is given with `#[graph(type = "Edm.String")]`, because their Rust type suggests another one.

use std::marker::PhantomData;

use crate::query::comparable::ComparableTo;
use crate::query::declaring_type::LambdaItem;
use crate::query::edm::{
    self, DateKind, DateTimeKind, NumericKind, OrderedKind, SortableKind, TextKind, TimeKind,
};
use crate::query::edm_types::{self, EdmType};
use crate::query::expression::Node;
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::lambda::Variable;
use crate::query::literal::{Literal, Typed};
use crate::query::structured::Collection;

/// The type in queries of a field of the type `T` over a property of the type `M`, one of [`edm_types`].
#[derive(Debug)]
pub struct Declared<T, M>(PhantomData<fn() -> (T, M)>);

/// The kind of a property of the type `M` that the program holds as a value of the kind `N`.
///
/// It can be compared with values of the kind `N`, and with strings. Both are written as the property's type requires. A
/// string that is not of that type is an error before anything is sent.
#[derive(Debug)]
pub struct DeclaredKind<M, N>(PhantomData<fn() -> (M, N)>);

/// A kind of values that can be written as the OData type `M`.
#[diagnostic::on_unimplemented(
    message = "a value of kind `{Self}` cannot be written as `{M}`",
    label = "does not fit the field's type",
    note = "`Edm.String` fits values of all kinds except `Binary`; every type fits a `String`; the other types fit only values of their own kind, such as `Edm.Int64` any number"
)]
pub trait WrittenAs<M> {
    /// The kind of the property in queries.
    type Kind;
}

macro_rules! own_kind {
    ($($ty:ident: $kind:ident)*) => {$(
        impl WrittenAs<edm_types::$ty> for edm::$kind {
            type Kind = edm::$kind;
        }
    )*};
}

own_kind! {
    EdmString: Text
    EdmBoolean: Boolean
    EdmSByte: Number
    EdmByte: Number
    EdmInt16: Number
    EdmInt32: Number
    EdmInt64: Number
    EdmSingle: Number
    EdmDouble: Number
    EdmDecimal: Number
    EdmGuid: Guid
    EdmDateTimeOffset: DateTimeOffset
    EdmDate: Date
    EdmTimeOfDay: TimeOfDay
    EdmDuration: Duration
    EdmBinary: Binary
}

/// An enum member is a string in quotes anyway.
impl<E> WrittenAs<edm_types::EdmString> for edm::Enum<E> {
    type Kind = edm::Enum<E>;
}

macro_rules! quoted_kinds {
    ($($kind:ident)*) => {$(
        impl WrittenAs<edm_types::EdmString> for edm::$kind {
            type Kind = DeclaredKind<edm_types::EdmString, edm::$kind>;
        }
    )*};
}

quoted_kinds!(Boolean Guid DateTimeOffset Date TimeOfDay Duration Number);

macro_rules! bare_strings {
    ($($ty:ident)*) => {$(
        impl WrittenAs<edm_types::$ty> for edm::Text {
            type Kind = DeclaredKind<edm_types::$ty, edm::Text>;
        }
    )*};
}

bare_strings! {
    EdmBoolean EdmSByte EdmByte EdmInt16 EdmInt32 EdmInt64 EdmSingle EdmDouble EdmDecimal EdmGuid EdmDateTimeOffset EdmDate EdmTimeOfDay EdmDuration EdmBinary
}

#[diagnostic::do_not_recommend]
impl<T: Typed, M> Typed for Declared<T, M>
where
    T::Kind: WrittenAs<M>,
{
    type Kind = <T::Kind as WrittenAs<M>>::Kind;
}

#[diagnostic::do_not_recommend]
impl<T: Collection, M: 'static> Collection for Declared<T, M> {
    type Item = Declared<T::Item, M>;
}

/// The kind of items whose OData type is given by hand.
#[derive(Debug)]
pub enum DeclaredItem {}

impl<T: 'static, M: 'static> Variable<DeclaredItem> for Declared<T, M>
where
    Declared<T, M>: Typed,
{
    type At<P: FieldPath> = &'static Field<P, LambdaItem, 0, Declared<T, M>>;

    fn variable<P: FieldPath>() -> Self::At<P> {
        &Field::NEW
    }
}

#[diagnostic::do_not_recommend]
impl<M: EdmType<Kind: TextKind>, N> TextKind for DeclaredKind<M, N> {}
#[diagnostic::do_not_recommend]
impl<M: EdmType<Kind: OrderedKind>, N> OrderedKind for DeclaredKind<M, N> {}
#[diagnostic::do_not_recommend]
impl<M: EdmType<Kind: NumericKind>, N> NumericKind for DeclaredKind<M, N> {}
#[diagnostic::do_not_recommend]
impl<M: EdmType<Kind: DateKind>, N> DateKind for DeclaredKind<M, N> {}
#[diagnostic::do_not_recommend]
impl<M: EdmType<Kind: DateTimeKind>, N> DateTimeKind for DeclaredKind<M, N> {}
#[diagnostic::do_not_recommend]
impl<M: EdmType<Kind: TimeKind>, N> TimeKind for DeclaredKind<M, N> {}
/// Not of all types, since those with an order are sort keys anyway.
#[diagnostic::do_not_recommend]
impl SortableKind for DeclaredKind<edm_types::EdmBoolean, edm::Text> {}

const NOT_A_VALUE: &str = "a field whose type is given with `#[graph(type = \"…\")]` can be compared with values and with fields of the \
                           same type only";

impl<M, N> ComparableTo<DeclaredKind<M, N>> for edm::Untyped {}

/// A string is written as the type of the property, if it is one of its values.
impl<M: EdmType, N> ComparableTo<DeclaredKind<M, N>> for edm::Text {
    fn adapt(operand: Node) -> Node {
        checked::<M>(operand)
    }
}

/// A value is written in quotes if the property is a string, and as it is if the property has its kind and the field is a
/// string.
macro_rules! comparable_to_declared {
    ($($kind:ident)*) => {$(
        impl ComparableTo<DeclaredKind<edm_types::EdmString, edm::$kind>> for edm::$kind {
            fn adapt(operand: Node) -> Node {
                quoted(operand)
            }
        }

        impl<M: EdmType<Kind = edm::$kind>> ComparableTo<DeclaredKind<M, edm::Text>> for edm::$kind {}
    )*};
}

comparable_to_declared!(Boolean Guid DateTimeOffset Date TimeOfDay Duration Number);

/// A date is compared with a date and time, as for a field of such a type.
impl ComparableTo<DeclaredKind<edm_types::EdmDateTimeOffset, edm::Text>> for edm::Date {}
impl ComparableTo<DeclaredKind<edm_types::EdmDate, edm::Text>> for edm::DateTimeOffset {}

/// Writes a string as the type `M`.
fn checked<M: EdmType>(string: Node) -> Node {
    let Some(text) = string.literal_value() else {
        return string.invalid(NOT_A_VALUE);
    };
    match M::literal_of(&text) {
        Some(literal) => Node::literal(literal),
        None => string.invalid(M::INVALID),
    }
}

/// Writes a value in quotes, for a property that is a string.
fn quoted(value: Node) -> Node {
    match value.literal_value() {
        Some(text) => Node::literal(Literal::text(&text)),
        None => value.invalid(NOT_A_VALUE),
    }
}
