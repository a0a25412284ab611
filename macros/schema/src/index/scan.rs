//! The one pass over the file that finds where everything begins.

use crate::index::error::SchemaError;
use crate::version::ApiVersion;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use super::lines::{Line, Lines};
use super::type_ref::starts_name;
use crate::format::{DEFAULT_KEYWORD, FORMAT, MAGIC, compare_names, is_keyword};

/// Where a version of the service is described.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) version: ApiVersion,
    /// The lines from `version` to the last type.
    pub(super) place: Range<usize>,
    pub(super) source: Range<usize>,
    pub(super) date: Range<usize>,
    pub(super) container: Option<Block>,
    /// Sorted by name.
    pub(super) namespaces: Vec<Namespace>,
    /// Of all namespaces, those of one namespace in a row and sorted by name.
    pub(super) types: Vec<Block>,
    /// The base type and the type of all derived types, as indexes, sorted. Found when it is needed.
    pub(super) derived: OnceLock<Result<Vec<(usize, usize)>, SchemaError>>,
}

#[derive(Debug)]
pub(super) struct Namespace {
    pub(super) name: Range<usize>,
    pub(super) alias: Option<Range<usize>>,
    /// Indexes of its types.
    pub(super) types: Range<usize>,
}

/// A line without indentation, and the indented lines after it.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) line: usize,
    pub(super) place: Range<usize>,
    pub(super) name: Range<usize>,
}

pub(super) fn sections(text: &str) -> Result<Vec<Section>, SchemaError> {
    let mut lines = Lines::of(text, 0, text.len(), 1);
    check_first_line(&mut lines)?;
    let mut scan = Scan {
        text,
        sections: Vec::new(),
        block: OpenBlock::None,
        end: None,
    };
    let mut last = 1;
    for line in lines {
        last = line.number;
        if let Some((end, _)) = scan.end {
            return Err(SchemaError::LineCount {
                expected: end,
                found: line.number,
            });
        }
        if line.text.as_bytes().first() == Some(&b' ') {
            scan.indented(line)?;
        } else {
            scan.top_level(line)?;
        }
    }
    scan.finish(last)
}

fn check_first_line(lines: &mut Lines<'_>) -> Result<(), SchemaError> {
    let first = lines.next().ok_or(SchemaError::NotASchema)?;
    let format = first
        .text
        .strip_prefix(MAGIC)
        .and_then(|rest| rest.strip_prefix(' '));
    let format: u32 = match format.map(str::parse) {
        Some(Ok(format)) => format,
        _ => return Err(SchemaError::NotASchema),
    };
    if format > FORMAT {
        return Err(SchemaError::NewerFormat { format });
    }
    Ok(())
}

/// The block whose indented lines come next.
enum OpenBlock {
    None,
    Container,
    Type,
}

struct Scan<'s> {
    text: &'s str,
    sections: Vec<Section>,
    block: OpenBlock,
    /// The number of lines before the line `end`, and the one that it says.
    end: Option<(usize, usize)>,
}

