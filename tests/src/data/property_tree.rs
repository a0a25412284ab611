//! The property names of a kind, as a tree: the union over all its entities and declarations.

use std::collections::BTreeMap;

use serde_json::Value;

/// The properties of a structured value by lower-case name, since Graph ignores the case of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PropertyTree(BTreeMap<String, PropertyTree>);

impl PropertyTree {
    /// Adds all properties of `value`, except those at the top level for which `skip` is true.
    pub(crate) fn add(&mut self, value: &Value, skip: &dyn Fn(&str) -> bool) {
        match value {
            Value::Object(object) => {
                for (name, value) in object
                    .iter()
                    .filter(|(name, _)| !name.contains('@') && !skip(name))
                {
                    self.0
                        .entry(name.to_ascii_lowercase())
                        .or_default()
                        .add(value, &|_| false);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.add(item, skip)),
            _ => {}
        }
    }

    /// Adds the property at `path`.
    pub(crate) fn declare(&mut self, path: &str) {
        let mut tree = self;
        for name in path.split('/') {
            tree = tree.0.entry(name.to_ascii_lowercase()).or_default();
        }
    }

    /// Whether there is a property at `path`.
    pub(crate) fn has<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> bool {
        let mut tree = self;
        for name in path {
            match tree.0.get(&name.to_ascii_lowercase()) {
                Some(next) => tree = next,
                None => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn properties_are_the_union_over_all_values() {
        let mut tree = PropertyTree::default();
        tree.add(
            &json!([{"a": {"b": 1}, "x@odata.type": "t", "nav": "1"}, {"c": [{"d": 1}]}]),
            &|name| name == "nav",
        );
        tree.declare("e/f");
        for known in ["a", "A", "a/b", "c/d", "e/F"] {
            assert!(tree.has(known.split('/')), "{known}");
        }
        for unknown in ["b", "a/c", "nav", "x@odata.type"] {
            assert!(!tree.has(unknown.split('/')), "{unknown}");
        }
    }
}
