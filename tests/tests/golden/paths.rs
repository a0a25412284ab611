use chrono::NaiveDate;
use uuid::Uuid;

use super::entities::{
    Branding, ConnectionOperation, Device, DriveItem, Event, GroupOfUser, Reference, Role, Site,
    SiteList, Tab, TaggedMessage, Usage,
};
use super::{Case, case, group};

pub fn cases() -> Vec<Case> {
    [keys(), functions()].into_iter().flatten().collect()
}

/// A device's key and the text after the collection.
fn at(name: &'static str, key: &str, expected: &str) -> Case {
    let expected = format!("/deviceManagement/managedDevices{expected}");
    case(name, Device::get(key), &expected)
}

fn keys() -> Vec<Case> {
    group(
        "paths",
        [characters(), key_types(), key_counts()]
            .into_iter()
            .flatten(),
    )
}

fn characters() -> Vec<Case> {
    vec![
        at("an id", "0f8b", "/0f8b"),
        at("a principal name", "ada@contoso.com", "/ada@contoso.com"),
        at(
            "a guest's principal name",
            "ada_fabrikam.com#EXT#@contoso.com",
            "/ada_fabrikam.com%23EXT%23@contoso.com",
        ),
        at(
            "a name that starts with a dollar sign",
            "$ada@contoso.com",
            "('$ada@contoso.com')",
        ),
        at(
            "a name that starts with a dollar sign and has a quote",
            "$a'b",
            "('$a''b')",
        ),
        at("base64", "AAMkBHQ0_x77YZb1AAA=", "/AAMkBHQ0_x77YZb1AAA="),
        at("base64 with a slash and a plus", "a/b+c==", "/a%2Fb+c=="),
        at("a thread id", "19:ab@thread.tacv2", "/19:ab@thread.tacv2"),
        at(
            "a site id",
            "contoso.sharepoint.com,1,2",
            "/contoso.sharepoint.com,1,2",
        ),
        at("a question mark", "a?b", "/a%3Fb"),
        at("a space", "a b", "/a%20b"),
        at("a percent sign", "100%", "/100%25"),
        at("percent signs that look encoded", "a%2Fb", "/a%252Fb"),
        at("non-ASCII", "é🦀", "/%C3%A9%F0%9F%A6%80"),
        at("quotes and parentheses", "o'neil('x')", "/o'neil('x')"),
        at("more than two dots", "...", "/..."),
        at("a backslash", "..\\..", "/..%5C.."),
    ]
}

fn key_types() -> Vec<Case> {
    let owned = String::from("a");
    vec![
        case(
            "a key that is a number",
            Device::get(7),
            "/deviceManagement/managedDevices/7",
        ),
        case(
            "a key that is a GUID",
            Device::get(Uuid::nil()),
            "/deviceManagement/managedDevices/00000000-0000-0000-0000-000000000000",
        ),
        case(
            "an owned key",
            Device::get(owned.clone()),
            "/deviceManagement/managedDevices/a",
        ),
        case(
            "a borrowed String as a key",
            Device::get(&owned),
            "/deviceManagement/managedDevices/a",
        ),
    ]
}

fn key_counts() -> Vec<Case> {
    vec![
        case(
            "two keys",
            ConnectionOperation::get("hr", "7").without_select(),
            "/external/connections/hr/operations/7",
        ),
        case(
            "two keys of different types",
            Tab::get("19:ab@thread.v2", 1).param("$expand", "*"),
            "/chats/19:ab@thread.v2/tabs/1?$expand=*",
        ),
        case(
            "a collection has all keys but the last",
            ConnectionOperation::list("h/r").without_select(),
            "/external/connections/h%2Fr/operations",
        ),
        case("a collection without keys", Event::list(), "/me/events"),
        case(
            "a singleton",
            Branding::get().without_select(),
            "/organization/branding",
        ),
        case(
            "a collection after a cast",
            GroupOfUser::list("1").without_select(),
            "/users/1/memberOf/microsoft.graph.group",
        ),
        case(
            "a site's list",
            SiteList::get("a,b,c", "Shared Documents")
                .without_select()
                .param("$expand", "*"),
            "/sites/a,b,c/lists/Shared%20Documents?$expand=*",
        ),
        case(
            "a message in a folder",
            TaggedMessage::get("inbox", "AAMk=")
                .without_select()
                .param("$expand", "*"),
            "/me/mailFolders/inbox/messages/AAMk=?$expand=*",
        ),
        case("references", Reference::list("1"), "/groups/1/members/$ref"),
        case(
            "the version is not in the path",
            Usage::list().without_select(),
            "/identity/usage",
        ),
    ]
}

