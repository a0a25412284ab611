//! The arguments of the attribute.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{LitBool, LitStr};

use crate::model::permissions::Permissions;
use crate::model::template::Template;

/// The arguments of the attribute, as far as they are valid.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) krate: Option<syn::Path>,
    pub(crate) path: Option<Template>,
    /// The endpoints of `get(…)`, `list(…)`, `delta(…)`, `content(…)` and `action(…)`.
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) collection: Option<Ident>,
    pub(crate) version: Option<Version>,
    pub(crate) select: Option<LitBool>,
    /// Whether the item is compared with the schema, if that was given.
    pub(crate) schema: Option<LitBool>,
    pub(crate) odata_type: Option<LitStr>,
    pub(crate) permissions: Option<Permissions>,
    pub(crate) closed: Option<Ident>,
    /// See [`TaggedEnum::has_proxy`](crate::model::TaggedEnum::has_proxy).
    pub(crate) has_proxy: bool,
}

/// An endpoint with a method of its own: `get(me = "/me")`.
pub(crate) struct Endpoint {
    pub(crate) method: Ident,
    pub(crate) reads: ReadKind,
    pub(crate) template: Template,
}

/// The kind of response that an endpoint returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadKind {
    Object,
    Collection,
    Content,
    Delta,
    /// One object or a collection, returned by an action.
    Action {
        /// Whether it may be called twice.
        is_idempotent: bool,
    },
}

impl ReadKind {
    /// The method of the request.
    pub(crate) fn http_method(self) -> &'static str {
        match self {
            ReadKind::Action { .. } => "POST",
            _ => "GET",
        }
    }

    /// Whether an action is called.
    pub(crate) fn is_action(self) -> bool {
        matches!(self, ReadKind::Action { .. })
    }
}

/// A version of the service.
#[derive(Clone, Copy)]
pub(crate) enum Version {
    V1,
    Beta,
}

impl Arguments {
    /// The methods that the path generates. A path with a mistake generates both, since its end is not known yet.
    pub(crate) fn methods_of_path(&self) -> &'static [&'static str] {
        let Some(path) = &self.path else {
            return &[];
        };
        if self.collection.is_some() {
            &["list"]
        } else if path.ends_in_key() || !path.is_valid {
            &["get", "list"]
        } else {
            &["get"]
        }
    }

    /// The names of all methods.
    pub(crate) fn method_names(&self) -> Vec<String> {
        let of_path = self.methods_of_path().iter().map(ToString::to_string);
        let others = self.endpoints.iter();
        let others = others.map(|endpoint| endpoint.method.unraw().to_string());
        of_path.chain(others).collect()
    }

    /// The endpoints whose methods can be generated: those whose names are free.
    pub(crate) fn endpoints_with_free_names(&self) -> impl Iterator<Item = &Endpoint> {
        self.endpoints
            .iter()
            .enumerate()
            .filter(|(index, _)| self.has_free_name(*index))
            .map(|(_, endpoint)| endpoint)
    }

    /// The endpoints whose methods have the name of another one.
    pub(crate) fn endpoints_with_taken_names(&self) -> impl Iterator<Item = &Endpoint> {
        self.endpoints
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.has_free_name(*index))
            .map(|(_, endpoint)| endpoint)
    }

    /// Whether neither the path nor an earlier endpoint has a method of that name, and no constant does.
    fn has_free_name(&self, index: usize) -> bool {
        let name = &self.endpoints[index].method;
        let mut earlier = self.endpoints[..index].iter();
        !self.is_constant(name)
            && earlier.all(|endpoint| endpoint.method != *name)
            && self.methods_of_path().iter().all(|method| name != method)
    }

    /// Whether a generated constant has that name.
    pub(crate) fn is_constant(&self, name: &Ident) -> bool {
        let permissions = self.permissions.as_ref();
        name == "FIELDS"
            || (name == "PERMISSIONS" && permissions.is_some_and(Permissions::are_of_type))
    }

    /// Whether `select = false` was given.
    pub(crate) fn disables_select(&self) -> bool {
        self.select.as_ref().is_some_and(|select| !select.value)
    }

    /// Whether `schema = false` was given.
    #[cfg(any(feature = "schema", test))]
    pub(crate) fn disables_schema(&self) -> bool {
        self.schema.as_ref().is_some_and(|schema| !schema.value)
    }

    /// Whether there is any endpoint.
    #[cfg(any(feature = "schema", test))]
    pub(crate) fn has_endpoint(&self) -> bool {
        self.path.is_some() || !self.endpoints.is_empty()
    }

    /// Whether an enum of structs selects the properties of its variants.
    pub(crate) fn selects_variants(&self) -> bool {
        self.select.as_ref().is_some_and(|select| select.value)
    }

    /// Whether there is an endpoint that returns the type, and not only bytes.
    pub(crate) fn has_typed_endpoint(&self) -> bool {
        self.path.is_some()
            || self
                .endpoints
                .iter()
                .any(|endpoint| endpoint.reads != ReadKind::Content)
    }
}
