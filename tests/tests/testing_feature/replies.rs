//! The replies of a fake, which pass through the real client.

use graph_resource::Get;
use graph_resource::List;
use graph_resource::conditional::Fetched;
use graph_resource::testing::Fake;
use graph_resource::{ApiVersion, Change, DeltaLink, ErrorKind, RetryPolicy, blocking};
use serde_json::{Value, json};

use crate::{Report, User, user};

#[tokio::test]
async fn every_kind_of_read_can_be_faked() {
    let fake = Fake::new();
    let f = User::FIELDS;
    let filtered = User::list().filter(f.display_name.eq("O'Neil & co"));
    fake.on(User::get("1")).json(user("1"));
    fake.on(&filtered).json(json!({"value": [user("1")]}));
    fake.on_count(&filtered).text("7");
    fake.on(User::list().top(1))
        .json(json!({"value": [user("9")]}));
    fake.on(User::photo("1")).bytes("image/png", [1, 2, 3]);
    fake.on(User::get("2")).error(403, "Forbidden", "not yours");
    fake.on(User::get("3")).status(404);
    fake.on(Report::get("r")).json(json!({"id": "r"}));
    let client = fake.client();
    assert_eq!(
        User::get("1")
            .send(&client)
            .await
            .unwrap()
            .display_name
            .as_deref(),
        Some("Ada")
    );
    assert_eq!(filtered.all(&client).await.unwrap().len(), 1);
    assert_eq!(filtered.count(&client).await.unwrap(), 7);
    assert_eq!(User::list().first(&client).await.unwrap().unwrap().id, "9");
    assert_eq!(
        User::photo("1").bytes(&client).await.unwrap(),
        &[1, 2, 3][..]
    );
    assert_eq!(
        User::get("2").send(&client).await.unwrap_err().code(),
        Some("Forbidden")
    );
    assert_eq!(User::get("3").send_opt(&client).await.unwrap(), None);
    assert_eq!(Report::get("r").send(&client).await.unwrap().id, "r");
    let url = format!("{}/users/1?$select=id,displayName", fake.root());
    assert_eq!(
        Get::<Value>::at_url(&url).send(&client).await.unwrap(),
        user("1")
    );
    let beta = fake.builder().version(ApiVersion::Beta).build().unwrap();
    assert!(User::get("1").send(&beta).await.is_ok());
}

#[tokio::test]
async fn headers_in_the_expected_request_are_required_and_others_allowed() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(user("1"));
    fake.on(User::get("1").if_none_match("W/\"1\"")).status(304);
    fake.on(User::get("1").header("accept-language", "de"))
        .json(user("de"));
    let client = fake.client();
    assert_eq!(User::get("1").send(&client).await.unwrap().id, "1");
    assert_eq!(
        User::get("1")
            .if_none_match("W/\"1\"")
            .send(&client)
            .await
            .unwrap(),
        Fetched::NotModified
    );
    let stored = Some("W/\"1\"".to_owned());
    let same = User::get("1").if_none_match(&stored).send(&client).await;
    assert_eq!(same.unwrap(), Fetched::NotModified);
    let first = User::get("1")
        .if_none_match(None::<String>)
        .send(&client)
        .await;
    assert!(matches!(first.unwrap(), Fetched::Modified { .. }));
    let other = User::get("1")
        .if_none_match("W/\"2\"")
        .send(&client)
        .await
        .unwrap();
    assert!(matches!(other, Fetched::Modified { value, .. } if value.id == "1"));
    let german = User::get("1")
        .header("accept-language", "de")
        .prefer("x")
        .send(&client)
        .await
        .unwrap();
    assert_eq!(german.id, "de");
    fake.on(User::photo("1").range(0..2))
        .raw(206, &[("content-range", "bytes 0-1/9")], "ab");
    fake.on(User::photo("1")).bytes("image/png", "abcdefghi");
    assert_eq!(
        User::photo("1").range(0..2).bytes(&client).await.unwrap(),
        "ab"
    );
    assert_eq!(User::photo("1").bytes(&client).await.unwrap(), "abcdefghi");
}

