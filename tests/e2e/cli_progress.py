#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A trainee's portfolio on the command line: Callum Reyes claims, Helen Marsh assesses, Grace Lindqvist looks a
second time without seeing what she decided, and David Okafor decides the appeal. Each has an account of their own,
told apart by user id (unshare)."""

import datetime
import os
import pathlib
import subprocess

import program
import tap

points = tap.Points()
CALLUM, HELEN, GRACE, DAVID, RUTH, ROWAN, PRIYA = range(2001, 2008)
PEOPLE = {
    HELEN: ("Helen Marsh", "manager"),
    CALLUM: ("Callum Reyes", "trainee"),
    GRACE: ("Grace Lindqvist", "manager"),
    DAVID: ("David Okafor", "senior-manager"),
    RUTH: ("Ruth Ellery", "commander"),
    ROWAN: ("Rowan Ashdown", "officer"),
    PRIYA: ("Priya Nair", "trainee"),
}
ROOT = pathlib.Path(__file__).resolve().parents[2]
folder = program.make_folder()
data = folder / "team"
today = datetime.date.today()


def account(uid):
    """The prefix that makes this user's commands those of the account @uid."""
    words = ["unshare", "-U", f"--map-user={uid}", f"--map-group={os.getgid()}"]
    if subprocess.run([*words, "true"], capture_output=True, timeout=20, check=False).returncode != 0:
        raise tap.Skip("this computer allows no user namespaces")
    return words


def run(uid, *arguments, expect=0):
    prefix = account(uid)
    return program.start(*prefix[1:], program.CLI, "--data", data, *arguments, expect=expect, program=prefix[0],
                         seconds=120)


def progress(uid, *arguments, expect=0):
    return run(uid, "progress", *arguments, expect=expect)


def of_callum(uid, *arguments, expect=0):
    return progress(uid, *arguments, "--of", "Callum Reyes", expect=expect)


def ask(uid, *arguments):
    return run(uid, "--json", "progress", *arguments).json


def cell(portfolio, occasion, criterion):
    found = next(row for row in portfolio["occasions"] if row["name"] == occasion)
    return next(row for row in found["cells"] if row["criterion"] == criterion)


@points
def a_trainee_begins():
    """a trainee begins a portfolio, once, and nobody but a manager begins another's"""
    for uid, (name, role) in PEOPLE.items():
        run(uid, "people", "declare", "--name", name, "--role", role)
    tap.holds(progress(CALLUM, "show", expect=1).err, "has no portfolio")
    tap.holds(progress(CALLUM, "begin").out, "Callum Reyes: Towards Designing Out Crime Officer")
    tap.holds(progress(CALLUM, "begin", expect=1).err, "has a portfolio already")
    tap.holds(progress(ROWAN, "begin", expect=1).err, "is not one")
    tap.holds(progress(CALLUM, "begin", "--of", "Priya Nair", expect=1).err, "by its trainee or by a manager")
    progress(HELEN, "begin", "--of", "Priya Nair")
    progress(CALLUM, expect=0)
    progress(CALLUM, "dance", expect=2)


@points
def work_counts_once():
    """a case counts once in its component; work from before Sightline is entered with its reference"""
    run(CALLUM, "new", "--reference", "UTT/26/2147/FUL", "--authority", "Uttlesford", "--address",
        "Land east of Mallard Way, Thornbury St Anne")
    tap.equal(progress(CALLUM, "choose", "C2", "UTT/26/2147/FUL").out, "C2/1\n", "the first occasion")
    tap.holds(progress(CALLUM, "choose", "C2", "UTT/26/2147/FUL", expect=1).err, "counts once")
    again = progress(CALLUM, "choose", "C2", "--title", "Mallard Way", "--reference", "utt/26/2147/ful", expect=1)
    tap.holds(again.err, "counts once")
    before = progress(CALLUM, "choose", "c2", "--title", "Station Road", "--reference", "UTT/24/0100/OUT",
                      "--authority", "Uttlesford District Council", "--on", "2 May 2024")
    tap.equal(before.out, "C2/2\n", "the second occasion")
    progress(CALLUM, "drop", "C2/2")
    tap.equal(len([row for row in ask(CALLUM)["occasions"] if not row["dropped"]]), 1, "occasions")


