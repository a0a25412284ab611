//! The path as the attribute writes it, and the arguments of its placeholders.

use graph_resource_schema::path::{Argument, Path, Resolution, Segment, SegmentKind, StepKind};

use super::input::decoded;
use super::names;

/// A path for the attribute.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// `/users/<userId>/messages`
    pub(crate) text: String,
    pub(crate) placeholders: Vec<Placeholder>,
}

/// A placeholder, and the value that the input has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placeholder {
    /// The argument of the method: `user_id`.
    pub(crate) argument: String,
    /// The key of the URL.
    pub(crate) value: Option<String>,
}

/// Keys that the service itself has given a name, so that they belong to the path.
const WELL_KNOWN_KEYS: [&str; 24] = [
    "approot",
    "archive",
    "cameraroll",
    "clutter",
    "conflicts",
    "conversationhistory",
    "deleteditems",
    "documents",
    "drafts",
    "inbox",
    "junkemail",
    "localfailures",
    "msgfolderroot",
    "music",
    "outbox",
    "photos",
    "primary",
    "recoverableitemsdeletions",
    "root",
    "scheduled",
    "searchfolders",
    "sentitems",
    "serverfailures",
    "syncissues",
];

/// Names of placeholders that say nothing about what they are the key of.
const GENERIC_NAMES: [&str; 8] = [
    "id",
    "key",
    "name",
    "value",
    "number",
    "propertyName",
    "idOrName",
    "idOrUserPrincipalName",
];

impl Template {
    pub(crate) fn of(path: &Path, resolution: &Resolution<'_>) -> Self {
        let mut writer = Writer::default();
        let mut index = 0;
        while index < path.segments.len() {
            index += match resolution.steps[index].kind {
                StepKind::ItemPath => writer.item_path(path, resolution, index),
                _ => writer.segment(&path.segments[index], &resolution.steps[index].kind),
            };
        }
        Self {
            text: writer.text,
            placeholders: writer.placeholders,
        }
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    placeholders: Vec<Placeholder>,
    taken: Vec<String>,
    /// The last name in the path, after which a key is called.
    last_name: String,
}

impl Writer {
    /// Writes a segment outside of item paths, and returns how many segments that are.
    fn segment(&mut self, segment: &Segment, step: &StepKind<'_>) -> usize {
        self.text.push('/');
        let content = segment.text.strip_suffix(':').unwrap_or(&segment.text);
        match (&segment.kind, step) {
            (SegmentKind::Placeholder | SegmentKind::Placeholders, _) => self.pattern(content),
            (SegmentKind::Name { name, arguments }, StepKind::Key { .. })
                if !is_well_known(name) =>
            {
                // Parentheses belong to the key.
                debug_assert!(arguments.is_none(), "a key has no arguments");
                let name = self.key_name();
                self.placeholder(&name, "", Some(decoded(content)));
            }
            (SegmentKind::Name { name, arguments }, _) => {
                self.text.push_str(name);
                self.last_name.clone_from(name);
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
        }
        if segment.ends_with_colon {
            self.text.push(':');
        }
        1
    }

    /// Writes the path between colons, and returns how many segments it has. One without placeholders is a value.
    fn item_path(&mut self, path: &Path, resolution: &Resolution<'_>, start: usize) -> usize {
        let steps = resolution.steps[start..].iter();
        let length = steps
            .take_while(|step| matches!(step.kind, StepKind::ItemPath))
            .count();
        let segments = &path.segments[start..start + length];
        let is_closed = segments.last().is_some_and(|last| last.ends_with_colon);
        let written: Vec<&str> = segments.iter().map(|s| s.text.as_str()).collect();
        let written = written.join("/");
        let written = written.trim_end_matches(':');
        self.text.push('/');
        if !written.contains(['{', '<']) {
            self.placeholder("itemPath", "..", Some(decoded(written)));
        } else if length == 1 {
            let name = written.trim_matches(['{', '}', '<', '>', '.']);
            self.placeholder(&names::lower_camel(first_alternative(name)), "..", None);
        } else {
            self.pattern(written);
        }
        if is_closed {
            self.text.push(':');
        }
        length
    }

    /// `(period='D7',date={date})`: each value becomes a placeholder with the name of its parameter.
    fn arguments(&mut self, arguments: &[Argument]) {
        self.text.push('(');
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            if let Some(name) = &argument.name {
                self.text.push_str(name);
                self.text.push('=');
            }
            self.argument(argument);
        }
        self.text.push(')');
    }

