"""The streams of a PDF file as its raw bytes show them: which are broken, and whether any is made to swell.

pdfium unpacks without asking how much comes of it and says nothing of a stream that breaks off; so both are looked
at beforehand. Nothing is parsed here but the words around a stream: a file may be broken everywhere else.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

LARGEST = 24 * 1024 * 1024
"""What one stream may unpack to, in bytes. Of 1,803 files of other projects one holds 13 MB (a font), the next 4 MB."""

LARGEST_WHOLE = 512 * 1024 * 1024
"""What all streams may unpack to together, pictures left out (nothing unpacks those)."""

_STREAM = re.compile(rb">>\s*stream\r?\n")
_NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}$")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PACKED = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_DRAWS = re.compile(rb"(?<![^\s\]>)}])Do(?![^\s\[<(/%])")
_HEAD = 16 * 1024
"""How far before a stream its dictionary may begin."""
_STEP = 1024 * 1024


class Stream(NamedTuple):
    """One stream: the number of its object (0 where none is told), its dictionary as bytes, its packed bytes.

    ``end`` is where it ends in the file, ``whole`` says that its end is there.
    """

    number: int
    head: bytes
    packed: memoryview
    end: int
    whole: bool


class Survey(NamedTuple):
    """What the streams of a file are like.

    ``swollen``: more comes of them than any briefing has. ``broken``: the objects whose stream does not unpack to its
    end. ``forms``: how often each form draws something (a picture or another form), by the number of its object.
    ``sizes``: bytes unpacked by object, where packed.
    """

    swollen: bool
    broken: frozenset[int]
    forms: dict[int, int]
    sizes: dict[int, int]


def streams_of(content: bytes) -> Iterator[Stream]:
    """The streams of ``content`` in the order of the file; the last one may be cut short."""
    view = memoryview(content)
    last = 0
    for found in _STREAM.finditer(content):
        start = found.end()
        if 0 <= last < start:  # of many streams without an end each has that of the next one
            last = content.find(b"endstream", start)
        end = len(content) if last < 0 else last
        place = content.rfind(b" obj", max(0, found.start() - _HEAD), found.start())
        number = _NUMBER.search(content[max(0, place - 20) : place]) if place >= 0 else None
        head = content[place if place >= 0 else max(0, found.start() - 1024) : found.start() + 2]
        yield Stream(int(number[1]) if number else 0, head, view[start:end], end, last >= 0)


def survey(content: bytes) -> Survey:
    """Unpacks every stream of ``content`` but pictures, to see what comes of it. Locked files cannot be looked into."""
    broken: set[int] = set()
    forms: dict[int, int] = {}
    sizes: dict[int, int] = {}
    drawn_before: dict[int, int] = {}
    whole = 0
    for stream in streams_of(content):
        if b"/Image" in stream.head:
            continue
        is_form = bool(_FORM.search(stream.head))
        layers = len(_FLATE.findall(stream.head)) if _PACKED.search(stream.head) else 0
        if not layers:
            if is_form and b"/Filter" not in stream.head:
                # A stream without an end of its own holds the next one and so draws at least what that one draws.
                if stream.end not in drawn_before:
                    drawn_before[stream.end] = len(_DRAWS.findall(stream.packed))
                forms[stream.number] = drawn_before[stream.end]
            continue
        size, sound, drawn = _unpack(stream, min(layers, 4), is_form)
        whole += size
        sizes[stream.number] = size
        if size > LARGEST or whole > LARGEST_WHOLE:
            return Survey(True, frozenset(broken), forms, sizes)
        if not sound:
            broken.add(stream.number)
        if is_form:
            forms[stream.number] = drawn
    return Survey(False, frozenset(broken), forms, sizes)


def _unpack(stream: Stream, layers: int, counts: bool) -> tuple[int, bool, int]:
    """How many bytes come of ``stream`` (at most one step over the bound), whether it is sound, how often it draws."""
    chain = [zlib.decompressobj() for _ in range(layers)]
    size = drawn = 0
    try:
        for piece in _pieces(stream.packed, chain):
            size += len(piece)
            if counts:
                drawn += len(_DRAWS.findall(piece))
            if size > LARGEST:
                break
    except zlib.error as error:
        # A wrong check sum alone spoils no letter; some programs never wrote one.
        return size, "incorrect data check" in str(error), drawn
    # Some programs leave the last block open; all that they wrote is there.
    return size, stream.whole or chain[0].eof, drawn


def _pieces(packed: bytes | memoryview, chain: list[zlib._Decompress]) -> Iterator[bytes]:
    """What comes of ``packed`` by the layers of ``chain``, a step at a time."""
    if not chain:
        yield bytes(packed)
        return
    first, *others = chain
    left: bytes | memoryview = packed
    while len(left) and not first.eof:
        piece = first.decompress(left, _STEP)
        left = first.unconsumed_tail
        if not piece and not len(left):
            return
        yield from _pieces(piece, others)