@points
def a_claim_is_assessed():
    """the trainee claims in words and with a file, the manager assesses, the trainee answers, and all of it stays"""
    paper = folder / "briefing.txt"
    paper.write_text("Briefing on Mallard Way: burglary along the footpath.", encoding="utf-8")
    tap.holds(progress(CALLUM, "claim", "C2/1", "C2.1", expect=1).err, "Say what shows")
    progress(CALLUM, "claim", "C2/1", "c2.1", "--words", "On the weekly list of 6 November.")
    progress(CALLUM, "claim", "C2/1", "C2.2", "--file", paper)
    tap.holds(progress(CALLUM, "assess", "C2/1", "C2.1", "met", expect=1).err, "nobody assesses")
    tap.holds(of_callum(ROWAN, "show", expect=1).err, "read by its trainee and by managers")
    tap.holds(of_callum(PRIYA, "show", expect=1).err, "read by its trainee and by managers")
    tap.holds(of_callum(RUTH, "assess", "C2/1", "C2.1", "met", expect=1).err, "is assessed by a")
    tap.holds(of_callum(HELEN, "assess", "C2/1", "C2.1", "not-yet", expect=1).err, "Say what is needed")
    of_callum(HELEN, "assess", "C2/1", "C2.1", "not-yet", "--words", "Bring the list itself.", "--verbal", "Our talk")
    progress(CALLUM, "reply", "C2/1", "C2.1", "It is in the case now.")
    progress(CALLUM, "claim", "C2/1", "C2.1", "--words", "The list is with the case.")
    of_callum(HELEN, "assess", "C2/1", "C2.1", "met", "--written", "The list")
    progress(CALLUM, "acknowledge", "C2/1")
    found = cell(ask(CALLUM), "C2/1", "C2.1")
    tap.equal(found["state"], "met", "state")
    tap.equal([event["kind"] for event in found["history"]],
              ["claim", "verdict", "reply", "claim", "verdict", "acknowledge"], "history")
    tap.equal((found["history"][1]["person"], found["history"][1]["role"], found["history"][1]["self-declared"]),
              ("Helen Marsh", "manager", True), "assessor")
    tap.holds(progress(CALLUM, "claim", "C2/1", "C2.1", "--words", "Once more", expect=1).err, "settled")
    tap.holds(progress(CALLUM, "show", "C2/1").out, "Bring the list itself.", "Agreed")


@points
def not_applicable_needs_leave():
    """what does not apply is claimed with a reason, and only where the framework allows"""
    tap.holds(progress(CALLUM, "claim", "C2/1", "C2.4", "--not-applicable", "-w", "No", expect=1).err, "always applies")
    progress(CALLUM, "claim", "C2/1", "C2.6", "--not-applicable", "-w", "No meeting was held.")
    tap.holds(of_callum(HELEN, "assess", "C2/1", "C2.6", "met", expect=1).err, "does not apply")
    of_callum(HELEN, "assess", "C2/1", "C2.6", "not-applicable", "-w", "Agreed.")
    tap.equal(cell(ask(CALLUM), "C2/1", "C2.6")["state"], "not-applicable", "state")


@points
def readers_are_told():
    """the trainee sees who read the portfolio, and a note is nobody else's"""
    tap.equal(sorted({row["person"] for row in ask(CALLUM, "readers")}), ["Helen Marsh", "Ruth Ellery"], "readers")
    progress(CALLUM, "note", "C2/1", "C2.2", "--words", "I was nervous.")
    tap.equal(progress(CALLUM, "note", "C2/1", "C2.2").out, "I was nervous.\n", "the note")
    tap.equal(of_callum(HELEN, "note", "C2/1", "C2.2").out, "", "to another")
    tap.holds(of_callum(HELEN, "note", "C2/1", "-w", "Mine", expect=1).err, "its trainee alone")
    tap.true("nervous" not in run(HELEN, "--json", "audit", "list").out, "the trail tells the note")
    progress(CALLUM, "reading", "on")
    tap.true(ask(CALLUM)["keeps-reading"], "reading times")
    progress(CALLUM, "reading", "off")


