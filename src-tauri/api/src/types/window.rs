//! The window and what it asks of the computer around it.

crate::types::wire_types! {
    /// A place in the window.
    PlaceRequest {
        /// As in its address, such as `#/customers`.
        place: String,
    }
    /// A link for another program.
    LinkRequest {
        /// A `tel:`, `sms:` or `mailto:` link.
        link: String,
    }
    /// Something to be said by the desktop, so that it is seen beside other programs too.
    NotifyRequest {
        /// In a few words.
        title: String,
        /// More of it.
        text: String,
    }
    /// Whether the desktop says it.
    Notified {
        /// False where there are no notifications; the window then says it alone.
        shown: bool,
    }
    /// What becomes of the program when its last window is closed.
    BackgroundRequest {
        /// Chooses that it goes on; null only to ask.
        on: Option<bool>,
    }
    /// What becomes of the program when its last window is closed.
    Background {
        /// Whether there is a choice on this computer.
        offered: bool,
        /// It goes on and reminds, with an icon beside the clock.
        on: bool,
    }
    /// The drawing mode.
    GraphicsRequest {
        /// Chooses it; null only to ask.
        compatible: Option<bool>,
    }
    /// The drawing mode, as it is from the next start on.
    Graphics {
        /// Whether there is a choice on this computer.
        offered: bool,
        /// Slower, and free of the errors of some graphics cards.
        compatible: bool,
    }
}
