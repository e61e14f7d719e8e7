"""Where words are marked to be blackened, of which pdfium tells only one box around all that a mark covers."""

from __future__ import annotations

import pikepdf

from briefkit.model import Box
from briefkit.readers.pdf.file.qpdf import TROUBLE, opened

_CORNERS = 8
"""Numbers in one part of a mark: four corners (ISO 32000-2, table 195)."""
_MOST = 3000
_MOST_PARTS = 500
"""Parts of one mark; of one with more its box counts."""


class Redactions:
    """The marks for redaction in the file ``content``; it is opened when they are first asked for."""

    def __init__(self, content: bytes, password: str | None = None) -> None:
        self._content, self._password = content, password
        self._found: dict[int, dict[int, list[Box]]] | None = None

    def parts(self, page: int, number: int) -> list[Box]:
        """The parts of lines that the annotation ``number`` of a page covers (both from 0); none where nothing says so.

        Left, bottom, right and top in the units of the page.
        """
        if self._found is None:
            self._found = self._read()
        return self._found.get(page, {}).get(number, [])

    def _read(self) -> dict[int, dict[int, list[Box]]]:
        found: dict[int, dict[int, list[Box]]] = {}
        try:
            with opened(self._content, self._password) as pdf:
                for index, page in enumerate(pdf.pages):
                    marks = page.obj.get("/Annots")
                    if isinstance(marks, pikepdf.Array):
                        found[index] = {number: _parts(mark) for number, mark in enumerate(marks.as_list()[:_MOST])}
        except TROUBLE:
            return {}
        return found


def _parts(mark: object) -> list[Box]:
    if not isinstance(mark, pikepdf.Dictionary) or mark.get("/Subtype") != pikepdf.Name.Redact:
        return []
    corners = mark.get("/QuadPoints")
    if not isinstance(corners, pikepdf.Array) or len(corners) > _CORNERS * _MOST_PARTS:
        return []
    numbers = [float(number) for number in corners.as_list()]
    quads = [numbers[n : n + _CORNERS] for n in range(0, len(numbers) - _CORNERS + 1, _CORNERS)]
    return [(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads]
