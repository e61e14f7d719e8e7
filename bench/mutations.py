"""How the fuzzer spoils a file: its bytes, the XML inside a zip, the streams inside a PDF, the words inside a text.

Each mutation is a function of bytes and a random generator, so that a number and a seed say which file was made.
"""

from __future__ import annotations

import contextlib
import copy
import io
import random
import zipfile
from collections.abc import Callable

import pikepdf
from lxml import etree

Mutation = Callable[[bytes, random.Random], bytes]

HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "</script></style></title>-->]]>",
    "{{ 7*7 }} {% include '/etc/passwd' %} {# note #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    '=HYPERLINK("http://example.org","x")',
    "\x1b[2J\x1b]0;title\x07",
    "\u202egnp.exe\u2066 \u200f",
    "javascript:alert(1) data:text/html,x file:///etc/passwd",
    "url(http://example.org/x) @import 'x'; expression(1)",
    "---\ntitle: !!python/object:os.system x\n---\n",
    "[x](javascript:alert(1)) ![y](file:///etc/passwd) <img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp;amp; &#0; &#x1F4A9; &nosuch;",
    "\x00\x01\x0b\x0c\x7f\x85\ufffe\uffff",
    "\ud83d \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301\u0301\u0301",
    "\u0130\u0131\ufb01\u00df\u01c4\u1e9e\u2126\uff21\u00b2\u2460\u0660",
    "A" * 5000,
    "( " * 300 + ") " * 300,
    "**__``[[((" * 40,
    "\t" * 200 + "1.2.3.4.5.6.7.8.9 (a) (iv) \u2022 \u25aa \u2013 ",
    "Learning: Good practice: Recommendation 1: Recommendation 1.1.1: If you do one thing:",
    "Page 1 of 99999999999999999999999",
    "31/02/20999 0/0/0 99 Smarch 1999 " + "9" * 400,
    "#" * 30 + " > - * + 1) ~~~ ```",
    "\u00a0\u2003\u2028\u2029\u00ad\u200b\ufeff",
)

_NUMBERS = ("-1", "0", "99999999999999999999", "NaN", "1e308", "-0.0", "", "\u0663", "x", "2147483648", "0x10", "1.5")


