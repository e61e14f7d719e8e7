"""Layout families that no rule was tuned on: measured only, never looked at one by one."""

from __future__ import annotations

from collections.abc import Callable

from posters.boxed import Style
from posters.paper import DARK, PALE, Column, Paper
from posters.prose import MARGIN, beds, beds_at, text_of, title


def magazine(paper: Paper) -> None:
    """Two columns, then an article across or a rule, then three columns with gutters at other places."""
    top = title(paper)
    choose = paper.random
    y = paper.flow(beds(paper, top, top + choose.uniform(150, 240), 2), text_of(paper, 4)) + 18
    if choose.random() < 0.5:
        paper.rule(MARGIN, y - 9, paper.width - MARGIN, y - 9)
    else:
        y = paper.stack("across", MARGIN, y, paper.width - 2 * MARGIN, [paper.part("h", 4), paper.part("p", 40)]) + 16
    paper.flow(beds(paper, y, min(y + choose.uniform(140, 260), paper.height - 50), 3), text_of(paper, 5))


def spans(paper: Paper) -> None:
    """A large box beside two small ones, then two small ones beside a large one, or a row of three."""
    style = Style(paper)
    choose = paper.random
    y = title(paper)
    gap = choose.uniform(8, 16)
    unit = (paper.width - 2 * MARGIN - 2 * gap) / 3
    for row in range(2):
        large = choose.choice(["left", "right"]) if row == 0 else choose.choice(["left", "right", "none"])
        if large == "none":
            held = [paper.prose(True, 1, 25) for _ in range(3)]
            tall = max(style.height(paper, parts, unit) for parts in held)
            for number, parts in enumerate(held):
                style.draw(paper, f"low {number}", (MARGIN + number * (unit + gap), y, unit, tall), parts)
            break
        small = [paper.prose(True, 1, 20) for _ in range(2)]
        big = paper.prose(True, 3, 60)
        each = [style.height(paper, parts, unit) for parts in small]
        wide = 2 * unit + gap
        high = max(sum(each) + gap, style.height(paper, big, wide))
        big_x = MARGIN if large == "left" else MARGIN + unit + gap
        small_x = MARGIN + wide + gap if large == "left" else MARGIN
        if large == "left":
            style.draw(paper, f"big {row}", (big_x, y, wide, high), big)
        style.draw(paper, f"upper {row}", (small_x, y, unit, each[0]), small[0])
        style.draw(paper, f"lower {row}", (small_x, y + each[0] + gap, unit, high - each[0] - gap), small[1])
        if large == "right":
            style.draw(paper, f"big {row}", (big_x, y, wide, high), big)
        y += high + gap


def comparison(paper: Paper) -> None:
    """A landscape slide: two headings side by side, under each its own points, a line of text below both."""
    choose = paper.random
    paper.width, paper.height = 842, 595
    paper.look = paper.look._replace(size=13.0, head=16.0, lead=16.0, gap=7.0)
    y = title(paper, 36, chance=1.0) + 10
    low = y
    for number, x in enumerate((48.0, 440.0)):
        parts = [paper.part("h", 3), *(paper.part("b", choose.randint(4, 14)) for _ in range(choose.randint(3, 5)))]
        low = max(low, paper.stack(f"side {number}", x, y, 350, parts))
    if choose.random() < 0.6:
        paper.stack("below", 48, low + 24, 740, [paper.part("p", 20)])


def timeline(paper: Paper) -> None:
    """Four or five stations beside each other on a line, each with a heading and a text; prose below."""
    choose = paper.random
    paper.width, paper.height = 842, 595
    y = title(paper)
    count = choose.choice([4, 5])
    colour = choose.choice(DARK)
    paper.rule(MARGIN, y + 8, paper.width - MARGIN, y + 8, colour, 3)
    low = y
    for number, bed in enumerate(beds_at(paper, y + 24, count)):
        paper.fill_round(bed.x, y + 2, 12, 12, colour, 6)
        parts = [paper.part("h", 2), paper.part("p", choose.randint(10, 25))]
        low = max(low, paper.stack(f"station {number}", bed.x, bed.top, bed.width, parts))
    paper.stack("below", MARGIN, low + 22, paper.width - 2 * MARGIN, text_of(paper, 2, 2))


def leaflet(paper: Paper) -> None:
    """A landscape sheet folded in three: each third is a page of its own, perhaps with a tinted box."""
    choose = paper.random
    paper.width, paper.height = 842, 595
    third = paper.width / 3
    for number in range(3):
        x, y = third * number + 22, 30.0
        if number == 0 or choose.random() < 0.3:
            paper.fill(third * number, 0, third, 90, choose.choice(DARK))
            head = paper.part("h", 3)
            paper.stack(f"third {number}", x, 32, third - 44, [head], head_colour="#ffffff")
            y = 108
        y = paper.stack(f"third {number}", x, y, third - 44, text_of(paper, 2, 2, 40)) + 14
        parts = paper.prose(True, 1, 18)
        high = paper.tall(parts, third - 62) + 16
        if y + high < paper.height - 20:
            paper.fill(x, y, third - 44, high, choose.choice(PALE))
            paper.stack(f"box {number}", x + 9, y + 8, third - 62, parts)
            paper.boxes.append([part.unit for part in parts])


def three_to_one(paper: Paper) -> None:
    """Two columns of text and a narrow third of notes without a frame, a contact line across the foot."""
    top = title(paper)
    width = (paper.width - 2 * MARGIN - 150 - 40) / 2
    main = [Column(MARGIN + n * (width + 20), top, width, top + paper.random.uniform(260, 420)) for n in range(2)]
    low = paper.flow(main, text_of(paper, 5))
    parts = [part for _ in range(2) for part in paper.prose(True, 2, 14)]
    low = max(low, paper.stack("notes", paper.width - MARGIN - 150, top, 150, parts))
    paper.stack("foot", MARGIN, low + 20, paper.width - 2 * MARGIN, [paper.part("h", 3), paper.part("p", 30)])


FAMILIES: dict[str, Callable[[Paper], None]] = {
    "magazine": magazine,
    "large and small boxes": spans,
    "comparison slide": comparison,
    "stations on a line": timeline,
    "folded leaflet": leaflet,
    "two columns and notes": three_to_one,
}
