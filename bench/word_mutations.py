"""Kinds of damage done to Word files: to the bytes of the zip, to the bytes of a part inside it, to the tree of a part.

Each kind is a function of a sample and a random generator, so that a seed and a number say which file was made.
"""

from __future__ import annotations

import contextlib
import copy
import io
import random
import zipfile
from collections.abc import Callable
from functools import lru_cache

from lxml import etree
from mutations import HOSTILE_TEXTS

Mutation = Callable[[bytes, random.Random], bytes]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EXTREMES = (
    *("-1", "0", "1", "255", "32768", "2147483647", "-2147483648", "4294967296", "1000000000", "-1000000000", "1e308"),
    *("NaN", "inf", "", " ", "x", "true", "\u0663", "0x10", "1.5", "12pt", "-12.5in", "FFFFFF", "A" * 3000),
)
_TEXTS = tuple("".join(c for c in text if c in "\t\n" or " " <= c < "\ud800" or c > "\ue000") for text in HOSTILE_TEXTS)
_SIZES = (
    "sz",
    "w",
    "h",
    "gridSpan",
    "ilvl",
    "numId",
    "outlineLvl",
    "spacing",
    "ind",
    "posOffset",
    "extent",
    "cols",
    "start",
)
_BYTES = (
    b"&",
    b"<",
    b">",
    b"</w:p>",
    b"<w:p>",
    b"<w:t>",
    b"\0",
    b"\x0b",
    b"\xff\xfe",
    b"]]>",
    b"<!--",
    b"&#0;",
    b"&nbsp;",
)


def bits(content: bytes, chance: random.Random) -> bytes:
    """Single bits of the file turned."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The file broken off."""
    return content[: chance.randrange(len(content))]


def inserted(content: bytes, chance: random.Random) -> bytes:
    """Bytes put in: noise, zeros, or a piece of the file once more."""
    at = chance.randrange(len(content))
    length = int(2 ** chance.uniform(0, 13))
    piece = chance.choice((chance.randbytes(min(length, 256)), bytes(length), content[at : at + length], content))
    return content[:at] + piece + content[at:]


def removed_bytes(content: bytes, chance: random.Random) -> bytes:
    """A stretch of the file taken out or overwritten with zeros."""
    at = chance.randrange(len(content))
    length = int(2 ** chance.uniform(0, 13))
    return content[:at] + chance.choice((b"", bytes(length))) + content[at + length :]


def swapped(content: bytes, chance: random.Random) -> bytes:
    """Two stretches of the file in each other's place."""
    at, there = sorted((chance.randrange(len(content)), chance.randrange(len(content))))
    length = min(int(2 ** chance.uniform(0, 12)), there - at)
    one, other = content[at : at + length], content[there : there + length]
    return content[:at] + other + content[at + length : there] + one + content[there + length :]


@lru_cache(maxsize=64)
def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a sound sample."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts: dict[str, bytes]) -> bytes:
    """A sound zip of the parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def in_a_part(change: Mutation) -> Mutation:
    """The same done to the bytes of a part, and the zip packed anew."""

    def mutate(content: bytes, chance: random.Random) -> bytes:
        parts = dict(parts_of(content))
        name = _some_part(parts, chance)
        parts[name] = change(parts[name], chance)
        return pack(parts)

    return mutate


def marked_up(content: bytes, chance: random.Random) -> bytes:
    """Signs of mark-up typed into a part: a stray ampersand, an end tag, a zero byte."""
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + chance.choice(_BYTES) + content[at:]
    return content


def recoded(content: bytes, chance: random.Random) -> bytes:
    """A part in an encoding that it does not declare, or with a mark in front."""
    text = content.decode("utf-8", "replace")
    return chance.choice(
        (
            text.encode("utf-16"),
            text.encode("utf-16-le"),
            text.replace("UTF-8", "UTF-16").encode(),
            text.replace("UTF-8", "windows-1252").encode("cp1252", "replace"),
            b"\xef\xbb\xbf\xef\xbb\xbf" + content,
            b"\n \n" + content,
            content + content,
        )
    )


def without_part(content: bytes, chance: random.Random) -> bytes:
    """A part gone, or two parts under each other's name."""
    parts = dict(parts_of(content))
    name = chance.choice(sorted(parts))
    if chance.random() < 0.7:
        del parts[name]
    else:
        other = chance.choice(sorted(parts))
        parts[name], parts[other] = parts[other], parts[name]
    return pack(parts)


def _some_part(parts: dict[str, bytes], chance: random.Random) -> str:
    texts = sorted(name for name, part in parts.items() if name.endswith((".xml", ".rels")) and part)
    if chance.random() < 0.6 and "word/document.xml" in texts:
        return "word/document.xml"
    return chance.choice(texts)


Change = Callable[[etree._Element, list[etree._Element], random.Random], None]


def in_the_tree(change: Change, part: str = "", most: int = 12) -> Mutation:
    """A change done to elements of the tree of a part (``part``, else any), the zip packed anew."""

    def mutate(content: bytes, chance: random.Random) -> bytes:
        parts = dict(parts_of(content))
        name = part if part in parts else _some_part(parts, chance)
        try:
            root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError:
            return bits(content, chance)
        for _ in range(chance.choice((1, 1, 2, 5, most))):
            elements = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
            if elements:
                with contextlib.suppress(ValueError, TypeError):
                    change(chance.choice(elements), elements, chance)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return pack(parts)

    return mutate


def _removed(one: etree._Element, _: list[etree._Element], __: random.Random) -> None:
    one.getparent().remove(one)


