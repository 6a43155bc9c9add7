#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A response is issued once and given out for ever: Rowan Ashdown writes and sends it, Helen Marsh approves
it, each by an account of their own, told apart by user id (unshare)."""

import datetime
import hashlib
import os
import pathlib
import pwd
import re
import subprocess

import program
import tap

points = tap.Points()
CASE = "UTT/26/2147/FUL"
OFFICER, MANAGER = 2001, 2002
ROOT = pathlib.Path(__file__).resolve().parents[2]
folder = program.make_folder()
data = folder / "team"
today = datetime.date.today().isoformat()
copy = folder / "response.pdf"


def account(uid):
    """The prefix that makes this user's commands those of the account @uid."""
    words = ["unshare", "-U", f"--map-user={uid}", f"--map-group={os.getgid()}"]
    if subprocess.run([*words, "true"], capture_output=True, timeout=20, check=False).returncode != 0:
        raise tap.Skip("this computer allows no user namespaces")
    return words


def run(uid, *arguments, expect=0, command=program.CLI):
    prefix = account(uid)
    options = ["--data", data] if command == program.CLI else []
    return program.start(*prefix[1:], command, *options, *arguments, expect=expect, program=prefix[0],
                         seconds=120)


def ask(uid, *arguments):
    return run(uid, "--json", *arguments).json


@points
def only_what_was_approved_is_issued():
    """before a manager's approval nothing is issued, and the author cannot approve"""
    run(OFFICER, "--documents", folder / "papers", "--data", data, command=program.SAMPLE)
    for uid, name, role in ((OFFICER, "Rowan Ashdown", "officer"), (MANAGER, "Helen Marsh", "manager")):
        if not ask(uid, "people", "card")["declared"]:
            run(uid, "people", "declare", "--name", name, "--role", role)
    tap.holds(run(OFFICER, "issue", CASE, "--way", "e-mail", expect=1).err, "has been submitted yet")
    tap.holds(run(OFFICER, "issue", CASE, "-o", copy, expect=1).err, "has not been issued", "--way")
    run(OFFICER, "review", "submit", CASE, "--note", "For your review.")
    run(OFFICER, "review", "approve", CASE, expect=1)
    tap.holds(run(OFFICER, "issue", CASE, "--way", "e-mail", expect=1).err, "Only an approved version")
    tap.holds(run(OFFICER, "outcome", CASE, expect=1).err, "has not been issued")
    run(OFFICER, "issue", CASE, "--sent-on", today, expect=2)
    tap.true(not copy.exists(), "a file was written")
    run(MANAGER, "review", "approve", CASE)


@points
def it_is_issued_and_sent():
    """issuing marks the case sent, writes the bytes for their owner alone, and cannot be done again"""
    issued = ask(OFFICER, "issue", CASE, "--way", "e-mail", "--to", "Judith Okoro", "-o", copy)
    tap.equal((issued["sent-on"], issued["sent-way"], issued["sent-to"]), (today, "e-mail", "Judith Okoro"), "sent")
    tap.equal((issued["approved-by-name"], issued["issued-by-name"]), ("Helen Marsh", "Rowan Ashdown"), "by whom")
    tap.equal(hashlib.sha256(copy.read_bytes()).hexdigest(), issued["sha256"], "hash of the file")
    tap.equal(copy.stat().st_mode & 0o777, 0o600, "its mode")
    tap.equal(ask(OFFICER, "show", CASE)["stage"], "sent", "stage")
    tap.holds(run(OFFICER, "issue", CASE, "--way", "post", expect=1).err, "was issued")


@points
def its_footer_holds_the_audit_head():
    """every page's footer has the head of the audit trail, which the trail bears out"""
    issued = ask(OFFICER, "issue", CASE)
    seal = f"Audit {issued['audit-sequence']} · {issued['audit-hash'][:8]}"
    pages = int(program.pdf_info(copy)["Pages"])
    tap.equal(program.pdf_text(copy).count(seal), pages, f"“{seal}” in {pages} pages")
    listed = run(OFFICER, "--json", "audit", "list").json
    row = next(row for row in listed if row["sequence"] == issued["audit-sequence"])
    tap.equal(row["hash"], issued["audit-hash"], "the row of that number")


@points
def it_names_nobody_it_should_not():
    """the issued file names no account, host or folder, in its metadata or anywhere else"""
    plain = folder / "plain.pdf"
    program.run_tool("qpdf", "--qdf", "--object-streams=disable", copy, plain)
    content = plain.read_bytes()
    for private in program.private_words() | {str(data), str(folder), "sightline.db"}:
        tap.true(private.encode("utf-8") not in content, f"it holds {private!r}")
    information = program.run_tool("pdfinfo", copy) + program.run_tool("pdfinfo", "-meta", copy)
    login = pwd.getpwuid(os.getuid()).pw_name
    for word in (login, str(OFFICER), *program.private_words()):
        tap.true(not re.search(rf"\b{re.escape(word)}\b", information), f"the metadata hold {word!r}")


@points
def the_bytes_stay_the_same():
    """after the template pack, the card and the case's stage have changed the same bytes are given out"""
    before = copy.read_bytes()
    pack = data / "packs" / "template.xml"
    pack.parent.mkdir(exist_ok=True)
    text = (ROOT / "resources/templates/planning-response.xml").read_text(encoding="utf-8")
    pack.write_text(text.replace('heading="Main points"', 'heading="What matters"'), encoding="utf-8")
    run(OFFICER, "people", "card", "--name", "R. Ashdown-Price", "--job-title", "Adviser")
    for name in ("again.pdf", "and again.pdf"):
        run(OFFICER, "issue", CASE, "-o", folder / name)
        tap.equal((folder / name).read_bytes(), before, name)
    pack.unlink()


@points
def what_became_of_it():
    """the decision and each recommendation are recorded, corrected, and close the case"""
    rows = ask(OFFICER, "outcome", CASE)["recommendations"]
    tap.true(len(rows) > 2, f"{len(rows)} recommendations")
    first, second = rows[0]["key"], rows[1]["key"]
    run(OFFICER, "outcome", CASE, "--decision", "granted", "--date", "2999-01-01", expect=1)
    run(OFFICER, "outcome", CASE, "--adopted", "nonsense", expect=2)
    run(OFFICER, "outcome", CASE, "--decision", "granted-with-conditions", "--date", today, "--adopted",
        f"{first}=adopted:7", "--adopted", f"{second}=in-part")
    run(OFFICER, "outcome", CASE, "--adopted", f"{second}=not-adopted")
    answer = ask(OFFICER, "outcome", CASE)
    states = {row["key"]: (row["state"], row["condition"]) for row in answer["recommendations"]}
    tap.equal(answer["decision"], "granted-with-conditions", "decision")
    tap.equal((states[first], states[second]), (("adopted", "7"), ("not-adopted", "")), "states")
    tap.equal(ask(OFFICER, "show", CASE)["stage"], "closed", "stage")
    tap.equal(ask(OFFICER, "audit", "verify")["rows"] > 0, True, "the trail is whole")


@points
def an_altered_file_is_named():
    """a kept file that was altered is not given out"""
    sha256 = ask(OFFICER, "issue", CASE)["sha256"]
    kept = data / "files" / sha256[:2] / sha256
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(b"%%EOF", b"%%EOG"))
    target = folder / "altered.pdf"
    tap.holds(run(OFFICER, "issue", CASE, "-o", target, expect=1).err, CASE, "altered")
    tap.true(not target.exists(), "a file was written")
    kept.write_bytes(whole)
    run(OFFICER, "issue", CASE, "-o", target)


tap.main(points)
