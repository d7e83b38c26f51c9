//! That no credential is printed, wherever somebody put it: below `[publish]`, in an address, in the environment.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{assert_code, files, new_site, printed, promulgate};

const SECRET: &str = "S3CR3Tvalue";

/// What somebody may write into promulgate.toml.
const PLACES: [&str; 16] = [
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
];

fn with(site: &Path, place: &str) {
    let path = site.join("promulgate.toml");
    let text = fs::read_to_string(&path).expect("a file");
    let text = text.split("\n[publish").next().unwrap_or_default();
    fs::write(path, format!("{}\n\n{place}", text.trim_end())).expect("a file");
}

#[test]
fn no_command_prints_a_credential_of_the_settings() {
    let folder = new_site();
    let site = folder.path().join("x");
    for place in PLACES {
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
        for arguments in runs {
            let output = promulgate(&site, arguments);
            let said = printed(&output);
            assert!(!said.contains(SECRET), "{arguments:?} after {place}\n{said}");
            assert!(output.status.code().is_some_and(|code| code < 3), "{arguments:?} after {place}\n{said}");
        }
        let output = promulgate(&site, &["check"]);
        assert_code(&output, 1);
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
    ] {
        with(&site, &format!("[publish.p]\n{keys}\n"));
        let output = promulgate(&site, &["check"]);
        assert_code(&output, 1);
        let said = printed(&output);
        assert!(said.contains("[bad-value]") && said.contains("--> promulgate.toml:"), "{keys}: {said}");
        assert_code(&promulgate(&site, &["publish", "--dry-run"]), 2);
    }
}
