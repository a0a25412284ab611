use std::borrow::Cow;
use std::sync::Arc;

use graph_resource::Field;
use graph_resource::query::Qualified;
use uuid::Uuid;

use super::entities::{Bytes, Capability, Device, Price, Risk};
use super::{Case, filter, group, times};

pub fn cases() -> Vec<Case> {
    [strings(), numbers(), times::cases(), others()]
        .into_iter()
        .flatten()
        .collect()
}

fn strings() -> Vec<Case> {
    let f = Device::FIELDS;
    let owned = String::from("a");
    group(
        "filter: strings",
        [
            filter("empty", f.name.eq(""), "name%20eq%20''"),
            filter(
                "a quote is doubled",
                f.name.eq("let's"),
                "name%20eq%20'let''s'",
            ),
            filter("nothing but quotes", f.name.eq("''"), "name%20eq%20''''''"),
            filter(
                "quotes that would end the literal",
                f.name.eq("' or 1 eq 1"),
                "name%20eq%20'''%20or%201%20eq%201'",
            ),
            filter(
                "parentheses and commas",
                f.name.eq("a(b,c)"),
                "name%20eq%20'a(b,c)'",
            ),
            filter("an owned text", f.name.eq(owned.clone()), "name%20eq%20'a'"),
            filter("a borrowed String", f.name.eq(&owned), "name%20eq%20'a'"),
            filter(
                "a boxed string",
                f.name.eq(Box::<str>::from("a")),
                "name%20eq%20'a'",
            ),
            filter("a Cow", f.name.eq(Cow::Borrowed("a")), "name%20eq%20'a'"),
            filter(
                "a shared string",
                f.name.eq(Arc::<str>::from("a")),
                "name%20eq%20'a'",
            ),
            filter("digits stay a text", f.name.eq("12"), "name%20eq%20'12'"),
            filter("null stays a text", f.name.eq("null"), "name%20eq%20'null'"),
            filter(
                "a GUID in a string",
                f.id.ge("0f8b4dcd-1a5c-4f4c-9f6e-2f1f7f6f3a10"),
                "id%20ge%20'0f8b4dcd-1a5c-4f4c-9f6e-2f1f7f6f3a10'",
            ),
        ],
    )
}

fn numbers() -> Vec<Case> {
    let f = Device::FIELDS;
    group(
        "filter: numbers",
        [
            filter("negative", f.total_storage.gt(-1), "totalStorage%20gt%20-1"),
            filter(
                "the smallest Int64",
                f.total_storage.eq(i64::MIN),
                "totalStorage%20eq%20-9223372036854775808",
            ),
            filter(
                "the largest",
                f.total_storage.eq(u64::MAX),
                "totalStorage%20eq%2018446744073709551615",
            ),
            filter(
                "of another width than the field",
                f.total_storage.eq(1_u8),
                "totalStorage%20eq%201",
            ),
            filter("a fraction", f.battery.eq(0.1), "battery%20eq%200.1"),
            filter("a single", f.battery.eq(0.1_f32), "battery%20eq%200.1"),
            filter(
                "no exponent, large",
                f.battery.eq(1e21),
                "battery%20eq%201000000000000000000000.0",
            ),
            filter(
                "no exponent, small",
                f.battery.eq(5e-7),
                "battery%20eq%200.0000005",
            ),
            filter("whole", f.battery.eq(2.0), "battery%20eq%202.0"),
            filter(
                "infinity",
                f.battery.lt(f64::INFINITY),
                "battery%20lt%20INF",
            ),
            filter(
                "negative infinity",
                f.battery.gt(f64::NEG_INFINITY),
                "battery%20gt%20-INF",
            ),
            filter("not a number", f.battery.eq(f64::NAN), "battery%20eq%20NaN"),
            filter(
                "a decimal keeps its digits",
                f.price.lt(Price("12345678901234567890.10".into())),
                "price%20lt%2012345678901234567890.10",
            ),
            filter(
                "a decimal field and an integer",
                f.price.lt(12),
                "price%20lt%2012",
            ),
        ],
    )
}

fn other() -> Risk {
    Risk::Unknown("very High".into())
}

fn others() -> Vec<Case> {
    group(
        "filter: other literals",
        [guids_and_bytes(), enums()].into_iter().flatten(),
    )
}

fn guids_and_bytes() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "a GUID is not quoted",
            f.tenant_id.eq(Uuid::nil()),
            "tenantId%20eq%2000000000-0000-0000-0000-000000000000",
        ),
        filter(
            "GUIDs in a list",
            f.tenant_id.in_([Uuid::max()]),
            "tenantId%20in%20(ffffffff-ffff-ffff-ffff-ffffffffffff)",
        ),
        filter(
            "named: a GUID",
            Field::named("a").eq(Uuid::nil()),
            "a%20eq%2000000000-0000-0000-0000-000000000000",
        ),
        filter(
            "bytes",
            f.certificate.eq(Bytes(vec![0xfb, 0xff])),
            "certificate%20eq%20binary'-_8='",
        ),
    ]
}

fn enums() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter("an enum", f.risk.eq(Risk::Medium), "risk%20eq%20'medium'"),
        filter(
            "an enum, borrowed",
            f.risk.eq(&Risk::Medium),
            "risk%20eq%20'medium'",
        ),
        filter(
            "a qualified enum",
            f.risk.eq(Qualified(Risk::Medium)),
            "risk%20eq%20microsoft.graph.riskLevel'medium'",
        ),
        filter(
            "an unknown member",
            f.risk.ne(other()),
            "risk%20ne%20'very%20High'",
        ),
        filter(
            "an unknown member, qualified",
            f.risk.ne(Qualified(other())),
            "risk%20ne%20microsoft.graph.riskLevel'very%20High'",
        ),
        filter(
            "qualified flags",
            f.capabilities.has(Qualified(Capability::Locate)),
            "capabilities%20has%20microsoft.graph.capability'locate'",
        ),
        filter(
            "several flags",
            f.capabilities
                .has(Capability::Unknown("wipe,locate".into())),
            "capabilities%20has%20'wipe,locate'",
        ),
        filter(
            "qualified enums in a list",
            f.risk.in_([Qualified(Risk::Low)]),
            "risk%20in%20(microsoft.graph.riskLevel'low')",
        ),
    ]
}
