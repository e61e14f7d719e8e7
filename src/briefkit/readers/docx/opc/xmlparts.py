"""One XML part of the package as a tree: strict names folded, no entity expanded, no depth that could overflow."""

from __future__ import annotations

import contextlib
import re
from functools import cache
from typing import Any
from xml.parsers import expat

from lxml import etree

from briefkit.diagnostics import DAMAGE, Diagnostic
from briefkit.readers.docx.names import W
from briefkit.readers.docx.opc import damage
from briefkit.readers.docx.opc.mend import mend

DEEPEST = 230
"""Elements below this depth lose their wrappers (tables in tables); libxml2 itself stops at 256."""

PARSING: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How every part is parsed: no other file is read, nothing expanded, libxml2's own limits stay."""

_MOST_TAGS = 2_000_000
"""A malformed part of more tags is not mended: it would take minutes."""

_MOST_WRONG = 4
"""Letters that may differ in an address that is still known."""

_STRICT = re.compile(rb"""((?:xmlns(?::[\w.-]+)?|Type|uri)\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)""")
_DISSOLVED = frozenset(
    W + name for name in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")
)


def parse(content: bytes, name: str, share: float | None = None) -> tuple[etree._Element | None, list[Diagnostic]]:
    """The root of an XML part and what there is to say about it; ``None`` where nothing of it can be read.

    ``content`` are the bytes of the part, ``name`` its name for the diagnostics, ``share`` how much of it is left where
    that is known. Malformed XML is mended without losing a letter; nesting too deep for the parser is flattened.
    """
    content, found = prepare(content, name)
    try:
        root = etree.fromstring(content, strict_parser())
        return in_known_space(root, content, name, found), found
    except etree.XMLSyntaxError as error:
        trouble = str(error)
    if not is_too_deep(trouble):
        content, said = repair(content, name, share)
        found.append(said)
        with contextlib.suppress(etree.XMLSyntaxError):
            return etree.fromstring(content, strict_parser()), found
    root = flatten(content)
    if root is not None:
        found.append(
            Diagnostic("BK208", "info", "Tables stand very deep within each other; they were read in turn.", name)
        )
        return root, found
    if not any(one.code in DAMAGE for one in found):
        found.append(damage.damaged(name))
    try:
        return etree.fromstring(content, strict_parser(recover=True)), found
    except etree.XMLSyntaxError:
        return None, found


def is_too_deep(trouble: str) -> bool:
    """Whether the parser's complaint is that elements nest too deep."""
    return "depth" in trouble.lower()


def prepare(content: bytes, name: str) -> tuple[bytes, list[Diagnostic]]:
    """The bytes of a part with strict names folded, and what there is to say before they are parsed."""
    found: list[Diagnostic] = []
    if b"purl.oclc.org/ooxml" in content:
        content = _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006", content)
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        found.append(
            Diagnostic(
                "BK209",
                "warning",
                "This Word file holds shorthand that Word never writes; it was not expanded.",
                name,
                "Be careful with this file, and ask where it comes from.",
            )
        )
    return content, found


def repair(content: bytes, name: str, share: float | None = None) -> tuple[bytes, Diagnostic]:
    """A malformed part made well formed where that takes no minutes, and what there is to say about it.

    ``share`` is how much of the part is left, where that is known.
    """
    if content.count(b"<") > _MOST_TAGS:
        return content, damage.damaged(name)
    mended = mend(content)
    if mended.cut:
        return mended.content, damage.cut_off(name, mended.paragraphs, share)
    if not mended.wounds:
        told = f"the part {name} is not written as it says, but all of it could be read"
        return mended.content, damage.mended(told)
    return mended.content, damage.damaged(name, mended.paragraphs_before)


def in_known_space(root: etree._Element, content: bytes, name: str, found: list[Diagnostic]) -> etree._Element:
    """The root itself, or read anew where the address that its prefix ``w`` stands for is spoilt."""
    known, space = W[1:-1], root.nsmap.get("w") or ""
    wrong = sum(one != other for one, other in zip(space, known, strict=False))
    if root.prefix != "w" or len(space) != len(known) or not 0 < wrong <= _MOST_WRONG:
        return root
    found.append(damage.mended(f"the part {name} is not written as it says, but all of it could be read"))
    return etree.fromstring(content.replace(space.encode(), known.encode()), strict_parser())


def leading(parent: etree._Element, tag: str) -> etree._Element | None:
    """The first child with that tag, where Word writes it as the very first child: ten times as fast as to search."""
    first = parent[0] if len(parent) else None
    return first if first is None or first.tag == tag else next(parent.iterchildren(tag), None)


@cache
def strict_parser(recover: bool = False) -> etree.XMLParser:
    """A parser that reads no other file, expands nothing and keeps libxml2's own limits."""
    return etree.XMLParser(recover=recover, **PARSING)


class _Flattener:
    """Builds the tree from expat's events, and below :data:`DEEPEST` without the wrappers."""

    def __init__(self) -> None:
        self.root: etree._Element | None = None
        self.stack: list[etree._Element | None] = []
        self.open: list[etree._Element] = []
        self.last: etree._Element | None = None
        self.beyond = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = clark(tag)
        if self.beyond:
            self.stack.append(None)
            self.beyond += 1
            return
        if len(self.open) >= DEEPEST and name in _DISSOLVED:
            self.stack.append(None)
            self.last = None
            return
        if len(self.open) >= DEEPEST + 20:
            # No document nests so deep. What stands in it goes too: its properties may say that nobody sees it.
            self.stack.append(None)
            self.beyond += 1
            self.last = None
            return
        values: Any = {clark(key): value for key, value in attributes.items()}
        if self.open:
            element = etree.SubElement(self.open[-1], name, values)
        else:
            element = self.root = etree.Element(name, values)
        self.stack.append(element)
        self.open.append(element)
        self.last = None

    def end(self, _tag: str) -> None:
        element = self.stack.pop()
        if self.beyond:
            self.beyond -= 1
            return
        if element is not None:
            self.open.pop()
            self.last = element

    def text(self, characters: str) -> None:
        if not self.open or self.beyond:
            return
        if self.last is not None and self.last.getparent() is self.open[-1]:
            self.last.tail = (self.last.tail or "") + characters
        elif len(self.open[-1]) == 0:
            self.open[-1].text = (self.open[-1].text or "") + characters


def flatten(content: bytes) -> etree._Element | None:
    """The tree of a part that nests deeper than the parser allows, wrappers beyond the limit dissolved.

    ``None`` where the part declares a document type (entities) or is malformed.
    """
    if b"<!DOCTYPE" in content:
        return None
    builder = _Flattener()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        return None
    return builder.root


def clark(name: str) -> str:
    """Expat's ``uri local`` as ``{uri}local``."""
    uri, blank, local = name.partition(" ")
    return f"{{{uri}}}{local}" if blank else name
