"""Stands in for a desktop on the session bus: a place that shows icons of programs, and notifications.
Says on its standard output, a JSON document a line, which icons are registered and what is notified.
A line `activate` on its standard input presses the newest icon."""
import json
import sys

from gi.repository import Gio, GLib

INTERFACES = """<node>
  <interface name="org.kde.StatusNotifierWatcher">
    <method name="RegisterStatusNotifierItem"><arg direction="in" type="s"/></method>
    <method name="RegisterStatusNotifierHost"><arg direction="in" type="s"/></method>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
    <signal name="StatusNotifierHostRegistered"/>
  </interface>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/><arg direction="in" type="s"/>
      <arg direction="in" type="s"/><arg direction="in" type="as"/><arg direction="in" type="a{sv}"/><arg direction="in" type="i"/>
      <arg direction="out" type="u"/>
    </method>
    <method name="GetCapabilities"><arg direction="out" type="as"/></method>
    <method name="GetServerInformation">
      <arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/>
    </method>
  </interface>
</node>"""

items = []


def tell(**what):
    print(json.dumps(what), flush=True)


def called(bus, sender, path, interface, method, arguments, invocation):
    answer = None
    if method == "RegisterStatusNotifierItem":
        name = arguments.unpack()[0]
        items.append(sender if name.startswith("/") else name)
        Gio.bus_watch_name_on_connection(bus, items[-1], Gio.BusNameWatcherFlags.NONE, None, lambda _, gone: tell(gone=gone))
        tell(item=items[-1])
    elif method == "Notify":
        _, _, _, title, text, _, _, _ = arguments.unpack()
        tell(title=title, text=text)
        answer = GLib.Variant("(u)", (1,))
    elif method == "GetCapabilities":
        answer = GLib.Variant("(as)", (["body"],))
    elif method == "GetServerInformation":
        answer = GLib.Variant("(ssss)", ("desktop", "tests", "1", "1.2"))
    invocation.return_value(answer)


def asked(bus, sender, path, interface, name):
    return {
        "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
        "RegisteredStatusNotifierItems": GLib.Variant("as", items),
        "ProtocolVersion": GLib.Variant("i", 0),
    }[name]


def pressed(source, condition):
    line = source.readline()
    if line.strip() == "activate" and items:
        bus.call_sync(items[-1], "/StatusNotifierItem", "org.kde.StatusNotifierItem", "Activate", GLib.Variant("(ii)", (0, 0)), None, 0, 5000, None)
    return line != ""


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
for path, interface in (("/StatusNotifierWatcher", node.interfaces[0]), ("/org/freedesktop/Notifications", node.interfaces[1])):
    bus.register_object(path, interface, called, asked, None)
for name in ("org.kde.StatusNotifierWatcher", "org.freedesktop.Notifications"):
    Gio.bus_own_name_on_connection(bus, name, Gio.BusNameOwnerFlags.NONE, None, None)
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, pressed)
GLib.idle_add(lambda: tell(ready=True))
GLib.MainLoop().run()
