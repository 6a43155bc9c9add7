#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A portfolio between three computers: Callum Reyes's casebook, Helen Marsh's and Grace Lindqvist's, each an
account and a folder of its own. The claims go out with their case, the assessments come back, and a casebook
that was restored from an older backup is found out."""

import os
import pathlib
import shutil
import subprocess
import time

import program
import tap

points = tap.Points()
CASE = "UTT/26/2147/FUL"
CALLUM, HELEN, GRACE = 2001, 2002, 2003
PEOPLE = {CALLUM: ("Callum Reyes", "trainee"), HELEN: ("Helen Marsh", "manager"),
          GRACE: ("Grace Lindqvist", "manager")}
ROOT = pathlib.Path(__file__).resolve().parents[2]
folder = program.make_folder()
out, back = folder / "Callum Reyes.sightline", folder / "Callum Reyes, reply.sightline"
homes = {uid: folder / str(uid) for uid in PEOPLE}


def account(uid):
    """The prefix that makes this user's commands those of the account @uid."""
    words = ["unshare", "-U", f"--map-user={uid}", f"--map-group={os.getgid()}"]
    if subprocess.run([*words, "true"], capture_output=True, timeout=20, check=False).returncode != 0:
        raise tap.Skip("this computer allows no user namespaces")
    return words


def run(uid, *arguments, expect=0):
    prefix = account(uid)
    return program.start(*prefix[1:], program.CLI, "--data", homes[uid], *arguments, expect=expect,
                         program=prefix[0], seconds=120)


def progress(uid, *arguments, expect=0):
    whose = [] if uid == CALLUM else ["--of", "Callum Reyes"]
    return run(uid, "progress", *arguments, *whose, expect=expect)


def bundle(uid, *arguments, expect=0):
    return run(uid, "progress", "bundle", *arguments, expect=expect)


def ask(uid, *arguments):
    return run(uid, "--json", *arguments).json


def shown(uid):
    return ask(uid, "progress", "show", *([] if uid == CALLUM else ["--of", "Callum Reyes"]))


def cell(uid, criterion, occasion="C2/1"):
    found = next(row for row in shown(uid)["occasions"] if row["name"] == occasion)
    return next(row for row in found["cells"] if row["criterion"] == criterion)


def rows(uid):
    return ask(uid, "audit", "verify")["rows"]


def refused(uid, path, *words):
    """Neither looked at nor read; one clear line that names the file; nothing is touched."""
    before = rows(uid)
    for verb in ("look", "read"):
        tap.holds(bundle(uid, verb, path, expect=1).err, path.name, *words)
    tap.equal(rows(uid), before, "audit rows")


def waits(uid, path, owner, *words):
    """Refused until somebody compares the key of @owner, which is listed for that from now on."""
    tap.holds(bundle(uid, "read", path, expect=1).err, path.name, fingerprint(owner), "nobody here has compared", *words)
    refused(uid, path, *words)
    tap.holds(run(uid, "people", "keys").out, fingerprint(owner))


def fingerprint(uid):
    return ask(uid, "people", "key")["fingerprint"]


def send(uid, path, *arguments):
    whose = [] if uid == CALLUM else ["Callum Reyes"]
    return ask(uid, "progress", "bundle", "make", *whose, "-o", path, *arguments)


@points
def a_trainee_claims():
    """a trainee claims on a case of their own, keeps a note, and enters training with its certificate"""
    for uid, (name, role) in PEOPLE.items():
        run(uid, "people", "declare", "--name", name, "--role", role)
    run(CALLUM, "new", "--reference", CASE, "--authority", "Uttlesford", "--address",
        "Land east of Mallard Way, Thornbury St Anne")
    progress(CALLUM, "begin")
    progress(CALLUM, "choose", "C2", CASE)
    progress(CALLUM, "claim", "C2/1", "C2.1", "--words", "On the weekly list of 6 November.")
    progress(CALLUM, "claim", "C2/1", "C2.2", "--words", "Explained in the draft.")
    progress(CALLUM, "note", "C2/1", "C2.1", "--words", "I was nervous about this one.")
    entry = progress(CALLUM, "train", "--criterion", "C1.2", "--kind", "event", "--title", "ATLAS", "--on", "2026-10-01",
                     "--outcomes", "designing-out-crime", "--hours", "14.5").out.strip()
    certificate = folder / "certificate.txt"
    certificate.write_text("Callum Reyes, accredited.", encoding="utf-8")
    progress(CALLUM, "file", entry, certificate)
    run(CALLUM, "draft", CASE, "--stance", "no-objection")
    run(CALLUM, "review", "submit", CASE, "--note", "With my claim.")


