from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from briefkit.errors import UnusableInput
from briefkit.readers.pdf import read
from briefkit.readers.sniff import PDF, sniff
from paperfiles import draw, line, print_html, read_bytes, source, texts

SENTENCE = "The nursery wrote down what it saw."


def lock(content: bytes, user: str) -> bytes:
    room = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(room, encryption=pikepdf.Encryption(owner="owner", user=user))
    return room.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "BK110"),
        (b"   \n", "BK110"),
        (b"<html>no</html>", "BK113"),
        (b"%PDF-1.7\nrubbish", "BK111"),
        (draw(line(SENTENCE, 50, 700))[:200], "BK111"),
    ],
)
def test_what_cannot_be_used_says_why_and_what_to_do(content: bytes, code: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        read(source(content))
    assert caught.value.code == code
    assert caught.value.next_step


def test_an_empty_user_password_opens() -> None:
    assert texts(read_bytes(lock(draw(line(SENTENCE, 50, 700)), ""))) == [SENTENCE]


def test_a_password_is_asked_for_and_used() -> None:
    locked = lock(draw(line(SENTENCE, 50, 700)), "let me in")
    with pytest.raises(UnusableInput, match="password") as caught:
        read(source(locked))
    assert "--password" in caught.value.next_step
    assert texts(read(source(locked), "let me in").value) == [SENTENCE]
    with pytest.raises(UnusableInput, match="does not open"):
        read(source(locked), "guess")


def test_a_broken_index_is_repaired() -> None:
    content = draw(line(SENTENCE, 50, 700))
    broken = content.replace(b"startxref", b"startxxxx")
    assert texts(read_bytes(broken)) == [SENTENCE]


def test_a_scan_is_named_as_such() -> None:
    scan = print_html("<img style='width:17cm;height:20cm' src='data:image/svg+xml,%3Csvg/%3E'>")
    with pytest.raises(UnusableInput):
        read(source(scan))


def test_a_page_tree_in_a_circle_ends_with_a_message() -> None:
    loop = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(UnusableInput):
        read(source(loop))


def test_a_page_without_text_among_others_is_reported() -> None:
    picture = "q 400 0 0 400 50 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    result = read(source(draw(line(SENTENCE, 50, 700), picture)))
    assert [(d.code, d.where) for d in result.diagnostics] == [("BK226", "page 2")]


def test_garbled_text_layers_are_not_passed_on_as_words() -> None:
    shifted = "".join(
        line("xlmw rsx e wirxirgi mr erc perkyeki xlex e tivwsr gsyph viehs", 50, 780 - 14 * n) for n in range(12)
    )
    with pytest.raises(UnusableInput):
        read(source(draw(shifted)))
    result = read(source(draw(line(SENTENCE, 50, 700), shifted)))
    assert [d.code for d in result.diagnostics] == ["BK227"]
    assert texts(result.value) == [SENTENCE]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (line("Wkh zrunhu ylvlwhg wkh idplob dw krph dqg zurwh wr wkh vfkrro.", 60, 700), "do not tell which letters"),
        (line("Nobody sees these words.", 60, 700, extra="3 Tr"), "are hidden"),
        ("0.5 g 60 60 300 300 re f", "drawings only"),
    ],
    ids=["garbage", "hidden", "drawing"],
)
def test_why_there_is_no_text_is_told_and_only_pictures_are_a_scan(content: str, why: str) -> None:
    with pytest.raises(UnusableInput, match=why) as caught:
        read(source(draw(content)))
    assert caught.value.code == "BK224"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"X-Portal: sent by the safe way\r\n" * 100 + content,
        lambda content: b"%!PS-Adobe and more\n" + content[9:],
        lambda content: content[content.index(b" 0 obj") - 1 :],
    ],
    ids=["much before it", "another header", "no header"],
)
def test_a_pdf_without_its_header_at_the_beginning_is_one(change: Callable[[bytes], bytes]) -> None:
    """pdfium wants the header within 1,024 bytes; poppler and qpdf open a file without one."""
    content = change(draw(line(SENTENCE, 50, 700)))
    assert sniff("a.pdf", content) == PDF
    assert texts(read_bytes(content)) == [SENTENCE]


def test_words_about_objects_are_no_pdf() -> None:
    with pytest.raises(UnusableInput) as caught:
        read(source(b"Number 1 0 obj is where a PDF begins, and startxref where it ends."))
    assert caught.value.code == "BK113"
    assert sniff("a.txt", b"1 0 obj is where a PDF begins, and startxref where it ends.") == "text/plain"


@pytest.mark.parametrize(("pages", "said"), [(1, "its only page is blank"), (3, "all 3 pages are blank")])
def test_a_blank_pdf_is_not_called_damaged(pages: int, said: str) -> None:
    with pytest.raises(UnusableInput, match=said) as caught:
        read(source(draw(*[""] * pages)))
    assert caught.value.code == "BK118"


def annotated(count: int, **entries: Any) -> bytes:
    room = BytesIO()
    with pikepdf.open(BytesIO(draw(line(SENTENCE, 50, 700)))) as pdf:
        one = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=pikepdf.Array([0, 0, 9, 9]), **entries)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(one)] * count)
        pdf.save(room)
    return room.getvalue()


URI = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://fold.example/a"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (draw("".join(line(f"word{n:03} " * 11, 50, 50 + n) for n in range(760))), "only the first 60,000 were read"),
        (annotated(501, Subtype=pikepdf.Name.Link, A=URI), "only the first 500 were read"),
        (annotated(3001, Subtype=pikepdf.Name.Circle), "only the first 3,000 were looked at"),
    ],
    ids=["letters", "links", "annotations"],
)
def test_what_goes_beyond_the_bounds_of_a_page_is_told(content: bytes, said: str) -> None:
    told = [one for one in read(source(content)).diagnostics if one.code == "BK235"]
    assert [(one.where, said in one.message) for one in told] == [("page 1", True)]
