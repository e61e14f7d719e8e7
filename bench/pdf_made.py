"""PDFs that attack or are broken, each made here, for bench/pdf_hostile.py and bench/pdf_broken.py.

``HOSTILE`` are made to take time or memory or to hide something, ``BROKEN`` to lose what ``whole()`` holds.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

Maker = Callable[[], bytes]
_WORDS = (
    "nursery wrote down what it saw and told the social worker on the same day but nobody asked the child how a night "
    "at home was so the review found that each office held one piece of a picture which only all of them together "
    "would have made plain to those who had to decide"
).split()


def prose(seed: int, count: int) -> str:
    """``count`` words, always the same for the same seed."""
    chance = random.Random(seed)
    return " ".join(chance.choice(_WORDS) for _ in range(count))


def page_of(seed: int, lines: int = 30) -> str:
    """The content stream of a page of prose with a heading."""
    rows = [f"BT /F 16 Tf 50 780 Td (Part {seed} of the review) Tj ET"]
    rows += [f"BT /F 10 Tf 50 {750 - 14 * n} Td ({prose(1000 * seed + n, 12)}.) Tj ET" for n in range(lines)]
    return "\n".join(rows)


def document(contents: list[str], size: tuple[float, float] = (595, 842)) -> pikepdf.Pdf:
    """A PDF in memory with these content streams."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    resources = pdf.make_indirect(Dictionary(Font=Dictionary(F=font)))
    for content in contents:
        pdf.add_blank_page(page_size=size)
        pdf.pages[-1].obj.Resources = resources
        pdf.pages[-1].obj.Contents = pdf.make_stream(content.encode("latin-1"))
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The bytes of ``pdf``."""
    room = BytesIO()
    pdf.save(room, **options)  # type: ignore[arg-type]
    return room.getvalue()


def whole(pages: int = 12, **options: object) -> bytes:
    """A sound PDF of prose: what the broken ones were."""
    return saved(document([page_of(number) for number in range(1, pages + 1)]), **options)


def packed() -> bytes:
    """The same with its objects in object streams."""
    return whole(object_stream_mode=pikepdf.ObjectStreamMode.generate)


def linear() -> bytes:
    """The same linearized."""
    return whole(linearize=True)


def updated() -> bytes:
    """The same with two incremental updates, the last of which puts one page anew."""
    content = whole(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for _ in range(2):
        start = int(content.rpartition(b"startxref")[2].split()[0])
        size = int(re.findall(rb"/Size (\d+)", content)[-1])
        root = re.findall(rb"/Root (\d+ 0 R)", content)[-1]
        place = len(content)
        content += b"%d 0 obj\n(a note)\nendobj\n" % size
        table = len(content)
        content += b"xref\n%d 1\n%010d 00000 n \n" % (size, place)
        content += b"trailer\n<</Size %d/Root %b/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size + 1, root, start, table)
    return content


# Broken ---------------------------------------------------------------------------------------------------------------


def _spoil_index(content: bytes) -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n7", content)


def _without_end(content: bytes) -> bytes:
    place = content.rfind(b"xref\n0 ")
    return content[: place if place > 0 else content.rfind(b"startxref")]


def _damage_streams(content: bytes, mark: bytes) -> bytes:
    """A byte in the middle of each third stream whose dictionary holds ``mark`` is another."""
    found = [m for m in re.finditer(rb"<<[^>]*>*\s*stream\r?\n", content) if mark in m[0]]
    spoilt = bytearray(content)
    for match in found[::3]:
        end = content.find(b"endstream", match.end())
        middle = (match.end() + end) // 2
        spoilt[middle : middle + 4] = bytes(byte ^ 0x5A for byte in spoilt[middle : middle + 4])
    return bytes(spoilt)


def _plain() -> bytes:
    return whole(object_stream_mode=pikepdf.ObjectStreamMode.disable)


BROKEN: dict[str, Maker] = {
    "sound": _plain,
    "startxref leads astray": lambda: _spoil_index(_plain()),
    "no index, no trailer": lambda: _without_end(_plain()),
    "cut at 90%": lambda: _plain()[: int(len(_plain()) * 0.9)],
    "cut at half": lambda: _plain()[: len(_plain()) // 2],
    "object streams, cut at 98%": lambda: packed()[: int(len(packed()) * 0.98)],
    "object streams, cut at 90%": lambda: packed()[: int(len(packed()) * 0.9)],
    "linearized, cut at 90%": lambda: linear()[: int(len(linear()) * 0.9)],
    "linearized, cut at half": lambda: linear()[: len(linear()) // 2],
    "two updates, last index astray": lambda: _spoil_index(updated()),
    "two updates, cut in the last": lambda: updated()[:-40],
    "no /Pages in the catalogue": lambda: _plain().replace(b"/Pages ", b"/Pgaes "),
    "/Count too small": lambda: re.sub(rb"/Count \d+", b"/Count 03", _plain()),
    "/Count too large": lambda: re.sub(rb"/Count \d+", b"/Count 99", _plain()),
    "all offsets shifted (line ends changed)": lambda: _plain().replace(b"\nendobj\n", b"\r\nendobj\r\n"),
    "stream lengths lie": lambda: re.sub(rb"/Length (\d)", rb"/Length 9\1", _plain()),
    "an object stream damaged": lambda: _damage_streams(packed(), b"/ObjStm"),
    "one page in three damaged": lambda: _damage_streams(_plain(), b"/FlateDecode"),
    "half of the objects' words lost": lambda: _plain().replace(b"endobj", b"endxxx"),
    "2,000 bytes of mail before, junk behind": lambda: b"Received: by post\r\n" * 110 + _plain() + b"\0junk\n" * 900,
    "page tree in a circle": lambda: _looped(_plain()),
    "zeros in the middle": lambda: _blanked(_plain()),
}
"""Each the same twelve pages, broken in one way."""


def _looped(content: bytes) -> bytes:
    """The page tree names itself among its kids."""
    number = re.search(rb"/Pages (\d+) 0 R", content)
    assert number
    return content.replace(b"/Kids [ ", b"/Kids [ %b 0 R " % number[1], 1)


def _blanked(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(600) + content[middle + 600 :]


# Hostile --------------------------------------------------------------------------------------------------------------


def _with_streams(contents: bytes, filters: bytes = b"/FlateDecode", extra: bytes = b"") -> bytes:
    """One page, written by hand: its content packed already."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter[%b]>>\nstream\n%b\nendstream" % (len(contents), filters, contents),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, thing) for number, thing in enumerate(objects, start=1))
    return b"%PDF-1.5\n" + body + extra + b"trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n"


