"""List items of PDFs: their markers, and how deep they lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.readers.pdf.text.marks import NONE, Mark, capital_of, number_of
from paperfiles import body, draw, line, print_html, read_bytes


def _page(items: list[tuple[int, str]], x: float = 60) -> bytes:
    lines = [line(text, x + 25 * depth, 700 - 16 * n) for n, (depth, text) in enumerate(items)]
    return draw("".join(lines))


def _depths(content: bytes) -> list[int]:
    return [block.level for block in body(read_bytes(content)) if block.marker]


def test_decimal_numbers_count_as_items_of_a_list_though_they_begin_small() -> None:
    items = [
        (0, "1. the boat was mended"),
        (1, "1.1 the oars were found"),
        (1, "1.2 the sail was torn"),
        (0, "2. then"),
    ]
    blocks = body(read_bytes(_page(items)))
    assert [block.text for block in blocks] == [
        "the boat was mended",
        "the oars were found",
        "the sail was torn",
        "then",
    ]
    assert [block.level for block in blocks] == [1, 2, 2, 1]


def test_a_decimal_in_a_sentence_is_no_item() -> None:
    content = draw(
        line("Of the boats that came in that week", 60, 700) + line("2.5 per cent had been mended.", 60, 687)
    )
    assert len(body(read_bytes(content))) == 1


def test_capital_letters_are_markers_in_a_row_and_initials_alone() -> None:
    blocks = body(read_bytes(_page([(0, "A. Mend the boat."), (0, "B. Sew the sail."), (0, "C. Go.")])))
    assert [block.text for block in blocks] == ["Mend the boat.", "Sew the sail.", "Go."]
    lone = body(
        read_bytes(draw(line("The harbour was built for", 60, 700) + line("J. Marlby in one summer.", 60, 687)))
    )
    assert [block.text for block in lone] == ["The harbour was built for J. Marlby in one summer."]


def test_letters_may_be_roman_numbers_by_what_stands_before_them() -> None:
    assert number_of("i) one") == Mark("number", 3, "i)", 1)
    assert number_of("i) nine", Mark("number", 3, "a)", 8)) == Mark("number", 3, "a)", 9)
    assert number_of("v. five", Mark("number", 4, "i.", 4)) == Mark("number", 3, "i.", 5)
    assert number_of("(iv) four") == Mark("number", 5, "(i)", 4)
    assert capital_of("IV. Four") == Mark("number", 4, "I.", 4)


def test_a_list_keeps_its_depth_over_the_page() -> None:
    first = [(0, "1. mend the boat"), (1, "a. find the oars")]
    second = [(0, "b. sew the sail"), (-1, "2. go")]
    pages = [_page(first), _page(second, x=85)]
    import pikepdf

    whole = pikepdf.new()
    from io import BytesIO

    for page in pages:
        with pikepdf.open(BytesIO(page)) as pdf:
            whole.pages.extend(pdf.pages)
    room = BytesIO()
    whole.save(room)
    assert _depths(room.getvalue()) == [1, 2, 2, 1]


@pytest.mark.parametrize("marker", ["•", "–", "▪", "(1)", "a)", "i."])
def test_depth_is_that_of_the_indent_whatever_the_marker(marker: str) -> None:
    def item(depth: int, text: str) -> str:
        mark = f"<span style='position:absolute;left:-2em'>{marker}</span>"
        return f"<p style='position:relative;margin:0 0 0 {2.5 * depth}em'>{mark}{text}</p>"

    content = print_html(item(1, "Mend the old boat.") + item(2, "Find both oars.") + item(1, "Sew the sail."))
    assert _depths(content) == [1, 2, 1]


@given(st.text(max_size=12))
def test_any_text_has_a_marker_or_none(text: str) -> None:
    for mark in (number_of(text), capital_of(text)):
        assert mark == NONE or 0 < mark.length < len(text)


def test_decimal_numbers_one_after_the_other_are_markers_at_the_head_of_a_column_too() -> None:
    page = _page([(0, "2.2 the boats were old"), (0, "2.3 the oars were new"), (0, "2.4 nobody came")])
    assert [block.kind for block in read_bytes(page).blocks] == ["numbered"] * 3


def test_a_number_that_stands_off_is_a_marker_whatever_stands_above() -> None:
    content = line("and all of it is told at www.boats.example/log/8822", 60, 700)
    content += line("a.", 60, 686) + line("The boats were old and grey.", 90, 686)
    assert [block.kind for block in read_bytes(draw(content)).blocks] == ["paragraph", "numbered"]
