#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""What the record of the sample's cases offers Callum Reyes for his portfolio is what stands in it: whose
doing, how often and of which content, and only what speaks for the criterion."""

import pathlib
import xml.etree.ElementTree

import program
import tap

points = tap.Points()
ROOT = pathlib.Path(__file__).resolve().parents[2]
FRAMEWORK = ROOT / "resources" / "framework" / "doco.xml"
CASE = "BTE/26/01788/FUL"
SCHEME = "SBD/2025/001"
# Everybody whom the sample names and who does not work in its casebook.
OTHERS = ("Judith Okoro", "Tobias Crane", "Ingrid Vale")
folder = program.make_folder()
book = program.Casebook(folder / "sample")


def names(reference):
    """The occasion of the case, as the command line calls it: "C2/4"."""
    return next(occasion["name"] for occasion in book.json("progress", "show")["occasions"]
                if occasion["reference"] == reference)


def shows():
    """Which kinds speak for which criterion, as the pack says."""
    root = xml.etree.ElementTree.parse(FRAMEWORK).getroot()
    return {node.get("id"): node.get("shows", "").split() for node in root.iter("criterion")}


def propose(occasion, *criterion):
    return book.json("progress", "propose", occasion, *criterion)


def of_kind(proposals, kind):
    return [proposal for proposal in proposals if proposal["kind"] == kind]


@points
def the_sample_is_his():
    """the sample opens as the trainee's, with a case that he worked and a scheme that he learns by"""
    program.start("--documents", folder / "papers", "--data", book.folder, "--as", "callum",
                  program=program.SAMPLE, seconds=150)
    tap.equal(book.json("people", "card")["display-name"], "Callum Reyes")
    tap.true(names(CASE).startswith("C2/") and names(SCHEME).startswith("C3/"), "occasions")


@points
def versions_are_the_record_s():
    """each version that he submitted is offered as his own, with the hash of its content"""
    versions = of_kind(propose(names(CASE)), "version")
    listed = book.json("review", "show", CASE)["versions"]
    tap.equal(sorted(version["sha256"] for version in versions),
              sorted(version["hash"] for version in listed))
    tap.true(all(version["own"] for version in versions), "all are his own")


@points
def decisions_are_others():
    """what a manager decided is offered as the manager's"""
    returned = [proposal for proposal in of_kind(propose(names(CASE)), "review")
                if "returned by Helen Marsh" in proposal["label"]]
    tap.equal(len(returned), 1, "returned versions")
    tap.true(not returned[0]["own"], "it is not the trainee's own doing")


@points
def a_criterion_is_offered_what_speaks_for_it():
    """for each criterion only the kinds that the framework names, and all of those"""
    for reference in (CASE, SCHEME):
        occasion = names(reference)
        whole = propose(occasion)
        for criterion, kinds in shows().items():
            if not criterion.startswith(occasion[:2]) or criterion == "C3.5":
                continue
            some = propose(occasion, criterion)
            tap.true(all(proposal["kind"] in kinds for proposal in some), f"kinds of {criterion}")
            wanted = {(proposal["kind"], proposal["label"]) for proposal in whole
                      if proposal["kind"] in kinds and " marked: " not in proposal["label"]}
            got = {(proposal["kind"], proposal["label"]) for proposal in some}
            tap.true(wanted <= got, f"{criterion} lacks {wanted - got}")


@points
def his_own_come_first():
    """what he did stands before what others did"""
    for reference in (CASE, SCHEME):
        own = [proposal["own"] for proposal in propose(names(reference))]
        tap.equal(own, sorted(own, reverse=True))


@points
def third_parties_are_marked():
    """whatever names somebody who does not work here is marked"""
    for reference in (CASE, SCHEME):
        for proposal in propose(names(reference)):
            words = proposal["label"] + proposal["detail"]
            if any(name in words for name in OTHERS):
                tap.true(proposal["personal"], f"not marked: {words}")
    marked = [proposal for proposal in propose(names(SCHEME)) if proposal["personal"]]
    tap.true(marked, "something is marked")


@points
def what_is_taken_is_claimed():
    """two pieces are taken by their numbers, and stand in the claim as they stood in the record"""
    occasion = names(CASE)
    offered = propose(occasion, "C2.4")[:2]
    book("progress", "claim", occasion, "C2.4", "--take", "1,2", "--words", "Written after the briefing.")
    shown = book.json("progress", "show", occasion)
    cells = next(entry["cells"] for entry in shown["occasions"] if entry["name"] == occasion)
    claim = next(cell for cell in cells if cell["criterion"] == "C2.4")["history"][-1]
    tap.equal([piece["label"] for piece in claim["evidence"]],
              [proposal["label"] for proposal in offered])


@points
def what_counts_is_offered_no_more():
    """a case that counts is not offered as the next occasion, one that he only worked on is"""
    offers = book.json("progress", "offers", "C2")
    counted = {occasion["reference"] for occasion in book.json("progress", "show")["occasions"]
               if not occasion["dropped"]}
    tap.true(not counted & {offer["reference"] for offer in offers}, "what counts is offered")
    occasion = names(CASE)
    book("progress", "drop", occasion)
    tap.holds(book("progress", "offers", "C2").out, CASE)


tap.main(points)
