# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""What one program shows to assistive tools, read from the accessibility bus.

libatspi asks one thing of one widget and waits for the answer before it asks the next: a page of three
thousand widgets takes it half a minute. Here each widget is asked for its children level by level, all
questions of a level on their way together, and the Cache interface then tells of all of them at once. Who
stands below whom is not taken from the cache: in GTK 4.8 what was hidden keeps its place in it."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
COMPONENT = "org.a11y.atspi.Component"
EDITABLE = "org.a11y.atspi.EditableText"
ROOT = "/org/a11y/atspi/accessible/root"
NONE = "/org/a11y/atspi/null"
# How often the tree is read anew when it changed meanwhile, before that is the reader's to know.
TRIES = 20
# So many widgets are asked for their commands together.
BATCH = 250


class Changed(Exception):
    """The tree did not stand still while it was read."""


class Node:
    """A widget as it was when the tree was read."""

    def __init__(self, item):
        def part(*places):
            value = item
            for place in places:
                value = value.get_child_value(place)
            return value

        # Object, application, parent, place, number of children, interfaces, name, role, description, states.
        # One by one: unpacking the whole takes longer than all else.
        self.path = part(0, 1).get_string()
        self.interfaces = part(5).get_strv()
        self.name = part(6).get_string()
        self.role = Atspi.role_get_name(Atspi.Role(part(7).get_uint32()))
        self.focused = bool(part(9, 0).get_uint32() & 1 << int(Atspi.StateType.FOCUSED))


class Tree:
    """The widgets of the program with one process id."""

    bus = None

    def __init__(self, owner):
        self.owner = owner

    @classmethod
    def find(cls, pid):
        """The tree of the process, once it stands on the bus with something in it, else None."""
        if cls.bus is None:
            session = Gio.bus_get_sync(Gio.BusType.SESSION)
            address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                        Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
            cls.bus = Gio.DBusConnection.new_for_address_sync(
                address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
                None, None)
        registry = cls("org.a11y.atspi.Registry")
        for owner, path in registry.ask((ROOT, ACCESSIBLE, "GetChildren")) or []:
            found = cls("org.freedesktop.DBus").ask(("/org/freedesktop/DBus", "org.freedesktop.DBus",
                                                     "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,))))
            if found == pid and cls(owner).ask((path, ACCESSIBLE, "GetChildren")):
                return cls(owner)
        return None

    def send(self, questions):
        """The replies to all @questions (path, interface, method, arguments), None where there was none."""
        answers = [None] * len(questions)
        waiting = set(range(len(questions)))

        def answered(bus, result, number):
            waiting.discard(number)
            try:
                answers[number] = bus.call_finish(result)
            except GLib.Error:  # it was taken down
                pass

        for number, (path, interface, method, *arguments) in enumerate(questions):
            self.bus.call(self.owner, path, interface, method, arguments[0] if arguments else None, None,
                          Gio.DBusCallFlags.NONE, -1, None, answered, number)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return answers

    def ask_all(self, questions):
        """What the replies say."""
        return [reply.unpack()[0] if reply else None for reply in self.send(questions)]

    def ask(self, question):
        return self.ask_all([question])[0]

    def _ask_children(self):
        """Which paths stand below which, from the root down."""
        below, level = {}, [ROOT]
        while level:
            for path, children in zip(level, self.ask_all([(path, ACCESSIBLE, "GetChildren") for path in level])):
                if children is None:
                    raise Changed
                below[path] = [child for _owner, child in children if child != NONE]
            level = [child for path in level for child in below[path]]
        return below

    def _read_cache(self):
        """All widgets that were asked for, by their path."""
        reply, = self.send([("/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")])
        if reply is None:
            raise Changed
        items = reply.get_child_value(0)
        nodes = (Node(items.get_child_value(number)) for number in range(items.n_children()))
        return {node.path: node for node in nodes}

    def _read_once(self):
        # The children first: who was asked for is in the cache from then on.
        below = self._ask_children()
        nodes = self._read_cache()
        found, stack = [], below[ROOT][::-1]
        while stack:
            path = stack.pop()
            if path not in nodes:
                raise Changed
            found.append(nodes[path])
            stack += reversed(below[path])
        return found

    def read(self):
        """All that stands in the tree at one time, in reading order."""
        for _ in range(TRIES):
            try:
                return self._read_once()
            except Changed:
                continue
        raise Changed

    def do(self, node, action):
        """Gives the widget's own command; whether it took it."""
        count = self.ask((node.path, "org.freedesktop.DBus.Properties", "Get",
                          GLib.Variant("(ss)", (ACTION, "NActions")))) if ACTION in node.interfaces else 0
        # GTK 4.8 counts those with a parameter and then will not name them; nor those of what is insensitive.
        names = self.ask_all([(node.path, ACTION, "GetName", GLib.Variant("(i)", (place,)))
                              for place in range(count or 0)])
        return action in names and bool(self.ask((node.path, ACTION, "DoAction",
                                                  GLib.Variant("(i)", (names.index(action),)))))

    def act(self, nodes, action):
        """Gives the first of the widgets that has such a command it; whether one took it."""
        able = [node for node in nodes if ACTION in node.interfaces]
        for start in range(0, len(able), BATCH):
            batch = able[start:start + BATCH]
            for node, rows in zip(batch, self.ask_all([(node.path, ACTION, "GetActions") for node in batch])):
                if any(row[0] == action for row in rows or []) and self.do(node, action):
                    return True
        return False

    def write(self, node, text):
        """Puts text into a field, instead of what stands there; whether it took it."""
        return bool(self.ask((node.path, EDITABLE, "SetTextContents", GLib.Variant("(s)", (text,)))))
