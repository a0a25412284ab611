//! A PostgreSQL server of its own for a test, of the package that the system has installed.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A running server, which stops when it is dropped.
pub struct Postgres {
    directory: TempDir,
    programs: PathBuf,
    port: u16,
}

impl Postgres {
    /// Starts a server, or says why that is not possible.
    pub fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL is not installed: no `initdb` was found")?;
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        if is_root() {
            give_away(directory.path())?;
        }
        let server = Self {
            directory,
            programs,
            port: free_port(),
        };
        let data = server.data();
        server.run(
            "initdb",
            &[
                "-A", "trust", "-U", "mirror", "-N", "-E", "UTF8", "-D", &data,
            ],
        )?;
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -F",
            server.port,
            server.directory.path().display()
        );
        let log = format!("{data}.log");
        server.run(
            "pg_ctl",
            &["start", "-w", "-D", &data, "-l", &log, "-o", &options],
        )?;
        Ok(server)
    }

    /// The URL of its database.
    pub fn url(&self) -> String {
        format!("postgres://mirror@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> String {
        self.directory.path().join("data").display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let program = self.programs.join(program);
        let mut command = match is_root() {
            // The server refuses to run as root.
            true => {
                let mut command = Command::new("runuser");
                command.args(["-u", user()?, "--"]).arg(&program);
                command
            }
            false => Command::new(&program),
        };
        // `pg_ctl` would pass on a pipe to the server, and its end would never come.
        let log = self.directory.path().join("programs.log");
        let file = fs::File::create(&log).map_err(|error| error.to_string())?;
        let errors = file.try_clone().map_err(|error| error.to_string())?;
        let status = command
            .args(arguments)
            .current_dir(self.directory.path())
            .stdout(file)
            .stderr(errors)
            .status()
            .map_err(|error| error.to_string())?;
        match status.success() {
            true => Ok(()),
            false => Err(format!(
                "{} failed: {}",
                program.display(),
                fs::read_to_string(&log).unwrap_or_default()
            )),
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data();
        let _ = self.run("pg_ctl", &["stop", "-m", "immediate", "-D", &data]);
    }
}

/// The folder of the server's programs, which may not be in the path.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path);
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let installed = installed
        .flatten()
        .map(|version| version.path().join("bin"));
    installed
        .chain(in_path)
        .find(|folder| folder.join("initdb").exists())
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// A user that is not root.
fn user() -> Result<&'static str, String> {
    let exists = |user: &&str| {
        let output = Command::new("id").args(["-u", *user]).output();
        output.is_ok_and(|output| output.status.success())
    };
    let user = ["postgres", "nobody"].into_iter().find(exists);
    user.ok_or_else(|| "there is no user `postgres` or `nobody` to run the server".to_owned())
}

fn give_away(folder: &Path) -> Result<(), String> {
    let status = Command::new("chown").arg(user()?).arg(folder).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err("`chown` failed".to_owned()),
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}
