//! Looking up types.

use graph_resource_schema::index::{
    EntryPoint, OperationKind, PropertyKind, StructuredKind, StructuredType, Type,
};
use graph_resource_schema::{QualifiedName, Schema};

use crate::service::{self, model};

fn structured(name: &str) -> StructuredType<'static> {
    let found = model().find(name).expect("the type can be read");
    let found = found.and_then(Type::structured);
    found.unwrap_or_else(|| panic!("there is a type {name}"))
}

fn name(qualified: &str) -> QualifiedName<'_> {
    QualifiedName::parse(qualified).expect("the name has a namespace")
}

#[test]
fn the_source_and_the_date_are_those_given() {
    assert_eq!(model().source(), "service.xml");
    assert_eq!(model().date(), "2026-08-01");
}

#[test]
fn a_type_is_found_as_metadata_and_responses_write_it() {
    for written in [
        "microsoft.graph.user",
        "#microsoft.graph.user",
        "graph.user",
        "Microsoft.Graph.USER",
    ] {
        let found = model().find_name(written).map(|name| name.to_string());
        assert_eq!(found.as_deref(), Some("microsoft.graph.user"), "{written}");
    }
    for written in [
        "user",
        "self.user",
        "microsoft.user",
        "microsoft.graph.users",
        "",
    ] {
        assert_eq!(model().find_name(written), None, "{written}");
    }
}

#[test]
fn the_exact_name_wins_over_one_in_another_letter_case() {
    let index = "graph-schema 1\nversion v1.0\nsource x\ndate x\nnamespace n\ncomplex A\ncomplex a\ncomplex aB\nend 8\n";
    let schema = Schema::parse(index).expect("the index can be read");
    let model = schema.models().next().expect("there is a version");
    for (written, expected) in [("n.A", "n.A"), ("n.a", "n.a"), ("N.AB", "n.aB")] {
        let found = model.find_name(written).map(|name| name.to_string());
        assert_eq!(found.as_deref(), Some(expected));
    }
}

#[test]
fn a_local_name_is_found_in_all_namespaces() {
    let found: Vec<_> = model().find_local_name("ALERT").collect();
    assert_eq!(found, [name("microsoft.graph.security.alert")]);
    assert_eq!(model().find_local_name("nothing").count(), 0);
}

#[test]
fn a_property_has_its_type_and_kind() {
    let user = structured("microsoft.graph.user");
    let read = |property: &str| {
        let property = user.property(property).expect("the property is there");
        (format!("{:?}", property.ty), property.kind)
    };
    let navigation = |is_contained| PropertyKind::Navigation { is_contained };
    assert_eq!(
        read("displayName"),
        ("Edm.String?".to_owned(), PropertyKind::Structural)
    );
    assert_eq!(
        read("businessphones"),
        (
            "Collection(Edm.String)".to_owned(),
            PropertyKind::Structural
        )
    );
    assert_eq!(
        read("manager"),
        (
            "microsoft.graph.directoryObject?".to_owned(),
            navigation(false)
        )
    );
    assert_eq!(
        read("messages"),
        (
            "Collection(microsoft.graph.message)?".to_owned(),
            navigation(true)
        )
    );
    let alert = structured("microsoft.graph.security.alert");
    let status = alert.property("status").expect("the property is there");
    assert_eq!(status.name, "Status");
    assert_eq!(status.ty.name, name("microsoft.graph.security.status"));
}

#[test]
fn a_type_named_like_a_primitive_one_is_not_confused_with_it() {
    let reports = structured("microsoft.graph.reports");
    let types: Vec<_> = reports
        .properties
        .iter()
        .map(|property| property.ty.name)
        .collect();
    assert_eq!(types, [name("microsoft.graph.String"), name("Edm.String")]);
}

#[test]
fn inherited_properties_are_found() {
    let property = |property| {
        model()
            .property(name("microsoft.graph.user"), property)
            .expect("the types can be read")
    };
    assert_eq!(property("ID").map(|property| property.name), Some("id"));
    assert_eq!(
        property("deletedDateTime").map(|property| property.name),
        Some("deletedDateTime")
    );
    assert_eq!(property("members"), None);
}

#[test]
fn properties_of_derived_types_are_found_with_their_types() {
    let base = name("microsoft.graph.directoryObject");
    let found = model()
        .derived_properties(base, "owner")
        .expect("the types can be read");
    let found: Vec<_> = found
        .iter()
        .map(|(ty, property)| (ty.name, property.ty.name.name))
        .collect();
    assert_eq!(found, [("device", "String"), ("group", "address")]);
}

