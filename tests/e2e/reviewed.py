# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The sample casebook with its response in review: two persons at work in one folder. One has the account
that runs the window, the other one of their own (a user namespace). For the journeys and the pictures of
the Review page."""

import datetime
import os
import subprocess

import program
import tap

CASE = "UTT/26/2147/FUL"
OFFICER, MANAGER = "Rowan Ashdown", "Helen Marsh"
ROLES = {OFFICER: "officer", MANAGER: "manager"}
OTHER = 2001

# What Rowan Ashdown writes for the second and the third version.
SECOND = {
    "main-points/stance": "Essex Police objects to the layout as drawn until the following points are met.",
    "item/H21/observation": "The rear boundary of plots 14 to 21 is too low. Essex Police recommends a higher fence.",
}
THIRD = {
    "main-points/stance": "Essex Police cannot support the layout as drawn until the five points below are met. "
                          "It would welcome a meeting with the applicant.",
    "item/H21/observation": "The rear boundary of plots 14 to 21, on public footpath 14, is drawn at 1.5 m. The risk "
                            "is burglary: no home overlooks the path. Essex Police recommends 1.8 m close-boarded "
                            "fencing with 300 mm of trellis.",
    "conditions/ask": "Should permission be granted, Essex Police asks for a condition to the following effect, "
                      "and that evidence of the award is approved before first occupation.",
}


def account(uid):
    """The prefix that makes this user's commands those of the account @uid."""
    words = ["unshare", "-U", f"--map-user={uid}", f"--map-group={os.getgid()}"]
    if subprocess.run([*words, "true"], capture_output=True, timeout=20, check=False).returncode != 0:
        raise tap.Skip("this computer allows no user namespaces")
    return words


class Review:
    """A casebook in which both are at work on the sample's case; @window is whose account runs the window."""

    def __init__(self, folder, window):
        self.window = window
        self.folder = folder / "data"
        self.folder.mkdir(mode=0o700)
        self.start(OFFICER, "--documents", folder / "documents", "--data", self.folder, command=program.SAMPLE)
        for person, role in ROLES.items():
            if not self.ask(person, "people", "card")["declared"]:
                self(person, "people", "declare", "--name", person, "--role", role)

    def start(self, person, *arguments, command=program.CLI, expect=0):
        words = [] if person == self.window else account(OTHER)
        first, *rest = [*words, command, *map(str, arguments)]
        return program.start(*rest, program=first, expect=expect, seconds=300)

    def __call__(self, person, *arguments, expect=0):
        return self.start(person, "--data", self.folder, *arguments, expect=expect)

    def ask(self, person, *arguments):
        return self(person, "--json", *arguments).json

    def review(self, person, verb, *arguments):
        return self(person, "review", verb, *arguments)

    def edit(self, texts):
        for key, text in texts.items():
            self(OFFICER, "draft", CASE, "--edit", key, "--text", text)

    def comment(self, text, *where):
        """By the manager, on the newest version; gives the comment's id."""
        self.review(MANAGER, "comment", CASE, text, *where)
        return next(row["id"] for row in self.ask(MANAGER, "review", "comment", CASE) if row["body"] == text)

    def find_evidence(self, item):
        """The first piece that the answer rests on."""
        return next(row for row in self.ask(OFFICER, "assess", CASE) if row["item"] == item)["evidence"][0]["id"]

    def newest(self):
        return self.ask(OFFICER, "review", "show", CASE)["versions"][0]

    def tell(self):
        """Returned twice, answered, and sent for the third time with one comment still open."""
        self.review(OFFICER, "submit", CASE)
        path = self.comment("Does the path stop at plot 21, or run on to the church?",
                            "--evidence", self.find_evidence("H04"))
        self.review(MANAGER, "return", CASE, "--reason", "Stance not justified")
        self.review(OFFICER, "reply", path, "It runs on; figure 1 added.")
        self.edit(SECOND)
        self.review(OFFICER, "submit", CASE)
        self.review(MANAGER, "close", path)
        rear = self.comment("Say what is drawn and what is asked. The applicant needs a number.",
                            "--words", "The rear boundary of plots 14 to 21")
        award = self.comment("A condition must be precise. Which award level, and who confirms it?",
                             "--block", "conditions/ask")
        self.review(MANAGER, "return", CASE, "--reason", "Boundaries and conditions")
        self.edit(THIRD)
        self.review(OFFICER, "reply", award, "Named the level and the edition. Timing follows skeleton A.")
        self.review(OFFICER, "submit", CASE, "--note", "Boundaries and the condition are mended.")
        self.review(MANAGER, "close", rear)

    def copy(self, folder):
        """The folder of the manager's own computer, which has read a bundle of it; the window's account is theirs."""
        bundle, other = folder / "Mallard Way.sightline", folder / "copy"
        self(OFFICER, "bundle", "make", CASE, "-o", bundle)
        other.mkdir(mode=0o700)
        for arguments in (("people", "declare", "--name", MANAGER, "--role", ROLES[MANAGER]), ("bundle", "read", bundle)):
            self.start(self.window, "--data", other, *arguments)
        return other

    def comment_on_records(self):
        """On the answer of H21, and on the first piece of evidence that it rests on."""
        self.comment("Was the fence measured on the elevation as well?", "--answer", "H21")
        self.comment("Is this the newest revision?", "--evidence", self.find_evidence("H21"))

    def approve(self):
        """The newest version, with every comment closed."""
        for row in self.ask(MANAGER, "review", "comment", CASE):
            if row["state"] == "open":
                self.review(MANAGER, "close", row["id"])
        self.review(MANAGER, "approve", CASE)

    def void(self):
        """Approved, and then one word of it is another."""
        self.approve()
        self.edit({"main-points/stance": THIRD["main-points/stance"].replace("five", "four")})

    def end(self):
        """Sent once more, approved, issued, and decided by the authority."""
        self.review(OFFICER, "submit", CASE)
        self.approve()
        self(OFFICER, "issue", CASE, "--way", "e-mail", "--to", "Judith Okoro")
        keys = [row["key"] for row in self.ask(OFFICER, "outcome", CASE)["recommendations"]]
        adopted = [word for key, state in zip(keys, ("adopted:7", "in-part", "not-adopted"))
                   for word in ("--adopted", f"{key}={state}")]
        self(OFFICER, "outcome", CASE, "--decision", "granted-with-conditions", "--date",
             datetime.date.today().isoformat(), *adopted)
