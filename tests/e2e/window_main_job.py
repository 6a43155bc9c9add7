# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The main job at the window: from a folder of planning documents to the exported response."""

import sys

import desk
import program
import tap

points = tap.Points()
home = program.make_folder()
folder = home / "data"
casebook = program.Casebook(folder)
letter = home / "response.pdf"
OWN_WORDS = "Essex Police asks for a fence of 1.8 metres behind plots 14 to 21."
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
    return files


def case_id():
    return casebook.json("list")[0]["id"]


@points
def brought_in():
    """a folder of documents becomes an application in the inbox"""
    state["desk"] = desk.Desk(folder, write_files())
    state["desk"].introduce()
    state["desk"].see("3 documents added", starts=True)
    tap.equal(len(casebook.json("list")), 1, "applications")


@points
def made_a_case():
    """it is made a case and opens"""
    window = state["desk"]
    window.see("1 to triage")
    window.act("inbox.make-case")
    window.wait(lambda: len(casebook.json("list", "--triage", "case")) == 1, "the case on disk")
    window.see("Inbox is clear")
    window.key("ctrl+2")
    window.see("1 case")
    window.key("Return")
    window.find("Case menu")


@points
def assessed():
    """two questions are judged by one key each"""
    window = state["desk"]
    window.act("case.view-assess")
    window.click("Begin")
    window.see("Observation")
    window.act("assess.not-met")
    window.act("assess.next")
    window.act("assess.partly")
    window.wait(lambda: sorted(answer["verdict"] for answer in
                               casebook.json("assess", case_id())
                               if answer["verdict"]) == ["not-met", "partly"],
                "the verdicts on disk")


@points
def drafted():
    """the response is begun, and a paragraph rewritten"""
    window = state["desk"]
    window.act("case.view-response")
    window.click("Begin the response")
    window.find("Export PDF…")
    window.write("Stance", OWN_WORDS)
    window.see("Edited")


@points
def exported():
    """the letter is exported by keyboard, with the officer's own words, tagged"""
    window = state["desk"]
    window.act("response.export")
    window.other_window()
    window.key("ctrl+a")
    window.type(str(letter))
    window.key("Return")
    window.wait(letter.exists, "the letter on disk")
    window.focus()
    tap.equal(window.close(), 0, "exit code")
    words = " ".join(program.structure_text(letter).split())
    tap.holds(words, OWN_WORDS, "UTT/26/2190/FUL")
    tap.equal(program.pdf_info(letter)["Tagged"], "yes", "tagged")
    tap.equal(casebook.json("audit", "verify")["state"], "intact", "the trail")


sys.exit(points.run())
