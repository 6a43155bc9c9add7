#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The command line itself: exit codes, one clear line on an error, JSON, a folder of its own."""

import json
import os
import sqlite3
import stat

import program
import tap

points = tap.Points()
book = program.Casebook()
REFERENCE = "UTT/26/2147/FUL"


@points
def help_is_printed():
    """help lists the verbs in the order of the work and the exit codes"""
    text = program.start("--help").out
    places = [text.index(f"\n  {verb} ") for verb in ("import", "list", "show", "search", "assess",
                                                      "draft", "render", "backup", "audit")]
    tap.equal(places, sorted(places), "order of the verbs")
    tap.holds(text, "0 done", "1 failed", "2 wrong usage")


@points
def version_is_printed():
    """the version is told"""
    tap.holds(program.start("--version").out, "sightline-cli 0.")


@points
def wrong_usage_is_two():
    """wrong usage ends with 2, says what is wrong and how it is right"""
    for arguments in ((), ("fly",), ("show",), ("show", "--nope"), ("list", "more"), ("--data",),
                      ("new", "--reference", REFERENCE), ("case", "sell", REFERENCE)):
        answer = program.start(*arguments, expect=2)
        tap.true(answer.err.startswith("sightline-cli: "), f"{arguments}: {answer.err!r}")
        tap.equal(answer.out, "", "stdout")
    tap.holds(program.start("show", expect=2).err, "Usage: sightline-cli show CASE")


@points
def an_empty_casebook_lists_nothing():
    """an empty casebook lists as an empty JSON list"""
    tap.equal(book.json("list"), [], "list")


@points
def the_folder_is_private():
    """the data folder is 0700 and every file in it 0600"""
    tap.equal(stat.S_IMODE(os.stat(book.folder).st_mode), 0o700, "mode of the folder")
    for path in book.folder.rglob("*"):
        wanted = 0o700 if path.is_dir() else 0o600
        tap.equal(stat.S_IMODE(path.stat().st_mode), wanted, f"mode of {path.name}")


@points
def an_application_is_typed():
    """an application typed by hand is listed and shown with its origin"""
    book("new", "--reference", REFERENCE, "--authority", "Uttlesford District Council",
         "--address", "Land east of Mallard Way, Thornbury St Anne, Essex",
         "--proposal", "Erection of 48 dwellings and 9 flats", "--dwellings", "57",
         "--received", "2 November 2026")
    listed = book.json("list")
    tap.equal([row["reference"] for row in listed], [REFERENCE], "references")
    tap.equal(listed[0]["dwellings"], 57, "dwellings")
    shown = book.json("show", REFERENCE)
    origins = {fact["field"]: (fact["value"], fact["source-kind"]) for fact in shown["facts"]}
    tap.equal(origins["date-received"], ("2026-11-02", "officer"), "date received")


@points
def one_application_is_entered_once():
    """an application that is there already is not entered again"""
    answer = book("new", "--reference", REFERENCE, "--authority", "Uttlesford District Council", expect=1)
    tap.holds(answer.err, REFERENCE, "already")


@points
def an_unknown_case_is_named():
    """a case that is not there is named in one line"""
    for verb in (("show",), ("search",), ("assess",), ("draft",), ("render",)):
        words = {"search": ["words"], "assess": ["--checklist", "sbd-homes"], "draft": ["--stance", "comments"],
                 "render": ["-o", str(program.make_folder() / "x.pdf")]}.get(verb[0], [])
        tap.holds(book(*verb, "UTT/99/0001/FUL", *words, expect=1).err, "UTT/99/0001/FUL")


@points
def a_bad_date_is_refused():
    """a date that is none is wrong usage and changes nothing"""
    rows = book.rows()
    book("new", "--reference", "UTT/26/9999/FUL", "--authority", "X", "--received", "31/02/2026", expect=2)
    tap.equal(book.rows(), rows, "audit rows")


@points
def controls_are_not_printed():
    """what was typed with control and direction marks is printed as one harmless line"""
    book("new", "--reference", "UTT/26/0002/FUL", "--authority", "Uttlesford District Council",
         "--address", "Mill\x1b[2J Lane\u202e")
    text = book("list").out
    tap.true("\x1b" not in text and "\u202e" not in text, f"controls: {text!r}")
    tap.equal(len(text.splitlines()), 2, "lines")


@points
def every_change_is_one_row():
    """every change makes one audit row and the trail is whole"""
    rows = book.rows()
    book("case", "title", REFERENCE, "Mallard Way")
    book("case", "make", REFERENCE)
    tap.equal(book.rows(), rows + 2, "audit rows")
    tap.equal(book.json("audit", "verify")["state"], "intact", "state")


@points
def a_foreign_folder_is_refused():
    """a folder that holds another database is refused and left as it was"""
    folder = program.make_folder()
    os.chmod(folder, 0o700)
    path = folder / "sightline.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    before = path.read_bytes()
    program.Casebook(folder)("list", expect=1)
    tap.equal(path.read_bytes(), before, "its bytes")


@points
def tampering_is_three():
    """an altered audit row is named and ends with 3"""
    store = sqlite3.connect(book.folder / "sightline.db")
    for name, in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        store.execute(f'DROP TRIGGER "{name}"')
    store.execute("UPDATE audit SET detail = ? WHERE sequence = 2", (json.dumps({"reference": "other"}),))
    store.commit()
    store.close()
    answer = book("audit", "verify", expect=3)
    tap.holds(answer.err, "2")


@points
def nothing_to_check_is_four():
    """a trail that cannot be checked ends with 4"""
    program.Casebook()("audit", "verify", expect=4)


tap.main(points)
