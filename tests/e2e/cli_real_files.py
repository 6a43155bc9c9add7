#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Every real and hostile file of the samples is taken or refused with its reason, one import each into
one casebook, and no import touches a case that is not its own."""

import program
import tap

points = tap.Points()
book = program.Casebook()
WITNESS = "UTT/26/2147/FUL"
SECONDS = 40  # the worker's own limit is 20 s; a loaded machine may need as long again to start and end

# What must be refused, and a word of the reason that an officer reads.
REFUSED = {
    "documents/email/outlook-with-attachment.msg": "Outlook",
    "documents/import-hostile/cyclic.xml": "document type",
    "documents/import-hostile/external-entity.docx": "document type",
    "documents/import-hostile/external.xml": "document type",
    "documents/import-hostile/made-deep-nesting.docx": "nested",
    "documents/import-hostile/made-deflate-bomb-400MB.docx": "unpacks",
    "documents/import-hostile/made-entity-bomb.docx": "document type",
    "documents/import-hostile/made-zero-bytes.pdf": "empty",
    "documents/import-hostile/quadratic.xml": "document type",
    "documents/import-hostile/self-containing.zip": "ZIP",
    "documents/import-hostile/xmlbomb.xml": "document type",
    "documents/office/encrypted-password-is-pass.docx": "password",
    "documents/office/truncated.docx": "damaged",
    "documents/pdf-hostile/corrupted-small.pdf": "no pages",
    "documents/pdf-hostile/form-field-cycle.pdf": "too long",
    "documents/pdf-hostile/no-trailer-poppler-fails-mupdf-reads.pdf": "damaged",
    "documents/pdf-hostile/non-ascii-password.pdf": "password",
    "documents/pdf-hostile/user-password.pdf": "password",
    "documents/pdf-hostile/zero-pages.pdf": "no pages",
    "planning/idox/brighton-advanced-search-form.html": "search form",
}
PASSWORDS = {
    "documents/pdf-hostile/user-password.pdf": "openpassword",
    "documents/pdf-hostile/non-ascii-password.pdf": "garçon",
}


def rows():
    """Every case as it is listed, with its documents, by id."""
    return {row["id"]: row for row in book.json("list")}


def check(path, name):
    before = rows()
    answer = book("--json", "import", path, expect=None, seconds=SECONDS)
    tap.true(answer.code in (0, 1), f"it ended with {answer.code}: {answer.err!r}")
    result = answer.json
    tap.true(result["files"], "no line says what became of it")
    for line in result["files"]:
        tap.true(line["outcome"] in ("added", "already-there", "facts", "refused", "ignored"), line["outcome"])
        tap.true(len(line["text"]) > 5, f"no reason: {line['outcome']!r} {line['text']!r}")
    if name in REFUSED:
        tap.equal([line["outcome"] for line in result["files"]], ["refused"], "outcome")
        tap.holds(result["files"][0]["text"], REFUSED[name])
        # One that wants a password is kept in a case of its own until somebody has it.
        kept = REFUSED[name] == "password"
        tap.equal(len(result["cases"]), 1 if kept else 0, "cases")
        tap.equal(answer.code, 0 if kept else 1, "exit code")
    else:
        tap.equal(answer.code, 0, f"exit code ({answer.err.strip()})")
        tap.true(result["files"][0]["outcome"] in ("added", "facts"), result["files"][0]["text"])
    after = rows()
    for case, row in before.items():
        if case not in result["cases"]:
            tap.equal(after.get(case), row, f"another case, {case}")


@points
def a_witness_stands_by():
    """a case of its own stands by as the witness"""
    program.samples("documents")
    book("new", "--reference", WITNESS, "--authority", "Uttlesford District Council",
         "--proposal", "Erection of 48 dwellings and 9 flats", "--address", "Land east of Mallard Way")


def files():
    for folder in ("planning", "documents"):
        for path in sorted((program.SAMPLES / folder).rglob("*")):
            if path.is_file() and path.name != "SOURCES.md":
                yield path, path.relative_to(program.SAMPLES).as_posix()


found = list(files())
for path, name in found:
    points.add(f"{name} is {'refused with its reason' if name in REFUSED else 'taken'} and touches no other case",
               lambda path=path, name=name: check(path, name))
if not found:
    points.add("every file of the samples is taken or refused",
               lambda: program.samples("documents"))


@points
def passwords_open():
    """a protected file opens with its password, given on standard input, and not with another"""
    for name, password in PASSWORDS.items():
        path = program.samples(name)
        for words, outcome in (("wrong", "refused"), (password, "added")):
            answer = book("--json", "import", path, "--case", WITNESS, "--password", words=words)
            tap.equal(answer.json["files"][0]["outcome"], outcome, f"{name} with {words!r}")


@points
def the_trail_is_whole():
    """after all of it the trail is whole and the witness as it was"""
    program.samples("documents")
    tap.equal(book.json("audit", "verify")["state"], "intact", "the trail")
    shown = book.json("show", WITNESS)
    tap.equal((len(shown["documents"]), shown["conflicts"], shown["address"]),
              (len(PASSWORDS), 0, "Land east of Mallard Way"), "the witness")


tap.main(points)
