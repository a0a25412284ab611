//! Parts that are not objects: strings, numbers, counts and bytes.

use std::sync::{Arc, Mutex};

use graph_resource::testing::Fake;
use graph_resource::{Client, Content, ErrorKind, Get};
use graph_resource_tests::{Canned, Service, sample};
use serde_json::{Value, json};

use super::{batch, client, part};
use crate::samples::{DriveItem, User};
use crate::script::Script;

fn typed(id: usize, media_type: &str, body: Value) -> Value {
    part(id, 200, json!({"Content-Type": media_type}), body)
}

#[tokio::test]
async fn strings_have_no_quotation_marks() {
    let parts = [
        typed(0, "text/plain; charset=utf-8", json!("Ada \"A\" \u{e4}")),
        typed(1, "application/json", json!("Ada")),
        part(2, 200, json!({}), json!("Ada")),
        typed(3, "application/json", json!({"value": "Ada"})),
    ];
    let script = Script::play([batch(&parts)]).await;
    let name = || Get::<String>::at_path("/me/displayName");
    let names = client(&script)
        .batch_all([name(), name(), name(), name()])
        .await
        .unwrap();
    let names: Vec<String> = names.into_iter().map(Result::unwrap).collect();
    assert_eq!(names, ["Ada \"A\" \u{e4}", "Ada", "Ada", "Ada"]);
}

#[tokio::test]
async fn counts_and_numbers_are_read_in_every_form() {
    let forms = [
        typed(0, "text/plain", json!(40)),
        typed(0, "text/plain", json!("40")),
        typed(0, "application/json", json!(40)),
        typed(0, "application/json", json!("40")),
        part(0, 200, json!({}), json!("40")),
        part(0, 200, json!({}), json!(40)),
    ];
    for form in forms {
        let script = Script::play([batch(std::slice::from_ref(&form))]).await;
        let client = client(&script);
        let path = "/users/$count?$filter=x";
        let (number,) = client.batch((Get::<u64>::at_path(path),)).await.unwrap();
        assert_eq!(number.unwrap(), 40, "{form}");
        let (text,) = client.batch((Get::<String>::at_path(path),)).await.unwrap();
        assert_eq!(text.unwrap(), "40", "{form}");
    }
    let wrapped = typed(0, "application/json", json!({"value": 2.5}));
    let script = Script::play([batch(&[wrapped])]).await;
    let (number,) = client(&script)
        .batch((Get::<f64>::at_path("/me/drive/quota/used"),))
        .await
        .unwrap();
    assert!((number.unwrap() - 2.5).abs() < f64::EPSILON);
}

