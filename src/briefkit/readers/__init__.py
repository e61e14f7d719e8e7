"""The readers: one for each format, each a pure function from a source to a document."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from briefkit.diagnostics import Result
from briefkit.errors import UnusableInput
from briefkit.model import Document, Source


class Reader(Protocol):
    """Reads a source whole. Raises :class:`briefkit.errors.UnusableInput` where it cannot be used at all."""

    def __call__(self, source: Source, password: str | None = None) -> Result[Document]: ...


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ODG = "application/vnd.oasis.opendocument.graphics"
ODP = "application/vnd.oasis.opendocument.presentation"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

# Modules are named and not imported, so that a Markdown file does not wait for the PDF library.
READERS: dict[str, str] = {
    DOCX: "briefkit.readers.docx:read",
    "application/pdf": "briefkit.readers.pdf:read",
    "text/markdown": "briefkit.readers.markup:read_markdown",
    "text/plain": "briefkit.readers.markup:read_text",
    "text/html": "briefkit.readers.markup:read_html",
    ODT: "briefkit.readers.markup:read_odt",
    "application/rtf": "briefkit.readers.markup:read_rtf",
    PPTX: "briefkit.readers.slides:read_pptx",
    ODG: "briefkit.readers.slides:read_open_drawing",
    ODP: "briefkit.readers.slides:read_open_drawing",
}


def reader_for(media_type: str) -> Reader:
    """The reader of a media type. Raises :class:`UnusableInput` where there is none."""
    try:
        module, _, function = READERS[media_type].partition(":")
    except KeyError:
        raise UnusableInput(
            f"briefkit cannot read files of the kind {media_type}.",
            "Save the briefing as a Word document (.docx) or as a PDF and try again.",
        ) from None
    return cast(Reader, getattr(import_module(module), function))
