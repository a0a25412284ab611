//! Primitive Edm types without a JSON counterpart, in responses and in queries.

#[path = "conformance/script.rs"]
#[allow(dead_code)]
mod script;

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use graph_resource::delta::RelationChange;
use graph_resource::types::{self, Decimal, Flags, Int64, MaybeSent};
use graph_resource::{Client, Error, ErrorKind, RetryPolicy, graph_resource};
use script::{Script, ok, response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Permission {
    Read,
    Write,
    #[serde(untagged)]
    Unknown(String),
}

#[graph_resource(path = "/shares/<shareId>")]
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Share {
    permissions: Flags<Permission>,
    #[serde(default)]
    inherited: Option<Flags<Permission>>,
    size: Int64,
    price: Decimal,
    #[serde(deserialize_with = "types::deserialize")]
    key: Vec<u8>,
    #[serde(default, deserialize_with = "types::deserialize")]
    thumbnail: Option<Vec<u8>>,
    #[serde(deserialize_with = "types::deserialize")]
    expires_after: Duration,
}

fn share() -> Value {
    json!({
        "permissions": "read, archive", "inherited": null, "size": "9223372036854775807", "price": 0.10,
        "key": "-_8", "thumbnail": "+/8=", "expiresAfter": "P1DT2H",
    })
}

async fn read(body: &Value) -> Result<Share, Error> {
    let script = Script::play([ok(body)]).await;
    let client = Client::builder()
        .credential("t")
        .base_url(&script.base_url)
        .retry(RetryPolicy::never());
    Share::get("1").send(&client.build().unwrap()).await
}

#[tokio::test]
async fn edm_types_are_read_from_the_services_json() {
    let unknown = Permission::Unknown("archive".to_owned());
    let share = read(&share()).await.unwrap();
    assert_eq!(
        share.permissions.members,
        [Permission::Read, unknown.clone()]
    );
    assert!(
        share.permissions.contains(&unknown) && !share.permissions.contains(&Permission::Write)
    );
    assert_eq!((share.inherited, share.size), (None, Int64(i64::MAX)));
    assert_eq!(
        (share.key, share.thumbnail),
        (vec![0xfb, 0xff], Some(vec![0xfb, 0xff]))
    );
    assert_eq!(share.expires_after, Duration::from_secs(26 * 3600));
}

/// Parsed from text, because `serde_json::Value` would reformat the digits.
#[test]
fn decimal_digits_are_kept_as_written() {
    for digits in [
        "0.10",
        "100.000",
        "12345678901234567890.123456789",
        "1E+3",
        "-0.0",
    ] {
        let bare: Decimal = serde_json::from_str(digits).unwrap();
        let quoted: Decimal = serde_json::from_str(&format!("\"{digits}\"")).unwrap();
        assert_eq!((bare.as_str(), &bare), (digits, &quoted));
    }
}

#[tokio::test]
async fn a_decode_error_names_the_property_and_not_the_value() {
    for (name, value, words) in [
        ("permissions", json!(["read"]), "members of an enumeration"),
        ("permissions", json!(null), "members of an enumeration"),
        ("size", json!("s3cret"), "a 64-bit integer"),
        ("size", json!(1.5), "a 64-bit integer"),
        ("price", json!("s3cret"), "expected a decimal number"),
        ("key", json!("s3cret*"), "bytes in base64"),
        ("thumbnail", json!(7), "bytes in base64"),
        ("expiresAfter", json!("s3cret"), "such as `PT1H`"),
        ("expiresAfter", json!("-PT1S"), "non-negative"),
    ] {
        let mut body = share();
        body[name] = value;
        let error = read(&body).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.json_path()),
            (ErrorKind::Decode, Some(name)),
            "{error}"
        );
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
}

/// What a program stores: every type of this crate that a field can have.
#[graph_resource]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    permissions: Flags<Permission>,
    size: Int64,
    price: Decimal,
    #[serde(default, skip_serializing_if = "MaybeSent::is_absent")]
    title: MaybeSent<String>,
    #[serde(rename = "members@delta", default)]
    members: Vec<RelationChange>,
}

#[test]
fn a_struct_with_types_of_this_crate_can_be_stored_and_restored() {
    for json in [
        r##"{"permissions":"read,archive","size":9223372036854775807,"price":"0.10","title":null,"members@delta":[{"id":"1","@odata.type":"#microsoft.graph.user"},{"id":"2","@removed":true}]}"##,
        r#"{"permissions":"","size":-1,"price":"+007","title":"Engineer","members@delta":[]}"#,
        r#"{"permissions":"write","size":0,"price":"1e3","members@delta":[]}"#,
    ] {
        let stored: Stored = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&stored).unwrap(), json);
    }
}

#[test]
fn a_property_that_was_not_sent_is_not_stored_as_null() {
    let absent: MaybeSent<String> = MaybeSent::Absent;
    let error = serde_json::to_string(&absent).unwrap_err().to_string();
    assert!(error.contains("skip_serializing_if"), "{error}");
}

