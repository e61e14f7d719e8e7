"""The writers: one for each format, each a pure function from a record to bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefkit.diagnostics import Result
from briefkit.record import Format, Record, Settings

if TYPE_CHECKING:
    from briefkit.theme import Theme

Writer = Callable[["Record", "Theme", "Settings"], Result[bytes]]


def _pdf(record: Record, theme: Theme, settings: Settings) -> Result[bytes]:
    from briefkit.writers import pdf

    return pdf.write(record, theme, pages=settings.pages)


def _html(record: Record, theme: Theme, _: Settings) -> Result[bytes]:
    from briefkit.writers import html

    return Result(html.write(record, theme))


def _json(record: Record, _: Theme, __: Settings) -> Result[bytes]:
    from briefkit.writers import json

    return Result(json.write(record))


def _markdown(record: Record, _: Theme, __: Settings) -> Result[bytes]:
    from briefkit.writers import markdown

    return Result(markdown.write(record))


def _docx(record: Record, theme: Theme, _: Settings) -> Result[bytes]:
    from briefkit.writers import docx

    return Result(docx.write(record, theme))


# Each writer is imported when it is called, so that a data file does not wait for the PDF library.
WRITERS: dict[Format, Writer] = {"pdf": _pdf, "html": _html, "json": _json, "md": _markdown, "docx": _docx}


def write(wanted: Format, record: Record, theme: Theme, settings: Settings) -> Result[bytes]:
    """The record in one format. Raises as the writer of that format does."""
    return WRITERS[wanted](record, theme, settings)
