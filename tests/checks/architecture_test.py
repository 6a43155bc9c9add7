#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""The rules of architecture.py do fail: each is broken once in a small tree of its own."""

import pathlib
import sys
import tempfile

import architecture

SOUND = '#include "config.h"\n#include "base/sl-text.h"\n'
BROKEN = [  # the rule, the file that breaks it, its text
    ("check_toolkit", "app/cases/bad.c", "#include <gtk/gtk.h>\n"),
    ("check_toolkit", "app/letter/bad.h", "# include <adwaita.h>\n"),
    ("check_rooms", "app/store/bad.c", '#include "cases/sl-case.h"\n'),
    ("check_rooms", "app/extract/bad.c", '#include "documents/sl-library.h"\n'),
    ("check_rooms", "app/cases/bad.c", '#include "ui/sl-window.h"\n'),
    ("check_parsers", "app/documents/bad.c", "#include <poppler.h>\n"),
    ("check_parsers", "ui/bad.c", "#include <libxml/parser.h>\n"),
    ("check_sql", "app/cases/sl-case.c", 'const char *sql = "SELECT reference FROM planning_case";\n'),
    ("check_sql", "ui/bad.c", 'const char *sql = "DELETE FROM page";\n'),
    ("check_bound", "app/cases/sl-case-records.c", 'g_strdup_printf ("SELECT %s FROM planning_case", column);\n'),
    ("check_lengths", "app/base/bad.c", "\n" * 1201),
    ("check_long", "ui/bad.c", "\n" * 601),
    ("check_top_level", "notes/bad.c", ""),
    ("check_readme", "README.md", "See `app/nowhere/` and `app/store/sl-store.c`.\n"),
    ("check_changes", "app/cases/bad.h", "SlChange *\nsl_case_change_colour (const char *case_id);\n"),
    ("check_unfinished", "app/base/bad.c", "/* TODO: all of it */\n"),
]


def make_tree(folder, name, text):
    top = pathlib.Path(folder)
    for path, content in (("README.md", "# A tree\n"), ("app/store/sl-store.c", SOUND), ("ui/main.c", SOUND), ("tests/test.c", SOUND),
                          (name, text)):
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(content, encoding="utf-8")
    return top


def main():
    tap = architecture.Tap()
    with tempfile.TemporaryDirectory() as folder:
        top = make_tree(folder, "app/cases/sl-case-records.c", 'const char *sql = "SELECT 1";\n')
        found = [problem for rule in {rule for rule, _, _ in BROKEN} for problem in getattr(architecture, rule)(top)]
        tap.report("a sound tree breaks no rule", found)
    for rule, name, text in BROKEN:
        with tempfile.TemporaryDirectory() as folder:
            found = getattr(architecture, rule)(make_tree(folder, name, text))
            tap.report(f"{rule} sees {name} break it",
                       [] if len(found) == 1 else [f"it found {found}"])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
