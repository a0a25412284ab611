//! The names of properties, nested: the union over all that is known of a kind.

use std::collections::BTreeMap;

use serde_json::Value;

/// The properties of a structured value by their name in lower case, since Graph ignores the case of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shape(BTreeMap<String, Shape>);

impl Shape {
    /// Adds all properties of `value`, save those that `skip` names at the top.
    pub(crate) fn learn(&mut self, value: &Value, skip: &dyn Fn(&str) -> bool) {
        match value {
            Value::Object(object) => {
                for (name, value) in object
                    .iter()
                    .filter(|(name, _)| !name.contains('@') && !skip(name))
                {
                    self.0
                        .entry(name.to_ascii_lowercase())
                        .or_default()
                        .learn(value, &|_| false);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.learn(item, skip)),
            _ => {}
        }
    }

    /// Adds the property at `path`.
    pub(crate) fn declare(&mut self, path: &str) {
        let mut shape = self;
        for name in path.split('/') {
            shape = shape.0.entry(name.to_ascii_lowercase()).or_default();
        }
    }

    /// Whether there is a property at `path`.
    pub(crate) fn has<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> bool {
        let mut shape = self;
        for name in path {
            match shape.0.get(&name.to_ascii_lowercase()) {
                Some(next) => shape = next,
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
        let mut shape = Shape::default();
        shape.learn(
            &json!([{"a": {"b": 1}, "x@odata.type": "t", "nav": "1"}, {"c": [{"d": 1}]}]),
            &|name| name == "nav",
        );
        shape.declare("e/f");
        for known in ["a", "A", "a/b", "c/d", "e/F"] {
            assert!(shape.has(known.split('/')), "{known}");
        }
        for unknown in ["b", "a/c", "nav", "x@odata.type"] {
            assert!(!shape.has(unknown.split('/')), "{unknown}");
        }
    }
}
