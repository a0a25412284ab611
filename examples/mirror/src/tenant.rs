//! A generated tenant for the local service, and random changes to it.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use graph_resource_tests::{Data, Edit, Kind, Reason};
use serde_json::{Value, json};

const MEMBERS_PER_GROUP: usize = 12;
const FOLDERS: [&str; 4] = ["Inbox", "Drafts", "Sent Items", "Archive"];

/// How much a tenant has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// The users. Those without a mailbox are guests.
    pub users: usize,
    /// The users with a mailbox.
    pub mailboxes: usize,
    /// The groups.
    pub groups: usize,
}

/// What the local service has, kept beside it.
#[derive(Debug)]
pub struct Tenant {
    /// The users by id.
    pub users: BTreeMap<String, Value>,
    /// The groups by id, without their members.
    pub groups: BTreeMap<String, Value>,
    /// The members of each group.
    pub members: BTreeMap<String, BTreeSet<String>>,
    /// The folders of each mailbox by id, also of removed users, who can be restored.
    pub folders: BTreeMap<String, BTreeMap<String, Value>>,
    /// The removed users with a mailbox.
    removed: BTreeMap<String, Value>,
    next: usize,
    random: Rng,
}

impl Size {
    /// A usual tenant with so many users: a fifth of them are guests.
    pub fn of(users: usize) -> Self {
        Self {
            users,
            mailboxes: users - users / 5,
            groups: users / 10,
        }
    }
}

impl Tenant {
    /// Generates a tenant.
    pub fn new(size: Size) -> Self {
        let mut tenant = Self {
            users: (0..size.users)
                .map(|number| (user_id(number), user(number, number < size.mailboxes)))
                .collect(),
            groups: BTreeMap::new(),
            members: BTreeMap::new(),
            folders: (0..size.mailboxes)
                .map(|number| (user_id(number), folders(number)))
                .collect(),
            removed: BTreeMap::new(),
            next: size.users,
            random: Rng::with_seed(1),
        };
        for number in 0..size.groups {
            let id = group_id(number);
            let first = number * 7;
            let members = (first..first + MEMBERS_PER_GROUP).map(|user| user_id(user % size.users));
            tenant.members.insert(id.clone(), members.collect());
            tenant.groups.insert(id, group(number));
        }
        tenant
    }

