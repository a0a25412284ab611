use uuid::Uuid;

use super::entities::{Branding, ConnectionOperation, Device, Event, GroupOfUser, SiteList, Tab, TaggedMessage, Usage};
use super::{Case, case, group};

pub fn cases() -> Vec<Case> {
    let at = |name, key: &str, expected: &str| {
        let expected = format!("/deviceManagement/managedDevices{expected}");
        case(name, Device::get(key), &expected)
    };
    group(
        "paths",
        [
            at("an id", "0f8b", "/0f8b"),
            at("a principal name", "ada@contoso.com", "/ada@contoso.com"),
            at("a guest's name", "ada_fabrikam.com#EXT#@contoso.com", "/ada_fabrikam.com%23EXT%23@contoso.com"),
            at("a name that starts with a dollar sign", "$ada@contoso.com", "('$ada@contoso.com')"),
            at("and has a quote", "$a'b", "('$a''b')"),
            at("base64", "AAMkAGE1M2_bs88AACHsLqWAAA=", "/AAMkAGE1M2_bs88AACHsLqWAAA="),
            at("base64 with a slash and a plus", "a/b+c==", "/a%2Fb+c=="),
            at("a thread", "19:ab@thread.tacv2", "/19:ab@thread.tacv2"),
            at("a site", "contoso.sharepoint.com,1,2", "/contoso.sharepoint.com,1,2"),
            at("a question mark", "a?b", "/a%3Fb"),
            at("a blank", "a b", "/a%20b"),
            at("a percent sign", "100%", "/100%25"),
            at("what is encoded already is a key", "a%2Fb", "/a%252Fb"),
            at("not ASCII", "é🦀", "/%C3%A9%F0%9F%A6%80"),
            at("quotes and parentheses", "o'neil('x')", "/o'neil('x')"),
            at("more than two dots", "...", "/..."),
            at("a backslash", "..\\..", "/..%5C.."),
            case("a key that is a number", Device::get(7), "/deviceManagement/managedDevices/7"),
            case(
                "a key that is a GUID",
                Device::get(Uuid::nil()),
                "/deviceManagement/managedDevices/00000000-0000-0000-0000-000000000000",
            ),
            case("an owned key", Device::get(String::from("a")), "/deviceManagement/managedDevices/a"),
            case("a borrowed owned key", Device::get(&String::from("a")), "/deviceManagement/managedDevices/a"),
            case("two keys", ConnectionOperation::get("hr", "7").select_all(), "/external/connections/hr/operations/7"),
            case(
                "two keys of different types",
                Tab::get("19:ab@thread.v2", 1).param("$expand", "*"),
                "/chats/19:ab@thread.v2/tabs/1?$expand=*",
            ),
            case(
                "the collection has the keys before the last",
                ConnectionOperation::list("h/r").select_all(),
                "/external/connections/h%2Fr/operations",
            ),
            case("the collection without keys", Event::list(), "/me/events"),
            case("a singleton", Branding::get().select_all(), "/organization/branding"),
            case(
                "a collection behind a cast",
                GroupOfUser::list("1").select_all(),
                "/users/1/memberOf/microsoft.graph.group",
            ),
            case(
                "a site's list",
                SiteList::get("a,b,c", "Shared Documents").select_all().param("$expand", "*"),
                "/sites/a,b,c/lists/Shared%20Documents?$expand=*",
            ),
            case(
                "folders and messages",
                TaggedMessage::get("inbox", "AAMk=").select_all().param("$expand", "*"),
                "/me/mailFolders/inbox/messages/AAMk=?$expand=*",
            ),
            case("the version is not in the path", Usage::list().select_all(), "/identity/usage"),
        ],
    )
}
