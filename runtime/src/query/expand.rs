//! `$expand`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::declaring_type::{DeclaringType, Navigates};
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::IntoFilter;
use crate::query::options::{Levels, Options};
use crate::query::order::Order;
use crate::query::path_types::{self, WithinEntity};
use crate::query::search::Search;
use crate::query::select::Selectable;
use crate::query::structured::{Expandable, ToMany};
use crate::query::type_info::TypeInfo;

/// An expansion of a navigation property from `E` to `S`, with its own options: what `.expand(…)` takes.
///
/// [`Field::expand`] makes one. `M` is [`ToMany`] for a collection, whose items can be filtered, sorted and counted, and
/// [`ToOne`](crate::query::ToOne) for a single object.
#[must_use = "an expansion does nothing until it is passed to a request"]
pub struct Expand<E, S, M = ToMany> {
    pub(crate) path: String,
    /// The type that declares the property.
    declared_by: &'static TypeInfo,
    pub(crate) options: Options,
    types: PhantomData<fn() -> (E, S)>,
    multiplicity: PhantomData<fn() -> M>,
}

/// Marks the expansions of collections. There is nothing to implement.
#[diagnostic::on_unimplemented(
    message = "this expansion leads to one object, which cannot be filtered, sorted, paged or counted",
    label = "the field holds one object, not a collection",
    note = "only `select`, `expand` and `levels` apply to one object; if the property is a collection, declare the field as a `Vec`"
)]
pub trait OfCollection {}
impl OfCollection for ToMany {}

/// A type that a navigation property of `E` leads to, which has the same property. There is nothing to implement.
#[diagnostic::on_unimplemented(
    message = "`levels` needs a navigation property of `{E}` that leads to `{E}` again, and this one leads to `{Self}`",
    label = "the property does not recurse",
    note = "declare the field with the type that contains it, as in `manager: Option<Box<{E}>>`, or expand each level: `.expand(f.manager.expand().expand(…))`"
)]
pub trait Recursive<E> {}
impl<E> Recursive<E> for E {}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// Makes an expansion of this navigation property, to which options can be added (`$expand`).
    ///
    /// The fields with `#[graph(expand)]` are expanded automatically. Pass this to a request to set options:
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
    pub fn expand(self) -> Expand<P::Entity, T::Type, T::Multiplicity>
    where
        P: WithinEntity,
        O: Navigates,
        T: Expandable,
    {
        Expand {
            path: path_types::odata_path_to::<P>(O::path(INDEX)),
            declared_by: O::declaring_type(),
            options: Options::new(T::INFO),
            types: PhantomData,
            multiplicity: PhantomData,
        }
    }
}

impl<E, S, M> Expand<E, S, M> {
    /// Adds the expansion to the options of its request, or of the expansion around it.
    pub(crate) fn add_to(self, options: &mut Options) {
        if is_cast_to(&self.path, self.declared_by) {
            options.cast_to.push(self.declared_by);
        }
        options.expand(self.path, self.options);
    }

    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Expands only the items that match the filter (`$filter`). A second call combines both filters with `and`.
    ///
    /// On directory objects, a filter that needs an [advanced query](crate::guide::queries#advanced-queries) makes the whole
    /// request one. Graph documents that most resources do not support `$expand` in advanced queries, so expect an error.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource] #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct Member { id: String, display_name: Option<String> }
    /// # #[graph_resource(path = "/groups/<groupId>")] #[derive(serde::Deserialize)]
    /// # struct Group { id: String, #[graph(expand)] members: Vec<Member> }
    /// let (g, m) = (Group::FIELDS, Member::FIELDS);
    /// let members = g.members.expand().filter(m.display_name.starts_with("A"));
    /// assert_eq!(
    ///     Group::get("1").expand(members).to_string(),
    ///     "/groups/1?$select=id&$expand=members($select=id,displayName;$filter=startswith(displayName,'A'))",
    /// );
    /// ```
    pub fn filter(self, filter: impl IntoFilter<S>) -> Self
    where
        M: OfCollection,
    {
        self.with(|options| options.filter(filter.into_condition()))
    }

    /// Adds a key by which the expanded items are sorted (`$orderby`). A second call adds a further key, for items whose
    /// first keys are equal. [`Field::expand`] has an example.
    pub fn order_by(self, order: Order<S>) -> Self
    where
        M: OfCollection,
    {
        self.with(|options| options.order_by(order.node, order.descending))
    }

    /// Expands only the items that the search finds (`$search`). A second call combines both searches with `AND`.
    pub fn search(self, search: impl Into<Search<S>>) -> Self
    where
        M: OfCollection,
    {
        self.with(|options| options.search(search.into().terms))
    }

    /// Expands at most this number of items (`$top`).
    pub fn top(self, items: u64) -> Self
    where
        M: OfCollection,
    {
        self.with(|options| options.top = Some(items))
    }

