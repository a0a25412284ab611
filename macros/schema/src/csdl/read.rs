//! From elements to declarations.

use super::error::CsdlError;
use crate::index::types::OperationKind;
use std::collections::BTreeMap;

use super::annotations;
use super::declarations::{Container, Document, Name, Operation, Reference, Type};
use super::element::Element;
use super::names::{Aliases, name_of, namespace_of};
use super::operations::{self, Declared};
use super::types;

/// Reads a document.
pub(super) fn document(bytes: &[u8]) -> Result<Document, CsdlError> {
    let root = Element::parse(bytes)?;
    let services: Vec<&Element> = root.all("DataServices").collect();
    if root.name != "Edmx" || services.is_empty() {
        let root = Some(root.name);
        return Err(CsdlError::NotCsdl { root });
    }
    let schemas: Vec<&Element> = services
        .iter()
        .flat_map(|service| service.all("Schema"))
        .collect();
    let aliases = Aliases::of(&schemas)?;
    let mut reader = DocumentReader {
        aliases: &aliases,
        document: Document {
            namespaces: BTreeMap::new(),
            types: BTreeMap::new(),
            container: None,
        },
        unbound: Vec::new(),
    };
    for schema in &schemas {
        reader.types(schema)?;
    }
    for schema in &schemas {
        reader.operations(schema)?;
    }
    for schema in &schemas {
        reader.containers(schema)?;
    }
    reader.add_alternate_keys(annotations::external(&schemas, &aliases)?);
    Ok(reader.document)
}

struct DocumentReader<'a> {
    aliases: &'a Aliases,
    document: Document,
    /// The operations that only imports make available.
    unbound: Vec<Operation>,
}

impl DocumentReader<'_> {
    fn types(&mut self, schema: &Element) -> Result<(), CsdlError> {
        let namespace = namespace_of(schema)?;
        let alias = self.aliases.alias_of(namespace).map(str::to_owned);
        self.document.namespaces.insert(namespace.to_owned(), alias);
        for element in &schema.children {
            let Some(ty) = types::read(element, self.aliases)? else {
                continue;
            };
            let name = Name {
                namespace: namespace.to_owned(),
                name: name_of(element)?.to_owned(),
            };
            if self.document.types.contains_key(&name) {
                let name = name.to_string();
                return Err(CsdlError::DuplicateType { name });
            }
            self.document.types.insert(name, ty);
        }
        Ok(())
    }

    fn operations(&mut self, schema: &Element) -> Result<(), CsdlError> {
        let namespace = namespace_of(schema)?;
        for element in &schema.children {
            if let Some(declared) = operations::read(element, namespace, self.aliases)? {
                self.add_operation(declared)?;
            }
        }
        Ok(())
    }

    fn add_operation(&mut self, declared: Declared) -> Result<(), CsdlError> {
        let Declared { operation, binding } = declared;
        let Some(binding) = binding else {
            self.unbound.push(operation);
            return Ok(());
        };
        match self.document.types.get_mut(&binding.name) {
            Some(Type::Structured(structured)) => {
                structured.operations.push(operation);
                Ok(())
            }
            None if binding.name.namespace != "Edm" => Err(CsdlError::MissingType {
                name: binding.name.to_string(),
                used_by: operation.name.to_string(),
            }),
            _ => Err(CsdlError::InvalidBinding {
                operation: operation.name.to_string(),
                binding: binding.name.to_string(),
            }),
        }
    }

    fn containers(&mut self, schema: &Element) -> Result<(), CsdlError> {
        for element in schema.all("EntityContainer") {
            if self.document.container.is_some() {
                return Err(CsdlError::SecondContainer { line: element.line });
            }
            let name = Name {
                namespace: namespace_of(schema)?.to_owned(),
                name: name_of(element)?.to_owned(),
            };
            let mut container = Container {
                name,
                resources: Vec::new(),
                operations: Vec::new(),
            };
            for entry in &element.children {
                self.entry_point(entry, &mut container)?;
            }
            self.document.container = Some(container);
        }
        Ok(())
    }

    fn entry_point(&self, entry: &Element, container: &mut Container) -> Result<(), CsdlError> {
        match entry.name.as_str() {
            "EntitySet" => {
                let ty = self.aliases.reference(entry, "EntityType")?;
                container.resources.push((
                    name_of(entry)?.to_owned(),
                    Reference {
                        is_collection: true,
                        is_nullable: false,
                        ..ty
                    },
                ));
            }
            "Singleton" => {
                let ty = self.aliases.reference(entry, "Type")?;
                container.resources.push((
                    name_of(entry)?.to_owned(),
                    Reference {
                        is_nullable: false,
                        ..ty
                    },
                ));
            }
            "FunctionImport" => {
                let imported = self.imported(entry, "Function", OperationKind::Function)?;
                container.operations.extend(imported);
            }
            "ActionImport" => {
                let imported = self.imported(entry, "Action", OperationKind::Action)?;
                container.operations.extend(imported);
            }
            _ => {}
        }
        Ok(())
    }

    /// All overloads of an imported operation, under the name of the import.
    fn imported(
        &self,
        import: &Element,
        attribute: &'static str,
        kind: OperationKind,
    ) -> Result<Vec<Operation>, CsdlError> {
        let name = self.aliases.name(import, import.required(attribute)?)?;
        let alias = name_of(import)?;
        let mut imported = Vec::new();
        for operation in &self.unbound {
            if operation.name == name && operation.kind == kind {
                let mut operation = operation.clone();
                operation.name.name = alias.to_owned();
                imported.push(operation);
            }
        }
        if imported.is_empty() {
            return Err(CsdlError::MissingType {
                name: name.to_string(),
                used_by: alias.to_owned(),
            });
        }
        Ok(imported)
    }

    fn add_alternate_keys(&mut self, external: annotations::External) {
        for (name, keys) in external {
            if let Some(Type::Structured(structured)) = self.document.types.get_mut(&name) {
                structured.alternate_keys.extend(keys);
            }
        }
    }
}