fn functions() -> Vec<Case> {
    group(
        "paths: functions and nested paths",
        [
            of_sites(),
            with_nested_paths(),
            with_empty_paths(),
            arguments(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn of_sites() -> Vec<Case> {
    vec![
        case("an additional get", Site::root(), "/sites/root"),
        case(
            "an additional list",
            Site::followed("ada@contoso.com"),
            "/users/ada@contoso.com/followedSites",
        ),
        case(
            "a host and a path",
            Site::at("contoso.com", "teams/R&D 1"),
            "/sites/contoso.com:/teams/R&D%201",
        ),
        case(
            "a quoted argument",
            Site::search_in("1", "o'neil/x y"),
            "/sites/1/search(q='o''neil%2Fx%20y')",
        ),
        case(
            "an empty argument",
            Site::search_in("1", ""),
            "/sites/1/search(q='')",
        ),
        case(
            "a qualified function",
            Site::changed("a=b"),
            "/sites/microsoft.graph.delta(token='a=b')",
        ),
    ]
}

fn with_nested_paths() -> Vec<Case> {
    vec![
        case(
            "a path keeps its slashes",
            DriveItem::by_path("My Files/50%/a#b?.txt"),
            "/me/drive/root:/My%20Files/50%25/a%23b%3F.txt",
        ),
        case(
            "an inner path, with a colon that would end it",
            DriveItem::children_of("a/b:c"),
            "/me/drive/root:/a/b%3Ac:/children",
        ),
        case(
            "a name in a path, with a colon that would end it",
            DriveItem::by_name("a:b"),
            "/me/drive/root:/a%3Ab",
        ),
        case(
            "a name in a path is not a key",
            DriveItem::by_name("$a.txt"),
            "/me/drive/root:/$a.txt",
        ),
        case(
            "two names in a path",
            DriveItem::in_folder("$a:", "$b/c"),
            "/me/drive/root:/$a%3A/$b%2Fc",
        ),
        case(
            "a key between two paths is a key",
            DriveItem::in_library("a.com", "teams/b", "$c:d", "$e:f"),
            "/sites/a.com:/teams/b:/drives('$c:d')/root:/$e%3Af",
        ),
        case(
            "an inner path with a slash at each end",
            DriveItem::children_at("d", "/Documents/2024/"),
            "/drives/d/root:/Documents/2024:/children",
        ),
        case(
            "a colon in quotes does not start a path",
            DriveItem::hidden("$a:b"),
            "/x(y=':/')('$a:b')",
        ),
    ]
}

/// The root of an item path, which is addressed without colons.
fn with_empty_paths() -> Vec<Case> {
    vec![
        case(
            "an empty inner path",
            DriveItem::children_at("d", ""),
            "/drives/d/root/children",
        ),
        case(
            "an inner path that is a slash",
            DriveItem::children_at("d", "/"),
            "/drives/d/root/children",
        ),
        case("an empty path", DriveItem::by_path(""), "/me/drive/root"),
        case(
            "an empty path within an item",
            DriveItem::children_in("d", "01AB", ""),
            "/drives/d/items/01AB/children",
        ),
        case(
            "an empty path within a folder",
            DriveItem::children_of_documents("/"),
            "/me/drive/root:/Documents:/children",
        ),
        case(
            "an empty path before another one",
            DriveItem::in_library("a.com", "", "d", "f.txt"),
            "/sites/a.com/drives/d/root:/f.txt",
        ),
        case(
            "the content of an empty path",
            DriveItem::file_at("/"),
            "/me/drive/root/content",
        ),
    ]
}

fn arguments() -> Vec<Case> {
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    vec![
        case(
            "a quoted key",
            Role::by_name("$o'neil"),
            "/directoryRoles('$o''neil')",
        ),
        case(
            "an alternate key",
            Role::get(Uuid::nil()),
            "/directoryRoles(roleTemplateId=00000000-0000-0000-0000-000000000000)",
        ),
        case(
            "an unquoted argument",
            Role::of_day("2024-02-29"),
            "/reports/getUsage(date=2024-02-29)",
        ),
        case(
            "a date",
            Role::of_day(day),
            "/reports/getUsage(date=2024-02-29)",
        ),
        case(
            "a date of another crate",
            Role::of_day(jiff::civil::date(2024, 2, 29)),
            "/reports/getUsage(date=2024-02-29)",
        ),
        case(
            "a Boolean",
            Role::recent(true),
            "/me/onenote/notebooks/getRecentNotebooks(includePersonalNotebooks=true)",
        ),
        case(
            "two arguments",
            Role::of_period("D7", 5),
            "/reports/getUsage(period='D7',top=5)",
        ),
        case(
            "a fixed argument",
            Role::in_zone(),
            "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')",
        ),
    ]
}
