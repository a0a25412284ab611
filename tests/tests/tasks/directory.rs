//! Users, groups, and what organizations add to them.

use graph_resource::Change;
use graph_resource_tests::{Reason, sample};
use serde_json::json;

use crate::code::{
    batch, count_users, delta_with_stored_link, extension_properties, groups_of_user, managers,
    members, open_extensions, photos, security_attributes, sign_ins, transitive_members,
};
use crate::running::{start, user};

#[tokio::test]
async fn the_sign_ins_of_a_day() {
    let running = start().await;
    let from = "2024-03-02T00:00:00Z".parse().unwrap();
    let to = "2024-03-03T00:00:00Z".parse().unwrap();
    let found = sign_ins::sign_ins_between(&running.client, from, to)
        .await
        .unwrap();
    assert_eq!(found.len(), 8);
    assert!(
        found
            .iter()
            .all(|sign_in| (from..to).contains(&sign_in.created_date_time))
    );
    assert!(found.is_sorted_by(|a, b| a.created_date_time > b.created_date_time));
    let failed: Vec<_> = found
        .iter()
        .filter_map(|sign_in| sign_in.status.as_ref())
        .filter(|status| status.error_code != Some(0))
        .collect();
    assert_eq!(failed.len(), 1);
    let reason = failed[0].failure_reason.as_deref();
    assert_eq!(reason, Some("Invalid username or password."));
}

#[tokio::test]
async fn transitive_members_with_their_count() {
    let running = start().await;
    let (count, first) = transitive_members::members(&running.client, sample::GROUP)
        .await
        .unwrap();
    // Three members, and those of the group in the group: every second of forty users.
    assert_eq!((count, first.len()), (Some(22), 10));
    let only_count = transitive_members::count_members(&running.client, sample::GROUP).await;
    assert_eq!(only_count.unwrap(), 22);
    for request in running.service.requests() {
        assert_eq!(request.header("consistencylevel"), Some("eventual"));
    }
}

#[tokio::test]
async fn changes_since_a_stored_link() {
    let running = start().await;
    let file = std::env::temp_dir().join(format!("tasks-{}.link", std::process::id()));
    let sync = || delta_with_stored_link::sync(&running.client, &file);
    assert_eq!(sync().await.unwrap().len(), 40);
    assert!(sync().await.unwrap().is_empty());

    running
        .service
        .change("users", &user(4), &json!({"displayName": "Ada"}));
    running.service.remove("users", &user(5), Reason::Deleted);
    let changes = sync().await.unwrap();
    assert_eq!(changes.len(), 2);
    let updated = changes.iter().find_map(|change| match change {
        Change::Updated(user) => Some((user.id.as_str(), user.display_name.as_deref())),
        _ => None,
    });
    assert_eq!(updated, Some((user(4).as_str(), Some("Ada"))));
    let is_removal =
        |change: &Change<_>| matches!(change, Change::Removed { id, .. } if *id == user(5));
    assert!(changes.iter().any(is_removal));

    running.service.expire_delta_links();
    assert_eq!(sync().await.unwrap().len(), 39);
    std::fs::remove_file(&file).unwrap();
}

#[tokio::test]
async fn photos_of_users_with_and_without_one() {
    let running = start().await;
    let (media_type, bytes) = photos::photo(&running.client, sample::ME)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(media_type, "image/jpeg");
    assert_eq!((&bytes[..2], bytes.len()), (&[0xFF, 0xD8][..], 1801));
    assert_eq!(
        photos::photo(&running.client, &user(2)).await.unwrap(),
        None
    );
    let missing = photos::Photo::of(user(2))
        .bytes(&running.client)
        .await
        .unwrap_err();
    assert_eq!(missing.code(), Some("ImageNotFound"));
    let small = photos::thumbnail(&running.client, sample::ME)
        .await
        .unwrap();
    assert_eq!(small.len(), 169);
}

#[tokio::test]
async fn an_open_extension() {
    let running = start().await;
    let settings = open_extensions::roaming_settings(&running.client)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(settings.theme.as_deref(), Some("dark"));
    assert_eq!(settings.lang.as_deref(), Some("Japanese"));
    running.service.remove(
        &format!("users/{}/extensions", sample::ME),
        "com.contoso.roamingSettings",
        Reason::Deleted,
    );
    let none = open_extensions::roaming_settings(&running.client)
        .await
        .unwrap();
    assert!(none.is_none());
}

#[tokio::test]
async fn an_extension_property() {
    let running = start().await;
    let found = extension_properties::in_cost_center(&running.client, "CC-3")
        .await
        .unwrap();
    assert_eq!(found.len(), 10);
    assert!(
        found
            .iter()
            .all(|user| user.cost_center.as_deref() == Some("CC-3"))
    );
}

#[tokio::test]
async fn custom_security_attributes() {
    let running = start().await;
    let found = security_attributes::on_project(&running.client, "Baker", 2)
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, user(2));
    let attributes = found[0].custom_security_attributes.as_ref().unwrap();
    let engineering = attributes.engineering.as_ref().unwrap();
    assert_eq!(engineering.project, ["Alpine", "Baker"]);
    assert_eq!(engineering.level, Some(2));
    let requests = running.service.requests();
    assert_eq!(requests[0].header("consistencylevel"), Some("eventual"));
}

#[tokio::test]
async fn members_of_several_types() {
    let running = start().await;
    let found = members::members(&running.client, sample::GROUP)
        .await
        .unwrap();
    assert_eq!(found.len(), 4);
    assert!(matches!(&found[0], members::Member::User(first) if first.id == user(1)));
    assert!(matches!(
        &found[3],
        members::Member::Group(group) if group.display_name.as_deref() == Some("Sales & Marketing")
    ));
}

#[tokio::test]
async fn a_batch_of_mixed_reads() {
    let running = start().await;
    let (name, count, groups, photo) = batch::overview(&running.client, sample::ME).await.unwrap();
    assert_eq!(name.as_deref(), Some("Adele Vance"));
    assert_eq!((count, groups.len(), photo), (40, 3, 1801));
    assert_eq!(running.service.requests().len(), 1);
}

#[tokio::test]
async fn the_groups_of_a_user() {
    let running = start().await;
    let names = |groups: Vec<groups_of_user::Group>| -> Vec<_> {
        groups
            .into_iter()
            .filter_map(|group| group.display_name)
            .collect()
    };
    let groups = groups_of_user::groups(&running.client, &user(4))
        .await
        .unwrap();
    assert_eq!(names(groups), ["Sales & Marketing"]);
    let all = groups_of_user::all_groups(&running.client, &user(4))
        .await
        .unwrap();
    assert_eq!(names(all), ["Sales & Marketing", "All Company"]);
}

#[tokio::test]
async fn the_managers_of_a_user() {
    let running = start().await;
    let names = managers::managers(&running.client, &user(40))
        .await
        .unwrap();
    assert_eq!(names, ["Zoë Müller 1", "Diego Siciliani", "Adele Vance"]);
    let requests = running.service.requests();
    assert_eq!(requests[0].header("consistencylevel"), Some("eventual"));
}

#[tokio::test]
async fn the_number_of_users_that_match_a_filter() {
    let running = start().await;
    // Every seventh user is a guest, and every fourth is disabled.
    assert_eq!(
        count_users::active_guests(&running.client).await.unwrap(),
        4
    );
    assert!(
        running.service.requests()[0]
            .path()
            .ends_with("/users/$count")
    );
}
