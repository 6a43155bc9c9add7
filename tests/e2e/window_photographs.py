# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Photographs and papers of a visit at the window: files let go over the record, one placed on a plan and turned by
keyboard alone, and the visit's report saved as a PDF, or not, with what stood in the way."""

import pathlib
import struct
import sys
import zlib

import desk
import program
import tap

points = tap.Points()
folder = program.make_folder() / "data"
casebook = program.Casebook(folder)
papers = program.make_folder()
state = {}
CASE, VISIT = "UTT/26/2147/FUL", "VIS/2026/001"


def make_picture(path, width, height, shade):
    """A PNG in one colour: what comes to a visit is a photograph."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((shade, 120, 90)) * width) * height
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def photographs():
    return casebook.json("photograph", CASE)


def open_site():
    state["desk"] = window = desk.Desk(folder)
    if not state.get("introduced"):
        window.introduce()
        state["introduced"] = True
    window.find("Inbox")
    window.act("win.search")
    window.type("Mallard")
    window.see(CASE, starts=True)
    window.key("Return")
    window.find("Case menu")
    window.act("case.view-site")
    window.see(VISIT)
    return window


@points
def dropped():
    """photographs let go over the record are its own; a HEIC and a damaged file are named, and nothing is lost"""
    folder.mkdir(mode=0o700)
    casebook("new", "--reference", CASE, "--authority", "Uttlesford District Council", "--address",
             "Land east of Mallard Way, Thornbury St Anne, Essex", "--consultation-ends", "2026-12-09")
    casebook("case", "make", CASE)
    plan = papers / "PL-101 Site layout.txt"
    plan.write_text("Site layout: the rear gates of plots 9 to 14.\n", encoding="utf-8")
    casebook("import", plan, "--case", CASE)
    casebook("visit", "new", CASE, "--form", "visit", "--set", "purpose=Look at the boundary")
    window = open_site()
    files = [make_picture(papers / "gate.png", 400, 300, 40), make_picture(papers / "wall.png", 300, 400, 160),
             papers / "IMG_0042.heic", papers / "broken.jpg"]
    files[2].write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    files[3].write_bytes(b"\xff\xd8\xff\xe1\xff\xff" + bytes(600))
    window.drop(files, 640, 520)
    # Libadwaita gives the button of a toast its words twice.
    window.click("Which and why Which and why")
    window.find("IMG_0042.heic: ", starts=True)
    window.other_window()
    window.key("Escape")
    window.only_window()
    tap.equal(sorted(line["file-name"] for line in photographs()), ["gate.png", "wall.png"], "photographs")
    tap.equal({line["sheet-id"] for line in photographs()}, {casebook.json("visit", "show", VISIT)["id"]}, "whose")


def placed():
    return next(line for line in photographs() if line["file-name"] == "gate.png")


@points
def by_keyboard():
    """a photograph is placed on the plan, moved and turned by keys alone, and each is taken back"""
    window = state["desk"]
    # From the stages to the records, the record, and what stands beside it.
    window.key("F6", "F6", "F6")
    window.tab_to("Photograph gate.png, Not looked at", most=40)
    window.key("Return")
    window.other_window()
    window.tab_to("Plan")
    window.key("space", "Down", "Return")
    window.tab_to("Place it in the middle of the page")
    window.key("Return")
    window.see("Placed on the plan")
    window.wait(lambda: "plan-page" in placed(), "the place")
    middle = placed()
    window.key("ctrl+Right", "ctrl+Right", "ctrl+Down")
    window.wait(lambda: placed()["x"] > middle["x"] and placed()["y"] > middle["y"], "the move")
    window.tab_to("Direction on the plan", "slider")
    window.key("Prior", "Right", "shift+Right")
    window.see("Towards the top right of the plan, 51 degrees")
    window.wait(lambda: placed().get("direction") == 51, "the direction")
    window.see("Direction kept")
    window.key("ctrl+z")
    window.wait(lambda: "direction" not in placed(), "the direction to go")
    window.key("Escape")
    window.only_window()


@points
def saved():
    """its report is saved where one says, and a place that takes nothing is named with the way out"""
    window = state["desk"]
    for path in papers / "Report.pdf", pathlib.Path("/proc/Report.pdf"):
        window.click("Papers")
        window.click("Site visit report…")
        window.other_window()
        window.key("ctrl+a")
        window.type(str(path))
        window.key("Return")
        if path.parent == papers:
            window.wait(path.exists, "the report on disk")
        else:
            window.see("Report.pdf was not written: there is no folder “/proc” any more. Choose another.")
        window.only_window()
    tap.holds(" ".join(program.structure_text(papers / "Report.pdf").split()), VISIT)


sys.exit(points.run())