#[tokio::test]
async fn an_entity_tag_is_sent_as_it_is_unless_it_is_empty() {
    let fake = Fake::new();
    fake.on(User::get("1").if_none_match("CQAA")).status(304);
    let same = User::get("1").if_none_match("CQAA").send(&fake.client());
    assert!(same.await.unwrap().is_not_modified());

    for empty in ["", " "] {
        let object = User::get("1").if_none_match(Some(empty));
        let object = object.send(&fake.client()).await.unwrap_err();
        let photo = User::photo("1").if_none_match(empty);
        let photo = photo.bytes(&fake.client()).await.unwrap_err();
        for error in [object, photo] {
            assert_eq!(error.kind(), ErrorKind::Request);
            assert!(error.to_string().contains("empty entity tag"), "{error}");
        }
    }
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn query_options_match_in_any_order() {
    let fake = Fake::new();
    fake.on("/users?$top=5&$select=id,displayName")
        .json(json!({"value": []}));
    fake.on("/users?$filter=displayName eq 'é'")
        .json(json!({"value": [user("1")]}));
    let client = fake.client();
    assert!(User::list().top(5).all(&client).await.unwrap().is_empty());
    let filtered = User::list()
        .without_select()
        .filter(User::FIELDS.display_name.eq("é"));
    assert_eq!(filtered.all(&client).await.unwrap().len(), 1);
}

#[tokio::test]
async fn replies_are_given_in_order_and_the_last_one_repeats() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(user("a")).json(user("b"));
    fake.on(User::get("1")).json(user("c"));
    let client = fake.client();
    for id in ["a", "b", "c", "c"] {
        assert_eq!(User::get("1").send(&client).await.unwrap().id, id);
    }
    // Replies that are added later follow the last one, however often that was repeated.
    fake.on(User::get("1")).json(user("d")).json(user("e"));
    for id in ["d", "e", "e"] {
        assert_eq!(User::get("1").send(&client).await.unwrap().id, id);
    }
}