#[test]
fn flags_are_a_collection_of_members() {
    let mut flags = Flags::from_iter([Permission::Read]);
    flags.extend([Permission::Write]);
    let borrowed: Vec<&Permission> = (&flags).into_iter().collect();
    assert_eq!(borrowed, [&Permission::Read, &Permission::Write]);
    let owned: Vec<Permission> = flags.into_iter().collect();
    assert_eq!(owned, [Permission::Read, Permission::Write]);
}

#[test]
fn edm_types_can_be_used_in_queries() {
    let f = Share::FIELDS;
    let both: Flags<Permission> = [Permission::Read, Permission::Unknown("archive".to_owned())]
        .into_iter()
        .collect();
    assert_eq!(
        f.permissions.has(Permission::Write).to_string(),
        "permissions has 'write'"
    );
    assert_eq!(
        f.permissions.has(both.clone()).to_string(),
        "permissions has 'read,archive'"
    );
    assert_eq!(
        f.permissions.eq(both.clone()).to_string(),
        "permissions eq 'read,archive'"
    );
    assert_eq!(
        f.inherited.has(both).to_string(),
        "inherited has 'read,archive'"
    );
    assert_eq!(f.size.gt(Int64(5)).to_string(), "size gt 5");
    assert_eq!(
        f.price.le("0.10".parse::<Decimal>().unwrap()).to_string(),
        "price le 0.10"
    );
    assert_eq!(
        f.key.eq(vec![0xfb, 0xff]).to_string(),
        "key eq binary'-_8='"
    );
    assert_eq!(
        f.thumbnail.ne(b"foo").to_string(),
        "thumbnail ne binary'Zm9v'"
    );
    assert_eq!(f.thumbnail.is_null().to_string(), "thumbnail eq null");
    assert_eq!(
        f.price.cast_as::<Int64>().gt(Int64(5)).to_string(),
        "cast(price,Edm.Int64) gt 5"
    );
    assert_eq!(
        f.size.cast_as::<Decimal>().gt(5).to_string(),
        "cast(size,Edm.Decimal) gt 5"
    );
    assert_eq!(
        f.expires_after.eq(Duration::from_secs(90)).to_string(),
        "expiresAfter eq duration'PT1M30S'"
    );
}

#[derive(Debug, Deserialize)]
struct BySerde {
    utc: DateTime<Utc>,
    local: DateTime<FixedOffset>,
}

#[test]
fn chrono_reads_timestamps_dates_and_times_through_serde() {
    let mut timestamps: Vec<String> = (1..=9)
        .map(|n| format!("2024-02-29T09:15:00.{}Z", &"123456789"[..n]))
        .collect();
    timestamps.extend(
        [
            "2024-02-29T09:15:00Z",
            "2024-02-29T09:15:00.1234567-08:00",
            "0001-01-01T00:00:00Z",
        ]
        .map(str::to_owned),
    );
    timestamps.push("9999-12-31T23:59:59.9999999Z".to_owned());
    for timestamp in timestamps {
        let by_serde: BySerde =
            serde_json::from_value(json!({"utc": timestamp, "local": timestamp})).unwrap();
        let ours: DateTime<Utc> = types::deserialize(Value::from(timestamp.as_str())).unwrap();
        assert_eq!(
            (by_serde.utc, by_serde.local.to_utc()),
            (ours, ours),
            "{timestamp}"
        );
    }
    for time in ["09:15:00", "09:15:00.000000", "23:59:59.9999999"] {
        let by_serde: NaiveTime = serde_json::from_value(json!(time)).unwrap();
        assert_eq!(
            by_serde,
            types::deserialize(Value::from(time)).unwrap(),
            "{time}"
        );
    }
    let by_serde: NaiveDate = serde_json::from_value(json!("2024-02-29")).unwrap();
    assert_eq!(
        by_serde,
        types::deserialize(Value::from("2024-02-29")).unwrap()
    );
}

#[derive(Debug, PartialEq, Deserialize)]
struct OptionalBySerde {
    chrono: Option<DateTime<Utc>>,
    jiff: Option<jiff::Timestamp>,
}

#[test]
fn optional_timestamps_need_no_attribute() {
    let none = OptionalBySerde {
        chrono: None,
        jiff: None,
    };
    for body in [json!({}), json!({"chrono": null, "jiff": null})] {
        assert_eq!(
            serde_json::from_value::<OptionalBySerde>(body).unwrap(),
            none
        );
    }
    let first = "0001-01-01T00:00:00Z";
    let read: OptionalBySerde =
        serde_json::from_value(json!({"chrono": first, "jiff": first})).unwrap();
    assert_eq!(
        read.chrono.map(|read| read.date_naive()),
        NaiveDate::from_ymd_opt(1, 1, 1)
    );
    assert_eq!(read.jiff.unwrap().to_string(), first);
}

