//! What has changed between two states of a version.

use std::collections::BTreeSet;
use std::fmt;

use super::block;
use super::model::Model;
use super::scan::Block;

/// A line of the index that was added or removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The type, the container, or the namespace that the line belongs to.
    pub place: String,
    /// The line without its indentation.
    pub line: String,
    /// Whether it was added.
    pub is_addition: bool,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_addition { '+' } else { '-' };
        write!(f, "{sign} {}: {}", self.place, self.line)
    }
}

impl Model<'_> {
    /// Returns the lines that were added and removed since another state of the same version, by type. A line that was
    /// changed is both. Where the metadata was read from, and when, does not count.
    ///
    /// ```
    /// # use graph_resource_schema::{ApiVersion, Schema};
    /// let schema = |property| {
    ///     let start = "graph-schema 1\nversion v1.0\nsource x\ndate x\nnamespace n\n";
    ///     Schema::parse(format!("{start}entity boat\n {property}\nend 7\n"))
    /// };
    /// let (old, new) = (schema("sails I")?, schema("sails L")?);
    /// let old = old.model(ApiVersion::V1).unwrap();
    /// let changes = new.model(ApiVersion::V1).unwrap().changes_since(old);
    /// let shown: Vec<String> = changes.iter().map(|change| change.to_string()).collect();
    /// assert_eq!(shown, ["- n.boat: sails I", "+ n.boat: sails L"]);
    /// # Ok::<(), graph_resource_schema::SchemaError>(())
    /// ```
    pub fn changes_since(self, old: Model<'_>) -> Vec<Change> {
        let (old, new) = (old.placed_lines(), self.placed_lines());
        let removed = old.difference(&new).map(|line| line.change(false));
        let added = new.difference(&old).map(|line| line.change(true));
        let mut changes: Vec<Change> = removed.chain(added).collect();
        changes.sort();
        changes
    }
}

/// A line, and what it belongs to.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct PlacedLine<'s> {
    place: String,
    line: &'s str,
}

impl PlacedLine<'_> {
    fn change(&self, is_addition: bool) -> Change {
        Change {
            place: self.place.clone(),
            line: self.line.to_owned(),
            is_addition,
        }
    }
}

impl<'s> Model<'s> {
    fn placed_lines(self) -> BTreeSet<PlacedLine<'s>> {
        let mut lines = BTreeSet::new();
        if let Some(container) = &self.section.container {
            let place = &self.text[container.name.clone()];
            self.add_block(container, place, &mut lines);
        }
        for namespace in &self.section.namespaces {
            let name = &self.text[namespace.name.clone()];
            let alias = namespace.alias.as_ref();
            let end = alias.map_or(namespace.name.end, |alias| alias.end);
            lines.insert(PlacedLine {
                place: name.to_owned(),
                line: &self.text[namespace.name.start..end],
            });
            for block in &self.section.types[namespace.types.clone()] {
                let place = format!("{name}.{}", &self.text[block.name.clone()]);
                self.add_block(block, &place, &mut lines);
            }
        }
        lines
    }

    fn add_block(self, block: &Block, place: &str, lines: &mut BTreeSet<PlacedLine<'s>>) {
        for line in block::lines(self.text, block) {
            lines.insert(PlacedLine {
                place: place.to_owned(),
                line: line.text.trim_start(),
            });
        }
    }
}