@points
def training_runs_out():
    """training is entered with its file, says when it has to be renewed, and a bad file is refused"""
    soon = (today - datetime.timedelta(days=320)).isoformat()
    entry = progress(CALLUM, "train", "--criterion", "C1.2", "--kind", "event", "--title", "ATLAS", "--on", soon,
                     "--outcomes", "designing-out-crime", "--hours", "14").out.strip()
    certificate = folder / "certificate.txt"
    certificate.write_text("Callum Reyes, accredited.", encoding="utf-8")
    huge = folder / "huge.pdf"
    with open(huge, "wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(300 * 1024 * 1024)
    wrong = folder / "program.pdf"
    wrong.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(40))
    tap.holds(progress(CALLUM, "file", entry, huge, expect=1).err, "huge.pdf")
    tap.holds(progress(CALLUM, "file", entry, wrong, expect=1).err, "program.pdf")
    progress(CALLUM, "file", entry, certificate)
    found = ask(CALLUM)["training"][0]
    tap.equal((found["expires-soon"], [file["name"] for file in found["files"]]), (True, ["certificate.txt"]), "entry")
    missing = progress(CALLUM, "missing").out
    tap.holds(missing, "no entry brings “Park Mark”", "has to be renewed by", "Level 4 certificate",
              "Occasion 2 of “Planning process” is not chosen yet.")
    tap.holds(run(CALLUM, "due").out, "Renewal")
    tap.holds(progress(CALLUM, "train", "--criterion", "C2.1", "--kind", "course", "--title", "A", "--on", "2026-01-02",
                       expect=1).err, "no training under")
    progress(CALLUM, "train", entry, "--remove")
    progress(CALLUM, "train", entry, "--restore")


@points
def a_second_look_is_blind():
    """a second assessor sees neither verdict nor state, nobody sees theirs, and once finished both are compared"""
    tap.holds(of_callum(HELEN, "second", "C2/1", "Helen Marsh", expect=1).err, "has assessed this already")
    of_callum(HELEN, "second", "C2/1", "Grace Lindqvist")
    tap.holds(run(GRACE, "due").out, "Second assessment")
    seen = run(GRACE, "--json", "progress", "show", "--of", "Callum Reyes").json
    tap.equal(cell(seen, "C2/1", "C2.1")["state"], "claimed", "state")
    tap.equal([event["kind"] for event in cell(seen, "C2/1", "C2.1")["history"]], ["claim", "claim"], "history")
    tap.true("Bring the list" not in of_callum(GRACE, "show", "C2/1").out, "feedback is told")
    tap.holds(of_callum(GRACE, "assess", "C2/1", "C2.1", "met", expect=1).err, "without seeing")
    of_callum(GRACE, "second", "C2/1", "C2.1", "met")
    of_callum(GRACE, "second", "C2/1", "C2.6", "not-yet", "-w", "A meeting was offered.")
    tap.true("A meeting was offered" not in of_callum(HELEN, "show", "C2/1").out, "the second assessment is told")
    tap.true("A meeting was offered" not in run(HELEN, "--json", "audit", "list").out, "the trail tells it")
    of_callum(GRACE, "second", "C2/1", "finish")
    tap.holds(of_callum(HELEN, "show", "C2/1").out, "A meeting was offered")
    tap.equal({row["criterion"]: (row["both"], row["same"]) for row in ask(HELEN, "agreement")},
              {"C2.1": (1, 1), "C2.6": (1, 0)}, "agreement")
    tap.equal(cell(ask(CALLUM), "C2/1", "C2.6")["state"], "not-applicable", "state after it")


@points
def a_manager_sees_the_team():
    """a manager sees all trainees and what waits, a trainee themselves, and a draw can be followed"""
    tap.equal([row["name"] for row in ask(HELEN, "team")], ["Callum Reyes", "Priya Nair"], "team")
    tap.equal([row["name"] for row in ask(CALLUM, "team")], ["Callum Reyes"], "a trainee's team")
    tap.equal(ask(ROWAN, "team"), [], "an officer's team")
    waiting = ask(HELEN, "waiting")
    tap.equal([(row["criterion"], row["for-me"]) for row in waiting], [("C2.2", True)], "waiting")
    tap.holds(run(HELEN, "due").out, "1 claim to assess")
    tap.equal(ask(HELEN, "sample", "--seed", "42"), [], "nothing is met yet")


@points
def progression_is_decided():
    """“fulfilled” waits until nothing is missing; “not fulfilled” is a written notification with what is unmet"""
    tap.holds(of_callum(HELEN, "decide", "fulfilled", expect=1).err, "nothing is missing")
    tap.holds(of_callum(HELEN, "decide", "not-fulfilled", expect=1).err, "Give your reasons")
    tap.holds(progress(CALLUM, "decide", "not-fulfilled", "-w", "So.", expect=1).err, "for themselves")
    letter = folder / "notification.pdf"
    of_callum(HELEN, "decide", "not-fulfilled", "-w", "One occasion of five is not enough.", "-o", letter)
    text = " ".join(program.pdf_text(letter).split())
    tap.holds(text, "One occasion of five is not enough.", "Callum Reyes", "not fulfilled", "Occasion 2 of",
              "The last day for an appeal is")
    decision = ask(CALLUM)["decisions"][0]
    last = (today + datetime.timedelta(days=7)).isoformat()
    tap.equal((decision["last-day"], decision["appeal-to"], decision["days-left"]), (last, "senior-manager", 7),
              "the clock")
    tap.holds(run(CALLUM, "due").out, "Last day to appeal", last)


