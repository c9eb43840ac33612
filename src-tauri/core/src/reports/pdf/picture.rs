//! Pictures made of points: the shop's logo.

use printpdf::RawImage;
use std::rc::Rc;

/// A picture that can be drawn.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) image: Rc<RawImage>,
    /// The file it was read from.
    pub(super) file: Rc<[u8]>,
}

impl Picture {
    /// Reads a PNG or JPEG file; `None` when it is none that can be read.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let image = RawImage::decode_from_bytes(bytes, &mut Vec::new()).ok()?;
        (image.width > 0 && image.height > 0).then(|| Self { image: Rc::new(image), file: bytes.into() })
    }

    /// Width and height as large as they can be within a box, in points.
    pub fn within(&self, width: f32, height: f32) -> (f32, f32) {
        let (across, down) = (self.image.width as f32, self.image.height as f32);
        let scale = (width / across).min(height / down);
        (across * scale, down * scale)
    }
}
