//! Structs and enums of structs.

use graph_resource_schema::QualifiedName;
use graph_resource_schema::index::{Property, StructuredKind, Type};

use super::field::{field, is_key, is_option, of_all, optional};
use super::planner::{Object, ObjectKey, Planner};
use super::variant::{free_unknown, variant_name};
use crate::scaffold::download_url::DOWNLOAD_URL;
use crate::scaffold::edm;
use crate::scaffold::error::ScaffoldError;
use crate::scaffold::model::{Core, Field, FieldType, ItemId, Kind};
use crate::scaffold::names;
use crate::scaffold::type_names::declared_type;
use crate::scaffold::wants::{Reason, Wanted, Wants};

impl<'s> Planner<'s> {
    pub(super) fn object(
        &mut self,
        object: Object<'_, 's>,
        used_by: Option<&str>,
    ) -> Result<ItemId, ScaffoldError> {
        let key = ObjectKey {
            ty: object.ty,
            wants: object.wants.clone(),
            is_partial: object.is_partial,
        };
        if let Some((_, id)) = self.objects.iter().find(|(other, _)| *other == key) {
            return Ok(*id);
        }
        let name = self.names.choose(object.ty, used_by);
        let odata_type = declared_type(&name, object.ty);
        let doc = vec![self.pages.sentence(self.kind_of(object.ty)?, object.ty)];
        let id = self.add(name, doc, odata_type, Kind::Struct(Vec::new()));
        // Before the fields, since a type may contain itself.
        self.objects.push((key, id));
        let kind = if object.wants.types.is_empty() {
            Kind::Struct(self.fields(object)?)
        } else {
            self.union(object)?
        };
        self.items.0[id.0].kind = kind;
        Ok(id)
    }

    fn kind_of(&self, ty: QualifiedName<'_>) -> Result<&'static str, ScaffoldError> {
        let found = self.model.get(ty)?.and_then(Type::structured);
        Ok(match found {
            Some(ty) if ty.kind == StructuredKind::Complex => "complex type",
            _ => "entity type",
        })
    }

    /// An enum with a struct for each type that the objects have.
    fn union(&mut self, object: Object<'_, 's>) -> Result<Kind, ScaffoldError> {
        let mut variants = Vec::new();
        let mut taken = Vec::new();
        for (ty, wants) in &object.wants.types {
            let object = Object {
                ty: *ty,
                wants,
                ..object
            };
            let id = self.object(object, None)?;
            let name = names::upper_camel(ty.name);
            variants.push((names::free(&variant_name(&name), &mut taken), id));
        }
        let unknown = free_unknown(&mut taken);
        Ok(Kind::Union(variants, unknown))
    }

    fn fields(&mut self, object: Object<'_, 's>) -> Result<Vec<Field>, ScaffoldError> {
        let lineage = self.model.lineage(object.ty)?;
        let mut fields = Vec::new();
        let mut taken = Vec::new();
        if object.wants.all {
            for property in lineage.iter().rev().flat_map(|ty| &ty.properties) {
                let is_named = object.wants.get(property.name).is_some();
                if property.is_navigation() || property.ty.name.is("Edm.Stream") || is_named {
                    continue;
                }
                let is_optional = object.is_partial && !is_key(&lineage, property);
                let wanted = of_all(property, is_optional);
                fields.push(self.field(&wanted, &mut taken)?);
            }
        }
        for wanted in &object.wants.properties {
            let mut wanted = wanted.clone();
            let is_key = wanted
                .declared
                .is_some_and(|property| is_key(&lineage, &property));
            wanted.is_optional |= object.is_partial && !is_key;
            fields.push(self.field(&wanted, &mut taken)?);
        }
        Ok(fields)
    }

    fn field(
        &mut self,
        wanted: &Wanted<'s>,
        taken: &mut Vec<String>,
    ) -> Result<Field, ScaffoldError> {
        let bare = wanted.name.rsplit('@').next().unwrap_or(&wanted.name);
        let bare = bare.strip_prefix("microsoft.graph.").unwrap_or(bare);
        let name = names::free(&names::snake(bare), taken);
        let is_text = wanted.name == DOWNLOAD_URL;
        let expanded = match &wanted.reason {
            Reason::Expanded(path) => Some(path.clone()),
            Reason::Selected | Reason::OnlyInQuery => None,
        };
        let Some(property) = wanted.declared else {
            let value = if is_text {
                edm::value("String", self.types).0
            } else {
                edm::JSON
            };
            let ty = optional(Core::Value(value));
            return Ok(Field {
                is_unchecked: !is_accepted(&wanted.name),
                ..field(&name, &wanted.name, ty, None)
            });
        };
        // Selected without being expanded, as in delta queries.
        let is_selected_navigation = property.is_navigation() && expanded.is_none();
        let (core, edm_type) = if is_selected_navigation {
            (Core::Value(edm::JSON), None)
        } else if property.is_navigation() {
            (self.expanded(property, &wanted.of)?, None)
        } else {
            self.core(property.ty.name, &wanted.of, property.name)?
        };
        let is_many = property.ty.is_collection && !is_selected_navigation;
        let ty = FieldType {
            core,
            is_many,
            is_option: is_option(property, is_many, expanded.is_some(), wanted.is_optional),
            is_boxed: false,
        };
        Ok(Field {
            expand: expanded,
            only_in_query: wanted.reason == Reason::OnlyInQuery,
            is_unchecked: is_selected_navigation,
            ..field(&name, property.name, ty, edm_type)
        })
    }

    fn expanded(
        &mut self,
        property: Property<'s>,
        wants: &Wants<'s>,
    ) -> Result<Core, ScaffoldError> {
        let ty = property.ty.name;
        let object = Object {
            ty,
            wants,
            is_partial: wants.all,
        };
        if wants.all && wants.properties.is_empty() && self.has_no_fields(ty)? {
            return Ok(Core::Value(edm::JSON));
        }
        self.object(object, Some(property.name)).map(Core::Object)
    }
}

/// Whether the check against the schema accepts the name although no type declares it.
fn is_accepted(name: &str) -> bool {
    name.contains('@') || name.starts_with("extension_")
}
