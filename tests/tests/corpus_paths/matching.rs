//! Which keys an example's path has in the place of a template's placeholders.

use crate::templates::{Piece, Template};

/// The keys, decoded; `None` where the path is of another form.
pub fn keys(template: &Template, path: &str) -> Option<Vec<String>> {
    let path = path.split('?').next().unwrap_or(path).trim_end_matches('/');
    let mut keys = Vec::new();
    find(&template.pieces, path, &mut keys).then_some(keys)
}

fn find(pieces: &[Piece], path: &str, keys: &mut Vec<String>) -> bool {
    match pieces {
        [] => path.is_empty(),
        [Piece::Literal(text), rest @ ..] => {
            let same = path.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
            same && find(rest, &path[text.len()..], keys)
        }
        [Piece::Key { several }, rest @ ..] => {
            let ends = path.char_indices().map(|(at, c)| at + c.len_utf8());
            // The shortest key that fits: what follows has to fit as well.
            for end in ends {
                let key = &path[..end];
                if key.contains('/') && !several {
                    return false;
                }
                // `$count` and its like are no keys.
                if key.starts_with('$') {
                    continue;
                }
                keys.push(decoded(key));
                if find(rest, &path[end..], keys) {
                    return true;
                }
                keys.pop();
            }
            false
        }
    }
}

fn decoded(key: &str) -> String {
    // In quotes a quote is doubled; in the examples there is none that is not.
    percent_encoding::percent_decode_str(key).decode_utf8_lossy().into_owned()
}
