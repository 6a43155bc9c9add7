#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the rules of the house: who may include whom, where SQL stands, how long a file may be."""

import pathlib
import re
import sys

ROOMS = [
    "base", "store", "packs", "people", "cases", "documents", "policy", "intake", "assessment", "sheets",
    "schemes", "meetings", "letter", "response", "review", "reports", "competency", "due", "casebook",
    "cli",
]
LONGEST = 1200
LONG = 600  # a file past this says why, with these words
LONG_REASON = re.compile(r"Past\s+(\*\s+)?600\s+(\*\s+)?lines\s+(\*\s+)?because")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.MULTILINE)
TOOLKIT = re.compile(r"^(gtk|gdk|adwaita|libadwaita|gsk)\b")
SQL = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA)\b')
BUILT_SQL = re.compile(r'(printf|g_strconcat|g_string_append)[^;]{0,80}"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b')
# Headers that only some rooms may see (rule 5: no parser of untrusted formats in the program).
ONLY_IN = {
    "libxml/": ("app/packs/", "app/extract/"),
    "poppler": ("app/extract/",),
    "archive": ("app/extract/",),
    "gmime/": ("app/extract/",),
    "png.h": ("app/extract/",),
    "jpeglib.h": ("app/extract/",),
    "seccomp.h": ("app/extract/",),
    "sqlite3.h": ("app/store/",),
    "qpdf/": ("app/letter/", "app/extract/"),
    "json-glib/": ("app/cli/", "app/extract/"),
}


class Tap:
    def __init__(self):
        self.count = 0
        self.failures = 0

    def report(self, name, problems):
        self.count += 1
        if problems:
            self.failures += 1
            print(f"not ok {self.count} - {name}")
            for problem in problems:
                print(f"#   {problem}")
        else:
            print(f"ok {self.count} - {name}")

    def finish(self):
        print(f"1..{self.count}")
        return 1 if self.failures else 0


def sources(top, *folders):
    for folder in folders:
        for path in sorted((top / folder).rglob("*.[ch]")):
            yield path.relative_to(top).as_posix(), path.read_text(encoding="utf-8")


def includes(text):
    return [match[2] for match in INCLUDE.finditer(text)]


def check_toolkit(top):
    return [f"{name} includes <{header}>" for name, text in sources(top, "app")
            for header in includes(text) if TOOLKIT.match(header)]


def check_rooms(top):
    problems = []
    for name, text in sources(top, "app"):
        room = name.split("/")[1]
        for header in includes(text):
            other = header.split("/")[0]
            if header.startswith("ui/") or (other in ("extract", "sample") and other != room):
                problems.append(f"{name} includes {header}")
            elif room == "extract":
                if other in ROOMS and other != "base":
                    problems.append(f"{name} is the worker's and includes {header}: base/ only")
            elif room in ROOMS and other in ROOMS and ROOMS.index(other) > ROOMS.index(room):
                problems.append(f"{name} includes {header}: {other} stands above {room}")
    return problems


def check_parsers(top):
    problems = []
    for name, text in sources(top, "app", "ui"):
        for header in includes(text):
            for start, places in ONLY_IN.items():
                if header.startswith(start) and not name.startswith(places):
                    problems.append(f"{name} includes <{header}>, which belongs in {', '.join(places)}")
    return problems


def check_sql(top):
    problems = []
    for name, text in sources(top, "app", "ui"):
        if name.startswith("app/store/") or name.endswith("-records.c"):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if SQL.search(line):
                problems.append(f"{name}:{number} holds SQL")
    return problems


def check_bound(top):
    return [f"{name} builds SQL from pieces; bind the values" for name, text in sources(top, "app", "ui")
            if not name.startswith("app/store/") and BUILT_SQL.search(text)]


def check_lengths(top):
    problems = []
    for name, text in sources(top, "app", "ui", "tests"):
        lines = text.count("\n")
        if lines > LONGEST:
            problems.append(f"{name} has {lines} lines; the limit is {LONGEST}")
    return problems


def check_long(top):
    return [f"{name} has {text.count(chr(10))} lines and does not say why (\"Past 600 lines because …\")"
            for name, text in sources(top, "app", "ui", "tests")
            if text.count("\n") > LONG and not LONG_REASON.search(text)]


def check_top_level(top):
    wanted = {"app", "ui", "resources", "tests", "po", "meson.build", "meson_options.txt", "README.md", "COPYING"}
    here = {path.name for path in top.iterdir() if not path.name.startswith(".")} - {"build"}
    return [f"{name} does not belong on the top level" for name in sorted(here - wanted)]


def check_readme(top):
    """Paths that README names in backticks, but for those with a NAME to fill in."""
    named = re.findall(r"`((?:app|ui|resources|tests|po|\.ci)/[\w./-]*)`", (top / "README.md").read_text("utf-8"))
    return [f"README.md names {path}, which is not there" for path in sorted(set(named))
            if "NAME" not in path and not (top / path).exists()]


def check_changes(top):
    """Each change that a room offers is made in the test that counts its audit rows (T-04)."""
    test = top / "tests/core/casebook/test-changes.c"
    made = test.read_text(encoding="utf-8") if test.exists() else ""
    return [f"{change} ({name}) is not made in {test.relative_to(top)}" for name, text in sources(top, "app")
            if name.endswith(".h")
            for change in re.findall(r"^SlChange\s*\*\s*(sl_\w+_change_\w+)\s*\(", text, re.MULTILINE)
            if f"{change} (" not in made]


def check_unfinished(top):
    word = re.compile(r"\b(TODO|FIXME|XXX)\b")
    return [f"{name}:{number} is unfinished" for name, text in sources(top, "app", "ui")
            for number, line in enumerate(text.splitlines(), 1) if word.search(line)]


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    tap = Tap()
    if not any(sources(top, "app")):
        print("Bail out! no source was found")
        return 1
    tap.report("no file below app/ includes the toolkit", check_toolkit(top))
    tap.report("a room includes only rooms that stand before it", check_rooms(top))
    tap.report("parsers and engines are seen only where they belong", check_parsers(top))
    tap.report("SQL stands in records files and the store", check_sql(top))
    tap.report("SQL is never built from pieces", check_bound(top))
    tap.report("no file is longer than the limit", check_lengths(top))
    tap.report("a file past 600 lines says why", check_long(top))
    tap.report("nothing else lies on the top level", check_top_level(top))
    tap.report("every path that README names is there", check_readme(top))
    tap.report("every change is made where its audit row is counted", check_changes(top))
    tap.report("nothing is marked as unfinished", check_unfinished(top))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
