//! The query options of a request, which are also those of an expansion within it.

use std::collections::HashSet;

use crate::address::directory;
use crate::address::resource_path::ResourcePath;
use crate::query::expression::{Node, Operator};
use crate::query::name::{self, INVALID_IN_FILTER, INVALID_IN_ORDER_BY, INVALID_IN_SELECT};
use crate::query::order;
use crate::query::search_terms::Terms;
use crate::query::select::Selectable;
use crate::query::type_info::{NO_PROPERTIES, TypeInfo};

/// Query options, not yet encoded. What the struct derives is looked up in `info`.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(super) info: &'static TypeInfo,
    pub(super) selection: Selection,
    /// Whether the expansions that the struct derives are left out.
    pub(super) without_derived_expand: bool,
    /// The paths and options of the call site's expansions.
    pub(super) expand: Vec<(String, Options)>,
    /// The types that the object is cast to in the paths of these expansions.
    pub(super) cast_to: Vec<&'static TypeInfo>,
    pub(super) filter: Option<Node>,
    pub(super) search: Option<Terms>,
    /// The sort keys, and whether each is descending.
    pub(super) order_by: Vec<(Node, bool)>,
    pub(crate) top: Option<u64>,
    pub(crate) skip: Option<u64>,
    pub(crate) count: bool,
    pub(crate) levels: Option<Levels>,
}

/// The properties that `$select` names.
#[derive(Debug, Clone)]
pub(super) enum Selection {
    /// The properties of the struct.
    Derived,
    /// None: without `$select`, the service returns its default set.
    Default,
    /// These, and those that serde requires.
    Only(Vec<String>),
}

/// The depth to which a recursive property is expanded.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Levels {
    Number(u32),
    Max,
}

const SELECTED_NAVIGATION: &str = "a navigation property cannot be selected: its properties are selected in its expansion, `.expand(f.manager.expand().select([…]))`";

const REPEATED_SORT_KEY: &str = "`order_by` was called twice for the same property: remove the second call, which has no effect";

const NO_LEVELS: &str =
    "`levels(0)` expands nothing: pass at least 1, or call `without_expand()` on the request";

impl Options {
    pub(crate) fn new(info: &'static TypeInfo) -> Self {
        Options {
            info,
            selection: Selection::Derived,
            without_derived_expand: false,
            expand: Vec::new(),
            cast_to: Vec::new(),
            filter: None,
            search: None,
            order_by: Vec::new(),
            top: None,
            skip: None,
            count: false,
            levels: None,
        }
    }

    /// Adds a condition, if there is one.
    pub(crate) fn filter(&mut self, condition: Option<Node>) {
        self.filter = match (self.filter.take(), condition) {
            (Some(first), Some(second)) => Some(first.infix(Operator::And, second)),
            (first, second) => first.or(second),
        };
    }

    pub(crate) fn order_by(&mut self, node: Node, descending: bool) {
        self.order_by.push((node, descending));
    }

    pub(crate) fn search(&mut self, terms: Terms) {
        self.search = Some(match self.search.take() {
            Some(first) => first.and(terms),
            None => terms,
        });
    }

    pub(crate) fn select<E>(&mut self, properties: impl IntoIterator<Item = impl Selectable<E>>) {
        let mut names = match std::mem::replace(&mut self.selection, Selection::Default) {
            Selection::Only(names) => names,
            _ => Vec::new(),
        };
        for property in properties {
            names.push(property.select_path());
            names.extend(property.needed_paths());
        }
        self.selection = Selection::Only(names);
    }

    pub(crate) fn without_select(&mut self) {
        self.selection = Selection::Default;
    }

    pub(crate) fn without_expand(&mut self) {
        self.without_derived_expand = true;
    }

    /// Adds an expansion, or the options of one to an earlier one of the same property.
    pub(crate) fn expand(&mut self, path: String, options: Options) {
        let mut earlier = self.expand.iter_mut();
        match earlier.find(|(other, _)| *other == path) {
            Some((_, earlier)) => earlier.merge(options),
            None => self.expand.push((path, options)),
        }
    }

    /// Adds further options, as if their methods had been called after those of these options.
    fn merge(&mut self, other: Options) {
        match (&mut self.selection, other.selection) {
            (_, Selection::Derived) => {}
            (Selection::Only(names), Selection::Only(further)) => names.extend(further),
            (selection, given) => *selection = given,
        }
        self.without_derived_expand |= other.without_derived_expand;
        self.cast_to.extend(other.cast_to);
        for (path, options) in other.expand {
            self.expand(path, options);
        }
        self.filter(other.filter);
        if let Some(search) = other.search {
            self.search(search);
        }
        self.order_by.extend(other.order_by);
        self.top = other.top.or(self.top);
        self.skip = other.skip.or(self.skip);
        self.count |= other.count;
        self.levels = other.levels.or(self.levels);
    }

