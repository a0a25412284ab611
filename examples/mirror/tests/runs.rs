//! What single runs do: errors, expired links, throttling, and users without a mailbox.

mod common;

use std::process::Command;

use common::{Setup, successful_output};
use graph_resource_mirror::store::Store;
use graph_resource_mirror::tenant::Size;
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};
use sqlx::Row;
use tempfile::TempDir;

const SIZE: Size = Size {
    users: 1200,
    mailboxes: 20,
    groups: 30,
};

/// A mirror that is complete.
async fn complete(faults: Faults) -> (Setup, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("mirror.sqlite").display().to_string();
    let builder = Service::builder().faults(faults);
    let setup = Setup::start(builder, SIZE, 5, database).await;
    setup.complete(&["sync"]);
    (setup, folder)
}

/// What the program prints as its error.
fn error(mut command: Command) -> String {
    let output = command.output().expect("the program runs");
    assert!(!output.status.success(), "the program fails");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

async fn count(setup: &Setup, statement: &'static str) -> i64 {
    let store = Store::open(&setup.database, 1)
        .await
        .expect("the database opens");
    let row = sqlx::query(statement).fetch_one(store.pool()).await;
    row.expect("the table is readable").get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_see_the_old_content_until_a_resynchronization_is_complete() {
    let (mut setup, _folder) = complete(Faults::none()).await;
    setup.service.expire_delta_links();
    // The expired link is request 0, and five pages were committed before this one.
    let broken = Fault::ForeignLink("https://graph.example".to_owned());
    setup.service.set_faults(Faults::script([(8, broken)]));
    let message = error(setup.command(&["sync"]));
    assert!(message.contains("graph.example"), "{message}");
    setup.assert_equal("in the middle of it").await;
    let both = count(&setup, "SELECT COUNT(*) FROM user_rows").await;
    assert_eq!(both, 1200 + 500, "the old rows and five new pages");

    setup.change(20);
    setup.complete(&["sync"]);
    setup.assert_equal("after it").await;
    let generations = "SELECT COUNT(DISTINCT generation) FROM user_rows";
    assert_eq!(count(&setup, generations).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_user_without_a_mailbox_has_no_folders() {
    let (mut setup, _folder) = complete(Faults::none()).await;
    let user = setup
        .tenant
        .folders
        .keys()
        .next()
        .expect("a mailbox")
        .clone();
    let body = r#"{"error": {"code": "MailboxNotEnabledForRESTAPI", "message": "no mailbox"}}"#;
    let path = format!("/v1.0/users/{user}/mailFolders/delta");
    setup.service.respond_with(path, Canned::json(404, body));
    setup.tenant.folders.remove(&user);
    for _ in 0..2 {
        setup.complete(&["sync"]);
        setup.assert_equal("without the mailbox").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_that_cannot_be_read_does_not_stop_the_others() {
    let (mut setup, _folder) = complete(Faults::none()).await;
    let user = setup
        .tenant
        .folders
        .keys()
        .next()
        .expect("a mailbox")
        .clone();
    let body = r#"{"error": {"code": "ErrorAccessDenied", "message": "no access"}}"#;
    let path = format!("/v1.0/users/{user}/mailFolders/delta");
    setup.service.respond_with(path, Canned::json(403, body));
    let folders = setup.tenant.folders.remove(&user).expect("a mailbox");
    setup.change(50);
    setup.tenant.folders.insert(user, folders);

    let message = error(setup.command(&["sync"]));
    assert!(
        message.contains("the next pass: 1, ") && message.contains("ErrorAccessDenied"),
        "{message}"
    );
    setup
        .assert_equal("with the old folders of that mailbox")
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waits_for_a_throttled_service_are_reported() {
    let wait = Fault::throttled(RetryAfter::Decimal("0.02"));
    let (setup, _folder) = complete(Faults::none()).await;
    setup
        .service
        .set_faults(Faults::none().on("/v1.0/users/delta", [wait]));
    let output = setup.command(&["sync"]).output().expect("the program runs");
    let text = successful_output(&output);
    assert!(
        text.contains("waits because of limits or errors: 1, "),
        "{text}"
    );
    setup.assert_equal("afterwards").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transient_faults_change_nothing() {
    let faults = Faults::seeded(5).rate(0.2).max_consecutive(2);
    let faults = faults
        .with(Fault::Status(503, RetryAfter::Decimal("0.02")))
        .with(Fault::throttled(RetryAfter::Decimal("0.02")))
        .with(Fault::Truncated)
        .with(Fault::ResetBody)
        .with(Fault::EmptyPage);
    let (mut setup, _folder) = complete(faults).await;
    setup.assert_equal("the first round").await;
    setup.change(20);
    setup.complete(&["sync"]);
    setup.assert_equal("the second round").await;
    assert!(setup.service.fault_counts().values().sum::<usize>() > 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_another_service_is_replaced_only_on_request() {
    let (first, _folder) = complete(Faults::none()).await;
    let size = Size {
        users: 7,
        mailboxes: 3,
        groups: 1,
    };
    let builder = Service::builder();
    let second = Setup::start(builder, size, 6, first.database.clone()).await;
    let message = error(second.command(&["sync"]));
    assert!(message.contains("--restart"), "{message}");
    first.assert_equal("after the error").await;

    second.complete(&["sync", "--restart"]);
    second.assert_equal("after the restart").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_at_once_lose_nothing() {
    let (mut setup, _folder) = complete(Faults::none()).await;
    setup.change(20);
    setup.service.expire_delta_links();
    let both = [setup.spawn(&["sync"]), setup.spawn(&["sync"])];
    for program in both {
        // Either may fail, because the other one was faster.
        program.wait_with_output().expect("the program ends");
    }
    setup.complete(&["sync"]);
    setup.assert_equal("afterwards").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_line_that_cannot_be_followed_says_what_to_do() {
    let (setup, _folder) = complete(Faults::none()).await;
    let message = error(setup.command(&["queue"]));
    assert!(message.contains("postgres://"), "{message}");
    let mut command = setup.command(&["sync"]);
    command.env_remove("GRAPH_ACCESS_TOKEN");
    let message = error(command);
    assert!(message.contains("GRAPH_ACCESS_TOKEN"), "{message}");
    let mut command = setup.command(&["sync"]);
    command.env("GRAPH_ACCESS_TOKEN", "expired");
    let message = error(command);
    assert!(message.contains("get a new token"), "{message}");
}
