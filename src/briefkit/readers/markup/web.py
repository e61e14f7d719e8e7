"""HTML, as a browser would show it. Nothing is fetched and no script is run."""

from __future__ import annotations

import re

from lxml import etree, html

from briefkit.diagnostics import Result
from briefkit.errors import UnusableInput
from briefkit.model import Document, Figure, Layer, Origin, Source
from briefkit.readers.markup.assemble import dead_link_diagnostics
from briefkit.readers.markup.composer import PART, Composer, Look, Shape
from briefkit.readers.markup.decode import decode

_UNSHOWN = frozenset("script style template head title noscript iframe object svg math".split())
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section select "
    "summary table tbody td tfoot th thead tr ul".split()
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_TYPED_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.I)
_CHARSET = re.compile(rb"""<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.I)
# Many pages leave them out and some have two; libxml2 drops what stands behind them, a browser shows it.
_OPTIONAL_ENDS = re.compile(r"</(?:body|html)[ \t]*>", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LIVE = re.compile(r"(?:https?://|mailto:|tel:)", re.I)
# Roles of DPUB-ARIA 1.1: what a page of paper repeats.
_MARGINS: dict[str, Layer] = {"doc-pageheader": "header", "doc-pagefooter": "footer"}
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_DEEPEST = 240


def read_html(source: Source, password: str | None = None) -> Result[Document]:  # noqa: ARG001
    """A web page as a document. Raises :class:`UnusableInput` where there is no text in it."""
    decoded = decode(_as_declared(source.data))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page_text = _OPTIONAL_ENDS.sub("", _DECLARATION.sub("", decoded.value))
        root = html.document_fromstring(page_text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnusableInput(
            "The web page is damaged and cannot be read.", "Open it in a browser and save it as a PDF.", code="BK245"
        ) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnusableInput(
            "The web page is nested so deeply that a part of it cannot be read.",
            "Open it in a browser and save it as a PDF.",
            code="BK245",
        )
    page = _Page()
    page.walk(root)
    title = root.findtext(".//head/title") or ""
    document = Document(
        tuple(page.composer.blocks),
        tuple(page.composer.containers),
        tuple(page.composer.figures),
        title=" ".join(title.split()),
        language=root.get("lang") or "",
    )
    if not document.blocks:
        raise UnusableInput(
            "The web page holds no text.",
            "Its text may be loaded by a script: open it in a browser and save it as a PDF.",
            code="BK242",
        )
    return Result(document, (*decoded.diagnostics, *dead_link_diagnostics(page.dead_links)))


def _as_declared(data: bytes) -> bytes:
    """The page in UTF-8 where it names another encoding in its head."""
    found = _CHARSET.search(data[:4096])
    name = found[1].decode().lower() if found else ""
    if name in {"", "utf-8", "utf8"} or b"\x00" in data[:200] or name.startswith("utf-16"):
        return data
    try:
        # Pages that say Latin-1 are written in Windows-1252 (WHATWG Encoding, 4.2).
        return data.decode("cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name, "replace").encode()
    except LookupError:
        return data


class _Page:
    def __init__(self) -> None:
        self.composer = Composer(collapse=True)
        self.dead_links: list[tuple[str, Origin]] = []
        self.looks = [Look()]
        self.lists: list[tuple[str, int]] = []
        self.item_open = False
        self.holders = ["body"]
        self.tables: list[tuple[str, int, int]] = []
        self.table_count = 0
        self.heading = 0
        self.preformatted = 0
        self.line = 1
        self.aside = ""
        self.layer: Layer = "body"
        self.hidden = 0
        self.marker = 0

    def walk(self, root: etree._Element) -> None:
        """Goes through the tree without recursion, so that no nesting is too deep."""
        unshown: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if unshown is not None:
                if event == "end" and element is unshown:
                    unshown = None
                    self._text(element.tail)
                continue
            if event == "start" and tag in _UNSHOWN:
                unshown = element
            elif event == "start":
                self._open(element, tag)
                self._text(element.text)
            else:
                self._close(element, tag)
                if element is not root:
                    self._text(element.tail)
        self._flush()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.marker:
            self.composer.put_marker(text)
        elif self.preformatted:
            for number, line in enumerate(text.split("\n")):
                self.composer.put("\n" if number else "", self.looks[-1])
                self.composer.put(line, self.looks[-1])
        else:
            self.composer.put(text, self.looks[-1])

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self.line = element.sourceline or self.line
            self._open_block(element, tag)
        style = element.get("style") or ""
        if "hidden" in element.attrib or _HIDING.search(style):
            if tag not in _BLOCKS:
                self._flush()
            self.hidden += 1
        if _TYPED_MARKER.search(style):
            self.marker += 1
        self.looks.append(self._look(element, tag, style))
        if tag == "br":
            self.composer.put("\n", self.looks[-1])
        elif tag == "img" and (element.get("alt") or "").strip():
            after = self.composer.blocks[-1].id if self.composer.blocks else None
            name = f"f{len(self.composer.figures) + 1:04d}"
            self.composer.figures.append(Figure(name, element.get("alt").strip(), self._origin(), after))

    def _open_block(self, element: etree._Element, tag: str) -> None:
        if tag in _LEVELS:
            self.heading = _LEVELS[tag]
        elif tag in {"ul", "ol", "menu", "dir"}:
            start = element.get("start") or ""
            self.lists.append((tag, int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 6 else 0))
        elif tag == "li":
            if self.lists:
                self.lists[-1] = (self.lists[-1][0], self.lists[-1][1] + 1)
            self.item_open = True
        elif tag == "table" and len(self.tables) < _DEEPEST:
            self.table_count += 1
            name = self.composer.add_container("table", f"t{self.table_count}", self.holders[-1])
            self.tables.append((name, 0, 0))
        elif tag == "tr" and self.tables:
            name, row, _ = self.tables[-1]
            self.tables[-1] = (name, row + 1, 0)
        elif tag in {"td", "th"} and self.tables:
            name, row, column = self.tables[-1]
            self.tables[-1] = (name, row, column + 1)
            cell = self.composer.add_container("cell", f"{name}r{row}c{column + 1}", name, (row, column + 1))
            self.holders.append(cell)
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "nav":
            self.aside = "navigation"
        self.layer = _MARGINS.get(element.get("role") or "", self.layer)

    def _close(self, element: etree._Element, tag: str) -> None:
        style = element.get("style") or ""
        hides = "hidden" in element.attrib or bool(_HIDING.search(style))
        if tag in _BLOCKS or hides:
            self._flush()
        self.hidden -= hides
        self.marker -= bool(_TYPED_MARKER.search(style))
        self.looks.pop()
        if tag in _LEVELS:
            self.heading = 0
        elif tag in {"ul", "ol", "menu", "dir"} and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.item_open = False
        elif tag == "table" and self.tables:
            self.tables.pop()
        elif tag in {"td", "th"} and self.tables and len(self.holders) > 1:
            self.holders.pop()
        elif tag == "pre":
            self.preformatted -= 1
        elif tag == "nav":
            self.aside = ""
        if element.get("role") in _MARGINS:
            self.layer = "body"

    def _look(self, element: etree._Element, tag: str, style: str) -> Look:
        look = self.looks[-1]
        if tag in {"b", "strong", "th"} or _BOLD.search(style):
            look = look._replace(bold=True)
        if tag in {"i", "em"}:
            look = look._replace(italic=True)
        if tag == "u":
            look = look._replace(underline=True)
        if tag in {"sup", "sub"}:
            look = look._replace(script="super" if tag == "sup" else "sub")
        if tag == "a" and element.get("href") is not None:
            look = look._replace(link=self._address(element))
        return look

    def _address(self, element: etree._Element) -> str | None:
        target = (element.get("href") or "").strip()
        if _LIVE.match(target):
            return target
        words = " ".join("".join(element.itertext()).split())
        if words and not self.aside and not self.hidden and (target in {"", "#"} or not target.startswith("#")):
            self.dead_links.append((words, self._origin()))
        return None

    def _origin(self) -> Origin:
        return Origin(PART, line=self.line)

    def _flush(self) -> None:
        if self.composer.is_empty:
            return
        level, computed, kind = 0, "", "paragraph"
        if self.heading:
            kind, level = "heading", self.heading
        elif self.item_open and self.lists:
            name, number = self.lists[-1]
            level = len(self.lists)
            computed = f"{number}. " if name == "ol" else "• "
            self.item_open = False
        shape = Shape(
            kind="heading" if kind == "heading" else "paragraph",
            level=level,
            computed=computed,
            container=self.holders[-1],
            layer="hidden" if self.hidden else self.layer,
            evidence=(f"heading element h{level}",) if kind == "heading" else (),
            aside=self.aside,
        )
        self.composer.end(shape, self._origin())