#[tokio::test]
async fn faked_pages_link_to_each_other() {
    let fake = Fake::new();
    let list = User::list().top(2).prefer("odata.maxpagesize=2");
    // The same listing twice, with different lengths.
    fake.on(&list)
        .pages([json!([user("1"), user("2")]), json!([]), json!([user("3")])]);
    fake.on(&list).pages([vec![user("4")], vec![user("5")]]);
    let client = fake.client();
    assert_eq!(list.all(&client).await.unwrap().len(), 3);
    assert_eq!(list.all(&client).await.unwrap().len(), 2);
    assert!(
        fake.requests()
            .iter()
            .all(|sent| sent.header("Prefer") == Some("odata.maxpagesize=2"))
    );
    assert_eq!(
        fake.requests()[1].url,
        "/users?$select=id,displayName&$top=2&$skiptoken=fake1"
    );
    fake.on("/nobody").pages(Vec::<Value>::new());
    assert!(
        List::<User>::at_path("/nobody")
            .all(&client)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_faked_delta_round_leads_to_the_next() {
    let fake = Fake::new();
    fake.on(User::changes())
        .delta([json!([user("1")]), json!([user("2")])], "one");
    let link = format!("{}/users/delta?$deltatoken=one", fake.root());
    let link: DeltaLink = link.parse().unwrap();
    fake.on(User::changes().since(link)).delta(
        [json!([{"id": "2", "@removed": {"reason": "deleted"}}])],
        "two",
    );
    let client = fake.client();
    let first = User::changes().all(&client).await.unwrap();
    assert_eq!(first.changes.len(), 2);
    let second = User::changes()
        .since(first.link)
        .all(&client)
        .await
        .unwrap();
    assert!(matches!(&second.changes[..], [Change::Removed { id, .. }] if id == "2"));
    assert!(
        second
            .link
            .as_str()
            .ends_with("/v1.0/users/delta?$deltatoken=two")
    );
}

#[tokio::test]
async fn batch_parts_are_matched_one_by_one() {
    let fake = Fake::new();
    fake.on(User::get("1")).throttled(5).json(user("1"));
    fake.on(User::get("2")).status(404);
    fake.on("/$batch").error(503, "x", "down");
    let client = fake.client();
    let (one, two) = client
        .batch((User::get("1"), User::get("2")))
        .await
        .unwrap();
    assert!(one.is_ok() && two.unwrap_err().is_not_found());
    fake.assert_sent_times(User::get("1"), 2);
    fake.assert_sent_times(User::get("2"), 1);
    fake.assert_sent_times("/$batch", 3);
    let methods: Vec<_> = fake
        .requests()
        .iter()
        .map(|sent| sent.method.clone())
        .collect();
    assert_eq!(methods, ["POST", "POST", "GET", "GET", "POST", "GET"]);
    fake.on(User::get("3")).reset();
    let error = client.batch((User::get("3"),)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    let error = client.batch((User::get("4"),)).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the path is /users/4 instead of /users/"),
        "{error}"
    );
}

#[tokio::test]
async fn the_fake_handles_tokens_as_production_does() {
    let fake = Fake::new();
    fake.on(User::list())
        .json(json!({"value": [], "@odata.nextLink": "https://other.example/v1.0/users"}));
    assert_eq!(
        User::list().all(&fake.client()).await.unwrap_err().kind(),
        ErrorKind::Link
    );
    assert_eq!(fake.requests().len(), 1);
    // A redirect to another host is followed, and that is a separate request.
    fake.on(User::photo("1"))
        .raw(302, &[("location", "https://blob.example/a?sig=1")], "");
    fake.on("https://blob.example/a?sig=1")
        .bytes("image/png", "photo");
    let token_requests = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let count = token_requests.clone();
    let credential = move || {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok::<_, std::io::Error>("secret-token".to_owned())
    };
    let client = fake.builder().credential(credential).build().unwrap();
    assert_eq!(User::photo("1").bytes(&client).await.unwrap(), "photo");
    fake.on(User::get("1"))
        .error(401, "InvalidAuthenticationToken", "expired")
        .json(user("1"));
    assert!(User::get("1").send(&client).await.is_ok());
    assert!(token_requests.load(std::sync::atomic::Ordering::Relaxed) >= 2);
    assert!(!format!("{:?}", fake.requests()).contains("secret-token"));
}

#[tokio::test]
async fn a_fixture_is_read_from_a_file() {
    let path = std::env::temp_dir().join(format!(
        "graph-resource-fixture-{}.json",
        std::process::id()
    ));
    std::fs::write(&path, user("file").to_string()).unwrap();
    let fake = Fake::new();
    fake.on(User::get("1")).fixture(&path);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(
        User::get("1").send(&fake.client()).await.unwrap().id,
        "file"
    );
}

#[tokio::test]
async fn a_broken_download_is_resumed() {
    let fake = Fake::new();
    let etag = ("etag", "\"1\"");
    fake.on(User::photo("1"))
        .raw(200, &[("content-length", "6"), etag], "abc");
    let rest = User::photo("1").range(3..);
    fake.on(&rest)
        .raw(206, &[("content-range", "bytes 3-5/6"), etag], "def");
    assert_eq!(
        User::photo("1").bytes(&fake.client()).await.unwrap(),
        "abcdef"
    );
    fake.assert_sent(&rest);
    assert_eq!(fake.waits().len(), 1);
}

#[test]
fn blocking_code_can_use_the_same_fake() {
    let fake = Fake::new();
    fake.on(User::list())
        .reset()
        .pages([json!([user("1")]), json!([user("2")])]);
    let client = blocking::Client::from_async(fake.client()).unwrap();
    assert_eq!(
        client
            .iter(&User::list())
            .map(|user| user.unwrap().id)
            .collect::<Vec<_>>(),
        ["1", "2"]
    );
}

#[tokio::test]
async fn the_fake_checks_and_decodes_as_production_does() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": 1}));
    fake.on(User::get("2"))
        .raw(200, &[("content-type", "text/html")], "<html>");
    fake.on(User::get("3"))
        .raw(599, &[("no header", "x"), ("x-odd", "a\nb")], vec![0xff]);
    fake.on(User::get("4")).status(1_000);
    let client = fake.builder().retry(RetryPolicy::never()).build().unwrap();
    assert_eq!(
        User::get("1").send(&client).await.unwrap_err().json_path(),
        Some("id")
    );
    assert_eq!(
        User::get("2").send(&client).await.unwrap_err().kind(),
        ErrorKind::Decode
    );
    assert_eq!(
        User::get("3").send(&client).await.unwrap_err().status(),
        Some(599)
    );
    assert_eq!(
        User::get("4").send(&client).await.unwrap_err().kind(),
        ErrorKind::Config
    );
}

#[tokio::test]
async fn headers_can_be_added_to_any_reply() {
    let fake = Fake::new();
    fake.on(User::get("1"))
        .throttled(1)
        .with_request_id("first")
        .json(user("1"))
        .with_etag("W/\"1\"")
        .with_header("x-ms-throttle-limit-percentage", "0.8")
        .with_header("Content-Type", "application/json;charset=utf-8")
        .with_header("x-ms-throttle-limit-percentage", "0.9");
    let impatient = fake.builder().retry(RetryPolicy::never()).build().unwrap();
    let error = User::get("1").send(&impatient).await.unwrap_err();
    assert_eq!(error.request_id(), Some("first"));
    fake.on(User::list())
        .pages([json!([user("1")]), json!([user("2")])])
        .with_request_id("both");
    let client = fake.client();
    let response = User::get("1").response(&client).await.unwrap();
    assert_eq!(
        (response.etag(), response.request_id()),
        (Some("W/\"1\""), Some("fake"))
    );
    let throttle = response.throttle().unwrap();
    assert_eq!(throttle.limit_percentage.as_deref(), Some("0.9"));
    let content_types = response.headers().get_all("content-type");
    assert_eq!(content_types.iter().count(), 1);
    let mut pages = User::list().pages(&client);
    while let Some(page) = pages.next().await.unwrap() {
        assert_eq!(page.request_id.as_deref(), Some("both"));
    }
}

#[tokio::test]
async fn content_that_has_not_changed_can_be_faked() {
    let fake = Fake::new();
    fake.on(User::photo("1").if_none_match("\"1\""))
        .status(304)
        .with_etag("\"1\"");
    fake.on(User::photo("1"))
        .bytes("image/png", "photo")
        .with_etag("\"2\"");
    let client = fake.client();
    let same = User::photo("1").if_none_match("\"1\"");
    assert_eq!(same.bytes(&client).await.unwrap(), Fetched::NotModified);
    let response = same.response(&client).await.unwrap();
    assert_eq!((response.status(), response.etag()), (304, Some("\"1\"")));
    let changed = User::photo("1").if_none_match("\"0\"");
    let fetched = changed.bytes(&client).await.unwrap();
    assert_eq!(
        fetched,
        Fetched::modified("photo".into(), Some("\"2\"".to_owned()))
    );
    fake.assert_sent(&same);
}

#[tokio::test]
async fn a_page_in_a_batch_has_the_request_id_of_its_part() {
    let fake = Fake::new();
    fake.on(User::list())
        .pages([json!([user("1")])])
        .with_request_id("part");
    let (page,) = fake.client().batch((User::list(),)).await.unwrap();
    assert_eq!(page.unwrap().request_id.as_deref(), Some("part"));
}

#[test]
#[should_panic = "the header `etag` cannot be set: add a response first"]
fn a_header_needs_a_response() {
    let _ = Fake::new().on(User::get("1")).with_etag("\"1\"");
}

#[test]
#[should_panic = "the header `etag` cannot be set: there is no response"]
fn a_broken_connection_has_no_headers() {
    let _ = Fake::new().on(User::get("1")).reset().with_etag("\"1\"");
}

#[test]
#[should_panic = "the header `etag` cannot be set: HTTP cannot carry"]
fn a_header_that_http_cannot_carry_is_refused() {
    let _ = Fake::new().on(User::get("1")).status(304).with_etag("\n");
}