@points
def it_goes_out_with_its_case():
    """the bundle holds claims, training, its file and the case, and no private note"""
    made = send(CALLUM, out, "--cases")
    tap.equal((made["kind"], made["claims"], made["cases"], made["files"], made["private-notes"], made["left-out"]),
              ("portfolio", 2, 1, 1, 0, []), "what was made")
    tap.equal(out.stat().st_mode & 0o777, 0o600, "its mode")
    tap.equal([path.name for path in folder.glob("*.sightline*")], [out.name], "what lies there")
    whole = out.read_bytes()
    tap.true(b"nervous" not in whole, "the note is in it")
    tap.true(str(homes[CALLUM]).encode() not in whole, "a folder of the sender's is told")
    before = rows(HELEN)
    looked = ask(HELEN, "progress", "bundle", "look", out)
    tap.equal((looked["person-name"], looked["sender-name"], looked["trust"]),
              ("Callum Reyes", "Callum Reyes", "unknown"), "who sent what")
    tap.holds(bundle(HELEN, "look", out).out, "unverified", fingerprint(CALLUM))
    tap.equal(rows(HELEN), before, "audit rows")


@points
def spoilt_ones_are_refused():
    """an altered byte, a cut, an added or a huge file, and a file of another kind, are refused with their name"""
    whole = out.read_bytes()
    bad = folder / "spoilt.sightline"
    for at in (3, 40, 100, 700, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        refused(HELEN, bad)
    bad.write_bytes(whole[:-100])
    refused(HELEN, bad)
    bad.write_bytes(whole + b"more")
    refused(HELEN, bad)
    os.truncate(bad, 2 << 30)
    start = time.monotonic()
    refused(HELEN, bad, "too big")
    tap.true(time.monotonic() - start < 20, "at once")
    bad.unlink()
    refused(HELEN, folder / "certificate.txt", "bundle")
    refused(CALLUM, out, "made it yourself")
    for verb in ("check", "read"):
        tap.holds(run(HELEN, "bundle", verb, out, expect=1).err, out.name, "sightline-cli progress bundle")
    review = folder / "review.sightline"
    run(CALLUM, "bundle", "make", CASE, "-o", review)
    refused(HELEN, review, "sightline-cli bundle")
    review.unlink()


@points
def it_is_read_and_only_assessed():
    """the manager reads it with its case, once; the portfolio there is assessed and not edited"""
    send(CALLUM, out, "--cases")
    older = folder / "older.sightline"
    shutil.copy(out, older)
    send(CALLUM, out, "--cases")
    before = rows(HELEN)
    read = ask(HELEN, "progress", "bundle", "read", out)
    tap.equal((read["trust"], read["notices"]), ("unverified", []), "what was read")
    tap.equal(rows(HELEN), before + 2, "audit rows: the portfolio and its case")
    refused(HELEN, out, "read already")
    refused(HELEN, older, "older")
    tap.equal([row["reference"] for row in ask(HELEN, "list")], [CASE], "cases")
    there, here = shown(CALLUM), shown(HELEN)
    for key in ("occasions", "training", "components", "edition"):
        tap.equal(len(here[key]), len(there[key]), key)
    tap.equal([file["name"] for file in here["training"][0]["files"]], ["certificate.txt"], "the certificate")
    tap.equal(cell(HELEN, "C2.1")["history"][0]["words"], "On the weekly list of 6 November.", "the claim")
    tap.equal(progress(HELEN, "note", "C2/1", "C2.1").out, "", "the note")
    tap.holds(progress(HELEN, "claim", "C2/1", "C2.1", "-w", "Mine", expect=1).err, "its trainee alone")
    packs = homes[HELEN] / "packs"
    packs.mkdir(mode=0o700, exist_ok=True)
    text = (ROOT / "resources/framework/doco.xml").read_text(encoding="utf-8")
    (packs / "ours.xml").write_text(text.replace('edition="2021-01"', 'edition="2027-01"'), encoding="utf-8")
    tap.holds(progress(HELEN, "move", "--reason", "Newer", expect=1).err, "another computer")
    shutil.rmtree(packs)


@points
def assessments_come_back():
    """what was assessed comes back, counts only with a compared key, and is history there"""
    progress(HELEN, "assess", "C2/1", "C2.1", "not-yet", "-w", "Bring the list itself.", "--verbal", "Our talk")
    progress(HELEN, "assess", "C2/1", "C2.2", "met", "--written", "The draft")
    made = send(HELEN, back)
    tap.equal((made["kind"], made["assessments"]), ("portfolio-reply", 2), "the reply")
    refused(HELEN, back, "made it yourself")
    waits(CALLUM, back, HELEN, "progress bundle trust")
    tap.holds(bundle(CALLUM, "trust", back, fingerprint(CALLUM), expect=1).err, "another key")
    bundle(CALLUM, "trust", back, fingerprint(HELEN))
    read = ask(CALLUM, "progress", "bundle", "read", back)
    tap.equal((read["kind"], read["trust"], read["sender-name"]), ("portfolio-reply", "verified", "Helen Marsh"),
              "what was read")
    refused(CALLUM, back, "read already")
    found = cell(CALLUM, "C2.1")
    tap.equal((found["state"], found["history"][-1]["person"], found["history"][-1]["words"]),
              ("not-yet", "Helen Marsh", "Bring the list itself."), "the verdict")
    tap.equal(cell(CALLUM, "C2.2")["state"], "met", "the other")
    tap.true("Helen Marsh" in {row["person"] for row in ask(CALLUM, "progress", "readers")}, "who read it")


@points
def it_goes_on():
    """the trainee answers and claims anew; what the manager said comes back to them unchanged"""
    progress(CALLUM, "acknowledge", "C2/1")
    progress(CALLUM, "reply", "C2/1", "C2.1", "It is in the case now.")
    progress(CALLUM, "claim", "C2/1", "C2.1", "--words", "The list is with the case.")
    send(CALLUM, out)
    ask(HELEN, "progress", "bundle", "read", out)
    tap.equal([event["kind"] for event in cell(HELEN, "C2.1")["history"]],
              ["claim", "verdict", "acknowledge", "reply", "claim"], "history")
    tap.equal(cell(HELEN, "C2.1")["history"], cell(CALLUM, "C2.1")["history"], "history on both sides")


@points
def a_third_computer_believes_signatures():
    """another manager takes Helen Marsh's verdicts by her own signature, once her key was compared"""
    waits(GRACE, out, HELEN, "the verdict on C2.1", "Helen Marsh")
    tap.holds(bundle(GRACE, "trust", out, fingerprint(HELEN)).out, "Helen Marsh")
    ask(GRACE, "progress", "bundle", "read", out)
    tap.equal(cell(GRACE, "C2.2")["state"], "met", "the verdict")
    progress(GRACE, "assess", "C2/1", "C2.1", "met")
    third = folder / "Grace's reply.sightline"
    send(GRACE, third)
    bundle(CALLUM, "trust", third, fingerprint(GRACE))
    ask(CALLUM, "progress", "bundle", "read", third)
    tap.equal([event["person"] for event in cell(CALLUM, "C2.1")["history"] if event["kind"] == "verdict"],
              ["Helen Marsh", "Grace Lindqvist"], "who assessed")


@points
def a_second_look_stays_blind():
    """a second assessment that is asked for here and given there is blind until it is finished, and comes back"""
    progress(CALLUM, "choose", "C2", "--title", "Station Road", "--reference", "UTT/24/0100/OUT", "--authority",
             "Uttlesford District Council", "--on", "2 May 2024")
    progress(CALLUM, "claim", "C2/2", "C2.1", "--words", "From the list of May 2024.")
    send(CALLUM, out)
    bundle(HELEN, "trust", out, fingerprint(GRACE))
    ask(HELEN, "progress", "bundle", "read", out)
    progress(HELEN, "assess", "C2/2", "C2.1", "met", "-w", "Plain to see.")
    progress(HELEN, "second", "C2/2", "Grace Lindqvist")
    for sender, reader, path in ((HELEN, CALLUM, back), (CALLUM, GRACE, out)):
        send(sender, path)
        ask(reader, "progress", "bundle", "read", path)
    tap.equal(cell(GRACE, "C2.1", "C2/2")["state"], "claimed", "state")
    tap.true("Plain to see" not in progress(GRACE, "show", "C2/2").out, "the verdict is told")
    progress(GRACE, "second", "C2/2", "C2.1", "not-yet", "-w", "Which list?")
    send(GRACE, back)
    ask(CALLUM, "progress", "bundle", "read", back)
    tap.true("Which list?" not in progress(CALLUM, "show", "C2/2").out, "the second is told before it is finished")
    progress(GRACE, "second", "C2/2", "finish")
    for sender, reader, path in ((GRACE, CALLUM, back), (CALLUM, HELEN, out)):
        send(sender, path)
        ask(reader, "progress", "bundle", "read", path)
    tap.holds(progress(HELEN, "show", "C2/2").out, "Which list?", "Plain to see")
    tap.equal([(row["criterion"], row["both"], row["same"]) for row in ask(HELEN, "progress", "agreement")],
              [("C2.1", 1, 0)], "agreement")


@points
def notes_go_when_the_trainee_says_so():
    """private notes are in the bundle only when the trainee puts them in, and nobody else can"""
    tap.holds(bundle(HELEN, "make", "Callum Reyes", "-o", back, "--notes", expect=1).err, "only they put them")
    tap.equal(send(CALLUM, out, "--notes")["private-notes"], 1, "notes")
    tap.holds(bundle(HELEN, "look", out).out, "1 private note")
    ask(HELEN, "progress", "bundle", "read", out)
    tap.equal(progress(HELEN, "note", "C2/1", "C2.1").out, "I was nervous about this one.\n", "the note")


@points
def a_restored_backup_is_found_out():
    """a casebook restored from a backup made before an assessment lacks it, and the heads say so"""
    backups = folder / "backups"
    backups.mkdir(mode=0o700)
    run(HELEN, "backup", backups)
    progress(HELEN, "assess", "C2/1", "C2.1", "met", "-w", "Now it is there.")
    send(HELEN, back)
    ask(CALLUM, "progress", "bundle", "read", back)
    paper = folder / "portfolio.pdf"
    run(HELEN, "progress", "export", "Callum Reyes", "-o", paper)
    foot = next(line for line in program.pdf_text(paper).splitlines() if "Audit " in line)
    words = foot[foot.index("Audit "):].split()
    head = f"{words[1]} {words[3]}"
    kept = homes[HELEN]
    tap.holds(run(HELEN, "audit", "verify", "--head", head).out, "whole")
    homes[HELEN] = folder / "restored"
    run(HELEN, "restore", next(path.parent for path in backups.glob("*/manifest*")), homes[HELEN])
    tap.equal(ask(HELEN, "audit", "verify")["state"], "intact", "by itself it is whole")
    lost = run(HELEN, "audit", "verify", "--head", head, expect=None)
    tap.equal(lost.code, 3, "exit code")
    tap.holds(lost.err, "removed from the end", f"the head “{head}” has seen them")
    tap.holds(run(HELEN, "audit", "verify", "--head", "12 zz", expect=None).err, "not a head")
    send(CALLUM, out)
    refused(HELEN, out, "Helen Marsh, who works here", "restored from a backup", "audit verify")
    homes[HELEN] = kept
    ask(HELEN, "progress", "bundle", "read", out)


@points
def bad_frameworks_are_refused():
    """a framework with a cycle, a duplicate id, an unknown role or no occasion is refused with file, line, reason"""
    packs = homes[GRACE] / "packs"
    packs.mkdir(mode=0o700, exist_ok=True)
    whole = (ROOT / "resources/framework/doco.xml").read_text(encoding="utf-8")
    cycle = 'under="C2.3.1" shows="briefing review" source'
    edits = {
        "occasions.xml": ('occasions="5"', 'occasions="0"', "occasion"),
        "role.xml": ('<decider role="manager"', '<decider role="sergeant"', "sergeant"),
        "twice.xml": ('id="C2.2"', 'id="C2.1"', "C2.1"),
        "cycle.xml": ('in person" shows="briefing review" source', f'in person" {cycle}', "goes round in a circle"),
    }
    for name, (old, new, word) in edits.items():
        tap.equal(whole.count(old), 1, f"{old} in the framework")
        bad = packs / name
        bad.write_text(whole.replace(old, new), encoding="utf-8")
        # A circle is told where the first that stands in it does.
        at = whole.index('under="C2.3.0"') if name == "cycle.xml" else whole.index(old)
        line = whole[:at].count("\n") + 1
        tap.holds(run(GRACE, "packs", "validate", bad, expect=1).err, name, f"line {line}", word)
        tap.holds(run(GRACE, "packs", "list", expect=None).err, name, word)
        bad.unlink()


@points
def trails_are_whole():
    """all trails are whole, and say what was made and read"""
    for uid in PEOPLE:
        tap.equal(ask(uid, "audit", "verify")["state"], "intact", f"the trail of {uid}")
        actions = {row["action"] for row in ask(uid, "audit", "list")}
        tap.true({"make-bundle", "read-bundle"} <= actions, f"actions: {actions}")


tap.main(points)
