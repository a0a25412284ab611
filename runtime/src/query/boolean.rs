//! Booleans as conditions: a field or an expression that is a Boolean joins with others like a filter.

use std::ops::{BitAnd, BitOr, Not};

use crate::query::declaring_type::DeclaringType;
use crate::query::edm::Boolean;
use crate::query::expression::Node;
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::{Condition, Expr, Filter, IntoFilter};
use crate::query::literal::Typed;

impl<P, O, const INDEX: usize, T> Condition for &Field<P, O, INDEX, T>
where
    P: FieldPath,
    O: DeclaringType,
    T: Typed<Kind = Boolean>,
{
    type Entity = P::Entity;

    fn into_node(self) -> Option<Node> {
        Some(Filter::from(self).node)
    }
}

impl<E> Condition for Expr<E, Boolean> {
    type Entity = E;

    fn into_node(self) -> Option<Node> {
        Some(self.node)
    }
}

/// So that a Boolean field can be an item of a `Vec<Filter<E>>`.
impl<E, P, O, const INDEX: usize, T> From<&Field<P, O, INDEX, T>> for Filter<E>
where
    P: FieldPath<Entity = E>,
    O: DeclaringType,
    T: Typed<Kind = Boolean>,
{
    fn from(field: &Field<P, O, INDEX, T>) -> Self {
        Filter::new(Node::path(field.property_path()))
    }
}

impl<E> From<Expr<E, Boolean>> for Filter<E> {
    fn from(expression: Expr<E, Boolean>) -> Self {
        Filter::new(expression.node)
    }
}

/// A Boolean property is a condition itself: `.filter(f.is_read)`.
///
/// ```
/// # use graph_resource::graph_resource;
/// # #[graph_resource(path = "/me/messages/<messageId>")] #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
/// # struct Message { is_read: bool, subject: Option<String> }
/// let f = Message::FIELDS;
/// let filter = f.is_read & f.subject.starts_with("Re:");
/// assert_eq!(filter.to_string(), "isRead and startswith(subject,'Re:')");
/// ```
impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T: Typed<Kind = Boolean>>
    Field<P, O, INDEX, T>
{
    /// Matches if the property is true and the other condition holds.
    pub fn and(&self, other: impl IntoFilter<P::Entity>) -> Filter<P::Entity> {
        Filter::from(self).and(other)
    }

    /// Matches if the property is true or the other condition holds.
    pub fn or(&self, other: impl IntoFilter<P::Entity>) -> Filter<P::Entity> {
        Filter::from(self).or(other)
    }

    /// Matches if the property is not true: `not isRead`.
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries), and `f.is_read.eq(false)` is
    /// not one.
    #[allow(
        clippy::should_implement_trait,
        reason = "the trait is implemented; the method reads better at the end of a chain"
    )]
    pub fn not(&self) -> Filter<P::Entity> {
        Filter::from(self).not()
    }
}

/// A Boolean expression is a condition itself.
impl<E> Expr<E, Boolean> {
    /// Matches if the expression is true and the other condition holds.
    pub fn and(self, other: impl IntoFilter<E>) -> Filter<E> {
        Filter::from(self).and(other)
    }

    /// Matches if the expression is true or the other condition holds.
    pub fn or(self, other: impl IntoFilter<E>) -> Filter<E> {
        Filter::from(self).or(other)
    }

    /// Matches if the expression is not true.
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    #[allow(
        clippy::should_implement_trait,
        reason = "the trait is implemented; the method reads better at the end of a chain"
    )]
    pub fn not(self) -> Filter<E> {
        Filter::from(self).not()
    }
}

macro_rules! operators {
    ($($operator:ident $method:ident $join:ident;)*) => {$(
        impl<P, O, const INDEX: usize, T, C> $operator<C> for &Field<P, O, INDEX, T>
        where
            P: FieldPath,
            O: DeclaringType,
            T: Typed<Kind = Boolean>,
            C: IntoFilter<P::Entity>,
        {
            type Output = Filter<P::Entity>;

            fn $method(self, other: C) -> Self::Output {
                self.$join(other)
            }
        }

        impl<E, C: IntoFilter<E>> $operator<C> for Expr<E, Boolean> {
            type Output = Filter<E>;

            fn $method(self, other: C) -> Self::Output {
                self.$join(other)
            }
        }
    )*};
}

