//! Resolves a path to a type with the service metadata.

use crate::csdl::{Schema, Type, Typed};

/// The type of the response, or `None` if the metadata does not have the path.
pub fn response_type(schema: &Schema, path: &str) -> Option<Typed> {
    let mut current: Option<Typed> = None;
    // The path of a file or a site between colons leads to the same type as the segment before it.
    let mut in_path = false;
    for segment in path
        .split('?')
        .next()?
        .split('/')
        .filter(|segment| !segment.is_empty())
    {
        if in_path {
            in_path = !segment.ends_with(':');
            continue;
        }
        let name = segment.strip_suffix(':');
        in_path = name.is_some();
        current = Some(step(schema, current.as_ref(), name.unwrap_or(segment))?);
    }
    current
}

fn step(schema: &Schema, at: Option<&Typed>, segment: &str) -> Option<Typed> {
    let (name, arguments) = segment
        .split_once('(')
        .map_or((segment, false), |(name, _)| (name, true));
    let local = name.rsplit('.').next()?;
    let found = match at {
        None => schema
            .container
            .get(&name.to_lowercase())
            .or_else(|| schema.function(local, None))
            .cloned()?,
        Some(_) if name == "$count" => Typed {
            name: "Edm.Int64".to_owned(),
            collection: false,
        },
        Some(_) if name.starts_with('$') => return None,
        Some(at) => {
            if let Some((name, Type::Structured { .. })) = schema.find(name) {
                return Some(Typed {
                    name: name.to_owned(),
                    collection: at.collection,
                });
            }
            if let Some(returned) = schema.function(local, Some(at)) {
                return Some(returned.clone());
            }
            if at.collection {
                return Some(member(at.clone()));
            }
            let properties = schema.properties(&at.name);
            properties
                .into_iter()
                .find(|property| property.name.eq_ignore_ascii_case(name))?
                .ty
                .clone()
        }
    };
    // `users('1')`
    Some(if arguments && found.collection {
        member(found)
    } else {
        found
    })
}

fn member(collection: Typed) -> Typed {
    Typed {
        collection: false,
        ..collection
    }
}

#[test]
fn paths_resolve_to_types() {
    let schema = Schema::read(
        r#"<Edmx><Schema Namespace="microsoft.graph" Alias="graph">
        <EntityType Name="entity"><Property Name="id" Type="Edm.String"/></EntityType>
        <EntityType Name="user" BaseType="graph.entity">
            <NavigationProperty Name="manager" Type="graph.entity"/>
            <NavigationProperty Name="messages" Type="Collection(graph.message)"/>
        </EntityType>
        <EntityType Name="message"/>
        <Function Name="delta" IsBound="true">
            <Parameter Name="on" Type="Collection(graph.user)"/><ReturnType Type="Collection(graph.user)"/>
        </Function>
        <EntityContainer Name="c">
            <EntitySet Name="users" EntityType="microsoft.graph.user"/><Singleton Name="me" Type="graph.user"/>
        </EntityContainer></Schema></Edmx>"#,
    );
    for (path, expected) in [
        ("/me", Some(("microsoft.graph.user", false))),
        ("/Users", Some(("microsoft.graph.user", true))),
        (
            "/users/1/messages?$top=1",
            Some(("microsoft.graph.message", true)),
        ),
        (
            "/users('1')/messages/2",
            Some(("microsoft.graph.message", false)),
        ),
        ("/users:/a/b:/1", Some(("microsoft.graph.user", false))),
        ("/users/delta", Some(("microsoft.graph.user", true))),
        (
            "/users/microsoft.graph.message",
            Some(("microsoft.graph.message", true)),
        ),
        ("/users/$count", Some(("Edm.Int64", false))),
        ("/users/1/nothing", None),
        ("/nothing", None),
    ] {
        let found = response_type(&schema, path);
        assert_eq!(
            found
                .as_ref()
                .map(|found| (found.name.as_str(), found.collection)),
            expected,
            "{path}"
        );
    }
}
