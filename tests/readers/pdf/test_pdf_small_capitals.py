"""Headings in small capitals made of two sizes, and words printed again in other pieces."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2 as pdfium
import pytest

from briefkit.readers.pdf.page.frame import frame_of
from briefkit.readers.pdf.page.lines import lines_of
from briefkit.readers.pdf.page.words import WordReader
from paperfiles import body, draw, line, read_bytes, texts

_ROWS = [
    "The panel met twice in the spring of that year and heard from all who had",
    "known the family. Nobody had asked the older child how things were at home,",
    "and what the school had written down was not passed on to the nurse.",
]
_TEXT = "".join(line(row, 60, 700 - 13 * n, 10) for n, row in enumerate(_ROWS))
_MORE = "".join(line(row, 60, 620 - 13 * n, 10) for n, row in enumerate(_ROWS))


@pytest.mark.parametrize(("large", "small"), [(15, 11), (14, 10.5), (20, 14)])
@pytest.mark.parametrize("words", ["WHAT HAPPENED", "LEARNING FOR THE FUTURE", "VOICE OF THE CHILD"])
def test_a_heading_in_small_capitals_is_as_large_as_its_large_ones(words: str, large: float, small: float) -> None:
    shown = " ".join(
        f"/F {large} Tf ({word[0]}) Tj /F {small} Tf ({word[1:]} ) Tj"
        if len(word) > 3
        else f"/F {small} Tf ({word} ) Tj"
        for word in words.split()
    )
    content = draw(_TEXT + f"BT 60 645 Td {shown} ET\n" + _MORE)
    document = pdfium.PdfDocument(content)
    try:
        lines, _ = lines_of(WordReader().read(document[0], frame_of(document[0]))[0])
    finally:
        document.close()
    assert [(one.size, one.uniform) for one in lines if one.text == words] == [(large, True)]
    assert [block.kind for block in body(read_bytes(content)) if block.text == words] == ["heading"]


@pytest.mark.parametrize(
    "shown",
    [
        "/F 15 Tf (Part) Tj /F 11 Tf ( ONE) Tj",
        "/F 11 Tf (NOTE ) Tj /F 15 Tf (WELL) Tj",
        "/F 15 Tf (P) Tj -4 Ts /F 11 Tf (CM) Tj 0 Ts",
    ],
)
def test_two_sizes_side_by_side_are_no_small_capitals(shown: str) -> None:
    document = pdfium.PdfDocument(draw(f"BT 60 645 Td {shown} ET\n"))
    try:
        (one,), _ = lines_of(WordReader().read(document[0], frame_of(document[0]))[0])
    finally:
        document.close()
    assert not one.uniform


@pytest.mark.parametrize("cuts", [(9, 24), (3,), (1, 2, 3, 20), (40,)])
@pytest.mark.parametrize("pieces_first", [True, False])
def test_a_line_printed_again_in_other_pieces_is_read_once(cuts: tuple[int, ...], pieces_first: bool) -> None:
    words = "The aunt offered to help with the children"
    ends = (0, *cuts, len(words))
    pieces = "".join(f"({words[start:end]}) Tj " for start, end in pairwise(ends))
    whole, again = line(words, 60, 600, 11), f"BT /F 11 Tf 60 600 Td {pieces} ET\n"
    content = line("The panel met in March.", 60, 700) + (again + whole if pieces_first else whole + again)
    assert texts(read_bytes(draw(content))) == ["The panel met in March.", words]