    /// Returns the method that sets a system query option, named without its `$`.
    pub(crate) fn method(option: &str) -> Option<&'static str> {
        let methods = [
            ("select", "select"),
            ("expand", "expand"),
            ("filter", "filter"),
            ("search", "search"),
            ("orderby", "order_by"),
            ("top", "top"),
            ("skip", "skip"),
            ("count", "with_count"),
        ];
        let mut methods = methods.into_iter();
        let (_, method) = methods.find(|(name, _)| option.eq_ignore_ascii_case(name))?;
        Some(method)
    }

    /// Returns the names of the system query options that the call site has set.
    pub(crate) fn given(&self) -> impl Iterator<Item = &'static str> {
        let options = [
            ("$select", matches!(self.selection, Selection::Only(_))),
            ("$expand", !self.expand.is_empty()),
            ("$filter", self.filter.is_some()),
            ("$search", self.search.is_some()),
            ("$orderby", !self.order_by.is_empty()),
            ("$top", self.top.is_some()),
            ("$skip", self.skip.is_some()),
            ("$count", self.count),
        ];
        let given = options.into_iter().filter(|(_, is_given)| *is_given);
        given.map(|(name, _)| name)
    }

    /// Returns the filter and the sort keys.
    fn expressions(&self) -> impl Iterator<Item = &Node> {
        let sort_keys = self.order_by.iter().map(|(node, _)| node);
        self.filter.iter().chain(sort_keys)
    }

    /// Explains why the options cannot be sent, or returns `None` if they can.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        if let Some(fault) = self.fault_of_expressions() {
            return Some(fault);
        }
        if let Some(fault) = self.fault_of_selection() {
            return Some(fault);
        }
        if let Some(fault) = self.search.as_ref().and_then(|search| search.fault) {
            return Some(fault);
        }
        if matches!(self.levels, Some(Levels::Number(0))) {
            return Some(NO_LEVELS);
        }
        self.expand.iter().find_map(|(_, options)| options.fault())
    }

    fn fault_of_expressions(&self) -> Option<&'static str> {
        let filter = self.filter.as_ref();
        let fault = filter.and_then(|filter| filter.fault(INVALID_IN_FILTER));
        let mut sort_keys = self.order_by.iter();
        fault
            .or_else(|| sort_keys.find_map(|(key, _)| key.fault(INVALID_IN_ORDER_BY)))
            .or_else(|| self.repeats_sort_key().then_some(REPEATED_SORT_KEY))
    }

    /// Whether two sort keys are the same, in any direction.
    fn repeats_sort_key(&self) -> bool {
        let mut seen = HashSet::new();
        let mut keys = self.sort_keys();
        keys.any(|key| !seen.insert(order::without_direction(&key).to_owned()))
    }

    /// Names may be known at run time only, when no type tells what they are.
    fn fault_of_selection(&self) -> Option<&'static str> {
        let Selection::Only(names) = &self.selection else {
            return None;
        };
        if !names.iter().all(|name| name::is_selectable(name)) {
            return Some(INVALID_IN_SELECT);
        }
        if names.iter().any(|name| self.is_expansion(name)) {
            return Some(SELECTED_NAVIGATION);
        }
        None
    }

    /// Whether the path is that of a navigation property, or leads through one.
    fn is_expansion(&self, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or(path);
        let expansions = self.info.expansions();
        expansions.iter().any(|expansion| expansion.path == first)
    }

    /// Returns whether directory objects need an advanced query for these options. The sort keys alone may need one too:
    /// see [`sort_keys`](Self::sort_keys).
    pub(crate) fn advanced(&self) -> Advanced {
        let is_filtered_and_sorted = self.filter.is_some() && !self.order_by.is_empty();
        let itself = if self.count || is_filtered_and_sorted || self.has_levels() {
            Advanced::Counted
        } else {
            self.advanced_by_terms()
        };
        itself.max(self.advanced_by_expansions())
    }

    /// Looks at what the options contain, not at which there are.
    fn advanced_by_terms(&self) -> Advanced {
        if self.expressions().any(Node::is_advanced) {
            Advanced::Counted
        } else if self.search.is_some() {
            Advanced::Search
        } else {
            Advanced::No
        }
    }

    /// Looks at the options of the expansions that lead to directory objects.
    fn advanced_by_expansions(&self) -> Advanced {
        let mut advanced = Advanced::No;
        for (path, options) in &self.expand {
            if leads_to_directory(path) {
                let within = options.advanced_by_terms();
                advanced = advanced.max(within).max(options.advanced_by_expansions());
            }
        }
        advanced
    }

    /// Returns the sort keys as OData writes them, without their directions.
    pub(crate) fn sort_keys(&self) -> impl Iterator<Item = String> {
        self.order_by.iter().map(|(node, _)| node.to_odata())
    }

    /// Whether the search, however it is written, contains this character.
    pub(crate) fn searches_for(&self, character: char) -> bool {
        match &self.search {
            Some(search) => search.text.contains(character),
            None => false,
        }
    }

    /// Whether any expansion, however deep, has `$levels`.
    pub(crate) fn has_levels(&self) -> bool {
        self.levels.is_some() || self.expand.iter().any(|(_, options)| options.has_levels())
    }

    /// Whether the call site filters, searches, sorts or pages.
    pub(crate) fn has_call_site_options(&self) -> bool {
        self.filter.is_some()
            || self.search.is_some()
            || !self.order_by.is_empty()
            || self.top.is_some()
            || self.skip.is_some()
    }

    /// Keeps only the options that decide how many items there are.
    pub(crate) fn counted(self) -> Self {
        Options {
            filter: self.filter,
            search: self.search,
            ..Options::new(&NO_PROPERTIES)
        }
    }
}

/// Whether the path of an expansion leads to directory objects, if it starts at one.
fn leads_to_directory(path: &str) -> bool {
    let mut segments = ResourcePath::parse(path).segments();
    segments.any(directory::is_relationship)
}

/// Whether directory objects need an advanced query, and what it consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Advanced {
    No,
    /// For `$search`, which only needs the header `ConsistencyLevel: eventual`.
    Search,
    /// For anything else, which needs the header and `$count=true`.
    Counted,
}
