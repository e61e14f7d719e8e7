"""Kinds of damage done to PDFs: to bytes, to tokens of the file, to the objects, to what streams unpack to.

Each kind is a function of a sample and a random generator, so that a seed and a number say which file was made.
"""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Mutation = Callable[[bytes, random.Random], bytes]

_EXTREMES = (
    *(b"-1", b"0", b"1", b"255", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999"),
    *(
        b"0.00001",
        b"-0.5",
        b"1e9",
        b"NaN",
        b"null",
        b"true",
        b"(x)",
        b"<41>",
        b"/X",
        b"[]",
        b"<<>>",
        b"[0 0]",
        b"1 0 R",
    ),
)
_TOKENS = (
    *(b"endobj", b"endstream", b"stream\n", b"xref\n", b"trailer", b"%%EOF\n", b"%PDF-9.9\n", b"<<", b">>", b"["),
    *(b"]", b"(", b")", b"obj", b"R", b"/", b"\0", b"\xff\xfe", b"BT", b"ET", b"q", b"Q", b"Do", b"BI ID EI"),
)
_OPERATORS = tuple(
    b"q Q cm w re f S W n BT ET Tf Td TD Tm T* Tj TJ ' Tr Ts Tz TL Tc Tw Do BMC BDC EMC gs g rg k".split()
)
_KEYS = tuple(
    b"/Length /Filter /Type /Subtype /Kids /Count /Parent /Contents /Resources /Font /MediaBox /CropBox /Rotate "
    b"/Encoding /ToUnicode /Widths /FirstChar /DescendantFonts /W /DW /K /S /P /Pg /MCID /RoleMap /StructTreeRoot "
    b"/Annots /Rect /A /Root /Size /Prev /Index /First /N /XObject /BBox /Matrix /Outlines /Dest /Names "
    b"/UserUnit".split()
)


# The bytes of the file ------------------------------------------------------------------------------------------------


def bits(content: bytes, chance: random.Random) -> bytes:
    """Single bits turned."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The end, the beginning or a piece out of the middle is lost."""
    one, two = sorted(chance.randrange(len(content)) for _ in range(2))
    return chance.choice((content[:two], content[min(one, 2000) :], content[:one] + content[two:]))


def blocks(content: bytes, chance: random.Random) -> bytes:
    """A block of the file is zeros, stands twice or stands elsewhere."""
    one, two, three = sorted(chance.randrange(len(content)) for _ in range(3))
    return chance.choice(
        (
            content[:one] + bytes(two - one) + content[two:],
            content[:two] + content[one:two] + content[two:],
            content[:one] + content[two:three] + content[one:two] + content[three:],
        )
    )


def tokens(content: bytes, chance: random.Random) -> bytes:
    """Words of the format put where they have no business."""
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(content))
        length = chance.choice((0, 0, 5))
        content = content[:place] + chance.choice(_TOKENS) + content[place + length :]
    return content


# The words of the file ------------------------------------------------------------------------------------------------


def _replaced(content: bytes, chance: random.Random, pattern: bytes, make: Callable[[re.Match[bytes]], bytes]) -> bytes:
    found = list(re.finditer(pattern, content))
    if not found:
        return bits(content, chance)
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 2, 8)))), key=lambda m: -m.start()):
        content = content[: match.start()] + make(match) + content[match.end() :]
    return content


def references(content: bytes, chance: random.Random) -> bytes:
    """References lead to other objects."""
    highest = max([int(n) for n in re.findall(rb"(\d{1,6}) 0 obj", content)] or [9])
    return _replaced(content, chance, rb"\d{1,6} 0 R\b", lambda _: b"%d 0 R" % chance.randint(0, highest + 1))


def numbers(content: bytes, chance: random.Random) -> bytes:
    """Numbers are extreme, or no numbers."""
    return _replaced(
        content, chance, rb"(?<=[ \[])-?\d{1,10}(?:\.\d+)?(?=[ \]/>\n])", lambda _: chance.choice(_EXTREMES)
    )


def lengths(content: bytes, chance: random.Random) -> bytes:
    """Streams are said to be longer or shorter than they are."""

    def lie(match: re.Match[bytes]) -> bytes:
        return b"/Length %d" % max(0, int(match[1]) + chance.choice((-5, 5, -100, 1000, 10**9)))

    return _replaced(content, chance, rb"/Length (\d{1,9})(?! 0 R)", lie)


