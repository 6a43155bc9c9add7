#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The main job on the command line, from a folder of papers to a rendered response."""

import re
import shutil

import program
import tap

points = tap.Points()
book = program.Casebook()
papers = program.make_folder() / "papers"
CASE = "UTT/26/2147/FUL"
DRAWING = "2214-PL-106 Rev C Boundary treatments.pdf"
TRAIL = "intact"


@points
def the_papers_are_drawn():
    """the sample's papers are drawn: a form, an e-mail, drawings, statements, a scan, a file to refuse"""
    program.start("--documents", papers, program=program.SAMPLE)
    names = {path.name for path in papers.iterdir()}
    tap.true({"proposal.xml", DRAWING, "Design and Access Statement.pdf"} <= names, f"papers: {names}")


@points
def the_folder_becomes_a_case():
    """a folder becomes one case: facts from the form and the e-mail, a line on every file"""
    answer = book("import", papers)
    tap.holds(answer.lines[0], CASE, "Land east of Mallard Way")
    for path in papers.iterdir():
        lines = [line for line in answer.lines if path.name in line]
        tap.equal(len(lines), 1, f"lines about {path.name}")
    tap.equal([row["reference"] for row in book.json("list")], [CASE], "cases")


@points
def a_bad_file_is_named():
    """what cannot be read is listed with its reason and the rest goes on"""
    documents = {document["file-name"]: document for document in book.json("show", CASE)["documents"]}
    drawing = documents["Lighting_layout_FINAL.dwg"]
    tap.equal(drawing["state"], "refused", "state of the DWG")
    tap.holds(drawing["reason"], "PDF")
    tap.equal(documents[DRAWING]["state"], "read", "state of the drawing beside it")
    tap.equal((documents[DRAWING]["drawing-number"], documents[DRAWING]["revision"]), ("2214-PL-106", "C"),
              "number and revision")
    tap.equal(documents["Covering letter (scan).pdf"]["state"], "picture", "state of the scan")


@points
def facts_have_origins():
    """every fact says where it comes from"""
    shown = book.json("show", CASE)
    tap.true(all(fact["source-kind"] for fact in shown["facts"]), "a fact without a source")
    kinds = {fact["source-kind"] for fact in shown["facts"]}
    tap.true({"1app", "email"} <= kinds, f"sources: {kinds}")


@points
def importing_twice_changes_nothing():
    """importing the same folder again changes nothing and says so"""
    rows, before = book.rows(), book.json("show", CASE)
    result = book.json("import", papers)
    tap.equal(result["changed"], False, "changed")
    tap.equal({line["outcome"] for line in result["files"]}, {"already-there"}, "outcomes")
    tap.equal(book.rows(), rows, "audit rows")
    tap.equal(book.json("show", CASE), before, "the case")


@points
def sources_that_differ_stand_side_by_side():
    """a form that gives another proposal is shown beside the first, and what was confirmed stays"""
    folder = program.make_folder()
    text = (papers / "proposal.xml").read_text(encoding="utf-8")
    other, changed = re.subn("48 houses and 9 flats", "46 houses and 12 flats", text)
    tap.true(changed, "the form no longer names its homes")
    (folder / "proposal.xml").write_text(other, encoding="utf-8")
    shown = book.json("show", CASE)
    proposal = shown["proposal"]
    book("case", "confirm", CASE, "proposal", proposal)
    result = book.json("import", folder / "proposal.xml", "--case", CASE)
    tap.equal(result["changed"], True, "changed")
    shown = book.json("show", CASE)
    values = {fact["value"]: fact["state"] for fact in shown["facts"] if fact["field"] == "proposal"}
    tap.equal(shown["proposal"], proposal, "what was confirmed")
    tap.true(any("46 houses" in value and state == "other" for value, state in values.items()),
             f"the other source is not shown: {values}")
    tap.true(shown["conflicts"] >= 1, "it does not count as a difference")
    tap.holds(book("show", CASE).out, "differs")


@points
def words_are_found():
    """words are found on their page, and what stands nowhere gives an empty list"""
    found = book.json("search", CASE, '"1.5 m close-boarded"')
    tap.true(any(hit["page"] == 1 and "1.5 m" in hit["excerpt"] for hit in found), f"hits: {found}")
    tap.equal(book.json("search", CASE, "zeppelin"), [], "hits for what is nowhere")


@points
def the_checklist_is_walked():
    """an item is judged with place, words and a quotation that stands on the drawing"""
    items = book.json("assess", CASE, "--checklist", "sbd-homes", "--features",
                      "houses,flats,parking-court,footpath-network,homes-per-entrance=9")
    tap.equal(len(items), 88, "items")
    applies = {item["item"] for item in items if item["applies"]}
    tap.true("H76" in applies and "H77" not in applies, "nine homes behind an entrance: H76, not H77")
    answer = book.json("assess", CASE, "H21", "--verdict", "not-met", "--place", "the rear of plots 14 to 21",
                       "--observation", "The drawing shows a 1.5 m fence against public footpath 14.",
                       "--priority", "high", "--priority-reason", "No home overlooks the path", "--offered",
                       "--evidence", f"{DRAWING}:1:1.5 m close-boarded fence")
    tap.equal((answer["verdict"], answer["evidence"][0]["page"]), ("not-met", 1), "the answer")
    tap.holds(answer["recommendation"], "plots 14 to 21")
    book("assess", CASE, "H45", "--verdict", "not-shown", "--place", "the visitor spaces",
         "--observation", "The view from homes is not drawn.")
    book("assess", CASE, "H20", "--verdict", "met", "--observation", "Front gardens are open.")


