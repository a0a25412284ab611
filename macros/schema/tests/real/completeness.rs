//! The index has everything that the metadata has.
//!
//! The metadata is taken apart a second time here, as text and without the library.

use std::collections::BTreeMap;

use graph_resource_schema::index::{
    EntryPoint, Operation, OperationKind, PropertyKind, StructuredKind, StructuredType, Type,
};
use graph_resource_schema::{ApiVersion, Model, QualifiedName, TypeRef};

use crate::data;

/// The largest index, in bytes. The names in it have 409,000, with one character between them.
const LARGEST: usize = 600_000;

#[test]
fn the_index_has_everything_that_the_metadata_has() {
    let (Some(metadata), Some(schema)) = (data::metadata(), data::schema()) else {
        return;
    };
    let metadata = String::from_utf8(metadata).expect("the metadata is UTF-8");
    let expected = Metadata::facts(&metadata);
    let model = schema.model(ApiVersion::V1).expect("the index has v1.0");
    let found = facts_of(model);
    println!("{} facts", expected.len());
    for kind in [
        "entity",
        "complex",
        "enum",
        "flags",
        "property",
        "navigation",
        "contained",
        "member",
        "function",
        "action",
        "entry",
        "alternate",
    ] {
        let is_of_kind = |fact: &&String| fact.starts_with(&format!("{kind} "));
        let count = expected.iter().filter(is_of_kind).count();
        println!("{count} {kind}");
        assert_eq!(found.iter().filter(is_of_kind).count(), count, "{kind}");
    }
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn the_index_is_valid_and_small() {
    let (Some(schema), Some(index)) = (data::schema(), data::index()) else {
        return;
    };
    schema.check().expect("every line can be read");
    let longest = index.lines().map(str::len).max();
    println!("{} bytes, the longest line has {longest:?}", index.len());
    assert!(index.len() < LARGEST, "{} bytes", index.len());
}

#[test]
fn an_index_that_is_read_and_written_is_the_same() {
    let (Some(schema), Some(index)) = (data::schema(), data::index()) else {
        return;
    };
    let written = graph_resource_schema::csdl::SchemaFile::from(&schema).to_string();
    assert!(written == index, "the text of the file differs");
}

/// Everything in the index, as sorted lines.
fn facts_of(model: Model<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    for entry_point in model.entry_points().expect("the container can be read") {
        if let EntryPoint::Resource { name, ty } = entry_point {
            facts.push(format!("entry {name} {ty}"));
        }
    }
    for name in model.type_names() {
        match model.get(name).expect("the type can be read") {
            Some(Type::Structured(structured)) => structured_facts(&structured, &mut facts),
            Some(Type::Enum(enumeration)) => {
                let kind = if enumeration.is_flags {
                    "flags"
                } else {
                    "enum"
                };
                let underlying = optional(enumeration.underlying);
                facts.push(format!("{kind} {name} {underlying}"));
                for member in enumeration.members {
                    facts.push(format!("member {name} {} {}", member.name, member.value));
                }
            }
            other => panic!("{name} is {other:?}"),
        }
    }
    facts.sort();
    facts
}

fn structured_facts(ty: &StructuredType<'_>, facts: &mut Vec<String>) {
    let kind = match ty.kind {
        StructuredKind::Entity => "entity",
        StructuredKind::Complex => "complex",
    };
    let key: Vec<&str> = ty.key.iter().map(|property| property.property).collect();
    facts.push(format!(
        "{kind} {} base {} abstract {} open {} media {} key {}",
        ty.name,
        optional(ty.base),
        ty.is_abstract,
        ty.is_open,
        ty.has_stream,
        key.join(",")
    ));
    for property in &ty.properties {
        let kind = match property.kind {
            PropertyKind::Structural => "property",
            PropertyKind::Navigation { is_contained: true } => "contained",
            PropertyKind::Navigation {
                is_contained: false,
            } => "navigation",
        };
        let reference = reference(property.ty);
        facts.push(format!("{kind} {} {} {reference}", ty.name, property.name));
    }
    for key in &ty.alternate_keys {
        for property in key {
            facts.push(format!(
                "alternate {} {} {}",
                ty.name, property.alias, property.property
            ));
        }
    }
    for operation in &ty.operations {
        facts.push(operation_fact(operation, ty.name));
    }
}

fn operation_fact(operation: &Operation<'_>, binding: QualifiedName<'_>) -> String {
    let kind = match operation.kind {
        OperationKind::Function => "function",
        OperationKind::Action => "action",
    };
    let binding = if operation.binds_collection {
        format!("Collection({binding})")
    } else {
        binding.to_string()
    };
    let mut fact = format!(
        "{kind} {} on {binding} composable {}",
        operation.name, operation.is_composable
    );
    for parameter in &operation.parameters {
        let reference = reference(parameter.ty);
        fact.push_str(&format!(
            ", {} {reference} optional {}",
            parameter.name, parameter.is_optional
        ));
    }
    match operation.result {
        Some(result) => fact + ": " + &reference(result),
        None => fact,
    }
}

fn reference(ty: TypeRef<'_>) -> String {
    let suffix = if ty.is_nullable { "" } else { " never null" };
    format!("{ty}{suffix}")
}

fn optional(name: Option<QualifiedName<'_>>) -> String {
    name.map(|name| name.to_string()).unwrap_or_default()
}

/// The state of a second reader, which only looks at tags and their attributes.
#[derive(Default)]
struct Metadata<'x> {
    aliases: BTreeMap<&'x str, &'x str>,
    namespace: &'x str,
    /// The line of the type or the operation that is being read, its name, and what its end adds.
    declaration: String,
    name: String,
    is_bound_next: bool,
    /// The alias of an alternate key, whose property comes next.
    alternate: Option<&'x str>,
    key: Vec<&'x str>,
    result: String,
    facts: Vec<String>,
}

