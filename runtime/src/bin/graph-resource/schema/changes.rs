//! What differs between two states of a version.

use std::collections::BTreeSet;
use std::fmt;

use graph_resource_schema::Model;

/// A line that was added or removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// What the line belongs to.
    place: String,
    line: String,
    is_addition: bool,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_addition { '+' } else { '-' };
        write!(f, "{sign} {}: {}", self.place, self.line)
    }
}

/// The lines that only one of the two has. Where the metadata was read from, and when, does not count.
pub(super) fn changes(old: Model<'_>, new: Model<'_>) -> Vec<Change> {
    let (old, new) = (lines(old), lines(new));
    let removed = old.difference(&new).map(|line| line.change(false));
    let added = new.difference(&old).map(|line| line.change(true));
    let mut changes: Vec<Change> = removed.chain(added).collect();
    changes.sort();
    changes
}

/// A line with the namespace and the type that it belongs to.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Placed<'s> {
    namespace: &'s str,
    ty: &'s str,
    line: &'s str,
}

impl Placed<'_> {
    fn change(&self, is_addition: bool) -> Change {
        let place = match self.ty {
            "" => self.namespace.to_owned(),
            ty => format!("{}.{ty}", self.namespace),
        };
        Change {
            place,
            line: self.line.trim_start().to_owned(),
            is_addition,
        }
    }
}

fn lines(model: Model<'_>) -> BTreeSet<Placed<'_>> {
    let mut lines = BTreeSet::new();
    let (mut namespace, mut ty) = ("", "");
    for line in model.text().lines() {
        let mut words = line.split(' ');
        let keyword = words.next().unwrap_or_default();
        let name = words.next().unwrap_or_default();
        match keyword {
            "version" | "source" | "date" => continue,
            "namespace" | "container" => (namespace, ty) = (name, ""),
            "" => {}
            _ => ty = name,
        }
        lines.insert(Placed {
            namespace,
            ty,
            line,
        });
    }
    lines
}
