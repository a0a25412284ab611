//! Fields whose OData type is given with `#[graph(type = "Edm.String")]`, because their Rust type suggests another one.

use std::borrow::Cow;
use std::marker::PhantomData;

use crate::query::declaring_type::LambdaItem;
use crate::query::edm::{self, DateKind, NumericKind, OrderedKind, TextKind, TimeKind};
use crate::query::edm_types::{self, EdmType};
use crate::query::expression::Node;
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::Operand;
use crate::query::lambda::Variable;
use crate::query::literal::{Literal, Typed, Value};
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
        Field::REF
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
impl<M: EdmType<Kind: TimeKind>, N> TimeKind for DeclaredKind<M, N> {}

macro_rules! string_operands {
    ($($ty:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<E, M: EdmType, N> Operand<E, DeclaredKind<M, N>> for $ty {
            fn node(self) -> Node {
                checked::<M>(&self)
            }
        }
    )*};
}

string_operands!(&str &&str String &String Box<str> Cow<'_, str> &Cow<'_, str>);

/// Writes a string as the type `M`.
fn checked<M: EdmType>(text: &str) -> Node {
    match M::literal_of(text) {
        Some(literal) => Node::literal(literal),
        None => Node::Invalid {
            text: Literal::text(text).0,
            fault: M::INVALID,
        },
    }
}

/// Writes a value in quotes, for a property that is a string.
pub(crate) fn quoted<V: Value>(value: &V) -> Node {
    Node::literal(Literal::text(&value.literal().into_plain()))
}

/// Makes values into operands of properties whose type is given by hand: in quotes if the property is a string, and as they
/// are if the property has their kind and the field is a string.
macro_rules! declared_operands {
    ($([$($generics:tt)*] $ty:ty: $kind:ident;)*) => {$(
        $crate::query::declared::declared_operands!(@one [$($generics)*] $ty: $kind);
        $crate::query::declared::declared_operands!(@one [$($generics)*] &$ty: $kind);
    )*};
    (@one [$($generics:tt)*] $ty:ty: $kind:ident) => {
        #[diagnostic::do_not_recommend]
        impl<E, $($generics)*>
            $crate::query::filter::Operand<
                E,
                $crate::query::declared::DeclaredKind<
                    $crate::query::edm_types::EdmString,
                    $crate::query::edm::$kind,
                >,
            > for $ty
        {
            fn node(self) -> $crate::query::expression::Node {
                $crate::query::declared::quoted(&self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<E, M: $crate::query::edm_types::EdmType<Kind = $crate::query::edm::$kind>, $($generics)*>
            $crate::query::filter::Operand<
                E,
                $crate::query::declared::DeclaredKind<M, $crate::query::edm::Text>,
            > for $ty
        {
            fn node(self) -> $crate::query::expression::Node {
                $crate::query::expression::Node::literal($crate::query::literal::Value::literal(&self))
            }
        }
    };
}

pub(crate) use declared_operands;

declared_operands! {
    [] bool: Boolean;
    [] i8: Number;
    [] i16: Number;
    [] i32: Number;
    [] i64: Number;
    [] u8: Number;
    [] u16: Number;
    [] u32: Number;
    [] u64: Number;
    [] f32: Number;
    [] f64: Number;
}
