"""Letters that stand alone in a text object and of which pdfium has no outline are read all the same."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from briefkit.census.pdf import count_pdf
from briefkit.census.tally import letters
from briefkit.readers.pdf import read
from paperfiles import draw, line, read_bytes, source, texts

_HEBREW = {65 + n: f"afii{57664 + n}" for n in range(27)}
"""The letters from alef to tav, by the names that fonts give them."""


def with_font(content: bytes, names: dict[int, str], base: str = "Helvetica") -> bytes:
    """The PDF with a font /H, which is not in the file, of glyphs with these ``names``."""
    with pikepdf.open(BytesIO(content)) as pdf:
        differences = Array([piece for code, name in names.items() for piece in (code, Name(f"/{name}"))])
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name(f"/{base}"),
            Encoding=Dictionary(Type=Name.Encoding, Differences=differences),
        )
        for page in pdf.pages:
            page.Resources.Font["/H"] = font
        room = BytesIO()
        pdf.save(room)
    return room.getvalue()


def _letters(words: str, size: float, pitch: float, order: int) -> str:
    """Hebrew words letter by letter from the right, as codes of the font; ``order`` -1 writes the last one first."""
    codes = "".join(" " if char == " " else chr(65 + ord(char) - ord("א")) for char in words)
    placed = [line(code, 400 - pitch * n, 600, size, "H") for n, code in enumerate(codes) if code != " "]
    return "".join(placed[::order])


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(("size", "pitch", "base"), [(14, 8, "Helvetica"), (9, 6, "Times-Roman"), (22, 14, "Arial")])
def test_letters_from_the_right_placed_one_by_one_are_read(order: int, size: float, pitch: float, base: str) -> None:
    words = "הילד גר בבית"
    around = line("The panel met in March.", 60, 700) + line("Nothing more was heard.", 60, 500)
    content = with_font(draw(around + _letters(words, size, pitch, order)), _HEBREW, base)
    assert texts(read_bytes(content)) == ["The panel met in March.", words, "Nothing more was heard."]
    (tally,) = count_pdf(content).tallies
    assert sorted(letters(tally.text)) == sorted(letters("".join(texts(read_bytes(content)))))


def test_a_welsh_letter_in_an_object_of_its_own_is_read() -> None:
    pieces = "BT /F 11 Tf 60 600 Td (Roedd y g) Tj /H 11 Tf (A) Tj /F 11 Tf (r yn hapus) Tj ET"
    content = with_font(draw(line("The panel met in March.", 60, 700) + pieces), {65: "wcircumflex"})
    assert texts(read_bytes(content))[-1] == "Roedd y gŵr yn hapus"


def test_spaces_that_stand_alone_change_nothing() -> None:
    spaced = "".join(
        line(word, x, 600) + line(" ", x + 20, 600) for x, word in ((60, "One"), (90, "aunt"), (125, "came"))
    )
    assert texts(read_bytes(draw(spaced))) == ["One aunt came"]


@pytest.mark.parametrize("before", ["", "Her brother and her aunt had told the school twice that he was not at home "])
def test_a_letter_whose_name_says_nothing_is_no_other_letter(before: str) -> None:
    content = f"BT /H 11 Tf 60 600 Td ({before}in the oCce) Tj ET"
    names = {ord(char): ("space" if char == " " else char) for char in before + "in the oce"} | {67: "x_y_z"}
    result = read(source(with_font(draw(line("The panel met in March.", 60, 700) + content), names)))
    assert texts(result.value)[-1] == f"{before}in the o\ufffdce"
    assert [said.code for said in result.diagnostics] == ["BK223"]
