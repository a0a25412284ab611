//! What an editor offers while the attribute is being written, asked of rust-analyzer itself.
//!
//! It is asked for by name, for the editor's server takes its time, and it is skipped where there is none:
//! `cargo test -p graph-resource-tests --test rust_analyzer -- --ignored`.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

/// Each attribute is broken in its own way; what is offered at a mark is what would be if it were whole.
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

const OFFERED: &[(&str, &[&str])] = &[
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

/// How long all of it may take.
const LONGEST: Duration = Duration::from_secs(240);

#[test]
#[ignore = "starts an editor's server: asked for by name"]
fn half_typed_code_is_completed() {
    let installed = Command::new("rust-analyzer")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success());
    if !installed {
        println!("skipped: there is no rust-analyzer");
        return;
    }
    let folder = write_crate();
    let file = format!("file://{}/src/lib.rs", folder.display());
    let mut editor = Editor::start(&folder);
    let (source, marks) = without_marks();
    let document = json!({"uri": file, "languageId": "rust", "version": 1, "text": source});
    editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
    editor.wait_until_loaded();
    for (mark, expected) in OFFERED {
        let offered = editor.completions(&file, &marks[mark]);
        for name in *expected {
            assert!(
                offered.iter().any(|label| label == name),
                "{mark} lacks {name}: {offered:?}"
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

/// The source as it is typed, and where in it the marks were.
fn without_marks() -> (String, HashMap<&'static str, Value>) {
    let (mut source, mut marks) = (String::new(), HashMap::new());
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

/// As much of an editor as it takes to ask for completions (the Language Server Protocol, version 3.17).
struct Editor {
    server: Arc<Mutex<Child>>,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
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
        let (to, from) = (
            server.stdin.take().unwrap(),
            BufReader::new(server.stdout.take().unwrap()),
        );
        let server = Arc::new(Mutex::new(server));
        // One that never answers is ended, which the reader hears.
        let slow = Arc::clone(&server);
        std::thread::spawn(move || {
            std::thread::sleep(LONGEST);
            let _ = slow.lock().unwrap().kill();
        });
        let mut editor = Editor {
            server,
            to,
            from,
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

    /// Reads what the server says until it has nothing left to load.
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

    /// What is offered at a place.
    fn completions(&mut self, file: &str, position: &Value) -> Vec<String> {
        let answer = self.request(
            "textDocument/completion",
            json!({"textDocument": {"uri": file}, "position": position}),
        );
        let items = answer["items"]
            .as_array()
            .or(answer.as_array())
            .cloned()
            .unwrap_or_default();
        // A method is labelled with its arguments: `get(…)`.
        let name = |item: &Value| {
            item["label"]
                .as_str()
                .unwrap_or_default()
                .split('(')
                .next()
                .unwrap()
                .to_owned()
        };
        items.iter().map(name).collect()
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
        write!(self.to, "Content-Length: {}\r\n\r\n{body}", body.len())
            .expect("the server listens");
        self.to.flush().expect("the server listens");
    }

    /// The next message; a question of the server's own is answered with nothing.
    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(
                self.from.read_line(&mut line).expect("the server speaks"),
                0,
                "the server is gone"
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
        self.from.read_exact(&mut body).expect("the server speaks");
        let message: Value = serde_json::from_slice(&body).expect("the server speaks JSON");
        if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
        message
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let mut server = self.server.lock().unwrap();
        let _ = server.kill();
        let _ = server.wait();
    }
}
