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

/// Whether the namespace `Edm` has this type.
pub(crate) fn is_type(name: &str) -> bool {
    // Nearly all names in the index belong to Graph, whose names begin in lower case.
    name.starts_with(|c: char| c.is_ascii_uppercase()) && TYPES.contains(&name)
}
