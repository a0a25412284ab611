use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use graph_resource::Filter;
use uuid::Uuid;

use super::entities::{Board, Device, ItemAttachment, Person, Phone, Price, SingleAttachment};
use super::{Case, case, filter, group};

fn devices(query: &str) -> String {
    format!("/deviceManagement/managedDevices?{query}")
}

pub fn cases() -> Vec<Case> {
    group(
        "casts",
        [of_fields(), to_primitives(), in_other_options()]
            .into_iter()
            .flatten(),
    )
}

fn of_fields() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "of the entity",
            f.cast::<Phone>().imei.eq("1"),
            "microsoft.graph.windows.phone/imei%20eq%20'1'",
        ),
        filter(
            "of the entity, to a nested field",
            f.cast::<Phone>().hardware.maker.name.eq("a"),
            "microsoft.graph.windows.phone/hardware/maker/name%20eq%20'a'",
        ),
        filter(
            "of a property",
            f.hardware.cast::<Board>().chipset.eq("a"),
            "hardware/microsoft.graph.board/chipset%20eq%20'a'",
        ),
        filter(
            "of a property after a cast",
            f.cast::<Phone>().hardware.cast::<Board>().chipset.eq("a"),
            "microsoft.graph.windows.phone/hardware/microsoft.graph.board/chipset%20eq%20'a'",
        ),
        filter(
            "isof",
            Filter::is_of::<Phone>(),
            "isof('microsoft.graph.windows.phone')",
        ),
        filter(
            "isof, from the fields",
            f.is_of::<Phone>(),
            "isof('microsoft.graph.windows.phone')",
        ),
        filter(
            "isof of a property",
            f.hardware.is_of::<Board>(),
            "isof(hardware,'microsoft.graph.board')",
        ),
        filter(
            "not isof",
            Filter::is_of::<Person>().not(),
            "not%20isof('microsoft.graph.user')",
        ),
        filter(
            "isof and a cast",
            Filter::is_of::<Phone>().and(f.cast::<Phone>().imei.is_not_null()),
            "isof('microsoft.graph.windows.phone')%20and%20microsoft.graph.windows.phone/imei%20ne%20null",
        ),
    ]
}

fn to_primitives() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "to Edm.Int32",
            f.name.cast_as::<i32>().gt(1),
            "cast(name,Edm.Int32)%20gt%201",
        ),
        filter(
            "to Edm.Int64",
            f.name.cast_as::<i64>().gt(1),
            "cast(name,Edm.Int64)%20gt%201",
        ),
        filter(
            "to Edm.Double",
            f.name.cast_as::<f64>().gt(1),
            "cast(name,Edm.Double)%20gt%201",
        ),
        filter(
            "to Edm.Boolean",
            f.name.cast_as::<bool>().eq(true),
            "cast(name,Edm.Boolean)%20eq%20true",
        ),
        filter(
            "to Edm.String",
            f.ports.count().cast_as::<String>().eq("1"),
            "cast(ports/$count,Edm.String)%20eq%20'1'",
        ),
        filter(
            "to Edm.Guid",
            f.name.cast_as::<Uuid>().eq(f.tenant_id),
            "cast(name,Edm.Guid)%20eq%20tenantId",
        ),
        filter(
            "to Edm.Date",
            f.name.cast_as::<NaiveDate>().eq(f.purchased),
            "cast(name,Edm.Date)%20eq%20purchased",
        ),
        filter(
            "to Edm.DateTimeOffset",
            f.name.cast_as::<DateTime<Utc>>().year().eq(1),
            "year(cast(name,Edm.DateTimeOffset))%20eq%201",
        ),
        filter(
            "to Edm.TimeOfDay",
            f.name.cast_as::<NaiveTime>().hour().eq(1),
            "hour(cast(name,Edm.TimeOfDay))%20eq%201",
        ),
        filter(
            "to Edm.Duration",
            f.name.cast_as::<TimeDelta>().eq(f.uptime),
            "cast(name,Edm.Duration)%20eq%20uptime",
        ),
        filter(
            "to a custom decimal type",
            f.name.cast_as::<Price>().eq(1),
            "cast(name,Edm.Decimal)%20eq%201",
        ),
    ]
}

fn in_other_options() -> Vec<Case> {
    let f = Device::FIELDS;
    let list = Device::list;
    vec![
        case(
            "$orderby through a cast",
            list().order_by(f.cast::<Phone>().imei.desc()),
            &devices("$orderby=microsoft.graph.windows.phone/imei%20desc"),
        ),
        case(
            "$select through a cast",
            list().select([f.id, f.cast::<Phone>().imei]),
            &devices("$select=id,microsoft.graph.windows.phone/imei"),
        ),
        case(
            "isof with $orderby and $top",
            list()
                .filter(f.is_of::<Phone>().and(f.cast::<Phone>().roaming.eq(true)))
                .order_by(f.name.desc())
                .top(3),
            &devices(
                "$filter=isof('microsoft.graph.windows.phone')%20and%20microsoft.graph.windows.phone/roaming%20eq%20true\
                     &$orderby=name%20desc&$top=3",
            ),
        ),
        case(
            "an attachment's item, expanded",
            SingleAttachment::get("1").expand(
                SingleAttachment::FIELDS
                    .cast::<ItemAttachment>()
                    .item
                    .expand(),
            ),
            "/me/attachments/1?$expand=microsoft.graph.itemAttachment/item",
        ),
    ]
}
