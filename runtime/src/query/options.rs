//! The query options of a request, and of an expansion within one: they are the same, so they are one struct.

use std::any::TypeId;

use crate::address::encode;
use crate::query::expression::{Node, Op};
use crate::query::order;
use crate::query::search_terms::Terms;
use crate::query::select::Selectable;
use crate::query::type_info::{Expansion, NO_PROPERTIES, TypeInfo};

/// Query options, not generic and not encoded; what is derived from the struct is looked up in its shape.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    info: &'static TypeInfo,
    selection: Selection,
    /// Whether the struct's own expansions are left out.
    no_derived_expand: bool,
    expand: Vec<(String, Options)>,
    filter: Option<Node>,
    search: Option<Terms>,
    order_by: Vec<(Node, bool)>,
    pub(crate) top: Option<u64>,
    pub(crate) skip: Option<u64>,
    pub(crate) count: bool,
    pub(crate) levels: Option<Levels>,
}

/// What `$select` names.
#[derive(Debug, Clone)]
enum Selection {
    /// The struct's own properties.
    Derived,
    /// Nothing: the service's default set.
    Default,
    /// These, and what serde cannot do without.
    Only(Vec<String>),
}

/// How often a recursive property is expanded.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Levels {
    Number(u32),
    Max,
}

impl Options {
    pub(crate) fn new(info: &'static TypeInfo) -> Self {
        Options {
            info,
            selection: Selection::Derived,
            no_derived_expand: false,
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
            Some(first) => first.infix(Op::And, node),
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

    pub(crate) fn select<E>(&mut self, properties: &[&dyn Selectable<E>]) {
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
        self.no_derived_expand = true;
    }

    /// An expansion takes the place of the one of the same property.
    pub(crate) fn expand(&mut self, path: String, options: Options) {
        self.expand.retain(|(other, _)| *other != path);
        self.expand.push((path, options));
    }

    /// The names of the system options that the call site has given.
    pub(crate) fn given(&self) -> impl Iterator<Item = &'static str> {
        [
            ("$select", matches!(self.selection, Selection::Only(_))),
            ("$expand", !self.expand.is_empty()),
            ("$filter", self.filter.is_some()),
            ("$search", self.search.is_some()),
            ("$orderby", !self.order_by.is_empty()),
            ("$top", self.top.is_some()),
            ("$skip", self.skip.is_some()),
            ("$count", self.count),
        ]
        .into_iter()
        .filter_map(|(name, given)| given.then_some(name))
    }

    /// Why it cannot be sent.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let mut nodes = self
            .filter
            .iter()
            .chain(self.order_by.iter().map(|(node, _)| node));
        nodes
            .find_map(|node| node.fault(&mut Vec::new()))
            .or_else(|| self.expand.iter().find_map(|(_, options)| options.fault()))
    }

    /// Whether directory objects need an advanced query for it.
    pub(crate) fn advanced(&self) -> Advanced {
        if self
            .filter
            .iter()
            .chain(self.order_by.iter().map(|(node, _)| node))
            .any(Node::is_advanced)
            || self.count
            || (self.filter.is_some() && !self.order_by.is_empty())
            || self.goes_levels()
        {
            Advanced::Counted
        } else if self.search.is_some() {
            Advanced::Search
        } else {
            Advanced::No
        }
    }

    /// Whether a recursive property is expanded, at whatever depth.
    fn goes_levels(&self) -> bool {
        self.levels.is_some() || self.expand.iter().any(|(_, options)| options.goes_levels())
    }

    /// Whether there is any option that the call site has given.
    pub(crate) fn has_call_site_options(&self) -> bool {
        self.filter.is_some()
            || self.search.is_some()
            || !self.order_by.is_empty()
            || self.top.is_some()
            || self.skip.is_some()
    }

    /// Only what decides how many items there are.
    pub(crate) fn counted(self) -> Self {
        Options {
            filter: self.filter,
            search: self.search,
            ..Options::new(&NO_PROPERTIES)
        }
    }

    /// Appends the options as they stand in a URL.
    pub(crate) fn write(&self, out: &mut Writer<'_>, overrides: Overrides) {
        self.write_all(out, overrides, &mut Vec::new());
    }

