//! The types of values.

use graph_resource_schema::QualifiedName;
use graph_resource_schema::index::{EnumType, Type};

use super::field::is_key;
use super::planner::{Object, Planner};
use super::variant::{free_unknown, variant_name};
use crate::scaffold::edm;
use crate::scaffold::error::ScaffoldError;
use crate::scaffold::model::{Core, Kind, Variant};
use crate::scaffold::names;
use crate::scaffold::type_names::declared_type;
use crate::scaffold::wants::Wants;

impl<'s> Planner<'s> {
    /// The type of a value, and the primitive type that the attribute has to be given.
    pub(super) fn core(
        &mut self,
        ty: QualifiedName<'s>,
        wants: &Wants<'s>,
        used_by: &str,
    ) -> Result<(Core, Option<&'static str>), ScaffoldError> {
        if ty.is_primitive() {
            let (value, edm_type) = edm::value(ty.name, self.types);
            return Ok((Core::Value(value), edm_type));
        }
        match self.model.get(ty)? {
            Some(Type::Enum(enumeration)) => Ok((self.enumeration(&enumeration), None)),
            Some(Type::Definition(definition)) => self.core(definition.underlying, wants, used_by),
            Some(Type::Structured(_)) => {
                if wants.types.is_empty()
                    && wants.properties.is_empty()
                    && self.has_no_fields(ty)?
                {
                    return Ok((Core::Value(edm::JSON), None));
                }
                let object = Object {
                    ty,
                    wants,
                    is_partial: false,
                };
                let id = self.object(object, Some(used_by))?;
                Ok((Core::Object(id), None))
            }
            None => Ok((Core::Value(edm::JSON), None)),
        }
    }

    /// Whether the type declares nothing that a field could hold: its values have only properties of derived types, or
    /// those of an open type that nobody declared.
    pub(super) fn has_no_fields(&self, ty: QualifiedName<'_>) -> Result<bool, ScaffoldError> {
        let lineage = self.model.lineage(ty)?;
        let is_open = self.model.is_open(ty)?;
        let mut properties = lineage.iter().flat_map(|ty| &ty.properties);
        Ok(!properties.any(|property| {
            let is_value = !property.is_navigation() && !property.ty.name.is("Edm.Stream");
            is_value && !(is_open && is_key(&lineage, property))
        }))
    }

    /// Returns the streams of bytes that belong to an object of the type.
    pub(crate) fn streams(&self, ty: QualifiedName<'_>) -> Result<Vec<&'s str>, ScaffoldError> {
        let lineage = self.model.lineage(ty)?;
        let properties = lineage.iter().flat_map(|ty| &ty.properties);
        let streams = properties.filter(|property| property.ty.name.is("Edm.Stream"));
        Ok(streams.map(|property| property.name).collect())
    }

    fn enumeration(&mut self, enumeration: &EnumType<'s>) -> Core {
        if let Some(id) = self.enums.get(&enumeration.name) {
            return Core::Enum(*id, enumeration.is_flags);
        }
        let name = self.names.choose(enumeration.name, None);
        let odata_type = declared_type(&name, enumeration.name);
        let doc = format!("The enum `{}`.", enumeration.name.name);
        let mut taken = Vec::new();
        let members = enumeration.members.iter();
        let variants = members.map(|member| Variant {
            name: names::free(&variant_name(&names::upper_camel(member.name)), &mut taken),
            wire: member.name.to_owned(),
        });
        let variants: Vec<Variant> = variants.collect();
        let unknown = free_unknown(&mut taken);
        let id = self.add(name, vec![doc], odata_type, Kind::Enum(variants, unknown));
        self.enums.insert(enumeration.name, id);
        Core::Enum(id, enumeration.is_flags)
    }
}
