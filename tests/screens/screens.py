#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Makes every screenshot in one go: each page at 1440x900, 1024x700 and 360 wide, light and dark.

usage: tests/screens/run [FOLDER [BUILD [review|site|progress]]]     (usually build/screens; with a word only its pictures)

The sample casebook is made anew, so that two runs show the same."""

import os
import pathlib
import subprocess
import sys
import time

top = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(top / "tests" / "e2e"))

import desk  # noqa: E402
import program  # noqa: E402
import reviewed  # noqa: E402

SIZES = {"wide": "1440x900", "small": "1024x700", "phone": "370x720"}
STYLES = {"light": {}, "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark", "ADW_DISABLE_PORTAL": "1"}}


def make_casebook(person="rowan"):
    """The sample casebook, made anew; @person of its people has the account."""
    folder = program.make_folder()
    (folder / "data").mkdir(mode=0o700)
    program.start("--documents", folder / "documents", "--data", folder / "data", "--as", person,
                  program=program.SAMPLE, seconds=300)
    return folder / "data"


def still(window):
    """Until two looks at the screen are the same."""
    last = None
    for _ in range(40):
        time.sleep(0.25)
        look = subprocess.run(["import", "-window", "root", "-depth", "8", "rgb:-"], capture_output=True,
                              timeout=20, check=True).stdout
        if look == last:
            return
        last = look


def shoot(window, target, name, size):
    still(window)
    width, height = size.split("x")
    path = target / f"{name}.png"
    subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+0+0", "+repage", str(path)],
                   check=True, timeout=20)
    print(path)


def walk(folder, target, size_name, style):
    size = SIZES[size_name]
    window = desk.Desk(folder, size=size, extra=STYLES[style])
    suffix = f"{size_name}-{style}"
    window.find("Inbox")
    shoot(window, target, f"inbox-{suffix}", size)
    for place in ("cases", "reviews", "due", "library"):
        window.act(f"win.show-{place}")
        shoot(window, target, f"{place}-{suffix}", size)
    window.act("win.search")
    window.type("fence")
    shoot(window, target, f"search-{suffix}", size)
    # The sample's case is found by its name, wherever it stands.
    window.key("ctrl+a")
    window.type("Mallard")
    still(window)
    window.key("Return")
    window.find("Case menu")
    for view in ("overview", "documents", "assess", "response"):
        window.act(f"case.view-{view}")
        if view == "response" and size_name == "wide":
            # The sentence in hand shows where it comes from: the one of H21, amid the left pane.
            window.find("Item H21, not met", "text")
            still(window)
            for height in range(300, 800, 60):
                window.press(200, height)
                if window.has("Not met · Rear and side height", "label"):
                    break
        shoot(window, target, f"{view}-{suffix}", size)
    if size_name == "wide":
        # From there to its item, which has more to show than the first that is still to do.
        window.click("Open item")
        shoot(window, target, f"assess-{suffix}", size)
    window.close()


def walk_people(folder, target, size_name, style):
    """The page of a first start, and the people of the sample."""
    size = SIZES[size_name]
    suffix = f"{size_name}-{style}"
    window = desk.Desk(program.make_folder() / "data", size=size, extra=STYLES[style])
    window.see("Who works here?")
    shoot(window, target, f"first-{suffix}", size)
    window.close()
    window = desk.Desk(folder, size=size, extra=STYLES[style])
    window.find("Inbox")
    window.act("win.people")
    window.see("People of this casebook")
    shoot(window, target, f"people-{suffix}", size)
    window.close()


def open_review(folder, size, style):
    """A window on the review of the sample's case."""
    window = desk.Desk(folder, size=size, extra=STYLES[style])
    window.find("Inbox")
    window.act("win.search")
    window.type("Mallard")
    still(window)
    window.key("Return")
    window.find("Case menu")
    window.act("case.view-review")
    # The letter has come: a page that is still being read stands still as well.
    window.see("Main points")
    return window


def walk_review(folder, target, size_name, style):
    """The case's review as its manager finds it: changes, the versions, the comments."""
    size = SIZES[size_name]
    window = open_review(folder, size, style)
    suffix = f"{size_name}-{style}"
    shoot(window, target, f"review-{suffix}", size)
    window.act("review.show-answers")
    shoot(window, target, f"review-answers-{suffix}", size)
    window.act("review.show-changes")
    if size_name == "wide":
        window.act("review.return")
        shoot(window, target, f"review-return-{suffix}", size)
    else:
        for pane in ("versions", "comments"):
            window.act(f"review.toggle-{pane}")
            shoot(window, target, f"review-{pane}-{suffix}", size)
            window.act(f"review.toggle-{pane}")
    window.close()


def walk_records(folder, target, size_name, style):
    """What a paragraph rests on, and comments on records where the records are worked on."""
    size = SIZES[size_name]
    window = open_review(folder, size, style)
    suffix = f"{size_name}-{style}"
    window.click(window.find("What this rests on: H21", starts=True).name)
    window.see("“1.5 m close-boarded fence", starts=True)
    shoot(window, target, f"review-chain-{suffix}", size)
    if size_name == "phone":
        # The panes that have the comments are folded away there.
        window.close()
        return
    window.click("Show H21 Rear and side height")
    window.find("Comment by Helen Marsh", starts=True)
    shoot(window, target, f"assess-comments-{suffix}", size)
    window.act("case.view-review")
    window.click("Show 2214-PL-106 C, page 1, quotation")
    window.find("Comment by Helen Marsh", starts=True)
    shoot(window, target, f"documents-comments-{suffix}", size)
    window.close()


