#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Writes the bad-input catalogue into a folder, with a manifest saying what must become of each.

A line of manifest.tsv: case number, file name, outcomes allowed (read, partial, refused, unopened;
by commas), reason codes allowed, words that must be among the warnings, words that must be in the
text, words that must not be. All content is made here; nothing is copied from anywhere.
"""
import base64
import binascii
import hashlib
import io
import os
import random
import struct
import sys
import zipfile
import zlib

from bad_bundles import bundles

OUT = sys.argv[1]
MANIFEST = []
WORDS = b"BT /F 12 Tf 50 700 Td (Land east of Mallard Way) Tj ET"
DAMAGED = "damaged,no-pages,timed-out,too-big,too-complex,unsupported"


def case(number, name, data, outcomes, codes="", warning="", text="", absent=""):
    with open(os.path.join(OUT, name), "wb") as file:
        file.write(data)
    MANIFEST.append("\t".join([number, name, outcomes, codes, warning, text, absent]))


def pdf(objects, trailer=b"/Root 1 0 R"):
    """A sound file of numbered objects: {number: bytes}."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    top = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % top)
    for number in range(1, top):
        out.write(b"%010d 00000 n \n" % places.get(number, 0))
    out.write(b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (top, trailer, start))
    return out.getvalue()


def stream(data, extra=b""):
    return b"<</Length %d%s>>stream\n" % (len(data), extra) + data + b"\nendstream"


def one_page(content=WORDS, page=b"", catalog=b"", more=None, resources=b"", box=b"[0 0 595 842]"):
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox" + box + b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
           + resources + b">>" + page + b">>",
        4: stream(content),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    objects.update(more or {})
    return objects


