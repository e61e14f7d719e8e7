from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from briefkit.errors import UnusableInput
from briefkit.readers.pdf import read
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
