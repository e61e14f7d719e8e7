"""Small PDFs for the tests: by WeasyPrint from HTML, or drawn by hand with pikepdf."""

from __future__ import annotations

import hashlib
import logging
from io import BytesIO

import pikepdf
import pytest

from briefkit.model import Document, Source, TextBlock
from briefkit.readers.pdf import read

_STYLE = "@page{size:A4;margin:2cm} body{font:10pt/1.3 sans-serif} h1{font-size:18pt} h2{font-size:13pt}"


def source(content: bytes) -> Source:
    return Source("paper.pdf", content, "application/pdf", hashlib.sha256(content).hexdigest())


def print_html(body: str, style: str = "", *, tagged: bool = False) -> bytes:
    """The PDF that WeasyPrint makes of ``body``, with a structure tree where it is to be ``tagged``."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        from weasyprint import HTML
    except OSError:
        pytest.skip("Pango is not installed")

    html = f"<html lang=en><style>{_STYLE}{style}</style><body>{body}</body></html>"
    return bytes(HTML(string=html).write_pdf(pdf_tags=tagged))


def draw(*pages: str, rotate: int = 0, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF whose pages have the content streams ``pages``; /F is Helvetica, /B its bold, /Z Symbol."""
    pdf = pikepdf.new()
    for content in pages:
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=_font("Helvetica"), B=_font("Helvetica-Bold"), Z=_font("Symbol", plain=False))
        )
        page.Contents = pdf.make_stream(content.encode("cp1252"))
        if rotate:
            page.Rotate = rotate
    room = BytesIO()
    pdf.save(room)
    return room.getvalue()


def _font(name: str, plain: bool = True) -> pikepdf.Dictionary:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/" + name))
    if plain:
        font.Encoding = pikepdf.Name.WinAnsiEncoding
    return font


def line(text: str, x: float, y: float, size: float = 10, font: str = "F", *, extra: str = "") -> str:
    """One line of text in a content stream; ``y`` is measured from the foot of the page."""
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {extra} /{font} {size} Tf {x} {y} Td ({safe}) Tj ET\n"


def read_bytes(content: bytes) -> Document:
    return read(source(content)).value


def body(document: Document) -> list[TextBlock]:
    return [block for block in document.blocks if block.layer == "body" and not block.aside]


def texts(document: Document) -> list[str]:
    return [block.text for block in body(document)]
