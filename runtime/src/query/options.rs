//! The query options of a request, which are also those of an expansion within it.

use crate::address::resource_path::ResourcePath;
use crate::address::{directory, encode};
use crate::query::expansion_tree::ExpansionTree;
use crate::query::expression::{Node, Operator};
use crate::query::order;
use crate::query::search_terms::Terms;
use crate::query::select::{self, Selectable};
use crate::query::type_info::{Expansion, NO_PROPERTIES, TypeInfo};

/// Query options, not yet encoded. What the struct derives is looked up in `info`.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    info: &'static TypeInfo,
    selection: Selection,
    /// Whether the expansions that the struct derives are left out.
    without_derived_expand: bool,
    /// The paths and options of the call site's expansions.
    expand: Vec<(String, Options)>,
    filter: Option<Node>,
    search: Option<Terms>,
    /// The sort keys, and whether each is descending.
    order_by: Vec<(Node, bool)>,
    pub(crate) top: Option<u64>,
    pub(crate) skip: Option<u64>,
    pub(crate) count: bool,
    pub(crate) levels: Option<Levels>,
}

/// The properties that `$select` names.
#[derive(Debug, Clone)]
enum Selection {
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

const NO_LEVELS: &str =
    "`levels(0)` expands nothing: pass at least 1, or call `without_expand()` on the request";

impl Options {
    pub(crate) fn new(info: &'static TypeInfo) -> Self {
        Options {
            info,
            selection: Selection::Derived,
            without_derived_expand: false,
            expand: Vec::new(),
            filter: None,
            search: None,
            order_by: Vec::new(),
            top: None,
            skip: None,
            count: false,
            levels: None,
        }
    }

    pub(crate) fn filter(&mut self, node: Node) {
        self.filter = Some(match self.filter.take() {
            Some(first) => first.infix(Operator::And, node),
            None => node,
        });
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
        for (path, options) in other.expand {
            self.expand(path, options);
        }
        if let Some(filter) = other.filter {
            self.filter(filter);
        }
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
        for expression in self.expressions() {
            if let Some(fault) = expression.fault() {
                return Some(fault);
            }
        }
        if let Some(fault) = self.search.as_ref().and_then(|search| search.fault) {
            return Some(fault);
        }
        if matches!(self.levels, Some(Levels::Number(0))) {
            return Some(NO_LEVELS);
        }
        self.expand.iter().find_map(|(_, options)| options.fault())
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

    /// Appends the options, encoded for a URL.
    pub(crate) fn write(&self, out: &mut Writer<'_>, overrides: Overrides) {
        self.write_all(out, overrides, &mut ExpansionTree::default());
    }

    fn write_all(&self, out: &mut Writer<'_>, overrides: Overrides, tree: &mut ExpansionTree) {
        if overrides.select {
            self.write_select(out);
        }
        if overrides.expand {
            self.write_expand(out, tree);
        }
        let filter = self.filter.as_ref().map(Node::to_odata);
        out.string("$filter", filter.as_deref());
        if let Some(search) = &self.search {
            out.string("$search", Some(&search.text));
        }
        self.write_order_by(out);
        out.number("$top", self.top);
        out.number("$skip", self.skip);
        if self.count || overrides.count {
            out.option("$count", |out| out.push_str("true"));
        }
        match self.levels {
            Some(Levels::Number(levels)) => out.number("$levels", Some(levels.into())),
            Some(Levels::Max) => out.option("$levels", |out| out.push_str("max")),
            None => {}
        }
    }

    fn write_order_by(&self, out: &mut Writer<'_>) {
        if self.order_by.is_empty() {
            return;
        }
        let keys = self.order_by.iter();
        let keys: Vec<_> = keys
            .map(|(node, descending)| order::odata_key(node, *descending))
            .collect();
        out.string("$orderby", Some(&keys.join(",")));
    }

    fn write_select(&self, out: &mut Writer<'_>) {
        match &self.selection {
            Selection::Derived => {
                if let Some(select) = self.info.derived_select() {
                    out.option("$select", |out| out.push_str(&select));
                }
            }
            Selection::Default => {}
            Selection::Only(names) => {
                let names = select::with_required(names, self.info);
                if !names.is_empty() {
                    out.string("$select", Some(&names.join(",")));
                }
            }
        }
    }

    fn write_expand(&self, out: &mut Writer<'_>, tree: &mut ExpansionTree) {
        let derived = self.derived_expansions(tree);
        if derived.is_empty() && self.expand.is_empty() {
            return;
        }
        tree.descend(|tree| {
            out.option("$expand", |out| self.write_expansions(&derived, out, tree));
        });
    }

    /// Returns the expansions that the struct derives at this position of the tree.
    fn derived_expansions(&self, tree: &mut ExpansionTree) -> Vec<&'static Expansion> {
        if self.without_derived_expand {
            tree.include_alone(self.info);
            return Vec::new();
        }
        let derived = self.info.expansions();
        if derived.is_empty() || tree.expands(self.info) {
            derived
        } else {
            Vec::new()
        }
    }

