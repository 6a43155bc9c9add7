# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Case bundles whose container is bad (catalogue 40 to 46 and 88): what the worker must say of each.

What the entries hold is judged by the program, which tests/core/review/test-bundle.c tries: here
only the archive is made in ways that no bundle of ours is.
"""
import binascii
import struct

TYPE = b"application/vnd.sightline.bundle"
SOUND = [(b"mimetype", TYPE), (b"manifest", b"sightline-bundle 1\n"), (b"signature", bytes(64)),
         (b"key", bytes(32)), (b"content", b"sightline-content 1\n")]


def archive(entries, method=0, flags=0, attributes=0, made_by=20, offsets=None, central_names=None, comment=b"",
            extra_record=b""):
    """Stored entries; each argument spoils one thing."""
    body = b""
    directory = b""
    for i, (name, data) in enumerate(entries):
        spoilt = i == len(entries) - 1
        shared = struct.pack("<HHHHHIIIHH", 20, flags if spoilt else 0, method if spoilt else 0, 0, 0x21,
                             binascii.crc32(data), len(data), len(data), len(name), 0)
        offset = len(body) if offsets is None or not spoilt else offsets
        shown = name if central_names is None or not spoilt else central_names
        directory += (b"PK\1\2" + struct.pack("<H", made_by) + shared[:22]
                      + struct.pack("<HHHHHII", len(shown), 0, 0, 0, 0, attributes if spoilt else 0, offset) + shown)
        body += b"PK\3\4" + shared + name + data
    return body + directory + extra_record + struct.pack(
        "<4sHHHHIIH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(body), len(comment)) + comment


def bundles(case):
    good = archive(SOUND)
    case("88", "sound.sightline", good, "read")
    folio = [(name, data.replace(b"sightline-bundle", b"sightline-portfolio")) for name, data in SOUND]
    case("88", "portfolio.sightline", archive(folio), "read")
    case("38", "bundle-named.pdf", good, "read", "", "name ends in")
    for i, name in enumerate((b"../../x", b"/abs", b"C:\\x", b"a/b", b"x" * 4000, b"a\0b", b"file-\xc3\xa9",
                              b"..", b"file-ABC", b"key ", b"")):
        case("40", "bundle-path-%02d.sightline" % i, archive(SOUND + [(name, b"x")]), "refused", "unexpected")
    case("41", "bundle-link.sightline",
         archive(SOUND + [(b"link", b"/etc/passwd")], made_by=3 << 8 | 20, attributes=0o120777 << 16), "refused",
         "unexpected", absent="root:")
    case("42", "bundle-overlap.sightline", archive(SOUND + [(b"key2", bytes(32))], offsets=0), "refused",
         "inconsistent")
    case("42", "bundle-packed.sightline", archive(SOUND + [(b"file-0", bytes(100))], method=8), "refused",
         "unexpected,damaged")
    case("43", "bundle-folder.sightline", archive(SOUND + [(b"files/", b"")]), "refused", "unexpected")
    case("44", "bundle-entries.sightline", archive(SOUND + [(b"file-%d" % i, b"") for i in range(2500)]), "refused",
         "too-complex")
    case("45", "bundle-twice.sightline", archive(SOUND + [(b"manifest", b"sightline-bundle 1\n")]), "refused",
         "inconsistent")
    case("45", "bundle-two-names.sightline", archive(SOUND + [(b"file-0", b"x")], central_names=b"file-1"), "refused",
         "inconsistent")
    case("45", "bundle-record-more.sightline", archive(SOUND, extra_record=b"PK\1\2"), "read,refused",
         "inconsistent,damaged,")
    case("46", "bundle-bad-crc.sightline", good.replace(b"sightline-content", b"sightline-kontent"), "refused",
         "damaged")
    case("46", "bundle-locked.sightline", archive(SOUND + [(b"file-0", bytes(9))], flags=1), "refused",
         "unexpected,password")
    for i in range(1, 8):
        case("88", "bundle-cut-%d.sightline" % i, good[:len(good) * i // 8], "refused", "damaged")
