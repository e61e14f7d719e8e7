"""The same bytes on every run: Word files repacked with a fixed date, pages laid out from fixed HTML."""

from __future__ import annotations

import datetime
import zipfile
from html import escape
from io import BytesIO
from typing import Any

_MADE = datetime.datetime(2026, 1, 12, 9, 0, 0)


def pack_word(document: Any, title: str) -> bytes:
    """A python-docx document as bytes, with fixed properties and dates."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.created = properties.modified = _MADE
    properties.comments = ""
    loose = BytesIO()
    document.save(loose)
    packed = BytesIO()
    with zipfile.ZipFile(loose) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            taken.writestr(entry, given.read(name))
    return packed.getvalue()


def print_pages(html: str) -> bytes:
    """HTML as an untagged PDF, as most office programs make them."""
    from weasyprint import HTML

    printed = HTML(string=html).write_pdf(pdf_identifier=b"briefkit-sample")
    assert isinstance(printed, bytes)
    return printed


def paragraphs(*texts: str) -> str:
    """Each text as a paragraph."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def bullets(*texts: str) -> str:
    """The texts as a bulleted list."""
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"
