#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The job on two real applications: a folder as a council publishes it, searched, assessed and answered;
and an outline application typed from the facts of a committee report. The facts are read from the samples
when the test runs; none stands here."""

import re
import unicodedata

import program
import tap

points = tap.Points()
FOLDER = "documents/uk-planning"
REPORT = FOLDER + "/committee-report-UTT-25-3011-OP.pdf"
STATEMENT = "planning-statement-99-bishopsgate.pdf"
SCOPING = "UTT/25/2203/SO"
OUTLINE = "UTT/25/3011/OP"
AUTHORITY = "Uttlesford District Council"

scoping = program.Casebook()
outline = program.Casebook()
facts = {}


def plain(text):
    """Text as the eye reads it: compatibility forms resolved, hyphens alike, soft ones and line ends gone."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = re.sub("[\u2010\u2011\u2012\u2013]", "-", text)
    return re.sub(r"\s+", " ", text)


def pages(path):
    """(page, text as the eye reads it), by pdftotext."""
    return [(number, plain(text)) for number, text in enumerate(program.pdf_text(path).split("\f"), 1)]


def pages_with(path, pattern):
    return {number for number, text in pages(path) if re.search(pattern, text, re.IGNORECASE)}


def hits(book, case, words):
    """{(file, page)} that the search gives."""
    files = {document["id"]: document["file-name"] for document in book.json("show", case)["documents"]}
    return {(files[hit["document"]], hit["page"]) for hit in book.json("search", case, words)}


def quote(path, pattern):
    """(page, words) of the first match: a quotation to be found again."""
    for number, text in pages(path):
        match = re.search(pattern, text)
        if match:
            return number, match[0]
    raise AssertionError(f"{path.name} holds no {pattern!r}")


def judge(book, case, item, verdict, path=None, pattern=None, **texts):
    """Judges an item, quoting the document where a pattern is given; the quotation must come back as
    it stands on that page."""
    options = []
    for name, text in texts.items():
        options += [f"--{name.replace('_', '-')}", text]
    if path is not None:
        page, words = quote(path, pattern)
        options += ["--evidence", f"{path.name}:{page}:{words}"]
    answer = book.json("assess", case, item, "--verdict", verdict, *options)
    tap.equal(answer["verdict"], verdict, f"verdict on {item}")
    if path is not None:
        tap.equal((answer["evidence"][-1]["page"], plain(answer["evidence"][-1]["quotation"])),
                  (page, words), f"evidence on {item}")


def check_response(book, case, *wanted):
    """Renders the response twice: whole in reading order, tagged, in English, the same bytes."""
    folder = program.make_folder()
    for name in ("first.pdf", "second.pdf"):
        book("render", case, "-o", folder / name)
    tap.true((folder / "first.pdf").read_bytes() == (folder / "second.pdf").read_bytes(),
             "two runs give other bytes")
    text = plain(program.structure_text(folder / "first.pdf"))
    tap.holds(text.casefold(), *(plain(part).casefold() for part in (case, AUTHORITY, *wanted)))
    info = program.pdf_info(folder / "first.pdf")
    tap.holds(info["Title"], case)
    tap.equal((info["Tagged"], info["Encrypted"], info["JavaScript"]), ("yes", "no", "no"), "the file")
    drawn = plain(program.pdf_text(folder / "first.pdf")).casefold()
    for part in wanted:
        tap.true(re.sub(r"\W", "", plain(part).casefold()) in re.sub(r"\W", "", drawn), f"{part!r} is tagged, not drawn")


@points
def the_folder_becomes_a_case():
    """the folder of a real application becomes one case with every document"""
    folder = program.samples(FOLDER)
    result = scoping.json("import", folder, seconds=120)
    tap.equal(len(result["cases"]), 1, "cases")
    shown = scoping.json("show", SCOPING)
    tap.equal({document["file-name"] for document in shown["documents"]},
              {path.name for path in folder.glob("*.pdf")}, "documents")
    tap.true(all(document["state"] == "read" for document in shown["documents"]), "not all were read")


@points
def page_counts_agree():
    """each document has the pages that pdfinfo counts"""
    folder = program.samples(FOLDER)
    counted = {path.name: int(program.pdf_info(path)["Pages"]) for path in folder.glob("*.pdf")}
    shown = scoping.json("show", SCOPING)
    tap.equal({document["file-name"]: document["pages"] for document in shown["documents"]}, counted, "pages")


@points
def anti_social_is_found():
    """the search for "anti-social" gives exactly the pages on which it stands, however it is written"""
    folder = program.samples(FOLDER)
    wanted = {(path.name, page) for path in folder.glob("*.pdf")
              for page in pages_with(path, r"\banti[- ]?social")}
    tap.true(len(wanted) >= 4, f"pdftotext finds too little to compare: {wanted}")
    tap.equal(hits(scoping, SCOPING, "anti-social"), wanted, "hits")


