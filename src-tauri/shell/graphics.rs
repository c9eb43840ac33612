//! WebKitGTK without a graphics card draws 8 to 13 frames a second in its usual
//! mode and about 50 with this variable; with a card the variable would turn the
//! card off, so it is only set where there is none.

#[cfg(target_os = "linux")]
pub(super) fn prepare() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let card = std::fs::read_dir("/dev/dri")
        .map(|entries| entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with("renderD")))
        .unwrap_or(false);
    if card || std::env::var_os(VARIABLE).is_some() {
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
