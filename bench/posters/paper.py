"""Paper: one drawn PDF page whose reading order is known, with its words, pens and places.

Every unit (heading, paragraph, list item) begins and ends with a word of its own. Places are in points from
the top left. Text lines are kept by group (a box, a column), so that a page can be written in any order of groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_float
from functools import cache
from io import BytesIO
from random import Random
from typing import NamedTuple

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw
from spellchecker import SpellChecker

_FILLERS = (
    "the school asked what had changed at home and who was there when a worker called twice in one week but nobody "
    "wrote down how often a nurse saw him alone before winter so each service held part of it until their manager met "
    "with police about visits that were missed after spring while family friends said they felt heard by staff who "
    "listened first then made plans for safe contact between parents over time in all settings"
).split()
FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "T": "Times-Roman", "U": "Times-Bold"}
PALE = ("#eef2f7", "#fdf3d8", "#e6f3ea", "#f6e7ef", "#efeafc", "#f2f2f2")
DARK = ("#123b5d", "#5b2a86", "#0b5c4a", "#8a1538", "#333333", "#1f6f8b")


class Part(NamedTuple):
    """One unit of text: ``kind`` is ``h`` (heading), ``p`` (paragraph) or ``b`` (bullet)."""

    kind: str
    text: str
    unit: int


class Look(NamedTuple):
    """How text is set: letters of fonts, sizes, leading and gaps in points."""

    plain: str
    bold: str
    size: float
    lead: float
    gap: float
    head: float
    head_bold: bool
    head_colour: str
    justified: bool


class Column(NamedTuple):
    """A column of running text."""

    x: float
    top: float
    width: float
    bottom: float


class Written(NamedTuple):
    """A line of text as written: its group, its place, and its piece of the content stream."""

    group: str
    x: float
    y: float
    stream: str


@cache
def _width(font: str, char: str) -> float:
    document = pdfium.PdfDocument.new()
    loaded = raw.FPDFText_LoadStandardFont(document.raw, FONTS[font].encode())
    width = c_float()
    raw.FPDFFont_GetGlyphWidth(loaded, 0x95 if char == "•" else ord(char), 100.0, width)
    return width.value / 100


def width_of(text: str, font: str, size: float) -> float:
    """How wide ``text`` is set, in points."""
    return size * sum(_width(font, char) for char in text)


class Paper:
    """A page in the making. ``chains`` are the orders of units, of which only the steps within a chain are measured.

    ``loose`` are units that may stand between any two others, such as captions.
    """

    def __init__(self, seed: int, width: float = 595, height: float = 842) -> None:
        self.random = Random(seed)
        self.width, self.height = width, height
        self.ground: list[str] = []
        self.lines: list[Written] = []
        self.texts: list[str] = []
        self.chains: list[list[int]] = [[]]
        self.boxes: list[list[int]] = []
        self.loose: set[int] = set()
        self.look = self._look()

    def _look(self) -> Look:
        choose = self.random
        plain, bold = choose.choice([("F", "B"), ("F", "B"), ("T", "U")])
        size = choose.choice([8.5, 9, 9.5, 10, 10.5, 11])
        big = choose.choice([0, 0, 1, 2, 3.5])
        return Look(
            plain,
            bold,
            size,
            size * choose.uniform(1.12, 1.34),
            size * choose.uniform(0.3, 0.85),
            size + big,
            big == 0 or choose.random() < 0.75,
            choose.choice(["#000000", *DARK]),
            choose.random() < 0.25,
        )

    # -- words ---------------------------------------------------------------------------------------------------
    def part(self, kind: str, words: int) -> Part:
        """A new unit of about so many words; it stands nowhere yet."""
        unit = len(self.texts)
        inner = [self.random.choice(_FILLERS) for _ in range(max(words - 2, 0))]
        if kind != "h":
            inner = self._sentences(inner)
        text = " ".join([_marker(2 * unit).capitalize(), *inner, _marker(2 * unit + 1)])
        text += "" if kind == "h" else self.random.choice([".", ".", ".", "?"])
        self.texts.append(text)
        return Part(kind, text, unit)

    def _sentences(self, words: list[str]) -> list[str]:
        out: list[str] = []
        begin = False
        for word in words:
            out.append(word.capitalize() if begin else word)
            begin = self.random.random() < 0.07
            if begin:
                out[-1] += "."
        if out and out[-1].endswith("."):
            out[-1] = out[-1][:-1]
        return out

    def prose(self, heading: bool = True, most: int = 3, longest: int = 45) -> list[Part]:
        """A heading with paragraphs or bullets under it."""
        parts = [self.part("h", self.random.randint(2, 5))] if heading else []
        listed = self.random.random() < 0.35
        for number in range(self.random.randint(1, most)):
            kind = "b" if listed and number else "p"
            parts.append(self.part(kind, self.random.randint(5 if kind == "b" else 9, longest)))
        return parts

    # -- pens ----------------------------------------------------------------------------------------------------
    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle on the ground of the page."""
        self.ground.append(f"{_rgb(colour)} rg {x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f\n")

    def frame(self, x: float, y: float, width: float, height: float, colour: str, *, rounded: bool = False) -> None:
        """A closed frame, its corners rounded on wish."""
        path = self._round(x, y, width, height) if rounded else f"{x:.2f} {self.height - y - height:.2f} {width:.2f} "
        path += "" if rounded else f"{height:.2f} re "
        self.ground.append(f"{_rgb(colour)} RG 1 w {path}S\n")

    def fill_round(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 9) -> None:
        """A filled rectangle with rounded corners; a circle where the radius says so."""
        self.ground.append(f"{_rgb(colour)} rg {self._round(x, y, width, height, radius)}f\n")

    def rule(self, x0: float, y0: float, x1: float, y1: float, colour: str = "#555555", weight: float = 0.8) -> None:
        """A straight line."""
        a, b = self.height - y0, self.height - y1
        self.ground.append(f"{_rgb(colour)} RG {weight} w {x0:.2f} {a:.2f} m {x1:.2f} {b:.2f} l S\n")

    def _round(self, x: float, y: float, width: float, height: float, radius: float = 9) -> str:
        r = min(radius, width / 2, height / 2)
        k = 0.45 * r
        left, right, low, top = x, x + width, self.height - y - height, self.height - y
        steps = [
            ("m", left + r, low),
            ("l", right - r, low),
            ("c", right - k, low, right, low + k, right, low + r),
            ("l", right, top - r),
            ("c", right, top - k, right - k, top, right - r, top),
            ("l", left + r, top),
            ("c", left + k, top, left, top - k, left, top - r),
            ("l", left, low + r),
            ("c", left, low + k, left + k, low, left + r, low),
        ]
        drawn = " ".join(f"{' '.join(f'{number:.2f}' for number in numbers)} {verb}" for verb, *numbers in steps)
        return f"{drawn} h "

    def write(
        self,
        group: str,
        x: float,
        y: float,
        text: str,
        size: float,
        font: str,
        colour: str = "#000000",
        spread: float = 0.0,
    ) -> None:
        """One line of text whose top is at ``y``."""
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        base = self.height - y - 0.8 * size
        self.lines.append(
            Written(
                group,
                x,
                y,
                f"BT {_rgb(colour)} rg /{font} {size:.2f} Tf {spread:.3f} Tw {x:.2f} {base:.2f} Td ({safe}) Tj ET\n",
            )
        )

    def turned(self, group: str, x: float, y: float, text: str, size: float, colour: str) -> None:
        """One line of text that reads upwards from the point ``x``, ``y``."""
        stream = f"BT {_rgb(colour)} rg /B {size} Tf 0 Tw 0 1 -1 0 {x:.2f} {self.height - y:.2f} Tm ({text}) Tj ET\n"
        self.lines.append(Written(group, x, y, stream))

    # -- setting text --------------------------------------------------------------------------------------------
    def _set(self, part: Part, widths: Sequence[float]) -> tuple[list[list[str]], str, float, float]:
        """The words of each line, the font, its size and the leading; the last of ``widths`` holds for all others."""
        look = self.look
        font = look.bold if part.kind == "h" and look.head_bold else look.plain
        size = look.head if part.kind == "h" else look.size
        indent = 1.2 * size if part.kind == "b" else 0.0
        rows: list[list[str]] = [[]]
        for word in part.text.split():
            room = widths[min(len(rows), len(widths)) - 1] - indent
            if rows[-1] and width_of(" ".join([*rows[-1], word]), font, size) > room:
                rows.append([])
            rows[-1].append(word)
        return rows, font, size, look.lead * size / look.size

    def tall(self, parts: Sequence[Part], width: float) -> float:
        """How high ``parts`` stand when set in ``width``."""
        return self.stack("", 0, 0, width, parts, dry=True)

    def stack(
        self,
        group: str,
        x: float,
        y: float,
        width: float,
        parts: Sequence[Part],
        *,
        colour: str = "#000000",
        head_colour: str = "",
        centred: bool = False,
        chain: bool = True,
        dry: bool = False,
    ) -> float:
        """Sets parts one below the other and gives the y below the last line."""
        for number, part in enumerate(parts):
            rows, font, size, lead = self._set(part, [width])
            if number:
                y += self.look.gap * (1.3 if part.kind == "h" else 0.5 if part.kind == "b" else 1)
            ink = (head_colour or self.look.head_colour) if part.kind == "h" else colour
            for row, words in enumerate(rows):
                if not dry:
                    self._row(group, x, y, width, words, part, (font, size), (row, len(rows)), ink, centred)
                y += lead
            if chain and not dry:
                self.chains[-1].append(part.unit)
        return y

    def _row(
        self,
        group: str,
        x: float,
        y: float,
        width: float,
        words: list[str],
        part: Part,
        face: tuple[str, float],
        row: tuple[int, int],
        ink: str,
        centred: bool,
    ) -> None:
        font, size = face
        indent = 1.2 * size if part.kind == "b" else 0.0
        if part.kind == "b" and row[0] == 0:
            self.write(group, x + 0.2 * size, y, "•", size, font, ink)
        text = " ".join(words)
        left = width - indent - width_of(text, font, size)
        full = self.look.justified and not centred and part.kind != "h" and row[0] + 1 < row[1] and len(words) > 1
        spread = left / (len(words) - 1) if full and left < 0.3 * width else 0.0
        self.write(group, x + indent + (left / 2 if centred else 0), y, text, size, font, ink, spread)

    def flow(self, columns: Sequence[Column], parts: Sequence[Part], *, level: float = 0.0) -> float:
        """Sets running text into columns, the last unit of one going on in the next; gives the lowest y reached.

        What does not fit is left out. ``level`` is the gap of a baseline grid, 0 for none.
        """
        at, y, lowest = 0, columns[0].top, columns[0].top
        for part in parts:
            rows, font, size, lead = self._set(part, [columns[at].width])
            if y > columns[at].top:
                y += self.look.gap * (1.3 if part.kind == "h" else 0.5 if part.kind == "b" else 1)
            if level:
                y = columns[0].top + -(-(y - columns[0].top) // level) * level
            need = 3 if part.kind == "h" else min(2, len(rows))
            room = len(rows) * lead if part.kind == "h" else 0
            if y + room + need * self.look.lead > columns[at].bottom:
                at, y = at + 1, columns[min(at + 1, len(columns) - 1)].top
            if at == len(columns):
                return lowest
            ink = self.look.head_colour if part.kind == "h" else "#000000"
            for row, words in enumerate(rows):
                if y + lead > columns[at].bottom + 0.1:
                    if at + 1 == len(columns):
                        return lowest
                    at, y = at + 1, columns[at + 1].top
                place = columns[at]
                self._row(
                    f"column {at}", place.x, y, place.width, words, part, (font, size), (row, len(rows)), ink, False
                )
                y += lead
                lowest = max(lowest, y)
            self.chains[-1].append(part.unit)
        return lowest

    # -- the file ------------------------------------------------------------------------------------------------
    def stream(self, manner: str) -> str:
        """The content stream: ``drawn`` in the order of drawing, groups ``shuffled``, or line by line in ``rows``."""
        lines = list(self.lines)
        if manner == "shuffled":
            groups = sorted({line.group for line in lines})
            self.random.shuffle(groups)
            lines.sort(key=lambda line: groups.index(line.group))
        elif manner == "rows":
            lines.sort(key=lambda line: (round(line.y), line.x))
        return "".join([*self.ground, *(line.stream for line in lines)])


def _marker(number: int) -> str:
    """A word that no other number has and no filler is."""
    return _words()[(number * 1009 + 17) % len(_words())]


@cache
def _words() -> list[str]:
    """Common English words: those that nobody knows would be taken for a garbled text layer."""
    counted = SpellChecker().word_frequency
    known = sorted((word for word in counted.words() if 6 < len(word) < 10), key=lambda word: (-counted[word], word))
    return [word for word in known if word.isascii() and word.isalpha() and word not in _FILLERS][:3989]


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.3f}" for n in (1, 3, 5))


def file_of(papers: Sequence[Paper], manners: Sequence[str]) -> bytes:
    """The PDF of some papers, a page each."""
    pdf = pikepdf.new()
    fonts = {
        "/" + key: pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/" + name),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        for key, name in FONTS.items()
    }
    for paper, manner in zip(papers, manners, strict=True):
        pdf.add_blank_page(page_size=(paper.width, paper.height))
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        page.Contents = pdf.make_stream(paper.stream(manner).encode("cp1252"))
    room = BytesIO()
    pdf.save(room)
    return room.getvalue()
