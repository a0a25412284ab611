//! From declarations to the lines of the index.

use crate::index::types::{OperationKind, PropertyKind, StructuredKind};
use std::cmp::Ordering;

use super::declarations::{
    Document, Enum, KeyProperty, Name, Operation, Parameter, Property, Reference, Structured, Type,
};
use crate::edm;
use crate::format::{
    DEFAULT_KEYWORD, DEFAULT_TYPE, PLURAL, SAME_NAME, UNKNOWN_MEMBER, compare_names, is_keyword,
    parent_of,
};

/// The lines from the container to the last type.
pub(super) fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    write_container(document, &mut lines);
    let mut namespaces: Vec<_> = document.namespaces.iter().collect();
    namespaces.sort_by(|(a, _), (b, _)| compare_names(a, b));
    for (namespace, alias) in namespaces {
        lines.push(match alias {
            Some(alias) => format!("namespace {namespace} {alias}"),
            None => format!("namespace {namespace}"),
        });
        let types = document.types.iter();
        let mut types: Vec<_> = types
            .filter(|(name, _)| name.namespace == *namespace)
            .collect();
        types.sort_by(|(a, _), (b, _)| compare_names(&a.name, &b.name));
        for (name, ty) in types {
            write_type(name, ty, &mut lines);
        }
    }
    lines
}

fn write_container(document: &Document, lines: &mut Vec<String>) {
    let Some(container) = &document.container else {
        return;
    };
    let namespace = container.name.namespace.as_str();
    lines.push(format!("container {}", container.name));
    let mut entries = Vec::new();
    for (name, ty) in &container.resources {
        // Entry points are always there, so that a mark would say nothing.
        let ty = Reference {
            is_nullable: true,
            ..ty.clone()
        };
        let written = type_ref(&ty, name, namespace);
        entries.push((name.as_str(), format!(" {name} {written}")));
    }
    entries.sort_by(|(a, _), (b, _)| compare_names(a, b));
    lines.extend(entries.into_iter().map(|(_, line)| line));
    write_operations(&container.operations, namespace, lines);
}

fn write_type(name: &Name, ty: &Type, lines: &mut Vec<String>) {
    match ty {
        Type::Structured(structured) => write_structured(name, structured, lines),
        Type::Enum(enumeration) => write_enum(name, enumeration, lines),
        Type::Definition(underlying) => {
            let underlying = type_name(underlying, &name.namespace);
            lines.push(format!("typedef {} : {underlying}", name.name));
        }
    }
}

fn write_structured(name: &Name, structured: &Structured, lines: &mut Vec<String>) {
    let mut header = match structured.kind {
        StructuredKind::Entity => format!("entity {}", name.name),
        StructuredKind::Complex if is_keyword(&name.name) => {
            format!("{DEFAULT_KEYWORD} {}", name.name)
        }
        StructuredKind::Complex => name.name.clone(),
    };
    if let Some(base) = &structured.base {
        header.push_str(" : ");
        header.push_str(&type_name(base, &name.namespace));
    }
    let words = [
        (structured.is_abstract, " abstract"),
        (structured.is_open, " open"),
        (structured.has_stream, " media"),
    ];
    for (_, word) in words.into_iter().filter(|(applies, _)| *applies) {
        header.push_str(word);
    }
    if !structured.key.is_empty() {
        header.push_str(" key ");
        header.push_str(&key(&structured.key));
    }
    let mut alternate_keys: Vec<String> = structured
        .alternate_keys
        .iter()
        .map(|all| key(all))
        .collect();
    alternate_keys.sort_unstable();
    alternate_keys.dedup();
    for alternate in alternate_keys {
        header.push_str(" alternate ");
        header.push_str(&alternate);
    }
    lines.push(header);
    let mut properties: Vec<_> = structured.properties.iter().collect();
    properties.sort_by(|a, b| compare_names(&a.name, &b.name));
    for property in properties {
        lines.push(property_line(property, &name.namespace));
    }
    write_operations(&structured.operations, &name.namespace, lines);
}

fn key(properties: &[KeyProperty]) -> String {
    let written = properties.iter().map(|KeyProperty { alias, path }| {
        if alias == path {
            path.clone()
        } else {
            format!("{alias}={path}")
        }
    });
    written.collect::<Vec<_>>().join(",")
}

fn property_line(property: &Property, namespace: &str) -> String {
    let sigil = match property.kind {
        PropertyKind::Structural => "",
        PropertyKind::Navigation {
            is_contained: false,
        } => ">",
        PropertyKind::Navigation { is_contained: true } => ">>",
    };
    let ty = with_default(&property.ty, &property.name, namespace);
    format!(" {sigil}{}{ty}", property.name)
}

