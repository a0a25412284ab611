//! The parts of a URL that a struct derives, and their lengths.

use crate::query::expansion_tree::ExpansionTree;
use crate::query::options::{Options, Selection};
use crate::query::query_text::Overrides;

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

impl Options {
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
}