impl Scan<'_> {
    fn indented(&mut self, line: Line<'_>) -> Result<(), SchemaError> {
        match self.block {
            OpenBlock::None => {
                Err(line.invalid("an indented line must follow a type or a container"))
            }
            OpenBlock::Container | OpenBlock::Type => Ok(()),
        }
    }

    fn top_level(&mut self, line: Line<'_>) -> Result<(), SchemaError> {
        self.close_block(line.start);
        let (keyword, rest) = keyword(line.text);
        if rest.is_empty() {
            return Err(line.invalid("expected a keyword and a name"));
        }
        let rest = line.start + line.text.len() - rest.len()..line.start + line.text.len();
        match keyword {
            "entity" | "complex" | "enum" | "flags" | "typedef" => self.begin_type(line, rest),
            "namespace" => self.begin_namespace(line, rest),
            "container" => self.begin_container(line, rest),
            "version" => self.begin_version(line),
            "source" => {
                self.section(line)?.source = rest;
                Ok(())
            }
            "date" => {
                self.section(line)?.date = rest;
                Ok(())
            }
            "end" => self.read_end(line),
            _ => Err(line.invalid("expected a type, a namespace, or a version")),
        }
    }

    /// A block ends where the next line without indentation begins.
    fn close_block(&mut self, end: usize) {
        let Some(section) = self.sections.last_mut() else {
            return;
        };
        section.place.end = end;
        match self.block {
            OpenBlock::None => {}
            OpenBlock::Container => {
                if let Some(container) = &mut section.container {
                    container.place.end = end;
                }
            }
            OpenBlock::Type => {
                if let Some(last) = section.types.last_mut() {
                    last.place.end = end;
                }
            }
        }
        self.block = OpenBlock::None;
    }

    fn begin_version(&mut self, line: Line<'_>) -> Result<(), SchemaError> {
        let (_, name) = split_word(line.text);
        let version = ApiVersion::from_segment(name)
            .ok_or_else(|| line.invalid("the versions are `v1.0` and `beta`"))?;
        if self
            .sections
            .iter()
            .any(|section| section.version == version)
        {
            return Err(SchemaError::DuplicateVersion {
                version,
                line: line.number,
            });
        }
        self.sections.push(Section {
            version,
            place: line.start..line.start,
            source: 0..0,
            date: 0..0,
            container: None,
            namespaces: Vec::new(),
            types: Vec::new(),
            derived: OnceLock::new(),
        });
        Ok(())
    }

    fn begin_container(&mut self, line: Line<'_>, name: Range<usize>) -> Result<(), SchemaError> {
        let section = self.section(line)?;
        if section.container.is_some() {
            return Err(line.invalid("a version has only one container"));
        }
        section.container = Some(Block {
            line: line.number,
            place: line.start..line.start,
            name,
        });
        self.block = OpenBlock::Container;
        Ok(())
    }

    fn begin_namespace(&mut self, line: Line<'_>, rest: Range<usize>) -> Result<(), SchemaError> {
        let text = self.text;
        let (name, alias) = split_word(&text[rest.clone()]);
        let name = rest.start..rest.start + name.len();
        let alias = if alias.is_empty() {
            None
        } else {
            Some(rest.end - alias.len()..rest.end)
        };
        let section = self.section(line)?;
        if let Some(before) = section.namespaces.last() {
            check_order(&line, &text[before.name.clone()], &text[name.clone()])?;
        }
        let first = section.types.len();
        section.namespaces.push(Namespace {
            name,
            alias,
            types: first..first,
        });
        Ok(())
    }

    fn begin_type(&mut self, line: Line<'_>, rest: Range<usize>) -> Result<(), SchemaError> {
        let text = self.text;
        let (name, _) = split_word(&text[rest.clone()]);
        let name = rest.start..rest.start + name.len();
        let section = self.section(line)?;
        let Some(namespace) = section.namespaces.last_mut() else {
            return Err(line.invalid("a type must follow a namespace"));
        };
        if !namespace.types.is_empty() {
            if let Some(before) = section.types.last() {
                check_order(&line, &text[before.name.clone()], &text[name.clone()])?;
            }
        }
        section.types.push(Block {
            line: line.number,
            place: line.start..line.start,
            name,
        });
        namespace.types.end = section.types.len();
        self.block = OpenBlock::Type;
        Ok(())
    }

    fn read_end(&mut self, line: Line<'_>) -> Result<(), SchemaError> {
        let (_, count) = split_word(line.text);
        let count = count
            .parse()
            .map_err(|_| line.invalid("expected the number of lines"))?;
        self.end = Some((line.number - 1, count));
        Ok(())
    }

    fn section(&mut self, line: Line<'_>) -> Result<&mut Section, SchemaError> {
        self.sections
            .last_mut()
            .ok_or_else(|| line.invalid("expected a line `version` before it"))
    }

    fn finish(self, last_line: usize) -> Result<Vec<Section>, SchemaError> {
        match self.end {
            Some((found, expected)) if found == expected => Ok(self.sections),
            Some((found, expected)) => Err(SchemaError::LineCount { expected, found }),
            None => Err(SchemaError::CutOff {
                line: last_line,
                within: self.current_place(),
            }),
        }
    }

    /// What the last lines describe.
    fn current_place(&self) -> String {
        let Some(section) = self.sections.last() else {
            return "the first lines".to_owned();
        };
        match (section.types.last(), section.namespaces.last()) {
            (Some(last), Some(namespace)) => {
                let namespace = &self.text[namespace.name.clone()];
                format!("`{namespace}.{}`", &self.text[last.name.clone()])
            }
            _ => format!("the first lines of the version {}", section.version),
        }
    }
}

/// Names are found by bisection, so they must be sorted.
fn check_order(line: &Line<'_>, before: &str, name: &str) -> Result<(), SchemaError> {
    match compare_names(before, name) {
        Ordering::Less => Ok(()),
        Ordering::Equal => Err(line.invalid("the name occurs twice")),
        Ordering::Greater => Err(line.invalid("the names must be sorted")),
    }
}

/// The keyword of a line without indentation, and the rest of the line.
pub(super) fn keyword(text: &str) -> (&str, &str) {
    let (first, rest) = split_word(text);
    if is_keyword(first) || !starts_name(first) {
        (first, rest)
    } else {
        (DEFAULT_KEYWORD, text)
    }
}

/// The first word, and what follows the space after it.
pub(super) fn split_word(text: &str) -> (&str, &str) {
    match text.find(' ') {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, ""),
    }
}
