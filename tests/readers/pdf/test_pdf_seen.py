from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit.census import count
from briefkit.model import Document
from briefkit.readers.pdf import read, sheets
from briefkit.readers.pdf.page.symbols import face_of, meaning
from briefkit.readers.pdf.seen import covered
from briefkit.readers.pdf.seen import hidden as hidden_words
from paperfiles import draw, line, read_bytes, source, texts

SECRET = line("The neighbour was named here.", 60, 600)
AS_TYPED = "/F 10 Tf 0 g"
BOX = "50 590 300 30 re f"


def hidden(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.layer == "hidden"]


def edit(content: bytes, **annotations: Any) -> bytes:
    """The file with annotations on its first page, each with entries of its own."""
    with pikepdf.open(BytesIO(content)) as pdf:
        made = [
            pdf.make_indirect(
                Dictionary(**{"Type": Name.Annot, "F": 4, "Rect": Array([200, 630, 400, 650]), **entries})
            )
            for entries in annotations.values()
        ]
        pdf.pages[0].obj.Annots = Array(made)
        fields = [one for one in made if "/FT" in one]
        if fields:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            pdf.Root.AcroForm = Dictionary(
                Fields=Array(fields), NeedAppearances=True, DA=String("/F 10 Tf 0 g"),
                DR=Dictionary(Font=Dictionary(F=font)),
            )  # fmt: skip
        room = BytesIO()
        pdf.save(room)
    return room.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        SECRET + f"0 g {BOX}",
        SECRET + f"1 g {BOX}",
        f"0 0.2 0.5 rg {BOX} " + SECRET,
        "q 300 100 50 50 re W n " + SECRET + "Q",
        line("The neighbour was named here.", 60, 600, extra="7 Tr"),
        SECRET + "0 G 20 w 50 604 m 350 604 l S",
        SECRET + "0 G 340 w 205 590 m 205 620 l S",
        SECRET + "0 G 24 w 40 602 m 200 606 l 360 602 l S",
        SECRET + "0 g " + " ".join(f"{50 + n} 590 1.5 30 re f" for n in range(250)),
    ],
    ids=[
        "black bar",
        "white bar",
        "own colour",
        "clip",
        "clipping mode",
        "thick line",
        "upright line",
        "thick stroke",
        "narrow bars",
    ],
)
def test_words_that_leave_no_trace_on_the_page_are_hidden_and_told(content: str) -> None:
    result = read(source(draw(line("Seen by all.", 60, 700) + "q " + content + " Q")))
    assert texts(result.value) == ["Seen by all."]
    assert hidden(result.value) == ["The neighbour was named here."]
    assert [said.code for said in result.diagnostics] == ["BK230"]
    assert "neighbour" not in result.diagnostics[0].message


@pytest.mark.parametrize(
    "content",
    [
        SECRET + "0 G 1 w 50 590 300 30 re S",
        SECRET + f"q 400 100 50 50 re W n 0 g {BOX} Q",
        f"0 0.2 0.5 rg {BOX} 1 g " + SECRET,
        "1 g 0 G 0.5 w " + line("The neighbour was named here.", 60, 600, 20, extra="2 Tr"),
        "0 0.2 0.5 RG 26 w 50 604 m 350 604 l S 1 g " + SECRET,
        SECRET + "0 G 1 w 50 590 m 350 625 l S",
    ],
    ids=["frame", "clipped bar", "white on dark", "dark edges", "white on a thick line", "thin line across"],
)
def test_words_that_can_be_seen_stay(content: str) -> None:
    result = read(source(draw(line("Seen by all.", 60, 700) + "q " + content + " Q")))
    assert texts(result.value) == ["Seen by all.", "The neighbour was named here."]
    assert not result.diagnostics


