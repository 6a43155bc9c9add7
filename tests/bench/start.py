# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Start to window: a bare libadwaita window, Sightline when it first asks who works here, in an empty inbox, and
with 100,000 applications. Medians and least times of runs taken by turns, and the memory of the last.
usage: start.py SIGHTLINE BARE CLI"""

import ctypes
import ctypes.util
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 7
ROWS = 100_000


class Screen:
    """Whether a window is mapped, asked of the X server without starting a program."""


    def __init__(self):
        self.x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 4
        self.x11.XGetGeometry.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 7
        self.x11.XFree.argtypes = [ctypes.c_void_p]
        # A window that goes while it is asked about is no reason to end.
        handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        self.handler = handler(lambda *_: 0)
        self.x11.XSetErrorHandler(self.handler)
        self.display = self.x11.XOpenDisplay(None)
        self.root = self.x11.XDefaultRootWindow(self.display)

    def has_window(self):
        """A top-level window of the size of a desk has come."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self.x11.XQueryTree(self.display, self.root, ctypes.byref(root), ctypes.byref(parent),
                            ctypes.byref(children), ctypes.byref(count))
        found = False
        for index in range(count.value):
            position = [ctypes.c_int(), ctypes.c_int()]
            size = [ctypes.c_uint() for _ in range(4)]
            if self.x11.XGetGeometry(self.display, children[index], ctypes.byref(root), *map(ctypes.byref, position),
                                     *map(ctypes.byref, size)):
                found = found or (size[0].value > 800 and size[1].value > 500)
        if count.value:
            self.x11.XFree(children)
        return found


def start(screen, command, environment):
    """Seconds until the window stands, and the resident megabytes then."""
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not screen.has_window():
            if process.poll() is not None or time.monotonic() - begin > 30:
                raise SystemExit(f"{command[0]} showed no window")
            time.sleep(0.001)
        seconds = time.monotonic() - begin
        time.sleep(0.3)
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        memory = int(status.split("VmRSS:")[1].split()[0]) / 1024
    finally:
        process.terminate()
        process.wait()
    while screen.has_window():
        time.sleep(0.005)
    return seconds, memory


def fill(database):
    """Rows as an import makes them, but written directly: the benchmark is about starting."""
    connection = sqlite3.connect(database)
    connection.executemany(
        "INSERT INTO planning_case (case_id, triage, reference, reference_folded, authority_name, address, proposal,"
        " due_date, dwellings, created_at, changed_at) VALUES (?, 'new', ?, ?, 'Uttlesford District Council', ?,"
        " '48 homes and 9 flats', ?, ?, '2026-11-22T03:00:00.000Z', '2026-11-22T03:00:00.000Z')",
        ((f"01900000-0000-7000-8000-{row:012x}", f"UTT/26/{row}/FUL", f"UTT/26/{row}/FUL", f"Plot {row}, Mallard Way",
          f"2027-{row % 12 + 1:02d}-{row % 28 + 1:02d}", row % 200) for row in range(ROWS)))
    connection.commit()
    connection.close()


def main():
    sightline, bare, cli = sys.argv[1:4]
    screen = Screen()
    with tempfile.TemporaryDirectory(prefix="sightline-bench-") as scratch:
        environment = dict(os.environ, HOME=scratch, GSK_RENDERER="cairo", GSETTINGS_BACKEND="memory")
        folders = {name: pathlib.Path(scratch) / name for name in ("first", "empty", "full")}
        for name, folder in folders.items():
            words = ["list"] if name == "first" else ["people", "declare", "--name", "Rowan Ashdown", "--role", "officer"]
            subprocess.run([cli, "--data", str(folder), *words], check=True, stdout=subprocess.DEVNULL)
        fill(folders["full"] / "sightline.db")
        commands = {
            "bare libadwaita window": [bare],
            "first start": [sightline, "--data", str(folders["first"])],
            "empty inbox": [sightline, "--data", str(folders["empty"])],
            f"{ROWS:,} applications": [sightline, "--data", str(folders["full"])],
        }
        times = {name: [] for name in commands}
        memory = {}
        for _ in range(RUNS):
            for name, command in commands.items():
                seconds, memory[name] = start(screen, command, environment)
                times[name].append(seconds)
    for name, values in times.items():
        print(f"start to window, {name}: {statistics.median(values) * 1000:.0f} ms, least {min(values) * 1000:.0f} ms, "
              f"{memory[name]:.0f} MB resident")
    bare_time, first, empty, full = (statistics.median(values) for values in times.values())
    print(f"first start / bare: {first / bare_time:.2f}; empty inbox / bare: {empty / bare_time:.2f} (budget 1.5)")
    print(f"{ROWS:,} / empty: {full / empty:.2f} (budget 1.15)")


main()
