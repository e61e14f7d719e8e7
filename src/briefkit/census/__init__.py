"""The census: what letters a raw file holds, counted by code that shares nothing with the readers.

``account()`` compares it with what the reader made, so that a reader cannot hide what it missed. Nothing here is
imported by a reader and nothing here imports one; where the two must agree (which branch of an alternative is shown,
what is hidden) each follows the format's own rule.
"""

from __future__ import annotations

from collections.abc import Callable

from briefkit.census.markup import count_html, count_markdown, count_rtf, count_text
from briefkit.census.odt import count_odt
from briefkit.census.pdf import count_pdf
from briefkit.census.slides import count_pptx
from briefkit.census.tally import Census, Tally, letters
from briefkit.census.word import count_docx
from briefkit.model import Source

__all__ = ["COUNTERS", "Census", "Tally", "count", "letters"]

_PDF = "application/pdf"

COUNTERS: dict[str, Callable[[bytes], Census]] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": count_docx,
    _PDF: count_pdf,
    "text/markdown": count_markdown,
    "text/plain": count_text,
    "text/html": count_html,
    "application/rtf": count_rtf,
    "text/rtf": count_rtf,
    "application/vnd.oasis.opendocument.text": count_odt,
    "application/vnd.oasis.opendocument.graphics": count_odt,
    "application/vnd.oasis.opendocument.presentation": count_odt,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": count_pptx,
}


def count(source: Source, password: str | None = None) -> Census:
    """The text of every part of ``source``, counted from its raw bytes.

    Never raises for what is in the file: a file that cannot be counted gives a census without tallies and a ``note``
    that says so (its reader says more). ``password`` opens a locked PDF.
    """
    counter = COUNTERS.get(source.media_type)
    if counter is None:
        return Census(note=f"There is no independent count for files of the type {source.media_type}.")
    if source.media_type == _PDF:
        return count_pdf(source.data, password)
    return counter(source.data)