def bytewise(content: bytes, chance: random.Random) -> bytes:
    """A few bytes flipped, cut, doubled, moved or put in."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        if not spoilt:
            break
        at = chance.randrange(len(spoilt))
        length = min(len(spoilt) - at, int(2 ** chance.uniform(0, 12)))
        kind = chance.randrange(7)
        if kind == 0:
            spoilt[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            spoilt[at] = chance.randrange(256)
        elif kind == 2:
            del spoilt[at : at + length]
        elif kind == 3:
            spoilt[at:at] = spoilt[at : at + length] * chance.choice((1, 1, 5, 50))
        elif kind == 4:
            spoilt[at:at] = chance.randbytes(min(length, 64))
        elif kind == 5:
            spoilt[at:at] = _encoded(chance.choice(HOSTILE_TEXTS))
        else:
            piece = spoilt[at : at + length]
            del spoilt[at : at + length]
            there = chance.randrange(len(spoilt) + 1)
            spoilt[there:there] = piece
    return bytes(spoilt[: chance.randrange(len(spoilt))] if spoilt and chance.random() < 0.05 else spoilt)


def wordwise(content: bytes, chance: random.Random) -> bytes:
    """Lines of a text swapped, dropped, doubled and joined, hostile words and absurd mark-up put in."""
    text = content.decode("utf-8", "surrogateescape")
    lines = text.split("\n")
    for _ in range(chance.choice((1, 2, 3, 8))):
        at, there = chance.randrange(len(lines)), chance.randrange(len(lines))
        kind = chance.randrange(7)
        if kind == 0:
            lines[at], lines[there] = lines[there], lines[at]
        elif kind == 1 and len(lines) > 1:
            del lines[at]
        elif kind == 2:
            lines[at:at] = lines[at : at + 5] * chance.choice((1, 3, 40))
        elif kind == 3:
            place = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + chance.choice(HOSTILE_TEXTS) + lines[at][place:]
        elif kind == 4:
            lines[at] = (
                chance.choice(("# ", "- ", "> ", "| ", "    ", "1. ", "***", "<div>", "{\\b "))
                * chance.choice((1, 3, 300))
                + lines[at]
            )
        elif kind == 5:
            lines[at] = lines[at].replace(" ", chance.choice(("", "\u00a0", "\t", "\r", " | ", "<br>", "\x0c")))
        else:
            lines[at] = _chunk_replaced(lines[at], chance)
    return "\n".join(lines).encode("utf-8", "surrogateescape" if "\ud83d" not in "\n".join(lines) else "replace")


def _chunk_replaced(line: str, chance: random.Random) -> str:
    words = line.split(" ")
    words[chance.randrange(len(words))] = chance.choice(_NUMBERS)
    return " ".join(words)


def zipped(content: bytes, chance: random.Random) -> bytes:
    """A part of a zip (DOCX, ODT) changed: its XML tree, its bytes, its name, or gone; the zip itself stays sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    except Exception:  # not every sample is a sound zip
        return bytewise(content, chance)
    texts = [name for name in parts if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 1, 2))):
        if not texts:
            break
        main = [name for name in texts if name in parts and name.endswith(("word/document.xml", "content.xml"))]
        name = chance.choice(
            main if main and chance.random() < 0.6 else [name for name in texts if name in parts] or [""]
        )
        if not name:
            break
        kind = chance.randrange(10)
        if kind < 7:
            parts[name] = treewise(parts[name], chance)
        elif kind == 7:
            parts[name] = bytewise(parts[name], chance)
        elif kind == 8:
            other = chance.choice(texts)
            parts[name], parts[other] = parts.get(other, b""), parts[name]
        else:
            del parts[name]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def treewise(content: bytes, chance: random.Random) -> bytes:
    """Elements of an XML part swapped, dropped, doubled, nested or emptied; absurd attributes and words."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return bytewise(content, chance)
    for _ in range(chance.choice((1, 2, 5, 20))):
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if not elements:
            break
        with contextlib.suppress(ValueError, TypeError):
            _change(chance.choice(elements), elements, chance)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _change(one: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    parent = one.getparent()
    if parent is not None:
        chance.choice(_CHANGES)(one, parent, chance.choice(elements), chance)


def _drop(one: etree._Element, parent: etree._Element, _: etree._Element, __: random.Random) -> None:
    parent.remove(one)


def _double(one: etree._Element, parent: etree._Element, _: etree._Element, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 30))):
        parent.insert(parent.index(one), copy.deepcopy(one))


def _move(one: etree._Element, _: etree._Element, other: etree._Element, __: random.Random) -> None:
    other.append(copy.deepcopy(one) if one in other.iterancestors() or one is other else one)


def _nest(one: etree._Element, parent: etree._Element, _: etree._Element, chance: random.Random) -> None:
    inner = copy.deepcopy(one)
    for _ in range(chance.choice((1, 5, 100, 300))):
        outer = etree.Element(one.tag, dict(one.attrib))
        outer.append(inner)
        inner = outer
    parent.replace(one, inner)


def _set_absurd(one: etree._Element, _: etree._Element, __: etree._Element, chance: random.Random) -> None:
    if one.attrib:
        one.set(chance.choice(list(one.attrib)), chance.choice((*_NUMBERS, *_written())))


def _set_foreign(one: etree._Element, _: etree._Element, other: etree._Element, chance: random.Random) -> None:
    one.set(chance.choice(list(other.attrib) or ["id"]), chance.choice((*_NUMBERS, *other.attrib.values())))


def _write_in(one: etree._Element, _: etree._Element, __: etree._Element, chance: random.Random) -> None:
    one.text = chance.choice(_written())


def _write_behind(one: etree._Element, _: etree._Element, __: etree._Element, chance: random.Random) -> None:
    one.tail = chance.choice(_written())


def _rename(one: etree._Element, _: etree._Element, other: etree._Element, __: random.Random) -> None:
    one.tag = other.tag


def _copy_before(one: etree._Element, parent: etree._Element, other: etree._Element, _: random.Random) -> None:
    parent.insert(parent.index(one), copy.deepcopy(other))


_CHANGES = (_drop, _double, _move, _nest, _set_absurd, _set_foreign, _write_in, _write_behind, _rename, _copy_before)


def _written() -> tuple[str, ...]:
    """The hostile texts that XML can hold."""
    return tuple("".join(char for char in text if _fits_xml(char)) for text in HOSTILE_TEXTS)


def _fits_xml(char: str) -> bool:
    return char in "\t\n" or " " <= char < "\ud800" or "\ue000" <= char <= "\ufffd" or char > "\uffff"


def printed(content: bytes, chance: random.Random) -> bytes:
    """A stream or a dictionary of a PDF changed, the file itself written anew; or its bytes, where it is not sound."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for _ in range(chance.choice((1, 1, 3, 10))):
                with contextlib.suppress(pikepdf.PdfError, ValueError, TypeError, KeyError, NotImplementedError):
                    _change_object(pdf, chance)
            made = io.BytesIO()
            pdf.save(made, compress_streams=False, static_id=True)
    except Exception:  # a spoilt sample that pikepdf cannot write
        return bytewise(content, chance)
    return made.getvalue()