def look_at_review(name):
    """A walk that is one picture, of the review in a state of its own."""
    def look(folder, target, size_name, style):
        window = open_review(folder, SIZES[size_name], style)
        shoot(window, target, f"review-{name}-{size_name}-{style}", SIZES[size_name])
        window.close()

    return look


def all_reviews(target):
    """The review from its start to the end: each state is made once, and looked at in every size and style."""
    review = reviewed.Review(program.make_folder(), reviewed.MANAGER)
    review.tell()
    copy = review.copy(program.make_folder())
    every(walk_review, review.folder, target)
    every(look_at_review("copy"), copy, target)
    review.comment_on_records()
    every(walk_records, review.folder, target)
    review.void()
    every(look_at_review("voided"), review.folder, target)
    review.end()
    every(look_at_review("closed"), review.folder, target)


def every(look, folder, target):
    for style in STYLES:
        for size_name in SIZES:
            look(folder, target, size_name, style)


def open_site(folder, style, reference):
    """A window on the Site tab of one of the sample's cases; wide, so that the list of records stands there."""
    window = desk.Desk(folder, extra=STYLES[style])
    window.find("Inbox")
    window.act("win.search")
    window.type(reference)
    window.see(reference, starts=True)
    still(window)
    window.key("Return")
    window.find("Case menu")
    window.act("case.view-site")
    still(window)
    return window


def walk_site(folder, target, size_name, style):
    """The Site tab of a scheme, and what stands beside the record."""
    size = SIZES[size_name]
    suffix = f"{size_name}-{style}"
    window = open_site(folder, style, "SBD/2025/001")
    window.see("VIS/2026/004")
    window.resize(size)
    shoot(window, target, f"site-{suffix}", size)
    if size_name != "wide":
        for pane in ("records", "side"):
            window.act(f"site.toggle-{pane}")
            shoot(window, target, f"site-{pane}-{suffix}", size)
            window.act(f"site.toggle-{pane}")
    window.close()


def walk_house_type(folder, target, size_name, style):
    """The checklist of one of the scheme's house types, opened from its line in the scheme's record."""
    size = SIZES[size_name]
    window = open_site(folder, style, "SBD/2025/001")
    # The first record is the scheme.
    window.key("Home")
    window.see("SCH/2025/001")
    window.click("Open checklist")
    window.resize(size)
    shoot(window, target, f"assess-house-{size_name}-{style}", size)
    window.close()


def walk_photograph(folder, target, size_name, style):
    """The window of a photograph: the picture, what is said of it, and where it was taken from."""
    size = SIZES[size_name]
    suffix = f"{size_name}-{style}"
    window = open_site(folder, style, "SUR/2026/001")
    window.click("Photograph The gap in the north wall, May be shown")
    window.other_window(size if size_name == "phone" else None)
    shoot(window, target, f"photograph-{suffix}", size)
    window.tab_to("Checklist item")
    shoot(window, target, f"photograph-fields-{suffix}", size)
    window.tab_to("Plan")
    window.key("space", "Down", "Return")
    window.tab_to("Place it in the middle of the page")
    window.key("Return")
    window.tab_to("Direction on the plan", "slider")
    window.key("Prior")
    shoot(window, target, f"photograph-place-{suffix}", size)
    window.key("ctrl+z")
    window.close()


def all_sites(target):
    folder = make_casebook()
    # The chapel's survey has no plan; a photograph is placed on any drawing of its case.
    program.Casebook(folder)("import", folder.parent / "documents" / "2214-PL-100 Rev A Site location plan.pdf",
                             "--case", "SUR/2026/001")
    for look in (walk_site, walk_house_type, walk_photograph):
        every(look, folder, target)


def walk_trainee(folder, target, size_name, style):
    """A portfolio partway through: the matrix, the cell that needs more beside its case, the training."""
    size = SIZES[size_name]
    window = desk.Desk(folder, size=size, extra=STYLES[style])
    suffix = f"{size_name}-{style}"
    window.find("Inbox")
    window.act("win.show-progress")
    window.see("What is missing")
    shoot(window, target, f"progress-{suffix}", size)
    window.key("Return")
    window.see("What is asked")
    shoot(window, target, f"progress-cell-{suffix}", size)
    window.act("progress.back")
    window.click(window.find("Training: ", starts=True).name)
    window.wait(lambda: not window.has("Planning process, five occasions"), "the training")
    shoot(window, target, f"progress-training-{suffix}", size)
    window.close()


def walk_trainees(folder, target, size_name, style):
    """What a manager looks after, and a claim beside its case."""
    size = SIZES[size_name]
    window = desk.Desk(folder, size=size, extra=STYLES[style])
    suffix = f"{size_name}-{style}"
    window.find("Inbox")
    window.act("win.show-progress")
    window.see("Trainees")
    shoot(window, target, f"trainees-{suffix}", size)
    window.key("Return")
    window.see("Your verdict")
    shoot(window, target, f"assess-claim-{suffix}", size)
    window.close()


def all_progress(target):
    every(walk_trainee, make_casebook("callum"), target)
    every(walk_trainees, make_casebook("helen"), target)


def main():
    target = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else top / "build" / "screens")
    target.mkdir(parents=True, exist_ok=True)
    only = sys.argv[2:]
    if not only:
        folder = make_casebook()
        every(walk, folder, target)
        every(walk_people, folder, target)
    if only in ([], ["review"]):
        all_reviews(target)
    if only in ([], ["site"]):
        all_sites(target)
    if only in ([], ["progress"]):
        all_progress(target)


main()
