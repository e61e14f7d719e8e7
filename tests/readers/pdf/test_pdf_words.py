"""Words as they are read from a page: where their letters stand, and that remembering them changes nothing."""

from __future__ import annotations

from ctypes import c_float
from io import BytesIO
from math import nan

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import paperfiles
from briefkit.model import slice_runs
from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page import words as reading
from briefkit.readers.pdf.page.frame import frame_of
from briefkit.readers.pdf.page.lines import Line, join_lines, lines_of, make_line
from briefkit.readers.pdf.page.words import WordReader
from paperfiles import draw, line, read_bytes

_TOKENS = st.sampled_from(["ferry", "the", "(harbour)", "mill-race,", "7", "Ink", "AVAT", "to", "lily", "W"])
_SPACINGS = st.sampled_from([0.0, 0.0, 0.0, 0.6, 4.0])


def lines_on(content: bytes) -> list[list[Line]]:
    """The lines of each page, by one reader."""
    document = pdfium.PdfDocument(content)
    reader = WordReader()
    try:
        return [lines_of(reader.read(page, frame_of(page))[0])[0] for page in document]
    finally:
        document.close()


def letters_of(one: Line) -> list[tuple[str, float, float]]:
    """The letters of a line without its spaces, each with its left and right edge in points."""
    return [
        (char, word.x0 + left, word.x0 + right)
        for word in one.words
        for char, left, right in zip(word.text, word.edges[::2], word.edges[1::2], strict=True)
    ]


def told(pages: list[list[Line]]) -> list[tuple[str, list[tuple[str, float, float]]]]:
    """The text of each line with the edges of its letters, in tenths of a point."""
    return [
        (one.text, [(char, round(left, 1), round(right, 1)) for char, left, right in letters_of(one)])
        for page in pages
        for one in page
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.lists(_TOKENS, min_size=1, max_size=6), _SPACINGS), min_size=1, max_size=8))
def test_words_that_are_remembered_stand_where_they_would_be_read(rows: list[tuple[list[str], float]]) -> None:
    drawn = "\n".join(
        line(" ".join(row), 60, 780 - 20 * n, extra=f"{spacing} Tc") for n, (row, spacing) in enumerate(rows)
    )
    content = draw(drawn, drawn)
    remembered = told(lines_on(content))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_MIXED", -1.0)  # every page is read letter by letter
        read_singly = told(lines_on(content))
    assert [text for text, _ in remembered] == [text for text, _ in read_singly]
    for (_, one), (_, other) in zip(remembered, read_singly, strict=True):
        assert all(abs(a[1] - b[1]) < 0.5 and abs(a[2] - b[2]) < 0.5 for a, b in zip(one, other, strict=True))


def test_a_word_spaced_out_is_not_taken_for_the_same_word_set_tight() -> None:
    page = "\n".join([line("HARBOUR", 60, 700), line("HARBOUR", 60, 660, extra="5 Tc")])
    [tight, wide] = lines_on(draw(page))[0]
    assert tight.text == wide.text == "HARBOUR"
    assert wide.x1 - wide.x0 > tight.x1 - tight.x0 + 25
    assert letters_of(wide)[-1][1] > letters_of(tight)[-1][1] + 25


def test_a_line_knows_where_each_of_its_letters_stands() -> None:
    [one] = lines_on(draw(line("Ferries leave at seven", 60, 700)))[0]
    assert one.text == "Ferries leave at seven"
    assert [char for char, _, _ in letters_of(one)] == list(one.text.replace(" ", ""))
    assert [one.x_at(place) for place, char in enumerate(one.text) if char != " "] == pytest.approx(
        [left for _, left, _ in letters_of(one)]
    )


def test_cutting_a_line_and_joining_its_parts_gives_the_line() -> None:
    [one] = lines_on(draw(line("Ferries leave at seven", 60, 700)))[0]
    parts = [make_line(one.cut(0, 13)), make_line(one.cut(14, 22))]
    assert [part.text for part in parts] == ["Ferries leave", "at seven"]
    assert parts[0].x1 < parts[1].x0
    assert join_lines(parts).text == one.text
    assert make_line(one.cut(2, 9)).text == "rries l"


def test_letters_of_two_text_objects_make_one_word() -> None:
    content = draw("BT /F 10 Tf 60 700 Td (har) Tj /B 10 Tf (bour) Tj /F 10 Tf ( wall) Tj ET")
    [one] = lines_on(content)[0]
    assert [word.text for word in one.words] == ["har", "bour", "wall"]
    assert [word.spaced for word in one.words] == [False, False, True]
    assert one.text == "harbour wall"
    assert paperfiles.texts(paperfiles.read_bytes(content)) == ["harbour wall"]


