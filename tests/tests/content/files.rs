//! Downloads into files: complete, or not at all.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::time::Duration;

use graph_resource::ErrorKind;

use super::script::{Script, Step, cut_off, response};
use super::{BLOB, ETAG, client, file};

/// A temporary folder that is removed when it is dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("graph-resource-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn files(&self) -> usize {
        std::fs::read_dir(&self.0).unwrap().count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_failed_download_leaves_the_file_unchanged() {
    let folder = Folder::new("save");
    let path = folder.0.join("blob.bin");
    let script = Script::play([response(200, &[ETAG], BLOB)]).await;
    assert_eq!(file().save_to(&client(&script), &path).await.unwrap(), 36);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), BLOB);

    let broken = Script::play([cut_off(&[], "new", 99), response(404, &[], "")]).await;
    file().save_to(&client(&broken), &path).await.unwrap_err();
    for nothing in [response(404, &[], ""), response(204, &[], "")] {
        let script = Script::play([nothing]).await;
        file()
            .save_to(&client(&script), folder.0.join("none"))
            .await
            .unwrap_err();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), BLOB);
    assert_eq!(folder.files(), 1);

    // An empty body is complete too, and any name that the file system accepts is valid.
    let script = Script::play([response(200, &[], "")]).await;
    assert_eq!(file().save_to(&client(&script), &path).await.unwrap(), 0);
    assert_eq!(std::fs::read(&path).unwrap(), b"");
    let script = Script::play([response(200, &[], BLOB)]).await;
    file()
        .save_to(&client(&script), folder.0.join("n".repeat(255)))
        .await
        .unwrap();
    assert_eq!(folder.files(), 2);
}

#[tokio::test]
async fn a_dropped_download_leaves_no_file() {
    let folder = Folder::new("drop");
    let script = Script::play([cut_off(&[ETAG], "part", 99), Step::Stall]).await;
    let client = client(&script);
    let saving = file().save_to(&client, folder.0.join("blob.bin"));
    let unfinished = tokio::time::timeout(Duration::from_millis(300), saving).await;
    assert!(unfinished.is_err() && folder.files() == 0);
}

/// Drops the download after each of its steps, also while another thread is creating the file.
#[test]
fn a_download_dropped_at_any_step_leaves_no_file() {
    let folder = Folder::new("steps");
    for steps in 1..60 {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let done = runtime.block_on(async {
            let script = Script::play([response(200, &[ETAG], BLOB)]).await;
            let client = client(&script);
            let mut saving = pin!(file().save_to(&client, folder.0.join("blob.bin")));
            let mut left = steps;
            std::future::poll_fn(|context| {
                left -= 1;
                match saving.as_mut().poll(context) {
                    std::task::Poll::Pending if left > 0 => std::task::Poll::Pending,
                    done => std::task::Poll::Ready(done.is_ready()),
                }
            })
            .await
        });
        // Dropping the runtime waits for its blocking threads.
        drop(runtime);
        let _ = std::fs::remove_file(folder.0.join("blob.bin"));
        assert_eq!(folder.files(), 0, "after {steps} steps");
        if done {
            return;
        }
    }
    panic!("the download takes more steps than this test tries");
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_an_error() {
    let script = Script::play([response(200, &[], BLOB)]).await;
    let folder = Folder::new("unwritable");
    for path in [
        Path::new("/no/such/folder/blob.bin"),
        Path::new(""),
        Path::new("/"),
        &folder.0,
    ] {
        let error = file().save_to(&client(&script), path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::File, "{}", path.display());
        assert!(std::error::Error::source(&error).is_some() && !error.is_retryable());
    }
    assert_eq!(folder.files(), 0);
}

/// A limit on the size of files simulates a full disk. It applies to a whole process, so this test starts another.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_at_the_last_write_is_an_error() {
    const FOLDER: &str = "CONTENT_TEST_FOLDER";
    if let Some(folder) = std::env::var_os(FOLDER) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let error = runtime.block_on(async {
            let script = Script::play([response(200, &[], &"x".repeat(3 * 1024))]).await;
            file()
                .save_to(&client(&script), Path::new(&folder).join("blob.bin"))
                .await
                .unwrap_err()
        });
        assert_eq!(error.kind(), ErrorKind::File);
        return;
    }
    let folder = Folder::new("full");
    // One block, 512 or 1024 bytes depending on the shell. The only write is the last one.
    let mut shell = std::process::Command::new("sh");
    shell.args([
        "-c",
        "trap '' XFSZ; ulimit -f 1; exec \"$0\" --exact \"$1\" --nocapture",
    ]);
    shell
        .arg(std::env::current_exe().unwrap())
        .arg("files::a_disk_that_fills_up_at_the_last_write_is_an_error");
    let output = shell.env(FOLDER, &folder.0).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(folder.files(), 0);
}
