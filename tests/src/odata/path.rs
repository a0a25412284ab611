//! Names, type names and paths.

use winnow::combinator::{alt, separated};
use winnow::prelude::*;

use super::ast::{Path, Segment};
use super::input::{Input, identifier};

/// `microsoft.graph.user`: at least two identifiers separated by dots.
pub(crate) fn qualified_name<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    separated::<_, _, (), _, _, _, _>(2.., identifier, '.')
        .take()
        .parse_next(input)
}

/// A property or a cast.
pub(crate) fn segment(input: &mut Input<'_>) -> ModalResult<Segment> {
    alt((
        qualified_name.map(|name| Segment::Type(name.to_owned())),
        identifier.map(|name| Segment::Name(name.to_owned())),
    ))
    .parse_next(input)
}

/// Properties and casts separated by slashes.
pub(crate) fn plain_path(input: &mut Input<'_>) -> ModalResult<Path> {
    separated(1.., segment, '/').map(Path).parse_next(input)
}
