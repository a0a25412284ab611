//! `$select` lists what serde reads: for every struct here, the field names that `T::deserialize` requests
//! are compared with the names in `$select`.

#[path = "../golden/entities/mod.rs"]
#[allow(dead_code)]
mod entities;
mod recorder;
mod structs;

use graph_resource::query::StructuredType;
use graph_resource::{Change, Client, graph_resource};
use graph_resource_tests::{Data, Kind, Service};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// The names in the struct's `$select`.
fn selected<T: StructuredType>() -> Vec<String> {
    let select = T::INFO.derived_select().unwrap_or_default();
    let names = select.split(',').filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// Compares the two. `unselected` are the names that serde reads and that are not selected: annotations,
/// navigation properties, skipped fields and aliases.
fn check<T: StructuredType + DeserializeOwned>(unselected: &[&str]) {
    let read_by_serde = recorder::field_names::<T>().expect("a struct requests its fields");
    let selected = selected::<T>();
    let expected: Vec<_> = read_by_serde
        .iter()
        .copied()
        .filter(|name| !unselected.contains(name))
        .collect();
    assert_eq!(selected, expected, "{}", T::INFO.odata_type);
    for name in unselected {
        assert!(read_by_serde.contains(name), "serde does not read `{name}`");
    }
}

#[test]
fn select_lists_the_fields_that_serde_reads() {
    use structs::*;
    check::<Plain>(&[]);
    check::<Camel>(&[]);
    check::<Renamed>(&["@odata.etag", "members@delta"]);
    check::<Skipped>(&["unseen"]);
    check::<Expanding>(&["manager", "directReports"]);
    check::<Generic<Plain>>(&[]);
    check::<Aliased>(&["mailAddress"]);
    check::<Deserialized>(&[]);
    check::<Keywords>(&[]);
    check::<Nested>(&[]);
    check::<Below>(&[]);
}

/// The same for structs without skipped fields: the unselected names follow from the struct.
fn check_all<T: StructuredType + DeserializeOwned>() {
    let navigation = T::INFO
        .properties
        .iter()
        .filter(|property| property.expand.is_some())
        .map(|property| property.name);
    let annotations = recorder::field_names::<T>()
        .unwrap_or_default()
        .iter()
        .copied()
        .filter(|name| name.contains('@'));
    check::<T>(&navigation.chain(annotations).collect::<Vec<_>>());
}

#[test]
fn select_matches_serde_for_every_entity_of_the_golden_urls() {
    use entities::*;
    macro_rules! check_each {
        ($($name:ident)*) => {
            $(check_all::<$name>();)*
        };
    }
    check_each! {
        User Employee AssignedLicense EmployeeOrgData Person Group Team GroupOfUser InstalledApp SiteList Column
        ListItemFields ConnectionOperation PublicError Usage Hardware Maker Disk Volume Phone Board Message Recipient
        EmailAddress TaggedMessage Branding DateTimeTimeZone CalendarView
    }
    // One collects every property, the others opt out of `$select`.
    assert!(selected::<Open>().is_empty());
    assert!(selected::<AppDefinition>().is_empty());
    assert!(selected::<Attachment>().is_empty());
    assert!(selected::<Bot>().is_empty());
    assert!(selected::<Device>().is_empty());
    assert!(selected::<DriveItem>().is_empty());
    assert!(selected::<Event>().is_empty());
    assert!(selected::<ExtendedProperty>().is_empty());
    assert!(selected::<Invitation>().is_empty());
    assert!(selected::<ItemAttachment>().is_empty());
    assert!(selected::<ListItem>().is_empty());
    assert!(selected::<Notebook>().is_empty());
    assert!(selected::<Role>().is_empty());
    assert!(selected::<Section>().is_empty());
    assert!(selected::<SectionGroup>().is_empty());
    assert!(selected::<SingleAttachment>().is_empty());
    assert!(selected::<Site>().is_empty());
    assert!(selected::<Tab>().is_empty());
    assert!(selected::<TaggedEvent>().is_empty());
    assert!(selected::<TeamsApp>().is_empty());
}

#[test]
fn a_struct_that_collects_every_property_sends_no_select() {
    assert_eq!(selected::<structs::Open>(), Vec::<&str>::new());
    assert_eq!(structs::Open::get("1").to_string(), "/users/1");
    assert_eq!(recorder::field_names::<structs::Open>(), None);
}

#[test]
fn a_struct_can_opt_out_of_select() {
    assert_eq!(
        structs::OptingOut::get("1").to_string(),
        "/users/1?$expand=manager($select=id)"
    );
}

#[test]
fn cfg_on_fields_is_resolved_before_selecting() {
    assert_eq!(
        structs::Configured::get("1").to_string(),
        "/users/1?$select=id"
    );
}

#[test]
fn a_narrower_select_keeps_required_properties() {
    use structs::Requiring;
    let f = Requiring::FIELDS;
    assert_eq!(
        Requiring::get("1").select([f.optional]).to_string(),
        "/x/1?$select=optional,id,custom,phones"
    );
    assert_eq!(
        Requiring::get("1")
            .select([f.id, f.phones, f.custom])
            .to_string(),
        "/x/1?$select=id,phones,custom"
    );
    assert_eq!(
        Requiring::get("1")
            .select([f.id])
            .select([f.defaulted])
            .to_string(),
        "/x/1?$select=id,defaulted,custom,phones"
    );
}

#[graph_resource]
#[derive(Debug, Deserialize)]
struct Named {
    id: String,
    name: Option<String>,
}

#[graph_resource(path = "/files/<fileId>", delta(changes = "/files/delta"))]
#[derive(Debug, Deserialize)]
#[allow(
    deprecated,
    reason = "the file that a file is a copy of is not an entity of its own"
)]
struct File {
    #[serde(flatten)]
    named: Named,
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    url: Option<String>,
    #[graph(expand)]
    original: Option<Box<File>>,
}

/// A service with two files, one a copy of the other.
async fn service_with_files() -> Service {
    let file = |id: &str| {
        json!({
            "id": id,
            "name": format!("{id}.txt"),
            "size": 1,
            "original": "a",
            "@microsoft.graph.downloadUrl": format!("https://contoso.com/{id}"),
        })
    };
    let data = Data::new()
        .entity_set("/files", vec![file("a"), file("b")])
        .kind(
            "files",
            Kind::new("sample.file").to_one("original", ["files"]),
        );
    Service::builder().data(data).start().await
}

fn check_file(file: &File, id: &str) {
    assert_eq!(file.named.id, id);
    assert_eq!(file.named.name, Some(format!("{id}.txt")));
    assert_eq!(file.url, Some(format!("https://contoso.com/{id}")));
}

#[tokio::test]
async fn a_flattened_struct_and_a_download_url_are_read_from_every_read() {
    let service = service_with_files().await;
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    let file = File::get("b").send(&client).await.unwrap();
    check_file(&file, "b");
    check_file(&file.original.unwrap(), "a");
    let files = File::list().all(&client).await.unwrap();
    check_file(&files[1], "b");
    let changes = File::changes().without_expand().all(&client).await.unwrap();
    let Change::Updated(file) = &changes.changes[0] else {
        panic!("{changes:?}");
    };
    check_file(file, "a");
    let f = File::FIELDS;
    let narrow = File::list().select([f.url]).without_expand();
    let files = narrow
        .filter(f.named.name.eq("b.txt"))
        .all(&client)
        .await
        .unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].url.as_deref(), Some("https://contoso.com/b"));
    assert_eq!(files[0].named.name, None);
}
