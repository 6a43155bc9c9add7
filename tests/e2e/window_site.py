# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A visit at the window: begun from the Site tab, not closed while rule A11 lacks something, filled in, closed, and
opened again with a reason."""

import sys

import desk
import program
import tap

points = tap.Points()
folder = program.make_folder() / "data"
casebook = program.Casebook(folder)
state = {}
# 360 pixels and the room for a shadow.
PHONE = "370x720"


def visit():
    return casebook.json("visit", "show", "VIS/2026/001")


def said():
    """What the visit says by now, in its fields outside of groups with several entries."""
    return {field["value"] for group in visit()["groups"] for field in group.get("fields", [])}


@points
def begun():
    """a case without records offers what fits it, and a visit begins with its number"""
    folder.mkdir(mode=0o700)
    casebook("new", "--reference", "UTT/26/2147/FUL", "--authority", "Uttlesford District Council", "--address",
             "Land east of Mallard Way, Thornbury St Anne, Essex", "--consultation-ends", "2026-12-09")
    casebook("case", "make", "UTT/26/2147/FUL")
    state["desk"] = window = desk.Desk(folder)
    window.introduce()
    window.act("win.search")
    window.type("Mallard")
    window.see("UTT/26/2147/FUL", starts=True)
    window.key("Return")
    window.find("Case menu")
    window.act("case.view-site")
    window.see("Nothing away from the desk yet")
    window.click("Site visit")
    window.see("VIS/2026/001")


@points
def refused():
    """it is not closed while the risk assessment and the calls are lacking, and the rule is named"""
    window = state["desk"]
    window.see("There is no risk assessment: no hazard is named")
    window.see("Needed · A 0609, rule A11")
    window.click("Close record")
    window.see("Not closed: 7 things that have to be recorded are lacking")
    # What lacks has the keyboard, and leads to where it is said.
    window.wait(lambda: window.at("There is no risk assessment: no hazard is named", starts=True), "the first lack")
    tap.equal(visit()["state"], "open", "the state")


@points
def narrow():
    """the field form is filled in by keyboard in a window of 360 pixels, which shows all of it"""
    window = state["desk"]
    window.resize(PHONE)
    # The narrow page says at its foot how much lacks, where a wide one has it beside the record.
    window.find("7 things lack")
    window.wait(lambda: window.fits("Close record"), "the page to fit")
    window.tab_to("Place")
    window.type("Gate of the site, Mallard Way")
    window.tab_to("Whom the site says to ask for")
    window.type("Tobias Crane")
    window.key("Tab")
    window.wait(lambda: {"Gate of the site, Mallard Way", "Tobias Crane"} <= said(), "what was typed")
    # The header says by now that it is saved, and when the case is due.
    tap.true(window.fits("Close record") and window.fits("Case menu"), "the page needs more than 360 pixels")


@points
def action_added():
    """an action is added there by keyboard alone, with whose it is and by when"""
    window = state["desk"]
    window.tab_to("7 things lack")
    window.key("space")
    window.tab_to("Add action")
    window.key("Return")
    window.type("Send the revised lock schedule")
    window.tab_to("Who does it")
    window.type("Fenwick and Lowe Homes")
    window.tab_to("By")
    window.type("4 December 2026")
    window.tab_to("Keep action")
    window.key("Return")
    action, = window.wait(lambda: casebook.json("action", "UTT/26/2147/FUL"), "the action")
    tap.equal([action[name] for name in ("text", "owner-name", "due-date", "sheet-id")],
              ["Send the revised lock schedule", "Fenwick and Lowe Homes", "2026-12-04", visit()["id"]], "the action")
    window.see("Send the revised lock schedule")
    window.key("shift+F9")
    window.resize("1440x900")


@points
def filled():
    """what is typed is kept field by field, and what lacks grows shorter"""
    window = state["desk"]
    window.write("Who knows", "Helen Marsh")
    window.write("Called in at", "24 November 2026 at 10:05")
    window.write("Called out at", "24 November 2026 at 11:40")
    window.wait(lambda: not window.has("No one is named who knows where the officer is", "label"),
                "the lack to go")
    window.wait(lambda: not window.has("The call on arrival has no time", "label"), "the call to be kept")
    # The rest as another hand on the same casebook would say it: the window keeps up once it is opened again.
    tap.equal(window.close(), 0, "exit code")
    casebook("visit", "set", "VIS/2026/001", "equipment=helmet vest", "training=none", "training-held=yes")
    casebook("visit", "add", "VIS/2026/001", "hazard", "hazard=Moving plant and site vehicles", "likelihood=3",
             "severity=4", "control=Stay on the marked walkway")


@points
def closed():
    """when nothing is lacking it is closed, and says so"""
    state["desk"] = window = desk.Desk(folder)
    window.find("Inbox")
    window.act("win.search")
    window.type("Mallard")
    window.see("UTT/26/2147/FUL", starts=True)
    window.key("Return")
    window.find("Case menu")
    window.act("case.view-site")
    window.see("Nothing is lacking: it can be closed")
    window.click("Close record")
    window.see("This record is closed and cannot be changed.", starts=True)
    tap.equal(window.close(), 0, "exit code")
    tap.equal(visit()["state"], "closed", "the state")


sys.exit(points.run())
