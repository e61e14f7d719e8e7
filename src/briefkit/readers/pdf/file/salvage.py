"""The pages of a PDF whose beginning or end is lost: what its objects still say, put into a new file.

pdfium and qpdf both want a catalogue. A download that broke off has lost it, for most programs write it last; yet the
pages before the break are there. Objects in object streams (ISO 32000-1, 7.5.7) are written out plainly, every object
that calls itself a page comes into a new page tree in the order of the file. Where the catalogue is there and only the
way to it is lost, its own tree is kept.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from briefkit.readers.pdf.file.streams import LARGEST, streams_of

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+\d{1,5}\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_CATALOGUE = re.compile(rb"/Type\s*/Catalog\b")
_BODY = 64 * 1024
"""How much of an object is looked at for its type."""
_END = re.compile(rb"endobj|stream\r?\n")


def salvage(content: bytes, *, own_tree: bool = False) -> bytes | None:
    """``content`` with a catalogue of the pages found at its end; ``None`` where no page is found or it is locked.

    With ``own_tree`` the last catalogue in the file is pointed to instead of a new one; ``None`` where there is none.
    """
    if b"/Encrypt" in content:
        return None
    pages: dict[int, None] = {}
    highest = catalogue = 0
    written: list[bytes] = []
    for number, body, packed in (*_objects(content), *_packed_objects(content)):
        highest = max(highest, number)
        if packed:
            written.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        if _PAGE.search(body):
            pages[number] = None
        elif _CATALOGUE.search(body):
            catalogue = number
    if not pages or (own_tree and not catalogue):
        return None
    if not own_tree:
        tree, catalogue = highest + 1, highest + 2
        kids = b" ".join(b"%d 0 R" % number for number in pages)
        written.append(b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%b]>>\nendobj\n" % (tree, len(pages), kids))
        written.append(b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (catalogue, tree))
    written.append(b"trailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (catalogue, highest + 3))
    # The object in which the file broke off is closed first.
    return content + b"\nendstream\nendobj\n" + b"".join(written)


def _objects(content: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Number and beginning of each object; the last of the three says whether it was packed."""
    found = _OBJECT.search(content)
    while found is not None:
        after = _OBJECT.search(content, found.end())
        piece = content[found.end() : min(found.end() + _BODY, after.start() if after else len(content))]
        end = _END.search(piece)
        yield int(found[1]), piece[: end.start()] if end else piece, False
        found = after


def _packed_objects(content: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """The objects in object streams; of a stream that is cut short those that are whole."""
    for stream in streams_of(content):
        if not re.search(rb"/Type\s*/ObjStm\b", stream.head):
            continue
        count, first = (re.search(rb"/%b\s+(\d{1,7})" % key, stream.head) for key in (b"N", b"First"))
        if not count or not first or b"/Predictor" in stream.head:
            continue
        plain = _unpacked(stream.packed) if b"/Filter" in stream.head else bytes(stream.packed)
        start = int(first[1])
        numbers = [int(word) for word in plain[:start].split() if word.isdigit()][: 2 * int(count[1])]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
        if not pairs:  # the list of its objects is damaged
            continue
        ends = [place for _, place in pairs[1:]] + [len(plain) - start if stream.whole else -1]
        for (number, place), end in zip(pairs, ends, strict=True):
            if 0 <= place < end <= len(plain) - start:
                yield number, plain[start + place : start + end].strip(), True


def _unpacked(packed: memoryview) -> bytes:
    """As much as unpacks before the stream breaks off."""
    machine = zlib.decompressobj()
    found: list[bytes] = []
    for start in range(0, len(packed), 256):
        try:
            found.append(machine.decompress(packed[start : start + 256], LARGEST))
        except zlib.error:
            break
    return b"".join(found)
