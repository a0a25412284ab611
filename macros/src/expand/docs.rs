//! The documentation of generated items, as it appears in the user's own.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, Lit};

use crate::model::{
    Flattened, Item, Kind, PermissionKind, PermissionRows, Permissions, Piece, Placeholder,
    PlaceholderKind, Property, PropertyFacts, ReadKind, Version,
};
use crate::names;

/// For the struct of fields.
pub(super) fn fields_struct(item: &Item) -> String {
    let name = item.ident.unraw();
    format!(
        "The properties of [`{name}`](type@{}), for use in queries through `{name}::FIELDS`.",
        item.ident
    )
}

/// For the constant with the fields.
pub(super) fn fields_constant(item: &Item) -> String {
    let name = item.ident.unraw();
    let odata_type = if item.has_certain_type() {
        format!(" OData type: `{}`.", item.odata_type())
    } else {
        String::new()
    };
    let queries = guide_link(item, "queries");
    let summary = match &item.kind {
        Kind::TaggedEnum(_) => format!(
            "The types of `{name}`, for use in queries: `{name}::FIELDS.cast::<…>()` has the properties of one of them."
        ),
        Kind::Struct(parsed) if parsed.properties.is_empty() => {
            format!("`{name}`, for use in queries. It has no properties.")
        }
        _ => {
            let fields = names::fields_type(&item.ident);
            format!("The properties of `{name}`, for use in queries: the fields of `{fields}`.")
        }
    };
    format!("{summary}{odata_type}{queries}")
}

/// For the constant with the permissions.
pub(super) fn permissions_constant(item: &Item, permissions: &Permissions) -> String {
    let name = item.ident.unraw();
    let listed = listed_permissions(&permissions.rows);
    let exceptions = if permissions.methods.is_empty() {
        ""
    } else {
        " Some methods have their own."
    };
    format!("The permissions of which reads of `{name}` require one: {listed}.{exceptions}")
}

/// "`User.Read` or `User.ReadBasic.All` (delegated), `User.Read.All` (application)"
fn listed_permissions(permissions: &PermissionRows) -> String {
    let kinds = [
        (PermissionKind::Delegated, "delegated"),
        (PermissionKind::Personal, "delegated, personal account"),
        (PermissionKind::Application, "application"),
    ];
    let mut listed = Vec::new();
    for (kind, label) in kinds {
        let names: Vec<String> = permissions.of(kind).map(|name| code(&name)).collect();
        if !names.is_empty() {
            listed.push(format!("{} ({label})", names.join(" or ")));
        }
    }
    listed.join(", ")
}

/// "`AuditLog.Read.All` and `Directory.Read.All`"
fn code(alternative: &str) -> String {
    let names: Vec<String> = alternative
        .split(" and ")
        .map(|name| format!("`{name}`"))
        .collect();
    names.join(" and ")
}

/// For a field, after the user's own documentation.
pub(super) fn property(item: &Item, property: &Property) -> String {
    let paragraph = paragraph(&property.attrs);
    if let Some(annotation) = &property.annotation {
        return format!("{paragraph}The annotation `{annotation}`.");
    }
    let kind = match property.expand {
        Some(_) => "navigation property",
        None => "property",
    };
    let name = &property.name;
    let facts = match &property.schema {
        Some(facts) => declared_type(facts),
        None => String::new(),
    };
    if item.has_certain_type() {
        let ty = item.odata_type();
        format!("{paragraph}The OData {kind} `{name}` of `{ty}`{facts}.")
    } else {
        format!("{paragraph}The OData {kind} `{name}`{facts}.")
    }
}

/// ": `Edm.DateTimeOffset`, may be `null`"
fn declared_type(facts: &PropertyFacts) -> String {
    let null = if facts.is_nullable {
        ", may be `null`"
    } else {
        ""
    };
    format!(": `{}`{null}", facts.ty)
}

/// For a flattened field, after the user's own documentation.
pub(super) fn flattened(item: &Item, field: &Flattened) -> String {
    let name = item.ident.unraw();
    format!(
        "{}The properties that are flattened into `{name}`.",
        paragraph(&field.attrs)
    )
}

/// Separates our documentation from the user's own.
fn paragraph(attrs: &[Attribute]) -> &'static str {
    let has_docs = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    if has_docs { "\n" } else { "" }
}

