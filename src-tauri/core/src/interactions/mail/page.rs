//! The text of a message that is a page only: what stands in lines and cells there stands in lines
//! here. The library that reads messages takes out the markup but knows `<br>` and `<p>` alone, so
//! the beginnings of the others are marked before.

use mail_parser::decoders::html::html_to_text;

/// Marks from the range that Unicode leaves to programs.
const LINE: char = '\u{e000}';
const CELL: char = '\u{e001}';
const ITEM: char = '\u{e002}';

/// Elements that begin a line of their own and end it.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "dd",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "ol",
    "section",
    "table",
    "ul",
];

/// What a page says, as plain text.
pub(super) fn text(page: &str) -> String {
    let plain = html_to_text(&marked(page));
    let mut lines: Vec<String> = Vec::new();
    for piece in plain.split(LINE) {
        // A blank line that somebody wanted; that of nested elements nobody did.
        if piece.contains('\n') && piece.trim().is_empty() {
            lines.push(String::new());
        }
        let written = piece.trim();
        if !written.is_empty() {
            lines.extend(written.split('\n').map(row));
        }
    }
    lines.dedup_by(|one, before| one.is_empty() && before.is_empty());
    lines.join("\n").trim().to_owned()
}

/// One line: its cells with a sign between them, an item of a list with one before it.
fn row(line: &str) -> String {
    let cells: Vec<&str> = line.split(CELL).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let line = cells.join(" | ");
    match line.strip_prefix(ITEM) {
        Some(item) => format!("- {}", item.trim()),
        None => line.replace(ITEM, ""),
    }
}

/// The page with a mark where a line or a cell begins.
fn marked(page: &str) -> String {
    let mut whole = String::with_capacity(page.len() + page.len() / 8);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let inside = rest[1..].trim_start_matches('/');
        let name = inside.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let ends = rest.starts_with("</");
        match name.as_str() {
            "td" | "th" if !ends => whole.push(CELL),
            "li" if !ends => whole.extend([LINE, ITEM]),
            "tr" | "p" | "caption" if !ends => whole.push(LINE),
            block if BLOCKS.contains(&block) => whole.push(LINE),
            _ => {}
        }
        whole.push('<');
        rest = &rest[1..];
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn rows_cells_and_items_do_not_run_together() {
        let page = "<html><head><style>li{color:red}</style></head><body><div>Hello,</div><div><br></div>\
            <div>we need:</div><ul><li>Vases<li>Two <b>tables</b></li></ul>\
            <table><tr><th>Article</th><th>Price</th></tr>\n<tr><td>Vase</td>\n<td>20&nbsp;€</td></tr></table>\
            <p>Regards</p><p>Ida<br>Berg</p></body></html>";
        let said = text(page).replace('\u{a0}', " ");
        assert_eq!(
            said,
            "Hello,\n\nwe need:\n- Vases\n- Two tables\nArticle | Price\nVase | 20 €\nRegards\nIda\nBerg",
            "an order is read line by line"
        );
    }

    #[test]
    fn the_frame_of_a_newsletter_leaves_no_signs_behind() {
        let page =
            "<table><tr><td> </td><td><table><tr><td>Only this</td></tr></table></td><td></td></tr></table>";
        assert_eq!(text(page), "Only this");
        assert_eq!(text("3 &lt;td&gt; &amp; <b>more"), "3 <td> & more", "what only looks like markup stays");
    }
}