def pdf_damaged():
    good = pdf(one_page())
    case("02", "header-only.pdf", b"%PDF-1.7\n", "refused", DAMAGED)
    random.seed(3)
    case("03", "random.pdf", bytes(random.randrange(256) for _ in range(100000)), "refused",
         "unsupported")
    for i in range(1, 16):
        case("04", "truncated-%02d.pdf" % i, good[:len(good) * i // 16], "read,partial,refused",
             DAMAGED + ",")
    case("05", "junk-around.pdf", b"junk " * 100 + good + b"more junk " * 100, "read", "",
         text="Mallard")
    huge = one_page()
    huge[2] = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    case("10", "two-billion-pages.pdf", pdf(huge), "read,partial,refused",
         DAMAGED + ",too-many-pages,")
    loop = one_page()
    loop[2] = b"<</Type/Pages/Kids[2 0 R 6 0 R]/Count 2>>"
    loop[6] = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 2>>"
    case("11", "page-tree-loop.pdf", pdf(loop), "partial,refused,read", DAMAGED + ",")
    deep = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for i in range(2, 60002):
        deep[i] = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (i + 1)
    deep[60002] = b"<</Type/Page/MediaBox[0 0 9 9]>>"
    case("12", "page-tree-deep.pdf", pdf(deep), "partial,refused,read", DAMAGED + ",")
    start = good.rindex(b"startxref")
    place = int(good[start:].split()[1])
    case("13", "xref-loop.pdf", pdf(one_page(), b"/Root 1 0 R/Prev %d" % place), "read,partial,refused",
         DAMAGED + ",")
    nested = one_page(page=b"/Annots " + b"[" * 2000000 + b"]" * 2000000)
    case("14", "nested-arrays.pdf", pdf(nested), "read,partial,refused", DAMAGED + ",")
    selfish = one_page()
    selfish[6] = stream(b"6 0 7 9 ", b"/Type/ObjStm/N 2/First 8/Extends 6 0 R")
    selfish[3] = selfish[3].replace(b"/Contents 4 0 R", b"/Contents 6 0 R")
    case("15", "object-stream-loop.pdf", pdf(selfish), "read,partial,refused", DAMAGED + ",")


def pdf_bombs():
    forms = {}
    for i in range(20):
        body = b"/X%d Do " % (i + 1) * 10 if i < 19 else b"BT /F 9 Tf 9 9 Td (Ab) Tj ET"
        forms[10 + i] = stream(body, b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font"
                               b"<</F 5 0 R>>/XObject<</X%d %d 0 R>>>>" % (i + 1, 11 + i))
    case("08", "form-bomb.pdf",
         pdf(one_page(b"/X0 Do", resources=b"/XObject<</X0 10 0 R>>", more=forms)), "refused,partial",
         "timed-out,too-big,damaged")
    inner = zlib.compress(b"BT ET " * (40 * 1024 * 1024), 9)
    packed = zlib.compress(inner, 9)
    bomb = one_page(more={4: stream(packed, b"/Filter[/FlateDecode/FlateDecode]")})
    case("09", "double-deflate.pdf", pdf(bomb), "read,refused,partial", "timed-out,too-big,damaged,")
    for name, box in (("huge", b"[0 0 1e30 1e30]"), ("negative", b"[0 0 -500 -800]"),
                      ("zero", b"[0 0 0 0]"), ("nan", b"[0 0 NaN NaN]")):
        case("16", "page-box-%s.pdf" % name, pdf(one_page(box=box)), "read,partial,refused",
             DAMAGED + ",")
    image = {6: stream(b"xx", b"/Type/XObject/Subtype/Image/Width 60000/Height 60000"
                       b"/BitsPerComponent 8/ColorSpace/DeviceRGB")}
    case("17", "image-60000.pdf", pdf(one_page(WORDS + b" /I Do", more=image,
                                               resources=b"/XObject<</I 6 0 R>>")), "read", "",
         text="Mallard")
    for kind in (b"JBIG2Decode", b"JPXDecode", b"CCITTFaxDecode"):
        image = {6: stream(b"\x00\xff" * 500, b"/Type/XObject/Subtype/Image/Width 99/Height 99"
                           b"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/" + kind)}
        case("18", "corrupt-%s.pdf" % kind.decode().lower(),
             pdf(one_page(WORDS + b" q 99 0 0 99 0 0 cm /I Do Q", more=image,
                          resources=b"/XObject<</I 6 0 R>>")), "read", "", text="Mallard")
    for name, key in (("type1", b"FontFile"), ("truetype", b"FontFile2"), ("cff", b"FontFile3")):
        fonts = {
            5: b"<</Type/Font/Subtype/TrueType/BaseFont/Broken/FirstChar 32/LastChar 126/Widths["
               + b"500 " * 95 + b"]/FontDescriptor 6 0 R/Encoding/WinAnsiEncoding>>",
            6: b"<</Type/FontDescriptor/FontName/Broken/Flags 32/FontBBox[0 0 9 9]/" + key + b" 7 0 R>>",
            7: stream(b"\x00\x01\x00\x00" + b"\xff" * 400, b"/Length1 404"),
        }
        case("19", "broken-font-%s.pdf" % name, pdf(one_page(more=fonts)), "read", "", text="Mallard")
    loop = {5: b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65"
               b"/LastChar 66/Widths[9 9]/Encoding<</Differences[65/A/B]>>/CharProcs<</A 6 0 R/B 6 0 R>>"
               b"/Resources<</Font<</F 5 0 R>>>>>>",
            6: stream(b"9 0 d0 BT /F 9 Tf (AB) Tj ET")}
    case("19", "type3-loop.pdf", pdf(one_page(b"BT /F 12 Tf 9 9 Td (AB) Tj ET", more=loop)),
         "read,partial,refused", "timed-out,too-big,damaged,")
    patterns = {6: stream(b"/P scn", b"")}
    storm = b"/Pattern cs " + b"/P scn 0 0 595 842 re f " * 20000
    patterns[6] = stream(b"/Pattern cs /P scn 0 0 1 1 re f",
                         b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .01"
                         b"/YStep .01/Resources<</Pattern<</P 6 0 R>>>>")
    case("20", "pattern-storm.pdf", pdf(one_page(WORDS + storm, more=patterns,
                                                 resources=b"/Pattern<</P 6 0 R>>")), "read", "",
         text="Mallard")


def pdf_large():
    words = b"BT /F 1 Tf 1 TL 5 800 Td " + b"".join(
        b"(%s) Tj T* " % (b"word%d " % i * 20) for i in range(20000)) + b"ET"
    case("21", "words-400000.pdf", pdf(one_page(words)), "read,partial,refused",
         "too-big,timed-out,")
    pages = one_page()
    pages[2] = (b"<</Type/Pages/Count 20000/Kids[" + b"".join(b"%d 0 R " % (10 + i)
                                                              for i in range(20000)) + b"]>>")
    for i in range(20000):
        pages[10 + i] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>>>"
    case("22", "pages-20000.pdf", pdf(pages), "partial", "too-many-pages,timed-out")
    outline = one_page(catalog=b"/Outlines 6 0 R",
                       more={6: b"<</First 7 0 R/Last 7 0 R/Count 9>>",
                             7: b"<</Title(x)/Parent 6 0 R/Next 7 0 R/First 7 0 R>>"})
    case("33", "outline-loop.pdf", pdf(outline), "read", "", text="Mallard")


def link(action):
    return {6: b"<</Type/Annot/Subtype/Link/Rect[50 690 200 720]/A<<" + action + b">>>>"}


def pdf_content():
    for name, action, warning in (
            ("launch", b"/S/Launch/F(calc.exe)", "start a program"),
            ("gotor", b"/S/GoToR/F(other.pdf)/D[0/Fit]", "other files"),
            ("submit", b"/S/SubmitForm/F(http://example.invalid/)", "sends itself"),
            ("import", b"/S/ImportData/F(data.fdf)", "load other data")):
        case("23", "action-%s.pdf" % name, pdf(one_page(page=b"/Annots[6 0 R]", more=link(action))),
             "read", "", warning, "Mallard")
    case("24", "javascript.pdf",
         pdf(one_page(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")), "read", "",
         "JavaScript", "Mallard")
    for i, uri in enumerate((b"file:///etc/passwd", b"smb://example.invalid/x", b"javascript:alert(1)",
                             b"http://p\xc3\xb6lice.example.invalid/", b"http://bank@example.invalid/")):
        case("25", "uri-%d.pdf" % i, pdf(one_page(page=b"/Annots[6 0 R]",
                                                  more=link(b"/S/URI/URI(" + uri + b")"))),
             "read", "", "unusual link", "Mallard")
    names = b"/Names<</EmbeddedFiles<</Names[(run.exe) 6 0 R]>>>>"
    case("26", "embedded.pdf",
         pdf(one_page(catalog=names, more={6: b"<</Type/Filespec/F(run.exe)/EF<</F 7 0 R>>>>",
                                           7: stream(b"MZ")})), "read", "", "run.exe", "Mallard")
    case("27", "xfa.pdf", pdf(one_page(catalog=b"/AcroForm<</XFA 6 0 R/Fields[]>>",
                                       more={6: stream(b"<xdp/>")})), "read", "", "XFA", "Mallard")
    image = {6: stream(b"\x80" * 400, b"/Type/XObject/Subtype/Image/Width 20/Height 20"
                       b"/BitsPerComponent 8/ColorSpace/DeviceGray")}
    case("28", "invisible-text.pdf",
         pdf(one_page(b"q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F 12 Tf 50 700 Td (No objection at all)"
                      b" Tj ET", more=image, resources=b"/XObject<</I 6 0 R>>")), "read", "",
         "nobody sees", "objection")
    group = dict(image)
    group[7] = stream(b"BT 3 Tr /F 12 Tf 50 700 Td (No objection at all) Tj ET",
                      b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency>>"
                      b"/Resources<</Font<</F 5 0 R>>>>")
    case("28", "invisible-text-in-a-group.pdf",
         pdf(one_page(b"q 595 0 0 842 0 0 cm /I Do Q /G Do", more=group,
                      resources=b"/XObject<</I 6 0 R/G 7 0 R>>")), "read", "", "nobody sees", "objection")
    case("28", "invisible-text-beside-letters-off-the-page.pdf",
         pdf(one_page(b"q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F 12 Tf 50 700 Td (No objection at all) Tj"
                      b" 0 Tr 900 900 Td (Mallard) Tj ET", more=image, resources=b"/XObject<</I 6 0 R>>")),
         "read", "", "nobody sees", "objection")
    case("29", "scan.pdf", pdf(one_page(b"q 595 0 0 842 0 0 cm /I Do Q", more=image,
                                        resources=b"/XObject<</I 6 0 R>>")), "read", "", "by eye")
    layer = {6: b"<</Type/OCG/Name(Secret)>>"}
    case("34", "hidden-layer.pdf",
         pdf(one_page(WORDS + b" /OC /L BDC BT /F 12 Tf 50 600 Td (hidden words) Tj ET EMC",
                      catalog=b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[6 0 R]>>>>", more=layer,
                      resources=b"/Properties<</L 6 0 R>>")), "read", "", "Secret", "Mallard",
         "hidden words")
    signed = pdf(one_page(more={6: b"<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"}))
    case("35", "signed-then-changed.pdf", signed + signed[9:], "read,partial", ",damaged",
         "signature", "Mallard")
    case("38", "pdf-named.docx", pdf(one_page()), "read", "", "name ends in", "Mallard")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("x.txt", "x")
    case("39", "polyglot.pdf", pdf(one_page()) + archive.getvalue(), "read", "", "as well as a PDF",
         "Mallard")


TYPES = b'<?xml version="1.0"?><Types xmlns="t"/>'
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
WORD_END = b"</w:body></w:document>"


def paragraph(text):
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def docx(body=paragraph(b"Mallard Way"), document=None, parts=(), types=True, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        if types:
            file.writestr("[Content_Types].xml", TYPES)
        if document is not False:
            file.writestr("word/document.xml", document if document else WORD + body + WORD_END)
        for name, data in parts:
            file.writestr(name, data)
    return out.getvalue()


def rc4(key, data):
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked_pdf(user, owner):
    """One page under the first standard handler of PDF 1.4; copying is not allowed."""
    pad = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    allowed = -20
    identity = b"Mallard-Way-2147"
    entry = rc4(hashlib.md5((owner + pad)[:32]).digest()[:5], (user + pad)[:32])
    key = hashlib.md5((user + pad)[:32] + entry + struct.pack("<i", allowed) + identity).digest()[:5]
    page_key = hashlib.md5(key + struct.pack("<IH", 4, 0)[:3] + bytes(2)).digest()[:10]
    objects = one_page(more={
        4: stream(rc4(page_key, WORDS)),
        6: b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>"
           % (allowed, entry.hex().encode(), rc4(key, pad).hex().encode())})
    name = identity.hex().encode()
    return pdf(objects, b"/Root 1 0 R/Encrypt 6 0 R/ID[<%s><%s>]" % (name, name))


def mapped_font(pairs):
    """Helvetica whose letters are copied as others: {shown: UTF-16 in hexadecimal}."""
    lines = b"".join(b"<%02x><%s>\n" % (ord(shown), copied) for shown, copied in pairs.items())
    return {5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
            7: stream(b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
                      b"1 begincodespacerange<00><ff>endcodespacerange %d beginbfchar\n" % len(pairs)
                      + lines + b"endbfchar endcmap end end")}


def show(x, y, words, turn=b"1 0 0 1"):
    return b"BT /F 12 Tf %s %d %d Tm (%s) Tj ET\n" % (turn, x, y, words)


def pdf_reading():
    case("06", "user-password.pdf", locked_pdf(b"secret", b"owner"), "refused", "password",
         absent="Mallard")
    case("07", "owner-password.pdf", locked_pdf(b"", b"owner"), "read", "", "restricted", "Mallard")
    lies = dict(zip("objectin", (b"0061", b"0070", b"0072", b"006f", b"0076", b"0065", b"0064", b"0021")))
    case("30", "lying-map.pdf", pdf(one_page(show(50, 700, b"objection"), more=mapped_font(lies))), "read",
         text="aprov", absent="objection")
    hidden = {"a": b"202e", "b": b"200b", "M": b"004d", "l": b"006c"}
    case("31", "hidden-marks.pdf", pdf(one_page(show(50, 700, b"MbMab"), more=mapped_font(hidden))), "read",
         text="M")
    case("31", "hidden-marks.txt", "Mallard \u202eyaW\u202c\u200b end\n".encode(), "read", text="Mallard")
    columns = b"".join(show(x, 700 - 14 * i, b"%s column line %d of the long report" % (name, i))
                       for x, name in ((40, b"left"), (320, b"right")) for i in range(1, 9))
    case("32", "two-columns.pdf", pdf(one_page(columns)), "read", text="left column line 8",
         absent="line 1 of the long report right")
    case("32", "rotated.pdf", pdf(one_page(show(300, 100, b"Mallard Way", b"0 1 -1 0"))), "read",
         text="Mallard Way")
    case("32", "ligature.pdf", pdf(one_page(show(50, 700, b"AZed brick"), more={
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/R/e/f/fi 90/fi]>>>>"})),
         "read", text="ed brick")
    case("32", "soft-hyphen.pdf", pdf(one_page(show(50, 700, b"Mallard sur\\255veillance"), more={
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"})), "read",
         text="Mallard sur")


def docx_archives():
    for i, name in enumerate(("../../x", "/abs", "C:\\x", "a/" * 2000 + "x")):
        case("40", "path-%d.docx" % i, docx(parts=[(name, b"x")]), "read", "",
             "" if i == 3 else "reach outside", "Mallard")
    case("40", "path-nul.docx", docx(parts=[("aQb", b"x")]).replace(b"aQb", b"a\0b"), "read", "",
         "", "Mallard")
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as file:
        info = zipfile.ZipInfo("link")
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    case("41", "symlink.docx", out.getvalue(), "read", "", "reach outside", "Mallard", "root:")
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(b"A" * 1000000) + kernel.flush()
    crc = zlib.crc32(b"A" * 1000000)
    body = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(data), 1000000, 17,
                       0) + b"word/document.xml" + data
    central = b"".join(struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(data),
                                   1000000, 17, 0, 0, 0, 0, 0, 0) + b"word/document.xml"
                       for _ in range(1500))
    case("42", "overlap.docx", body + central + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1500, 1500,
                                                            len(central), len(body), 0), "refused",
         "inconsistent,too-big")
    case("43", "nested.docx", docx(parts=[("inner.zip", docx())]), "read", "", "", "Mallard")
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as file:
        file.writestr("word/document.xml", b"x")
        for i in range(65000):
            file.writestr("p%d" % i, b"")
    case("44", "entries-65000.docx", many.getvalue(), "refused", "too-complex,damaged")
    good = docx()
    at = good.rindex(b"word/document.xml")
    case("45", "local-differs.docx", good[:at] + b"word/documenX.xml" + good[at + 17:], "refused",
         "inconsistent,damaged")
    two = io.BytesIO(docx())
    with zipfile.ZipFile(two, "a") as file:
        file.writestr("word/document.xml", b"<x/>")
    case("45", "document-twice.docx", two.getvalue(), "refused", "inconsistent")
    stored = docx(method=zipfile.ZIP_STORED)
    case("46", "bad-crc.docx", stored.replace(b"Mallard Way", b"Mullard Way"), "refused", "damaged")
    odd = bytearray(docx())
    for mark, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        at = odd.find(mark)
        while at >= 0:
            odd[at + offset] = 99
            at = odd.find(mark, at + 4)
    case("46", "unknown-method.docx", bytes(odd), "refused", "unsupported")
    locked = bytearray(docx())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + offset] |= 1
            at = locked.find(mark, at + 4)
    case("46", "encrypted-entry.docx", bytes(locked), "refused", "password")
    case("55", "old-word.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
         + "WordDocument".encode("utf-16le") + bytes(500), "refused", "unsupported")
    case("55", "protected.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
         + "EncryptedPackage".encode("utf-16le") + bytes(500), "refused", "password")
    case("56", "no-content-types.docx", docx(types=False), "refused", "damaged")
    case("56", "no-document.docx", docx(document=False, parts=[("word/styles.xml", b"<x/>")]), "refused",
         "damaged")


def docx_xml():
    for name, declaration in (
            ("file", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
            ("http", b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'),
            ("parameter", b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.invalid/p"> %p;]>')):
        case("47", "doctype-%s.docx" % name,
             docx(document=declaration + WORD + paragraph(b"&e;") + WORD_END), "refused", "forbidden",
             absent="root:")
    lol = b"<!DOCTYPE x [<!ENTITY a0 'lol'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 11)) + b"]>"
    case("48", "billion-laughs.docx", docx(document=lol + WORD + paragraph(b"&a10;") + WORD_END),
         "refused", "forbidden")
    case("48", "quadratic.docx", docx(document=b"<!DOCTYPE x [<!ENTITY a '" + b"A" * 100000 + b"'>]>"
                                      + WORD + paragraph(b"&a;" * 10000) + WORD_END), "refused",
         "forbidden")
    case("49", "depth-1000000.docx", docx(b"<w:x>" * 1000000 + b"</w:x>" * 1000000), "refused",
         "too-complex,too-big")
    case("50", "attribute-12MB.docx", docx(b'<w:p a="' + bytes(random.Random(5).choices(
        b"abcdefgh", k=12000000)) + b'"/>'), "refused,partial", "too-big,damaged")
    rels = (b'<Relationships><Relationship Id="1" Type="x/attachedTemplate" TargetMode="External" Target="'
            b'http://example.invalid/t.dotm"/><Relationship Id="2" Type="x/image" TargetMode="External" '
            b'Target="\\\\server\\share"/></Relationships>')
    case("51", "external.docx", docx(parts=[("word/_rels/document.xml.rels", rels)]), "read", "",
         "t.dotm", "Mallard")
    case("52", "macros.docx", docx(parts=[("word/vbaProject.bin", b"x")]), "read", "", "macros", "Mallard")
    case("53", "dde.docx",
         docx(b'<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
              + paragraph(b"Mallard result")), "read", "", "load other files", "Mallard", "calc")
    case("54", "tracked.docx",
         docx(b'<w:p><w:r><w:t>Mallard </w:t></w:r><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r>'
              b"<w:delText>old</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t>"
              b"</w:r></w:p>"), "read", "", "", "[hidden: secret]")
    case("57", "utf16.docx", docx(document=(b'<?xml version="1.0" encoding="UTF-16"?>'.decode()
                                            + (WORD + paragraph(b"Mallard Way") + WORD_END).decode())
                                  .encode("utf-16")), "read", "", "", "Mallard")
    case("57", "utf7.docx", docx(document=b'<?xml version="1.0" encoding="UTF-7"?>' + WORD
                                 + paragraph(b"x") + WORD_END), "refused", "unsupported")
    row = b"<w:tr>" + b"<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * 1000 + b"</w:tr>"
    case("58", "table-huge.docx", docx(b"<w:tbl>" + row * 1200 + b"</w:tbl>"), "partial,refused",
         "too-big")
    case("59", "alternate.docx",
         docx(b"<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:t>Mallard once</w:t></mc:Choice>"
              b"<mc:Fallback><w:t>Mallard twice</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"),
         "read", "", "", "Mallard once", "twice")


def html():
    head = b"<!DOCTYPE html><html><head><title>t</title>"
    case("60", "remote.html", head + b"<meta http-equiv=refresh content='0;url=http://example.invalid/'>"
         b"<link rel=stylesheet href=http://example.invalid/a.css></head><body><img "
         b"src=http://example.invalid/t.png><iframe src=http://example.invalid/f></iframe>Mallard</body>",
         "read", "", "not fetched", "Mallard")
    case("61", "script.html", head + b"</head><body onload=evil()><script>evilscript()</script><svg><script>"
         b"evilscript()</script></svg><a href='data:text/html,x'>Mallard</a></body></html>", "read", "",
         "scripts", "Mallard", "evilscript")
    case("62", "divs-200000.html", head + b"<body>" + b"<div>" * 200000 + b"x", "partial,refused",
         "too-complex")
    case("63", "unclosed.html", head + b"<body>Mallard<a href=" + b"x" * 20000000, "read,partial,refused",
         "too-complex,too-big,timed-out,damaged,")
    case("64", "overlong.html", head + b"<meta charset=utf-8><body>Mallard \xc0\xaf \xed\xa0\x80 \xc3\xa9"
         b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9</body>", "read", "", "", "Mallard")
    case("64", "wrong-charset.html", head + b"<meta charset=nonsense-9><body>Mallard \xa3100</body>",
         "read", "", "", "£100")
    case("65", "nul.html", head + b"<body>Mal\0lard Mallard</body>", "read", "", "", "Mallard")


def mail():
    head = (b"From: Judith Okoro <j.okoro@example.invalid>\r\nTo: doco@example.invalid\r\nSubject: "
            b"UTT/26/2147/FUL\r\nMIME-Version: 1.0\r\n")

    def mixed(parts, boundary=b"b"):
        return (head + b"Content-Type: multipart/mixed; boundary=" + boundary + b"\r\n\r\n"
                + b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--"
                + boundary + b"--\r\n")

    plain = b"Content-Type: text/plain\r\n\r\nMallard"
    case("66", "parts-10000.eml", mixed([plain] * 10000), "partial,refused", "too-complex")
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
                    for i in range(1000))
    case("66", "depth-1000.eml", head + deep + plain, "refused,partial", "too-complex")
    case("67", "boundary-missing.eml", head + b"Content-Type: multipart/mixed\r\n\r\nMallard", "read", "")
    case("67", "boundary-prefix.eml", mixed([plain, b"Content-Type: multipart/mixed; boundary=bb\r\n\r\n"
                                             b"--bb\r\n" + plain + b"\r\n--bb--"]), "read", "", "",
         "Mallard")
    case("68", "base64-junk.eml", mixed([plain, b"Content-Type: application/pdf; name=a.pdf\r\nContent-"
                                         b"Transfer-Encoding: base64\r\nContent-Length: 1000000000\r\n\r\n"
                                         b"JVB*&^ER!!i0x\r\n"]), "read", "", "", "Mallard")
    case("68", "uuencode.eml", mixed([b"Content-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode"
                                      b"\r\n\r\nbegin 644 x\r\n" + binascii.b2a_uu(b"Mallard") + b"`\r\nend\r\n"]), "read", "",
         "", "Mallard")
    case("69", "header-10MB.eml", head + b"X-Long: " + b"a" * 10000000 + b"\r\n\r\nx", "refused", "too-big")
    case("69", "header-folded.eml", head + b"X-Long: a" + b"\r\n a" * 100000 + b"\r\n\r\nx", "refused",
         "too-big")
    case("69", "header-bare-cr.eml", head.replace(b"2147", b"21\rBcc: x@example.invalid\r47")
         + b"\r\nMallard", "read", "", "", "Mallard")
    case("70", "name-as-address.eml", head.replace(b"Judith Okoro", b'"chief@police.example.invalid"')
         + b"\r\nMallard", "read", "", "", "<j.okoro@example.invalid>")
    name = "=?utf-8?b?" + base64.b64encode("a\u202efdp.exe".encode()).decode() + "?="
    case("71", "name-rtl.eml", mixed([plain, b"Content-Type: application/octet-stream\r\nContent-Disposition:"
                                      b" attachment; filename=\"" + name.encode() + b"\"\r\n\r\nMZ"]),
         "read", "", "U+202E", "Mallard")
    case("71", "name-slashes.eml", mixed([plain, b"Content-Type: application/octet-stream\r\nContent-"
                                          b"Disposition: attachment; filename=\"../../etc/x\"\r\n\r\nMZ"]),
         "read", "", "mislead", "Mallard")
    case("72", "winmail.eml", mixed([plain, b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx"]),
         "read", "", "winmail.dat", "Mallard")
    case("72", "smime.eml", mixed([plain, b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nx"]),
         "read", "", "S/MIME", "Mallard")
    nested = plain
    for _ in range(50):
        nested = b"Content-Type: message/rfc822\r\n\r\n" + head + nested
    case("73", "rfc822-depth-50.eml", head + nested, "partial,refused", "too-complex")
    for i, date in enumerate((b"Mon, 1 Jan 1601 00:00:00 +0000", b"Fri, 31 Dec 9999 23:59:59 +0000",
                              b"yesterday-ish")):
        case("74", "date-%d.eml" % i, head + b"Date: " + date + b"\r\n\r\nMallard", "read", "", "",
             "Mallard")


def chunk(kind, data, crc=None):
    value = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", value)


def png(width, height, rows, extra=b"", crc=None):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + extra + chunk(b"IDAT", zlib.compress(rows), crc) + chunk(b"IEND", b""))


def pictures():
    rows = (b"\0" + b"\x80" * 30) * 10
    case("75", "good.png", png(10, 10, rows), "read", "", "by eye")
    case("75", "size-2-31.png", png(0x7fffffff, 0x7fffffff, rows), "refused", "too-big,damaged")
    case("75", "bad-crc.png", png(10, 10, rows, crc=1), "partial,refused", "damaged")
    case("75", "ztxt-bomb.png", png(10, 10, rows, chunk(b"zTXt", b"k\0\0" + zlib.compress(
        b"A" * 100000000, 9))), "read,partial,refused", "damaged,too-big,")
    sof = lambda w, h: b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, h, w, 3) + b"\1\x11\0\2\x11\0\3\x11\0"
    case("76", "size-65535.jpg", b"\xff\xd8" + sof(65535, 65535) + b"\xff\xd9", "refused",
         "too-big,damaged")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 50
    case("76", "broken-exif.jpg", b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
         + sof(16, 16) + b"\xff\xd9", "refused,partial,read", "damaged,")
    for name, entries in (("loop", ((0x8769, 4, 1, 8),)), ("outside", ((0x8769, 4, 1, 0x7fffffff),)),
                          ("huge-count", ((0x010f, 2, 0xffffffff, 26),)),
                          ("twice", ((0x8769, 4, 1, 38), (0x8769, 4, 1, 38)))):
        tables = struct.pack(">2sHIH", b"MM", 42, 8, len(entries)) + b"".join(
            struct.pack(">HHII", *entry) for entry in entries) + bytes(64)
        case("76", "exif-%s.png" % name, png(10, 10, rows, chunk(b"eXIf", tables)), "read", "",
             "(EXIF) is damaged")
    case("76", "exif-65535-entries.png", png(10, 10, rows, chunk(b"eXIf", struct.pack(
        ">2sHIH", b"MM", 42, 8, 65535) + bytes(65535 * 12))), "read", "", "(EXIF) is damaged")
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    case("78", "photograph.heic", heic, "refused", "unsupported")
    case("77", "picture.gif", b"GIF89a" + bytes(100), "refused", "unsupported")
    case("78", "entity.svg", b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
         b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script>&e;</svg>", "refused", "unsupported")
    gps = struct.pack(">2sHIH", b"MM", 42, 8, 1) + struct.pack(">HHII", 0x8825, 4, 1, 26) + bytes(4)
    case("79", "gps.png", png(10, 10, rows, chunk(b"eXIf", gps)), "read", "", "GPS")


def data_files():
    case("47", "entity.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "refused",
         "forbidden", absent="root:")
    case("49", "depth.xml", b"<a>" * 100000, "refused", "too-complex,damaged")
    case("49", "depth.json", b"[" * 100000, "refused", "too-complex")
    case("56", "cut.json", b'{"data": {"proposal": "Mallard', "partial", "damaged")
    case("56", "cut-after-value.json", b'{"data": {"homes": 48', "partial", "damaged")
    case("56", "cut-after-backslash.json", b'{"data": ["Mallard\\', "partial", "damaged")
    case("43", "quine.zip", docx(document=False, parts=[("r.zip", b"PK")], types=False), "refused", "archive")
    case("92", "-leading-dash.txt", b"Mallard\n", "read", "", "", "Mallard")
    case("92", "new\nline.txt", b"Mallard\n", "read", "", "", "Mallard")
    case("92", "n" * 251 + ".txt", b"Mallard\n", "read", "", "", "Mallard")
    case("01", "empty.pdf", b"", "unopened")


def main():
    os.makedirs(OUT, exist_ok=True)
    for make in (pdf_damaged, pdf_bombs, pdf_large, pdf_content, pdf_reading, docx_archives, docx_xml, html, mail,
                 pictures, data_files):
        make()
    bundles(case)
    with open(os.path.join(OUT, "manifest.tsv"), "w", encoding="utf-8") as file:
        for line in MANIFEST:
            file.write(line.replace("\n", "\\n") + "\n")


main()