def _change_object(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    one = chance.choice(pdf.objects)
    kind = chance.randrange(8)
    if isinstance(one, pikepdf.Stream) and kind < 5:
        spoil = chance.choice((bytewise, _operators))
        one.write(spoil(one.read_bytes(), chance))
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        keys = list(one.keys())
        key = chance.choice(keys) if keys else "/Type"
        if kind == 5:
            del one[key]
        else:
            one[key] = _absurd(pdf, chance)
    elif isinstance(one, pikepdf.Array) and len(one):
        one[chance.randrange(len(one))] = _absurd(pdf, chance)


def _absurd(pdf: pikepdf.Pdf, chance: random.Random) -> object:
    return chance.choice(
        (
            chance.choice(pdf.objects),
            chance.choice(pdf.objects),
            -1,
            2**31,
            0,
            pikepdf.Name("/Span"),
            pikepdf.String(chance.choice(_written())),
            pikepdf.Array([0, 0, 1, 1]),
            pikepdf.Array([1e9, -1e9, 0, 0, 0, 0]),
            pikepdf.Dictionary(),
            True,
        )
    )


def _operators(content: bytes, chance: random.Random) -> bytes:
    """Lines of a content stream shuffled, operands made absurd, states left open."""
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    kind = chance.randrange(5)
    if kind == 0:
        chance.shuffle(lines)
    elif kind == 1:
        lines[at:at] = [b"q"] * chance.choice((1, 100, 5000))
    elif kind == 2:
        lines[at:at] = lines[at : at + 20] * 30
    elif kind == 3:
        numbers = (
            b"0 0 0 0 0 0 cm",
            b"1e30 0 0 1e30 0 0 cm",
            b"-1 0 0 -1 0 0 cm",
            b"0 1 -1 0 300 300 Tm",
            b"1000 Tc",
            b"0 Tz",
            b"3 Tr",
        )
        lines.insert(at, chance.choice(numbers))
    else:
        lines[at] = lines[at].replace(b"Tf", b"0 Tf").replace(b"0", b"99999999")
    return b"\n".join(lines)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


MUTATIONS: dict[str, tuple[Mutation, ...]] = {
    ".docx": (zipped, zipped, zipped, bytewise),
    ".odt": (zipped, zipped, bytewise),
    ".pdf": (printed, printed, bytewise),
    ".html": (wordwise, wordwise, bytewise),
    ".rtf": (wordwise, bytewise),
    ".md": (wordwise, wordwise, bytewise),
    ".txt": (wordwise, wordwise, bytewise),
    ".json": (wordwise, wordwise, bytewise),
}
