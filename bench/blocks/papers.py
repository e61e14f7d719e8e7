"""Papers: what stands in a document (the truth), drawn at random from a seed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from blocks.words import Words


@dataclass
class Piece:
    """Words of one look: with an address, a place of the paper that they lead to, or a note behind them."""

    text: str
    link: str = ""
    goal: str = ""
    note: str = ""


@dataclass
class Part:
    """A block: ``kind`` is paragraph, heading, item, quote or note. ``marker`` is what is printed before an item."""

    kind: str
    pieces: list[Piece]
    level: int = 0
    marker: str = ""
    name: str = ""

    @property
    def text(self) -> str:
        """The words without the marks of notes."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class Cell:
    """Words at a row and column (from 1), over so many rows and columns."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass
class Grid:
    """A table: ``rules`` is all, rows, zebra or none; ``heads`` tells whether its first row is a head."""

    cells: list[Cell]
    rules: str
    heads: bool


@dataclass
class Paper:
    """A document: its blocks and tables in reading order, and how it is printed."""

    seed: int
    look: dict[str, str]
    columns: int
    parts: list[Part | Grid] = field(default_factory=list)
    notes: str = ""
    contents: str = ""
    watermark: str = ""
    margins: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Part]:
        """The blocks that are no tables."""
        return [part for part in self.parts if isinstance(part, Part)]


_FONTS = ("Liberation Sans", "Liberation Serif", "DejaVu Sans", "DejaVu Serif", "Liberation Sans Narrow", "Fira Sans")
_MARKERS = (
    ("•", "◦", "▪"),
    ("•", "–", "•"),
    ("▪", "•", "–"),
    ("drawn", "•", "–"),
    ("1.", "a.", "i."),
    ("1)", "a)", "i)"),
    ("(1)", "(a)", "(i)"),
    ("1.", "1.1", "1.1.1"),
    ("a)", "i)", "•"),
    ("(i)", "(a)", "–"),
    ("1.", "•", "–"),
    ("A.", "1.", "•"),
    ("i.", "•", "–"),
    ("–", "•", "◦"),
)
_NUMBERS = (
    "{page}",
    "Page {page}",
    "Page {page} of {pages}",
    "{page} | Page",
    "{page}/{pages}",
    "- {page} -",
    "roman",
    "{page} of {pages}",
)
_MARKINGS = ("OFFICIAL", "OFFICIAL – SENSITIVE", "Not for onward distribution", "RESTRICTED")


def draw_paper(seed: int) -> Paper:
    """The paper of ``seed``."""
    random = Random(seed)
    paper = Paper(seed, _look(random), random.choice((1, 1, 1, 2, 2, 3)))
    words = Words(random)
    sections = random.choice((1, 2, 3, 4, 5))
    wants_tables = paper.columns < 3 and random.random() < 0.55
    if random.random() < 0.45:
        paper.notes = random.choice(("foot", "foot", "end"))
    if sections > 2 and random.random() < 0.5:
        paper.contents = random.choice(("leaders", "right"))
    if random.random() < 0.2:
        paper.watermark = random.choice(("DRAFT", "CONFIDENTIAL", "Sample"))
    _margins(paper, random, words)
    _sections(paper, random, words, (sections, wants_tables))
    if random.random() < 0.4:
        _quote(paper, random)
    _links(paper, random, words)
    if paper.notes:
        _note(paper, random, words)
    return paper


def _sections(paper: Paper, random: Random, words: Words, wanted: tuple[int, bool]) -> None:
    """So many sections of paragraphs, lists and, where wanted, tables."""
    styles = random.sample(_MARKERS, 2)
    sections, wants_tables = wanted
    for number in range(sections):
        paper.parts.append(_part("heading", _fresh(paper, words), 1, name=f"h{number}"))
        for _ in range(random.randrange(2, 6)):
            draw = random.random()
            if draw < 0.25:
                paper.parts.extend(_items(random, words, random.choice(styles)))
            elif draw < 0.4 and wants_tables:
                paper.parts.append(_grid(random, words))
            elif draw < 0.5:
                paper.parts.append(_part("heading", _fresh(paper, words), 2, name=f"h{number}-{len(paper.parts)}"))
                paper.parts.append(_paragraph(random, words))
            else:
                paper.parts.append(_paragraph(random, words))


def _look(random: Random) -> dict[str, str]:
    return {
        "font": random.choice(_FONTS),
        "size": str(random.choice((8.5, 9, 10, 10.5, 11, 12))),
        "height": str(random.choice((1.15, 1.25, 1.35, 1.5))),
        "align": random.choice(("left", "left", "justify")),
        "hyphens": random.choice(("none", "auto", "auto")),
        "hyphen": random.choice(("-", "-", "‐", "-")),
        "gap": random.choice(("space", "space", "indent")),
        "paper": random.choice(("A4", "A4", "A4", "A4 landscape", "Letter")),
        "margin": str(random.choice((15, 20, 25))),
        "wrap": random.choice(("slashes", "anywhere")),
        "colour": random.choice(("#123a6b", "#000000", "#7a1a5c", "#333333")),
        "bold": random.choice(("bold", "bold", "normal")),
        "head": random.choice(("1.5", "1.8", "1.25")),
        "tagged": random.choice(("", "", "yes")),
    }


def _margins(paper: Paper, random: Random, words: Words) -> None:
    places = ["top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right"]
    random.shuffle(places)
    kinds = ["number"] if random.random() < 0.8 else []
    kinds += ["chapter"] if random.random() < 0.4 else []
    kinds += ["title"] if random.random() < 0.5 else []
    kinds += ["marking"] if random.random() < 0.25 else []
    kinds += ["long"] if random.random() < 0.15 else []
    for kind, place in zip(kinds, places, strict=False):
        if kind == "number":
            paper.margins[place] = random.choice(_NUMBERS)
        elif kind == "chapter":
            paper.margins[place] = "chapter"
        elif kind == "title":
            paper.margins[place] = f"{words.heading()}: a seven-minute briefing"
        elif kind == "marking":
            paper.margins[place] = random.choice(_MARKINGS)
        else:
            paper.margins[place] = "Published by Ravensholt Safeguarding Partnership, version 1.2, July 2023"


def _fresh(paper: Paper, words: Words) -> str:
    known = {part.text for part in paper.blocks}
    while True:
        text = words.heading()
        if text not in known:
            return text


def _part(kind: str, text: str, level: int = 0, marker: str = "", name: str = "") -> Part:
    return Part(kind, [Piece(text)], level, marker, name)


def _paragraph(random: Random, words: Words) -> Part:
    return _part("paragraph", words.text(random.choice((1, 2, 2, 3, 4, 6, 8))))


def _items(random: Random, words: Words, style: tuple[str, ...]) -> list[Part]:
    items: list[Part] = []
    depth = 1
    counts = [0, 0, 0]
    closing = random.choice((".", ";", ""))
    long = random.choice((1, 1, 2))
    for _ in range(random.randrange(3, 9)):
        counts[depth - 1] += 1
        counts[depth:] = [0] * (3 - depth)
        text = words.text(long) if closing == "." else words.clause() + closing
        items.append(_part("item", text, depth, _counted(style[depth - 1], counts, depth)))
        depth = min(max(depth + random.choice((0, 0, 0, 1, -1)), 1), 3)
    return items


def _counted(style: str, counts: list[int], depth: int) -> str:
    number = counts[depth - 1]
    if style.count("1") > 1:
        return ".".join(str(count) for count in counts[:depth])
    for one, value in (("1", str(number)), ("a", chr(96 + number)), ("A", chr(64 + number)), ("i", roman(number))):
        if one in style and style != "drawn":
            return style.replace(one, value)
    return style


def roman(number: int) -> str:
    """A small number as small roman letters."""
    out = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out += letters
            number -= value
    return out


def _grid(random: Random, words: Words) -> Grid:
    columns, rows = random.randrange(2, 5), random.choice((3, 4, 5, 6, 18))
    rules = random.choice(("all", "all", "rows", "zebra", "none"))
    heads = random.random() < 0.7
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if (row, column) in taken:
                continue
            text = words.heading() if row == 1 and heads else words.cell()
            cell = Cell(text, row, column)
            if rules == "all" and not (row == 1 and heads) and random.random() < 0.06:
                if row < rows and random.random() < 0.5 and (row + 1, column) not in taken:
                    cell.rows = 2
                elif column < columns and (row, column + 1) not in taken:
                    cell.columns = 2
            taken.update((row + r, column + c) for r in range(cell.rows) for c in range(cell.columns))
            cells.append(cell)
    return Grid(cells, rules, heads)


def _quote(paper: Paper, random: Random) -> None:
    """A sentence of a paragraph once more, whole, cut or in capitals, before or after it."""
    long = [n for n, part in enumerate(paper.parts) if isinstance(part, Part) and part.kind == "paragraph"]
    long = [n for n in long if len(paper.blocks) and len(paper.parts[n].text) > 250]  # type: ignore[union-attr]
    if not long:
        return
    place = random.choice(long)
    part = paper.parts[place]
    assert isinstance(part, Part)
    sentence = random.choice([s for s in re.split(r"(?<=[.?])\s", part.text) if len(s.split()) > 8] or [part.text])
    manner = random.choice(("whole", "quoted", "cut", "middle", "opened", "capitals"))
    tokens = sentence.rstrip(".?").split()
    if manner == "quoted":
        sentence = f"“{sentence}”"
    elif manner == "cut":
        sentence = f"{' '.join(tokens[: len(tokens) - 2])} …"
    elif manner == "middle":
        sentence = f"{' '.join(tokens[:4])} … {' '.join(tokens[-4:])}"
    elif manner == "opened":
        sentence = " ".join(tokens[1:])
        sentence = f"“{sentence[0].upper()}{sentence[1:]}.”"
    elif manner == "capitals":
        sentence = sentence.upper()
    paper.parts.insert(place + random.choice((0, 1)), _part("quote", sentence))


def _links(paper: Paper, random: Random, words: Words) -> None:
    """Some words lead to an address or a heading, some addresses are typed."""
    headings = [part for part in paper.blocks if part.kind == "heading"]
    for part in paper.blocks:
        if part.kind not in {"paragraph", "item"} or len(part.pieces) > 1 or random.random() > 0.18:
            continue
        tokens = part.text.split(" ")
        start = random.randrange(1, max(len(tokens) - 6, 2))
        end = min(start + random.randrange(2, 9), len(tokens) - 1)
        before, inner, after = (" ".join(t) for t in (tokens[:start], tokens[start:end], tokens[end:]))
        draw = random.random()
        if draw < 0.4 and inner:
            link = words.address()
            part.pieces = [Piece(f"{before} "), Piece(inner, link=link), Piece(f" {after}")]
        elif draw < 0.65 and inner:
            goal = random.choice(headings).name
            part.pieces = [Piece(f"{before} "), Piece(inner, goal=goal), Piece(f" {after}")]
        else:
            address = words.address()
            linked = address if draw < 0.8 else ""
            part.pieces = [Piece(f"{part.text} See "), Piece(address, link=linked), Piece(".")]


def _note(paper: Paper, random: Random, words: Words) -> None:
    count = 0
    for part in paper.blocks:
        if part.kind not in {"paragraph", "item"} or random.random() > 0.3 or count > 14:
            continue
        count += 1
        long = random.choice((1, 1, 2, 6 if random.random() < 0.2 else 1))
        note = words.text(long)
        if random.random() < 0.3:
            note = f"{words.heading()} ({random.randrange(1998, 2024)}) {words.address()}"
        last = part.pieces[-1]
        last.note = note
