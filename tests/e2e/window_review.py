# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A response on its way through review: the officer at the window sends it, a manager with another account
comments, returns and approves, and the officer sees it, mends it and issues it."""

import sys

import desk
import program
import reviewed
import tap

points = tap.Points()
folder = program.make_folder()
state = {}


def open_review():
    """A new window on the case's review."""
    window = state["desk"] = desk.Desk(state["review"].folder)
    window.find("Inbox")
    window.act("win.search")
    window.type("Mallard")
    window.see("Transport Statement, page 1")
    window.key("Return")
    window.find("Case menu")
    window.act("case.view-review")
    return window


@points
def sent():
    """the officer opens the case's review and sends the response"""
    state["review"] = reviewed.Review(folder, reviewed.OFFICER)
    window = open_review()
    window.see("Not sent for review yet.")
    window.act("review.submit")
    window.write("A note for the reviewer, if you like", "The boundary of plots 14 to 21 matters most.")
    window.click("Send for review")
    window.see("In review")
    window.see("The boundary of plots 14 to 21 matters most.")
    tap.equal(state["review"].newest()["state"], "submitted", "the version")


@points
def returned():
    """what the manager says with another account stands there after the next look"""
    review = state["review"]
    state["desk"].close()
    state["comment"] = review.comment("Say what is drawn and what is asked.", "--block", "item/H21/observation")
    review.review(reviewed.MANAGER, "return", reviewed.CASE, "--reason", "Boundaries and conditions")
    window = open_review()
    window.see("Returned")
    window.see("Boundaries and conditions")
    window.see("Say what is drawn and what is asked.")
    window.see("1 open")


@points
def answered():
    """the officer answers, and sends the mended response"""
    window, review = state["desk"], state["review"]
    window.click("Reply")
    window.write("Reply to Helen Marsh", "The height and the place stand there now.")
    window.click("Add reply")
    window.see("The height and the place stand there now.")
    window.close()
    review.edit(reviewed.THIRD)
    window = open_review()
    window.see("The draft")
    window.act("review.submit")
    window.click("Send for review")
    window.see("Version 2")
    window.see("In review")
    tap.equal(review.newest()["number"], 2, "the version")
    window.act("review.next-change")
    window.see("1 of", starts=True)
    window.close()


@points
def approved():
    """approval waits for the open comment; closed, it is given, and the window offers to issue"""
    review = state["review"]
    tap.holds(review(reviewed.MANAGER, "review", "approve", reviewed.CASE, expect=1).err, "comment")
    review.review(reviewed.MANAGER, "close", state["comment"])
    review.review(reviewed.MANAGER, "approve", reviewed.CASE)
    window = open_review()
    window.see("Version 2 was approved by Helen Marsh", starts=True)
    window.see("Approved")


@points
def issued():
    """the response is issued once, sealed, and the case is sent"""
    window, review = state["desk"], state["review"]
    window.act("review.issue")
    window.act("issue.issue")
    window.see("Issued, and sent to", starts=True)
    window.see("Sealed PDF of version 2", starts=True)
    tap.equal(review.newest()["state"], "issued", "the version")
    tap.equal(window.close(), 0, "exit code")


@points
def records():
    """a manager at the window comments on an answer of a first version, and on a piece of its evidence"""
    review = state["review"] = reviewed.Review(program.make_folder(), reviewed.MANAGER)
    review.review(reviewed.OFFICER, "submit", reviewed.CASE)
    window = open_review()
    window.act("review.show-answers")
    window.click("H04 Footpath position: Not met")
    window.click("Comment on H04 Footpath position")
    window.write("Comment on this answer", "Which homes look over the path?")
    window.click("Add comment")
    window.see("1 open")
    window.click("Comment on 2214-PL-101 D, page 1, quotation")
    window.write("Comment on this evidence", "Is revision D the newest?")
    window.click("Add comment")
    window.see("2 open")
    rows = review.ask(reviewed.OFFICER, "review", "comment", reviewed.CASE)
    tap.equal(sorted(row["anchor-kind"] for row in rows), ["answer", "evidence"], "what they are on")
    tap.equal(window.close(), 0, "exit code")


sys.exit(points.run())
