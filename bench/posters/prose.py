"""Layout families of running text: columns, sidebars, labels, tables, figures, and panels that no frame holds."""

from __future__ import annotations

from collections.abc import Callable

from posters.paper import DARK, PALE, Column, Paper, Part

MARGIN = 42.0


def title(paper: Paper, margin: float = MARGIN, *, chance: float = 0.85) -> float:
    """A title over the full width, on a banner or not, perhaps with a lead; gives the y below it."""
    choose = paper.random
    if choose.random() > chance:
        return margin
    size = choose.choice([16, 18, 20, 24])
    head = paper.part("h", choose.randint(3, 5))
    while len(head.text) * 0.55 * size > paper.width - 2 * margin:
        size -= 1
    banner = choose.random() < 0.45
    y = margin
    if banner:
        paper.fill(0, 0, paper.width, y + 1.6 * size, choose.choice(DARK))
    x = margin if choose.random() < 0.7 else (paper.width - len(head.text) * 0.5 * size) / 2
    paper.write("title", x, y, head.text, size, paper.look.bold, "#ffffff" if banner else choose.choice(DARK))
    paper.chains[-1].append(head.unit)
    y += 1.6 * size + (18 if banner else choose.uniform(4, 14))
    if choose.random() < 0.35:
        lead = paper.part("p", choose.randint(20, 45))
        y = paper.stack("lead", margin, y, paper.width - 2 * margin, [lead]) + choose.uniform(8, 18)
    return y


def beds(paper: Paper, top: float, bottom: float, count: int, margin: float = MARGIN) -> list[Column]:
    """So many columns of equal width beside each other."""
    gap = paper.random.uniform(13, 30)
    width = (paper.width - 2 * margin - gap * (count - 1)) / count
    return [Column(margin + n * (width + gap), top, width, bottom) for n in range(count)]


def text_of(paper: Paper, sections: int, most: int = 3, longest: int = 60) -> list[Part]:
    """Sections of running text."""
    return [part for _ in range(sections) for part in paper.prose(paper.random.random() < 0.85, most, longest)]


def columns(paper: Paper) -> None:
    """One to three columns of running text, the text flowing on in mid-sentence; perhaps with a foot across."""
    top = title(paper)
    count = paper.random.choice([1, 2, 2, 2, 3, 3])
    parts = text_of(paper, paper.random.randint(3, 8))
    bottom = paper.random.choice([paper.height - 60, top + paper.random.uniform(200, 500)])
    y = paper.flow(beds(paper, top, bottom, count), parts)
    if y < paper.height - 150 and paper.random.random() < 0.5:
        paper.stack("foot", MARGIN, y + 16, paper.width - 2 * MARGIN, text_of(paper, 1, 2))


def level_columns(paper: Paper) -> None:
    """Two or three columns of running text that all begin with a heading; other headings may stand level by chance."""
    top = title(paper)
    count = paper.random.choice([2, 2, 3])
    y = top
    lowest = top
    alike = paper.random.random() < 0.4
    for number, bed in enumerate(beds(paper, y, 0, count)):
        at = y
        for section in range(paper.random.randint(2, 4)):
            few = 20 if alike and section == 0 else 0
            parts = [paper.part("h", 4), paper.part("p", few or paper.random.randint(12, 50))]
            if not few and paper.random.random() < 0.4:
                parts.append(paper.part("p", paper.random.randint(10, 40)))
            at = paper.stack(f"column {number}", bed.x, at, bed.width, parts) + 1.2 * paper.look.gap
        lowest = max(lowest, at)
    if paper.random.random() < 0.6:
        for _ in range(paper.random.randint(1, 3)):
            parts = [paper.part("h", 3), paper.part("p", paper.random.randint(20, 50))]
            lowest = paper.stack("after", MARGIN, lowest + 12, paper.width - 2 * MARGIN, parts)


def panel_rows(paper: Paper) -> None:
    """Panels without frames in rows: each row's headings stand level, and its texts are of different lengths."""
    y = title(paper)
    count = paper.random.choice([2, 2, 3])
    for row in range(paper.random.randint(2, 4)):
        below = y
        for number, bed in enumerate(beds_at(paper, y, count)):
            parts = [paper.part("h", 3), *paper.prose(False, 2, 35)]
            below = max(below, paper.stack(f"panel {row} {number}", bed.x, y, bed.width, parts))
        y = below + paper.random.uniform(1.6, 3) * paper.look.size


