# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A person at the window: finds what stands there through AT-SPI, as assistive tools do, and works the
keyboard through the X server. Needs a display and a session bus (tests/support/with-display)."""

import atexit
import os
import pathlib
import subprocess
import time

from gi.repository import GLib

import program
import tree

PROGRAM = os.environ["SIGHTLINE_WINDOW"]
SECONDS = 25
# GTK 4.8 names a widget on the bus just after it was taken down, when an assistive tool walks the
# tree at that moment: its fault, and harmless to it. Any other critical message fails the test.
NOT_OURS = "g_variant_is_object_path: assertion 'string != NULL' failed"


class Desk:
    """One running window."""

    def __init__(self, folder, *files, size="1440x900", extra=None):
        home = program.make_folder()
        self.folder = pathlib.Path(folder)
        # Without a settings daemon GTK falls back to a plainer font than the desktop's own.
        (home / "gtk-4.0").mkdir()
        (home / "gtk-4.0" / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\n", encoding="utf-8")
        self.log = open(home / "log", "w+", encoding="utf-8")
        environment = dict(os.environ, GSK_RENDERER="cairo", GSETTINGS_BACKEND="memory", HOME=str(home),
                           XDG_DATA_HOME=str(home), XDG_CONFIG_HOME=str(home), XDG_CACHE_HOME=str(home),
                           LANG="C.UTF-8", TZ="Europe/London")
        # Not fatal at once, but read from the log at the end: see NOT_OURS.
        environment.pop("G_DEBUG", None)
        environment.pop("GTK_THEME", None)
        environment.pop("GTK_A11Y", None)
        environment.update(extra or {})
        environment = {name: value for name, value in environment.items() if value is not None}
        self.process = subprocess.Popen([PROGRAM, "--data", str(folder), *map(str, files)], env=environment,
                                        stdout=self.log, stderr=self.log)
        atexit.register(self.end)
        self.tree = self.wait(lambda: tree.Tree.find(self.process.pid), "the window on the accessibility bus")
        self.window = self.wait(self._window_id, "the window on the screen")
        self.resize(size)
        self._x("windowmove", self.window, "0", "0")
        self._x("mousemove", "1438", "898")
        self.focus()

    def _window_id(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               capture_output=True, check=False).stdout.decode().split()
        return found[-1] if found else None

    @staticmethod
    def _x(*arguments):
        subprocess.run(["xdotool", *arguments], check=True, capture_output=True, timeout=10)

    def wait(self, condition, what):
        """Polls until @condition gives something; the one place where a test spends time."""
        end = time.monotonic() + SECONDS
        while True:
            try:
                result = condition()
            except tree.Changed:
                result = None
            if result:
                return result
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended while waiting for {what}: {self.tail()}")
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}; on the screen: {self.words()}")
            time.sleep(0.05)

    def _search(self, role, name, starts):
        for node in self.tree.read():
            if (role is None or node.role == role) and (node.name == name or (starts and node.name.startswith(name))):
                return node
        return None

    def find(self, name, role=None, starts=False):
        return self.wait(lambda: self._search(role, name, starts), f"{role or 'anything'} called {name!r}")

    def has(self, name, role=None, starts=False):
        return self._search(role, name, starts) is not None

    def see(self, text, starts=False):
        """Waits until a label shows the text."""
        return self.find(text, "label", starts)

    def at(self, name, starts=False):
        """Whether the keyboard is at what is called so."""
        return any(node.focused and (node.name == name or (starts and node.name.startswith(name)))
                   for node in self.tree.read())

    def click(self, name):
        self.wait(lambda: any(self.tree.do(node, "click") for node in self.tree.read() if node.name == name),
                  f"a button called {name!r}")

    def tab_to(self, name, role=None, key="Tab", most=80):
        """Tab after Tab until the keyboard is at what is called so."""
        self.find(name, role)
        seen = []
        for _ in range(most):
            self.key(key)
            # Of a window below the one in front, too, there is a widget that has its focus.
            focused = self.wait(lambda: [node for node in self.tree.read() if node.focused], "the focus")
            if any(node.name == name and role in (None, node.role) for node in focused):
                return
            seen.append([f"{node.role} {node.name}" for node in focused])
        raise AssertionError(f"{name!r} was not reached with {key}: {seen}")

    def act(self, action):
        """Runs a command of the window or of a page by its name, such as "inbox.make-case"."""
        self.wait(lambda: self.tree.act(self.tree.read(), action), f"the command {action}")

    def resize(self, size):
        self._x("windowsize", self.window, *size.split("x"))

    def fits(self, name):
        """Whether what is called so ends within the window: where a page needs more room, its end is cut off."""
        def right(node):
            x, _y, width, _height = self.tree.ask((node.path, tree.COMPONENT, "GetExtents", GLib.Variant("(u)", (1,))))
            return x + width

        return right(self.find(name)) <= right(self.find("Sightline", "frame"))

    def focus(self):
        self._x("windowfocus", "--sync", self.window)

    def key(self, *keys):
        for key in keys:
            self._x("key", "--clearmodifiers", key)

    def introduce(self, name="Rowan Ashdown"):
        """The page of a first start, by keyboard: the name, and on as an officer."""
        self.see("Who works here?")
        self.type(name)
        self.key("Return")
        self.see(name)
        self.wait(lambda: not self.has("Who works here?", "label"), "the page to go")

    def write(self, name, text):
        """Puts text into the first field with that name, as a dictation program does."""
        def put():
            field = next((node for node in self.tree.read() if node.name == name and tree.EDITABLE in node.interfaces),
                         None)
            return field is not None and self.tree.write(field, text)

        self.wait(put, f"a field called {name!r}")

    def other_window(self, size=None):
        """Another window of the program has come up: the keyboard is its, and perhaps a size of ours."""
        def other():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                   capture_output=True, check=False).stdout.decode().split()
            return next((window for window in found if window != self.window), None)

        found = self.wait(other, "another window")
        if size:
            self._x("windowsize", found, *size.split("x"))
        self._x("windowfocus", "--sync", found)

    def only_window(self):
        """The other windows of the program have gone: the keyboard is the main one's again."""
        def alone():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                   capture_output=True, check=False).stdout.decode().split()
            return found == [self.window]

        self.wait(alone, "the other window to go")
        self.focus()

    def press(self, x, y):
        """The mouse, where nothing else reaches; then out of the way."""
        self._x("mousemove", str(x), str(y), "click", "1")
        self._x("mousemove", "1438", "898")

    def drop(self, files, x, y):
        """Drags files from the window of another program to a place of this one, and lets them go."""
        source = subprocess.Popen([os.environ["SIGHTLINE_DRAG_SOURCE"], *map(str, files)], stdout=subprocess.PIPE)
        os.set_blocking(source.stdout.fileno(), False)
        said = []

        def last_said():
            said.extend((source.stdout.read() or b"").decode().split())
            return said[-1] if said else None

        def begin():
            # The pointer moves as a hand does it: a drag begins some way from the press.
            for step in range(0, 40, 4):
                self._x("mousemove", str(60 + step), "60")
            return last_said()

        def arrive():
            for step in range(4):
                self._x("mousemove", str(x), str(y + step))
            return last_said() == "welcome"

        try:
            found = ["xdotool", "search", "--onlyvisible", "--pid", str(source.pid)]
            other = self.wait(lambda: subprocess.run(found, capture_output=True, check=False).stdout.decode().split(),
                              "the window to drag from")[-1]
            self._x("windowmove", other, "0", "0", "windowraise", other)
            self._x("mousemove", "60", "60", "mousedown", "1")
            self.wait(begin, "the drag to begin")
            self.wait(arrive, "the files to be welcome")
            self._x("mouseup", "1")
            self.wait(lambda: last_said() == "dropped", "the files to be taken")
        finally:
            self._x("mouseup", "1")
            source.terminate()
            source.communicate()

    def type(self, text):
        self._x("type", "--delay", "8", text)

    def words(self):
        """Every label that stands in the tree, for messages."""
        return [node.name for node in self.tree.read() if node.role == "label" and node.name]

    def shot(self, path):
        subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=20)

    def tail(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()[-1500:]

    def criticals(self):
        self.log.flush()
        self.log.seek(0)
        return [line for line in self.log.read().splitlines() if "-CRITICAL **" in line and NOT_OURS not in line]

    def end(self):
        """As a person closes it; what was queued is written first."""
        for _ in range(3):
            if self.process.poll() is not None:
                return
            try:
                self.focus()
                self.key("ctrl+q")
                self.process.wait(timeout=10)
            except (subprocess.SubprocessError, OSError):
                continue
        self.process.kill()
        self.process.wait()

    def close(self):
        self.end()
        if self.criticals():
            raise AssertionError("\n".join(self.criticals()))
        return self.process.returncode