def keys(content: bytes, chance: random.Random) -> bytes:
    """Keys of dictionaries are others."""
    return _replaced(content, chance, rb"/[A-Z][A-Za-z]{1,20}\b", lambda _: chance.choice(_KEYS))


def index(content: bytes, chance: random.Random) -> bytes:
    """The table of places, its beginning or the trailer lies."""
    kinds = (rb"\d{10} \d{5} [nf]", rb"startxref\s+\d+", rb"/(?:Size|Prev|XRefStm) \d+", rb"xref\n\d+ \d+", rb"%%EOF")
    lies = (b"%010d 00000 n" % chance.randrange(len(content)), b"startxref\n%d" % chance.randrange(len(content)))
    makes = (*lies, b"/Prev %d" % chance.randrange(len(content)), b"xref\n0 99999999", b"")
    pick = chance.randrange(len(kinds))
    return _replaced(content, chance, kinds[pick], lambda _: makes[pick])


def filters(content: bytes, chance: random.Random) -> bytes:
    """Streams are said to be packed otherwise."""
    others = (
        b"/LZWDecode",
        b"/ASCII85Decode",
        b"/RunLengthDecode",
        b"/DCTDecode",
        b"/JBIG2Decode",
        b"/JPXDecode",
        b"/No",
    )
    return _replaced(content, chance, rb"/FlateDecode", lambda _: chance.choice(others))


def packed(content: bytes, chance: random.Random) -> bytes:
    """Bytes inside packed streams are others."""
    spoilt = bytearray(content)
    streams = [(m.end(), content.find(b"endstream", m.end())) for m in re.finditer(rb">>\s*stream\r?\n", content)]
    for start, end in chance.sample(streams, min(len(streams), 3)):
        for _ in range(chance.choice((1, 4))):
            if end > start:
                spoilt[chance.randrange(start, end)] = chance.randrange(256)
    return bytes(spoilt)


# The objects ----------------------------------------------------------------------------------------------------------


def _opened(change: Callable[[pikepdf.Pdf, random.Random], None]) -> Mutation:
    def mutation(content: bytes, chance: random.Random) -> bytes:
        room = BytesIO()
        try:
            with pikepdf.open(BytesIO(content)) as pdf:
                with contextlib.suppress(Exception):  # as far as the objects of this sample let it
                    change(pdf, chance)
                mode = pikepdf.ObjectStreamMode.preserve
                pdf.save(room, compress_streams=False, object_stream_mode=mode, deterministic_id=True)
        except Exception:  # what no longer can be written is spoilt otherwise
            return bits(content, chance)
        return room.getvalue()

    mutation.__doc__ = change.__doc__
    return mutation


def _streams(pdf: pikepdf.Pdf, wanted: Callable[[Any], bool]) -> list[Any]:
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and wanted(thing)]


