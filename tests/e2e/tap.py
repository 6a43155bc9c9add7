# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Test points as TAP: functions whose docstring is the sentence that is shown."""

import sys
import traceback


class Skip(Exception):
    """Raised by a point that cannot run here; the message names what is missing."""


class Points:
    """The points of one program, in the order in which they were added. A point may rely on those
    before it: the job is one story."""

    def __init__(self):
        self._points = []

    def __call__(self, function):
        self._points.append((function.__doc__, function))
        return function

    def add(self, name, function):
        self._points.append((name, function))

    def run(self):
        failed = False
        print(f"1..{len(self._points)}", flush=True)
        for number, (name, function) in enumerate(self._points, 1):
            try:
                function()
                print(f"ok {number} - {name}", flush=True)
            except Skip as reason:
                print(f"ok {number} - {name} # SKIP {reason}", flush=True)
            except Exception:  # a point that breaks is a point that fails; the others still run
                failed = True
                print(f"not ok {number} - {name}", flush=True)
                frames = traceback.format_exc().rstrip().splitlines()
                # The step that failed and what it found; the frames between say little.
                for line in frames[3:5] + frames[-1:]:
                    print(f"#   {line}", flush=True)
        return 1 if failed else 0


def main(points):
    sys.exit(points.run())


def equal(got, wanted, what="value"):
    if got != wanted:
        raise AssertionError(f"{what}: got {got!r}, wanted {wanted!r}")


def holds(text, *parts):
    for part in parts:
        if part not in text:
            raise AssertionError(f"{part!r} is not in {text[:2000]!r}")


def true(value, what):
    if not value:
        raise AssertionError(what)
