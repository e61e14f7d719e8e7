"""Layout families of boxes: grids, columns of boxes, numbered panels, wheels, slides."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from posters.paper import DARK, PALE, Paper, Part
from posters.prose import MARGIN, title


class Style:
    """How all boxes of a poster are drawn."""

    def __init__(self, paper: Paper, *, open_too: bool = False) -> None:
        choose = paper.random
        self.manner = choose.choice(
            ["fill", "fill", "frame", "round", "round fill", "rules", "bar"] + (["open"] if open_too else [])
        )
        self.pad = choose.uniform(6, 11)
        self.dark = choose.choice(DARK)
        self.pale = choose.choice(PALE)
        self.many = choose.random() < 0.4

    def height(self, paper: Paper, parts: Sequence[Part], width: float) -> float:
        """How high a box with ``parts`` is at least."""
        head = self._bar(paper, parts, width) if self.manner == "bar" else 0.0
        rest = parts[1:] if head else parts
        return head + paper.tall(rest, width - 2 * self.pad) + 2 * self.pad

    def _bar(self, paper: Paper, parts: Sequence[Part], width: float) -> float:
        return paper.tall(parts[:1], width - 2 * self.pad) + 8

    def draw(self, paper: Paper, group: str, place: tuple[float, float, float, float], parts: Sequence[Part]) -> None:
        """One box with its parts."""
        x, y, width, height = place
        pale = paper.random.choice(PALE) if self.many else self.pale
        if self.manner == "fill":
            paper.fill(x, y, width, height, pale)
        elif self.manner == "round fill":
            paper.fill_round(x, y, width, height, pale)
            paper.frame(x, y, width, height, self.dark, rounded=True)
        elif self.manner in {"frame", "round"}:
            paper.frame(x, y, width, height, self.dark, rounded=self.manner == "round")
        elif self.manner == "rules":
            for ends in ((x, y, x + width, y), (x, y + height, x + width, y + height)):
                paper.rule(*ends, self.dark)
            for ends in ((x, y, x, y + height), (x + width, y, x + width, y + height)):
                paper.rule(*ends, self.dark)
        elif self.manner == "bar":
            high = self._bar(paper, parts, width)
            paper.frame(x, y, width, height, self.dark)
            paper.fill(x, y, width, high, self.dark)
            paper.stack(group, x + self.pad, y + 4, width - 2 * self.pad, parts[:1], head_colour="#ffffff")
            paper.stack(group, x + self.pad, y + high + self.pad, width - 2 * self.pad, parts[1:])
        if self.manner != "bar":
            paper.stack(group, x + self.pad, y + self.pad, width - 2 * self.pad, parts)
        if self.manner != "open":
            paper.boxes.append([part.unit for part in parts])


def grid(paper: Paper) -> None:
    """Two to three by two to three boxes whose rows begin level, heights of a row alike or not; row by row."""
    style = Style(paper)
    choose = paper.random
    y = title(paper)
    count, gap = choose.choice([2, 2, 3]), choose.uniform(8, 18)
    width = (paper.width - 2 * MARGIN - gap * (count - 1)) / count
    equal = choose.random() < 0.6
    for row in range(choose.randint(2, 3)):
        held = [paper.prose(True, 2, 28 if count == 3 else 40) for _ in range(count)]
        tall = [style.height(paper, parts, width) for parts in held]
        for number, parts in enumerate(held):
            place = (MARGIN + number * (width + gap), y, width, max(tall) if equal else tall[number])
            style.draw(paper, f"box {row} {number}", place, parts)
        y += max(tall) + gap
        if y > paper.height - 180:
            break
    if choose.random() < 0.3 and y < paper.height - 130:
        parts = paper.prose(True, 1, 30)
        room = paper.width - 2 * MARGIN
        style.draw(paper, "foot", (MARGIN, y, room, style.height(paper, parts, room)), parts)


def stacked(paper: Paper) -> None:
    """Columns of boxes of unequal heights that share no rows; column by column."""
    style = Style(paper)
    choose = paper.random
    top = title(paper)
    count, gap = choose.choice([2, 2, 3]), choose.uniform(8, 18)
    width = (paper.width - 2 * MARGIN - gap * (count - 1)) / count
    for column in range(count):
        y = top
        for row in range(choose.randint(2, 4)):
            parts = paper.prose(True, 2, 30 + 25 * ((row + column) % 2))
            high = style.height(paper, parts, width) + (25 if row == 0 and column % 2 else 0)
            if y + high > paper.height - 40:
                break
            style.draw(paper, f"box {column} {row}", (MARGIN + column * (width + gap), y, width, high), parts)
            y += high + gap


def banner_between(paper: Paper) -> None:
    """Two columns of boxes, a banner across, and a row of two or three boxes below it."""
    style = Style(paper)
    choose = paper.random
    top = title(paper)
    gap = choose.uniform(8, 16)
    width = (paper.width - 2 * MARGIN - gap) / 2
    low = top
    counts = choose.choice([(1, 1), (2, 3), (3, 2), (2, 2)])
    for column in range(2):
        y = top
        for row in range(counts[column]):
            parts = paper.prose(True, 2, 35)
            # What stands level would be read by rows.
            high = style.height(paper, parts, width) + (25 if row == 0 and column and counts == (2, 2) else 0)
            style.draw(paper, f"box {column} {row}", (MARGIN + column * (width + gap), y, width, high), parts)
            y += high + gap
        low = max(low, y)
    room = paper.width - 2 * MARGIN
    parts = [paper.part("h", 4), paper.part("p", 14)]
    high = paper.tall(parts, room - 20) + 16
    paper.fill(MARGIN, low, room, high, choose.choice(PALE))
    paper.stack("banner", MARGIN + 10, low + 8, room - 20, parts)
    paper.boxes.append([part.unit for part in parts])
    low += high + gap
    count = choose.choice([2, 3])
    width = (room - gap * (count - 1)) / count
    held = [paper.prose(True, 1, 22) for _ in range(count)]
    tall = max(style.height(paper, parts, width) for parts in held)
    for number, parts in enumerate(held):
        style.draw(paper, f"last {number}", (MARGIN + number * (width + gap), low, width, tall), parts)


def _label(manner: str, number: int) -> str:
    letters = "ABCDEFGHIJKL"
    return {
        "plain": f"{number}",
        "dot": f"{number}.",
        "step": f"Step {number}",
        "nought": f"{number:02d}",
        "letter": letters[number - 1],
    }[manner]


def numbered(paper: Paper) -> None:
    """A grid of panels whose numbers tell the order: by rows, by columns, in a snake, or around."""
    choose = paper.random
    paper.chains = [[]]
    style = Style(paper, open_too=True)
    if style.manner == "bar":
        style.manner = "fill"
    y = title(paper)
    count, rows = choose.choice([(2, 2), (2, 3), (2, 4), (3, 2), (3, 3)])
    gap = choose.uniform(10, 20)
    width = (paper.width - 2 * MARGIN - gap * (count - 1)) / count
    places = _walk(choose.choice(["rows", "columns", "snake", "around"]), count, rows)
    manner = choose.choice(["plain", "dot", "step", "nought", "letter"])
    where = choose.choice(["circle", "above", "in line"])
    held = [paper.prose(True, 1, 24) for _ in places]
    room = 26.0 if where == "above" else 0.0
    side = 8 + _bubble(paper, _label(manner, 10)) if where == "circle" else 0.0
    tall = max(style.height(paper, parts, width - side) for parts in held) + room + 6
    tall = min(tall, (paper.height - y - 30) / rows - gap)
    before = list(paper.chains[-1])
    for number, (column, row) in enumerate(places):
        x, top = MARGIN + column * (width + gap), y + row * (tall + gap)
        group = f"panel {number}"
        label = _label(manner, number + 1)
        parts = held[number]
        if where == "in line":
            label = label if manner in {"dot", "step"} else f"{label}."
            label += ":" if manner == "step" else ""
            parts = [parts[0]._replace(text=f"{label} {parts[0].text}"), *parts[1:]]
        _panel(paper, style, group, (x, top, width, tall), parts, (label, where))
    paper.chains = [[*before, *(part.unit for parts in held for part in parts)]]


def _panel(
    paper: Paper,
    style: Style,
    group: str,
    place: tuple[float, float, float, float],
    parts: Sequence[Part],
    told: tuple[str, str],
) -> None:
    x, y, width, _ = place
    label, where = told
    pad = style.pad
    size = paper.look.head + 4
    Style.draw(style, paper, group, place, [])
    if style.manner != "open":
        paper.boxes[-1] = [part.unit for part in parts]
    if where == "above":
        paper.write(group, x + pad, y + pad, label, size, paper.look.bold, style.dark)
        paper.stack(group, x + pad, y + pad + 1.4 * size, width - 2 * pad, parts)
    elif where == "circle":
        wide = _bubble(paper, label)
        paper.fill_round(x + pad, y + pad, wide, 22, style.dark, 11)
        paper.write(group, x + pad + 6, y + pad + 4, label, size - 2, paper.look.bold, "#ffffff")
        paper.stack(group, x + pad + wide + 8, y + pad + 3, width - 2 * pad - wide - 8, parts)
    else:
        paper.stack(group, x + pad, y + pad, width - 2 * pad, parts)


def _bubble(paper: Paper, label: str) -> float:
    """How wide the circle behind a label is."""
    return max(22.0, 8 + 0.55 * (paper.look.head + 4) * len(label))


def _walk(manner: str, count: int, rows: int) -> list[tuple[int, int]]:
    if manner == "columns":
        return [(column, row) for column in range(count) for row in range(rows)]
    if manner == "snake":
        return [(column if row % 2 == 0 else count - 1 - column, row) for row in range(rows) for column in range(count)]
    if manner == "around" and (count == 2 or rows == 2):
        if count == 2:
            return [(0, 0), *((1, row) for row in range(rows)), *((0, row) for row in range(rows - 1, 0, -1))]
        return [*((c, 0) for c in range(count)), *((c, 1) for c in range(count - 1, -1, -1))]
    return [(column, row) for row in range(rows) for column in range(count)]


def wheel(paper: Paper) -> None:
    """A hub with five to eight boxes around it on a landscape page, numbered or read from twelve o'clock."""
    choose = paper.random
    paper.width, paper.height = 842, 595
    style = Style(paper)
    top = title(paper, 28, chance=0.5) if choose.random() < 0.6 else 28.0
    count = choose.randint(5, 8)
    told = choose.random() < 0.5
    width = choose.uniform(160, 200)
    down = (paper.height - top - 30) / 2
    middle_x, middle_y = paper.width / 2, top + down
    hub = [paper.part("h", 3)]
    size = 75.0
    if choose.random() < 0.7:
        paper.fill_round(middle_x - size, middle_y - size * 0.75, 2 * size, 1.5 * size, style.dark, size)
    else:
        paper.fill(middle_x - size, middle_y - size * 0.6, 2 * size, 1.2 * size, style.dark)
    paper.stack("hub", middle_x - 55, middle_y - 18, 110, hub, head_colour="#ffffff", centred=True)
    paper.boxes.append([hub[0].unit])
    high = min(112.0, (paper.height - top - 30) * 0.23)
    for number in range(count):
        angle = 2 * math.pi * number / count
        x = middle_x + math.sin(angle) * (paper.width / 2 - width / 2 - 26) - width / 2
        y = middle_y - math.cos(angle) * (down - high / 2) - high / 2
        words = 20
        parts = [paper.part("h", 2), paper.part("p", words)]
        while style.height(paper, parts, width) > high and words > 6:
            words -= 2
            parts[1] = paper.part("p", words)
        if told:
            parts[0] = parts[0]._replace(text=f"{number + 1}. {parts[0].text}")
        paper.rule(middle_x, middle_y, x + width / 2, y + high / 2, "#aabbcc", 2)
        style.draw(paper, f"box {number}", (x, y, width, high), parts)