def beds_at(paper: Paper, y: float, count: int) -> list[Column]:
    """Columns with a gutter that stays the same for the page."""
    gap = 22.0
    width = (paper.width - 2 * MARGIN - gap * (count - 1)) / count
    return [Column(MARGIN + n * (width + gap), y, width, 0) for n in range(count)]


def sidebar(paper: Paper) -> None:
    """A main text of one or two columns and a sidebar at its right or left, filled or not."""
    top = title(paper)
    choose = paper.random
    right = choose.random() < 0.65
    wide = paper.width * choose.uniform(0.22, 0.32)
    gap = choose.uniform(16, 28)
    main_x = MARGIN if right else MARGIN + wide + gap
    side_x = paper.width - MARGIN - wide if right else MARGIN
    room = paper.width - 2 * MARGIN - wide - gap
    count = choose.choice([1, 1, 2])
    width = (room - 16 * (count - 1)) / count
    bottom = paper.height - 60 if count == 1 else top + choose.uniform(250, 520)
    main = [Column(main_x + n * (width + 16), top, width, bottom) for n in range(count)]
    if not right:
        paper.chains.append([])
    paper.flow(main, text_of(paper, choose.randint(3, 6)))
    if not right:
        paper.chains.append([])
    parts = [part for _ in range(choose.randint(1, 3)) for part in paper.prose(True, 2, 18)]
    filled = choose.random() < 0.6
    pad = 9.0 if filled else 0.0
    begin = len(paper.chains[-1])
    end = paper.stack("sidebar", side_x + pad, top + pad, wide - 2 * pad, parts)
    if filled:
        paper.fill(side_x, top, wide, choose.choice([end + pad - top, paper.height - 50 - top]), choose.choice(PALE))
        paper.boxes.append(paper.chains[-1][begin:])
    elif choose.random() < 0.5:
        x = side_x - gap / 2 if right else side_x + wide + gap / 2
        paper.rule(x, top, x, end)


def label_rows(paper: Paper) -> None:
    """Labels in a narrow column and their texts beside them, parted by rules, tints or nothing."""
    y = title(paper)
    choose = paper.random
    wide = paper.width * choose.uniform(0.18, 0.26)
    x = MARGIN + wide + 14
    manner = choose.choice(["nothing", "rules", "tints"])
    for row in range(choose.randint(4, 7)):
        label = paper.part("h", choose.choice([2, 2, 3]))
        low = paper.stack(f"row {row}", MARGIN + 4, y, wide - 4, [label])
        end = max(low, paper.stack(f"row {row}", x, y, paper.width - MARGIN - x, paper.prose(False, 2, 40)))
        if manner == "rules":
            paper.rule(MARGIN, end + 4, paper.width - MARGIN, end + 4)
        if manner == "tints" and row % 2:
            paper.fill(MARGIN, y - 4, paper.width - 2 * MARGIN, end - y + 8, "#f2f2f2")
        y = end + choose.uniform(9, 13)
        if y > paper.height - 160:
            break


def table(paper: Paper) -> None:
    """A table of short cells, ruled, with rules across, or without any; read row by row."""
    y = title(paper)
    choose = paper.random
    count = choose.randint(3, 4)
    manner = choose.choice(["ruled", "across", "bare"])
    places = beds_at(paper, y, count)
    top = y
    edges = [y - 3]
    for row in range(choose.randint(4, 8)):
        end = y
        for number, place in enumerate(places):
            few = manner == "bare" and number == 0
            part = paper.part("h" if row == 0 else "c", 2 if row == 0 or few else choose.randint(2, 9))
            end = max(end, paper.stack(f"cell {row} {number}", place.x, y, place.width, [part]))
        y = end + 8
        edges.append(y - 3)
    if manner != "bare":
        for edge in edges:
            paper.rule(MARGIN - 6, edge, paper.width - MARGIN + 6, edge)
    if manner == "ruled":
        for x in [*(place.x - 6 for place in places), paper.width - MARGIN + 6]:
            paper.rule(x, top - 3, x, edges[-1])
    if choose.random() < 0.6:
        paper.stack("after", MARGIN, y + 14, paper.width - 2 * MARGIN, text_of(paper, 2, 2))


