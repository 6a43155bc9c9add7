#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the single tests of meson's logs, names what failed or was skipped, and ends with the one line
that continuous integration reads."""

import json
import re
import sys

POINT = re.compile(r"^(not ok|ok)\s+\d*\s*-?\s*(.*?)(?:\s+#\s*(SKIP|TODO)\b\s*(.*))?$", re.IGNORECASE)


def read_points(entry):
    """The test points of one program: TAP lines, or the program as one point."""
    points = []
    for line in (entry.get("stdout") or "").splitlines():
        match = POINT.match(line)
        if match:
            state = "skipped" if match[3] else "passed" if match[1] == "ok" else "failed"
            points.append((state, match[2], match[4] or ""))
    # The worker's faults are borne by the program, which must not hide them from its tests.
    if "ERROR: AddressSanitizer" in (entry.get("stdout") or "") and entry["result"] == "OK":
        points.append(("failed", "AddressSanitizer found a fault in the worker", ""))
    broken = entry["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")
    if broken and not any(state == "failed" for state, _, _ in points):
        points.append(("failed", f"the program ended: {entry['result']}", ""))
    if not points:
        state = {"OK": "passed", "SKIP": "skipped"}.get(entry["result"], "failed")
        points.append((state, "", ""))
    return points


def main(paths):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for path in paths:
        try:
            with open(path, encoding="utf-8") as log:
                entries = [json.loads(line) for line in log if line.strip()]
        except OSError as error:
            print(f"failed: {error}")
            counts["failed"] += 1
            continue
        if not entries:
            print(f"failed: {path} names no test")
            counts["failed"] += 1
        for entry in entries:
            for state, name, reason in read_points(entry):
                counts[state] += 1
                if state != "passed":
                    print(f"{state}: {entry['name']} {name} {reason}".rstrip())
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