@points
def phrases_are_found():
    """phrases are found on exactly the pages on which they stand"""
    folder = program.samples(FOLDER)
    for words in ("secured by design", "crime and disorder", "designing out crime"):
        pattern = r"\b" + r"[\s-]+".join(words.split()) + r"\b"
        wanted = {(path.name, page) for path in folder.glob("*.pdf") for page in pages_with(path, pattern)}
        tap.true(wanted, f"nothing to compare for {words}")
        missed = wanted - hits(scoping, SCOPING, f'"{words}"')
        tap.equal(missed, set(), f"pages missed for {words}")


@points
def the_case_is_assessed():
    """items are judged with words that stand in the documents, and a wrong page is refused"""
    folder = program.samples(FOLDER)
    scoping("assess", SCOPING, "--checklist", "sbd-homes", "--features", "houses,footpath-network")
    judge(scoping, SCOPING, "H21", "not-shown", place="the rear boundaries of all plots",
          observation="No boundary plan is among the documents.", priority="medium",
          priority_reason="Rear boundaries are where most homes are entered")
    judge(scoping, SCOPING, "H01", "partly", folder / STATEMENT, r"safe and secure from crime",
          observation="The statement names safety but shows no network of routes.", priority="high",
          priority_reason="Needless routes give an offender a way through")
    page, words = quote(folder / STATEMENT, r"safe and secure from crime")
    answer = scoping("assess", SCOPING, "H02", "--verdict", "met",
                     "--evidence", f"{STATEMENT}:{page + 1}:{words}", expect=1)
    tap.holds(answer.err, str(page))
    listed = {item["item"]: item for item in scoping.json("assess", SCOPING)}
    tap.equal(listed["H02"]["verdict"], "", "verdict after refused evidence")


@points
def the_case_is_answered():
    """the response is drafted and rendered with the observations, tagged and twice the same"""
    program.samples(FOLDER)
    scoping("case", "confirm", SCOPING, "authority-name", AUTHORITY)
    scoping("draft", SCOPING, "--stance", "information-required")
    check_response(scoping, SCOPING, "No boundary plan is among the documents",
                   "shows no network of routes")


@points
def an_outline_application_is_typed():
    """an outline application is typed from the facts of the committee report"""
    report = program.samples(REPORT)
    text = "\n".join(program.pdf_text(report, "-layout", "-l", "3").split("\f"))
    for name, label, end in (("address", "LOCATION", "SITE LOCATION"), ("proposal", "PROPOSAL", "APPLICANT"),
                             ("applicant", "APPLICANT", "AGENT")):
        match = re.search(rf"^\s*{label}:\s*(.*?)\n\s*{end}", text, re.MULTILINE | re.DOTALL)
        tap.true(match, f"the report names no {name}")
        facts[name] = plain(match[1]).strip()
    facts["dwellings"] = re.search(r"up to ([0-9]+) dwellings", facts["proposal"])[1]
    outline("new", "--reference", OUTLINE, "--authority", AUTHORITY, "--address", facts["address"],
            "--proposal", facts["proposal"], "--dwellings", facts["dwellings"],
            "--applicant", facts["applicant"])
    row = outline.json("list")[0]
    tap.equal((row["reference"], str(row["dwellings"])), (OUTLINE, facts["dwellings"]), "what is listed")
    tap.true(row["triage-reason"], "the inbox does not say why it is there")


@points
def the_report_belongs_to_it():
    """the report is brought in as its document without changing what was typed"""
    report = program.samples(REPORT)
    result = outline.json("import", report, "--case", OUTLINE)
    tap.equal(len(result["cases"]), 1, "cases")
    shown = outline.json("show", OUTLINE)
    tap.equal([(document["file-name"], document["pages"]) for document in shown["documents"]],
              [(report.name, int(program.pdf_info(report)["Pages"]))], "documents")
    tap.equal(shown["proposal"], facts["proposal"], "the proposal")
    wanted = {(report.name, page) for page in pages_with(report, r"\banti[- ]?social")}
    tap.equal(hits(outline, OUTLINE, "anti-social"), wanted, "hits in it")


@points
def the_outline_is_assessed():
    """the outline application is assessed with quotations from the report"""
    report = program.samples(REPORT)
    outline("case", "make", OUTLINE)
    outline("assess", OUTLINE, "--checklist", "sbd-homes", "--features", "houses,flats,phased")
    judge(outline, OUTLINE, "H21", "not-shown", report, r"Secured by Design",
          place="the rear boundaries", observation="Boundaries are a reserved matter.",
          priority="medium", priority_reason="Rear boundaries are where most homes are entered")
    judge(outline, OUTLINE, "H01", "partly", report, r"opportunities for crime and anti-social behaviour",
          observation="The parameter plans fix no network of routes.", priority="high",
          priority_reason="Needless routes give an offender a way through")


@points
def the_outline_is_answered():
    """the outline application's response names the site, the proposal and what is asked"""
    program.samples(REPORT)
    outline("draft", OUTLINE, "--stance", "comments", "--flags", "condition-requested")
    check_response(outline, OUTLINE, facts["address"], "Boundaries are a reserved matter",
                   "fix no network of routes")


@points
def both_trails_are_whole():
    """both trails are whole after the work"""
    program.samples(FOLDER)
    for book in (scoping, outline):
        tap.equal(book.json("audit", "verify")["state"], "intact", "the trail")


tap.main(points)
