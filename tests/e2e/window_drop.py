# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Files dragged from another program's window and let go over ours, by the mouse, through the X server."""

import sys

import desk
import program
import tap

points = tap.Points()
folder = program.make_folder()
casebook = program.Casebook(folder)
state = {}


@points
def dropped():
    """a file dropped on the inbox becomes an application"""
    window = desk.Desk(folder)
    state["desk"] = window
    window.introduce()
    window.see("Inbox is clear")
    papers = program.make_folder()
    (papers / "Planning statement.txt").write_text("Every home faces the street.\n", encoding="utf-8")
    window.drop([papers / "Planning statement.txt"], 700, 600)
    window.see("1 document added")
    tap.equal(len(casebook.json("list")), 1, "applications")


@points
def closed():
    """the window goes in peace"""
    tap.equal(state["desk"].close(), 0, "exit code")


sys.exit(points.run())