def draw_flat(content: str) -> bytes:
    """A PDF as of :func:`draw` whose font /F tells neither height nor depth, and has a comma and an x in place of A, g.

    A "g" stands at code 1, where :func:`flat` puts it: so do the programs that write parts of fonts.
    """
    pdf = pikepdf.open(BytesIO(draw(content)))
    signs = [1, pikepdf.Name.g, 65, pikepdf.Name.comma, 103, pikepdf.Name.x]
    pdf.pages[0].Resources.Font.F = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name("/BAAAAA+Briarmono"),
        Encoding=pikepdf.Dictionary(BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=pikepdf.Array(signs)),
        FirstChar=0,
        LastChar=255,
        Widths=pikepdf.Array([600] * 256),
        FontDescriptor=pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name("/BAAAAA+Briarmono"),
            Flags=33,
            FontBBox=pikepdf.Array([-20, -300, 620, 980]),
            ItalicAngle=0,
            Ascent=0,
            Descent=0,
            CapHeight=980,
            StemV=80,
        ),
    )
    room = BytesIO()
    pdf.save(room)
    return room.getvalue()


def flat(text: str) -> str:
    return text.replace("g", "\x01")


@pytest.mark.parametrize("remembered", [True, False])
def test_lines_of_a_font_that_does_not_tell_its_depth_stand_on_their_baseline(
    remembered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not remembered:
        monkeypatch.setattr(reading, "_MIXED", -1.0)  # every page is read letter by letter
    rows = ["had", "gap", "one", "had gap one", "ox"]
    page = "\n".join(line(flat(row), 60, 700 - 20 * n) for n, row in enumerate(rows))
    lines = lines_on(draw_flat(page))[0]
    assert [one.text for one in lines] == rows
    assert [round(one.base - lines[0].base, 1) for one in lines] == [0, 20, 40, 60, 80]
    assert len({round(one.base - one.top, 1) for one in lines}) == 1
    assert all(one.top < 142 + 20 * n < one.base for n, one in enumerate(lines))
    assert [len(one.words) for one in lines] == [1, 1, 1, 3, 1]


def test_a_font_that_tells_its_depth_is_taken_at_its_word() -> None:
    [[one, other]] = lines_on(draw(line("had", 60, 700) + line("gap", 60, 680)))
    assert round(other.base - one.base, 2) == 20
    plain = pdfium.PdfDocument(draw(line("had", 60, 700)))
    box = plain[0].get_textpage().get_charbox(0, loose=True)
    assert (round(842 - box[1], 2), round(842 - box[3], 2)) == (round(one.base, 2), round(one.top, 2))


@pytest.mark.parametrize("singly", [True, False])
@pytest.mark.parametrize(
    ("kern", "text"),
    [(278, "harbour"), (270, "harbour"), (200, "har bour"), (0, "har bour")],
)
def test_a_space_under_the_next_letter_parts_no_word(
    kern: int, text: str, singly: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if singly:
        monkeypatch.setattr(reading, "_MIXED", -1.0)
    [[one]] = lines_on(draw(f"BT /F 10 Tf 60 700 Td [(the har ) {kern} (bour wall)] TJ ET"))
    assert one.text == f"the {text} wall"


def test_words_set_so_tightly_that_they_touch_stay_parted() -> None:
    [[one]] = lines_on(draw(line("the har bour wall", 60, 700, extra="-1.5 Tc")))
    assert one.text == "the har bour wall"


def test_a_space_under_a_dot_leader_stays() -> None:
    [[one]] = lines_on(draw("BT /F 10 Tf 60 700 Td [(Ferry ) 278 (..... 4)] TJ ET"))
    assert one.text == "Ferry ..... 4"


def test_each_half_of_a_word_that_was_joined_at_a_line_end_has_its_own_letters() -> None:
    pages = line("The long watch (01/02/2031-", 60, 700) + line("now) and the harbour", 60, 688)
    (block,) = [block for block in read_bytes(draw(pages)).blocks if "watch" in block.text]
    at = block.text.index("01/02")
    cut = slice_runs(block.runs, at, at + 10)
    assert "(01/02/2031-now)" in block.text
    assert ["".join(run.text for run in cut), sum(len(run.span) for run in cut)] == ["01/02/2031", 10]


def test_a_word_whose_place_and_size_are_no_numbers_is_off_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """pdfium makes such places of the matrices of damaged files; which ones, its versions settle differently."""
    box, size = bindings.text_box, bindings.text_size

    def is_astray(text: int, index: int) -> bool:
        return bool(bindings.text_code(text, index) == ord("Q"))

    def box_astray(text: int, index: int, address: int) -> int:
        box(text, index, address)
        if is_astray(text, index):
            (c_float * 4).from_address(address)[:] = [nan] * 4
        return 1

    monkeypatch.setattr(bindings, "text_box", box_astray)
    monkeypatch.setattr(bindings, "text_size", lambda text, index: nan if is_astray(text, index) else size(text, index))
    document = read_bytes(draw(line("The panel met in spring.", 60, 700) + line("Q", 60, 600)))
    assert [(block.text, block.layer) for block in document.blocks] == [
        ("The panel met in spring.", "body"),
        ("Q", "hidden"),
    ]
