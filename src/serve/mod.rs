//! The live preview: the site with its working texts, in the browser of who writes them, brought up to date with every
//! saved change.
//!
//! One thread has the site (`engine.rs`). It owns the workspace, which knows what the files say, and makes a
//! page when somebody asks for it (`answer.rs`). The watch over the folder and the server (`server.rs`) send it messages; it tells the
//! open pages that something is new (`state.rs`), and they ask for themselves again.

mod answer;
mod engine;
mod listen;
mod server;
mod state;

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use jiff::civil::Date;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot, watch as states};

use crate::workspace::{Today, Watch, Workspace};

/// How to serve a preview.
pub struct ServeOptions<'a> {
    /// The folder of the site.
    pub root: &'a Path,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Further hosts under which the preview may be asked for, with their ports.
    pub hosts: Vec<String>,
    /// The day for which the site is shown, instead of today.
    pub asked: Option<Date>,
    pub today: Today,
    /// True to look at the files again and again, where the system does not tell of changes.
    pub poll: bool,
}

/// What a preview that has begun says of itself.
pub struct Begun {
    /// Where the page is of the text that was edited last.
    pub url: String,
    /// True if the files are looked at again and again, which takes longer.
    pub is_polled: bool,
}

/// Serves the preview until the process ends. `begun` is told when it can be asked for.
///
/// # Errors
/// If it cannot listen at the address, or the folder cannot be watched.
pub fn run(options: ServeOptions<'_>, begun: impl FnOnce(&Begun)) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime.block_on(TcpListener::bind(options.address))?;
    let address = listener.local_addr()?;
    let root = options.root.canonicalize()?;
    let (messages, received) = mpsc::channel();
    let tell = {
        let messages = messages.clone();
        // Nobody listens any more when the process is about to end.
        move |changes| drop(messages.send(engine::Message::Changed(changes)))
    };
    let watch = Watch::begin(&root, options.poll, tell).map_err(io::Error::other)?;
    let is_polled = watch.is_polled();
    let watch = Mutex::new(watch);
    let (state_sender, state_receiver) = states::channel(state::PreviewState::default());
    let (today, asked, folder) = (options.today, options.asked, root.clone());
    let renew = move || {
        // A folder that cannot be watched is seen when the site is read.
        drop(watch.lock().unwrap_or_else(PoisonError::into_inner).renew(&root));
    };
    let engine = move || {
        let workspace = Workspace::open(&folder, today, asked);
        engine::run(workspace, &received, &state_sender, renew);
    };
    // Whether the engine has ended is heard from what it drops, also if it panics.
    let (running, ended) = oneshot::channel::<()>();
    let engine = move || {
        let _running = running;
        engine();
    };
    thread::Builder::new().name("engine".to_owned()).spawn(engine)?;
    let hosts = server::hosts(address).into_iter().chain(options.hosts).collect();
    let context = server::RequestContext {
        messages,
        states: state_receiver,
        hosts: Arc::new(hosts),
        listeners: Arc::new(Semaphore::new(server::LISTENERS)),
    };
    begun(&Begun { url: format!("http://{address}/.promulgate/last"), is_polled });
    let limits = listen::Limits::PREVIEW;
    runtime.block_on(async {
        let served = std::pin::pin!(listen::serve(listener, server::router(context), limits));
        futures::future::select(served, ended).await;
    });
    Err(io::Error::other("what makes its pages has ended"))
}
