//! What an item with the attribute is, once it has been read.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Attribute, Generics, LitBool, LitStr, Type, Visibility};

use crate::names;

/// An item with the attribute.
pub(crate) struct Item {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) arguments: Arguments,
    /// The lints that the user allows, which are allowed beside the item as well.
    pub(crate) allowed: Vec<Attribute>,
    pub(crate) kind: Kind,
    /// Whether serde's reader finds its attributes in order, without which its derive makes nothing.
    pub(crate) readable: bool,
}

impl Item {
    /// The qualified name of the OData type: the given one, or one derived from the item's name.
    pub(crate) fn odata_type(&self) -> String {
        match &self.arguments.odata_type {
            Some(literal) => literal.value().trim_start_matches('#').to_owned(),
            None => {
                let name = self.ident.unraw().to_string();
                format!("microsoft.graph.{}", names::lower_first(&name))
            }
        }
    }
}

/// What the item is.
#[allow(clippy::large_enum_variant, reason = "there is one of it an expansion")]
pub(crate) enum Kind {
    Struct(Struct),
    Enum(Enum),
    Polymorphic(Polymorphic),
}

/// A struct with named fields.
#[derive(Default)]
pub(crate) struct Struct {
    /// The fields that are properties, in order.
    pub(crate) properties: Vec<Property>,
    /// Whether a field collects everything that the service sends.
    pub(crate) open: bool,
    /// Whether a field reads an annotation, which comes by itself: `@odata.id`, all that a `$ref` is.
    pub(crate) annotated: bool,
    /// What serde is told of the whole struct.
    pub(crate) serde: Serde,
}

/// Serde's attributes on a struct, where they decide whether it can be read.
#[derive(Default)]
pub(crate) struct Serde {
    /// The rule of `rename_all`, as written.
    pub(crate) rename_all: Option<LitStr>,
    pub(crate) deny_unknown_fields: Option<syn::Path>,
    pub(crate) transparent: Option<syn::Path>,
}

/// A field that stands for a property of the service.
pub(crate) struct Property {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The name on the wire, as serde reads it.
    pub(crate) name: String,
    /// Whether the name was given with `rename`.
    pub(crate) renamed: bool,
    /// Whether it takes part in `$expand`, and under which path.
    pub(crate) expand: Option<Expand>,
    pub(crate) required: Required,
    /// Its documentation, its deprecation and the lints that it allows, to be carried over.
    pub(crate) attrs: Vec<Attribute>,
}

/// `#[graph(expand)]`, `#[graph(expand = "microsoft.graph.eventMessage/event")]`
pub(crate) struct Expand {
    pub(crate) path: Option<LitStr>,
}

/// Whether serde fails where the property is absent.
pub(crate) enum Required {
    No,
    Yes,
    ByType,
}

/// An enum of the service's names.
pub(crate) struct Enum {
    pub(crate) members: Vec<Member>,
    /// Whether serde was told how to make names of variants.
    pub(crate) converted: bool,
    pub(crate) unknown: Option<Unknown>,
}

/// A variant that stands for a member.
pub(crate) struct Member {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    /// Whether the name was given, or is never on the wire.
    pub(crate) renamed: bool,
}

/// The variant for members that were not foreseen.
pub(crate) enum Unknown {
    /// `#[serde(untagged)] Unknown(String)`, which keeps the text.
    Text {
        ident: Ident,
        ty: Box<Type>,
        untagged: bool,
    },
    /// `#[serde(other)] Unknown`, which does not; it is a [`Member`] as well.
    Other,
}

/// An enum of structs, told apart by `@odata.type`.
pub(crate) struct Polymorphic {
    pub(crate) known: Vec<Known>,
    /// The variant for types that were not foreseen, and what it holds.
    pub(crate) unknown: Option<(Ident, Type)>,
    /// Whether the shell has seen serde's derive, and has told it to read through our type.
    pub(crate) derived: bool,
}

/// A variant that holds a struct.
pub(crate) struct Known {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The name of the OData type, where it is not the struct's own.
    pub(crate) name: Option<String>,
}

/// The arguments of the attribute, as far as they could be read.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) krate: Option<syn::Path>,
    pub(crate) path: Option<Template>,
    /// What `get(…)`, `list(…)` and `content(…)` add.
    pub(crate) further: Vec<Address>,
    pub(crate) collection: Option<Ident>,
    pub(crate) version: Option<Version>,
    pub(crate) select: Option<LitBool>,
    pub(crate) odata_type: Option<LitStr>,
    pub(crate) closed: Option<Ident>,
    /// Set by the shell, see [`Polymorphic::derived`].
    pub(crate) derived: bool,
}

/// An address with a method of its own: `get(me = "/me")`.
pub(crate) struct Address {
    pub(crate) method: Ident,
    pub(crate) reads: Reads,
    pub(crate) template: Template,
}

/// How an address is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    One,
    Many,
    Bytes,
    Changes,
}

impl Arguments {
    /// The methods that the path makes. One that is still being written makes both: what it will end in is not known.
    pub(crate) fn methods_of_path(&self) -> &'static [&'static str] {
        match (&self.path, &self.collection) {
            (None, _) => &[],
            (Some(_), Some(_)) => &["list"],
            (Some(path), None) if path.ends_in_key() || !path.sound => &["get", "list"],
            (Some(_), None) => &["get"],
        }
    }

    /// Whether no address before this one, and not the path, takes the name of its method. `FIELDS` is always taken.
    pub(crate) fn is_first(&self, address: &Address) -> bool {
        let before = self
            .further
            .iter()
            .take_while(|other| !std::ptr::eq(*other, address));
        address.method != "FIELDS"
            && !before
                .map(|other| &other.method)
                .any(|other| *other == address.method)
            && !self
                .methods_of_path()
                .iter()
                .any(|other| address.method == other)
    }

    /// Whether there is any address to read the type from.
    pub(crate) fn has_address(&self) -> bool {
        self.path.is_some()
            || self
                .further
                .iter()
                .any(|address| address.reads != Reads::Bytes)
    }
}

/// A version of the service.
#[derive(Clone, Copy)]
pub(crate) enum Version {
    V1,
    Beta,
}

/// A parsed path template, or what could be read of one.
pub(crate) struct Template {
    /// As it was written; empty where it could not be read.
    pub(crate) literal: LitStr,
    pub(crate) pieces: Vec<Piece>,
    /// Whether nothing is wrong with it.
    pub(crate) sound: bool,
}

/// A piece of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    /// Sent as it stands, already encoded.
    Literal(String),
    /// A placeholder.
    Key(Placeholder),
}

/// Where a placeholder stands; the runtime knows what that means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// `/<userId>/`
    Segment,
    /// `users('<upn>')`
    Quoted,
    /// `reports(date=<date>)`
    Bare,
    /// `sites/<host>:/`, `root:/<folder>/<file>`
    Closed,
    /// `root:/<itemPath..>:/children`
    Segments,
}

/// `<name>`
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Placeholder {
    pub(crate) name: String,
    /// The name of the argument.
    pub(crate) ident: Ident,
    pub(crate) place: Place,
}

impl Template {
    /// Whether the last segment is a key, so that the path without it is a collection.
    pub(crate) fn ends_in_key(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Key(key)) if key.place == Place::Segment)
    }
}

impl Piece {
    pub(crate) fn placeholder(&self) -> Option<&Placeholder> {
        match self {
            Piece::Literal(_) => None,
            Piece::Key(placeholder) => Some(placeholder),
        }
    }
}
