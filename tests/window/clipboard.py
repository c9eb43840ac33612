"""Says what lies on the clipboard, which the program of the window holds: «text» or «picture WIDTH HEIGHT»; nothing when it is empty."""
import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

clipboard = Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)
picture = clipboard.wait_for_image()
if picture is not None:
    print(f"picture {picture.get_width()} {picture.get_height()}")
else:
    print(clipboard.wait_for_text() or "", end="")