/// Whether rustdoc may warn about repeated documentation. The user would see each warning twice, and links such as
/// `[Self::get]` resolve to something else there.
pub(super) fn may_contain_markup(attrs: &[Attribute]) -> bool {
    attrs
        .iter()
        .filter_map(|attr| attr.meta.require_name_value().ok())
        .any(|meta| value_may_contain_markup(&meta.value))
}

fn value_may_contain_markup(value: &Expr) -> bool {
    let Expr::Lit(literal) = value else {
        return !value.to_token_stream().is_empty();
    };
    let Lit::Str(text) = &literal.lit else {
        return false;
    };
    let text = text.value();
    ["[", "<", "://"].iter().any(|mark| text.contains(mark))
}

/// For a method: its request, and its arguments.
pub(super) fn method(
    item: &Item,
    reads: ReadKind,
    pieces: &[Piece],
    body: Option<&Ident>,
    permissions: Option<&PermissionRows>,
) -> String {
    let summary = match reads {
        ReadKind::Object => "Reads one object",
        ReadKind::Collection => "Reads the collection",
        ReadKind::Content => "Reads the content",
        ReadKind::Delta => "Reads the changes",
        ReadKind::Action { .. } => "Calls the action",
    };
    let version = match item.arguments.version {
        None => "",
        Some(Version::V1) => "/v1.0",
        Some(Version::Beta) => "/beta",
    };
    let path = template(pieces, '{', '}');
    let placeholders = pieces.iter().filter_map(Piece::placeholder);
    let mut arguments: String = placeholders.map(argument).collect();
    if let Some(body) = body {
        arguments.push_str(&format!(
            "- `{body}`: the parameters of the action, as JSON\n"
        ));
    }
    if !arguments.is_empty() {
        arguments.insert(0, '\n');
    }
    let permissions = match permissions {
        Some(permissions) => format!("\nPermissions: {}.\n", listed_permissions(permissions)),
        None => String::new(),
    };
    let http_method = reads.http_method();
    let sending = sending(item, reads);
    format!("{summary}: `{http_method} {version}{path}`.\n{arguments}{permissions}\n{sending}")
}

fn argument(key: &Placeholder) -> String {
    let kind = match key.kind {
        PlaceholderKind::Segment | PlaceholderKind::Closed => "one path segment",
        PlaceholderKind::Quoted => "a quoted string",
        PlaceholderKind::Bare => "a literal argument",
        PlaceholderKind::Segments => "a path of several segments",
    };
    format!("- `{}`: `{{{}}}`, {kind}\n", key.ident, key.name)
}

/// How to send the request, and where to read more.
fn sending(item: &Item, reads: ReadKind) -> String {
    let (name, pages): (_, &[_]) = match reads {
        ReadKind::Object => ("Get", &["queries"]),
        ReadKind::Collection => ("List", &["queries", "paging"]),
        ReadKind::Content => ("Content", &["content"]),
        ReadKind::Delta => ("Delta", &["delta"]),
        ReadKind::Action { .. } => ("Action", &["actions"]),
    };
    if !has_links(item) {
        return format!("Returns the request; a method of `{name}` sends it.");
    }
    let links: String = pages.iter().map(|page| guide_link(item, page)).collect();
    format!(
        "Returns the request; a method of [`{name}`](::graph_resource::{name}) sends it.{links}"
    )
}

fn guide_link(item: &Item, page: &str) -> String {
    if !has_links(item) {
        return String::new();
    }
    format!(" [More on {page}](::graph_resource::guide::{page}).")
}

/// Whether a link to the runtime crate always resolves. It does not with the user's own path to the crate, which may be
/// `$crate::…`.
fn has_links(item: &Item) -> bool {
    item.arguments.krate.is_none()
}

/// The template as written, with its placeholders in the given brackets.
pub(super) fn template(pieces: &[Piece], open: char, close: char) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => out.push_str(text),
            Piece::Key(key) => {
                let dots = match key.kind {
                    PlaceholderKind::Segments => "..",
                    _ => "",
                };
                out.push_str(&format!("{open}{}{dots}{close}", key.name));
            }
        }
    }
    out
}
