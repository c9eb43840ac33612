//! WebKitGTK without a graphics card draws 8 to 13 frames a second in its usual
//! mode and about 50 with this variable; with a card the variable would turn the
//! card off, so it is only set where there is none, or where somebody chose it
//! because their card shows errors.

use crate::system;
use std::path::PathBuf;

/// The file whose presence says that the compatible mode was chosen.
fn choice() -> PathBuf {
    system::config_folder().join("compatible-graphics")
}

/// Whether the compatible mode is chosen; `None` on systems that have one mode only.
pub(super) fn chosen() -> Option<bool> {
    cfg!(target_os = "linux").then(|| choice().exists())
}

/// Chooses the mode from the next start on.
pub(super) fn choose(compatible: bool) -> std::io::Result<()> {
    let file = choice();
    if compatible {
        std::fs::create_dir_all(system::config_folder())?;
        std::fs::write(file, [])
    } else if file.exists() {
        std::fs::remove_file(file)
    } else {
        Ok(())
    }
}

#[cfg(target_os = "linux")]
pub(super) fn prepare() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let card = std::fs::read_dir("/dev/dri")
        .map(|entries| entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with("renderD")))
        .unwrap_or(false);
    if (card && !choice().exists()) || std::env::var_os(VARIABLE).is_some() {
        return;
    }
    // SAFETY: called first thing in `run`, before any other thread exists that could
    // read the environment at the same time.
    #[allow(unsafe_code)]
    unsafe {
        std::env::set_var(VARIABLE, "1");
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn prepare() {}
