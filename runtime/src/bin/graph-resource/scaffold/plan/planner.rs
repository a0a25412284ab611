//! The items that have been made so far, and the one that the path leads to.

use std::collections::HashMap;

use graph_resource_schema::{Model, QualifiedName, TypeRef};

use super::field::{field, text_field};
use crate::scaffold::cycles;
use crate::scaffold::docs::Pages;
use crate::scaffold::edm::ValueTypes;
use crate::scaffold::error::ScaffoldError;
use crate::scaffold::model::{FieldType, Item, ItemId, Items, Kind};
use crate::scaffold::names;
use crate::scaffold::type_names::TypeNames;
use crate::scaffold::wants::Wants;

/// Makes the items, each type with its properties once.
pub(crate) struct Planner<'s> {
    pub(super) model: Model<'s>,
    pub(super) types: ValueTypes,
    pub(super) pages: Pages,
    pub(super) items: Items,
    pub(super) names: TypeNames,
    pub(super) enums: HashMap<QualifiedName<'s>, ItemId>,
    pub(super) objects: Vec<(ObjectKey<'s>, ItemId)>,
}

/// Objects of the same type have a struct for each set of properties.
#[derive(Clone, PartialEq)]
pub(super) struct ObjectKey<'s> {
    pub(super) ty: QualifiedName<'s>,
    pub(super) wants: Wants<'s>,
    pub(super) is_partial: bool,
}

/// An object to make a struct for.
#[derive(Clone, Copy)]
pub(crate) struct Object<'a, 's> {
    pub(crate) ty: QualifiedName<'s>,
    pub(crate) wants: &'a Wants<'s>,
    /// Whether the service may leave out properties that cannot be null, since it chooses which ones it sends.
    pub(crate) is_partial: bool,
}

impl<'s> Planner<'s> {
    pub(crate) fn new(model: Model<'s>, types: ValueTypes, path: &str) -> Self {
        Self {
            model,
            types,
            pages: Pages::of(model.version(), path),
            items: Items::default(),
            names: TypeNames::default(),
            enums: HashMap::new(),
            objects: Vec::new(),
        }
    }

    /// Adds the struct, or the enum of structs, that the path leads to.
    pub(crate) fn root(&mut self, object: Object<'_, 's>) -> Result<ItemId, ScaffoldError> {
        let id = self.object(object, None)?;
        let item = &mut self.items.0[id.0];
        // A struct without properties could not be read.
        if matches!(&item.kind, Kind::Struct(fields) if fields.is_empty()) {
            item.kind = Kind::Map;
        }
        Ok(id)
    }

    /// Adds a struct that only has the method for bytes, named after their owner.
    pub(crate) fn owner(&mut self, name: &str, doc: String) -> ItemId {
        let name = self.names.choose_for(name);
        self.add(name, vec![doc], None, Kind::Struct(Vec::new()))
    }

    /// Adds a struct around a value that is not an object.
    pub(crate) fn values(&mut self, name: &str, ty: TypeRef<'s>) -> Result<ItemId, ScaffoldError> {
        let item_name = self.names.choose_for(name);
        let doc = format!("The value that `{name}` leads to.");
        let id = self.add(item_name, vec![doc], None, Kind::Struct(Vec::new()));
        let (core, edm_type) = self.core(ty.name, &Wants::all(), name)?;
        let ty = FieldType {
            core,
            is_many: ty.is_collection,
            is_option: !ty.is_collection,
            is_boxed: false,
        };
        let mut fields = vec![field("value", "value", ty, edm_type)];
        if fields[0].ty.is_many {
            fields.push(text_field("next_link", "@odata.nextLink"));
        }
        self.items.0[id.0].kind = Kind::Struct(fields);
        Ok(id)
    }

    /// Adds a struct for the links that `$ref` returns.
    pub(crate) fn reference(&mut self, name: &str) -> ItemId {
        let name = self
            .names
            .choose_for(&format!("{}Reference", names::singular(name)));
        let doc = "A link to an object.".to_owned();
        let fields = vec![text_field("odata_id", "@odata.id")];
        self.add(name, vec![doc], None, Kind::Struct(fields))
    }

    /// Adds a struct for what the schema does not describe.
    pub(crate) fn untyped(&mut self, name: &str) -> ItemId {
        let item_name = self.names.choose_for(name);
        let doc = format!("What `{name}` returns, which the schema does not describe.");
        self.add(item_name, vec![doc], None, Kind::Map)
    }

    pub(crate) fn item_mut(&mut self, id: ItemId) -> &mut Item {
        &mut self.items.0[id.0]
    }

    /// Returns the items. Structs that contain themselves are boxed.
    pub(crate) fn finish(mut self) -> Items {
        cycles::break_up(&mut self.items);
        self.items
    }

    pub(super) fn add(
        &mut self,
        name: String,
        doc: Vec<String>,
        odata_type: Option<String>,
        kind: Kind,
    ) -> ItemId {
        let id = ItemId(self.items.0.len());
        self.items.0.push(Item {
            name,
            doc,
            odata_type,
            endpoint: None,
            kind,
        });
        id
    }
}
