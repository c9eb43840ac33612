"""A small window to drag a file from, as from a file manager: drag.py FILE"""
import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

window = Gtk.Window(title="regulars drag source")
window.set_default_size(120, 90)
box = Gtk.EventBox()
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
address = pathlib.Path(sys.argv[1]).resolve().as_uri()
box.connect("drag-data-get", lambda _box, _context, data, _info, _time: data.set_uris([address]))
window.add(box)
window.show_all()
Gtk.main()
