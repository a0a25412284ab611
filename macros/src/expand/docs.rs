//! The documentation of what is made, as it shows in the user's own.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, Lit};

use crate::model::{Item, Piece, Place, Placeholder, Property, Reads, Version};

/// Of the struct of fields.
pub(super) fn fields(item: &Item) -> String {
    let name = item.ident.unraw();
    format!(
        "The properties of [`{name}`](type@{}), to write queries with: what `{name}::FIELDS` leads to.",
        item.ident
    )
}

/// Of the constant with the fields.
pub(super) fn constant(item: &Item) -> String {
    let (name, queries) = (item.ident.unraw(), page(item, "queries"));
    format!(
        "The properties of `{name}`, to write queries with: those of `{name}Fields`.{}{queries}",
        of_type(item)
    )
}

/// The OData name of the whole type, where it was said.
fn of_type(item: &Item) -> String {
    item.arguments
        .odata_type
        .as_ref()
        .map_or_else(String::new, |_| format!(" OData: `{}`.", item.odata_type()))
}

/// Of a field, below the user's own.
pub(super) fn property(item: &Item, property: &Property) -> String {
    let blank = if property
        .attrs
        .iter()
        .any(|attr| attr.path().is_ident("doc"))
    {
        "\n"
    } else {
        ""
    };
    let what = if property.expand.is_some() {
        "the navigation property "
    } else {
        ""
    };
    let of = item
        .arguments
        .odata_type
        .as_ref()
        .map_or_else(String::new, |_| format!(" of `{}`", item.odata_type()));
    format!("{blank}OData: {what}`{}`{of}.", property.name)
}

/// Whether documentation that is carried over could hold what rustdoc warns of: the user would be warned twice, and of
/// links such as `[Self::get]`, which lead somewhere else from there.
pub(super) fn holds_markup(attrs: &[Attribute]) -> bool {
    attrs
        .iter()
        .filter_map(|attr| attr.meta.require_name_value().ok())
        .any(|meta| match &meta.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => ["[", "<", "://"]
                    .iter()
                    .any(|mark| text.value().contains(mark)),
                _ => false,
            },
            other => !other.to_token_stream().is_empty(),
        })
}

/// Of a method: the request that it makes, and what its arguments are in it.
pub(super) fn method(item: &Item, reads: Reads, pieces: &[Piece]) -> String {
    let what = match reads {
        Reads::One => "Reads one object",
        Reads::Many => "Reads the collection",
        Reads::Bytes => "Reads the bytes",
        Reads::Changes => "Reads what has changed",
    };
    let version = match item.arguments.version {
        None => "",
        Some(Version::V1) => "/v1.0",
        Some(Version::Beta) => "/beta",
    };
    let arguments: String = pieces
        .iter()
        .filter_map(Piece::placeholder)
        .map(argument)
        .collect();
    let arguments = if arguments.is_empty() {
        arguments
    } else {
        format!("\n{arguments}")
    };
    format!(
        "{what}: `GET {version}{}`.\n{arguments}\n{}",
        template(pieces, '{', '}'),
        sent(item, reads)
    )
}

fn argument(key: &Placeholder) -> String {
    let place = match key.place {
        Place::Segment | Place::Closed => "one segment of the path",
        Place::Quoted => "a text in quotes",
        Place::Bare => "an argument as it is",
        Place::Segments => "a path of several segments",
    };
    format!("- `{}`: `{{{}}}`, {place}\n", key.ident, key.name)
}

/// How the request is sent, and where more is said of it.
fn sent(item: &Item, reads: Reads) -> String {
    let (name, pages): (_, &[_]) = match reads {
        Reads::One => ("Get", &["queries"]),
        Reads::Many => ("List", &["queries", "paging"]),
        Reads::Bytes => ("Content", &["content"]),
        Reads::Changes => ("Delta", &["delta"]),
    };
    if !links(item) {
        return format!("Nothing is sent before a method of `{name}` does it.");
    }
    let pages: String = pages.iter().map(|name| page(item, name)).collect();
    format!(
        "Nothing is sent before a method of [`{name}`](::graph_resource::{name}) does it.{pages}"
    )
}

fn page(item: &Item, name: &str) -> String {
    if links(item) {
        format!(" [More on {name}](::graph_resource::guide::{name}).")
    } else {
        String::new()
    }
}

/// Whether a link into the runtime resolves wherever the item stands: not where its path is one of the user's, which can
/// be `$crate::…`.
fn links(item: &Item) -> bool {
    item.arguments.krate.is_none()
}

/// The template as it was written, with its placeholders in brackets of a kind.
pub(super) fn template(pieces: &[Piece], open: char, close: char) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Key(key) => {
                let several = if key.place == Place::Segments {
                    ".."
                } else {
                    ""
                };
                format!("{open}{}{several}{close}", key.name)
            }
        })
        .collect()
}