impl<'x> Metadata<'x> {
    fn facts(xml: &'x str) -> Vec<String> {
        let mut reader = Self::default();
        for tag in xml.split('<').filter(|tag| tag.starts_with("Schema ")) {
            if let (Some(alias), Some(namespace)) =
                (attribute(tag, "Alias"), attribute(tag, "Namespace"))
            {
                reader.aliases.insert(alias, namespace);
            }
        }
        for tag in xml.split('<') {
            reader.tag(tag);
        }
        reader.facts.sort();
        reader.facts
    }

    fn tag(&mut self, tag: &'x str) {
        let element = tag.split([' ', '>']).next().unwrap_or_default();
        let is_empty = tag.trim_end().ends_with("/>");
        match element {
            "Schema" => self.namespace = attribute(tag, "Namespace").unwrap(),
            "EntityType" | "ComplexType" => self.begin_structured(element, tag),
            "EnumType" => self.begin_enum(tag),
            "Function" | "Action" => self.begin_operation(element, tag),
            "Member" => {
                let (name, value) = (
                    attribute(tag, "Name").unwrap(),
                    attribute(tag, "Value").unwrap(),
                );
                self.facts
                    .push(format!("member {} {name} {value}", self.name));
            }
            "Property" => self.property("property", tag),
            "NavigationProperty" => {
                let is_contained = attribute(tag, "ContainsTarget") == Some("true");
                self.property(
                    if is_contained {
                        "contained"
                    } else {
                        "navigation"
                    },
                    tag,
                );
            }
            "PropertyRef" => self.key.push(attribute(tag, "Name").unwrap()),
            "Parameter" => self.parameter(tag),
            "ReturnType" => self.result = format!(": {}", self.reference(tag)),
            "Annotation"
                if attribute(tag, "Term") == Some("Org.OData.Core.V1.OptionalParameter") =>
            {
                let length = self.declaration.len() - "false".len();
                self.declaration.replace_range(length.., "true");
            }
            "EntitySet" => {
                let ty = self.qualified(attribute(tag, "EntityType").unwrap());
                self.facts.push(format!(
                    "entry {} Collection({ty})",
                    attribute(tag, "Name").unwrap()
                ));
            }
            "Singleton" => {
                let ty = self.qualified(attribute(tag, "Type").unwrap());
                self.facts
                    .push(format!("entry {} {ty}", attribute(tag, "Name").unwrap()));
            }
            "PropertyValue" => self.property_value(tag),
            _ => {}
        }
        let ends = matches!(
            element,
            "/EntityType" | "/ComplexType" | "/EnumType" | "/Function" | "/Action"
        );
        let begins = matches!(
            element,
            "EntityType" | "ComplexType" | "EnumType" | "Function" | "Action"
        );
        if ends || (begins && is_empty) {
            self.end();
        }
    }

