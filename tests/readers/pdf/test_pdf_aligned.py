"""Tables of PDFs whose columns show in the text alone."""

from __future__ import annotations

from briefkit.model import Document
from paperfiles import print_html, read_bytes

_ROWS: list[tuple[str, ...]] = [
    ("Boat", "Oars", "Keeper"),
    ("The Wren", "4", "A tall man from the town"),
    ("The Tern", "12", "Nobody"),
]
_ROWS += [(f"Boat number {n}", str(n), "The keeper of the light and his two sons, who came later") for n in range(3, 6)]
_TEXT = "<p>Nobody came to the harbour in all the weeks of that long winter, and the boats lay still.</p>"


def _table(rows: list[tuple[str, ...]], head: bool = False) -> str:
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    first = f"<thead><tr>{lines.pop(0)}</tr></thead>" if head else ""
    return f"<table>{first}{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cells(document: Document) -> list[tuple[int, int, str]]:
    held = {c.id: (c.row or 0, c.column or 0) for c in document.containers if c.kind == "cell"}
    return [
        (*held[block.container], block.text) for block in document.blocks if block.container in held and not block.aside
    ]


def _wanted(rows: list[tuple[str, ...]]) -> list[tuple[int, int, str]]:
    return [(n, m, cell) for n, row in enumerate(rows, start=1) for m, cell in enumerate(row, start=1)]


def test_rows_parted_by_rules_are_a_table() -> None:
    style = "table{border-collapse:collapse;width:100%} tr{border-bottom:1px solid} td{padding:3pt;vertical-align:top}"
    assert _cells(read_bytes(print_html(_TEXT + _table(_ROWS) + _TEXT, style))) == _wanted(_ROWS)


def test_every_other_row_shaded_is_a_table() -> None:
    style = "table{width:100%} tr:nth-child(even){background:#dde} td{padding:3pt;vertical-align:top}"
    style += "table{border-spacing:0}"
    assert _cells(read_bytes(print_html(_TEXT + _table(_ROWS) + _TEXT, style))) == _wanted(_ROWS)


def test_a_text_between_three_rules_is_no_table() -> None:
    style = "p{border-bottom:1px solid;padding:4pt 0}"
    assert not _cells(read_bytes(print_html(_TEXT * 5, style)))


def test_a_table_goes_on_in_the_next_column_and_its_head_is_told_once() -> None:
    rows: list[tuple[str, ...]] = [
        ("Boat", "Oars"),
        *((f"The boat {n} of the harbour", f"{n} oars") for n in range(2, 60)),
    ]
    style = (
        "td{border:1px solid;padding:2pt} table{border-collapse:collapse} .c{columns:2;height:24cm;column-fill:auto}"
    )
    document = read_bytes(print_html(f"<div class=c>{_table(rows, head=True)}</div>", style))
    assert sum(container.kind == "table" for container in document.containers) == 1
    assert _cells(document) == _wanted(rows)


def test_two_tables_of_one_width_with_text_between_them_are_two() -> None:
    style = "table{border-collapse:collapse;width:100%} tr{border-bottom:1px solid} td{padding:3pt;vertical-align:top}"
    document = read_bytes(print_html(_table(_ROWS) + _TEXT * 6 + _table(_ROWS), style))
    assert sum(container.kind == "table" for container in document.containers) == 2
    assert _cells(document) == _wanted(_ROWS) * 2


def test_a_single_shaded_row_tells_of_the_rows_around_it() -> None:
    style = "table{width:100%;border-spacing:0} td{padding:3pt;vertical-align:top} tr:nth-child(2){background:#dde}"
    document = read_bytes(print_html(_TEXT + _table(_ROWS) + _TEXT, style))
    assert _cells(document) == _wanted(_ROWS)


def test_figures_set_to_the_right_are_columns() -> None:
    rows: list[tuple[str, ...]] = [
        ("Boat", "Oars", "Price"),
        ("Wren", "4", "1,250"),
        ("Tern", "12", "80"),
        ("Gull", "8", "7"),
    ]
    style = (
        "table{width:100%;border-spacing:0} td{padding:3pt} td+td{text-align:right} tr:nth-child(odd){background:#dde}"
    )
    assert _cells(read_bytes(print_html(_TEXT + _table(rows) + _TEXT, style))) == _wanted(rows)


def test_a_narrow_column_of_figures_is_one_of_a_table_without_rules() -> None:
    rows: list[tuple[str, ...]] = [
        ("No", "Boat", "Keeper", "Harbour"),
        *((str(n), f"The boat called Number {n}", "A man who lived alone by the sea", "Marlby") for n in range(2, 8)),
    ]
    style = (
        "table{width:100%;border-spacing:0} td{padding:6pt 12pt 6pt 0;vertical-align:top} td:nth-child(3){width:25%}"
    )
    assert _cells(read_bytes(print_html(_TEXT + _table(rows) + _TEXT, style))) == _wanted(rows)


def test_rows_beside_shaded_ones_are_not_cut_between_loosely_set_lines() -> None:
    long = "Nobody who lived in the town had ever seen the keeper of the light by day"
    rows: list[tuple[str, ...]] = [(f"{long} {n}", f"{long} or night {n}") for n in range(4)]
    style = "table{width:70%;border-spacing:0;line-height:1.7} td{padding:3pt;vertical-align:top;width:50%}"
    style += "tr:nth-child(even){background:#dde}"
    assert _cells(read_bytes(print_html(_TEXT + _table(rows) + _TEXT, style))) == _wanted(rows)
