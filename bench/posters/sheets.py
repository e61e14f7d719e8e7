"""Sheets: where the boxes and the running text of a page stand, and in which order a person reads them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from PIL import ImageFont

LINE = 13.0
"""The exact height of a line of running text."""

FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 10)
"""As wide as Arial, letter by letter."""

BLANK = FONT.getlength(" ")

_SYLLABLES = "ba ne lo ri ta mu se ko di fa ren tol mar sil pen dor wick ham lea stow".split()


@dataclass
class Box:
    """A unit in a box: its name and where it stands on its sheet, in points from the top left of the paper."""

    name: str
    left: float
    top: float
    width: float
    height: float
    number: str = ""


@dataclass
class Sheet:
    """One page: its boxes, its running text and in which order all of it is read. ``loose`` may stand in a range."""

    boxes: list[Box] = field(default_factory=list)
    flow: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    loose: dict[str, tuple[str, str]] = field(default_factory=dict)
    columns: int = 1
    start: float = 0.0
    indents: tuple[float, float] = (0.0, 0.0)
    wrap: str = "square"


class Layouts:
    """Draws the sheets of one file. ``wide`` is a landscape sheet."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.wide = self.random.random() < 0.4
        self.width, self.height = (842.0, 595.0) if self.wide else (595.0, 842.0)
        self.margin = self.random.choice([36.0, 54.0, 72.0])
        self.units = 0
        self.shape = 0
        self.texts: dict[str, str] = {}

    def name(self) -> str:
        """A name that no other unit has."""
        self.units += 1
        return f"unit{self.units:03d}x"

    def words(self, count: int) -> str:
        """Invented words."""
        pick = self.random.choice
        return " ".join(pick(_SYLLABLES) + pick(_SYLLABLES) for _ in range(count))

    def columns(self) -> Sheet:
        """A banner now and then, then columns of boxes of unequal heights, each read downwards."""
        sheet = Sheet()
        top, bottom = self.margin, self.height - self.margin
        if self.random.random() < 0.6:
            sheet.boxes.append(self._box(self.margin, top, self.width - 2 * self.margin, 60))
            top += 75
        foot = None
        if self.random.random() < 0.3:
            foot = self._box(self.margin, bottom - 60, self.width - 2 * self.margin, 60)
            bottom -= 75
        count = self.random.choice([2, 3] if not self.wide else [2, 3, 4])
        step = (self.width - 2 * self.margin + 12) / count
        widths = [step] * count
        if count == 2 and self.random.random() < 0.5:
            widths = [step * 2 * 0.36, step * 2 * 0.64]
            self.random.shuffle(widths)
        left = self.margin
        ladder = [*self.random.sample([2, 3, 4], 3), 2]
        for index, width in enumerate(widths):
            self._pile(sheet, left, top, width - 12, bottom, ladder[index])
            left += width
        if foot is not None:
            sheet.boxes.append(foot)
        sheet.order = [box.name for box in sheet.boxes]
        return sheet

    def _pile(self, sheet: Sheet, left: float, top: float, width: float, bottom: float, count: int) -> None:
        cuts = [1 + self.random.random() * 0.5 for _ in range(count)]
        room = bottom - top - 12 * (count - 1)
        for cut in cuts:
            height = room * cut / sum(cuts)
            sheet.boxes.append(self._box(left, top, width, height))
            top += height + 12

    def grid(self) -> Sheet:
        """Rows of boxes whose tops are level and that share their rows: read row by row."""
        sheet = Sheet()
        rows, across = self.random.choice([2, 3]), self.random.choice([2, 3])
        top = self.margin
        if self.random.random() < 0.5:
            sheet.boxes.append(self._box(self.margin, top, self.width - 2 * self.margin, 50))
            top += 62
        step = (self.width - 2 * self.margin + 12) / across
        down = (self.height - self.margin - top + 12) / rows
        for row in range(rows):
            for column in range(across):
                jitter = self.random.choice([0, 0, 1, 3])
                box = self._box(self.margin + column * step, top + row * down + jitter, step - 12, down - 16)
                sheet.boxes.append(box)
        sheet.order = [box.name for box in sheet.boxes]
        return sheet

    def wheel(self) -> Sheet:
        """Seven boxes around a hub: the hub, then clockwise from the top left; numbered now and then."""
        sheet = Sheet()
        step, down = (self.width - 2 * self.margin + 12) / 3, (self.height - 2 * self.margin + 12) / 3
        spots = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
        if self.random.random() < 0.5:
            spots = [spots[index] for index in (0, 1, 2, 3, 4, 6, 7)]
        hub = self._box(self.margin + step, self.margin + down, step - 12, down - 12)
        sheet.boxes.append(hub)
        for index, (column, row) in enumerate(spots, 1):
            box = self._box(self.margin + column * step, self.margin + row * down, step - 12, down - 12)
            box.number = f"{index}. "
            sheet.boxes.append(box)
        sheet.order = [box.name for box in sheet.boxes]
        sheet.loose = {hub.name: ("", "")}
        return sheet

    def foot(self) -> Sheet:
        """Running text, and a row or two of boxes at the foot of the page."""
        sheet = Sheet(flow=[self.name() for _ in range(self.random.choice([3, 5, 7]))])
        count = self.random.choice([1, 2, 3])
        step = (self.width - 2 * self.margin + 12) / count
        top = self.height - self.margin - 150
        boxes = [self._box(self.margin + index * step, top, step - 12, 140) for index in range(count)]
        sheet.boxes = boxes
        sheet.order = [*sheet.flow, *(box.name for box in boxes)]
        return sheet

    def head(self) -> Sheet:
        """A band of boxes over the whole width, then running text (pushed down by the band)."""
        sheet = Sheet(flow=[self.name() for _ in range(self.random.choice([4, 6]))], wrap="topAndBottom")
        count = self.random.choice([1, 2, 3])
        step = (self.width - 2 * self.margin + 12) / count
        boxes = [self._box(self.margin + i * step, self.margin, step - 12, 110) for i in range(count)]
        sheet.boxes = boxes
        sheet.start = self.margin + 110
        sheet.columns = self.random.choice([1, 1, 2])
        sheet.order = [*(box.name for box in boxes), *sheet.flow]
        return sheet

    def middle(self) -> Sheet:
        """A box over the whole width in the midst of running text."""
        count = self.random.choice([4, 6, 8])
        sheet = Sheet(flow=[self.name() for _ in range(count)], wrap="topAndBottom")
        at = self.random.randrange(1, count)
        top = self.margin + sum(self._height(name, 0) for name in sheet.flow[:at])
        sheet.boxes = [self._box(self.margin, top + 2, self.width - 2 * self.margin, 80)]
        sheet.order = [*sheet.flow[:at], sheet.boxes[0].name, *sheet.flow[at:]]
        return sheet

    def sidebar(self) -> Sheet:
        """Running text and a column of boxes beside it, on the left or the right."""
        sheet = Sheet(flow=[self.name() for _ in range(self.random.choice([5, 7]))])
        side = (self.width - 2 * self.margin) * 0.32
        on_left = self.random.random() < 0.4
        left = self.margin if on_left else self.width - self.margin - side
        sheet.indents = (side + 14, 0) if on_left else (0, side + 14)
        self._pile(sheet, left, self.margin, side, self.height - self.margin, self.random.choice([1, 2, 3]))
        names = [box.name for box in sheet.boxes]
        sheet.order = [*names, *sheet.flow] if on_left else [*sheet.flow, *names]
        return sheet

    def text(self) -> Sheet:
        """Running text alone, in one or two columns."""
        sheet = Sheet(flow=[self.name() for _ in range(self.random.choice([3, 6]))])
        sheet.columns = self.random.choice([1, 2])
        sheet.order = list(sheet.flow)
        return sheet

    def _box(self, left: float, top: float, width: float, height: float) -> Box:
        return Box(self.name(), left, top, width, height)

    def _height(self, name: str, indent: float) -> float:
        """The height of a paragraph: words are set into lines as a word processor does it."""
        words = self.texts.setdefault(name, f"{name} {self.words(self.random.randrange(18, 60))}.").split()
        room, lines, at = self.width - 2 * self.margin - indent, 1, 0.0
        for word in words:
            wide = FONT.getlength(word)
            if at and at + BLANK + wide > room:
                lines, at = lines + 1, wide
            else:
                at += wide + (BLANK if at else 0)
        return lines * LINE