    /// `expanding` are the structs whose expansions are being written: see [`derived_expansions`].
    fn write_all(&self, out: &mut Writer<'_>, overrides: Overrides, expanding: &mut Vec<TypeId>) {
        if overrides.select {
            self.write_select(out);
        }
        if overrides.expand {
            self.write_expand(out, expanding);
        }
        out.text("$filter", self.filter.as_ref().map(Node::text).as_deref());
        out.text(
            "$search",
            self.search.as_ref().map(|terms| terms.text.as_str()),
        );
        if !self.order_by.is_empty() {
            let keys: Vec<_> = self
                .order_by
                .iter()
                .map(|(node, descending)| order::text(node, *descending))
                .collect();
            out.text("$orderby", Some(&keys.join(",")));
        }
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

    fn write_select(&self, out: &mut Writer<'_>) {
        match &self.selection {
            Selection::Derived => {
                if let Some(select) = self.info.select {
                    out.option("$select", |out| out.push_str(select));
                }
            }
            Selection::Default => {}
            Selection::Only(names) => {
                let names = with_required(names, self.info);
                if !names.is_empty() {
                    out.text("$select", Some(&names.join(",")));
                }
            }
        }
    }

    fn write_expand(&self, out: &mut Writer<'_>, expanding: &mut Vec<TypeId>) {
        let derived = if self.no_derived_expand {
            Vec::new()
        } else {
            derived_expansions(self.info, expanding)
        };
        let given = |path: &str| self.expand.iter().find(|(given, _)| given == path);
        let added = self
            .expand
            .iter()
            .filter(|(path, _)| derived.iter().all(|expansion| expansion.path != path));
        if derived.is_empty() && self.expand.is_empty() {
            return;
        }
        expanding.push((self.info.id)());
        out.option("$expand", |out| {
            let mut first = true;
            for expansion in &derived {
                comma(out, &mut first);
                match given(expansion.path) {
                    Some((path, options)) => options.write_expanded(path, out, expanding),
                    None => Options::new((expansion.info)()).write_expanded(
                        expansion.path,
                        out,
                        expanding,
                    ),
                }
            }
            for (path, options) in added {
                comma(out, &mut first);
                options.write_expanded(path, out, expanding);
            }
        });
        expanding.pop();
    }

    /// `path(options)`, or `path` alone where there are none.
    fn write_expanded(&self, path: &str, out: &mut String, expanding: &mut Vec<TypeId>) {
        encode::value(path, out);
        let bare = out.len();
        out.push('(');
        let open = out.len();
        self.write_all(&mut Writer::new(out, ';'), Overrides::default(), expanding);
        if out.len() == open {
            out.truncate(bare);
        } else {
            out.push(')');
        }
    }
}

/// What an advanced query is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Advanced {
    No,
    /// `$search`, which wants the header alone.
    Search,
    /// Anything else, which wants `$count=true` as well.
    Counted,
}

/// What a request wants written, whatever its options say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Overrides {
    /// `$select`, if there is one.
    pub(crate) select: bool,
    /// `$expand`, if there is one.
    pub(crate) expand: bool,
    /// `$count=true` in any case.
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

/// The expansions that a struct derives. A struct whose expansions are already being written is met again where types
/// recurse (a `User` whose manager is a `User`): there it is selected, but not expanded further.
fn derived_expansions(info: &'static TypeInfo, expanding: &[TypeId]) -> Vec<&'static Expansion> {
    if expanding.contains(&(info.id)()) {
        Vec::new()
    } else {
        info.expansions().collect()
    }
}

/// `names`, each once and not within another, and the properties that serde fails without.
fn with_required<'a>(names: &'a [String], info: &TypeInfo) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::with_capacity(names.len());
    for name in names {
        if !all.contains(&name.as_str())
            && !names
                .iter()
                .any(|other| other != name && is_within(name, other))
        {
            all.push(name);
        }
    }
    for name in info.required() {
        if !names.iter().any(|given| is_within(given, name)) {
            all.push(name);
        }
    }
    all
}

/// Whether `path` is the property `name`, or within it.
fn is_within(path: &str, name: &str) -> bool {
    path.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn comma(out: &mut String, first: &mut bool) {
    if !std::mem::take(first) {
        out.push(',');
    }
}

/// Writes options one behind the other.
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

    /// `name=…`, where the value comes encoded.
    fn option(&mut self, name: &str, value: impl FnOnce(&mut String)) {
        if self.out.len() > self.start {
            self.out.push(self.separator);
        }
        encode::name(name, self.out);
        self.out.push('=');
        value(self.out);
    }

    /// `name=value`, encoded here and only here.
    pub(crate) fn text(&mut self, name: &str, value: Option<&str>) {
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
