# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The first day at the window, by keyboard: an empty folder, who works there, a case by hand, files brought in, triage,
facts confirmed, and a second window that only reads."""

import sys

import desk
import program
import tap

points = tap.Points()
folder = program.make_folder() / "data"
casebook = program.Casebook(folder)
state = {}


def write_files():
    files = program.make_folder() / "UTT 26 2190 FUL"
    files.mkdir()
    (files / "Design and Access Statement.txt").write_text(
        "Design and access statement\nRear fences are 1.8 m throughout.\n", encoding="utf-8")
    (files / "PL-106 Boundary treatments rev C.txt").write_text(
        "BT3 1.5 m close-boarded fence to plots 14 to 21.\n", encoding="utf-8")
    (files / "Consultation.eml").write_bytes(
        b"From: planning@uttlesford.gov.uk\r\nTo: designingoutcrime@example.police.uk\r\n"
        b"Subject: Consultation on UTT/26/2190/FUL\r\nDate: Wed, 4 Nov 2026 09:00:00 +0000\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nPlease comment by 25 November 2026.\r\n")
    (files / "Lighting_layout_FINAL.dwg").write_bytes(b"AC1032" + bytes(200))
    return files


@points
def asked():
    """an empty folder asks on one page who works there, as what, and says what that means"""
    state["desk"] = window = desk.Desk(folder)
    window.see("Who works here?")
    window.see("The role stands on your own word", starts=True)
    # Other places wait behind it.
    window.key("ctrl+2", "ctrl+n")
    window.type("Rowan Ashdown")
    # From the name to the roles; an officer is chosen, one further down is a manager.
    window.key("Tab", "Down")
    window.key("Tab", "Return")
    window.see("Inbox is clear")
    window.see("Rowan Ashdown")
    window.see("Designing Out Crime Manager (self-declared)")
    person = casebook.json("people")[0]
    tap.equal([person["display-name"], person["role"], person["declared"], person["self-declared"]],
              ["Rowan Ashdown", "manager", True, True], "the person")


@points
def never_again():
    """it is asked once: the next start goes to a clear inbox that offers its first action"""
    tap.equal(state["desk"].close(), 0, "exit code")
    state["desk"] = desk.Desk(folder)
    state["desk"].see("Inbox is clear")
    tap.true(not state["desk"].has("Who works here?"), "asked again")
    state["desk"].find("Import a folder…")


@points
def by_hand():
    """a case is written in by hand with the keyboard alone"""
    window = state["desk"]
    window.key("ctrl+n")
    window.see("New case", starts=True)
    window.type("UTT/26/2147/FUL")
    window.key("Tab", "Tab")
    window.type("Land east of Mallard Way, Thornbury St Anne, Essex")
    window.key("Tab")
    window.type("48 homes and 9 flats")
    window.key("Tab")
    window.type("57")
    window.key("Tab")
    window.type("25 November 2026")
    window.key("Return")
    window.see("Key facts")
    rows = casebook.json("list")
    tap.equal([row["reference"] for row in rows], ["UTT/26/2147/FUL"], "cases")
    tap.equal(rows[0]["triage"], "case", "where it is")


@points
def back():
    """Alt+Left leads back, and the case stands among the cases"""
    window = state["desk"]
    window.key("alt+Left")
    window.key("ctrl+2")
    window.see("1 case")
    window.see("Land east of Mallard Way")
    window.key("Return")
    window.see("Key facts")


@points
def brought_in():
    """a folder named on the command line is read, with what was refused said"""
    tap.equal(state["desk"].close(), 0, "exit code")
    state["desk"] = desk.Desk(folder, write_files())
    window = state["desk"]
    window.see("3 documents added, 1 not opened", starts=False)


@points
def found():
    """the words of the documents are found from anywhere and open at their page"""
    window = state["desk"]
    window.key("ctrl+k")
    window.see("Search everything")
    window.type("close-boarded")
    window.see("1 found")
    window.key("Return")
    window.find("Documents", starts=True)
    window.wait(lambda: window.has("BT3", starts=True) or window.has("Boundary treatments", starts=True),
                "the document")


@points
def triaged():
    """the application is marked no comment needed by keyboard, and taken back"""
    window = state["desk"]
    window.key("alt+Left")
    window.key("ctrl+1")
    window.see("1 to triage")
    window.act("inbox.no-comment")
    window.see("Why no comment is needed")
    window.type("Householder works")
    window.key("Return")
    window.wait(lambda: len(casebook.json("list", "--triage", "no-comment")) == 1, "the mark on disk")
    window.key("ctrl+z")
    window.see("1 to triage")
    tap.equal(len(casebook.json("list", "--triage", "new")), 1, "waiting again")


@points
def confirmed():
    """a fact is confirmed where it stands"""
    window = state["desk"]
    window.act("inbox.open")
    window.see("Key facts")
    # The case opens where one was: at its documents.
    window.act("case.view-overview")
    window.see("0 of 8 confirmed")
    before = casebook.rows()
    window.click("Confirm")
    window.see("Saved")
    window.see("1 of 8 confirmed")
    tap.true(casebook.rows() > before, "one more audit row")


@points
def read_only():
    """a second window on the same folder opens and says that it only reads"""
    second = desk.Desk(folder)
    second.wait(lambda: any("read" in word.lower() for word in second.words() if len(word) > 30),
                "the read-only bar")
    tap.equal(second.close(), 0, "exit code of the second")
    tap.equal(state["desk"].close(), 0, "exit code of the first")
    tap.equal(casebook.json("audit", "verify")["state"], "intact", "the trail")


sys.exit(points.run())
