//! Running the command in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Metadata with one type.
pub(crate) const CSDL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="boat">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="sails" Type="Edm.Int32"/>
        <NavigationProperty Name="skipper" Type="microsoft.graph.boat"/>
      </EntityType>
      <EntityContainer Name="GraphService">
        <EntitySet Name="boats" EntityType="microsoft.graph.boat"/>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

/// The same with another property.
pub(crate) fn changed() -> String {
    CSDL.replace("\"sails\"", "\"masts\"")
}

/// A folder that is removed at the end of a test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("schema-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("the folder can be created");
        Self(folder)
    }

    #[cfg(unix)]
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        let path = self.0.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("the folder can be created");
        }
        fs::write(path, content).expect("the file can be written");
    }

    /// The content of a file, or `None` if it is not there.
    pub(crate) fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.0.join(name)).ok()
    }

    /// The names of all files.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder is there");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("the folder can be read").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Runs `graph-resource schema` here.
    pub(crate) fn schema(&self, arguments: &[&str]) -> Outcome {
        self.run("", arguments, "")
    }

    /// Runs it with this standard input.
    pub(crate) fn schema_of(&self, input: &str, arguments: &[&str]) -> Outcome {
        let from = [&["--from", "-"], arguments].concat();
        self.run("", &from, input)
    }

    /// Runs it in a folder within this one.
    pub(crate) fn schema_in(&self, folder: &str, input: &str) -> Outcome {
        self.run(folder, &["--from", "-"], input)
    }

    /// Runs it with this standard input, and returns its status. Nobody reads its messages.
    pub(crate) fn status_without_reader(&self, input: &str, arguments: &[&str]) -> Option<i32> {
        let from = [&["--from", "-"], arguments].concat();
        let mut child = self.spawn("", &from);
        drop(child.stderr.take());
        let mut stdin = child.stdin.take().expect("there is a standard input");
        stdin
            .write_all(input.as_bytes())
            .expect("the command reads its input");
        drop(stdin);
        child.wait().expect("the command ends").code()
    }

    fn spawn(&self, folder: &str, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_graph-resource"))
            .arg("schema")
            .args(arguments)
            .current_dir(self.0.join(folder))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command can be started")
    }

    fn run(&self, folder: &str, arguments: &[&str], input: &str) -> Outcome {
        let mut child = self.spawn(folder, arguments);
        let mut stdin = child.stdin.take().expect("there is a standard input");
        // The command may end without reading it.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the command ends");
        let text = |bytes| String::from_utf8(bytes).expect("the output is text");
        assert_eq!(text(output.stdout), "", "standard output");
        Outcome {
            status: output.status.code(),
            stderr: text(output.stderr),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run returned.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) status: Option<i32>,
    pub(crate) stderr: String,
}

impl Outcome {
    /// The messages of a run that did what it should.
    pub(crate) fn success(self) -> String {
        assert_eq!(self.status, Some(0), "{}", self.stderr);
        self.stderr
    }

    /// The messages of a check that found a stale file.
    pub(crate) fn stale(self) -> String {
        assert_eq!(self.status, Some(1), "{}", self.stderr);
        self.stderr
    }

    /// The one line of a run that failed.
    pub(crate) fn error(self) -> String {
        assert_eq!(self.status, Some(2), "{}", self.stderr);
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        let message = self.stderr.trim_end().strip_prefix("error: ");
        message.expect("the line is an error").to_owned()
    }
}