#[test]
fn jiff_reads_dates_and_times_through_serde() {
    for timestamp in [
        "0001-01-01T00:00:00Z",
        "2024-02-29T09:15:00Z",
        "2024-02-29T09:15:00.1234567Z",
        "2024-02-29T09:15:00.123456789Z",
        "2024-02-29T09:15:00-08:00",
        "9999-12-30T21:59:59.9999999Z",
    ] {
        let by_serde: jiff::Timestamp = serde_json::from_value(json!(timestamp)).unwrap();
        let ours = types::deserialize::<_, jiff::Timestamp, _>(Value::from(timestamp)).unwrap();
        assert_eq!(by_serde, ours, "{timestamp}");
    }
    let by_serde: jiff::civil::Date = serde_json::from_value(json!("2024-02-29")).unwrap();
    assert_eq!(by_serde, jiff::civil::date(2024, 2, 29));
    let by_serde: jiff::civil::Time = serde_json::from_value(json!("09:15:00.000000")).unwrap();
    assert_eq!(by_serde, jiff::civil::time(9, 15, 0, 0));
    let by_serde: jiff::civil::DateTime =
        serde_json::from_value(json!("2024-02-29T09:15:00.0000000")).unwrap();
    assert_eq!(by_serde, jiff::civil::datetime(2024, 2, 29, 9, 15, 0, 0));
}

/// The guide says which values need `types::deserialize`. If serde reads one of them one day, so can the guide.
#[test]
fn values_that_serde_does_not_read_need_our_function() {
    fn by_serde<T: serde::de::DeserializeOwned>(text: &str) -> bool {
        serde_json::from_value::<T>(json!(text)).is_ok()
    }
    const NEVER: &str = "9999-12-31T23:59:59Z";
    assert!(!by_serde::<jiff::Timestamp>(NEVER));
    assert!(!by_serde::<jiff::SignedDuration>("P1D"));
    assert!(!by_serde::<chrono::TimeDelta>("PT1H"));
    assert!(!by_serde::<Duration>("PT1H"));
    let read = |text: &str| Value::from(text);
    assert!(types::deserialize::<_, jiff::Timestamp, _>(read(NEVER)).is_ok());
    assert!(types::deserialize::<_, jiff::SignedDuration, _>(read("P1D")).is_ok());
    assert!(types::deserialize::<_, chrono::TimeDelta, _>(read("PT1H")).is_ok());
    assert!(types::deserialize::<_, Duration, _>(read("PT1H")).is_ok());
}

/// `{"dateTime": "2024-02-29T09:15:00.0000000", "timeZone": "Pacific Standard Time"}`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct DateTimeTimeZone {
    #[serde(deserialize_with = "types::deserialize")]
    date_time: NaiveDateTime,
    time_zone: String,
}

#[test]
fn a_date_time_with_a_named_zone_is_not_a_timestamp() {
    const TEXT: &str = "2024-02-29T09:15:00.0000000";
    let body = json!({"dateTime": TEXT, "timeZone": "Pacific Standard Time"});
    let read: DateTimeTimeZone = serde_json::from_value(body).unwrap();
    assert_eq!(
        (read.date_time.to_string().as_str(), read.time_zone.as_str()),
        ("2024-02-29 09:15:00", "Pacific Standard Time")
    );
    for error in [
        types::deserialize::<_, DateTime<Utc>, _>(Value::from(TEXT)).err(),
        types::deserialize::<_, time::OffsetDateTime, _>(Value::from(TEXT)).err(),
        types::deserialize::<_, time::UtcDateTime, _>(Value::from(TEXT)).err(),
        types::deserialize::<_, jiff::Timestamp, _>(Value::from(TEXT)).err(),
    ] {
        assert!(error.unwrap().to_string().contains("with an offset"));
    }
    assert!(types::deserialize::<_, time::PrimitiveDateTime, _>(Value::from(TEXT)).is_ok());
    assert!(types::deserialize::<_, jiff::civil::DateTime, _>(Value::from(TEXT)).is_ok());
}

#[graph_resource(path = "/solutions/bookingBusinesses/<businessId>/services/<serviceId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Service {
    id: String,
    #[serde(default, deserialize_with = "types::deserialize")]
    altitude: Option<f64>,
    #[serde(default, deserialize_with = "types::deserialize")]
    description: String,
    #[serde(default, deserialize_with = "types::deserialize")]
    staff: Vec<Staff>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
struct Staff {
    id: String,
}

#[tokio::test]
async fn special_doubles_lone_surrogates_and_null_lists_do_not_cost_the_page() {
    let page = r#"{"value":[
        {"id":"1","altitude":"NaN","description":"a\ud83d","staff":null},
        {"id":"2","altitude":"-INF","description":"b","staff":[{"id":"3"}]},
        {"id":"4"}
    ]}"#;
    let script = Script::play([response(200, &[], page)]).await;
    let client = Client::builder()
        .credential("t")
        .base_url(&script.base_url)
        .build()
        .unwrap();
    let services = Service::list("b").all(&client).await.unwrap();
    assert!(services[0].altitude.unwrap().is_nan());
    assert_eq!(services[0].description, "a\u{fffd}");
    assert!(services[0].staff.is_empty());
    assert_eq!(services[1].altitude, Some(f64::NEG_INFINITY));
    assert_eq!(services[1].staff[0].id, "3");
    assert_eq!((services[2].altitude, services[2].id.as_str()), (None, "4"));
}
