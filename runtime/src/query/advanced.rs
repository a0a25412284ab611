//! Which expressions directory objects only support in an advanced query
//! ([advanced query capabilities](https://learn.microsoft.com/graph/aad-advanced-queries)).

use crate::query::expression::{Form, Node, Operator};

/// The property whose properties are the custom security attributes.
const CUSTOM_SECURITY_ATTRIBUTES: &str = "customSecurityAttributes";

impl Node {
    /// Whether directory objects need an advanced query for the expression: for `ne`, `not`, `endswith`, `$count` and
    /// custom security attributes.
    pub(crate) fn is_advanced(&self) -> bool {
        self.nodes().any(|node| match &node.form {
            Form::Infix(operator) => *operator == Operator::Ne,
            Form::Call(name) => *name == "endswith",
            Form::Not => true,
            Form::Path(path) => is_advanced_path(&path.segments),
            Form::Lambda(lambda) => is_advanced_path(&lambda.collection.segments),
            Form::Raw(text) => is_advanced_text(text),
            _ => false,
        })
    }
}

fn is_advanced_path(path: &str) -> bool {
    path.split('/').any(is_advanced_segment)
}

fn is_advanced_segment(segment: &str) -> bool {
    segment == "$count" || segment.eq_ignore_ascii_case(CUSTOM_SECURITY_ATTRIBUTES)
}

/// Whether the text of a filter or a sort order, not encoded, has one of these outside of its strings.
///
/// The text is not parsed, only split into words. A property called `ne` or `not` may be taken for the operator, which
/// costs no more than an advanced query that was not needed.
pub(crate) fn is_advanced_text(text: &str) -> bool {
    // A doubled quote within a string ends it and begins the next one, which makes no difference here.
    let outside_strings = text.split('\'').step_by(2);
    outside_strings.flat_map(words).any(|word| {
        matches!(word, "ne" | "not")
            || word.eq_ignore_ascii_case("endswith")
            || is_advanced_segment(word)
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '@')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_text_are_found_outside_of_strings() {
        for text in [
            "a ne 1",
            "a eq 'x' and b ne null",
            "not startswith(a,'b')",
            "not(a eq 1)",
            "(not a)",
            "endswith(mail,'@a.com')",
            "endsWith(mail,'@a.com')",
            "assignedLicenses/$count eq 0",
            "customSecurityAttributes/Engineering/Level eq 1",
            "a eq 'it''s' and b ne 1",
            "tags/any(t:t ne 'a')",
        ] {
            assert!(is_advanced_text(text), "{text}");
        }
        for text in [
            "",
            "a eq 1",
            "a eq 'b ne c'",
            "a eq 'it''s not so' or b eq 'endswith'",
            "notes eq 1 and nearest eq 2",
            "one eq 1",
            "startswith(a,'ne') and a in ('not','$count')",
            "a eq '/$count'",
        ] {
            assert!(!is_advanced_text(text), "{text}");
        }
    }
}
