//! The paths of sets, and the kinds that they name.

use super::Data;

/// The path of a set without keys.
pub(super) fn kind_of(data: &Data, path: &str) -> String {
    let mut parent = String::new();
    let mut kind = String::new();
    let mut is_key = false;
    for segment in path.split('/') {
        push(&mut parent, segment);
        if !is_key {
            push(&mut kind, segment);
        }
        is_key = !is_key && data.sets.contains_key(&parent);
    }
    kind
}

fn push(path: &mut String, segment: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(segment);
}

pub(super) fn is_child(path: &str, parent: &str, name: &str) -> bool {
    let rest = match parent {
        "" => Some(path),
        _ => path
            .strip_prefix(parent)
            .and_then(|rest| rest.strip_prefix('/')),
    };
    rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name))
}
