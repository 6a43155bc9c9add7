#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A review between two computers: Rowan Ashdown's casebook and Helen Marsh's, each an account and a folder
of its own, and one file that goes there and one that comes back."""

import os
import signal
import subprocess
import time

import program
import tap

points = tap.Points()
CASE, MEETINGS, SURVEY = "UTT/26/2147/FUL", "SBD/2025/001", "SUR/2026/001"
OFFICER, MANAGER = 2001, 2002
folder = program.make_folder()
out, back = folder / "Mallard Way.sightline", folder / "Mallard Way, reply.sightline"


def account(uid):
    """The prefix that makes this user's commands those of the account @uid."""
    words = ["unshare", "-U", f"--map-user={uid}", f"--map-group={os.getgid()}"]
    if subprocess.run([*words, "true"], capture_output=True, timeout=20, check=False).returncode != 0:
        raise tap.Skip("this computer allows no user namespaces")
    return words


def run(uid, *arguments, expect=0, command=program.CLI, seconds=120):
    """On a machine of one's own: the folder is named after the account."""
    prefix = account(uid)
    data = [] if command != program.CLI else ["--data", folder / str(uid)]
    return program.start(*prefix[1:], command, *data, *arguments, expect=expect, program=prefix[0],
                         seconds=seconds)


def ask(uid, *arguments):
    return run(uid, "--json", *arguments).json


def refused(uid, path, *words):
    """Neither checked nor read; one clear line; nothing is touched."""
    before = rows(uid)
    for verb in ("check", "read"):
        answer = run(uid, "bundle", verb, path, expect=1)
        tap.equal(len(answer.err.splitlines()), 1, f"lines: {answer.err!r}")
        tap.holds(answer.err, path.name, *words)
    tap.equal(rows(uid), before, "audit rows")


def rows(uid):
    return ask(uid, "audit", "verify")["rows"]


def newest(uid):
    return ask(uid, "review", "show", CASE)["versions"][0]


def took(before, what, size=None):
    more = f", {size / 1024:.0f} KiB" if size else ""
    print(f"# {what}: {(time.monotonic() - before) * 1000:.0f} ms{more}", flush=True)


@points
def two_casebooks():
    """an officer with a draft and a manager with nothing"""
    run(OFFICER, "--documents", folder / "papers", "--data", folder / str(OFFICER), command=program.SAMPLE)
    for uid, name, role in ((OFFICER, "Rowan Ashdown", "officer"), (MANAGER, "Helen Marsh", "manager")):
        if not ask(uid, "people", "card")["declared"]:
            run(uid, "people", "declare", "--name", name, "--role", role)
    tap.equal(ask(MANAGER, "list"), [], "the manager's cases")
    tap.holds(run(OFFICER, "bundle", "make", CASE, "-o", out, expect=1).err, "Submit the draft first")
    tap.true(not out.exists(), "nothing was written")
    run(OFFICER, "review", "submit", CASE, "--note", "For your review.")


@points
def it_is_made():
    """a bundle holds the version, and of the originals those that are cited"""
    before = time.monotonic()
    made = ask(OFFICER, "bundle", "make", CASE, "-o", out)
    took(before, "make", out.stat().st_size)
    tap.equal((made["kind"], made["version"], made["left-out"]), ("review", 1, 0), "what was made")
    tap.true(0 < made["originals"] < len(ask(OFFICER, "show", CASE)["documents"]), f"originals: {made}")
    tap.equal(out.stat().st_mode & 0o777, 0o600, "its mode")
    tap.true(not list(folder.glob("*.sightline.*")), "nothing else lies there")


@points
def it_is_checked():
    """checking tells whose it is and that nobody compared the key, and touches nothing"""
    before = rows(MANAGER)
    start = time.monotonic()
    checked = ask(MANAGER, "bundle", "check", out)
    took(start, "check")
    tap.equal((checked["sender-name"], checked["trust"]), ("Rowan Ashdown", "unknown"), "sender")
    tap.holds(run(MANAGER, "bundle", "check", out).out, "unverified", CASE)
    tap.equal(rows(MANAGER), before, "audit rows")
    tap.equal(ask(MANAGER, "list"), [], "the manager's cases")