    fn argument(&mut self, argument: &Argument) {
        let name = match &argument.name {
            Some(name) => names::lower_camel(name),
            None => self.key_name(),
        };
        // The name of an enum may be before the quotes.
        let (prefix, value) = match argument.value.split_once('\'') {
            Some((prefix, rest)) => (
                format!("{prefix}'"),
                rest.strip_suffix('\'').unwrap_or(rest),
            ),
            None => (String::new(), argument.value.as_str()),
        };
        self.text.push_str(&prefix);
        let value = if value.contains(['{', '<']) {
            None
        } else if prefix.is_empty() {
            Some(decoded(value))
        } else {
            Some(decoded(value).replace("''", "'"))
        };
        self.placeholder(&name, "", value);
        if !prefix.is_empty() {
            self.text.push('\'');
        }
    }

    /// Writes text with placeholders in it, such as `{hostname},{site-id}`.
    fn pattern(&mut self, text: &str) {
        let mut rest = text;
        while let Some(open) = rest.find(['{', '<']) {
            self.text.push_str(&rest[..open]);
            let Some(length) = rest[open..].find(['}', '>']) else {
                break;
            };
            let close = open + length;
            let written = &rest[open + 1..close];
            let suffix = if written.ends_with("..") { ".." } else { "" };
            let name = self.placeholder_name(written.trim_end_matches('.'));
            self.placeholder(&name, suffix, None);
            rest = &rest[close + 1..];
        }
        self.text.push_str(rest);
    }

    /// The name that is written, unless it is generic or taken.
    fn placeholder_name(&self, written: &str) -> String {
        let name = names::lower_camel(first_alternative(written));
        let is_generic = GENERIC_NAMES
            .iter()
            .any(|generic| generic.eq_ignore_ascii_case(&name));
        let is_taken = self.taken.contains(&names::snake(&name));
        if name.is_empty() || ((is_generic || is_taken) && !self.last_name.is_empty()) {
            self.key_name()
        } else {
            name
        }
    }

    /// `messages` → `messageId`
    fn key_name(&self) -> String {
        let last = self.last_name.rsplit('.').next().unwrap_or_default();
        let name = names::lower_camel(&names::singular(last));
        if name.is_empty() {
            "id".to_owned()
        } else {
            format!("{name}Id")
        }
    }

    fn placeholder(&mut self, name: &str, suffix: &str, value: Option<String>) {
        let name = if name.starts_with(|c: char| c.is_ascii_digit()) {
            format!("key{name}")
        } else {
            name.to_owned()
        };
        let mut written = name.clone();
        let mut number = 2_usize;
        while self.taken.contains(&names::snake(&written)) {
            written = format!("{name}{number}");
            number += 1;
        }
        let argument = names::snake(&written);
        self.taken.push(argument.clone());
        self.text.push_str(&format!("<{written}{suffix}>"));
        self.placeholders.push(Placeholder { argument, value });
    }
}

fn is_well_known(key: &str) -> bool {
    let mut known = WELL_KNOWN_KEYS.iter();
    known.any(|known| known.eq_ignore_ascii_case(key))
}

/// `id | userPrincipalName` → `id`
fn first_alternative(written: &str) -> &str {
    written.split('|').next().unwrap_or_default().trim()
}
