"""The census of text formats and PDF, against small inputs written here."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.census import COUNTERS, count, letters
from briefkit.model import Source


def counted(media_type: str, content: bytes) -> str:
    census = count(Source("x", content, media_type, ""))
    return " ".join(" ".join(tally.text for tally in census.tallies).split())


@pytest.mark.parametrize(
    ("media_type", "content", "expected"),
    [
        ("text/plain", b"\xef\xbb\xbfOne [bookmark: _Hlk12]two", "One two"),
        ("text/plain", "Caf\u00e9".encode("cp1252"), "Café"),
        ("text/plain", "Wide".encode("utf-16"), "Wide"),
        ("text/markdown", b"See [the guide](https://example.org/a_(b)) now", "See [the guide] now"),
        ("text/markdown", b"[bookmark: _GoBack] **Bold**", "**Bold**"),
        ("text/html", b"<head><title>T</title></head><p>One<br>two<script>no()</script><!-- no --></p>", "One two"),
        ("text/html", b"<p>A &amp; B</p><p hidden>no</p><p style='display:none'>no</p><p>C", "A & B C"),
        ("text/html", b"<p>ex<b>am</b>ple</i></p>", "example"),
        (
            "application/rtf",
            rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}One\par {\b two} {\*\generator no}caf\'e9\u8211?x}",
            "One two café–x",
        ),
        ("application/rtf", rb"{\rtf1 a{\v no}b {\field{\*\fldinst no}{\fldrslt yes}} \{c\}}", "ab yes {c}"),
    ],
)
def test_markup_is_taken_off(media_type: str, content: bytes, expected: str) -> None:
    assert counted(media_type, content) == expected


def test_opendocument_text() -> None:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    body = (
        f'<o:d xmlns:o="{office}" xmlns:t="{text}"><t:tracked-changes><t:p>gone</t:p></t:tracked-changes>'
        "<t:h>Head</t:h><t:p>One<t:s/>two<o:annotation><t:p>no</t:p></o:annotation></t:p></o:d>"
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", body)
    assert counted("application/vnd.oasis.opendocument.text", made.getvalue()) == "Head One two"


def test_unknown_types_and_broken_files_give_a_note() -> None:
    assert count(Source("x", b"", "image/png", "")).note
    assert count(Source("x", b"%PDF-1.4 nothing", "application/pdf", "")).note


@given(st.sampled_from(sorted(COUNTERS)), st.binary(max_size=200))
def test_no_bytes_raise(media_type: str, content: bytes) -> None:
    count(Source("x", content, media_type, ""))


@given(st.text(), st.text())
def test_letters_of_two_texts_are_the_letters_of_both(one: str, other: str) -> None:
    assert sorted(letters(one + other)) == sorted(letters(one) + letters(other))


def test_a_damaged_character_does_not_garble_the_rest() -> None:
    content = "The baby’s café, the mother’s view – ‘kept’".encode() + b" \xff end"
    assert letters(count(Source("a.txt", content, "text/plain", "")).tallies[0].text).startswith("Thebabyscafe")


def test_a_page_that_ends_in_a_tag_has_no_letters_there() -> None:
    assert letters(count(Source("a.html", b"<p>One</p><div", "text/html", "")).tallies[0].text) == "One"
