"""What the PDF reader says of pages: once for what is alike."""

from __future__ import annotations

from briefkit.diagnostics import Diagnostic
from briefkit.readers.pdf import read
from paperfiles import draw, line, source

_PLAIN = line("The school asked for help twice in one week.", 60, 700)
_HIDDEN = _PLAIN + "3 Tr " + line("Nobody reads these words", 60, 600) + "0 Tr "
_TWICE = _PLAIN + line("What we learned", 60, 600, 14) + line("What we learned", 60.3, 600, 14)


def _said(*pages: str) -> list[Diagnostic]:
    return list(read(source(draw(*pages))).diagnostics)


def test_hidden_words_on_pages_in_succession_are_told_once_with_their_number() -> None:
    said = _said(_HIDDEN, _HIDDEN, _HIDDEN, _PLAIN, _HIDDEN)
    assert [(one.code, one.where) for one in said] == [("BK230", "pages 1 to 3"), ("BK230", "page 5")]
    assert ["12 words" in one.message for one in said] == [True, False]


def test_words_printed_twice_are_told_once_for_the_document() -> None:
    said = _said(_TWICE, _TWICE, _PLAIN, _TWICE)
    assert [(one.code, one.severity, one.where) for one in said] == [("BK234", "info", "pages 1-2, 4")]
    assert [(one.code, one.where) for one in _said(_PLAIN, _TWICE)] == [("BK234", "page 2")]


def test_nothing_is_said_of_words_printed_once() -> None:
    assert _said(_PLAIN, _PLAIN + line("Again and again", 60, 600) + line("Again and again", 60, 580)) == []


def test_words_that_pdfium_itself_reads_once_are_told_too() -> None:
    heading = line("What we learned", 60, 600, 14)
    assert [one.code for one in _said(_PLAIN + heading + heading)] == ["BK234"]
