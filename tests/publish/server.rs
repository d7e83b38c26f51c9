//! A server that speaks the protocol of S3 on this machine, for the tests of `publish`: s3s with its file system behind
//! it, and in front a layer that writes down what is asked for and can die at a given request.
//!
//! s3s-fs looks at conditions (`If-Match`, `If-None-Match`) before it writes, but not in one step, and stores an object
//! apart from its ETag. Real stores do both at once, so here one request writes at a time, and none reads meanwhile.

use std::convert::Infallible;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use promulgate::site::delivery::{Class, content_type};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::RwLock;

pub const KEY: &str = "key-of-the-tests";
pub const SECRET: &str = "a-secret-that-nobody-may-see";
pub const BUCKET: &str = "policies";

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: Method,
    /// Below the bucket.
    pub key: String,
    pub content_type: String,
    pub cache_control: String,
}

/// At which request the server dies: until it is revived it cuts every connection.
#[derive(Clone)]
pub struct Fault {
    pub is_it: fn(&Asked) -> bool,
    /// How many such requests it answers before.
    pub after: usize,
    /// True if it does what is asked and dies before it answers.
    pub done: bool,
}

#[derive(Default)]
struct Watch {
    asked: Vec<Asked>,
    fault: Option<Fault>,
    is_dead: bool,
    /// The file that is forgotten before it is written.
    forgotten: Option<PathBuf>,
}

/// What the layer in front does with a request.
enum Fate {
    Answer,
    Cut,
    DoAndCut,
}

pub struct Server {
    pub address: SocketAddr,
    /// Where the bucket is served to readers.
    pub readers: SocketAddr,
    folder: TempDir,
    watch: Arc<Mutex<Watch>>,
    _runtime: Runtime,
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join(BUCKET)).expect("a folder");
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a file system"));
        builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = builder.build();
        let watch = Arc::new(Mutex::new(Watch::default()));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let (address, readers) = runtime.block_on(async {
            let listeners = (TcpListener::bind("127.0.0.1:0").await, TcpListener::bind("127.0.0.1:0").await);
            let (store, readers) = (listeners.0.expect("a port"), listeners.1.expect("a port"));
            let addresses =
                (store.local_addr().expect("an address"), readers.local_addr().expect("an address"));
            tokio::spawn(serve_store(store, service, watch.clone()));
            tokio::spawn(serve_readers(readers, folder.path().join(BUCKET)));
            addresses
        });
        Server { address, readers, folder, watch, _runtime: runtime }
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was asked for since the last time, in order.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.watch().asked)
    }

    /// Lets the server die.
    pub fn die_at(&self, fault: Fault) {
        self.watch().fault = Some(fault);
    }

    /// Brings it back; true if it had died.
    pub fn revive(&self) -> bool {
        let mut watch = self.watch();
        watch.fault = None;
        std::mem::take(&mut watch.is_dead)
    }

    /// Forgets an object whenever it is written, so that no condition on it ever fails.
    pub fn forget(&self, key: &str) {
        let file = self.file(key);
        self.watch().forgotten = Some(file);
    }

    /// Where the file of an object is.
    pub fn file(&self, key: &str) -> PathBuf {
        self.folder.path().join(BUCKET).join(key)
    }

    /// The site as readers see it.
    pub fn url(&self) -> String {
        format!("http://{}/", self.readers)
    }
}

async fn serve_store(listener: TcpListener, service: S3Service, watch: Arc<Mutex<Watch>>) {
    let turn = Arc::new(RwLock::new(()));
    while let Ok((socket, _)) = listener.accept().await {
        let (service, watch, turn) = (service.clone(), watch.clone(), turn.clone());
        tokio::spawn(async move {
            let answer = service_fn(move |request: Request<Incoming>| {
                let (service, watch, turn) = (service.clone(), watch.clone(), turn.clone());
                async move {
                    let fate = fate(&watch, asked(&request));
                    if matches!(fate, Fate::Cut) {
                        return Err("cut".to_owned());
                    }
                    let response = if request.method() == Method::GET || request.method() == Method::HEAD {
                        let _turn = turn.read().await;
                        hyper::service::Service::call(&service, request).await
                    } else {
                        let _turn = turn.write().await;
                        forget(&watch, &request);
                        hyper::service::Service::call(&service, request).await
                    };
                    match fate {
                        Fate::Answer => response.map_err(|error| format!("{error:?}")),
                        Fate::Cut | Fate::DoAndCut => Err("cut".to_owned()),
                    }
                }
            });
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(socket), answer)
                .await;
        });
    }
}

fn asked(request: &Request<Incoming>) -> Asked {
    let header = |name: &str| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let key = request.uri().path().trim_start_matches('/').strip_prefix(BUCKET).unwrap_or_default();
    Asked {
        method: request.method().clone(),
        key: key.trim_start_matches('/').to_owned(),
        content_type: header("content-type"),
        cache_control: header("cache-control"),
    }
}

fn forget(watch: &Mutex<Watch>, request: &Request<Incoming>) {
    let watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = watch.forgotten.as_ref().filter(|file| file.ends_with(asked(request).key)) {
        let _ = fs::remove_file(file);
    }
}

fn fate(watch: &Mutex<Watch>, asked: Asked) -> Fate {
    let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
    if watch.is_dead {
        return Fate::Cut;
    }
    let mut fate = Fate::Answer;
    if let Some(fault) = watch.fault.as_mut().filter(|fault| (fault.is_it)(&asked)) {
        if fault.after > 0 {
            fault.after -= 1;
        } else {
            fate = if fault.done { Fate::DoAndCut } else { Fate::Cut };
        }
    }
    if !matches!(fate, Fate::Answer) {
        watch.is_dead = true;
    }
    watch.asked.push(asked);
    fate
}

/// Serves a folder as a host does: pages at their folders, with the headers that the manifest asks for.
pub async fn serve_readers(listener: TcpListener, folder: PathBuf) {
    while let Ok((socket, _)) = listener.accept().await {
        let folder = folder.clone();
        tokio::spawn(async move {
            let answer = service_fn(|request: Request<Incoming>| {
                let response = serve_file(&folder, request.uri().path());
                async { Ok::<_, Infallible>(response) }
            });
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(socket), answer)
                .await;
        });
    }
}

fn serve_file(folder: &Path, path: &str) -> Response<Full<Bytes>> {
    let response = Response::builder();
    if path.ends_with("/index.html") {
        let folder = path.trim_end_matches("index.html");
        return response.status(301).header("location", folder).body(Full::default()).expect("a response");
    }
    let mut file = path.trim_start_matches('/').to_owned();
    if file.is_empty() || file.ends_with('/') {
        file.push_str("index.html");
    }
    match fs::read(folder.join(&file)) {
        Ok(bytes) => response
            .status(if file == "404.html" { 404 } else { 200 })
            .header("content-type", content_type(&file))
            .header("cache-control", Class::of(&file).cache_control())
            .body(Full::from(bytes))
            .expect("a response"),
        Err(_) => response.status(404).body(Full::default()).expect("a response"),
    }
}
