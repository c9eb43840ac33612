//! E-mail addresses.

/// The address without white space around it and without `mailto:` or angle brackets.
pub fn tidy(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    text.trim_start_matches('<').trim_end_matches('>').trim().to_owned()
}

/// Whether mail could be sent there: something, one @, a host, no white space.
pub fn plausible(address: &str) -> bool {
    let Some((local, host)) = address.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && !host.is_empty()
        && !address.chars().any(char::is_whitespace)
        && !host.starts_with('.')
        && !host.ends_with('.')
}

/// The form two addresses are compared in.
pub fn key(address: &str) -> String {
    tidy(address).to_lowercase()
}
