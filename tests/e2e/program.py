# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Starts the built programs in data folders of their own."""

import atexit
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile

import tap

CLI = os.environ["SIGHTLINE_CLI"]
SAMPLE = os.environ["SIGHTLINE_SAMPLE"]
SAMPLES = pathlib.Path(os.environ["SIGHTLINE_SAMPLES"])


def make_folder():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sightline-e2e-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def samples(name):
    """A folder or file of the real samples, which are not part of the project."""
    path = SAMPLES / name
    if not path.exists():
        raise tap.Skip(f"the samples are not here: {name}")
    return path


class Answer:
    """What one run of the command line gave back."""

    def __init__(self, run):
        self.code = run.returncode
        self.out = run.stdout.decode("utf-8")
        self.err = run.stderr.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return self.out.splitlines()


def start(*arguments, expect=0, seconds=60, words="", program=CLI):
    """Runs the program, demands the exit code and checks that a failure is told in one clear line."""
    run = subprocess.run([program, *map(str, arguments)], input=words.encode("utf-8"), capture_output=True,
                         timeout=seconds, check=False)
    answer = Answer(run)
    if expect is not None:
        tap.equal(answer.code, expect, f"exit code of {arguments!r} ({answer.err.strip()})")
    if answer.code == 1 and program == CLI:
        lines = answer.err.splitlines()
        tap.equal(len(lines), 1, f"lines on stderr: {answer.err!r}")
        tap.true(lines[0].startswith("sightline-cli: ") and len(lines[0]) > 20, f"unclear: {lines[0]!r}")
    return answer


class Casebook:
    """A data folder and the command line on it."""

    def __init__(self, folder=None):
        self.folder = pathlib.Path(folder) if folder else make_folder() / "data"

    def __call__(self, *arguments, **settings):
        return start("--data", self.folder, *arguments, **settings)

    def json(self, *arguments, **settings):
        return self("--json", *arguments, **settings).json

    def rows(self):
        """How many audit rows there are."""
        return self.json("audit", "verify")["rows"]


def pdf_text(path, *options):
    return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, timeout=20,
                          check=True).stdout.decode("utf-8")


def structure_text(path):
    """The tagged text in reading order, as assistive tools get it."""
    return subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, timeout=20,
                          check=True).stdout.decode("utf-8")


def pdf_info(path):
    """What pdfinfo says, by label."""
    text = subprocess.run(["pdfinfo", str(path)], capture_output=True, timeout=20, check=True).stdout
    pairs = (line.split(":", 1) for line in text.decode("utf-8", "replace").splitlines() if ":" in line)
    return {label.strip(): value.strip() for label, value in pairs}


def run_tool(*arguments):
    return subprocess.run([str(argument) for argument in arguments], capture_output=True, timeout=30,
                          check=True).stdout.decode("utf-8", "replace")


def private_words():
    """What must not leave this computer in a file: the host and the home folder. The account's name may:
    the letter is signed with it until the officer's card holds another."""
    words = {os.environ.get("HOME", ""), socket.gethostname()}
    # A short or everyday name may well stand in a PDF of its own right.
    return {word for word in words if len(word) > 4}