@pytest.mark.parametrize(
    ("content", "gone"),
    [
        (SECRET + f"0 g {BOX}", True),
        (f"1 0 0 rg {BOX} 0.98 0.02 0 rg " + SECRET, True),
        (SECRET + f"q 400 100 50 50 re W n 0 g {BOX} Q", False),
        (f"0 0.2 0.5 rg {BOX} 1 g " + SECRET, False),
    ],
    ids=["black bar", "own colour", "clipped bar", "white on dark"],
)
def test_where_too_many_shapes_are_to_be_compared_the_eye_decides(
    monkeypatch: pytest.MonkeyPatch, content: str, gone: bool
) -> None:
    monkeypatch.setattr(covered, "MOST_PAIRS", 0)
    monkeypatch.setattr(hidden_words, "MOST_PAIRS", 0)
    result = read(source(draw(line("Seen by all.", 60, 700) + "q " + content + " Q")))
    assert ("The neighbour was named here." in texts(result.value)) is not gone
    assert hidden(result.value) == ["The neighbour was named here."] * gone


@pytest.mark.parametrize(("lines", "times"), [(1, 2), (1, 50), (12, 2)])
def test_contents_that_stand_on_themselves_again_and_again_are_read_once(lines: int, times: int) -> None:
    """pdfium tells of the words of the first of several like objects, as far as these are near in the stream."""
    said = [f"The neighbour of house {number} was named here." for number in range(10, 10 + lines)]
    bands = [
        f"0 0.2 0.5 rg 50 {690 - 40 * n} 300 30 re f 1 g " + line(words, 60, 700 - 40 * n)
        for n, words in enumerate(said)
    ]
    document = read(source(draw(f"q {' '.join(bands)} Q " * times))).value
    assert " ".join(texts(document)) == " ".join(said)


def test_white_words_under_a_second_print_of_other_words_stay_hidden() -> None:
    """pdfium passes over the second print; that it can be seen says nothing of the white words on its place."""
    plain = line("The panel met in the spring.", 60, 700)
    white = "1 g " + line("Oswin told her.", 61, 699.8) + "0 g "
    document = read_bytes(draw(white + plain + plain.replace("60 700", "60.6 700")))
    assert texts(document) == ["The panel met in the spring."]
    assert hidden(document) == ["Oswin told her."]


def test_one_name_of_a_line_can_be_blacked_out() -> None:
    result = read(source(draw(line("Her brother Oswin stayed at home.", 60, 600) + "0 g 112 596 31 13 re f")))
    assert "Oswin" not in " ".join(texts(result.value))
    assert " ".join(texts(result.value)) == "Her brother stayed at home."
    assert hidden(result.value) == ["Oswin"]


def test_a_part_of_a_word_can_be_blacked_out() -> None:
    result = read(source(draw(line("It was Oswin's coat.", 60, 600) + "0 g 88 596 29 13 re f")))
    assert "Oswin" not in " ".join(texts(result.value))
    assert hidden(result.value) == ["Oswin"]


def test_what_is_printed_anew_over_hidden_words_is_no_double() -> None:
    old, new = (line(f"Her brother {name} stayed at home.", 60, 600) for name in ("Oswin", "Edwin"))
    result = read(source(draw(f"{old} 1 g 50 590 300 30 re f 0 g {new}")))
    assert texts(result.value) == ["Her brother Edwin stayed at home."]
    assert hidden(result.value) == ["Her brother Oswin stayed at home."]


@pytest.mark.parametrize("kind", ["Redact", "Highlight"])
def test_words_marked_to_be_blackened_are_hidden(kind: str) -> None:
    page = draw(line("Her brother Oswin stayed at home.", 60, 600))
    box = Array([112, 597, 141, 609])
    quad = Array([112, 609, 141, 609, 112, 597, 141, 597])
    marked = edit(page, mark={"Subtype": Name(f"/{kind}"), "Rect": box, "QuadPoints": quad, "C": Array([0, 0, 0])})
    result = read(source(marked))
    assert " ".join(texts(result.value)) == "Her brother stayed at home."
    assert hidden(result.value) == ["Oswin"]
    assert [said.code for said in result.diagnostics] == ["BK230"]


def test_a_mark_over_a_line_end_hides_no_more_than_its_parts() -> None:
    page = draw(line("Her brother, whose name is Oswin", 60, 600) + line("Marlow Fenn, stayed at home.", 60, 587))
    parts = [(189, 597, 222, 609), (60, 584, 125, 596)]
    quads = Array([number for x0, y0, x1, y1 in parts for number in (x0, y1, x1, y1, x0, y0, x1, y0)])
    mark = {"Subtype": Name.Redact, "Rect": Array([60, 584, 222, 609]), "QuadPoints": quads}
    result = read(source(edit(page, mark=mark)))
    assert " ".join(texts(result.value)) == "Her brother, whose name is stayed at home."
    assert hidden(result.value) == ["Oswin", "Marlow Fenn,"]


