//! The one command of the window.

use super::opening::Opening;
use regulars_api::{ApiError, Session};
use serde_json::Value as Json;
use std::sync::Arc;
use tauri::State;

/// Runs an api command off the window's thread, so that nothing ever blocks it.
#[tauri::command]
pub async fn rpc(
    session: State<'_, Arc<Session>>,
    opening: State<'_, Arc<Opening>>,
    name: String,
    payload: Json,
) -> Result<Json, ApiError> {
    let (session, opening) = (session.inner().clone(), opening.inner().clone());
    let work = move || {
        opening.wait();
        session.call(&name, payload)
    };
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(ApiError::malformed(format!("The call did not come back: {error}."))))
}
