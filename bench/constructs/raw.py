"""The raw XML of a Word file, looked at by code that shares nothing with the reader or the census.

What nobody sees (deleted, hidden, comments) as pieces of text, and what stands in both branches of an AlternateContent.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree

_TEXT = frozenset(("t", "delText"))
_SHOWN = frozenset(("t", "v"))
_ALONE = frozenset(("p", "pt"))
_DELETED = frozenset(("del", "moveFrom"))
_OFF = frozenset(("0", "false", "off"))
_STORY = re.compile(r"word/(document\d*|header\d*|footer\d*|footnotes|endnotes|diagrams/data\d*|charts/chart\d*)\.xml")
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass
class Raw:
    """``unseen`` are the pieces that nobody sees, ``twins`` paragraphs of a Choice that its Fallback repeats.

    ``paragraphs`` are all texts that are not deleted, without the Fallbacks that have a Choice beside them.
    """

    unseen: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def look_at(content: bytes) -> Raw:
    """What stands in the raw parts of a Word file; a part that is not well formed is passed over."""
    raw = Raw()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        vanished = _vanished(_root(archive, "word/styles.xml")) if "word/styles.xml" in names else set()
        for name in names:
            root = _root(archive, name) if _STORY.fullmatch(name) or name == "word/comments.xml" else None
            if root is None:
                continue
            if name == "word/comments.xml":
                raw.unseen += ["".join(_texts(paragraph)) for paragraph in root.iter() if _local(paragraph) == "p"]
                continue
            raw.unseen += _unseen(root, vanished)
            raw.twins += _twins(root)
            raw.paragraphs += _paragraphs(root)
    return raw


def _root(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    try:
        return ElementTree.fromstring(archive.read(name))
    except (ElementTree.ParseError, zipfile.BadZipFile):
        return None


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: ElementTree.Element | None) -> str:
    found = (
        next((value for key, value in element.attrib.items() if key.endswith("}val")), "")
        if element is not None
        else ""
    )
    return str(found)


def _child(element: ElementTree.Element | None, name: str) -> ElementTree.Element | None:
    return next((child for child in element if _local(child) == name), None) if element is not None else None


def _texts(element: ElementTree.Element) -> Iterator[str]:
    for inner in element.iter():
        if _local(inner) in _TEXT:
            yield inner.text or ""


def _vanished(styles: ElementTree.Element | None) -> set[str]:
    """The styles that hide their text, by themselves or by what they are based on."""
    own: dict[str, bool | None] = {}
    parents: dict[str, str] = {}
    for style in styles if styles is not None else ():
        key = next((value for name, value in style.attrib.items() if name.endswith("}styleId")), "")
        switch = _child(_child(style, "rPr"), "vanish")
        own[key] = None if switch is None else _value(switch) not in _OFF
        parents[key] = _value(_child(style, "basedOn"))
    hidden = set()
    for key in own:
        at, steps = key, 0
        while own.get(at) is None and at in parents and steps < 20:
            at, steps = parents[at], steps + 1
        if own.get(at):
            hidden.add(key)
    return hidden


def _unseen(root: ElementTree.Element, vanished: set[str]) -> Iterator[str]:
    """Text that is deleted or hidden; neighbouring runs of a paragraph as one piece."""
    for paragraph in (element for element in root.iter() if _local(element) == "p"):
        by_style = _value(_child(_child(paragraph, "pPr"), "pStyle")) in vanished
        piece = ""
        for run, deleted in _runs(paragraph, False):
            properties = _child(run, "rPr")
            switch = _child(properties, "vanish")
            hidden = _value(switch) not in _OFF if switch is not None else by_style
            hidden = hidden or (switch is None and _value(_child(properties, "rStyle")) in vanished)
            text = "".join(_own_texts(run))
            if deleted or hidden:
                piece += text
            elif text:
                yield piece
                piece = ""
        yield piece


def _runs(element: ElementTree.Element, deleted: bool) -> Iterator[tuple[ElementTree.Element, bool]]:
    for child in element:
        if _local(child) == "r":
            yield child, deleted
        elif _local(child) != "p":
            yield from _runs(child, deleted or _local(child) in _DELETED)


def _own_texts(run: ElementTree.Element) -> Iterator[str]:
    return (child.text or "" for child in run if _local(child) in _TEXT)


def _twins(root: ElementTree.Element) -> Iterator[str]:
    """The paragraphs that stand in the Choice and in the Fallback of the same AlternateContent."""
    for alternate in root.iter(f"{_ALTERNATE}AlternateContent"):
        choice, other = _child(alternate, "Choice"), _child(alternate, "Fallback")
        if choice is not None and other is not None:
            repeated = set(_paragraphs(other))
            yield from (text for text in _paragraphs(choice) if text in repeated)


def _paragraphs(element: ElementTree.Element) -> Iterator[str]:
    """The texts of the paragraphs, and of what is in none (the points of a chart), each without those within it."""
    own: list[str] = []
    yield from _gather(element, own)
    if own:
        yield "".join(own)


def _gather(element: ElementTree.Element, own: list[str]) -> Iterator[str]:
    """Gives what stands in paragraphs below ``element`` and puts the words outside of them into ``own``."""
    if _local(element) in _DELETED:
        return
    if _local(element) in _SHOWN:
        own.append(element.text or "")
    fallback = element.tag == f"{_ALTERNATE}AlternateContent" and _child(element, "Choice") is not None
    for child in element:
        if fallback and _local(child) == "Fallback":
            continue
        yield from _paragraphs(child) if _local(child) in _ALONE else _gather(child, own)
