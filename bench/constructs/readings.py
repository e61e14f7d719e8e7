"""What a tool made of a file, in a form in which all tools can be compared; from HTML and from Markdown.

Nothing here is of the project: the rivals' own Python runs it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BREAK = "\n"
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol table tr td th br hr div dt dd dl section aside pre".split())
_SILENT = frozenset(("script", "style", "head", "title"))


@dataclass
class Reading:
    """The words of a file in the order in which the tool gives them, and what the tool says of their structure.

    ``headings`` are pairs of level and text, ``items`` pairs of the printed label (empty: a bullet) and text, ``links``
    pairs of text and address, ``rows`` the texts of the cells of each row of a table.
    """

    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects a reading from HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        self.pieces: list[str] = []
        self.silent = 0
        self.open: list[tuple[str, int, str]] = []
        self.counters: list[int] = []
        self.rows: list[list[str]] = []

    def text_since(self, start: int) -> str:
        return "".join(self.pieces[start:]).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _SILENT:
            self.silent += 1
        if tag in _BLOCKS:
            self.pieces.append(BREAK)
        if tag == "img" and values.get("alt"):
            self.pieces.append(f" {values['alt']} ")
        if tag in {"ol", "ul"}:
            self.counters.append(int(values.get("start") or 1) - 1 if tag == "ol" else -1)
        if tag == "tr":
            self.rows.append([])
        label = ""
        if tag == "li" and self.counters and self.counters[-1] >= 0:
            self.counters[-1] += 1
            label = str(self.counters[-1])
        if tag not in {"br", "img", "hr", "meta", "link", "input", "col"}:
            self.open.append((tag, len(self.pieces), values.get("href") or "" if tag == "a" else label))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        if tag in {"ol", "ul"} and self.counters:
            self.counters.pop()
        while self.open:
            name, start, more = self.open.pop()
            if name == tag:
                self._keep(name, self.text_since(start), more)
                break
        if tag in _BLOCKS:
            self.pieces.append(BREAK)

    def _keep(self, tag: str, text: str, more: str) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.reading.headings.append((int(tag[1]), text))
        elif tag == "li":
            self.reading.items.append((more, text.split(BREAK, maxsplit=1)[0]))
        elif tag == "a" and more:
            self.reading.links.append((text, more))
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append(text)
        elif tag == "tr" and self.rows:
            self.reading.rows.append(self.rows.pop())

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def from_html(page: str) -> Reading:
    """The reading of a page of HTML; what stands in its head is left out."""
    parser = _Page()
    parser.feed(page)
    parser.reading.text = "".join(parser.pieces)
    return parser.reading


_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(<?([^()\s>]*)>?[^()]*\)")
_ITEM = re.compile(r"\s*(?:[-*+•]|(\(?[0-9A-Za-z]{1,4}[.)]))\s+(.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*+|~~|`|(?<!\w)_+|_+(?!\w))")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_DATA = re.compile(r"data:[\w/+-]+;base64,[\w+/=.]*")


def from_markdown(page: str) -> Reading:
    """The reading of a page of Markdown: its marks are taken off, words cut by them are whole again."""
    reading = Reading()
    lines = [_line(line, reading) for line in _DATA.sub("data", page).splitlines()]
    reading.text = BREAK.join(lines)
    return reading


def _line(line: str, reading: Reading) -> str:
    links: list[tuple[str, str]] = []

    def link(found: re.Match[str]) -> str:
        if found[1]:
            return f" {found[2]} "
        links.append((_plain(found[2]), found[3]))
        return found[2]

    words = _LINK.sub(link, line)
    reading.links += links
    if re.fullmatch(r"[\s|:-]*", words):
        return ""
    heading = _HEADING.match(words.strip())
    if heading:
        reading.headings.append((len(heading[1]), _plain(heading[2])))
        return _plain(heading[2])
    if words.strip().startswith("|"):
        cells = [_plain(cell) for cell in re.split(r"(?<!\\)\|", words.strip().strip("|"))]
        reading.rows.append(cells)
        return BREAK.join(cells)
    item = _ITEM.match(words)
    if item:
        reading.items.append((item[1] or "", _plain(item[2])))
    return _plain(words)


def _plain(words: str) -> str:
    opened = re.sub(r"(?i)<(br|/?p|/?li|/?td|/?div)[^<>]*>", BREAK, words)
    bare = re.sub(r"\\(\W)", r"\1", _EMPHASIS.sub("", _TAG.sub("", opened)))
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&#173;", ""), ("&shy;", ""), ("&amp;", "&")):
        bare = bare.replace(entity, sign)
    return bare.strip()