@points
def spoilt_ones_are_refused():
    """an altered byte, a cut, an added or a huge file is refused and nothing is touched"""
    whole = out.read_bytes()
    bad = folder / "spoilt.sightline"
    for at in (3, 12, 40, 100, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        refused(MANAGER, bad)
    bad.write_bytes(whole[:-100])
    refused(MANAGER, bad)
    bad.write_bytes(whole + b"more")
    refused(MANAGER, bad)
    os.truncate(bad, 2 << 30)
    start = time.monotonic()
    refused(MANAGER, bad, "too big")
    tap.true(time.monotonic() - start < 10, "at once")
    bad.unlink()
    tap.holds(run(MANAGER, "import", out, expect=None).out + run(MANAGER, "list").out, "case bundle")
    refused(OFFICER, out, "made it yourself")


@points
def killed_it_leaves_nothing():
    """killed in the middle of reading, all of it is there or nothing"""
    prefix = account(MANAGER)
    command = [*prefix, program.CLI, "--data", str(folder / str(MANAGER)), "bundle", "read", str(out)]
    for wait in (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              start_new_session=True) as process:
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        verified = ask(MANAGER, "audit", "verify")
        tap.equal(verified["state"], "intact", "the trail")
        cases = ask(MANAGER, "list")
        if cases:
            tap.equal(len(cases), 1, "cases")
            tap.equal(newest(MANAGER)["state"], "submitted", "all of it came")
            return


@points
def it_is_read():
    """the manager sees the version, its papers and evidence, in one change"""
    if not ask(MANAGER, "list"):
        before = rows(MANAGER)
        start = time.monotonic()
        read = ask(MANAGER, "bundle", "read", out)
        took(start, "read")
        tap.equal(read["notices"], [], "notices")
        tap.equal(rows(MANAGER), before + 1, "audit rows")
    version = newest(MANAGER)
    tap.equal(version["hash"], newest(OFFICER)["hash"], "the content")
    tap.equal(version["author-name"], "Rowan Ashdown", "its author")
    shown = ask(MANAGER, "show", CASE)
    tap.true(all(document["state"] in ("read", "partial", "picture") for document in shown["documents"]),
             f"documents: {shown['documents']}")
    tap.equal({fact["source-kind"] for fact in shown["facts"]}, {"bundle"}, "where the facts come from")
    private = folder / str(OFFICER)
    tap.true(str(private).encode() not in out.read_bytes(), "no folder of the sender's is told")
    refused(MANAGER, out, "read already")


@points
def a_copy_is_only_reviewed():
    """the copy is commented on and decided, not edited or submitted"""
    tap.holds(run(MANAGER, "review", "submit", CASE, expect=1).err, "another computer")
    tap.holds(run(MANAGER, "case", "title", CASE, "Mine", expect=1).err, "another computer")
    run(MANAGER, "review", "comment", CASE, "Say which plan shows the gate.")
    tap.holds(run(MANAGER, "review", "approve", CASE, expect=1).err, "comment")


@points
def the_comment_comes_back():
    """the comment arrives once, as the manager's, and goes out with its answer"""
    ask(MANAGER, "bundle", "make", CASE, "-o", back)
    read = ask(OFFICER, "bundle", "read", back)
    tap.equal((read["kind"], read["comments"], read["decision"]), ("reply", 1, ""), "the reply")
    comment = ask(OFFICER, "review", "comment", CASE)[0]
    tap.equal((comment["person-name"], comment["body"]), ("Helen Marsh", "Say which plan shows the gate."),
              "the comment")
    refused(OFFICER, back, "read already")
    run(OFFICER, "review", "reply", comment["id"], "PL-106 does.")
    ask(OFFICER, "bundle", "make", CASE, "-o", out)
    ask(MANAGER, "bundle", "read", out)
    run(MANAGER, "review", "close", comment["id"])


@points
def an_unverified_approval_waits():
    """an approval by a key that nobody compared does not stand until somebody does"""
    run(MANAGER, "review", "approve", CASE)
    ask(MANAGER, "bundle", "make", CASE, "-o", back)
    read = ask(OFFICER, "bundle", "read", back)
    tap.equal((read["decision"], read["trust"]), ("approved", "unverified"), "the reply")
    tap.holds(" ".join(read["notices"]), "does not stand", "unverified")
    tap.equal(newest(OFFICER)["state"], "submitted", "the version")
    fingerprint = ask(MANAGER, "people", "key")["fingerprint"]
    answer = run(OFFICER, "people", "trust", fingerprint, "verified")
    tap.holds(answer.out, "stands now")
    version = newest(OFFICER)
    tap.equal((version["state"], version["decided-by-name"]), ("approved", "Helen Marsh"), "the version")
    tap.holds(version["decided-by-role"], "self-declared")


@points
def minutes_travel_too():
    """the minutes of a meeting go out by themselves, are commented on, and come back approved"""
    meeting = ask(OFFICER, "meeting", MEETINGS)[0]["reference"]
    minutes = f"{meeting}:minutes"
    there, again = folder / "minutes.sightline", folder / "minutes, reply.sightline"
    run(OFFICER, "review", "submit", minutes, "--note", "Before they leave.")
    made = ask(OFFICER, "bundle", "make", minutes, "-o", there)
    tap.equal((made["kind"], made["version"]), ("review", 1), "what was made")
    tap.holds(made["paper"], "Minutes", meeting)
    tap.holds(run(MANAGER, "bundle", "check", there).out, "Minutes", meeting)
    before = rows(MANAGER)
    ask(MANAGER, "bundle", "read", there)
    tap.equal(rows(MANAGER), before + 1, "audit rows")
    shown = ask(MANAGER, "review", "show", minutes)["versions"][0]
    tap.equal(shown["hash"], ask(OFFICER, "review", "show", minutes)["versions"][0]["hash"], "the content")
    tap.holds(run(MANAGER, "meeting", "set", meeting, "subject=Mine", expect=1).err, "stays as it is")
    run(MANAGER, "review", "comment", minutes, "Who takes the action?")
    ask(MANAGER, "bundle", "make", minutes, "-o", again)
    tap.equal(ask(OFFICER, "bundle", "read", again)["comments"], 1, "comments")
    comment = ask(OFFICER, "review", "comment", minutes)[0]
    tap.equal(comment["person-name"], "Helen Marsh", "who commented")
    run(OFFICER, "review", "reply", comment["id"], "The developer does.")
    ask(OFFICER, "bundle", "make", minutes, "-o", there)
    ask(MANAGER, "bundle", "read", there)
    run(MANAGER, "review", "close", comment["id"])
    run(MANAGER, "review", "approve", minutes)
    ask(MANAGER, "bundle", "make", minutes, "-o", again)
    ask(OFFICER, "bundle", "read", again)
    version = ask(OFFICER, "review", "show", minutes)["versions"][0]
    tap.equal((version["state"], version["decided-by-name"]), ("approved", "Helen Marsh"), "the version")
    refused(OFFICER, again, "read already")
    run(OFFICER, "issue", minutes, "--way", "e-mail")


@points
def a_survey_report_tells_of_its_pictures():
    """a report with photographs says on the other side that they did not come along"""
    sheet = ask(OFFICER, "survey", SURVEY)[0]["reference"]
    report, there = f"{sheet}:survey-report", folder / "survey.sightline"
    run(OFFICER, "review", "submit", report)
    ask(OFFICER, "bundle", "make", report, "-o", there)
    tap.holds(" ".join(ask(MANAGER, "bundle", "read", there)["notices"]), "pictures", "captions")
    tap.equal(ask(MANAGER, "review", "show", report)["versions"][0]["state"], "submitted", "the version")


@points
def trails_are_intact():
    """both trails are intact, and say what was made and read"""
    for uid in (OFFICER, MANAGER):
        tap.equal(ask(uid, "audit", "verify")["state"], "intact", f"the trail of {uid}")
        actions = {row["action"] for row in ask(uid, "audit", "list")}
        tap.true({"make-bundle", "read-bundle"} <= actions, f"actions: {actions}")


tap.main(points)
