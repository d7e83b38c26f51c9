//! The preview as a server of HTTP, for the browsers of this machine.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, Request, State as Shared};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures::{Stream, StreamExt as _, stream};
use jiff::civil::Date;
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot, watch};
use tokio::time::timeout;

use super::answer::{Answer, own};
use super::engine::Message;
use super::state::PreviewState;

/// What requests need.
#[derive(Clone)]
pub struct RequestContext {
    pub messages: Sender<Message>,
    pub states: watch::Receiver<PreviewState>,
    /// The hosts under which the preview may be asked for, with their port.
    pub hosts: Arc<Vec<String>>,
    /// Seats for those who wait for news.
    pub listeners: Arc<Semaphore>,
}

/// How long an answer may take, with whatever is sent along.
const REQUEST: Duration = Duration::from_secs(60);

/// How many pages may wait for news at once, so that seats stay free for what they ask for.
pub const LISTENERS: usize = 128;

/// No script, style, picture or connection but our own, and no page of others around ours.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The hosts that name this server: the address on which it listens, and the names of this machine for itself.
pub fn hosts(address: SocketAddr) -> Vec<String> {
    let port = address.port();
    let own = match address.ip() {
        IpAddr::V4(ip) => format!("{ip}:{port}"),
        IpAddr::V6(ip) => format!("[{ip}]:{port}"),
    };
    let mut hosts = vec![own];
    if address.ip().is_loopback() {
        hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}")));
    }
    hosts
}

/// Everything that can be asked for.
pub fn router(context: RequestContext) -> Router {
    Router::new()
        .route("/.promulgate/events", get(events))
        .route("/.promulgate/last", get(last))
        .route("/.promulgate/day", post(day))
        .fallback(page)
        .layer(middleware::from_fn_with_state(context.clone(), guard))
        .with_state(context)
}

/// Lets nobody in who came by another name: a page of some other site that a browser of this machine has open may send
/// requests here, and may even have its own name lead here (DNS rebinding).
async fn guard(Shared(context): Shared<RequestContext>, request: Request, next: Next) -> Response {
    let mut response = match is_ours(&context.hosts, &request) {
        // Also what is sent along may take only so long.
        true => timeout(REQUEST, next.run(request))
            .await
            .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response()),
        false => StatusCode::FORBIDDEN.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // With none at all, browsers would not say where a form of ours comes from either.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_ours(hosts: &[String], request: &Request) -> bool {
    let headers = request.headers();
    let only = |name| {
        let mut values = headers.get_all(name).iter();
        let first = values.next();
        (first, values.next().is_some())
    };
    let is_known = |host: &str| hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
    let (host, two_hosts) = only(header::HOST);
    let (origin, two_origins) = only(header::ORIGIN);
    let host_is_ours = host.and_then(|host| host.to_str().ok()).is_some_and(is_known);
    let origin_is_ours = origin.is_none_or(|origin| {
        origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")).is_some_and(is_known)
    });
    // What a browser says of the page that asks, where it says it (Fetch Metadata). Another port of this machine is another
    // site's page, too. A link that somebody follows leads here from anywhere; a frame or a form does not.
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|said| said == value);
    let is_link = says("sec-fetch-mode", "navigate")
        && says("sec-fetch-dest", "document")
        && [Method::GET, Method::HEAD].contains(request.method());
    let is_own = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let is_asked_by_others = !is_own && !is_link;
    host_is_ours && origin_is_ours && !two_hosts && !two_origins && !is_asked_by_others
}

/// States as they come, the present one first.
async fn events(Shared(context): Shared<RequestContext>) -> Response {
    match context.listeners.try_acquire_owned() {
        Ok(seat) => news(context.states, seat).into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

fn news(
    mut states: watch::Receiver<PreviewState>,
    seat: OwnedSemaphorePermit,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    states.mark_changed();
    let stream = stream::unfold((states, seat), |(mut states, seat)| async {
        states.changed().await.ok()?;
        let state = states.borrow_and_update().clone();
        let event = Event::default().data(serde_json::to_string(&state).unwrap_or_default());
        Some((event, (states, seat)))
    });
    Sse::new(stream.map(Ok)).keep_alive(KeepAlive::default())
}

async fn last(Shared(context): Shared<RequestContext>) -> Response {
    ask(&context, Message::AskLast).await
}

async fn page(Shared(context): Shared<RequestContext>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    match own(uri.path()) {
        Some(answer) => response(answer),
        None => ask(&context, |reply| Message::Ask(uri.path().to_owned(), reply)).await,
    }
}

/// What the form of the bar sends.
#[derive(Deserialize)]
struct Day {
    #[serde(default)]
    day: String,
    today: Option<String>,
    back: String,
}

async fn day(Shared(context): Shared<RequestContext>, Form(form): Form<Day>) -> Response {
    let day: Option<Date> = form.day.parse().ok();
    if day.is_none() && form.today.is_none() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let (done, turned) = oneshot::channel();
    let asked = day.filter(|_| form.today.is_none());
    if context.messages.send(Message::TurnTo(asked, done)).is_err() || turned.await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    // A path of this server, not an address of another one.
    let is_path = form.back.starts_with('/') && !form.back.starts_with("//") && !form.back.contains('\\');
    response(Answer::redirect(if is_path { form.back } else { "/".to_owned() }))
}

async fn ask(context: &RequestContext, message: impl FnOnce(oneshot::Sender<Answer>) -> Message) -> Response {
    let (reply, answer) = oneshot::channel();
    if context.messages.send(message(reply)).is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    answer.await.map_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response(), response)
}

fn response(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    if let Some(location) = answer.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(method: &str, fetch: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method(method).uri("/").header("host", "localhost:4000");
        for (name, value) in fetch {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        is_ours(&["localhost:4000".to_owned()], &request)
    }

    #[test]
    fn only_our_own_pages_and_links_that_people_follow_are_answered() {
        let (site, mode, dest) = ("sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest");
        assert!(answer("GET", &[]));
        assert!(answer("GET", &[(site, "none"), (mode, "navigate"), (dest, "document")]));
        assert!(answer("GET", &[(site, "same-origin"), (mode, "cors"), (dest, "empty")]));
        for other in ["cross-site", "same-site"] {
            assert!(answer("GET", &[(site, other), (mode, "navigate"), (dest, "document")]), "{other}");
            assert!(!answer("POST", &[(site, other), (mode, "navigate"), (dest, "document")]), "{other}");
            assert!(!answer("GET", &[(site, other), (mode, "navigate"), (dest, "iframe")]), "{other}");
            assert!(!answer("GET", &[(site, other), (mode, "no-cors"), (dest, "script")]), "{other}");
            assert!(!answer("GET", &[(site, other)]), "{other}");
        }
        assert!(!answer("GET", &[("origin", "http://localhost:5000")]));
        assert!(answer("GET", &[("origin", "http://localhost:4000")]));
    }
}