@points
def a_false_quotation_is_refused():
    """a quotation that stands nowhere is refused and nothing is written"""
    rows = book.rows()
    book("assess", CASE, "H22", "--verdict", "met", "--evidence", f"{DRAWING}:1:a drawbridge", expect=1)
    tap.equal(book.rows(), rows, "audit rows")


@points
def a_reason_is_demanded():
    """not applicable needs a reason, and an unknown verdict is wrong usage"""
    book("assess", CASE, "H22", "--verdict", "not-applicable", expect=1)
    book("assess", CASE, "H22", "--verdict", "splendid", expect=2)
    book("assess", CASE, "H999", "--verdict", "met", expect=1)


@points
def the_response_is_drafted():
    """the response is drafted with a stance, and an unknown stance is refused"""
    book("draft", CASE, "--stance", "fury", expect=1)
    answer = book.json("draft", CASE, "--stance", "concerns")
    tap.holds(answer["title"], CASE)
    tap.true(answer["words"] > 200, f"only {answer['words']} words")


@points
def the_response_is_rendered():
    """the response is a tagged, titled PDF whose whole text reads in order; two runs are the same bytes"""
    folder = program.make_folder()
    book("render", CASE, "-o", folder / "a.pdf")
    book("render", CASE, "-o", folder / "b.pdf")
    tap.true((folder / "a.pdf").read_bytes() == (folder / "b.pdf").read_bytes(), "two runs differ")
    text = re.sub(r"\s+", " ", program.structure_text(folder / "a.pdf"))
    places = [text.find(words) for words in ("Your reference", "Uttlesford District Council for its consultation",
                                             "1.5 m fence against public footpath 14",
                                             "No home overlooks the path".lower(), "Information asked for",
                                             "Designing Out Crime Officer")]
    tap.true(-1 not in places, f"missing in the tagged text: {places}")
    first = text.find("Main points")
    tap.true(text.find("Your reference") < first < text.find("Information asked for"), "order")
    info = program.pdf_info(folder / "a.pdf")
    tap.equal((info["Tagged"], info["Page size"].split(" pts")[0]), ("yes", "595.276 x 841.89"), "the file")
    tap.holds(info["Title"], CASE)
    fonts = program.run_tool("pdffonts", folder / "a.pdf").splitlines()[2:]
    tap.true(fonts and all(line.split()[-5] == "yes" for line in fonts), f"fonts not embedded: {fonts}")


@points
def the_file_tells_nothing_more():
    """the rendered file names neither the host nor any folder of this computer"""
    folder = program.make_folder()
    book("render", CASE, "-o", folder / "a.pdf")
    plain = folder / "plain.pdf"
    program.run_tool("qpdf", "--qdf", "--object-streams=disable", folder / "a.pdf", plain)
    data = plain.read_bytes()
    for private in program.private_words() | {str(book.folder), str(folder)}:
        tap.true(private.encode("utf-8") not in data, f"it holds {private!r}")


@points
def rendering_over_a_folder_fails():
    """a response that cannot be written is told and leaves nothing half done"""
    folder = program.make_folder()
    book("render", CASE, "-o", folder, expect=1)
    book("render", CASE, "-o", folder / "none" / "a.pdf", expect=1)
    tap.equal(list(folder.iterdir()), [], "files left")


@points
def packs_are_listed_and_checked():
    """packs are listed; a bad one is refused with file, line and reason"""
    tap.true("sbd-homes" in {pack["id"] for pack in book.json("packs")}, "the homes checklist")
    bad = program.make_folder() / "bad.xml"
    bad.write_text('<?xml version="1.0"?>\n<checklist>\n  <nonsense/>\n</checklist>\n', encoding="utf-8")
    tap.holds(book("packs", "validate", bad, expect=1).err, "bad.xml", "line")


@points
def a_backup_restores():
    """a backup restored into a new folder holds the same case, trail and originals"""
    place = program.make_folder() / "backups"
    backup = book("backup", place).out.strip()
    target = program.make_folder() / "restored"
    book("restore", backup, target)
    restored = program.Casebook(target)
    tap.equal(restored.json("show", CASE), book.json("show", CASE), "the case")
    tap.equal(restored.json("assess", CASE), book.json("assess", CASE), "the answers")
    tap.equal(restored.json("audit", "verify")["state"], TRAIL, "the trail")
    originals = {path.name for path in (book.folder / "files").rglob("*") if path.is_file()}
    tap.equal({path.name for path in (target / "files").rglob("*") if path.is_file()}, originals, "originals")
    folder = program.make_folder()
    restored("render", CASE, "-o", folder / "restored.pdf")
    book("render", CASE, "-o", folder / "first.pdf")
    tap.true((folder / "restored.pdf").read_bytes() == (folder / "first.pdf").read_bytes(), "the response")


@points
def restoring_overwrites_nothing():
    """a backup is not restored over a folder that holds something, nor an altered one at all"""
    place = program.make_folder()
    backup = book("backup", place).out.strip()
    full = program.make_folder()
    (full / "mine.txt").write_text("mine", encoding="utf-8")
    book("restore", backup, full, expect=1)
    tap.equal([path.name for path in full.iterdir()], ["mine.txt"], "what was there")
    altered = program.make_folder() / "altered"
    shutil.copytree(backup, altered)
    database = next(altered.rglob("*.db"))
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    book("restore", altered, program.make_folder() / "new", expect=1)


@points
def a_lost_index_is_made_again():
    """the index of words is made again when it was lost"""
    for name in ("index.db", "index.db-wal", "index.db-shm"):
        (book.folder / name).unlink(missing_ok=True)
    tap.true(book.json("search", CASE, "close-boarded"), "nothing is found")


@points
def the_trail_is_whole():
    """after all of it the trail is whole"""
    tap.equal(book.json("audit", "verify")["state"], TRAIL, "the trail")


tap.main(points)
