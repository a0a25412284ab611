//! Completions that rust-analyzer offers while somebody is still typing the attribute.
//!
//! The test is ignored by default because rust-analyzer takes a while to load a crate, and skipped where it is not
//! installed: `cargo test -p graph-resource-tests --test rust_analyzer -- --ignored`.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

/// Each `/*mark*/` is a position at which completions are requested. Apart from the first two, each attribute is broken
/// in its own way, and the completions must be those of a valid one.
const SOURCE: &str = r#"
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Whole { pub id: String, pub display_name: Option<String>, pub address: Option<Address> }

#[graph_resource]
#[derive(Deserialize)]
pub struct Address { pub city: Option<String> }

#[graph_resource(path = "/users/<userId>/messages/<")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenBracket { pub id: String, pub received_date_time: Option<String> }

#[graph_resource(path = "/users/{id}", versoin = "beta")]
#[derive(Deserialize)]
pub struct TwoMistakes { pub id: String }

#[graph_resource(path = "/users/<userId>", list(members_of = "/groups/<groupId>/members"), version = )]
#[derive(Deserialize)]
pub struct NoValue { pub id: String, #[graph(expnad)] pub manager: Option<Box<NoValue>> }

fn whole() { Whole::/*whole*/ }
fn fields() { let f = Whole::FIELDS; f./*fields*/ }
fn nested() { let f = Whole::FIELDS; f.address./*nested*/ }
fn operations() { let f = Whole::FIELDS; f.display_name./*operations*/ }
fn request() { Whole::get("1")./*request*/ }
fn open_bracket() { OpenBracket::/*open_bracket*/ }
fn fields_of_open_bracket() { let f = OpenBracket::FIELDS; f./*fields_of_open_bracket*/ }
fn two_mistakes() { TwoMistakes::/*two_mistakes*/ }
fn no_value() { NoValue::/*no_value*/ }
"#;

const EXPECTED: &[(&str, &[&str])] = &[
    ("whole", &["FIELDS", "get", "list"]),
    ("fields", &["id", "display_name", "address"]),
    ("nested", &["city"]),
    ("operations", &["eq", "starts_with", "is_null"]),
    ("request", &["select", "send", "param"]),
    ("open_bracket", &["FIELDS", "get", "list"]),
    ("fields_of_open_bracket", &["id", "received_date_time"]),
    ("two_mistakes", &["FIELDS", "get", "list"]),
    ("no_value", &["FIELDS", "get", "list", "members_of"]),
];

/// How long the whole test may take.
const TIMEOUT: Duration = Duration::from_secs(240);

#[test]
#[ignore = "starts rust-analyzer, which takes a while"]
fn completions_are_offered_in_half_typed_code() {
    let installed = Command::new("rust-analyzer")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success());
    if !installed {
        // `println!` would be captured by the test runner.
        writeln!(std::io::stdout(), "skipped: rust-analyzer is not installed").unwrap();
        return;
    }
    let folder = write_crate();
    let file = format!("file://{}/src/lib.rs", folder.display());
    let mut editor = Editor::start(&folder);
    let (source, marks) = without_marks();
    let document = json!({"uri": file, "languageId": "rust", "version": 1, "text": source});
    editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
    editor.wait_until_loaded();
    for (mark, names) in EXPECTED {
        let completions = editor.completions(&file, &marks[mark]);
        for name in *names {
            assert!(
                completions.iter().any(|completion| completion == name),
                "no completion `{name}` at {mark}: {completions:?}"
            );
        }
    }
}

fn write_crate() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests are in a workspace");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust_analyzer");
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let manifest = format!(
        "[package]\nname = \"half_typed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         graph-resource = {{ path = {:?}, default-features = false }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\n[workspace]\n",
        workspace.join("runtime")
    );
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("src/lib.rs"), without_marks().0).unwrap();
    folder
}

/// The source without its marks, and the position of each mark in it.
fn without_marks() -> (String, HashMap<&'static str, Value>) {
    let mut source = String::new();
    let mut marks = HashMap::new();
    for (i, part) in SOURCE.split("/*").enumerate() {
        let code = match part.split_once("*/") {
            Some((mark, code)) if i > 0 => {
                let column = source.rsplit('\n').next().map_or(0, str::len);
                marks.insert(
                    mark,
                    json!({"line": source.matches('\n').count(), "character": column}),
                );
                code
            }
            _ => part,
        };
        source.push_str(code);
    }
    (source, marks)
}

/// An editor that can do no more than request completions, with the Language Server Protocol 3.17.
struct Editor {
    server: Arc<Mutex<Child>>,
    to_server: ChildStdin,
    from_server: BufReader<ChildStdout>,
    requests: u64,
}

impl Editor {
    fn start(folder: &Path) -> Self {
        let mut server = Command::new("rust-analyzer")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("rust-analyzer starts");
        let to_server = server.stdin.take().unwrap();
        let from_server = BufReader::new(server.stdout.take().unwrap());
        let server = Arc::new(Mutex::new(server));
        // A server that hangs is killed, and `read` then fails.
        let hanging = Arc::clone(&server);
        std::thread::spawn(move || {
            std::thread::sleep(TIMEOUT);
            let _ = hanging.lock().unwrap().kill();
        });
        let mut editor = Editor {
            server,
            to_server,
            from_server,
            requests: 0,
        };
        let settings = json!({
            "checkOnSave": false,
            "cargo": {"targetDir": folder.parent().unwrap().join("generated"), "buildScripts": {"enable": true}},
            "procMacro": {"enable": true},
        });
        editor.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": format!("file://{}", folder.display()),
                "capabilities": {"experimental": {"serverStatusNotification": true}},
                "initializationOptions": settings,
            }),
        );
        editor.notify("initialized", json!({}));
        editor
    }

    /// Waits until the server has loaded the crate.
    fn wait_until_loaded(&mut self) {
        loop {
            let message = self.read();
            if message["method"] == "experimental/serverStatus"
                && message["params"]["quiescent"] == true
            {
                assert_ne!(message["params"]["health"], "error", "{message}");
                return;
            }
        }
    }

    /// The names that the server offers at this position.
    fn completions(&mut self, file: &str, position: &Value) -> Vec<String> {
        let response = self.request(
            "textDocument/completion",
            json!({"textDocument": {"uri": file}, "position": position}),
        );
        let items = response["items"].as_array().or(response.as_array());
        items.into_iter().flatten().map(completion_name).collect()
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].clone();
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(
            self.to_server,
            "Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("the server reads its input");
        self.to_server.flush().expect("the server reads its input");
    }

    /// The next message. A request from the server gets an empty response.
    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(
                self.from_server
                    .read_line(&mut line)
                    .expect("the server writes"),
                0,
                "the server has exited"
            );
            match line.trim().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().unwrap()
                }
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from_server
            .read_exact(&mut body)
            .expect("the server writes");
        let message: Value = serde_json::from_slice(&body).expect("the server writes JSON");
        if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
        message
    }
}

/// `get` for a method, whose label has its arguments: `get(…)`.
fn completion_name(item: &Value) -> String {
    let label = item["label"].as_str().unwrap_or_default();
    let name = label.split('(').next().unwrap_or_default();
    name.to_owned()
}

impl Drop for Editor {
    fn drop(&mut self) {
        let mut server = self.server.lock().unwrap();
        let _ = server.kill();
        let _ = server.wait();
    }
}
