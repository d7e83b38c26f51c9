//! `verify`: what was changed in a tree is found, and nothing outside it is read.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::{assert_code, new_site, printed, promulgate};
use crate::trees::{LEDGER, Tree};

fn verify(folder: &Path) -> Output {
    promulgate(&std::env::temp_dir(), &["verify", &folder.to_string_lossy()])
}

#[test]
fn a_site_with_compressed_copies_is_whole() {
    let folder = new_site();
    let site = folder.path().join("x");
    let config = fs::read_to_string(site.join("promulgate.toml")).expect("the configuration");
    fs::write(site.join("promulgate.toml"), config + "[build]\ncompress = true\n")
        .expect("the configuration");
    assert_code(&promulgate(&site, &["build"]), 0);
    assert!(site.join("public/ledgers/privacy.toml.br").exists());
    assert!(site.join("public/en/privacy/v/2026-01-01/policy.md.gz").exists());
    assert_code(&verify(&site.join("public")), 0);
}

/// A tree in a folder of its own, changed by `change`, and what `verify` says of it.
#[track_caller]
fn changed(code: i32, change: impl FnOnce(&Path)) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let tree = folder.path().join("public");
    let mut site = Tree::new();
    site.release("2022-03-04", "# Privacy\n\nMore.\n");
    site.write(&tree);
    change(&tree);
    let output = verify(&tree);
    assert_code(&output, code);
    printed(&output)
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a file");
}

#[test]
fn what_a_build_makes_is_whole() {
    let folder = new_site();
    let site = folder.path().join("x");
    assert_code(&promulgate(&site, &["build"]), 0);
    let output = promulgate(&site, &["verify"]);
    assert_code(&output, 0);
    assert!(printed(&output).contains("is as it was built"), "{}", printed(&output));
    // The repository's own site, with addenda and translations in several revisions.
    let repository = crate::support::repository("");
    let out = folder.path().join("out");
    let out = out.to_string_lossy();
    assert_code(&promulgate(&repository, &["build", "--as-of", "2026-11-23", "--out", &out]), 0);
    assert_code(&promulgate(folder.path(), &["verify", &out]), 0);
}

#[test]
fn a_changed_file_is_named() {
    let said = changed(1, |tree| write(tree, "en/index.html", "<p>policieS"));
    assert!(said.contains("error[published-changed]: `en/index.html` was changed: its SHA-256"), "{said}");
    let said = changed(1, |tree| write(tree, "en/index.html", "<p>longer than before"));
    assert!(said.contains("`en/index.html` was changed: it has 21 bytes, the manifest says 11"), "{said}");
}

#[test]
fn a_missing_and_an_extra_file_are_named() {
    let said = changed(1, |tree| fs::remove_file(tree.join("theme/a.css")).expect("a file"));
    assert!(said.contains("error[published-missing]: `theme/a.css` is missing"), "{said}");
    let said = changed(1, |tree| write(tree, "en/extra.html", ""));
    assert!(said.contains("error[published-extra]: `en/extra.html` is not in the manifest"), "{said}");
}

#[test]
fn a_ledger_that_was_tampered_with_is_found_though_the_manifest_agrees() {
    let mut site = Tree::new();
    let ledger = site.files[LEDGER].replace("released = 2021-01-10", "released = 2020-01-10");
    site.set(LEDGER, &ledger);
    let folder = tempfile::tempdir().expect("a temporary folder");
    site.write(folder.path());
    let output = verify(folder.path());
    assert_code(&output, 1);
    let said = printed(&output);
    assert!(said.contains("error[broken-chain]") && said.contains("--> ledgers/privacy.toml:1:1"), "{said}");
}

#[test]
fn a_sealed_text_that_was_rewritten_is_found_though_the_manifest_agrees() {
    let mut site = Tree::new();
    let sealed = "en/privacy/v/2021-02-09/policy.md";
    site.set(sealed, "# Other\n");
    site.set("en/privacy/v/2021-02-09/r/2/policy.md", "# Nobody released this\n");
    let folder = tempfile::tempdir().expect("a temporary folder");
    site.write(folder.path());
    let output = verify(folder.path());
    assert_code(&output, 1);
    let said = printed(&output);
    assert!(said.contains(&format!("error[sealed-changed]: `{sealed}` is not what was sealed")), "{said}");
    assert!(
        said.contains("error[not-in-ledger]: `en/privacy/v/2021-02-09/r/2/policy.md` has no entry"),
        "{said}"
    );
}

