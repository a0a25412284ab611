//! What the data holds, as a table.

use std::collections::BTreeMap;
use std::fmt;

use super::{Data, Store};

/// The resources of a service by path, with their numbers, other names, and relations. `Display` is a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inventory(BTreeMap<String, Row>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Row {
    /// `None` if they are counted elsewhere: other names, and relations.
    items: Option<usize>,
    /// The path of one of them, whose keys can be used in requests.
    example: String,
}

impl Inventory {
    pub(crate) fn of(store: &Store) -> Self {
        let data = store.data();
        let sets = data.sets.iter().map(|(path, set)| (path, set.len()));
        let singletons = data.singletons.keys().map(|path| (path, 1));
        let files = data.files.keys().map(|path| (path, 1));
        let generated = data.generated.iter().map(|(path, set)| (path, set.count));
        let mut rows = BTreeMap::<String, Row>::new();
        for (path, items) in sets.chain(singletons).chain(files).chain(generated) {
            let row = rows.entry(template(data, path)).or_default();
            *row.items.get_or_insert(0) += items;
            if row.example.is_empty() {
                row.example = format!("/{}", shortened(data, path));
            }
        }
        for (alias, target) in &data.aliases {
            let path = match alias.rsplit_once('/') {
                Some((parent, name)) => format!("{}/{name}", template(data, parent)),
                None => format!("/{alias}"),
            };
            let row = rows.entry(path).or_default();
            row.example = format!("= /{target}");
        }
        for path in data.sets.keys() {
            for relation in data.kind_of(path).navigation {
                let path = format!("{}/{{id}}/{}", template(data, path), relation.name);
                rows.entry(path).or_default();
            }
        }
        Self(rows)
    }
}

/// The path with `{id}` in the place of each key.
fn template(data: &Data, path: &str) -> String {
    let mut parent = String::new();
    let mut template = String::new();
    let mut is_key = false;
    for segment in path.split('/') {
        if !parent.is_empty() {
            parent.push('/');
        }
        parent.push_str(segment);
        template.push('/');
        template.push_str(&if is_key {
            "{id}".to_owned()
        } else {
            without_arguments(segment)
        });
        is_key = !is_key && data.sets.contains_key(&parent);
    }
    template
}

/// A function with `…` in the place of each argument: `getUsage(period='…')`.
fn without_arguments(segment: &str) -> String {
    let parts = segment.split('\'').enumerate();
    let parts = parts.map(|(number, part)| if number % 2 == 1 { "…" } else { part });
    parts.collect::<Vec<_>>().join("'")
}

/// The path with shorter names for its first segments where there are any, such as `me`.
fn shortened(data: &Data, path: &str) -> String {
    let aliases = data.aliases.iter().filter_map(|(alias, target)| {
        let rest = path.strip_prefix(target.as_str())?;
        let is_below = rest.is_empty() || rest.starts_with('/');
        is_below.then(|| format!("{alias}{rest}"))
    });
    match aliases.min_by_key(String::len) {
        Some(shorter) if shorter.len() < path.len() => shortened(data, &shorter),
        _ => path.to_owned(),
    }
}

impl fmt::Display for Inventory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lengths = self.0.keys().map(|path| path.chars().count());
        let width = lengths.max().unwrap_or_default();
        writeln!(f, "{:>5}  {:width$}  example", "items", "path")?;
        for (path, Row { items, example }) in &self.0 {
            let items = items.map_or_else(|| "-".to_owned(), |items| items.to_string());
            let example = if example == path {
                ""
            } else {
                example.as_str()
            };
            writeln!(
                f,
                "{}",
                format!("{items:>5}  {path:width$}  {example}").trim_end()
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{File, Kind};
    use serde_json::json;

    #[test]
    fn collections_of_several_parents_are_one_row() {
        let data = Data::new()
            .entity_set("users", vec![json!({"id": "1"}), json!({"id": "2"})])
            .entity_set("users/1/messages", vec![json!({"id": "a"})])
            .entity_set(
                "users/2/messages",
                vec![json!({"id": "b"}), json!({"id": "c"})],
            )
            .kind("users", Kind::new("user").to_one("manager", ["users"]))
            .alias("me", "users/1")
            .alias("users/first", "users/1")
            .file("users/1/photo/$value", File::new("image/jpeg", "x"))
            .file("getUsage(period='D7')", File::new("text/csv", "x"))
            .file("getUsage(period='D30')", File::new("text/csv", "y"));
        let table = Inventory::of(&Store::new(data)).to_string();
        assert_eq!(
            table,
            "items  path                      example\n    \
             2  /getUsage(period='…')     /getUsage(period='D30')\n    \
             -  /me                       = /users/1\n    \
             2  /users\n    \
             -  /users/first              = /users/1\n    \
             -  /users/{id}/manager\n    \
             3  /users/{id}/messages      /me/messages\n    \
             1  /users/{id}/photo/$value  /me/photo/$value\n"
        );
    }
}
