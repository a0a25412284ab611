//! The items of the list of `in`.

use crate::query::comparable::ComparableTo;
use crate::query::expression::Node;
use crate::query::literal::Value;

/// An item of the list that `in_` takes: a [`Value`], or an `Option` of one, whose `None` stands for null.
///
/// A field or an expression is not an item, because OData only has values in the list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an item of the list of `in_`",
    label = "not a value or an `Option` of one",
    note = "`in_` takes values: `f.city.in_([\"Oslo\", \"Bergen\"])`; to compare with a field or an expression, write `eq` and `|`"
)]
pub trait ListItem {
    /// The kind of the item, one of the types in [`edm`](crate::query::edm).
    type Kind;

    #[doc(hidden)]
    fn into_list_item(self) -> Node;
}

#[diagnostic::do_not_recommend]
impl<V: Value> ListItem for V {
    type Kind = V::Kind;

    fn into_list_item(self) -> Node {
        Node::literal(self.literal())
    }
}

#[diagnostic::do_not_recommend]
impl<V: Value> ListItem for Option<V> {
    type Kind = V::Kind;

    fn into_list_item(self) -> Node {
        match self {
            Some(value) => Node::literal(value.literal()),
            None => Node::null(),
        }
    }
}

/// The item as a property of the kind `K` requires it. Null is the same for all.
pub(crate) fn adapted_item<V: ListItem<Kind: ComparableTo<K>>, K>(value: V) -> Node {
    let item = value.into_list_item();
    if item.is_null() {
        item
    } else {
        V::Kind::adapt(item)
    }
}
