//! The first line of a type: `entity user : directoryObject open alternate userPrincipalName`.

use super::lines::Line;
use super::scan::keyword;
use super::type_ref::type_name;
use super::types::{AlternateKey, KeyProperty};
use crate::index::error::SchemaError;
use crate::name::QualifiedName;

/// What the first line says after the keyword and the name.
#[derive(Debug, Default)]
pub(super) struct Header<'s> {
    pub(super) keyword: &'s str,
    pub(super) base: Option<QualifiedName<'s>>,
    pub(super) is_abstract: bool,
    pub(super) is_open: bool,
    pub(super) has_stream: bool,
    pub(super) key: Vec<KeyProperty<'s>>,
    pub(super) alternate_keys: Vec<AlternateKey<'s>>,
}

pub(super) fn header<'s>(line: Line<'s>, namespace: &'s str) -> Result<Header<'s>, SchemaError> {
    let (keyword, rest) = keyword(line.text);
    let mut header = Header {
        keyword,
        ..Header::default()
    };
    let mut words = rest.split(' ');
    let _name = words.next();
    while let Some(word) = words.next() {
        match word {
            ":" => header.base = Some(type_name(argument(&mut words, &line)?, namespace, &line)?),
            "abstract" => header.is_abstract = true,
            "open" => header.is_open = true,
            "media" => header.has_stream = true,
            "key" => header.key = key(argument(&mut words, &line)?),
            "alternate" => {
                let alternate = key(argument(&mut words, &line)?);
                header.alternate_keys.push(alternate);
            }
            _ => return Err(line.invalid("the line of the type has an unknown word")),
        }
    }
    Ok(header)
}

fn argument<'s>(
    words: &mut impl Iterator<Item = &'s str>,
    line: &Line<'_>,
) -> Result<&'s str, SchemaError> {
    let word = words.next().filter(|word| !word.is_empty());
    word.ok_or_else(|| line.invalid("the line of the type ends too early"))
}

/// `id`, `a,b`, or `alias=path/to/property`
fn key(text: &str) -> Vec<KeyProperty<'_>> {
    let mut key = Vec::new();
    for written in text.split(',') {
        let (alias, property) = written.split_once('=').unwrap_or((written, written));
        key.push(KeyProperty { alias, property });
    }
    key
}
