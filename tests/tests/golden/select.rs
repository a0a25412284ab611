use graph_resource::query::Named;
use graph_resource::{Field, Get};

use super::entities::{
    Branding, CalendarView, Columns, ConnectionOperation, Device, Employee, Existence, Message,
    NoMembers, Notebook, Odd, OfNever, Open, Place, Position, Team, User,
};
use super::{Case, case, group};

const OPERATION: &str = "/external/connections/hr/operations/7";

fn operation(query: &str) -> String {
    format!("{OPERATION}?$select={query}")
}

fn get() -> Get<ConnectionOperation> {
    ConnectionOperation::get("hr", 7)
}

pub fn cases() -> Vec<Case> {
    group(
        "select",
        [
            derived(),
            narrowed(),
            nested(),
            omitted_or_named(),
            beside_others(),
            of_unusual_structs(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn derived() -> Vec<Case> {
    vec![
        case(
            "derived from the fields, in their order",
            get(),
            &operation("id,status,error"),
        ),
        case(
            "derived for a list",
            ConnectionOperation::list("hr"),
            "/external/connections/hr/operations?$select=id,status,error",
        ),
        case(
            "of a singleton",
            Branding::get(),
            "/organization/branding?$select=signInPageText",
        ),
        case(
            "of a collection without keys",
            CalendarView::list(),
            "/me/calendarView?$select=subject",
        ),
    ]
}

fn narrowed() -> Vec<Case> {
    let o = ConnectionOperation::FIELDS;
    vec![
        case(
            "narrowed to one, plus required properties",
            get().select([o.status]),
            &operation("status,id"),
        ),
        case(
            "narrowed to several",
            get().select([o.status, o.error]),
            &operation("status,error,id"),
        ),
        case(
            "a required property is not repeated",
            get().select([o.id]),
            &operation("id"),
        ),
        case(
            "in call order",
            get().select([o.error, o.id]),
            &operation("error,id"),
        ),
        case(
            "the same property twice",
            get().select([o.error, o.error]),
            &operation("error,id"),
        ),
        case(
            "narrowed twice",
            get().select([o.error]).select([o.status]),
            &operation("error,status,id"),
        ),
        case(
            "only required properties",
            get().select([]),
            &operation("id"),
        ),
    ]
}

fn nested() -> Vec<Case> {
    let o = ConnectionOperation::FIELDS;
    let p = Place::FIELDS;
    vec![
        case(
            "a nested property",
            get().select([o.error.code]),
            &operation("error/code,id"),
        ),
        case(
            "two nested properties",
            get().select([o.error.code, o.error.target]),
            &operation("error/code,error/target,id"),
        ),
        case(
            "a property and one nested in it",
            get().select([o.error, o.error.code, o.status]),
            &operation("error,status,id"),
        ),
        case(
            "a nested property with a required sibling",
            Place::get("1").select([p.address.city]),
            "/places/1?$select=address/city,address/street,id",
        ),
        case(
            "the required properties of each level, once",
            Place::get("1").select([p.address.position.height, p.address.position.latitude]),
            "/places/1?$select=address/position/height,address/position/latitude,address/street,id",
        ),
        case(
            "a required struct is selected whole",
            Place::get("1").select([p.visitors]),
            "/places/1?$select=visitors,id,address",
        ),
        case(
            "nothing is required after a cast",
            Place::get("1").select([p.address.cast::<Position>().height]),
            "/places/1?$select=address/microsoft.graph.position/height,id",
        ),
    ]
}

fn omitted_or_named() -> Vec<Case> {
    let o = ConnectionOperation::FIELDS;
    let named: Named = Field::named("contoso_courses");
    vec![
        case("omitted", get().without_select(), OPERATION),
        case(
            "omitted, then narrowed",
            get().without_select().select([o.status]),
            &operation("status,id"),
        ),
        case(
            "narrowed, then omitted",
            get().select([o.status]).without_select(),
            OPERATION,
        ),
        case(
            "a property that the struct does not have",
            get().select([o.id, &named]),
            &operation("id,contoso_courses"),
        ),
        case(
            "a property of an extension",
            get().select([&Field::named("contoso_courses/courseId")]),
            &operation("contoso_courses/courseId,id"),
        ),
        case(
            "given by name",
            get().param("$select", "id"),
            &operation("id"),
        ),
        case(
            "everything, with a star",
            get().param("$select", "*"),
            &operation("*"),
        ),
        case(
            "everything and more",
            get().param("$select", "*,secret"),
            &operation("*,secret"),
        ),
    ]
}

fn beside_others() -> Vec<Case> {
    let u = User::FIELDS;
    let m = Message::FIELDS;
    let e = Employee::FIELDS;
    vec![
        case(
            "narrowed next to an expansion",
            Employee::get("1").select([e.display_name]),
            "/users/1?$select=displayName,id&$expand=manager($select=id,displayName)",
        ),
        case(
            "no navigation properties",
            Team::get("1"),
            "/groups/1?$select=id&$expand=members($select=id,displayName,jobTitle),owners($select=id,displayName,jobTitle)",
        ),
        case(
            "nested fields next to others",
            User::get("1").select([u.mail, u.employee_org_data.division]),
            "/users/1?$select=mail,employeeOrgData/division,id",
        ),
        case(
            "nested two levels deep",
            Message::get("1").select([m.from.email_address.address, m.subject]),
            "/me/messages/1?$select=from/emailAddress/address,subject,id",
        ),
    ]
}

fn of_unusual_structs() -> Vec<Case> {
    let d = Device::FIELDS;
    let odd = Odd::FIELDS;
    let open = Open::FIELDS;
    vec![
        case(
            "none if all fields are skipped",
            Existence::get("1"),
            "/users/1",
        ),
        case(
            "names in Pascal case, and an enum without members",
            Columns::FIELDS.status.eq(NoMembers::Unknown("a".into())),
            "Status eq 'a'",
        ),
        case(
            "names in Pascal case",
            Columns::get("s", "l", "1"),
            "/sites/s/lists/l/items/1/fields?$select=Title,Status",
        ),
        case(
            "an enum without members is a value",
            OfNever::list().filter(OfNever::FIELDS.never.is_null()),
            "/things?$select=never&$filter=never%20eq%20null",
        ),
        case(
            "none if the struct opts out",
            Device::get("1"),
            "/deviceManagement/managedDevices/1",
        ),
        case(
            "none derived, some named",
            Device::get("1").select([d.id]),
            "/deviceManagement/managedDevices/1?$select=id",
        ),
        case(
            "a recursive property",
            Device::get("1").select([d.parent.parent.name]),
            "/deviceManagement/managedDevices/1?$select=parent/parent/name,parent/parent/id,parent/id,id",
        ),
        case(
            "none if the struct collects every property",
            Open::get("1"),
            "/schemaExtensions/1",
        ),
        case(
            "every property is collected, one is named",
            Open::get("1").select([open.id]),
            "/schemaExtensions/1?$select=id",
        ),
        case(
            "names as serde reads them",
            Odd::get("a"),
            "/reports/a?$select=type,hasMfa,sizeInGB,newName",
        ),
        case(
            "a raw identifier and a renamed field",
            Odd::get("a").select([odd.r#type, odd.size]),
            "/reports/a?$select=type,sizeInGB",
        ),
        case(
            "none in an expansion that opts out",
            Notebook::get("1"),
            "/me/onenote/notebooks/1?$expand=sections,sectionGroups($expand=sections)",
        ),
    ]
}
