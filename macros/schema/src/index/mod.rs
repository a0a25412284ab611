//! Reading the index.
//!
//! Opening a file only finds where its types begin. A type is parsed when it is looked up.
//!
//! # The file
//!
//! Every type, property, enum member, and operation has a line of its own, and all are sorted, so that a refresh of the
//! metadata is a readable diff. Indented lines belong to the line before them that is not.
//!
//! ```text
//! graph-schema 1                                   the version of the format
//! version v1.0                                     begins a version of the service; `beta` may follow after it
//! source https://graph.microsoft.com/v1.0/$metadata
//! date 2026-08-01
//! container microsoft.graph.GraphService           the entity sets, singletons, and imported operations
//!  me user
//!  users =[]                                       many `user`: the type is named like the set, without `s`
//! namespace microsoft.graph graph                  a namespace and its alias; its types follow, sorted by name
//! entity directoryObject : entity open             the type after the colon is the base type
//!  deletedDateTime T                               a type without a namespace is in `Edm` or in this namespace
//!  function []delta() directoryObject[]            bound to a collection of the type
//! entity entity abstract key id
//!  id !                                            never null; a type that is left out is `Edm.String`
//! enum importance
//!  low                                             the value 0
//!  normal
//!  high 4                                          a value that is not one more than the last
//!  *                                               the member `unknownFutureValue`
//! itemBody                                         a complex type; the keyword `complex` is written if the name is a keyword
//!  content
//!  contentType
//! entity message : entity
//!  body itemBody
//!  importance =                                    the type with the name of the property
//!  isRead B
//! flags permission                                 an enum whose members can be combined
//!  read 1
//!  write
//! entity user : directoryObject alternate userPrincipalName
//!  businessPhones []!                              a collection of strings
//!  >manager directoryObject                        a navigation property
//!  >>messages =[]                                  one whose entities exist only within this one
//!  action sendMail(Message message!, SaveToSentItems? B)
//!  function composable reminderView(StartDateTime, EndDateTime) message[]
//! namespace microsoft.graph.security
//! entity alert : .entity                           a type in the namespace around this one, `microsoft.graph`
//! end 36                                           the number of lines before this one
//! ```
//!
//! Five primitive types have one letter: `B` is `Edm.Boolean`, `D` is `Edm.Double`, `I` is `Edm.Int32`, `L` is `Edm.Int64`,
//! and `T` is `Edm.DateTimeOffset`.

mod block;
mod changes;
mod check;
pub(crate) mod error;
mod inheritance;
mod lines;
pub(crate) mod model;
mod operation;
mod scan;
pub(crate) mod schema;
mod type_header;
mod type_ref;
pub(crate) mod types;

pub use changes::Change;
pub use error::SchemaError;
pub use model::Model;
pub use schema::Schema;
pub use types::{
    AlternateKey, EntryPoint, EnumType, KeyProperty, Member, Operation, OperationKind, Parameter,
    Property, PropertyKind, StructuredKind, StructuredType, Type, TypeDefinition,
};
