# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""What meson install gives is a whole desktop application, which starts from where it was put."""

import os
import pathlib
import subprocess
import sys

PREFIX = pathlib.Path(os.environ["SIGHTLINE_PREFIX"])
BUILD = pathlib.Path(os.environ["SIGHTLINE_BUILD"])
NAME = "org.sightline.Sightline"
# Before the helpers read them: the programs of the prefix, with nothing of the build folder left.
os.environ["SIGHTLINE_CLI"] = str(PREFIX / "bin/sightline-cli")
os.environ["SIGHTLINE_WINDOW"] = str(PREFIX / "bin/sightline")
os.environ["XDG_DATA_DIRS"] = f"{PREFIX / 'share'}:/usr/local/share:/usr/share"
for variable in ("GSETTINGS_SCHEMA_DIR", "SIGHTLINE_EXTRACT"):
    os.environ.pop(variable, None)

import desk  # noqa: E402
import program  # noqa: E402
import tap  # noqa: E402

points = tap.Points()
folder = program.make_folder()


def demand_own_prefix():
    """Never into a prefix that others use."""
    if ".build" not in PREFIX.parts:
        raise tap.Skip(f"the build would install into {PREFIX}; tests/run gives it a prefix of its own")


@points
def it_installs():
    """the install holds both programs, the worker, desktop entry, description, settings, icons and words"""
    demand_own_prefix()
    subprocess.run(["meson", "install", "--no-rebuild", "--quiet", "-C", BUILD], check=True, timeout=60,
                   capture_output=True)
    for path in ("bin/sightline", "bin/sightline-cli", "libexec/sightline/sightline-extract",
                 f"share/applications/{NAME}.desktop", f"share/metainfo/{NAME}.metainfo.xml",
                 "share/glib-2.0/schemas/gschemas.compiled",
                 f"share/icons/hicolor/scalable/apps/{NAME}.svg",
                 f"share/icons/hicolor/symbolic/apps/{NAME}-symbolic.svg"):
        tap.true((PREFIX / path).is_file(), f"{path} is not there")


@points
def its_entries_are_valid():
    """the desktop entry and the description are valid, and the entry names the program"""
    demand_own_prefix()
    entry = PREFIX / f"share/applications/{NAME}.desktop"
    program.run_tool("desktop-file-validate", entry)
    program.run_tool("appstreamcli", "validate", "--no-net", PREFIX / f"share/metainfo/{NAME}.metainfo.xml")
    tap.holds(entry.read_text(encoding="utf-8"), "Exec=sightline", f"Icon={NAME}")


@points
def it_works():
    """the installed command line reads papers with the installed worker"""
    demand_own_prefix()
    program.start("--documents", folder / "papers", program=program.SAMPLE)
    result = program.Casebook(folder / "data").json("import", folder / "papers")
    tap.true(any(line["outcome"] == "added" for line in result["files"]), "nothing was read")


@points
def it_starts():
    """the installed window starts on them and closes with nothing wrong"""
    demand_own_prefix()
    window = desk.Desk(folder / "data")
    window.introduce()
    window.find("Inbox", starts=True)
    tap.equal(window.close(), 0, "exit code")


sys.exit(points.run())
