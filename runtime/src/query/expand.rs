//! `$expand`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::field::Field;
use crate::query::filter::IntoFilter;
use crate::query::options::{Levels, Options};
use crate::query::order::IntoOrder;
use crate::query::owner::{DeclaringType, Navigates};
use crate::query::path_types::{self, WithinEntity};
use crate::query::place::FieldPath;
use crate::query::search::Search;
use crate::query::select::Selectable;
use crate::query::structured::{Expandable, StructuredType};

/// An expansion of a navigation property of `E` that leads to `S`, with options of its own: what `.expand(…)` takes.
#[must_use = "an expansion does nothing until a request is given it"]
pub struct Expand<E, S> {
    pub(crate) path: String,
    pub(crate) options: Options,
    types: PhantomData<fn() -> (E, S)>,
}

/// What `.expand(…)` takes for the entity `E`: an [`Expand`].
#[diagnostic::on_unimplemented(
    message = "this is no expansion of a property of `{E}`",
    label = "not an expansion",
    note = "an expansion is made of a field, `let f = {E}::FIELDS;`: write `.expand(f.members.expand())`, with options behind it, `.expand(f.members.expand().top(5))`",
    note = "a field with `#[graph(expand)]` is expanded by itself, so `.expand(…)` is for options of its own"
)]
pub trait IntoExpand<E> {
    /// What the property leads to.
    #[doc(hidden)]
    type To;

    #[doc(hidden)]
    fn into_expand(self) -> Expand<E, Self::To>;
}

impl<E, S> IntoExpand<E> for Expand<E, S> {
    type To = S;

    fn into_expand(self) -> Self {
        self
    }
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// `$expand`: this navigation property, for `.expand(…)`, with options of its own.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # use serde::Deserialize;
    /// # #[graph_resource] #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
    /// # pub struct Member { id: String, display_name: Option<String> }
    /// # #[graph_resource(path = "/groups/<groupId>")] #[derive(Deserialize)]
    /// # pub struct Group { id: String, #[graph(expand)] members: Vec<Member> }
    /// let (g, m) = (Group::FIELDS, Member::FIELDS);
    /// let request = Group::get("1").expand(g.members.expand().order_by(m.display_name.asc()).top(5));
    /// assert_eq!(
    ///     request.to_string(),
    ///     "/groups/1?$select=id&$expand=members($select=id,displayName;$orderby=displayName;$top=5)",
    /// );
    /// ```
    pub fn expand(self) -> Expand<P::Entity, T::Type>
    where
        P: WithinEntity,
        O: Navigates,
        T: Expandable,
    {
        Expand {
            path: path_types::path_to::<P>(O::expand_path(INDEX)),
            options: Options::new(T::Type::INFO),
            types: PhantomData,
        }
    }
}

impl<E, S> Expand<E, S> {
    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// `$filter` within the expansion; a second call is `and`.
    pub fn filter(self, filter: impl IntoFilter<S>) -> Self {
        self.with(|options| options.filter(filter.into_filter().node))
    }

    /// `$orderby` within the expansion; several keys in order.
    pub fn order_by(self, order: impl IntoOrder<S>) -> Self {
        let order = order.into_order();
        self.with(|options| options.order_by(order.node, order.descending))
    }

    /// `$search` within the expansion.
    pub fn search(self, search: impl Into<Search<S>>) -> Self {
        self.with(|options| options.search(search.into().terms))
    }

    /// `$top` within the expansion: at most so many items.
    pub fn top(self, items: u64) -> Self {
        self.with(|options| options.top = Some(items))
    }

    /// `$skip` within the expansion: without the first so many items.
    pub fn skip(self, items: u64) -> Self {
        self.with(|options| options.skip = Some(items))
    }

    /// `$count=true` within the expansion.
    pub fn with_count(self) -> Self {
        self.with(|options| options.count = true)
    }

    /// `$levels`: how often a recursive property (a manager's manager) is expanded. An advanced query.
    pub fn levels(self, levels: u32) -> Self {
        self.with(|options| options.levels = Some(Levels::Number(levels)))
    }

    /// `$levels=max`: to the end. An advanced query.
    pub fn levels_max(self) -> Self {
        self.with(|options| options.levels = Some(Levels::Max))
    }

    /// Narrows `$select` to these properties and those that the struct cannot be read without.
    pub fn select<const N: usize>(self, properties: [&dyn Selectable<S>; N]) -> Self {
        self.with(|options| options.select(&properties))
    }

    /// Leaves `$select` out: the service's default set.
    pub fn without_select(self) -> Self {
        self.with(Options::without_select)
    }

    /// Leaves out the expansions that the struct derives; one that is given here stays.
    pub fn without_expand(self) -> Self {
        self.with(Options::without_expand)
    }

    /// An expansion within this one, with options of its own.
    pub fn expand(self, expand: impl IntoExpand<S>) -> Self {
        let expand = expand.into_expand();
        self.with(|options| options.expand(expand.path, expand.options))
    }
}

impl<E, S> Clone for Expand<E, S> {
    fn clone(&self) -> Self {
        Expand {
            path: self.path.clone(),
            options: self.options.clone(),
            types: PhantomData,
        }
    }
}

impl<E, S> fmt::Debug for Expand<E, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expand({})", self.path)
    }
}