    /// Returns the parts of the URL that the struct derives, and their lengths with the separators between them.
    pub(crate) fn derived_parts(&self, overrides: Overrides) -> Vec<DerivedPart> {
        let mut parts = Vec::new();
        if overrides.select && matches!(self.selection, Selection::Derived) {
            if let Some(select) = self.info.derived_select() {
                let length = "&$select=".len() + select.len();
                parts.push(DerivedPart::new("$select", length));
            }
        }
        if overrides.expand {
            let first = parts.len();
            self.add_derived_expansions(&mut ExpansionTree::default(), "", &mut parts);
            if let Some(first) = parts.get_mut(first) {
                first.length += "$expand=".len();
            }
        }
        parts
    }

    /// Adds the expansions without options of the call site. `prefix` is the path to this position of the tree.
    fn add_derived_expansions(
        &self,
        tree: &mut ExpansionTree,
        prefix: &str,
        parts: &mut Vec<DerivedPart>,
    ) {
        let derived = self.derived_expansions(tree);
        tree.descend(|tree| {
            for expansion in derived {
                let is_given = self.expand.iter().any(|(path, _)| path == expansion.path);
                if !is_given {
                    let mut text = String::from(",");
                    let options = Options::new((expansion.info)());
                    options.write_expansion(expansion.path, &mut text, tree);
                    let path = format!("{prefix}{}", expansion.path);
                    parts.push(DerivedPart::new(&path, text.len()));
                }
            }
            for (path, options) in &self.expand {
                options.add_derived_expansions(tree, &format!("{prefix}{path}/"), parts);
            }
        });
    }

    /// Writes the derived expansions, with the call site's options if there are any, and then its other expansions.
    fn write_expansions(&self, derived: &[&Expansion], out: &mut String, tree: &mut ExpansionTree) {
        let mut separator = "";
        for expansion in derived {
            out.push_str(separator);
            separator = ",";
            let path = expansion.path;
            match self.expand.iter().find(|(given, _)| given == path) {
                Some((_, options)) => options.write_expansion(path, out, tree),
                None => Options::new((expansion.info)()).write_expansion(path, out, tree),
            }
        }
        for (path, options) in &self.expand {
            if !derived.iter().any(|expansion| expansion.path == path) {
                out.push_str(separator);
                separator = ",";
                options.write_expansion(path, out, tree);
            }
        }
    }

    /// Writes `path(options)`, or `path` alone if there are no options.
    fn write_expansion(&self, path: &str, out: &mut String, tree: &mut ExpansionTree) {
        encode::value(path, out);
        let path_end = out.len();
        out.push('(');
        let options_start = out.len();
        self.write_all(&mut Writer::new(out, ';'), Overrides::default(), tree);
        if out.len() == options_start {
            out.truncate(path_end);
        } else {
            out.push(')');
        }
    }
}

/// A part of a URL that a struct derives.
#[derive(Debug)]
pub(crate) struct DerivedPart {
    /// `$select`, or the path of an expanded property.
    pub(crate) name: String,
    pub(crate) length: usize,
}

impl DerivedPart {
    fn new(name: &str, length: usize) -> Self {
        DerivedPart {
            name: name.to_owned(),
            length,
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

/// Which options a request writes, regardless of what [`Options`] contains.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Overrides {
    /// Whether `$select` may be written.
    pub(crate) select: bool,
    /// Whether `$expand` may be written.
    pub(crate) expand: bool,
    /// Whether `$count=true` is written even if it was not set.
    pub(crate) count: bool,
}

impl Default for Overrides {
    fn default() -> Self {
        Overrides {
            select: true,
            expand: true,
            count: false,
        }
    }
}

/// Writes query options with separators between them.
pub(crate) struct Writer<'a> {
    out: &'a mut String,
    separator: char,
    start: usize,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(out: &'a mut String, separator: char) -> Self {
        let start = out.len();
        Writer {
            out,
            separator,
            start,
        }
    }

    /// Writes `name=…`, where `value` writes the encoded value.
    fn option(&mut self, name: &str, value: impl FnOnce(&mut String)) {
        if self.out.len() > self.start {
            self.out.push(self.separator);
        }
        encode::name(name, self.out);
        self.out.push('=');
        value(self.out);
    }

    /// Writes `name=value` and encodes both. Nothing is encoded anywhere else.
    pub(crate) fn string(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.option(name, |out| encode::value(value, out));
        }
    }

    fn number(&mut self, name: &str, value: Option<u64>) {
        if let Some(value) = value {
            self.option(name, |out| out.push_str(&value.to_string()));
        }
    }
}