#[tokio::test]
async fn the_count_of_a_list_can_be_part_of_a_batch() {
    let script = Script::play([batch(&[
        typed(0, "text/plain", json!("\u{feff}40")),
        typed(1, "text/plain", json!(3)),
        typed(2, "application/json", json!({"id": "1"})),
    ])])
    .await;
    let named = User::list()
        .filter(User::FIELDS.display_name.starts_with("A"))
        .top(5);
    let counts = [
        User::list().count_request(),
        named.count_request(),
        named.count_request(),
    ];
    let counts = client(&script).batch_all(&counts).await.unwrap();
    let [all, named, wrong] = <[_; 3]>::try_from(counts).unwrap();
    assert_eq!((all.unwrap(), named.unwrap()), (40, 3));
    assert_eq!(wrong.unwrap_err().kind(), ErrorKind::Decode);
    let sent = &script.requests()[0];
    assert!(sent.contains(r#""url":"/users/$count""#), "{sent}");
    assert!(
        sent.contains(r#""url":"/users/$count?$filter=startswith(displayName,'A')""#),
        "{sent}"
    );
    assert_eq!(sent.matches(r#""consistencylevel":"eventual""#).count(), 3);
}

#[tokio::test]
async fn bytes_are_decoded_from_base64() {
    let photo = [0xff, 0xd8, 0xff, 0xfb, 0xef, 0x00];
    for encoded in ["/9j/++8A", "_9j_--8A"] {
        let parts = [
            typed(0, "image/jpeg", json!(encoded)),
            part(
                1,
                404,
                json!({}),
                json!({"error": {"code": "ImageNotFound"}}),
            ),
            part(2, 200, json!({}), json!(encoded)),
        ];
        let script = Script::play([batch(&parts)]).await;
        let ids = ["0", "1", "2"];
        let photos = client(&script)
            .batch_all(ids.iter().map(User::photo))
            .await
            .unwrap();
        let [one, two, three] = <[_; 3]>::try_from(photos).unwrap();
        assert_eq!(one.unwrap(), &photo[..]);
        assert!(two.unwrap_err().is_not_found());
        assert_eq!(three.unwrap(), &photo[..]);
    }
}

#[tokio::test]
async fn text_and_json_content_is_returned_as_its_bytes() {
    let parts = [
        typed(0, "text/csv", json!("a,b\r\n\"1\",2\r\n")),
        typed(1, "application/json", json!({"a": [1, 2]})),
        typed(2, "application/json", json!("string")),
        part(3, 200, json!({"content-type": "text/plain"}), Value::Null),
    ];
    let script = Script::play([batch(&parts)]).await;
    let file = |id| DriveItem::file("d", id);
    let files = client(&script)
        .batch_all([file("0"), file("1"), file("2"), file("3")])
        .await
        .unwrap();
    let files: Vec<_> = files.into_iter().map(Result::unwrap).collect();
    let expected = ["a,b\r\n\"1\",2\r\n", "{\"a\":[1,2]}", "\"string\"", ""];
    assert_eq!(files, expected.map(str::as_bytes));
}

#[tokio::test]
async fn bytes_that_cannot_be_read_are_errors_of_their_part() {
    let parts = [
        typed(0, "image/jpeg", json!("not base64!")),
        part(
            1,
            302,
            json!({"Location": "https://files.example/secret"}),
            Value::Null,
        ),
        part(2, 204, json!({}), Value::Null),
        part(
            3,
            500,
            json!({"Content-Type": "image/jpeg"}),
            json!("it broke"),
        ),
        typed(4, "image/jpeg", json!("AAEC")),
        part(
            5,
            206,
            json!({"Content-Type": "image/jpeg", "Content-Range": "bytes 0-2/9"}),
            json!("AAEC"),
        ),
    ];
    let script = Script::play([batch(&parts)]).await;
    let photo = |id: &str| User::photo(id).retry(graph_resource::RetryPolicy::never());
    let photos = client(&script)
        .batch_all(["0", "1", "2", "3", "4", "5"].map(photo))
        .await
        .unwrap();
    let [not_base64, moved, empty, broken, good, partial] = <[_; 6]>::try_from(photos).unwrap();
    assert_eq!(not_base64.unwrap_err().kind(), ErrorKind::Decode);
    let moved = moved.unwrap_err();
    assert_eq!(moved.status(), Some(302));
    assert!(
        moved.to_string().contains("send this request on its own"),
        "{moved}"
    );
    assert!(!format!("{moved} {moved:?}").contains("secret"));
    assert_eq!(empty.unwrap_err().status(), Some(204));
    let broken = broken.unwrap_err();
    assert_eq!(broken.status(), Some(500), "{broken}");
    assert_eq!(broken.message(), Some("it broke"));
    assert_eq!(good.unwrap(), &[0, 1, 2][..]);
    assert_eq!(partial.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn ranges_of_bytes_are_checked() {
    let range = |id, content_range: &str, bytes: &str| {
        let headers = json!({"Content-Type": "image/jpeg", "Content-Range": content_range});
        part(id, 206, headers, json!(bytes))
    };
    let parts = [
        range(0, "bytes 1-3/9", "AAEC"),
        range(1, "bytes 2-4/9", "AAEC"),
        range(2, "bytes 1-2/9", "AAE="),
        typed(3, "image/jpeg", json!("AAEC")),
    ];
    let script = Script::play([batch(&parts)]).await;
    let reported = Arc::new(Mutex::new(Vec::new()));
    let progress = Arc::clone(&reported);
    let photo = User::photo("1")
        .range(1..4)
        .on_progress(move |progress_of_part| {
            progress.lock().unwrap().push(progress_of_part.received)
        });
    let photos = client(&script).batch_all(vec![&photo; 4]).await.unwrap();
    let [exact, shifted, short, whole] = <[_; 4]>::try_from(photos).unwrap();
    assert_eq!(exact.unwrap(), &[0, 1, 2][..]);
    for wrong in [shifted, short, whole] {
        assert_eq!(wrong.unwrap_err().kind(), ErrorKind::Decode);
    }
    assert_eq!(*reported.lock().unwrap(), [3]);
    assert!(script.requests()[0].contains(r#""range":"bytes=1-3""#));
    let invalid = User::photo("1").range(1..1);
    let (invalid,) = client(&script).batch((invalid,)).await.unwrap();
    assert_eq!(invalid.unwrap_err().kind(), ErrorKind::Request);
}

#[tokio::test]
async fn a_part_has_the_same_value_as_a_request_on_its_own() {
    let service = Service::start().await;
    let photo = Canned::new(200, "image/jpeg", [0xff, 0xd8, 0x00]);
    service.respond_with("/v1.0/users/1/photo/$value", photo);
    let report = Canned::new(200, "text/csv", "a,b\r\n1,\"2\"\r\n");
    service.respond_with("/v1.0/reports/usage", report);
    let json_file = Canned::new(200, "application/json", "{\"a\":\"b\"}");
    service.respond_with("/v1.0/reports/json", json_file);
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    let contents = [
        User::photo("1"),
        Content::at_path("/reports/usage"),
        Content::at_path("/reports/json"),
        User::photo("nobody"),
    ];
    let in_batch = client.batch_all(&contents).await.unwrap();
    for (content, in_batch) in contents.iter().zip(in_batch) {
        let alone = content.bytes(&client).await;
        assert_eq!(alone.is_ok(), in_batch.is_ok(), "{content}");
        if let (Ok(alone), Ok(in_batch)) = (alone, in_batch) {
            assert_eq!(alone, in_batch, "{content}");
        }
    }
    let count = Get::<u64>::at_path(format!("/users/{}/messages/$count", sample::ME));
    let (in_batch,) = client.batch((&count,)).await.unwrap();
    assert_eq!(count.send(&client).await.unwrap(), in_batch.unwrap());
}

#[tokio::test]
async fn the_fake_sends_all_kinds_of_parts() {
    let fake = Fake::new();
    let photo = [0xff, 0xd8, 0xff];
    fake.on(User::photo("1")).bytes("image/jpeg", photo);
    fake.on(User::photo("2")).status(404);
    fake.on(User::photo("3")).raw(200, &[], photo);
    fake.on(User::photo("4"))
        .raw(302, &[("location", "https://files.example/1")], "");
    fake.on("/groups/$count").text("7");
    fake.on("/me/displayName").text("\"Ada\"");
    fake.on_count(&User::list()).text("8");
    let client = fake.client();
    let photos = client
        .batch_all(["1", "2", "3", "4"].map(User::photo))
        .await
        .unwrap();
    let [one, two, three, four] = <[_; 4]>::try_from(photos).unwrap();
    assert_eq!(one.unwrap(), &photo[..]);
    assert!(two.unwrap_err().is_not_found());
    assert_eq!(three.unwrap(), &photo[..]);
    assert_eq!(four.unwrap_err().status(), Some(302));
    let count = Get::<u64>::at_path("/groups/$count");
    let name = Get::<String>::at_path("/me/displayName");
    let (in_batch, name_in_batch) = client.batch((&count, &name)).await.unwrap();
    assert_eq!(in_batch.unwrap(), count.send(&client).await.unwrap());
    assert_eq!(name_in_batch.unwrap(), name.send(&client).await.unwrap());
    let all = User::list().count_request();
    let (in_batch,) = client.batch((&all,)).await.unwrap();
    assert_eq!(in_batch.unwrap(), 8);
    assert_eq!(User::list().count(&client).await.unwrap(), 8);
    fake.assert_sent_times(all, 2);
}