@points
def an_appeal_goes_up():
    """an appeal is recorded with a warning when it goes to another, and is never decided by the first decider"""
    tap.holds(of_callum(HELEN, "appeal", "-w", "For them", expect=1).err, "for Callum Reyes to lodge")
    tap.holds(progress(CALLUM, "appeal", expect=1).err, "Give the grounds")
    lodged = progress(CALLUM, "appeal", "-w", "The work of 2024 counts.", "--to", "commander")
    tap.holds(lodged.err, "recorded all the same")
    tap.holds(progress(CALLUM, "appeal", "-w", "Again", expect=1).err, "and once")
    tap.holds(of_callum(HELEN, "appeal", "dismissed", "-w", "No", expect=1).err, "You took the decision")
    tap.holds(of_callum(GRACE, "appeal", "dismissed", "-w", "No", expect=1).err, "is decided by the")
    tap.holds(run(DAVID, "due").out, "an appeal to decide")
    of_callum(DAVID, "appeal", "upheld", "-w", "It does count.")
    decision = ask(CALLUM)["decisions"][0]
    tap.equal((decision["appeal-outcome"], decision["appeal-misdirected"], decision["appeal-late"]),
              ("upheld", True, False), "the appeal")


@points
def a_late_appeal_is_recorded():
    """an appeal after the last day is recorded, with a warning that says how late it is"""
    of_callum(DAVID, "decide", "not-fulfilled", "-w", "Four more occasions.", "--on",
              (today - datetime.timedelta(days=9)).isoformat())
    tap.equal(ask(CALLUM)["decisions"][1]["appeal-to"], "commander", "to whom")
    tap.holds(progress(CALLUM, "appeal", "-w", "Late, but right.").err, "2 days late")
    tap.true(ask(CALLUM)["decisions"][1]["appeal-late"], "late")
    tap.holds(of_callum(DAVID, "appeal", "dismissed", "-w", "No", expect=1).err, "You took the decision")
    of_callum(RUTH, "appeal", "dismissed", "-w", "The reasons hold.")


@points
def another_edition_is_moved_to():
    """another edition changes nothing until a manager moves the portfolio, shown item by item"""
    packs = data / "packs"
    packs.mkdir(mode=0o700, exist_ok=True)
    text = next((ROOT / "resources/framework").glob("*.xml")).read_text(encoding="utf-8")
    (packs / "ours.xml").write_text(text.replace('edition="2021-01"', 'edition="2027-01"').replace(
        'case-kind="planning" occasions="5"', 'case-kind="planning" occasions="6"'), encoding="utf-8")
    tap.equal(ask(CALLUM)["edition"], "2021-01", "edition")
    tap.true(run(HELEN, "--json", "progress", "move", "--of", "Callum Reyes").json != [], "nothing is shown")
    tap.holds(progress(CALLUM, "move", "--reason", "I like it", expect=1).err, "nobody assesses")
    of_callum(HELEN, "move", "--reason", "The profile was amended.")
    moved = ask(CALLUM)
    tap.equal((moved["edition"], cell(moved, "C2/1", "C2.1")["state"]), ("2027-01", "met"), "after the move")
    tap.equal(next(row for row in moved["components"] if row["id"] == "C2")["needed"], 6, "occasions needed")


@points
def the_trail_is_whole():
    """all of it stands in the audit trail, by whom, and the trail is whole"""
    rows = run(HELEN, "--json", "audit", "list").json
    by = {(row["action"], row["account"]) for row in rows}
    for wanted in (("claim-criterion", str(CALLUM)), ("assess-criterion", str(HELEN)), ("assess-second", str(GRACE)),
                   ("decide-progression", str(HELEN)), ("lodge-appeal", str(CALLUM)), ("decide-appeal", str(DAVID)),
                   ("move-portfolio", str(HELEN))):
        tap.true(wanted in by, f"{wanted} is not in the trail")
    tap.equal(run(HELEN, "--json", "audit", "verify").json["state"], "intact", "the trail")


tap.main(points)
