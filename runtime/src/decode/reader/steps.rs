//! The steps to a place in JSON.

use std::borrow::Cow;

/// A step from a container to one of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// The name of the value, as JSON with its quotation marks.
    Name(&'a str),
    Index(usize),
}

impl<'a> Step<'a> {
    /// The name without quotation marks and escapes.
    pub(super) fn name(self) -> Option<Cow<'a, str>> {
        let Step::Name(json) = self else { return None };
        match serde_json::from_str::<&str>(json) {
            Ok(name) => Some(Cow::Borrowed(name)),
            Err(_) => serde_json::from_str(json).map(Cow::Owned).ok(),
        }
    }
}

/// Finds the steps to the value that ends last before the end of `json`, or that begins there. Steps into that value, to
/// the last one in it, follow: only the reader knows whether it or its container is meant.
pub(super) fn steps_to_end(json: &str) -> Vec<Step<'_>> {
    let mut walk = Walk::default();
    let bytes = json.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'"' => end_of_string(bytes, at),
            _ => at + 1,
        };
        match bytes[at] {
            b'"' => walk.string(&json[at..end]),
            b'{' => walk.open(None),
            b'[' => walk.open(Some(Step::Index(0))),
            b'}' | b']' => walk.close(),
            b',' => walk.comma(),
            b':' => walk.expects_name = false,
            _ => {}
        }
        at = end;
    }
    walk.steps
}

/// The end of the string that starts at this quotation mark.
fn end_of_string(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < json.len() {
        match json[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    json.len()
}

#[derive(Default)]
struct Walk<'a> {
    /// A step for each open container that has a value, and then those into the value that was closed last.
    steps: Vec<Step<'a>>,
    /// For each open container, whether it is an array.
    open: Vec<bool>,
    /// Whether the next string is the name of a value.
    expects_name: bool,
}

impl<'a> Walk<'a> {
    fn open(&mut self, first: Option<Step<'a>>) {
        self.open.push(first.is_some());
        self.expects_name = first.is_none();
        self.steps.truncate(self.open.len() - 1);
        self.steps.extend(first);
    }

    fn close(&mut self) {
        self.open.pop();
        self.expects_name = false;
    }

    fn comma(&mut self) {
        let Some(is_array) = self.open.last() else {
            return;
        };
        self.expects_name = !is_array;
        self.steps.truncate(self.open.len());
        if let (true, Some(Step::Index(index))) = (is_array, self.steps.last_mut()) {
            *index += 1;
        }
    }

    fn string(&mut self, json: &'a str) {
        if self.expects_name && !self.open.is_empty() {
            self.steps.truncate(self.open.len() - 1);
            self.steps.push(Step::Name(json));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str) -> String {
        let steps = steps_to_end(json).into_iter().map(|step| match step {
            Step::Name(name) => name.trim_matches('"').to_owned(),
            Step::Index(index) => index.to_string(),
        });
        steps.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_steps_lead_to_the_last_value() {
        for (json, expected) in [
            ("5", ""),
            ("{", ""),
            (r#"{"a":"#, "a"),
            (r#"{"a":5"#, "a"),
            (r#"{"a":5,"b":{"c":["x"#, "b c 0"),
            (r#"{"a":[1,2],"b":3"#, "b"),
            (r#"{"a":[1,[2,3"#, "a 1 1"),
            (r#"{"a" : { "b\"{," : 1"#, "a b\\\"{,"),
            (r#"{"a":"[{,","b":"}"#, "b"),
            // The value ended: the steps into it follow.
            (r#"{"a":[1,{"b":2}"#, "a 1 b"),
            (r#"{"a":[1,{"b":2}],"c":{}"#, "c"),
            (r#"{"a":[{"b":2}],"c":["#, "c 0"),
            // Not JSON.
            ("}]]", ""),
            (r#"{"a":1,,"b"#, "b"),
            ("[,,", "2"),
        ] {
            assert_eq!(shown(json), expected, "{json}");
        }
    }

    #[test]
    fn names_have_no_escapes() {
        let steps = steps_to_end(r#"{"\u0061b":"#);
        assert_eq!(steps[0].name().as_deref(), Some("ab"));
    }
}