def test_a_yellow_highlighter_hides_nothing() -> None:
    page = draw(line("Her brother Oswin stayed at home.", 60, 600))
    quad = Array([112, 609, 141, 609, 112, 597, 141, 597])
    marked = edit(page, mark={"Subtype": Name.Highlight, "QuadPoints": quad, "C": Array([1, 1, 0])})
    result = read(source(marked))
    assert texts(result.value) == ["Her brother Oswin stayed at home."]
    assert [said.code for said in result.diagnostics] == ["BK220"]


def test_without_time_for_a_closer_look_doubtful_words_are_hidden_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_LOOKING", 0.0)
    monkeypatch.setattr(sheets, "_LOOKING_AT_A_PAGE", 0.0)
    result = read(source(draw(line("Seen by all.", 60, 700) + SECRET + f"q 400 100 50 50 re W n 0 g {BOX} Q")))
    assert texts(result.value) == ["Seen by all."]
    assert [said.code for said in result.diagnostics] == ["BK230"]
    assert "no time" in result.diagnostics[0].message


def test_fields_are_read_where_they_stand_and_remarks_are_told() -> None:
    form = edit(
        draw(line("Name:", 160, 636) + line("Send this to Marlow.", 60, 500)),
        name={
            "Subtype": Name.Widget,
            "FT": Name.Tx,
            "T": String("a"),
            "V": String("Petra Quill"),
            "DA": String(AS_TYPED),
        },
        note={"Subtype": Name.Text, "Contents": String("Is that so?")},
    )
    result = read(source(form))
    assert texts(result.value) == ["Name: Petra Quill", "Send this to Marlow."]
    assert [said.code for said in result.diagnostics] == ["BK220"]
    assert "PetraQuill" in count(source(form)).tallies[0].text.replace(" ", "")


def test_typed_remarks_without_an_appearance_are_read() -> None:
    content = edit(
        draw(line("Seen by all.", 60, 700)), typed={"Subtype": Name.FreeText, "Contents": String("Agreed in May")}
    )
    assert texts(read(source(content)).value) == ["Seen by all.", "Agreed in May"]


def test_a_font_that_does_not_tell_its_letters_is_told() -> None:
    with pikepdf.open(
        BytesIO(
            draw(
                line("All of it was read again by the panel in May.", 60, 700)
                + line("bcdefgh ijklm nopq", 60, 600, font="X")
            )
        )
    ) as pdf:
        names = [piece for code in range(97, 123) for piece in (code, Name(f"/g{code}"))]
        pdf.pages[0].obj.Resources.Font["/X"] = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier,
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array(names)),
        )  # fmt: skip
        room = BytesIO()
        pdf.save(room)
    paper = source(room.getvalue())
    result = read(paper)
    assert texts(result.value) == ["All of it was read again by the panel in May."]
    assert [(said.code, said.where) for said in result.diagnostics] == [("BK227", "page 1")]
    assert "bcdefgh" not in count(paper).tallies[0].text


@pytest.mark.parametrize(
    ("name", "code", "read_as"),
    [
        ("ABCDEF+Wingdings-Regular", ord("l"), "•"),
        ("Wingdings", 0xF0FC, "✓"),
        ("Wingdings", 0xA8, "☐"),
        ("Wingdings 2", ord("R"), "☑"),
        ("Wingdings3", ord("g"), "→"),
        ("Webdings", ord("a"), "✓"),
        ("ZapfDingbats", 0x2714, "✓"),
        ("SymbolMT", 0xF0B7, "•"),
    ],
)
def test_signs_of_symbol_fonts_are_no_letters(name: str, code: int, read_as: str) -> None:
    assert meaning(code, face_of(name)) == read_as


def test_other_fonts_are_no_symbol_fonts() -> None:
    assert not face_of("OpenSymbol")
    assert not face_of("Helvetica")
