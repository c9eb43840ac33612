//! The development bridge: the same api over HTTP on the loopback address, so that
//! the window's pages can be driven in an ordinary browser against the real core.
//! Not in release builds; every call needs the random token it prints.

mod events;

use crate::cli_host::Dialogs;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use clap::Args;
use events::EventLog;
use regulars_api::{ApiError, Session};
use regulars_core::Sentence;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tower_http::services::{ServeDir, ServeFile};

/// Serve a book to a browser on this computer.
#[derive(Args)]
pub struct Serve {
    /// The book's folder; the welcome screen unless given.
    book: Option<PathBuf>,
    /// The built pages.
    #[arg(long, default_value = "ui/dist")]
    pages: PathBuf,
    /// The port; any free one unless given.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Files that dialogs will answer with, one for each dialog in turn.
    #[arg(long)]
    answer: Vec<PathBuf>,
}

impl Serve {
    /// Serves until the process is ended. Prints the address to open.
    pub(crate) fn run(self) -> Result<ExitCode, ApiError> {
        let index = self.pages.join("index.html");
        if !index.is_file() {
            return Err(cannot(format!(
                "The pages are not built: there is no {}. Run `npm run build` in ui.",
                index.display()
            )));
        }
        let log = Arc::new(EventLog::default());
        let told = log.clone();
        let host = Arc::new(Dialogs::new(self.answer));
        let session = Session::new(host, move |event| told.push(&event));
        if let Some(book) = &self.book {
            let path = std::path::absolute(book).unwrap_or_else(|_| book.clone());
            session.call("book.open", json!({ "path": path }))?;
        }
        let token: String = rand::random::<[u8; 16]>().iter().map(|b| format!("{b:02x}")).collect();
        let shared = Arc::new(Shared { session, log, token: token.clone() });
        let door = Router::new()
            .route("/rpc", post(call))
            .route("/events", get(events))
            .layer(from_fn_with_state(shared.clone(), only_with_token))
            .fallback_service(ServeDir::new(&self.pages).fallback(ServeFile::new(index)))
            .with_state(shared);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(no_door)?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", self.port)).await.map_err(no_door)?;
            let base = format!("http://{}", listener.local_addr().map_err(no_door)?);
            println!("{base}/?bridge={base}&token={token}");
            axum::serve(listener, door).await.map_err(no_door)
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

fn cannot(message: String) -> ApiError {
    ApiError { code: "file", message: Sentence::plain(message), field: None }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn no_door(error: std::io::Error) -> ApiError {
    cannot(format!("The bridge cannot listen: {error}."))
}

struct Shared {
    session: Session,
    log: Arc<EventLog>,
    token: String,
}

async fn only_with_token(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let given = request.headers().get("X-Regulars-Token").and_then(|value| value.to_str().ok());
    if given != Some(shared.token.as_str()) {
        let no = json!({ "code": "internal", "message": "This page has no token for the bridge." });
        return (StatusCode::FORBIDDEN, Json(no)).into_response();
    }
    next.run(request).await
}

#[derive(Deserialize)]
struct Call {
    name: String,
    #[serde(default)]
    payload: Value,
}

async fn call(State(shared): State<Arc<Shared>>, Json(Call { name, payload }): Json<Call>) -> Response {
    match waiting(move || shared.session.call(&name, payload)).await {
        Some(Ok(value)) => Json(value).into_response(),
        Some(Err(error)) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

async fn events(State(shared): State<Arc<Shared>>, Query(After { after }): Query<After>) -> Response {
    match waiting(move || shared.log.after(after)).await {
        Some(events) => Json(events).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Runs what waits for the book or for news on a thread that may wait. `None`: it panicked.
async fn waiting<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}
