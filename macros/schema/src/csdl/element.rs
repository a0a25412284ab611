//! From bytes to XML elements.

use super::error::CsdlError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::position::Positions;

/// An element without its text and its namespace prefix.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) children: Vec<Element>,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// Parses a document and returns its root element.
    pub(super) fn parse(document: &[u8]) -> Result<Self, CsdlError> {
        Parser::new(document).root()
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(other, _)| other == name)?;
        Some(value)
    }

    /// The attribute, or an error that names it.
    pub(super) fn required(&self, name: &'static str) -> Result<&str, CsdlError> {
        self.attribute(name).ok_or_else(|| self.missing(name))
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.attribute(name) == Some("true")
    }

    /// The child elements with this name.
    pub(super) fn all<'a>(&'a self, name: &'static str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub(super) fn missing(&self, missing: &'static str) -> CsdlError {
        let name = self.attribute("Name").unwrap_or_default();
        CsdlError::Missing {
            line: self.line,
            element: format!("{} {name}", self.name).trim_end().to_owned(),
            missing,
        }
    }

    pub(super) fn invalid(&self, value: &str, expected: &'static str) -> CsdlError {
        CsdlError::InvalidValue {
            line: self.line,
            value: value.to_owned(),
            expected,
        }
    }
}

struct Parser<'d> {
    reader: Reader<&'d [u8]>,
    positions: Positions,
    /// The elements that are not closed yet, the root element first.
    open: Vec<Element>,
}

impl<'d> Parser<'d> {
    fn new(document: &'d [u8]) -> Self {
        let document = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
        Self {
            reader: Reader::from_reader(document),
            positions: Positions::of(document),
            open: Vec::new(),
        }
    }

    fn root(mut self) -> Result<Element, CsdlError> {
        let mut root = None;
        loop {
            let start = self.reader.buffer_position();
            let event = self.reader.read_event();
            let event = event
                .map_err(|error| self.malformed(self.reader.error_position(), error.to_string()))?;
            let closed = match event {
                Event::Start(tag) => {
                    let element = self.element(&tag, start)?;
                    self.open.push(element);
                    None
                }
                Event::Empty(tag) => Some(self.element(&tag, start)?),
                Event::End(_) => self.open.pop(),
                Event::Eof => break,
                _ => None,
            };
            let Some(element) = closed else {
                continue;
            };
            match self.open.last_mut() {
                Some(parent) => parent.children.push(element),
                None if root.is_none() => root = Some(element),
                None => {
                    let message = format!("a second root element, `{}`", element.name);
                    return Err(self.malformed(self.reader.buffer_position(), message));
                }
            }
        }
        if let Some(element) = self.open.last() {
            let message = format!(
                "the document ends within `{}`, which begins at line {}",
                element.name, element.line
            );
            return Err(self.malformed(self.reader.buffer_position(), message));
        }
        root.ok_or(CsdlError::NotCsdl { root: None })
    }

    /// The element whose tag begins at an offset.
    fn element(&self, tag: &BytesStart<'_>, start: u64) -> Result<Element, CsdlError> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.malformed(start, error.to_string()))?;
            let name = String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned();
            let value = attribute
                .decoded_and_normalized_value(XmlVersion::Explicit1_0, self.reader.decoder())
                .map_err(|error| self.malformed(start, error.to_string()))?;
            attributes.push((name, value.into_owned()));
        }
        Ok(Element {
            name: String::from_utf8_lossy(tag.local_name().as_ref()).into_owned(),
            line: self
                .positions
                .locate(usize::try_from(start).unwrap_or_default())
                .0,
            children: Vec::new(),
            attributes,
        })
    }

    fn malformed(&self, offset: u64, message: String) -> CsdlError {
        let (line, column) = self
            .positions
            .locate(usize::try_from(offset).unwrap_or_default());
        CsdlError::Malformed {
            line,
            column,
            message,
        }
    }
}
