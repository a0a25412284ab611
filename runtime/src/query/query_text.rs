//! The query options as they are written into a URL.

use crate::address::encode;
use crate::query::expansion_tree::ExpansionTree;
use crate::query::expression::Node;
use crate::query::options::{Levels, Options, Selection};
use crate::query::type_info::Expansion;
use crate::query::writer::Writer;
use crate::query::{order, select};

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

impl Options {
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
    pub(super) fn derived_expansions(&self, tree: &mut ExpansionTree) -> Vec<&'static Expansion> {
        for info in &self.cast_to {
            tree.include_alone(info);
        }
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
    pub(super) fn write_expansion(&self, path: &str, out: &mut String, tree: &mut ExpansionTree) {
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
