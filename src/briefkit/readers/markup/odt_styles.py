"""What the styles of an OpenDocument text say: bold, size, headings, numbered lists, hidden text, the language."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from briefkit.model import Box
from briefkit.readers.markup.composer import Look

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    **{name: f"{_ODF}{name}:1.0" for name in ("office", "style", "text", "table")},
    "draw": f"{_ODF}drawing:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "svg": f"{_ODF}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_LENGTH = re.compile(r"(-?[\d.]{1,12})(pt|cm|mm|in)$")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def clark(name: str) -> str:
    """``text:p`` as lxml names it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class ParagraphStyle(NamedTuple):
    """The name that a person knows, the outline level (0: none) and the empty space above in points."""

    name: str | None
    level: int
    before: float | None


class Styles:
    """All styles of a document by name; a style takes from its parent what it does not say itself."""

    def __init__(self) -> None:
        self.by_name: dict[str, etree._Element] = {}
        self.lists: dict[str, etree._Element] = {}
        self.language = ""

    def apply(self, name: str, look: Look) -> Look:
        """``look`` with what the style ``name`` says."""
        for element in reversed(self._line(name)):
            properties = element.find("style:text-properties", NAMESPACES)
            if properties is not None:
                look = _looked(properties, look)
        return look

    def paragraph(self, name: str) -> ParagraphStyle:
        """What the paragraph style ``name`` says of headings and of space."""
        line = self._line(name)
        shown = next((one for one in line if not re.fullmatch(r"P\d+", one.get(clark("style:name"), ""))), None)
        level, before = 0, None
        for element in line:
            outline = element.get(clark("style:default-outline-level"), "")
            level = level or (int(outline) if outline.isdigit() and len(outline) < 3 else 0)
            properties = element.find("style:paragraph-properties", NAMESPACES)
            if properties is not None and before is None:
                before = _points(properties.get(clark("fo:margin-top"), ""))
        if shown is None:
            return ParagraphStyle(None, level, before)
        title = shown.get(clark("style:display-name")) or shown.get(clark("style:name"), "").replace("_20_", " ")
        return ParagraphStyle(title, level, before)

    def is_hidden(self, name: str) -> bool:
        """Whether the style hides its text."""
        for element in self._line(name):
            properties = element.find("style:text-properties", NAMESPACES)
            shown = None if properties is None else properties.get(clark("text:display"))
            if shown is not None:
                return bool(shown == "none")
        return False

    def is_numbered(self, name: str, level: int) -> bool:
        """Whether a list of the style has numbers on ``level`` (from 1) and not bullets."""
        style = self.lists.get(name)
        if style is None:
            return False
        return any(
            one.tag == clark("text:list-level-style-number")
            and one.get(clark("text:level")) == str(level)
            and one.get(clark("style:num-format"), "") != ""
            for one in style
        )

    def starts_page(self, name: str) -> bool:
        """Whether a paragraph of the style begins a page."""
        for element in self._line(name):
            properties = element.find("style:paragraph-properties", NAMESPACES)
            if properties is not None and properties.get(clark("fo:break-before")) == "page":
                return True
            if element.get(clark("style:master-page-name")):
                return True
        return False

    def place(self, frame: etree._Element) -> Box | None:
        """Where a box stands on its page in points, ``None`` where it says so only in part or flows with the text."""
        for element in self._line(frame.get(clark("draw:style-name"), "")):
            properties = element.find("style:graphic-properties", NAMESPACES)
            if properties is not None and properties.get(clark("style:vertical-rel")) == "page":
                break
        else:
            return None
        sides = [_points(frame.get(clark(f"svg:{name}"), "")) for name in ("x", "y", "width", "height")]
        left, top, width, height = sides
        if left is None or top is None or width is None:
            return None
        return (left, top, left + width, top + (height or 0.0))

    def _line(self, name: str) -> list[etree._Element]:
        line: list[etree._Element] = []
        while name in self.by_name and len(line) < 20:
            line.append(self.by_name[name])
            name = line[-1].get(clark("style:parent-style-name"), "")
        return line


def read_styles(*parts: etree._Element | None) -> Styles:
    """The styles of ``content.xml`` and ``styles.xml``."""
    styles = Styles()
    for part in parts:
        if part is None:
            continue
        for element in part.iter(clark("style:style")):
            styles.by_name.setdefault(element.get(clark("style:name"), ""), element)
        for element in part.iter(clark("text:list-style")):
            styles.lists.setdefault(element.get(clark("style:name"), ""), element)
        for element in part.iterfind(".//style:default-style/style:text-properties", NAMESPACES):
            language, country = element.get(clark("fo:language"), ""), element.get(clark("fo:country"), "")
            if language not in {"", "none"} and not styles.language:
                styles.language = language if country in {"", "none"} else f"{language}-{country}"
    return styles


def _looked(properties: etree._Element, look: Look) -> Look:
    weight = properties.get(clark("fo:font-weight"))
    if weight is not None:
        look = look._replace(bold=weight == "bold" or (weight.isdigit() and int(weight[:4]) >= 600))
    slant = properties.get(clark("fo:font-style"))
    if slant is not None:
        look = look._replace(italic=slant in {"italic", "oblique"})
    line = properties.get(clark("style:text-underline-style"))
    if line is not None:
        look = look._replace(underline=line != "none")
    position = properties.get(clark("style:text-position"), "")
    if position.startswith(("super", "sub")):
        look = look._replace(script="super" if position.startswith("super") else "sub")
    size = _points(properties.get(clark("fo:font-size"), ""))
    colour = properties.get(clark("fo:color"), "")
    return look._replace(size=size or look.size, colour=colour.lower() if _COLOUR.fullmatch(colour) else look.colour)


def _points(length: str) -> float | None:
    match = _LENGTH.match(length)
    try:
        return None if match is None else round(float(match[1]) * _POINTS[match[2]], 2)
    except ValueError:
        return None
