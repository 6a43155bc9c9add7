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


def visit():
    return casebook.json("visit", "show", "VIS/2026/001")


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
    window.see("There is no risk assessment: no hazard is named")
    tap.equal(visit()["state"], "open", "the state")


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
