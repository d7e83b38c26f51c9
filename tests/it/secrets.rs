//! That no credential is printed, wherever somebody put it: below `[publish]`, in an address, in the environment.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{assert_code, files, new_site, printed, promulgate};

const SECRET: &str = "S3CR3Tvalue";

/// How many of the places are tried with every command.
const FORMS: usize = 6;

/// What somebody may write into promulgate.toml.
const PLACES: [&str; 28] = [
    "[publish.p]\nurl = \"https://user:S3CR3Tvalue@x/\"\n",
    "[publish.p]\nurl = \"s3://user:S3CR3Tvalue@bucket/x\"\n",
    "[publish.p]\nurl = \"s3://bucket/x?sig=S3CR3Tvalue\"\n",
    "[publish.p]\nurl = \"s3://bucket/x#S3CR3Tvalue\"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nsecret_access_key = \"S3CR3Tvalue\"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nregoin = \"S3CR3Tvalue\"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nregion = \"S3CR3Tvalue \"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\ngrace_days = \"S3CR3Tvalue\"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nS3CR3Tvalue = 1\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nendpoint = \"https://S3CR3Tvalue@x\"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nendpoint = \"S3CR3Tvalue\"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nregion = S3CR3Tvalue\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nS3CR3Tvalue\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nregion = \"S3CR3Tvalue\nkey = \"S3CR3Tvalue\"\n",
    "[publish]\np = \"S3CR3Tvalue\"\n",
    "[publish.p]\nurl = \"s3://bucket/x\"\nregion = \"a\"\nregion = \"S3CR3Tvalue\"\n",
    "[publish.S3CR3Tvalue]\n",
    "[publish.p]\n# S3CR3Tvalue\u{202e}\nurl = 3\n",
    "[publish.p]\nurl = 3 # S3CR3Tvalue\n",
    "[publish.p]\nx = [\n[\"drift\"],\nS3CR3Tvalue,\n]\n",
    "[publish.p]\nurl = \"s3://b\"\n[publish.p.S3CR3Tvalue]\nx = 1\n",
    "# S3CR3Tvalue\u{202e}\n\n# words\n[publish.p]\nurl = 3\n",
    "#[publish.p]\n# S3CR3Tvalue\u{202e}\n[drift]\nx = 1\n",
    "base_url = \"u:S3CR3Tvalue@host\"\n",
    "zone = \"u:S3CR3Tvalue@host\"\n",
    "theme = \"u:S3CR3Tvalue@host\"\n",
    "controlling = \"u:S3CR3Tvalue@host\"\n",
    "languages = [\"u:S3CR3Tvalue@host\"]\n",
];

/// The configuration that `init` makes, with something at its end, or in the place of a key of its own.
fn with(site: &Path, place: &str) {
    const OURS: [&str; 6] = [
        "title = { en = \"Example policies\", zh-CN = \"示例政策\", ms = \"Dasar Contoh\" }",
        "base_url = \"https://policies.example.com\"",
        "controlling = \"en\"",
        "languages = [\"en\", \"zh-CN\", \"ms\"]",
        "theme = \"default\"",
        "zone = \"UTC\"",
    ];
    let key = |line: &str| line.split('=').next().unwrap_or_default().to_owned();
    let lines: Vec<&str> = OURS.into_iter().filter(|line| key(line) != key(place)).collect();
    fs::write(site.join("promulgate.toml"), format!("{}\n\n{place}", lines.join("\n"))).expect("a file");
}

