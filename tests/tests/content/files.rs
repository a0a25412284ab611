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
async fn a_download_that_starts_again_replaces_the_bytes_before() {
    let folder = Folder::new("restart");
    let path = folder.0.join("blob.bin");
    let script = Script::play([
        cut_off(&[("etag", "W/\"1\"")], &BLOB[..20], BLOB.len()),
        response(200, &[("etag", "W/\"1\"")], "new"),
    ])
    .await;
    assert_eq!(file().save_to(&client(&script), &path).await.unwrap(), 3);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(folder.files(), 1);
}

#[cfg(unix)]
async fn save(path: &Path) -> Result<u64, graph_resource::Error> {
    let script = Script::play([response(200, &[ETAG], BLOB)]).await;
    file().save_to(&client(&script), path).await
}

#[cfg(unix)]
#[tokio::test]
async fn a_replaced_file_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("mode");
    let path = folder.0.join("blob.bin");
    for mode in [0o600, 0o644, 0o400, 0o777] {
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        save(&path).await.unwrap();
        let replaced = std::fs::metadata(&path).unwrap();
        assert_eq!(replaced.permissions().mode() & 0o7777, mode, "{mode:o}");
        assert_eq!(replaced.len(), BLOB.len() as u64);
        std::fs::remove_file(&path).unwrap();
    }
    assert_eq!(folder.files(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_has_the_mode_that_the_process_gives_to_files() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("new-mode");
    let (by_std, by_download) = (folder.0.join("std"), folder.0.join("download"));
    std::fs::write(&by_std, "").unwrap();
    save(&by_download).await.unwrap();
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&by_download), mode(&by_std));
}

#[cfg(unix)]
#[tokio::test]
async fn a_symbolic_link_stays_and_its_target_is_replaced() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new("link");
    let (links, files) = (folder.0.join("links"), folder.0.join("files"));
    std::fs::create_dir(&links).unwrap();
    std::fs::create_dir(&files).unwrap();
    std::fs::write(files.join("old"), "old").unwrap();
    symlink("../files/old", links.join("relative")).unwrap();
    symlink(links.join("relative"), links.join("absolute")).unwrap();
    symlink("../files/new", links.join("dangling")).unwrap();
    for (link, target) in [
        ("relative", "old"),
        ("absolute", "old"),
        ("dangling", "new"),
    ] {
        let (link, target) = (links.join(link), files.join(target));
        save(&link).await.unwrap();
        assert!(link.is_symlink(), "{}", link.display());
        assert!(!target.is_symlink());
        assert_eq!(std::fs::read_to_string(&target).unwrap(), BLOB);
        std::fs::write(&target, "old").unwrap();
    }
    assert_eq!(std::fs::read_dir(&links).unwrap().count(), 3);
    assert_eq!(std::fs::read_dir(&files).unwrap().count(), 2);
}

#[cfg(unix)]
#[tokio::test]
async fn links_in_a_circle_directories_and_devices_are_errors() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new("circle");
    let (first, second) = (folder.0.join("first"), folder.0.join("second"));
    symlink(&first, &second).unwrap();
    symlink(&second, &first).unwrap();
    let to_folder = folder.0.join("folder");
    symlink(&folder.0, &to_folder).unwrap();
    let pipe = folder.0.join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for path in [first, to_folder, pipe] {
        let error = save(&path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::File, "{}", path.display());
    }
    assert_eq!(folder.files(), 4);
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