def handout(paper: Paper) -> None:
    """Two, three, four or six slides printed on one page, row by row; beside three of them lines for notes."""
    choose = paper.random
    count = choose.choice([2, 3, 4, 6])
    across, rows = {2: (1, 2), 3: (1, 3), 4: (2, 2), 6: (2, 3)}[count]
    if count == 4 or (count == 2 and choose.random() < 0.3):
        paper.width, paper.height = (842, 595) if count == 4 else (595, 842)
    gap = 24.0
    width = (paper.width - 2 * MARGIN - gap * (across - 1)) / across * (0.48 if count == 3 else 1)
    high = min(width * 0.7, (paper.height - 2 * MARGIN - gap * (rows - 1)) / rows)
    small = paper.look.size * (0.75 if count > 2 else 1.1)
    paper.look = paper.look._replace(size=small, head=1.5 * small, lead=1.2 * small, gap=0.5 * small)
    framed = choose.random() < 0.8
    tint = choose.choice(PALE) if not framed or choose.random() < 0.4 else ""
    for number in range(count):
        x = MARGIN + (number % across) * (width + gap)
        y = MARGIN + (number // across) * (high + gap)
        if tint:
            paper.fill(x, y, width, high, tint)
        if framed:
            paper.frame(x, y, width, high, "#444444")
        parts = [paper.part("h", 3)]
        while len(parts) < 5:
            more = [*parts, paper.part("b", choose.randint(4, 10))]
            if paper.tall(more, width - 24) > high - 20:
                break
            parts = more
        paper.stack(f"slide {number}", x + 12, y + 9, width - 24, parts)
        paper.boxes.append([part.unit for part in parts])
        for line in range(5 if count == 3 else 0):
            below = y + 20 + 24 * line
            paper.rule(x + width + 20, below, paper.width - MARGIN, below)


def slide(paper: Paper) -> None:
    """One slide: a title and one or two columns of points of running text."""
    choose = paper.random
    paper.width, paper.height = choose.choice([(960, 540), (720, 540), (842, 595)])
    size = choose.choice([14.0, 16.0, 18.0])
    paper.look = paper.look._replace(size=size, head=1.25 * size, lead=1.2 * size, gap=0.55 * size, justified=False)
    head = paper.part("h", 3)
    paper.write("title", 48, 36, head.text, 30, paper.look.bold, choose.choice(DARK))
    paper.chains[-1].append(head.unit)
    count = choose.choice([1, 2, 2])
    width = (paper.width - 96 - 36 * (count - 1)) / count
    for column in range(count):
        y, x = 100.0, 48 + column * (width + 36)
        parts: list[Part] = []
        for _ in range(5):
            more = [*parts, paper.part("b", choose.randint(4, 14))]
            if paper.tall(more, width) > paper.height - 150:
                break
            parts = more
        paper.stack(f"column {column}", x, y, width, parts)


def label_boxes(paper: Paper) -> None:
    """A table laid out as boxes: in each row a dark box with a heading and a pale one with its text."""
    y = title(paper)
    choose = paper.random
    wide = choose.uniform(110, 150)
    dark, pale = choose.choice(DARK), choose.choice(PALE)
    gap = choose.choice([0, 4, 6])
    x = MARGIN + wide + gap
    for row in range(choose.randint(3, 6)):
        head = paper.part("h", choose.choice([2, 2, 3]))
        parts = paper.prose(False, 2, 35)
        room = paper.width - MARGIN - x
        high = max(paper.tall([head], wide - 16), paper.tall(parts, room - 18)) + 14
        if y + high > paper.height - 40:
            break
        paper.fill(MARGIN, y, wide, high, dark)
        paper.fill(x, y, room, high, pale)
        paper.stack(f"label {row}", MARGIN + 8, y + 7, wide - 16, [head], head_colour="#ffffff")
        paper.stack(f"text {row}", x + 9, y + 7, room - 18, parts)
        paper.boxes.append([head.unit, *(part.unit for part in parts)])
        y += high + choose.choice([4, 6, 8])


FAMILIES: dict[str, Callable[[Paper], None]] = {
    "boxes in level rows": grid,
    "columns of boxes": stacked,
    "banner between boxes": banner_between,
    "numbered panels": numbered,
    "wheel": wheel,
    "handout of slides": handout,
    "slide": slide,
    "labels in boxes": label_boxes,
}