#[test]
fn no_command_prints_a_credential_of_the_settings() {
    let folder = new_site();
    let site = folder.path().join("x");
    for (number, place) in PLACES.into_iter().enumerate() {
        with(&site, place);
        let runs: [&[&str]; 7] = [
            &["check", "--format", "json"],
            &["check", "--format", "sarif"],
            &["check", "--format", "github"],
            &["build"],
            &["publish", "--dry-run", "--retries", "0"],
            &["release", "privacy", "--yes"],
            &["check", "--fix", "--yes"],
        ];
        // What the others print they have from the same words.
        let runs = if number < FORMS { runs.as_slice() } else { &runs[..3] };
        for arguments in runs {
            let output = promulgate(&site, arguments);
            let said = printed(&output);
            assert!(!said.contains(SECRET), "{arguments:?} after {place}\n{said}");
            assert!(output.status.code().is_some_and(|code| code < 3), "{arguments:?} after {place}\n{said}");
        }
        let output = promulgate(&site, &["check"]);
        assert_eq!(output.status.code(), Some(1), "{place}\n{}", printed(&output));
        assert!(!printed(&output).contains(SECRET), "{}", printed(&output));
        for (path, text) in files(&site) {
            assert!(path == "promulgate.toml" || !text.contains(SECRET), "{path} after {place}");
        }
    }
    // The place is named all the same, and a credential has words of its own.
    with(&site, PLACES[4]);
    let said = printed(&promulgate(&site, &["check"]));
    assert!(
        said.contains("a credential does not belong into a file") && said.contains("promulgate.toml:"),
        "{said}"
    );
}

#[test]
fn no_preview_shows_a_credential() {
    let folder = new_site();
    let site = folder.path().join("x");
    for place in [PLACES[0], PLACES[4], PLACES[11], PLACES[12]] {
        with(&site, place);
        let mut child = Command::new(env!("CARGO_BIN_EXE_promulgate"))
            .args(["serve", "--port", "0"])
            .current_dir(&site)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let host = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .expect("an address")
            .to_owned();
        let mut seen = String::new();
        for path in ["/", "/.promulgate/last", "/.promulgate/events"] {
            let mut stream = TcpStream::connect(&host).expect("a connection");
            stream.set_read_timeout(Some(std::time::Duration::from_millis(700))).expect("a limit");
            write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
                .expect("a request");
            let mut bytes = Vec::new();
            let _ = stream.read_to_end(&mut bytes);
            seen += &String::from_utf8_lossy(&bytes);
        }
        child.kill().expect("an end");
        child.wait().expect("an end");
        assert!(seen.contains("promulgate.toml"), "{seen}");
        assert!(!seen.contains(SECRET), "{seen}");
    }
}

