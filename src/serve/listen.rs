//! Connections to the preview, with two limits: how many there are at once, and how long one may take to say what it asks for, so
//! that whoever says nothing soon makes room. How long it takes to read an answer has no limit: whoever asks for a large page and
//! never reads it keeps a place for as long as the connection lasts. Who comes when all places are taken hears so at once.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

/// The limits of a server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many connections may be open at once.
    pub connections: usize,
    /// How long a connection may take to say what it asks for, also between two requests.
    pub headers: Duration,
}

impl Limits {
    /// Those of the preview: a browser has six connections to one host.
    pub const PREVIEW: Limits = Limits { connections: 256, headers: Duration::from_secs(10) };
}

/// How long it waits when the system has no more connections to give.
const PAUSE: Duration = Duration::from_millis(200);

/// What a connection hears that is one too many.
const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n";

/// Serves until the process ends.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits) {
    let seats = Arc::new(Semaphore::new(limits.connections));
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                if !is_of_one(&error) {
                    sleep(PAUSE).await;
                }
                continue;
            }
        };
        let Ok(seat) = Arc::clone(&seats).try_acquire_owned() else {
            tokio::spawn(turn_away(stream));
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(limits.headers);
            // Whoever goes, or is sent away, is nobody's fault.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            drop(seat);
        });
    }
}

/// True for a fault of one connection, after which the next can be taken at once.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    [ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind())
}

async fn turn_away(mut stream: TcpStream) {
    let said = async {
        stream.write_all(BUSY).await?;
        stream.shutdown().await
    };
    let _ = timeout(Duration::from_secs(1), said).await;
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::routing::get;
    use tokio::io::AsyncReadExt as _;

    use super::*;

    async fn server(limits: Limits) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route("/", get(|| async { "here" }));
        tokio::spawn(serve(listener, router, limits));
        address
    }

    async fn answer(address: SocketAddr) -> String {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        let mut text = String::new();
        let _ = stream.read_to_string(&mut text).await;
        text
    }

    #[test]
    fn who_says_nothing_is_sent_away_and_others_are_answered() {
        tokio::runtime::Runtime::new().expect("a runtime").block_on(idlers_and_others());
    }

    async fn idlers_and_others() {
        let limits = Limits { connections: 8, headers: Duration::from_millis(300) };
        let address = server(limits).await;
        let mut idle = Vec::new();
        for number in 0..8 {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            // Some say nothing, some half of it, some ask once and stay.
            let words: &[u8] = match number % 3 {
                0 => b"",
                1 => b"GET / HTTP/1.1\r\nHost: ",
                _ => b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            };
            stream.write_all(words).await.expect("a connection");
            idle.push(stream);
        }
        sleep(Duration::from_millis(50)).await;
        assert!(answer(address).await.starts_with("HTTP/1.1 503"), "one too many");
        for mut stream in idle {
            let mut bytes = Vec::new();
            let ended = timeout(Duration::from_secs(5), stream.read_to_end(&mut bytes)).await;
            assert!(ended.is_ok(), "a connection stays open");
        }
        assert!(answer(address).await.ends_with("here"));
    }
}