operators! {
    BitAnd bitand and;
    BitOr bitor or;
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T: Typed<Kind = Boolean>> Not
    for &Field<P, O, INDEX, T>
{
    type Output = Filter<P::Entity>;

    fn not(self) -> Self::Output {
        Field::not(self)
    }
}

impl<E> Not for Expr<E, Boolean> {
    type Output = Filter<E>;

    fn not(self) -> Self::Output {
        Expr::not(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::graph_resource;
    use crate::query::field::Field;
    use crate::query::filter::Filter;

    #[graph_resource(path = "/messages/<messageId>")]
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    struct Message {
        id: String,
        is_read: bool,
        is_draft: Option<bool>,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[graph_resource]
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    struct Part {
        is_inline: bool,
    }

    #[test]
    fn a_boolean_field_is_negated() {
        let f = Message::FIELDS;
        assert_eq!((!f.is_read).to_string(), "not isRead");
        assert_eq!(f.is_read.not().to_string(), "not isRead");
        assert_eq!(
            (!f.is_draft & f.id.ne("1")).to_string(),
            "not isDraft and id ne '1'"
        );
    }

    #[test]
    fn boolean_fields_join_with_each_other_and_with_filters() {
        let f = Message::FIELDS;
        assert_eq!((f.is_read & f.is_draft).to_string(), "isRead and isDraft");
        assert_eq!((f.is_read | f.is_draft).to_string(), "isRead or isDraft");
        assert_eq!(
            (f.is_read & f.id.eq("1")).to_string(),
            "isRead and id eq '1'"
        );
        assert_eq!(
            (f.id.eq("1") | f.is_read).to_string(),
            "id eq '1' or isRead"
        );
        assert_eq!(
            f.is_read.or(f.id.eq("1")).and(f.is_draft).to_string(),
            "(isRead or id eq '1') and isDraft"
        );
        assert_eq!(
            f.is_read.and(f.is_draft.or(!f.is_read)).to_string(),
            "isRead and (isDraft or not isRead)"
        );
    }

    #[test]
    fn boolean_expressions_join_like_fields() {
        let f = Message::FIELDS;
        let flag = || f.id.cast_as::<bool>();
        assert_eq!(
            (flag() & f.is_read).to_string(),
            "cast(id,Edm.Boolean) and isRead"
        );
        assert_eq!(
            (f.is_read | flag()).to_string(),
            "isRead or cast(id,Edm.Boolean)"
        );
        assert_eq!((!flag()).to_string(), "not cast(id,Edm.Boolean)");
        let filter: Filter<Message> = flag().or(Field::named("extra").eq(1));
        assert_eq!(filter.to_string(), "cast(id,Edm.Boolean) or extra eq 1");
    }

    #[test]
    fn boolean_fields_are_items_of_a_list_of_filters() {
        let f = Message::FIELDS;
        let filters = vec![f.id.eq("1"), f.is_read.into(), f.is_draft.into()];
        let all = filters.into_iter().reduce(Filter::and);
        assert_eq!(
            Message::list().filter(all).to_string(),
            "/messages?$select=id,isRead,isDraft,parts&$filter=id%20eq%20'1'%20and%20isRead%20and%20isDraft"
        );
    }

    #[test]
    fn a_filter_that_is_none_adds_nothing() {
        let f = Message::FIELDS;
        let none = Vec::<Filter<Message>>::new().into_iter().reduce(Filter::or);
        let list = Message::list();
        assert_eq!(
            list.clone().filter(none.clone()).to_string(),
            list.to_string()
        );
        let filtered = list.filter(f.is_read);
        assert_eq!(
            filtered.clone().filter(none.clone()).to_string(),
            filtered.to_string()
        );
        assert_eq!((f.is_read & none.clone()).to_string(), "isRead");
        assert_eq!((f.id.eq("1") | none).to_string(), "id eq '1'");
    }

    #[test]
    fn a_lambda_accepts_a_boolean_but_not_none() {
        let f = Message::FIELDS;
        let any = f.parts.any(|part| part.is_inline);
        assert_eq!(any.to_string(), "parts/any(x:x/isInline)");
        let all: Filter<Message> = Field::named("parts").all(|part| part.eq(true) & f.is_read);
        assert_eq!(all.to_string(), "parts/all(x:x eq true and isRead)");
        let none: Option<Filter<Message>> = None;
        let fault = f.parts.any(|_| none.clone()).node.fault("");
        assert!(fault.unwrap().contains("returned `None`"));
        let fault = Field::named("parts").any(|_| none).node.fault("");
        assert!(fault.unwrap().contains("returned `None`"));
    }

    #[test]
    fn filters_are_folded_by_their_methods() {
        let f = Message::FIELDS;
        let filters = vec![f.id.eq("1"), f.is_read.eq(true), !f.is_draft];
        let any = filters.into_iter().reduce(Filter::or).unwrap();
        assert_eq!(
            any.to_string(),
            "id eq '1' or isRead eq true or not isDraft"
        );
    }
}