    fn begin_structured(&mut self, element: &str, tag: &'x str) {
        self.name = format!("{}.{}", self.namespace, attribute(tag, "Name").unwrap());
        let kind = if element == "EntityType" {
            "entity"
        } else {
            "complex"
        };
        let base = attribute(tag, "BaseType").map(|base| self.qualified(base));
        let is = |name| attribute(tag, name) == Some("true");
        self.declaration = format!(
            "{kind} {} base {} abstract {} open {} media {} key ",
            self.name,
            base.unwrap_or_default(),
            is("Abstract"),
            is("OpenType"),
            is("HasStream")
        );
    }

    fn begin_enum(&mut self, tag: &'x str) {
        self.name = format!("{}.{}", self.namespace, attribute(tag, "Name").unwrap());
        let is_flags = attribute(tag, "IsFlags") == Some("true");
        let underlying = attribute(tag, "UnderlyingType").unwrap_or_default();
        let kind = if is_flags { "flags" } else { "enum" };
        self.declaration = format!("{kind} {} {underlying}", self.name);
    }

    fn begin_operation(&mut self, element: &str, tag: &'x str) {
        let name = attribute(tag, "Name").unwrap();
        let kind = element.to_lowercase();
        self.declaration = format!("{kind} {}.{name}", self.namespace);
        self.is_bound_next = true;
        self.result = String::new();
        let is_composable = attribute(tag, "IsComposable") == Some("true");
        self.name = format!(" composable {is_composable}");
    }

    fn parameter(&mut self, tag: &'x str) {
        let reference = self.reference(tag);
        let fact = if std::mem::take(&mut self.is_bound_next) {
            format!(
                " on {}{}",
                reference.trim_end_matches(" never null"),
                self.name
            )
        } else {
            format!(
                ", {} {reference} optional false",
                attribute(tag, "Name").unwrap()
            )
        };
        self.declaration.push_str(&fact);
    }

    fn property(&mut self, kind: &str, tag: &'x str) {
        let reference = self.reference(tag);
        let name = attribute(tag, "Name").unwrap();
        self.facts
            .push(format!("{kind} {} {name} {reference}", self.name));
    }

    fn property_value(&mut self, tag: &'x str) {
        match attribute(tag, "Property") {
            Some("Alias") => self.alternate = attribute(tag, "String"),
            Some("Name") => {
                let property = attribute(tag, "PropertyPath");
                if let (Some(alias), Some(property)) = (self.alternate.take(), property) {
                    self.facts
                        .push(format!("alternate {} {alias} {property}", self.name));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let key = std::mem::take(&mut self.key).join(",");
        let result = std::mem::take(&mut self.result);
        self.facts
            .push(format!("{}{key}{result}", self.declaration));
    }

    fn reference(&self, tag: &'x str) -> String {
        let suffix = match attribute(tag, "Nullable") {
            Some("false") => " never null",
            _ => "",
        };
        format!(
            "{}{suffix}",
            self.qualified(attribute(tag, "Type").unwrap())
        )
    }

    /// With a namespace for an alias, also within `Collection(…)`.
    fn qualified(&self, written: &str) -> String {
        let (prefix, rest) = written.split_at(written.find('(').map_or(0, |open| open + 1));
        let (namespace, name) = rest.rsplit_once('.').unwrap();
        let namespace = self.aliases.get(namespace).unwrap_or(&namespace);
        format!("{prefix}{namespace}.{name}")
    }
}

fn attribute<'x>(tag: &'x str, name: &str) -> Option<&'x str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = &tag[start..];
    rest.split('"').next()
}
