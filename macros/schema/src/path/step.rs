//! The outcome of resolving a path.

use crate::index::types::{Operation, OperationKind, Property};
use crate::name::{QualifiedName, TypeRef};

/// Where a path leads, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution<'s> {
    /// What the path leads to.
    pub target: Target<'s>,
    /// One step per segment of the path.
    pub steps: Vec<Step<'s>>,
}

impl<'s> Resolution<'s> {
    /// Returns the operation that the last segment calls, if it calls one.
    pub fn operation(&self) -> Option<&Operation<'s>> {
        match &self.steps.last()?.kind {
            StepKind::Operation { operation, .. } => Some(operation),
            _ => None,
        }
    }

    /// Returns the required parameters of functions that the path calls without parentheses.
    pub fn missing_parameters(&self) -> impl Iterator<Item = &'s str> {
        let steps = self.steps.iter();
        steps.flat_map(|step| match &step.kind {
            StepKind::Operation { missing, .. } => missing.clone(),
            _ => Vec::new(),
        })
    }

    /// Returns the segments that are accepted only because a type is open or a key can be any string, although a declared
    /// name is spelled similarly. Each has its index and the declared name.
    ///
    /// They are probably misspelled: `user` is an open type, so `/me/mesages` could be a property that a program added.
    pub fn misspellings(&self) -> impl Iterator<Item = (usize, &str)> {
        let steps = self.steps.iter().enumerate();
        steps.filter_map(|(index, step)| match &step.kind {
            StepKind::Key { similar } | StepKind::Dynamic { similar } => {
                Some((index, similar.as_deref()?))
            }
            _ => None,
        })
    }

    /// Returns whether the path ends in an action, which needs a POST.
    pub fn is_action(&self) -> bool {
        let operation = self.operation();
        operation.is_some_and(|operation| operation.kind == OperationKind::Action)
    }

    /// Returns whether the last segment is a key.
    pub fn ends_in_key(&self) -> bool {
        match self.steps.last() {
            Some(step) => matches!(step.kind, StepKind::Key { .. }),
            None => false,
        }
    }
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'s> {
    /// The type, and whether there are many. `Edm.Untyped` if the schema does not say.
    pub ty: TypeRef<'s>,
    /// Whether objects can have properties that the schema does not know.
    pub is_open: bool,
    /// How the response contains it.
    pub form: Form,
}

/// How a response contains what a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As JSON.
    Json,
    /// `$value`: the bytes or the text themselves.
    Raw,
    /// `$count`: the number as text.
    Count,
    /// `$ref`: only the links of the objects.
    Reference,
    /// The action returns nothing.
    Nothing,
}

/// What a segment of a path does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'s> {
    /// The kind of the segment.
    pub kind: StepKind<'s>,
    /// What the path leads to up to this segment.
    pub target: Target<'s>,
}

/// The kind of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind<'s> {
    /// An entity set or a singleton.
    EntryPoint {
        /// Whether a key is in its parentheses.
        has_key: bool,
    },
    /// The key of an object.
    Key {
        /// For a name in the place of a key (`mailFolders/inbox`): the name that is spelled similarly.
        similar: Option<String>,
    },
    /// The name of a type.
    Cast,
    /// A property.
    Property {
        /// The property.
        property: Property<'s>,
        /// The type that declares it.
        declared_by: QualifiedName<'s>,
        /// Whether that type is derived from the one that the path leads to, without a cast in between.
        is_of_derived_type: bool,
        /// Whether a key is in its parentheses.
        has_key: bool,
    },
    /// A function or an action.
    Operation {
        /// The overload that has these arguments.
        operation: Operation<'s>,
        /// Whether it is bound to a derived type, without a cast in between.
        is_of_derived_type: bool,
        /// The required parameters that the path does not have, since it has no parentheses. OData takes them from the
        /// query.
        missing: Vec<&'s str>,
    },
    /// Part of the path of a file or a site between colons.
    ItemPath,
    /// `$count`
    Count,
    /// `$value`
    Value,
    /// `$ref`
    Reference,
    /// A property that an open type may have, or what comes after one.
    Dynamic {
        /// The declared name that is spelled similarly.
        similar: Option<String>,
    },
}

impl<'s> Target<'s> {
    pub(super) fn untyped() -> Self {
        Self {
            ty: TypeRef::one(QualifiedName::edm("Untyped")),
            is_open: true,
            form: Form::Json,
        }
    }

    pub(super) fn in_form(self, form: Form) -> Self {
        Self { form, ..self }
    }
}
