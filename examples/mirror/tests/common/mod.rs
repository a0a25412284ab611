//! A tenant of a local service, programs that mirror it, and the comparison of both.

// Each test target uses a part of this.
#![allow(dead_code)]

pub mod postgres;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::process::{Child, Command, Output, Stdio};

use graph_resource_mirror::store::Store;
use graph_resource_mirror::tenant::{Size, Tenant};
use graph_resource_tests::{Builder, Service};
use serde_json::Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A tenant, and the database that mirrors it.
pub struct Setup {
    pub service: Service,
    pub tenant: Tenant,
    pub database: String,
}

impl Setup {
    pub async fn start(builder: Builder, size: Size, seed: u64, database: String) -> Self {
        let tenant = Tenant::new(size).with_seed(seed);
        Self {
            service: builder.data(tenant.data()).start().await,
            tenant,
            database,
        }
    }

    /// Makes random changes to the tenant.
    pub fn change(&mut self, number: usize) {
        self.service.edit(self.tenant.change(number));
    }

    /// The program with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
        command
            .args(arguments)
            .args(["--source", "graph", "--database", &self.database])
            .env("GRAPH_BASE_URL", self.service.base_url())
            .env("GRAPH_ACCESS_TOKEN", Service::TOKEN)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Starts the program.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments).spawn().expect("the program starts")
    }

    /// Runs the program to its end, and once more if it only completed what an earlier one has begun. Returns the number
    /// of runs.
    pub fn complete(&self, arguments: &[&str]) -> u32 {
        let run = || {
            let output = self.command(arguments).output().expect("the program runs");
            successful_output(&output)
        };
        if !run().contains("continuing pass") {
            return 1;
        }
        run();
        2
    }

    /// Checks that the database has exactly what the service has.
    pub async fn assert_equal(&self, context: &str) {
        let store = Store::open(&self.database, 1)
            .await
            .expect("the database opens");
        let users = "SELECT id, display_name, user_principal_name, mail, user_type FROM users";
        same(
            context,
            "users",
            self.expected_users(),
            rows(&store, users, user).await,
        );
        let groups = "SELECT id, display_name, mail FROM groups";
        same(
            context,
            "groups",
            self.expected_groups(),
            rows(&store, groups, group).await,
        );
        let members = "SELECT group_id, member_id, member_type FROM members";
        same(
            context,
            "members",
            self.expected_members(),
            rows(&store, members, group).await,
        );
        let folders = "SELECT user_id, id, parent_folder_id, display_name, total_item_count,
            unread_item_count FROM folders";
        same(
            context,
            "folders",
            self.expected_folders(),
            rows(&store, folders, folder).await,
        );
        store.pool().close().await;
    }

    fn expected_users(&self) -> Vec<Vec<Option<String>>> {
        let names = ["id", "displayName", "userPrincipalName", "mail", "userType"];
        self.tenant
            .users
            .values()
            .map(|user| properties(user, &names))
            .collect()
    }

    fn expected_groups(&self) -> Vec<Vec<Option<String>>> {
        let names = ["id", "displayName", "mail"];
        self.tenant
            .groups
            .values()
            .map(|group| properties(group, &names))
            .collect()
    }

    fn expected_members(&self) -> Vec<Vec<Option<String>>> {
        let of_group = |(group, members): (&String, &BTreeSet<String>)| {
            let kind = "#microsoft.graph.user";
            let row = |member: &String| {
                [group, member, kind]
                    .map(|text| Some(text.to_owned()))
                    .to_vec()
            };
            members.iter().map(row).collect::<Vec<_>>()
        };
        self.tenant.members.iter().flat_map(of_group).collect()
    }

    fn expected_folders(&self) -> Vec<Vec<Option<String>>> {
        let names = [
            "id",
            "parentFolderId",
            "displayName",
            "totalItemCount",
            "unreadItemCount",
        ];
        let of_user = |(user, folders): (&String, &BTreeMap<String, Value>)| {
            let row = |folder: &Value| {
                let mut row = vec![Some(user.clone())];
                row.extend(properties(folder, &names));
                row
            };
            folders.values().map(row).collect::<Vec<_>>()
        };
        let has_mailbox = |user: &String| {
            let user = self.tenant.users.get(user);
            user.is_some_and(|user| user["userType"] != "Guest")
        };
        let mailboxes = self.tenant.folders.iter();
        let mailboxes = mailboxes.filter(|(user, _)| has_mailbox(user));
        mailboxes.flat_map(of_user).collect()
    }
}

/// What the program has printed, if it has succeeded.
pub fn successful_output(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {text}{errors}", output.status);
    text
}

fn properties(entity: &Value, names: &[&str]) -> Vec<Option<String>> {
    let property = |name: &&str| match &entity[*name] {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    names.iter().map(property).collect()
}

async fn rows(
    store: &Store,
    statement: &'static str,
    read: impl Fn(&AnyRow) -> Vec<Option<String>>,
) -> Vec<Vec<Option<String>>> {
    let rows = sqlx::query(statement).fetch_all(store.pool()).await;
    rows.expect("the table is readable")
        .iter()
        .map(read)
        .collect()
}

fn texts(row: &AnyRow, columns: usize) -> Vec<Option<String>> {
    (0..columns).map(|column| row.get(column)).collect()
}

fn user(row: &AnyRow) -> Vec<Option<String>> {
    texts(row, 5)
}

fn group(row: &AnyRow) -> Vec<Option<String>> {
    texts(row, 3)
}

fn folder(row: &AnyRow) -> Vec<Option<String>> {
    let mut values = texts(row, 4);
    for column in 4..6 {
        let count: Option<i64> = row.get(column);
        values.push(count.map(|count| count.to_string()));
    }
    values
}

/// Compares two tables, whose rows may come in any order, but none of them twice.
fn same<T: Ord + Debug>(context: &str, table: &str, mut expected: Vec<T>, mut found: Vec<T>) {
    expected.sort();
    found.sort();
    let lengths = (expected.len(), found.len());
    if expected == found {
        return;
    }
    let (expected, found) = (BTreeSet::from_iter(expected), BTreeSet::from_iter(found));
    let missing: Vec<_> = expected.difference(&found).take(5).collect();
    let extra: Vec<_> = found.difference(&expected).take(5).collect();
    panic!("{context}: {table}: {lengths:?} rows, missing {missing:?}, too many {extra:?}");
}