fn write_operations(operations: &[Operation], namespace: &str, lines: &mut Vec<String>) {
    let mut written: Vec<(&Operation, String)> = operations
        .iter()
        .map(|operation| (operation, operation_line(operation, namespace)))
        .collect();
    written.sort_by(|(a, a_line), (b, b_line)| {
        compare_operations(a, b).then_with(|| a_line.cmp(b_line))
    });
    let mut operation_lines: Vec<String> = written.into_iter().map(|(_, line)| line).collect();
    operation_lines.dedup();
    lines.append(&mut operation_lines);
}

fn compare_operations(a: &Operation, b: &Operation) -> Ordering {
    let by_kind = a.kind.cmp(&b.kind);
    by_kind.then_with(|| compare_names(&a.name.name, &b.name.name))
}

fn operation_line(operation: &Operation, namespace: &str) -> String {
    let keyword = match operation.kind {
        OperationKind::Action => "action",
        OperationKind::Function => "function",
    };
    let composable = if operation.is_composable {
        "composable "
    } else {
        ""
    };
    let collection = if operation.binds_collection { "[]" } else { "" };
    let name = if operation.name.namespace == namespace {
        operation.name.name.clone()
    } else {
        operation.name.to_string()
    };
    let parameters = operation.parameters.iter();
    let parameters: Vec<String> = parameters
        .map(|parameter| parameter_text(parameter, namespace))
        .collect();
    let parameters = parameters.join(", ");
    let result = match &operation.result {
        Some(result) => format!(" {}", type_ref(result, "", namespace)),
        None => String::new(),
    };
    format!(" {keyword} {composable}{collection}{name}({parameters}){result}")
}

fn parameter_text(parameter: &Parameter, namespace: &str) -> String {
    let optional = if parameter.is_optional { "?" } else { "" };
    let ty = with_default(&parameter.ty, &parameter.name, namespace);
    format!("{}{optional}{ty}", parameter.name)
}

fn write_enum(name: &Name, enumeration: &Enum, lines: &mut Vec<String>) {
    let keyword = if enumeration.is_flags {
        "flags"
    } else {
        "enum"
    };
    lines.push(match &enumeration.underlying {
        Some(underlying) => {
            let underlying = type_name(underlying, &name.namespace);
            format!("{keyword} {} : {underlying}", name.name)
        }
        None => format!("{keyword} {}", name.name),
    });
    let mut members: Vec<_> = enumeration.members.iter().collect();
    members.sort_by(|(a, a_value), (b, b_value)| {
        a_value.cmp(b_value).then_with(|| compare_names(a, b))
    });
    let mut next = 0_i64;
    let (unknown, short) = UNKNOWN_MEMBER;
    for (member, value) in members {
        let member = if member == unknown { short } else { member };
        lines.push(if *value == next {
            format!(" {member}")
        } else {
            format!(" {member} {value}")
        });
        next = value.wrapping_add(1);
    }
}

/// A space and the type of something with a name, or nothing if it is the default.
fn with_default(ty: &Reference, named: &str, namespace: &str) -> String {
    let written = type_ref(ty, named, namespace);
    let rest = written.strip_prefix(DEFAULT_TYPE);
    match rest {
        Some("") => String::new(),
        Some(rest) if rest.starts_with(['[', '!']) => format!(" {rest}"),
        _ => format!(" {written}"),
    }
}

fn type_ref(ty: &Reference, named: &str, namespace: &str) -> String {
    let mut written = if is_same_name(ty, named, namespace) {
        SAME_NAME.to_owned()
    } else {
        type_name(&ty.name, namespace)
    };
    if ty.is_collection {
        written.push_str("[]");
    }
    if !ty.is_nullable {
        written.push('!');
    }
    written
}

/// Whether the type is named like the property: `importance` of `importance`, or `messages` of many `message`.
fn is_same_name(ty: &Reference, named: &str, namespace: &str) -> bool {
    let name = if ty.is_collection {
        named.strip_suffix(PLURAL)
    } else {
        Some(named)
    };
    ty.name.namespace == namespace && name == Some(ty.name.name.as_str())
}

/// Without its namespace if it is a primitive type or in this namespace, and with a dot for the namespace around it.
fn type_name(name: &Name, namespace: &str) -> String {
    if name.namespace == edm::NAMESPACE {
        let letter = edm::letter_of(&name.name);
        return letter.unwrap_or(&name.name).to_owned();
    }
    if name.namespace == namespace && !edm::is_written(&name.name) {
        return name.name.clone();
    }
    if parent_of(namespace) == Some(name.namespace.as_str()) {
        return format!(".{}", name.name);
    }
    name.to_string()
}
