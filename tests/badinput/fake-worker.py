#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""A worker that breaks the rules of the protocol, in the way its own file name says."""
import os
import signal
import socket
import struct
import sys
import time

SOCKET = socket.socket(fileno=4)
KIND = {name: number for number, name in enumerate(
    "- job range draw layout finish give hello taken document property warning page text boxes page-end row attachment "
    "data attachment-end range-done reason end drawn failed".split())}


def text(value):
    data = value if isinstance(value, bytes) else value.encode()
    return struct.pack("<I", len(data)) + data


def frame(kind, payload=b""):
    return struct.pack("<II", len(payload), KIND.get(kind, kind)) + payload


def hello(version=None):
    return frame("hello", struct.pack("<I", 2) + text(version or PROGRAM) + text("A") + text("A full"))


def page(number=1, width=595.0, rotation=0):
    return frame("page", struct.pack("<IddII", number, width, 842.0, rotation, 1) + text(""))


def end(pages=0, length=0, boxes=0):
    return frame("end", struct.pack("<IQQIIQ", pages, length, boxes, 0, 0, 0))


def send(*frames):
    SOCKET.sendall(b"".join(frames))


HOW = os.path.basename(sys.argv[0])
with open(os.path.join(os.path.dirname(sys.argv[0]), "version")) as file:
    PROGRAM = file.read()
if HOW == "wrong-version":
    send(hello("0.0.0-other"))
elif HOW == "no-hello":
    send(page())
elif HOW == "says-level-d":
    send(frame("hello", struct.pack("<I", 2) + text(PROGRAM) + text("D") + text("D none")))
else:
    send(hello())
GOOD = (frame("document", struct.pack("<I", 1) + text("text/plain")), page(), frame("text", b"Mallard"),
        frame("page-end"))
if HOW == "good":
    send(*GOOD, end(1, 7))
elif HOW == "frame-4-gib":
    send(struct.pack("<II", 0xffffffff, KIND["text"]))
    time.sleep(60)
elif HOW == "unknown-kind":
    send(frame(4711, b"x"))
    time.sleep(60)
elif HOW == "program-kind":
    send(frame("job", b"x"))
    time.sleep(60)
elif HOW == "byte-by-byte":
    for byte in b"".join(GOOD) + end(1, 7):
        SOCKET.sendall(bytes([byte]))
        time.sleep(0.001)
elif HOW == "never-closes":
    send(*GOOD, end(1, 7))
    time.sleep(60)
elif HOW == "says-nothing":
    time.sleep(60)
elif HOW == "closes-early":
    send(*GOOD)
elif HOW == "wrong-totals":
    send(*GOOD, end(2, 7))
elif HOW == "frames-after-end":
    send(*GOOD, end(1, 7), page(2))
elif HOW == "bad-utf8":
    send(GOOD[0], page(), frame("text", b"\xff\xfe"), frame("page-end"), end(1, 2))
elif HOW == "nul":
    send(GOOD[0], page(), frame("text", b"a\0b"), frame("page-end"), end(1, 3))
elif HOW == "page-2-31":
    send(GOOD[0], page(0x80000000))
elif HOW == "negative-size":
    send(GOOD[0], page(1, -5.0))
elif HOW == "nan-size":
    send(GOOD[0], page(1, float("nan")))
elif HOW == "odd-turn":
    send(GOOD[0], page(1, 595.0, 45))
elif HOW == "page-twice":
    send(*GOOD, *GOOD[1:], end(2, 14))
elif HOW == "too-many-boxes":
    send(GOOD[0], page(), frame("text", b"ab"), frame("boxes", struct.pack("<12f", *range(12))),
         frame("page-end"), end(1, 2, 3))
elif HOW == "nan-box":
    send(GOOD[0], page(), frame("text", b"a"), frame("boxes", struct.pack("<4f", float("nan"), 0, 1, 1)),
         frame("page-end"), end(1, 1, 1))
elif HOW == "text-without-page":
    send(GOOD[0], frame("text", b"x"))
elif HOW == "floods":
    piece = frame("text", b"x" * 1000000)
    send(GOOD[0], page())
    try:
        while True:
            send(piece)
    except OSError:
        pass
elif HOW == "floods-stderr":
    try:
        for _ in range(1000):
            os.write(2, b"e" * 4096)
    except OSError:
        pass
    send(*GOOD, end(1, 7))
elif HOW == "sends-descriptors":
    socket.send_fds(SOCKET, [b"".join(GOOD) + end(1, 7)], [0, 0, 0])
elif HOW == "exit-1":
    send(*GOOD, end(1, 7))
    os._exit(1)
elif HOW.startswith("signal-"):
    send(*GOOD)
    os.kill(os.getpid(), getattr(signal, HOW[7:].upper()))
os._exit(0)