#[test]
fn without_a_manifest_nothing_is_verified() {
    let said = changed(2, |tree| fs::remove_file(tree.join("manifest.json")).expect("a file"));
    assert!(said.contains("has no manifest.json"), "{said}");
    let said = changed(2, |tree| write(tree, "manifest.json", "{\"files\": {}}"));
    assert!(said.contains("cannot read"), "{said}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_code(&verify(&folder.path().join("nowhere")), 2);
}

#[test]
fn a_hostile_manifest_leads_nowhere() {
    for path in ["../outside.txt", "/etc/hostname", "en/../../outside.txt", "C:/x", "a\\\\..\\\\b"] {
        let said = changed(2, |tree| {
            fs::write(tree.with_file_name("outside.txt"), "secret").expect("a file");
            let manifest = fs::read_to_string(tree.join("manifest.json")).expect("a manifest");
            write(tree, "manifest.json", &manifest.replace("\"404.html\"", &format!("\"{path}\"")));
        });
        assert!(said.contains("has a manifest.json that promulgate did not make"), "{said}");
    }
    // A size that no machine could hold, and one that is no number.
    let size = "\"size\": 12,";
    let said = changed(1, |tree| {
        let manifest = fs::read_to_string(tree.join("manifest.json")).expect("a manifest");
        assert!(manifest.contains(size));
        write(tree, "manifest.json", &manifest.replace(size, "\"size\": 18446744073709551615,"));
    });
    assert!(said.contains("the manifest says 18446744073709551615"), "{said}");
    changed(2, |tree| {
        let manifest = fs::read_to_string(tree.join("manifest.json")).expect("a manifest");
        write(tree, "manifest.json", &manifest.replace(size, "\"size\": 1e99,"));
    });
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let said = changed(1, |tree| {
        let outside = tree.with_file_name("outside");
        fs::create_dir(&outside).expect("a folder");
        fs::write(outside.join("index.html"), "<p>policies").expect("a file");
        fs::remove_dir_all(tree.join("theme")).expect("a folder");
        std::os::unix::fs::symlink(&outside, tree.join("theme")).expect("a link");
        fs::remove_file(tree.join("en/index.html")).expect("a file");
        std::os::unix::fs::symlink(outside.join("index.html"), tree.join("en/index.html")).expect("a link");
    });
    assert!(said.contains("`theme/a.css` is missing"), "{said}");
    assert!(said.contains("`theme` is not in the manifest"), "{said}");
    assert!(said.contains("`en/index.html` cannot be read: it is a link, not a file"), "{said}");
}

#[cfg(feature = "publish")]
mod served {
    use std::convert::Infallible;
    use std::net::SocketAddr;
    use std::sync::Arc;

    use http_body_util::Full;
    use hyper::body::{Bytes, Incoming};
    use hyper::service::service_fn;
    use hyper::{Request, Response};
    use hyper_util::rt::TokioIo;
    use tokio::net::TcpListener;
    use tokio::runtime::Runtime;

    use promulgate::site::delivery::Redirect;

    use super::*;

    type Answer = dyn Fn(&str) -> Response<Full<Bytes>> + Send + Sync;

    /// A server that answers requests for paths.
    fn serve(
        answer: impl Fn(&str) -> Response<Full<Bytes>> + Send + Sync + 'static,
    ) -> (Runtime, SocketAddr) {
        let answer: Arc<Answer> = Arc::new(answer);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let answer = answer.clone();
                tokio::spawn(async move {
                    let service = service_fn(move |request: Request<Incoming>| {
                        let response = answer(request.uri().path());
                        async { Ok::<_, Infallible>(response) }
                    });
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(socket), service)
                        .await;
                });
            }
        });
        (runtime, address)
    }

    /// A tree as a host serves it, with what `change` makes of each answer.
    fn host(
        tree: Tree,
        change: impl Fn(&str, Response<Full<Bytes>>) -> Response<Full<Bytes>> + Send + Sync + 'static,
    ) -> (Runtime, SocketAddr) {
        let manifest = tree.manifest();
        serve(move |path| {
            let mut file = path.trim_start_matches('/').to_owned();
            if file.is_empty() || file.ends_with('/') {
                file.push_str("index.html");
            } else if file.ends_with("index.html") || file.starts_with('_') {
                file.clear();
            }
            let response = match (tree.files.get(&file), manifest.files.get(&file)) {
                (Some(text), Some(entry)) => Response::builder()
                    .status(if file == "404.html" { 404 } else { 200 })
                    .header("content-type", &entry.content_type)
                    .header("cache-control", &entry.cache_control)
                    .body(Full::from(text.clone())),
                _ if file == "manifest.json" => Response::builder().body(Full::from(manifest.to_bytes())),
                _ => Response::builder().status(404).body(Full::default()),
            };
            change(&file, response.expect("a response"))
        })
    }

    fn verify(address: SocketAddr) -> Output {
        let folder = tempfile::tempdir().expect("a temporary folder");
        promulgate(folder.path(), &["verify", &format!("http://{address}")])
    }

    #[test]
    fn a_site_is_verified_as_it_is_served() {
        let (_runtime, address) = host(Tree::new(), |_, response| response);
        let output = verify(address);
        assert_code(&output, 0);
        let said = printed(&output);
        assert!(said.contains("not asked for, because a host does not serve them: _headers"), "{said}");
        assert!(!said.contains("warning"), "{said}");
    }

    #[test]
    fn what_a_server_changes_is_found() {
        let (_runtime, address) = host(Tree::new(), |file, mut response| {
            match file {
                "en/privacy/index.html" => *response.body_mut() = Full::from("<p>in force: 2021-02-08"),
                "theme/a.css" => *response.status_mut() = hyper::StatusCode::NOT_FOUND,
                "theme/b.js" => *response.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR,
                "index.html" => *response.body_mut() = Full::from("x".repeat(100_000)),
                _ => {}
            }
            response
        });
        let output = verify(address);
        assert_code(&output, 1);
        let said = printed(&output);
        for line in [
            "`en/privacy/index.html` was changed: its SHA-256 is",
            "`theme/a.css` is missing",
            "`theme/b.js` cannot be read: the server answers 500",
            "`index.html` was changed: it has more than the 12 bytes",
        ] {
            assert!(said.contains(line), "{line}: {said}");
        }
        assert!(said.contains("4 errors"), "{said}");
    }

    #[test]
    fn headers_are_compared() {
        let (_runtime, address) = host(Tree::new(), |file, mut response| {
            response.headers_mut().remove("cache-control");
            if file == "en/index.html" {
                response.headers_mut().insert("content-type", "text/plain".parse().expect("a value"));
            }
            if file == LEDGER {
                let octets = "application/octet-stream".parse().expect("a value");
                response.headers_mut().insert("content-type", octets);
            }
            response
        });
        let output = verify(address);
        assert_code(&output, 1);
        let said = printed(&output);
        assert!(
            said.contains("error[published-type]: `en/index.html` is delivered as `text/plain`"),
            "{said}"
        );
        assert!(
            said.contains("come without `Cache-Control`, which should be `public, max-age=300`")
                && said.contains("`ledgers/privacy.toml` come with `Content-Type: application/octet-stream`"),
            "{said}"
        );
    }

    /// A host that reads `_redirects` leads from a former name to the present one, where the tree has a page that says so.
    #[test]
    fn a_former_address_may_lead_to_the_present_one_and_nowhere_else() {
        for (target, code) in [("/en/privacy/", 0), ("/en/", 1)] {
            let mut tree = Tree::new();
            tree.files.insert("en/old/index.html".to_owned(), "moved".to_owned());
            tree.redirects =
                vec![Redirect { from: "/:lang/old/*".to_owned(), to: "/:lang/privacy/:splat".to_owned() }];
            let (_runtime, address) = host(tree, move |file, response| match file {
                "en/old/index.html" => Response::builder()
                    .status(301)
                    .header("location", target)
                    .body(Full::default())
                    .expect("a response"),
                _ => response,
            });
            let output = verify(address);
            assert_code(&output, code);
            let says = "1 former addresses lead to the present ones";
            assert_eq!(printed(&output).contains(says), code == 0, "{}", printed(&output));
        }
    }

    #[test]
    fn another_host_does_not_answer_for_this_one() {
        let (_runtime, other) = host(Tree::new(), |_, response| response);
        let (_redirecting, address) = serve(move |path| {
            let location = format!("http://localhost:{}{path}", other.port());
            Response::builder()
                .status(302)
                .header("location", location)
                .body(Full::default())
                .expect("a response")
        });
        let output = verify(address);
        assert_code(&output, 2);
        assert!(printed(&output).contains("it redirects to another host"), "{}", printed(&output));
    }

    #[test]
    fn what_is_not_there_is_said() {
        let (_runtime, address) =
            serve(|_| Response::builder().status(404).body(Full::default()).expect("a response"));
        let output = verify(address);
        assert_code(&output, 2);
        assert!(printed(&output).contains("the server answers 404"), "{}", printed(&output));
        assert_code(&verify(SocketAddr::from(([127, 0, 0, 1], 9))), 2);
    }
}
