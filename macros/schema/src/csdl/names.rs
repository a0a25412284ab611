//! Names, and the aliases of namespaces.

use super::error::CsdlError;
use std::collections::BTreeMap;

use super::declarations::{Name, Reference};
use super::element::Element;

/// The namespaces of a document by their aliases.
pub(super) struct Aliases(BTreeMap<String, String>);

impl Aliases {
    pub(super) fn of(schemas: &[&Element]) -> Result<Self, CsdlError> {
        let mut aliases = BTreeMap::new();
        for schema in schemas {
            let namespace = schema.required("Namespace")?;
            if let Some(alias) = schema.attribute("Alias") {
                aliases.insert(alias.to_owned(), namespace.to_owned());
            }
        }
        Ok(Self(aliases))
    }

    /// The alias of a namespace.
    pub(super) fn alias_of(&self, namespace: &str) -> Option<&str> {
        let mut aliases = self.0.iter();
        let (alias, _) = aliases.find(|(_, other)| *other == namespace)?;
        Some(alias)
    }

    /// Splits a name, and replaces an alias by its namespace.
    pub(super) fn name(&self, element: &Element, written: &str) -> Result<Name, CsdlError> {
        let Some((prefix, name)) = written.rsplit_once('.') else {
            return Err(element.invalid(written, "a name with its namespace"));
        };
        let namespace = self.0.get(prefix).map_or(prefix, String::as_str);
        Ok(Name {
            namespace: namespace.to_owned(),
            name: checked(element, name)?.to_owned(),
        })
    }

    /// Reads the attribute `Type` of a property, a parameter, or a result.
    pub(super) fn reference(
        &self,
        element: &Element,
        attribute: &'static str,
    ) -> Result<Reference, CsdlError> {
        let written = element.required(attribute)?;
        let inner = written.strip_prefix("Collection(");
        let item = inner.and_then(|inner| inner.strip_suffix(')'));
        Ok(Reference {
            name: self.name(element, item.unwrap_or(written))?,
            is_collection: item.is_some(),
            is_nullable: element.attribute("Nullable") != Some("false"),
        })
    }
}

/// The attribute `Name`, which must be an identifier: names are written into lines.
pub(super) fn name_of(element: &Element) -> Result<&str, CsdlError> {
    checked(element, element.required("Name")?)
}

/// A namespace: identifiers with dots between them.
pub(super) fn namespace_of(element: &Element) -> Result<&str, CsdlError> {
    let namespace = element.required("Namespace")?;
    for part in namespace.split('.') {
        checked(element, part)?;
    }
    Ok(namespace)
}

/// Checks that a name is an identifier. Some parameters of Graph have hyphens, which OData does not allow.
pub(super) fn checked<'e>(element: &Element, name: &'e str) -> Result<&'e str, CsdlError> {
    let is_word = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if !is_word || !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return Err(element.invalid(name, "a name of letters, digits, underscores, and hyphens"));
    }
    Ok(name)
}
