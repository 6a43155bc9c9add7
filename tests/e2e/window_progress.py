# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A portfolio at the window: the trainee claims by keyboard alone, the manager with another account sends it
back, the trainee reads, acknowledges and answers; and a manager at the window assesses what waits."""

import sys

import desk
import program
import reviewed
import tap

points = tap.Points()
state = {}
# The account of Helen Marsh in the sample that Callum Reyes opens.
HELEN = "4100000001"
CRITERION, TITLE = "C2.2", "Explain what unsound advice leads to"
WORDS = "Advice without grounds costs a home its light and the force its word."
FEEDBACK = "Say which advice, and in which letter."


def make_casebook(person):
    folder = program.make_folder()
    (folder / "data").mkdir(mode=0o700)
    program.start("--documents", folder / "papers", "--data", folder / "data", "--as", person,
                  program=program.SAMPLE, seconds=300)
    return folder / "data"


def manager(*arguments):
    """A command of the manager's, on a computer where both have an account."""
    first, *rest = [*reviewed.account(HELEN), program.CLI, "--data", str(state["folder"]), *arguments]
    return program.start(*rest, program=first)


def open_progress(folder):
    window = state["desk"] = desk.Desk(folder)
    window.find("Inbox")
    window.key("ctrl+5")
    return window


def focus(window, name):
    """Waits until the keyboard is there."""
    window.wait(lambda: any(node.focused and node.name == name for node in window.tree.read()), f"the focus on {name!r}")


def tab_to(window, name):
    """From one place to the next with Tab, past what the case shows, until the keyboard is there."""
    for _ in range(60):
        before = next((node.path for node in window.tree.read() if node.focused), None)
        window.key("Tab")
        window.wait(lambda: any(node.focused and node.path != before for node in window.tree.read()), "the focus to move")
        if any(node.focused and node.name == name for node in window.tree.read()):
            return
    raise AssertionError(f"Tab never came to {name!r}")


def claim(window):
    """By keyboard alone, from the cell that the keys are on."""
    focus(window, f"{TITLE}, occasion 3, Nine Fields Nursery: Not yet")
    window.key("Return")
    focus(window, f"{TITLE}, Occasion 3, Nine Fields Nursery")
    tab_to(window, "In your own words")
    window.type(WORDS)
    tab_to(window, "Claim")
    window.key("space")
    window.find("Take claim back")


@points
def found():
    """the trainee's place opens with its rings and the matrix, by keyboard"""
    state["folder"] = make_casebook("callum")
    window = open_progress(state["folder"])
    window.see("2 of 5 occasions agreed")
    window.find("Find crime, risk and threat, occasion 3, Nine Fields Nursery: More needed")
    # The cell that needs more is the one that the keys are on; what was said of it stands below.
    window.see("Which figures, and what did they change in the letter? Say both.")


@points
def claimed():
    """an empty cell is claimed without the mouse, and taken back with Ctrl+Z"""
    window = state["desk"]
    window.find(f"{TITLE}, occasion 3, Nine Fields Nursery: Not yet")
    focus(window, "Find crime, risk and threat, occasion 3, Nine Fields Nursery: More needed")
    window.key("Up")
    claim(window)
    window.see(WORDS)
    window.key("Escape")
    window.find(f"{TITLE}, occasion 3, Nine Fields Nursery: Claimed")
    window.key("ctrl+z")
    window.find(f"{TITLE}, occasion 3, Nine Fields Nursery: Not yet")


@points
def kept():
    """claimed again, it is in the record with its words, and waits for the manager"""
    window = state["desk"]
    claim(window)
    tap.equal(window.close(), 0, "exit code")
    waiting = manager("--json", "progress", "waiting").json
    tap.true(any(claim["criterion"].startswith(CRITERION) for claim in waiting), f"it waits: {waiting!r}")


@points
def returned():
    """what the manager asks for stands in the cell; it is acknowledged and answered"""
    manager("progress", "assess", "--of", "Callum Reyes", "C2/3", CRITERION, "not-yet", "--words", FEEDBACK)
    window = open_progress(state["folder"])
    window.find(f"{TITLE}, occasion 3, Nine Fields Nursery: More needed")
    window.click(f"{TITLE}, occasion 3, Nine Fields Nursery: More needed")
    window.see(FEEDBACK)
    window.click("Acknowledge")
    window.see("Acknowledged by the trainee")
    window.write("Reply", "The letter on Weir Mead, on lighting.")
    window.click("Send reply")
    window.see("The letter on Weir Mead, on lighting.")
    tap.equal(window.close(), 0, "exit code")


@points
def assessed():
    """a manager opens the claim that has waited longest, beside its case, and agrees to it by keyboard"""
    state["folder"] = make_casebook("helen")
    window = open_progress(state["folder"])
    window.see("7 waiting for you")
    window.see("Priya Nair")
    window.key("Return")
    window.see("Wrote down what could still earn Gold, and why Silver was agreed.")
    window.see("Your verdict")
    window.key("1")
    window.wait(lambda: not window.has("Choose a verdict.", "label"), "the verdict to be chosen")
    window.click("Record verdict")
    window.see("Verdict recorded: Find what may earn the award")
    # Back to the portfolio, and from there to the trainees.
    window.act("progress.back")
    focus(window, "Find what may earn the award, scheme 1, Weir Mead, Great Halden: Agreed")
    window.key("Escape")
    window.see("6 waiting for you")
    tap.equal(window.close(), 0, "exit code")


sys.exit(points.run())