def _deflated(unit: bytes, times: int) -> bytes:
    machine = zlib.compressobj(9)
    block = unit * (1 + (1 << 20) // len(unit))
    return b"".join(machine.compress(block) for _ in range(times)) + machine.flush()


def bomb(megabytes: int = 700) -> bytes:
    """A content stream that unpacks to so many megabytes of spaces."""
    return _with_streams(_deflated(b" ", megabytes))


def twofold_bomb() -> bytes:
    """Packed twice, a few kilobytes that come to 1.5 GB."""
    return _with_streams(zlib.compress(_deflated(b" ", 1500), 9), b"/FlateDecode/FlateDecode")


def text_bomb() -> bytes:
    """25 MB of one word, shown two million times on one page."""
    return _with_streams(_deflated(b"BT /F 9 Tf 50 700 Td (word) Tj ET\n", 25))


def object_stream_bomb() -> bytes:
    """An object stream that unpacks to 700 MB."""
    inner = _deflated(b" ", 700)
    head = b"<</Type/ObjStm/N 1/First 10/Length %d/Filter/FlateDecode>>" % len(inner)
    extra = b"9 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (head, inner)
    return _with_streams(zlib.compress(page_of(1).encode()), extra=extra)


def form_lattice(levels: int = 30) -> bytes:
    """Forms that each draw the next one twice: 2 to the 30th drawings."""
    pdf = document(["/X Do\n" + page_of(1)])
    form = pdf.make_stream(b"BT /F 9 Tf (x) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    for _ in range(levels):
        resources = Dictionary(XObject=Dictionary(X=form))
        form = pdf.make_stream(
            b"/X Do /X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=resources
        )
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(X=form))
    return saved(pdf)


def form_chain(levels: int = 5000) -> bytes:
    """Forms within forms, thousands deep."""
    pdf = document(["/X Do\n" + page_of(1)])
    form = pdf.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    for _ in range(levels):
        resources = Dictionary(XObject=Dictionary(X=form))
        form = pdf.make_stream(
            b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=resources
        )
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(X=form))
    return saved(pdf)


def many_links(count: int = 30_000) -> bytes:
    """A page with so many links."""
    pdf = document([page_of(1), page_of(2)])
    pdf.pages[0].obj.Annots = Array(
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([50, n % 800, 400, n % 800 + 12]),
                A=Dictionary(S=Name.URI, URI=pikepdf.String(f"https://example.org/{n}")),
            )
        )
        for n in range(count)
    )
    return saved(pdf)


def many_pages(count: int = 10_000) -> bytes:
    """Pages that all share one content stream."""
    pdf = document([page_of(1, 8)])
    first = pdf.pages[0].obj
    for _ in range(count - 1):
        pdf.pages.append(
            pikepdf.Page(
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Page, MediaBox=first.MediaBox, Resources=first.Resources, Contents=first.Contents
                    )
                )
            )
        )
    return saved(pdf)