def figure(paper: Paper) -> None:
    """Two columns of running text with a picture and its caption at the head or foot of one, or across both."""
    top = title(paper)
    choose = paper.random
    first, second = beds(paper, top, paper.height - 70, 2)
    high = choose.uniform(90, 160)
    caption = paper.part("p", 9)
    paper.loose.add(caption.unit)
    manner = choose.choice(["head of second", "foot of first", "across"])
    text = text_of(paper, 5)
    if manner == "across":
        place = Column(first.x, top, second.x + second.width - first.x, 0)
        first, second = (Column(c.x, top + high + 40, c.width, c.bottom) for c in (first, second))
    elif manner == "head of second":
        place = second
        second = Column(second.x, top + high + 45, second.width, second.bottom)
    else:
        place = Column(first.x, 560, first.width, 0)
        first = Column(first.x, first.top, first.width, 548)
    paper.fill(place.x, place.top, place.width, high, "#9fb8c8")
    paper.chains.append([])
    paper.flow([first, second], text)
    paper.chains.append([])
    paper.stack("caption", place.x, place.top + high + 6, place.width, [caption])


def edge_bar(paper: Paper) -> None:
    """A bar along the left edge with words turned by 90 degrees, columns beside it."""
    wide = paper.random.uniform(34, 56)
    paper.fill(0, 0, wide, paper.height, paper.random.choice(DARK))
    word = paper.part("h", 3)
    paper.turned("bar", wide / 2 + 7, paper.height - 120, word.text, 18, "#ffffff")
    margin = wide + 24
    top = title(paper, margin, chance=0.7)
    paper.flow(beds(paper, top, paper.height - 60, paper.random.choice([1, 2, 2]), margin), text_of(paper, 6))


def pulled_box(paper: Paper) -> None:
    """Two columns of running text, one of them with a tinted or framed box between its sections."""
    top = title(paper)
    choose = paper.random
    beside = beds(paper, top, paper.height - 60, 2)
    host = choose.randrange(2)
    for number, bed in enumerate(beside):
        y = paper.stack(f"column {number}", bed.x, top, bed.width, text_of(paper, 2, 2))
        if number == host:
            y += 12
            parts = paper.prose(True, 2, 25)
            high = paper.tall(parts, bed.width - 18) + 16
            if choose.random() < 0.6:
                paper.fill(bed.x, y, bed.width, high, choose.choice(PALE))
            else:
                paper.frame(bed.x, y, bed.width, high, choose.choice(DARK), rounded=choose.random() < 0.5)
            paper.stack("box", bed.x + 9, y + 8, bed.width - 18, parts)
            paper.boxes.append([part.unit for part in parts])
            y += high
        paper.stack(f"column {number} on", bed.x, y + 12, bed.width, text_of(paper, 1, 2))


def barred_columns(paper: Paper) -> None:
    """Columns of sections, each heading on a bar of the column's width; nothing stands level but the first."""
    top = title(paper)
    count = paper.random.choice([2, 2, 3])
    colour = paper.random.choice(DARK)
    for number, bed in enumerate(beds(paper, top, 0, count)):
        y = top
        for _ in range(paper.random.randint(2, 4)):
            head = paper.part("h", 2)
            parts = paper.prose(False, 3, 40)
            high = paper.tall([head], bed.width - 12) + 8
            if y + high + paper.tall(parts, bed.width) > paper.height - 50:
                break
            paper.fill(bed.x, y, bed.width, high, colour)
            paper.stack(f"column {number}", bed.x + 6, y + 4, bed.width - 12, [head], head_colour="#ffffff")
            y = paper.stack(f"column {number}", bed.x, y + high + 5, bed.width, parts) + 12


FAMILIES: dict[str, Callable[[Paper], None]] = {
    "columns of running text": columns,
    "columns with level headings": level_columns,
    "panels in rows without frames": panel_rows,
    "sidebar": sidebar,
    "labels beside their texts": label_rows,
    "table": table,
    "figure with a caption": figure,
    "turned words in a bar at the edge": edge_bar,
    "box inside a column": pulled_box,
    "columns with bars as headings": barred_columns,
}
