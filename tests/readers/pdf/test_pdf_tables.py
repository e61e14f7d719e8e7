"""Ruled tables: one table, its cells in rows and columns, over pages too."""

from __future__ import annotations

from briefkit.model import Document
from paperfiles import body, draw, line, read_bytes

ROW = 40


def _grid(columns: list[float], tops: list[float], fill: str = "") -> str:
    """The rules of a table: uprights at ``columns``, level rules at ``tops``, measured from the foot of the page."""
    rules = [f"{columns[0]} {y} m {columns[-1]} {y} l S\n" for y in tops]
    rules += [f"{x} {tops[0]} m {x} {tops[-1]} l S\n" for x in columns]
    return fill + "0 0 0 RG 0.7 w\n" + "".join(rules)


def _cells(rows: list[list[str]], columns: list[float], top: float) -> str:
    return "".join(
        line(text, columns[n] + 5, top - ROW * at - 14) for at, row in enumerate(rows) for n, text in enumerate(row)
    )


def _placed(document: Document) -> list[tuple[int | None, int | None, str]]:
    cells = {container.id: container for container in document.containers if container.kind == "cell"}
    return [
        (cells[block.container].row, cells[block.container].column, block.text)
        for block in body(document)
        if block.container in cells
    ]


ROWS = [
    ["Theme", "What we saw", "What it means"],
    ["Sleep", "The cot was in the hall.", "Ask to see where."],
    ["School", "She was often late.", "Ask who brings her."],
]


def test_a_table_is_read_row_by_row_whatever_the_order_of_the_stream() -> None:
    columns = [60.0, 160.0, 340.0, 520.0]
    tops = [700.0 - ROW * n for n in range(4)]
    upright = [row[::-1] for row in ROWS[::-1]]
    drawn = _grid(columns, tops) + "".join(
        line(text, columns[2 - n] + 5, 700 - ROW * (2 - at) - 14)
        for at, row in enumerate(upright)
        for n, text in enumerate(row)
    )
    document = read_bytes(draw(drawn))
    expected = [(r, c, text) for r, row in enumerate(ROWS, start=1) for c, text in enumerate(row, start=1)]
    assert _placed(document) == expected
    assert sum(container.kind == "table" for container in document.containers) == 1


def test_edges_that_differ_by_a_point_make_one_row() -> None:
    columns = [60.0, 160.0, 340.0, 520.0]
    tops = [700.0, 660.0, 620.0, 580.0]
    drawn = _grid(columns, tops) + "0.8 0.9 1 rg 160 661.2 180 39.5 re f 0 g\n" + _cells(ROWS, columns, 700)
    cells = _placed(read_bytes(draw(drawn)))
    assert [cell[:2] for cell in cells[:3]] == [(1, 1), (1, 2), (1, 3)]


def test_a_cell_has_the_colour_painted_behind_it() -> None:
    columns = [60.0, 160.0, 340.0, 520.0]
    tops = [700.0, 660.0, 620.0, 580.0]
    fill = "0.8 0.9 1 rg 60 660 460 40 re f 0 g\n"
    document = read_bytes(draw(_grid(columns, tops, fill) + _cells(ROWS, columns, 700)))
    fills = {(c.row, c.column): c.filled for c in document.containers if c.kind == "cell"}
    assert fills[1, 1] == fills[1, 3] == "#cce6ff"
    assert fills[2, 1] is None


def test_a_table_goes_on_at_the_head_of_the_next_page_even_with_a_single_row() -> None:
    columns = [60.0, 300.0, 520.0]
    first = [["Who", "What"], ["Police", "Share the plan."]]
    page_one = line("A line of text at the head of the first page.", 60, 780) + _grid(columns, [200, 160, 120])
    page_two = _grid(columns, [760, 720]) + _cells([["Health", "Ring the school."]], columns, 760)
    page_two += line("A line of text that stands below the table.", 60, 600)
    document = read_bytes(draw(page_one + _cells(first, columns, 200), page_two))
    assert _placed(document)[-2:] == [(3, 1, "Health"), (3, 2, "Ring the school.")]
    assert sum(container.kind == "table" for container in document.containers) == 1


def test_two_framed_boxes_side_by_side_are_no_table() -> None:
    columns = [60.0, 300.0, 520.0]
    drawn = _grid(columns, [700, 400]) + _cells([["What happened", "What we learned"]], columns, 700)
    assert not [c for c in read_bytes(draw(drawn)).containers if c.kind == "table"]


def test_a_box_drawn_in_a_cell_stays_in_its_row() -> None:
    columns = [60.0, 160.0, 340.0, 520.0]
    tops = [700.0, 660.0, 560.0, 520.0]
    box = "0.9 0.9 0.7 rg 165 565 170 50 re f 0 g\n"
    rows = [(1, "Name", "Story", "Since"), (2, "Ada", "She was seen late.", "May"), (3, "Bel", "He moved.", "June")]
    drawn = _grid(columns, tops, box)
    for row, *row_texts in rows:
        for n, text in enumerate(row_texts):
            drawn += line(text, columns[n] + 5, tops[row - 1] - 14)
    drawn += line("A box within the cell says more.", 170, 590)
    order = [block.text for block in body(read_bytes(draw(drawn)))]
    assert order[3:7] == ["Ada", "She was seen late.", "A box within the cell says more.", "May"]


def test_a_row_that_was_broken_between_pages_goes_on_in_its_cells() -> None:
    columns = [60.0, 300.0, 520.0]
    first = [["Who", "What"], ["Police", "Share the plan with the school and with"]]
    page_one = line("A line of text at the head of the first page.", 60, 780) + _grid(columns, [160, 120, 80])
    page_one += _cells(first, columns, 160)
    rest = [["", "everybody else who visits the home."], ["Health", "Ring the school."]]
    page_two = _grid(columns, [760, 720, 680]) + _cells(rest, columns, 760)
    page_two += line("A line of text that stands below the table.", 60, 600)
    told = _placed(read_bytes(draw(page_one, page_two)))
    assert (2, 2, "Share the plan with the school and with everybody else who visits the home.") in told
    assert told[-2:] == [(3, 1, "Health"), (3, 2, "Ring the school.")]


def test_a_frame_as_wide_as_its_cell_parts_nothing() -> None:
    columns = [60.0, 160.0, 520.0]
    tops = [700.0, 660.0, 560.0, 520.0]
    drawn = _grid(columns, tops) + "165 600 350 55 re S\n" + line("Name", 65, 686) + line("Story", 165, 686)
    drawn += line("Ada", 65, 646) + line("She was seen late in the day.", 175, 640)
    drawn += line("Nobody had asked her why.", 165, 580) + line("Bel", 65, 546) + line("He moved.", 165, 546)
    document = read_bytes(draw(drawn))
    assert (2, 2, "She was seen late in the day.") in _placed(document)
    assert not [container for container in document.containers if container.kind == "box"]