def _operators(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Operators and operands of a page or a form are others, lost, doubled or in another order."""
    contents = [page.obj.get("/Contents") for page in pdf.pages]
    found = [kid for c in contents for kid in (c.as_list() if isinstance(c, Array) else [c])]
    found += _streams(pdf, lambda thing: thing.get("/Subtype") == "/Form")
    stream: Any = chance.choice([thing for thing in found if thing is not None])
    words = re.split(rb"(\s+)", stream.read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        place = chance.randrange(len(words))
        word = words[place]
        other = chance.choice(_OPERATORS) if re.fullmatch(rb"[A-Za-z*']+", word) else chance.choice(_EXTREMES)
        words[place] = chance.choice((other, b"", word + b" " + word, chance.choice(words), other))
    stream.write(b"".join(words))


def _repeated(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """The contents of a page stand there hundreds of times."""
    page: Any = chance.choice(list(pdf.pages)).obj
    contents = page.Contents
    one: list[Any] = list(contents) if isinstance(contents, Array) else [contents]
    page.Contents = Array(one * chance.choice((2, 20, 300)))


def _fonts(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Fonts have other encodings, widths, kinds or none."""
    fonts = [t for t in pdf.objects if isinstance(t, Dictionary) and t.get("/Type") == "/Font"]
    for font in chance.sample(fonts, min(len(fonts), 2)):
        key = chance.choice(
            ("/Encoding", "/Widths", "/Subtype", "/BaseFont", "/ToUnicode", "/DescendantFonts", "/FirstChar")
        )
        others: tuple[Any, ...] = (
            *(Name("/Identity-V"), Name.Type3, Name.Type0, 7, -99999, Array([1e9, -5]), font, Array([font])),
            *(Name.MacExpertEncoding, Dictionary(Differences=Array([-1, Name("/a"), 999999, Name("/.notdef")]))),
        )
        font[key] = chance.choice(others)
        if chance.random() < 0.3:
            del font[key]


def _maps(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Maps from codes to letters lie, overlap or are endless."""
    maps = _streams(pdf, lambda thing: b"beginbf" in thing.read_bytes())
    stream = chance.choice(maps)
    text = stream.read_bytes()
    lies = (
        lambda t: re.sub(
            rb"<[0-9A-Fa-f]{4}>", lambda _: b"<%04X>" % chance.randrange(65536), t, count=chance.choice((1, 20))
        ),
        lambda t: t.replace(b"endbfrange", b"<0000> <FFFF> <0000>\nendbfrange"),
        lambda t: t.replace(b"endbfchar", b"<01> <" + b"0041" * 2000 + b">\nendbfchar"),
        lambda t: re.sub(rb"<[0-9A-Fa-f]{4}>(?=\s*\n)", b"<FFFE>", t),
        lambda t: re.sub(rb"<[0-9A-Fa-f]{4}>(?=\s*\n)", b"<202E>", t),
        lambda t: re.sub(rb"<[0-9A-Fa-f]{4}>(?=\s*\n)", b"<D800>", t),
        lambda t: t[: len(t) // 2],
    )
    stream.write(chance.choice(lies)(text))


def _trees(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """The trees of pages, of structure and of bookmarks have circles, twins and gaps."""
    keys_of_trees = ("/Kids", "/K", "/First", "/Next", "/Parent", "/P", "/Pg", "/Prev", "/Last")
    nodes = [t for t in pdf.objects if isinstance(t, Dictionary) and any(key in t for key in keys_of_trees)]
    for _ in range(chance.choice((1, 3))):
        node, other = chance.choice(nodes), chance.choice(nodes)
        key = chance.choice([key for key in keys_of_trees if key in node])
        kids = node[key]
        if isinstance(kids, Array) and len(kids):
            held: list[Any] = list(kids)
            twins: tuple[list[Any], ...] = (held * 3, [*held, other], [node], held[1:], [None, 7, *held])
            node[key] = Array(chance.choice(twins))
        else:
            node[key] = chance.choice((node, other, 3, Array([other, node])))


def _pages(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Pages have senseless sizes, turns and units."""
    for page in pdf.pages:
        if chance.random() < 0.6:
            boxes = ([0, 0, 0, 0], [0, 0, 1e9, 1e9], [-500, -500, 100, 100], [842, 595, 0, 0], [1, 2], [0, 0, 3, 90000])
            page.obj[chance.choice(("/MediaBox", "/CropBox"))] = Array(chance.choice(boxes))
        if chance.random() < 0.5:
            page.obj.Rotate = chance.choice((90, 180, 270, 45, -90, 99999990, -1))
        if chance.random() < 0.2:
            page.obj.UserUnit = chance.choice((0, -1, 100000, 0.001))


def _values(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Values of dictionaries are of a foreign kind."""
    things = [t for t in pdf.objects if isinstance(t, Dictionary | pikepdf.Stream)]
    for thing in chance.sample(things, min(len(things), 4)):
        key = chance.choice(sorted(thing.keys()))  # a set: its own order is another each time
        others: tuple[Any, ...] = (-1, 0, 10**12, True, Name("/X"), pikepdf.String("x"), Array([]), Dictionary(), thing)
        if key not in {"/Length", "/Filter", "/DecodeParms"}:
            thing[key] = chance.choice(others)


KINDS: dict[str, Mutation] = {
    "bits": bits,
    "cut": cut,
    "blocks": blocks,
    "tokens": tokens,
    "references": references,
    "numbers": numbers,
    "stream lengths": lengths,
    "keys": keys,
    "index": index,
    "filters": filters,
    "packed streams": packed,
    "operators": _opened(_operators),
    "contents repeated": _opened(_repeated),
    "fonts": _opened(_fonts),
    "maps to letters": _opened(_maps),
    "trees": _opened(_trees),
    "page sizes": _opened(_pages),
    "values": _opened(_values),
}
"""Each kind of damage by its name."""
