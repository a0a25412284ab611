//! The service metadata of Microsoft Graph as a small index, and where a path leads.
//!
//! The metadata that the service publishes (`$metadata`, CSDL in XML) is too large to be read by a macro. The feature
//! `csdl` makes an index from it: a text file with one line per type, property, enum member, and operation, which a
//! program keeps in its repository. [`Schema`] reads the index and parses only the types that are asked for.
//! [`Model::resolve`] follows a path through them.
//!
//! ```
//! use graph_resource_schema::csdl::{SchemaFile, Section};
//! use graph_resource_schema::path::Path;
//! use graph_resource_schema::{ApiVersion, Schema};
//!
//! let csdl = br#"<Edmx><DataServices><Schema Namespace="microsoft.graph">
//!     <EntityType Name="message">
//!         <Key><PropertyRef Name="id"/></Key>
//!         <Property Name="id" Type="Edm.String" Nullable="false"/>
//!         <Property Name="subject" Type="Edm.String"/>
//!     </EntityType>
//!     <EntityContainer Name="GraphService">
//!         <EntitySet Name="messages" EntityType="microsoft.graph.message"/>
//!     </EntityContainer>
//! </Schema></DataServices></Edmx>"#;
//! let section = Section::from_csdl(ApiVersion::V1, "a file", "2026-08-01", csdl)?;
//! let mut file = SchemaFile::new();
//! file.set(section);
//!
//! let schema = Schema::parse(file.to_string())?;
//! let model = schema.model(ApiVersion::V1).expect("the file has this version");
//! let target = model.resolve(&Path::parse("/messages/<messageId>")?)?.target;
//! assert_eq!(target.ty.to_string(), "microsoft.graph.message");
//!
//! let error = model.resolve(&Path::parse("/mesages")?).unwrap_err();
//! assert_eq!(error.to_string(), "the service has no `mesages`: there is a similar name, `messages`");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "csdl")]
pub mod csdl;
mod edm;
mod format;
pub mod index;
mod name;
mod nearest;
pub mod path;
pub mod source;
mod version;

pub use index::{Model, Schema, SchemaError};
pub use name::{QualifiedName, TypeRef};
pub use nearest::nearest;
pub use version::ApiVersion;