#[test]
fn derived_types_are_found_at_all_levels() {
    let derived = |base| {
        let derived = model()
            .derived_types(name(base))
            .expect("the types can be read");
        derived
            .into_iter()
            .map(|name| name.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        derived("microsoft.graph.directoryObject"),
        ["device", "group", "user"]
    );
    assert_eq!(derived("microsoft.graph.entity").len(), 11);
    assert!(derived("microsoft.graph.entity").contains(&"alert"));
    assert!(derived("microsoft.graph.user").is_empty());
    assert!(derived("microsoft.graph.nothing").is_empty());
}

#[test]
fn a_type_is_open_if_a_base_type_is() {
    let is_open = |ty| model().is_open(name(ty)).expect("the types can be read");
    assert!(is_open("microsoft.graph.user"));
    assert!(!is_open("microsoft.graph.message"));
}

#[test]
fn a_type_is_of_the_kind_of_its_base_types() {
    let is_kind_of = |ty, base| {
        let result = model().is_kind_of(name(ty), name(base));
        result.expect("the types can be read")
    };
    assert!(is_kind_of("microsoft.graph.user", "microsoft.graph.user"));
    assert!(is_kind_of("microsoft.graph.user", "microsoft.graph.entity"));
    assert!(!is_kind_of(
        "microsoft.graph.entity",
        "microsoft.graph.user"
    ));
    assert!(!is_kind_of("Edm.String", "microsoft.graph.user"));
}

#[test]
fn only_types_with_properties_have_base_types() {
    let lineage = |ty| {
        let lineage = model().lineage(name(ty)).expect("the types can be read");
        lineage.iter().map(|ty| ty.name.name).collect::<Vec<_>>()
    };
    assert_eq!(
        lineage("microsoft.graph.user"),
        ["user", "directoryObject", "entity"]
    );
    for other in [
        "microsoft.graph.permission",
        "microsoft.graph.mailAddress",
        "Edm.Int64",
    ] {
        assert!(lineage(other).is_empty(), "{other}");
    }
}

#[test]
fn a_schema_can_be_shared_between_threads() {
    fn check<T: Send + Sync>(_: &T) {}
    check(service::schema());
}

#[test]
fn kinds_keys_and_streams_are_read() {
    let entity = structured("microsoft.graph.entity");
    assert!(entity.is_abstract);
    assert_eq!(entity.kind, StructuredKind::Entity);
    assert_eq!(entity.key[0].property, "id");
    let rule = structured("microsoft.graph.rule");
    let key: Vec<_> = rule
        .key
        .iter()
        .map(|key| (key.alias, key.property))
        .collect();
    assert_eq!(key, [("number", "number"), ("ownerCity", "owner/city")]);
    let device = structured("microsoft.graph.device");
    assert_eq!(device.alternate_keys.len(), 1);
    assert_eq!(device.alternate_keys[0][0].alias, "os");
    assert_eq!(device.alternate_keys[0][0].property, "operatingSystem");
    assert!(structured("microsoft.graph.message").has_stream);
    assert_eq!(
        structured("microsoft.graph.address").kind,
        StructuredKind::Complex
    );
}

#[test]
fn enums_have_their_members_and_values() {
    let read = |name: &str| match model().find(name) {
        Ok(Some(Type::Enum(found))) => found,
        other => panic!("{name} is {other:?}"),
    };
    let importance = read("microsoft.graph.importance");
    let members: Vec<_> = importance
        .members
        .iter()
        .map(|member| (member.name, member.value))
        .collect();
    assert_eq!(
        members,
        [("unset", -1), ("low", 0), ("normal", 1), ("high", 2)]
    );
    assert!(!importance.is_flags);
    let permission = read("microsoft.graph.permission");
    assert_eq!(
        permission.members.last().map(|member| member.value),
        Some(4)
    );
    assert_eq!(permission.underlying, Some(name("Edm.Int64")));
    assert!(permission.is_flags);
}

#[test]
fn type_definitions_are_read() {
    match model().find("microsoft.graph.mailAddress") {
        Ok(Some(Type::Definition(found))) => assert_eq!(found.underlying, name("Edm.String")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn operations_are_read_with_their_parameters() {
    let reports = structured("microsoft.graph.reports");
    let by_date = &reports.operations[0];
    assert_eq!(by_date.kind, OperationKind::Function);
    assert_eq!(format!("{:?}", by_date.result), "Some(Edm.Stream)");
    let parameters: Vec<_> = by_date
        .parameters
        .iter()
        .map(|parameter| (parameter.name, parameter.is_optional))
        .collect();
    assert_eq!(parameters, [("date", false), ("top", true)]);
    let user = structured("microsoft.graph.user");
    let latest = &user.operations[1];
    assert_eq!(latest.name, name("microsoft.graph.security.latest"));
    assert!(latest.binds_collection);
    let item = structured("microsoft.graph.driveItem");
    assert!(item.operations[0].is_composable);
    let message = structured("microsoft.graph.message");
    assert_eq!(message.operations[0].kind, OperationKind::Action);
    assert_eq!(message.operations[0].result, None);
}

#[test]
fn entry_points_are_read() {
    let entry_points = model().entry_points().expect("the container can be read");
    let names: Vec<_> = entry_points.iter().map(EntryPoint::name).collect();
    assert_eq!(
        names,
        [
            "devices",
            "directoryObjects",
            "groups",
            "me",
            "reports",
            "rules",
            "users",
            "time"
        ]
    );
}

#[test]
fn everything_can_be_read() {
    assert_eq!(service::schema().check(), Ok(()));
    assert_eq!(model().type_names().count(), 20);
}

#[test]
fn line_breaks_of_windows_and_a_byte_order_mark_do_not_matter() {
    let text = format!("\u{feff}{}", service::INDEX.replace('\n', "\r\n"));
    let schema = Schema::parse(text).expect("the index can be read");
    assert_eq!(schema.check(), Ok(()));
    let model = schema.models().next().expect("there is a version");
    assert_eq!(model.source(), "service.xml");
    let user = model
        .find("microsoft.graph.user")
        .expect("the type can be read");
    assert_eq!(
        user.as_ref(),
        service::model().find("graph.user").unwrap().as_ref()
    );
}
