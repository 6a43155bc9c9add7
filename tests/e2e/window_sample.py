# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The sample casebook at the window: every page of its case stands, and the window stays within its
memory under the cairo renderer. The figure of the default renderer is told beside it."""

import pathlib
import sys

import desk
import program
import tap

points = tap.Points()
folder = program.make_folder()
state = {}
LIMIT_MB = 200


def resident_mb(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def settled_mb(window):
    """The memory when the pages are drawn and nothing grows any more."""
    seen = []

    def settled():
        seen.append(resident_mb(window.process.pid))
        return len(seen) > 20 and max(seen[-20:]) - min(seen[-20:]) < 0.5

    window.wait(settled, "memory that stays the same")
    return seen[-1]


def open_case(window):
    window.act("win.search")
    window.see("Search everything")
    window.type("Mallard")
    window.wait(lambda: window.has("Land east of Mallard Way", starts=True), "the sample's case")
    window.key("Return")
    window.find("Case menu")


def walk(window):
    """Shows every page of the case, documents with their drawings among them."""
    for view in ("overview", "documents", "assess", "response", "documents"):
        window.act(f"case.view-{view}")
        window.find("Case menu")


@points
def it_opens():
    """the sample opens on its inbox, with applications waiting"""
    program.start("--documents", folder / "papers", "--data", folder / "data", program=program.SAMPLE, seconds=120)
    state["desk"] = desk.Desk(folder / "data")
    state["desk"].find("Inbox", starts=True)


@points
def its_case_stands():
    """its case opens, and its documents stand in their groups"""
    window = state["desk"]
    open_case(window)
    walk(window)
    window.wait(lambda: window.has("Boundary treatments", starts=True), "the boundary drawing")


@points
def memory():
    """with its case open the window holds under 200 MB"""
    megabytes = settled_mb(state["desk"])
    print(f"# {megabytes:.0f} MB resident with GSK_RENDERER=cairo")
    tap.true(megabytes < LIMIT_MB, f"{megabytes:.0f} MB resident, limit {LIMIT_MB} MB")


@points
def revisions_are_told_apart():
    """two revisions of one drawing stand in the search with number and revision, the older one marked"""
    window = state["desk"]
    window.act("win.search")
    window.see("Search everything")
    window.type("site layout")
    window.see("Proposed site layout, 2214-PL-101 C, page 1")
    window.see("Proposed site layout, 2214-PL-101 D, page 1")
    window.see("UTT/26/2147/FUL · Land east of Mallard Way · superseded")


@points
def it_closes():
    """it closes with nothing lost, and opens again under the default renderer"""
    tap.equal(state["desk"].close(), 0, "exit code")
    window = desk.Desk(folder / "data", extra={"GSK_RENDERER": None})
    open_case(window)
    walk(window)
    print(f"# {settled_mb(window):.0f} MB resident with the default renderer")
    tap.equal(window.close(), 0, "exit code")
    tap.equal(program.Casebook(folder / "data").json("audit", "verify")["state"], "intact", "the trail")


sys.exit(points.run())
