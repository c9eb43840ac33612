//! A QR code of filled squares.

use super::flow::Flow;
use super::look::INK;
use super::page::Item;
use super::tags::Role;
use qrcode::{Color, EcLevel, QrCode};

/// Draws a code with its side in points; false when the text is too long for one.
pub(super) fn draw(flow: &mut Flow, text: &str, alternative: &str, (x, y): (f32, f32), side: f32) -> bool {
    // Level M is what EPC069-12 asks for: it survives a stamp on a corner of the paper.
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return false };
    let width = code.width();
    let dot = side / width as f32;
    let colors = code.to_colors();
    flow.open(Role::Figure);
    if let Some(tree) = &mut flow.tree {
        tree.describe(alternative, [x, y, x + side, y + side]);
    }
    for (row, cells) in colors.chunks(width).enumerate() {
        let mut column = 0;
        // Neighbours are one bar, or hairlines would show between them on some screens.
        for run in cells.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let (x, y) = (x + column as f32 * dot, y + row as f32 * dot);
                flow.put(Item::Fill { x, y, width: run.len() as f32 * dot, height: dot, color: INK });
            }
            column += run.len();
        }
    }
    flow.close();
    true
}
