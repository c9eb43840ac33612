//! The one command of the window.

use regulars_api::{ApiError, Session};
use serde_json::Value as Json;
use std::sync::Arc;
use tauri::State;

/// Runs an api command off the window's thread, so that nothing ever blocks it.
#[tauri::command]
pub async fn rpc(session: State<'_, Arc<Session>>, name: String, payload: Json) -> Result<Json, ApiError> {
    let session = session.inner().clone();
    tauri::async_runtime::spawn_blocking(move || session.call(&name, payload))
        .await
        .unwrap_or_else(|error| Err(ApiError::malformed(format!("The call did not come back: {error}."))))
}
