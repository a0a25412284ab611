//! The annotations that say what can be written in a URL.

use super::error::CsdlError;
use std::collections::BTreeMap;

use super::declarations::{KeyProperty, Name};
use super::element::Element;
use super::names::{Aliases, checked};

const ALTERNATE_KEYS: [&str; 2] = [
    "Org.OData.Core.V1.AlternateKeys",
    "OData.Community.Keys.V1.AlternateKeys",
];
const OPTIONAL_PARAMETER: &str = "Org.OData.Core.V1.OptionalParameter";

/// The alternate keys of types, from annotations outside of the types.
pub(super) type External = BTreeMap<Name, Vec<Vec<KeyProperty>>>;

/// Collects the alternate keys that `Annotations` elements add to types.
pub(super) fn external(schemas: &[&Element], aliases: &Aliases) -> Result<External, CsdlError> {
    let mut external = External::new();
    for annotations in schemas.iter().flat_map(|schema| schema.all("Annotations")) {
        let keys = alternate_keys(annotations)?;
        if keys.is_empty() {
            continue;
        }
        let target = aliases.name(annotations, annotations.required("Target")?)?;
        external.entry(target).or_default().extend(keys);
    }
    Ok(external)
}

/// The alternate keys in the annotations of an element.
pub(super) fn alternate_keys(annotated: &Element) -> Result<Vec<Vec<KeyProperty>>, CsdlError> {
    let mut keys = Vec::new();
    for annotation in annotated.all("Annotation") {
        if !ALTERNATE_KEYS.contains(&annotation.required("Term")?) {
            continue;
        }
        let records = annotation
            .all("Collection")
            .flat_map(|all| all.all("Record"));
        for record in records {
            keys.push(alternate_key(record)?);
        }
    }
    Ok(keys)
}

/// `<Record><PropertyValue Property="Key"><Collection>` with a record for each property
fn alternate_key(record: &Element) -> Result<Vec<KeyProperty>, CsdlError> {
    let value = value(record, "Key").ok_or_else(|| record.missing("Key"))?;
    let properties = value.all("Collection").flat_map(|all| all.all("Record"));
    let mut key = Vec::new();
    for property in properties {
        let path = text(property, "Name", "PropertyPath");
        let path = path.ok_or_else(|| property.missing("Name"))?;
        for part in path.split('/') {
            checked(property, part)?;
        }
        let alias = text(property, "Alias", "String").unwrap_or(path);
        key.push(KeyProperty {
            alias: checked(property, alias)?.to_owned(),
            path: path.to_owned(),
        });
    }
    if key.is_empty() {
        return Err(record.missing("Key"));
    }
    Ok(key)
}

fn value<'e>(record: &'e Element, property: &str) -> Option<&'e Element> {
    record
        .all("PropertyValue")
        .find(|value| value.attribute("Property") == Some(property))
}

/// A value, as an attribute (`String="appId"`) or as an element (`<String>appId</String>` has no other form in CSDL).
fn text<'e>(record: &'e Element, property: &str, attribute: &str) -> Option<&'e str> {
    value(record, property)?.attribute(attribute)
}

/// Whether a parameter is annotated as optional.
pub(super) fn is_optional(parameter: &Element) -> bool {
    parameter
        .all("Annotation")
        .any(|annotation| annotation.attribute("Term") == Some(OPTIONAL_PARAMETER))
}
