//! The primitive types of OData.

/// The namespace of the primitive types.
pub(crate) const NAMESPACE: &str = "Edm";

/// The types of the namespace `Edm` that a property can have, abstract ones included.
const TYPES: [&str; 41] = [
    "Binary",
    "Boolean",
    "Byte",
    "ComplexType",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Double",
    "Duration",
    "EntityType",
    "Geography",
    "GeographyCollection",
    "GeographyLineString",
    "GeographyMultiLineString",
    "GeographyMultiPoint",
    "GeographyMultiPolygon",
    "GeographyPoint",
    "GeographyPolygon",
    "Geometry",
    "GeometryCollection",
    "GeometryLineString",
    "GeometryMultiLineString",
    "GeometryMultiPoint",
    "GeometryMultiPolygon",
    "GeometryPoint",
    "GeometryPolygon",
    "Guid",
    "Int16",
    "Int32",
    "Int64",
    "ModelElementPath",
    "NavigationPropertyPath",
    "PrimitiveType",
    "PropertyPath",
    "SByte",
    "Single",
    "Stream",
    "String",
    "TimeOfDay",
    "Untyped",
    "AnyPropertyPath",
];

/// The most frequent types, which the index writes with one letter.
const LETTERS: [(&str, &str); 5] = [
    ("B", "Boolean"),
    ("D", "Double"),
    ("I", "Int32"),
    ("L", "Int64"),
    ("T", "DateTimeOffset"),
];

/// The letter of a type, if it has one.
#[cfg(feature = "csdl")]
pub(crate) fn letter_of(name: &str) -> Option<&'static str> {
    let found = LETTERS.iter().find(|(_, ty)| *ty == name);
    found.map(|(letter, _)| *letter)
}

/// The type that has this letter.
pub(crate) fn type_of_letter(letter: &str) -> Option<&'static str> {
    if letter.len() != 1 {
        return None;
    }
    let found = LETTERS.iter().find(|(other, _)| *other == letter);
    found.map(|(_, ty)| *ty)
}

/// Whether the index takes this for a type of the namespace `Edm`.
#[cfg(feature = "csdl")]
pub(crate) fn is_written(name: &str) -> bool {
    is_type(name) || type_of_letter(name).is_some()
}

/// Whether the namespace `Edm` has this type.
pub(crate) fn is_type(name: &str) -> bool {
    // Nearly all names in the index belong to Graph, whose names begin in lower case.
    name.starts_with(|c: char| c.is_ascii_uppercase()) && TYPES.contains(&name)
}