    /// Uses other random numbers for the changes.
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.random = Rng::with_seed(seed);
        self
    }

    /// The same as data of the local service.
    pub fn data(&self) -> Data {
        let groups = self.groups.iter().map(|(id, group)| {
            let mut group = group.clone();
            group["members"] = members(&self.members[id]);
            group
        });
        let data = Data::new()
            .entity_set("users", self.users.values().cloned().collect())
            .entity_set("groups", groups.collect())
            .kind("users", Kind::new("microsoft.graph.user").directory())
            .kind(
                "groups",
                Kind::new("microsoft.graph.group")
                    .directory()
                    .to_many("members", ["users"]),
            );
        self.folders.iter().fold(data, |data, (user, folders)| {
            data.entity_set(&mailbox(user), folders.values().cloned().collect())
        })
    }

    /// Makes random changes, and returns them for the local service.
    pub fn change(&mut self, number: usize) -> Vec<Edit> {
        (0..number).filter_map(|_| self.change_one()).collect()
    }

    fn change_one(&mut self) -> Option<Edit> {
        match self.random.u8(..13) {
            0..=2 => self.change_user(),
            3 => Some(self.add_user()),
            4 => self.remove_user(),
            5 => self.restore_user(),
            6 => self.change_group(),
            7 => Some(self.add_group()),
            8 => self.remove_group(),
            9 => self.change_folder(),
            10 => self.add_folder(),
            11 => self.change_type(),
            _ => self.remove_folder(),
        }
    }

    fn change_user(&mut self) -> Option<Edit> {
        let id = pick(&mut self.random, &self.users)?;
        let mail = match self.random.bool() {
            true => Value::Null,
            false => json!(format!("changed{}@contoso.com", self.number())),
        };
        let members = json!({"mail": mail});
        merge(self.users.get_mut(&id)?, &members);
        Some(Edit::change("users", &id, members))
    }

    /// Makes a guest of a user with a mailbox, or the other way round.
    fn change_type(&mut self) -> Option<Edit> {
        let id = pick(&mut self.random, &self.folders)?;
        let user = self.users.get_mut(&id)?;
        let other = match user["userType"] == "Guest" {
            true => "Member",
            false => "Guest",
        };
        let members = json!({"userType": other});
        merge(user, &members);
        Some(Edit::change("users", &id, members))
    }

    fn add_user(&mut self) -> Edit {
        let number = self.number();
        let id = user_id(number);
        let user = user(number, false);
        self.users.insert(id.clone(), user.clone());
        Edit::change("users", &id, user)
    }

    fn remove_user(&mut self) -> Option<Edit> {
        let id = pick(&mut self.random, &self.users)?;
        let user = self.users.remove(&id)?;
        if self.folders.contains_key(&id) {
            self.removed.insert(id.clone(), user);
        }
        Some(Edit::remove("users", &id, Reason::Changed))
    }

    fn restore_user(&mut self) -> Option<Edit> {
        let (id, user) = self.removed.pop_first()?;
        self.users.insert(id.clone(), user.clone());
        Some(Edit::change("users", &id, user))
    }

    fn change_group(&mut self) -> Option<Edit> {
        let id = pick(&mut self.random, &self.groups)?;
        let added = pick(&mut self.random, &self.users)?;
        let name = json!(format!("Renamed {}", self.number()));
        let ids = self.members.get_mut(&id)?;
        ids.pop_first();
        ids.insert(added);
        let change = json!({"displayName": name, "members": members(ids)});
        self.groups.get_mut(&id)?["displayName"] = name;
        Some(Edit::change("groups", &id, change))
    }

    fn add_group(&mut self) -> Edit {
        let number = self.number();
        let id = group_id(number);
        let ids: BTreeSet<_> = pick(&mut self.random, &self.users).into_iter().collect();
        let mut change = group(number);
        self.groups.insert(id.clone(), change.clone());
        change["members"] = members(&ids);
        self.members.insert(id.clone(), ids);
        Edit::change("groups", &id, change)
    }

    fn remove_group(&mut self) -> Option<Edit> {
        let id = pick(&mut self.random, &self.groups)?;
        self.groups.remove(&id);
        self.members.remove(&id);
        Some(Edit::remove("groups", &id, Reason::Deleted))
    }

    fn change_folder(&mut self) -> Option<Edit> {
        let count = self.random.u32(..1000);
        let user = pick(&mut self.random, &self.folders)?;
        let folders = self.folders.get_mut(&user)?;
        let id = pick(&mut self.random, folders)?;
        let change = json!({"totalItemCount": count});
        merge(folders.get_mut(&id)?, &change);
        Some(Edit::change(&mailbox(&user), &id, change))
    }

    fn add_folder(&mut self) -> Option<Edit> {
        let number = self.number();
        let user = pick(&mut self.random, &self.folders)?;
        let folder = folder(number, "Project");
        let id = folder["id"].as_str()?.to_owned();
        let folders = self.folders.get_mut(&user)?;
        folders.insert(id.clone(), folder.clone());
        Some(Edit::change(&mailbox(&user), &id, folder))
    }

    fn remove_folder(&mut self) -> Option<Edit> {
        let user = pick(&mut self.random, &self.folders)?;
        let folders = self.folders.get_mut(&user)?;
        let id = pick(&mut self.random, folders)?;
        folders.remove(&id);
        Some(Edit::remove(&mailbox(&user), &id, Reason::Deleted))
    }

    /// A number that was not used before.
    fn number(&mut self) -> usize {
        self.next += 1;
        self.next
    }
}

/// A random key.
fn pick<V>(random: &mut Rng, map: &BTreeMap<String, V>) -> Option<String> {
    if map.is_empty() {
        return None;
    }
    map.keys().nth(random.usize(..map.len())).cloned()
}

fn merge(entity: &mut Value, members: &Value) {
    for (name, value) in members.as_object().into_iter().flatten() {
        entity[name] = value.clone();
    }
}

fn user_id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn group_id(number: usize) -> String {
    format!("10000000-0000-4000-8000-{number:012}")
}

fn mailbox(user: &str) -> String {
    format!("users/{user}/mailFolders")
}

fn user(number: usize, has_mailbox: bool) -> Value {
    json!({
        "id": user_id(number),
        "displayName": format!("User {number}"),
        "userPrincipalName": format!("user{number}@contoso.com"),
        "mail": format!("user{number}@contoso.com"),
        "userType": if has_mailbox { "Member" } else { "Guest" },
    })
}

fn group(number: usize) -> Value {
    json!({
        "id": group_id(number),
        "displayName": format!("Group {number}"),
        "mail": number.is_multiple_of(2).then(|| format!("group{number}@contoso.com")),
    })
}

fn folders(user: usize) -> BTreeMap<String, Value> {
    let folders = FOLDERS
        .iter()
        .enumerate()
        .map(|(number, name)| folder(user * FOLDERS.len() + number, name));
    folders
        .map(|folder| (folder["id"].as_str().unwrap_or_default().to_owned(), folder))
        .collect()
}

fn folder(number: usize, name: &str) -> Value {
    json!({
        "id": format!("AAMkAGI{number:08}_-="),
        "displayName": name,
        "parentFolderId": "AAMkAGIroot_-=",
        "totalItemCount": number % 100,
        "unreadItemCount": number % 10,
    })
}

/// Members as the local service holds them: whole objects, which it need not look up.
fn members(ids: &BTreeSet<String>) -> Value {
    ids.iter()
        .map(|id| json!({"id": id, "@odata.type": "#microsoft.graph.user"}))
        .collect()
}