    /// Skips this number of items (`$skip`).
    pub fn skip(self, items: u64) -> Self
    where
        M: OfCollection,
    {
        self.with(|options| options.skip = Some(items))
    }

    /// Requests the total number of items (`$count=true`). The service sends it as `members@odata.count` beside `members`:
    /// declare a field with that name to read it.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # use serde::Deserialize;
    /// # #[graph_resource] #[derive(Deserialize)]
    /// # struct Member { id: String }
    /// #[graph_resource(path = "/groups/<groupId>")]
    /// #[derive(Deserialize)]
    /// struct Group {
    ///     id: String,
    ///     #[graph(expand)]
    ///     #[serde(default)]
    ///     members: Vec<Member>,
    ///     #[serde(rename = "members@odata.count")]
    ///     member_count: Option<u64>,
    /// }
    ///
    /// let request = Group::get("1").expand(Group::FIELDS.members.expand().with_count());
    /// assert_eq!(request.to_string(), "/groups/1?$select=id&$expand=members($select=id;$count=true)");
    /// ```
    pub fn with_count(self) -> Self
    where
        M: OfCollection,
    {
        self.with(|options| options.count = true)
    }

    /// Expands a recursive property, such as a manager's manager, to this depth (`$levels`). A request with 0 fails before
    /// anything is sent.
    ///
    /// The property must lead to the struct that declares it, or the deeper levels would be lost.
    ///
    /// On directory objects this makes the request an [advanced query](crate::guide::queries#advanced-queries).
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String, #[graph(expand)] manager: Option<Box<User>> }
    /// let f = User::FIELDS;
    /// let request = User::get("1").expand(f.manager.expand().levels(3));
    /// assert!(request.to_string().contains("$expand=manager($select=id;$levels=3)"));
    /// ```
    pub fn levels(self, levels: u32) -> Self
    where
        S: Recursive<E>,
    {
        self.with(|options| options.levels = Some(Levels::Number(levels)))
    }

    /// Expands a recursive property to the end (`$levels=max`).
    ///
    /// On directory objects this makes the request an [advanced query](crate::guide::queries#advanced-queries).
    pub fn levels_max(self) -> Self
    where
        S: Recursive<E>,
    {
        self.with(|options| options.levels = Some(Levels::Max))
    }

    /// Selects only these properties and the ones that the struct cannot be read without (`$select`). A second call
    /// adds further properties.
    pub fn select<const N: usize>(self, properties: [&dyn Selectable<S>; N]) -> Self // `[f.id]`; a `Vec`: `select_each`
    {
        self.with(|options| options.select(properties))
    }

    /// Selects properties that are only known at run time, as [`select`](Self::select) does.
    pub fn select_each(self, properties: impl IntoIterator<Item = impl Selectable<S>>) -> Self {
        self.with(|options| options.select(properties))
    }

    /// Sends no `$select`, so the service returns its default set of properties.
    pub fn without_select(self) -> Self {
        self.with(Options::without_select)
    }

    /// Leaves out the expansions that the struct derives, but keeps those passed to [`expand`](Self::expand).
    pub fn without_expand(self) -> Self {
        self.with(Options::without_expand)
    }

    /// Expands a navigation property of the expanded items, or sets the options of the expansion that is derived from the
    /// struct. A second call for the same property adds to the options of the first one.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource] #[derive(serde::Deserialize)]
    /// # struct User { id: String, #[graph(expand)] manager: Option<Box<User>> }
    /// # #[graph_resource(path = "/groups/<groupId>")] #[derive(serde::Deserialize)]
    /// # struct Group { id: String, #[graph(expand)] owners: Vec<User> }
    /// let (g, u) = (Group::FIELDS, User::FIELDS);
    /// let owners = g.owners.expand().expand(u.manager.expand().select([u.id]));
    /// assert_eq!(
    ///     Group::get("1").expand(owners).to_string(),
    ///     "/groups/1?$select=id&$expand=owners($select=id;$expand=manager($select=id))",
    /// );
    /// ```
    pub fn expand<N, K>(self, expand: Expand<S, N, K>) -> Self // `.expand(f.manager.expand())`
    {
        self.with(|options| expand.add_to(options))
    }
}

/// Whether the path starts with a cast of the object itself to this type.
fn is_cast_to(path: &str, info: &TypeInfo) -> bool {
    let rest = path.strip_prefix(info.odata_type);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

impl<E, S, M> Clone for Expand<E, S, M> {
    fn clone(&self) -> Self {
        Expand {
            path: self.path.clone(),
            declared_by: self.declared_by,
            options: self.options.clone(),
            types: PhantomData,
            multiplicity: PhantomData,
        }
    }
}

impl<E, S, M> fmt::Debug for Expand<E, S, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expand({})", self.path)
    }
}