/// Answers every request of one connection after another like a server that has nothing, or that sends everybody away.
fn server(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[test]
fn verify_prints_no_credential_of_an_address() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let away = server(
        "HTTP/1.1 302 Found\r\nLocation: http://user:S3CR3Tvalue@localhost:1/?q=S3CR3Tvalue\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
    let nothing = server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let garbage = server("what is this\r\n\r\n");
    let mut addresses = vec![
        "http://user:S3CR3Tvalue@127.0.0.1:1/".to_owned(),
        "http://user:S3CR3Tvalue@127.0.0.1:1/?x".to_owned(),
    ];
    addresses.extend([away, nothing, garbage].map(|host| format!("http://user:S3CR3Tvalue@{host}/")));
    addresses.extend(
        ["https://user:S3C/R3T@x.example", "s3://user:S3CR3Tvalue@x/", "http://user:S3CR3Tvalue@[bad/"]
            .map(str::to_owned),
    );
    for address in &addresses {
        for format in ["human", "json", "github"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_promulgate"));
            command.args(["verify", address, "--format", format]).current_dir(here).env("NO_PROXY", "*");
            let output = command.output().expect("the program");
            assert_code(&output, 2);
            let said = printed(&output);
            assert!(!said.contains("S3C"), "{address}: {said}");
        }
    }
}

#[test]
fn the_environment_is_refused_by_name_before_a_library_sees_it() {
    let folder = new_site();
    let site = folder.path().join("x");
    assert_code(&promulgate(&site, &["build"]), 0);
    let of_s3 =
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_ENDPOINT_URL"];
    let of_azure = [
        "AZURE_STORAGE_ACCOUNT_NAME",
        "AZURE_STORAGE_ACCOUNT_KEY",
        "AZURE_CLIENT_ID",
        "AZURE_STORAGE_SAS_KEY",
    ];
    let of_google =
        ["GOOGLE_SERVICE_ACCOUNT", "GOOGLE_SERVICE_ACCOUNT_KEY", "GOOGLE_APPLICATION_CREDENTIALS"];
    for (url, names) in [("s3://b", of_s3.as_slice()), ("az://bbb", &of_azure), ("gs://bbb", &of_google)] {
        with(&site, &format!("[publish.p]\nurl = \"{url}\"\n"));
        assert_code(&promulgate(&site, &["check"]), 0);
        for name in names {
            for value in ["S3CR3Tvalue\n", "S3CR3Tvalue\r", "S3CR3\u{1}Tvalue", " S3CR3Tvalue"] {
                let mut command = Command::new(env!("CARGO_BIN_EXE_promulgate"));
                command.args(["publish", "--dry-run", "--retries", "0"]).current_dir(&site);
                let output = command.env("NO_COLOR", "1").env(name, value).output().expect("the program");
                assert_code(&output, 2);
                let said = printed(&output);
                assert!(said.contains(name) && !said.contains("S3CR3"), "{name}={value:?}: {said}");
            }
        }
    }
}

/// Publishes to `url` in this environment and to nobody, and returns what was said.
fn publish_with(site: &Path, url: &str, environment: &[(&str, &str)]) -> String {
    with(site, &format!("[publish.p]\nurl = \"{url}\"\n"));
    let mut command = Command::new("timeout");
    command.args([
        "60",
        env!("CARGO_BIN_EXE_promulgate"),
        "publish",
        "--dry-run",
        "--as-built",
        "--retries",
        "0",
    ]);
    command.current_dir(site).env("NO_COLOR", "1").envs(environment.iter().copied()).stdin(Stdio::null());
    let output = command.output().expect("the program");
    assert_code(&output, 2);
    let said = printed(&output);
    assert!(!said.contains("fault of promulgate"), "{environment:?}: {said}");
    said
}

#[test]
fn what_a_library_says_of_a_setting_names_it_and_does_not_repeat_it() {
    let folder = new_site();
    let site = folder.path().join("x");
    assert_code(&promulgate(&site, &["build"]), 0);
    let file = folder.path().join("credentials");
    let path = file.to_string_lossy().into_owned();
    let key = ("AWS_ACCESS_KEY_ID", "abcd");
    for name in [
        "AWS_ALLOW_HTTP",
        "AWS_UNSIGNED_PAYLOAD",
        "AWS_CONDITIONAL_PUT",
        "AWS_COPY_IF_NOT_EXISTS",
        "AWS_CHECKSUM_ALGORITHM",
        "AWS_REQUEST_PAYER",
        "AWS_SERVER_SIDE_ENCRYPTION",
        "AWS_TIMEOUT",
        "AWS_REGION",
    ] {
        let others = [key, ("AWS_SECRET_ACCESS_KEY", "wxyz"), (name, SECRET)];
        let said = publish_with(&site, "s3://bucket", &others);
        assert!(said.contains(name) && !said.to_lowercase().contains("s3cr3t"), "{name}: {said}");
    }
    for name in ["AZURE_STORAGE_USE_EMULATOR", "AZURE_USE_AZURE_CLI", "AZURE_CREDENTIAL_TYPE"] {
        let said = publish_with(&site, "az://bbb", &[("AZURE_STORAGE_ACCOUNT_NAME", "acc"), (name, SECRET)]);
        assert!(said.contains(name) && !said.contains("S3CR3T"), "{name}: {said}");
    }
    for json in [
        "{\"type\": \"S3CR3Tvalue\"}",
        "{\"private_key\": \"S3CR3Tvalue\", \"private_key_id\": \"S3CR3Tvalue\", \"client_email\": \"a\"}",
        "{\"private_key\": \"x\", \"private_key_id\": \"y\", \"client_email\": \"z\", \"disable_oauth\": \"S3CR3Tvalue\"}",
        "{\"private_key\": [\"S3CR3Tvalue\"]}",
    ] {
        fs::write(&file, json).expect("a file");
        for setting in [
            ("GOOGLE_SERVICE_ACCOUNT_KEY", json),
            ("GOOGLE_SERVICE_ACCOUNT", &path),
            ("GOOGLE_APPLICATION_CREDENTIALS", &path),
        ] {
            let said = publish_with(&site, "gs://bbb", &[setting]);
            assert!(!said.contains("S3CR3T"), "{setting:?}: {said}");
        }
    }
}

#[test]
#[cfg(unix)]
fn what_is_too_long_or_has_no_end_is_refused_before_a_library_sees_it() {
    let folder = new_site();
    let site = folder.path().join("x");
    assert_code(&promulgate(&site, &["build"]), 0);
    let long = "a".repeat(70_000);
    for (url, name) in [
        ("s3://bucket", "AWS_ACCESS_KEY_ID"),
        ("s3://bucket", "AWS_SESSION_TOKEN"),
        ("s3://bucket", "AWS_REGION"),
        ("az://bbb", "AZURE_STORAGE_ACCOUNT_NAME"),
        ("az://bbb", "AZURE_STORAGE_SAS_KEY"),
        ("gs://bbb", "GOOGLE_BEARER_TOKEN"),
    ] {
        let said = publish_with(&site, url, &[(name, &long)]);
        assert!(said.contains(name) && said.len() < 400, "{name}: {said}");
    }
    publish_with(&site, "s3://bucket", &[("AWS_ENDPOINT_URL", &format!("https://{long}"))]);
    publish_with(&site, &format!("s3://bucket/{long}"), &[]);
    publish_with(&site, &format!("s3://bucket\"\nendpoint = \"https://x/{long}"), &[]);
    let (pipe, large) = (folder.path().join("pipe"), folder.path().join("large"));
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    fs::write(&large, vec![b'a'; 2 * 1024 * 1024]).expect("a file");
    for (url, name) in [
        ("s3://bucket", "AWS_WEB_IDENTITY_TOKEN_FILE"),
        ("s3://bucket", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"),
        ("az://bbb", "AZURE_FEDERATED_TOKEN_FILE"),
        ("gs://bbb", "GOOGLE_SERVICE_ACCOUNT"),
        ("gs://bbb", "GOOGLE_APPLICATION_CREDENTIALS"),
    ] {
        for path in [&pipe, &large, Path::new("/dev/zero"), folder.path()] {
            let said = publish_with(&site, url, &[(name, &path.to_string_lossy())]);
            assert!(said.contains(name) && said.contains("no plain file"), "{name}: {said}");
        }
    }
    let gcloud = folder.path().join("home/.config/gcloud");
    fs::create_dir_all(&gcloud).expect("a folder");
    std::os::unix::fs::symlink(&pipe, gcloud.join("application_default_credentials.json")).expect("a link");
    let said = publish_with(&site, "gs://bbb", &[("HOME", &folder.path().join("home").to_string_lossy())]);
    assert!(said.contains("no plain file"), "{said}");
}

#[test]
fn what_cannot_be_a_name_at_a_service_is_found_by_check() {
    let folder = new_site();
    let site = folder.path().join("x");
    for keys in [
        "url = \"s3://bucket\"\nregion = \"eu-central-1\\n\"",
        "url = \"s3://bucket\"\nregion = \"eu central\"",
        "url = \"s3://bucket\"\nregion = \"a/../b\"",
        "url = \"s3://bucket\"\nregion = \"\"",
        "url = \"s3://bucket\"\nregion = \"xn--a\"",
        "url = \"s3://buc%20ket\"",
        "url = \"s3://bucket:99/x\"",
        "url = \"s3://buc..ket\"",
        "url = \"s3://bucket/a%0Ab\"",
        "url = \"s3://bucket/é\"",
        "url = \"s3://bucket\\n\"",
        "url = \"az://xn--a\"",
        "url = \"gs://[::1]\"",
        "url = \"s3://bucket\"\nendpoint = \"https://a b\"",
        "url = \"s3://bucket\"\nendpoint = \"https://a\\n.example\"",
        "url = \"s3://bucket\"\nendpoint = \"https://a.example/%0a\"",
        "url = \"s3://bucket\"\nendpoint = \"file:///srv\"",
        "url = \"file:public\"",
        "url = \"file:./public\"",
        "url = \"FILE:public\"",
        "url = \"file:///./public\"",
        "url = \"file:///srv/../public\"",
        "url = \"file:///srv/%2E%2e/public\"",
        "url = \"file:\\\\public\"",
    ] {
        with(&site, &format!("[publish.p]\n{keys}\n"));
        let output = promulgate(&site, &["check"]);
        assert_code(&output, 1);
        let said = printed(&output);
        assert!(said.contains("[bad-value]") && said.contains("--> promulgate.toml:"), "{keys}: {said}");
        assert_code(&promulgate(&site, &["publish", "--dry-run"]), 2);
    }
}
