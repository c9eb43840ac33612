//! How much memory this process holds and held.

/// The most there ever was, in bytes (`VmHWM`); not a number where the system does not say.
pub fn peak() -> f64 {
    status("VmHWM:")
}

/// What is held now, in bytes (`VmRSS`); not a number where the system does not say.
pub fn now() -> f64 {
    status("VmRSS:")
}

fn status(name: &str) -> f64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with(name))?.to_owned();
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        })
        .map_or(f64::NAN, |kilobytes| kilobytes * 1024.0)
}

/// The size of a folder with everything in it, in bytes.
pub fn on_disk(dir: &std::path::Path) -> f64 {
    let Ok(entries) = std::fs::read_dir(dir) else { return 0.0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => on_disk(&entry.path()),
            Ok(meta) => meta.len() as f64,
            Err(_) => 0.0,
        })
        .sum()
}