def repeated_contents(times: int = 200_000) -> bytes:
    """A page whose contents name one stream so many times."""
    pdf = document([page_of(1)])
    stream = pdf.pages[0].obj.Contents
    pdf.pages[0].obj.Contents = Array([stream] * times)
    return saved(pdf)


def odd_boxes() -> bytes:
    """Pages whose size is nought, negative, endless, missing or no numbers."""
    boxes = [
        "[0 0 0 0]",
        "[595 842 0 0]",
        "[0 0 99999999999999 99999999999999]",
        "[-99999999 -9 99999999 9]",
        "[(a) /b null 3]",
        "[]",
        "7",
    ]
    pdf = document([page_of(number + 1, 4) for number in range(len(boxes) + 1)])
    for page, box in zip(pdf.pages, boxes, strict=False):
        page.obj.MediaBox = pikepdf.Object.parse(box.encode())
    del pdf.pages[-1].obj["/MediaBox"]
    return saved(pdf)


def huge_picture() -> bytes:
    """A picture of 30,000 by 30,000 dots, all alike."""
    packed_dots = _deflated(b"\x80", 858)
    pdf = document(["q 500 0 0 500 40 40 cm /I Do Q\n" + page_of(1)])
    picture = pdf.make_stream(b"")
    picture.write(packed_dots, filter=Name.FlateDecode)
    picture.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=30_000,
        Height=30_000,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
        Length=len(packed_dots),
    )
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(I=picture))
    return saved(pdf)


def deep_arrays() -> bytes:
    """An object of 100,000 arrays within each other."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return _with_streams(zlib.compress(page_of(1).encode()), extra=b"8 0 obj\n" + deep + b"\nendobj\n")


def deep_saves() -> bytes:
    """A million times the graphics state kept and never given back, then words."""
    return _with_streams(zlib.compress(b"q " * 1_000_000 + page_of(1).encode()))


def many_lines() -> bytes:
    """300,000 thin lines on a page of words."""
    drawn = "".join(f"{n % 595} {n % 842} m {n * 7 % 595} {n * 3 % 842} l S\n" for n in range(300_000))
    return _with_streams(zlib.compress((drawn + page_of(1)).encode()))


def many_boxes() -> bytes:
    """50,000 small filled rectangles on a page of words."""
    drawn = "".join(f"{n % 595} {n * 7 % 842} 9 9 re f\n" for n in range(50_000))
    return _with_streams(zlib.compress((drawn + page_of(1)).encode()))


def many_letters() -> bytes:
    """300,000 letters on one page, each put by itself."""
    drawn = "".join(f"1 0 0 1 {n * 5 % 540 + 20} {n * 11 % 800 + 20} Tm (e) Tj\n" for n in range(300_000))
    return _with_streams(zlib.compress(f"BT /F 6 Tf {drawn} ET".encode()))


def outline_loop() -> bytes:
    """Bookmarks that lead back to the first for ever."""
    pdf = document([page_of(1)])
    first = pdf.make_indirect(Dictionary(Title=pikepdf.String("Round and round")))
    second = pdf.make_indirect(Dictionary(Title=pikepdf.String("and round"), Next=first, First=first))
    first.Next, first.First = second, second
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=first, Last=second, Count=2))
    return saved(pdf)


def tree_loop() -> bytes:
    """A structure tree whose elements hold each other."""
    pdf = document([page_of(1)])
    one = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect))
    two = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, K=Array([one])))
    one.K = Array([two, two])
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([one])))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return saved(pdf)


def portfolio() -> bytes:
    """A cover page with two files in it."""
    pdf = document(["BT /F 12 Tf 50 700 Td (The briefing is in the files attached to this cover.) Tj ET"])
    pdf.attachments["Briefing.docx"] = b"words"
    pdf.attachments["Annex.pdf"] = whole(1, deterministic_id=True)
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    return saved(pdf)


HOSTILE: dict[str, Maker] = {
    "unpacks to 700 MB": bomb,
    "packed twice, 1.5 GB": twofold_bomb,
    "an object stream of 700 MB": object_stream_bomb,
    "one word two million times": text_bomb,
    "forms draw each other 2^30 times": form_lattice,
    "forms 5,000 deep": form_chain,
    "30,000 links on a page": many_links,
    "10,000 pages": many_pages,
    "one stream 200,000 times on a page": repeated_contents,
    "nonsense as page sizes": odd_boxes,
    "a picture of 900 million dots": huge_picture,
    "100,000 arrays in each other": deep_arrays,
    "graphics state kept a million times": deep_saves,
    "300,000 lines": many_lines,
    "50,000 filled boxes": many_boxes,
    "300,000 letters on a page": many_letters,
    "bookmarks in a circle": outline_loop,
    "structure tree in a circle": tree_loop,
    "portfolio": portfolio,
}
"""Each must end in under ten seconds and 500 MB, in a document or a clear error."""
