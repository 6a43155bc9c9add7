#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Nothing leaves this computer and nothing else is started: the main job under strace. The kernel's own
account is read, not the program's word."""

import os
import pathlib
import re
import subprocess

import program
import tap

points = tap.Points()
book = program.Casebook()
papers = program.make_folder() / "papers"
output = program.make_folder()
CASE = "UTT/26/2147/FUL"
JOB = [
    ("import", papers),
    ("search", CASE, "fence"),
    ("assess", CASE, "--checklist", "sbd-homes", "--features", "houses,flats"),
    ("assess", CASE, "H21", "--verdict", "not-met", "--observation", "A 1.5 m fence is shown."),
    ("draft", CASE, "--stance", "concerns"),
    ("render", CASE, "-o", output / "response.pdf"),
    ("backup", output / "backup"),
    ("audit", "verify"),
]
home = program.make_folder()  # of the job alone: what it would strew about lands here
calls = []


def demand_names():
    """A program that forbids dumps shows its words to no tracer but root."""
    if not calls:
        raise tap.Skip("the job was not watched")
    if not matches(r'\bexecve\("[^"]*sightline-extract"'):
        raise tap.Skip("only root is shown the paths that a program names which forbids dumps")


def matches(pattern):
    return [match for line in calls if (match := re.search(pattern, line))]


@points
def the_job_is_watched():
    """the main job runs to its end under the kernel's eye"""
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        raise tap.Skip("strace may not watch programs here")
    os.environ.update(HOME=str(home), TMPDIR=str(home), XDG_RUNTIME_DIR=str(home))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ.pop(variable, None)
    program.start("--documents", papers, program=program.SAMPLE)
    for number, step in enumerate(JOB):
        log = output / f"{number}.strace"
        program.start("-f", "-qq", "-s", "256", "-e", "trace=network,execve,openat,open,creat,rename,unlink",
                      "-o", log, program.CLI, "--data", book.folder, *step, program="strace", seconds=120)
        calls.extend(log.read_text(encoding="utf-8", errors="replace").splitlines())
    tap.true((output / "response.pdf").stat().st_size > 10000, "no response was rendered")


@points
def no_network_is_asked_for():
    """no socket but one between programs of this computer is ever asked for"""
    if not calls:
        raise tap.Skip("the job was not watched")
    families = {match[1] for match in matches(r"\bsocket\((AF_\w+|PF_\w+|0x\w+|\d+)")}
    tap.true(families <= {"AF_UNIX"}, f"sockets of {families}")
    tap.equal(matches(r"AF_INET"), [], "calls that name the internet")


@points
def only_the_worker_is_started():
    """no program is started but the command line and its worker"""
    demand_names()
    started = {pathlib.Path(match[1]).name for match in matches(r'\bexecve\("([^"]+)"')}
    tap.equal(started, {"sightline-cli", "sightline-extract"}, "programs")


@points
def nothing_is_strewn_about():
    """nothing is left in the home folder, the folder for temporary files or that of the session"""
    if not calls:
        raise tap.Skip("the job was not watched")
    tap.equal(list(home.rglob("*")), [], "files left")


@points
def nothing_is_written_elsewhere():
    """nothing is opened for writing outside the casebook and the places that were named"""
    demand_names()
    written = {match[1] for match in matches(r'\bopen(?:at)?\([^"]*"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)')}
    places = tuple(str(place) for place in (book.folder, output))
    elsewhere = {path for path in written
                 if path.startswith("/") and not path.startswith((*places, "/dev/", "/proc/"))}
    tap.true(written, "nothing was written at all, so nothing is proven")
    tap.equal(elsewhere, set(), "files written elsewhere")


tap.main(points)