def _unwrapped(one: etree._Element, _: list[etree._Element], __: random.Random) -> None:
    parent = one.getparent()
    at = parent.index(one)
    for child in reversed(list(one)):
        parent.insert(at, child)
    parent.remove(one)


def _doubled(one: etree._Element, _: list[etree._Element], chance: random.Random) -> None:
    for _times in range(chance.choice((1, 2, 30))):
        one.addnext(copy.deepcopy(one))


def _moved(one: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    other = chance.choice(all_)
    if other is not one and one not in other.iterancestors():
        other.insert(chance.randrange(len(other) + 1), one)


def _renamed(one: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    one.tag = chance.choice((chance.choice(all_).tag, W + "unheard-of", "plain"))


def _nested(one: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    inner, outer = copy.deepcopy(one), chance.choice((one, chance.choice(all_)))
    for _ in range(chance.choice((1, 5, 100, 240, 400))):
        shell = etree.Element(outer.tag, dict(outer.attrib))
        shell.append(inner)
        inner = shell
    one.getparent().replace(one, inner)


def _attribute_removed(one: etree._Element, _: list[etree._Element], chance: random.Random) -> None:
    if one.attrib:
        del one.attrib[chance.choice(list(one.attrib))]


def _attribute_extreme(one: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    if one.attrib:
        one.set(chance.choice(list(one.attrib)), chance.choice(_EXTREMES))
    else:
        one.set(chance.choice(list(chance.choice(all_).attrib) or [W + "val"]), chance.choice(_EXTREMES))


def _measure_extreme(_: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    sized = [one for one in all_ if etree.QName(one).localname in _SIZES] or all_
    one = chance.choice(sized)
    for key in list(one.attrib) or [W + "val"]:
        one.set(key, chance.choice(_EXTREMES[:11]))
    if etree.QName(one).localname == "posOffset":
        one.text = chance.choice(_EXTREMES[:11])


def _text_extreme(one: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    typed = [each for each in all_ if each.text and each.text.strip()]
    (chance.choice(typed) if typed and chance.random() < 0.8 else one).text = chance.choice(_TEXTS)


def _space_changed(one: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    name = etree.QName(one)
    others = [etree.QName(each).namespace for each in all_]
    space = chance.choice((chance.choice(others), "http://example.org/not-yet", None))
    one.tag = f"{{{space}}}{name.localname}" if space else name.localname


def _ids_crossed(_: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    keyed = [(one, key) for one in all_ for key in one.attrib if key.lower().endswith(("id", "name", "embed", "link"))]
    if keyed:
        (one, key), (other, foreign) = chance.choice(keyed), chance.choice(keyed)
        one.set(key, other.get(foreign, ""))


def _relations_crossed(_: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    one, other = chance.choice(all_), chance.choice(all_)
    key = chance.choice(("Id", "Type", "Target", "TargetMode"))
    one.set(
        key,
        chance.choice((other.get(key, ""), "document.xml", "../../../etc/passwd", "NULL", "styles.xml", "External")),
    )


def _in_a_circle(_: etree._Element, all_: list[etree._Element], chance: random.Random) -> None:
    """Styles based on each other, lists that borrow from each other."""
    based = [
        one for one in all_ if etree.QName(one).localname in {"basedOn", "link", "next", "styleLink", "numStyleLink"}
    ]
    named = [one.get(W + "styleId") for one in all_ if one.get(W + "styleId")]
    styles = [one for one in all_ if one.tag == W + "style"]
    if named and chance.random() < 0.5 and styles:
        style = chance.choice(styles)
        for old in style.findall(W + "basedOn"):
            style.remove(old)
        etree.SubElement(style, W + "basedOn").set(W + "val", chance.choice((style.get(W + "styleId", ""), *named)))
    elif based and named:
        chance.choice(based).set(W + "val", chance.choice(named))
    else:
        numbers = [
            one for one in all_ if one.tag in {W + "abstractNumId", W + "numStyleLink", W + "num", W + "lvlOverride"}
        ]
        if numbers:
            chance.choice(numbers).set(W + "val", chance.choice(("0", "1", "2", *_EXTREMES[:6])))


KINDS: dict[str, Mutation] = {
    "bits turned": bits,
    "broken off": cut,
    "bytes put in": inserted,
    "bytes taken out": removed_bytes,
    "stretches swapped": swapped,
    "part: bits turned": in_a_part(bits),
    "part: broken off": in_a_part(cut),
    "part: bytes put in": in_a_part(inserted),
    "part: bytes taken out": in_a_part(removed_bytes),
    "part: stretches swapped": in_a_part(swapped),
    "part: signs of mark-up": in_a_part(marked_up),
    "part: another encoding, twice": in_a_part(recoded),
    "part gone or under another name": without_part,
    "element removed": in_the_tree(_removed),
    "element unwrapped": in_the_tree(_unwrapped),
    "element doubled": in_the_tree(_doubled),
    "element moved": in_the_tree(_moved),
    "element renamed": in_the_tree(_renamed),
    "element nested, up to 400 deep": in_the_tree(_nested, most=3),
    "attribute removed": in_the_tree(_attribute_removed, most=40),
    "attribute extreme": in_the_tree(_attribute_extreme, most=40),
    "measure extreme": in_the_tree(_measure_extreme, most=40),
    "text extreme": in_the_tree(_text_extreme),
    "namespace changed": in_the_tree(_space_changed),
    "ids crossed": in_the_tree(_ids_crossed, most=40),
    "relationships crossed": in_the_tree(_relations_crossed, "word/_rels/document.xml.rels"),
    "styles in a circle": in_the_tree(_in_a_circle, "word/styles.xml", most=40),
    "lists in a circle": in_the_tree(_in_a_circle, "word/numbering.xml", most=40),
}
