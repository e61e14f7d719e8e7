"""Places of the file that links lead to, and the blocks that stand there."""

from __future__ import annotations

import re
from ctypes import c_float, c_int
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box, Run, TextBlock
from briefkit.readers.pdf.page.frame import Frame

_PLACE = re.compile(r"#page (\d+) at (-?[\d.]+) (-?[\d.]+)")
_MARK = "#page "
_NEAR = 24.0
"""Points by which a place may stand to the left of its block: few programs know the column's exact edge."""


def place_of(document: pdfium.PdfDocument, link: Any) -> str:
    """Where a link inside the file leads: ``#page 3 at 72.0 640.5`` (the page's own coordinates), else nothing.

    A destination without coordinates (the page as a whole) is its top left corner.
    """
    target = raw.FPDFLink_GetDest(document.raw, link)
    if not target:
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_GOTO:
            return ""
        target = raw.FPDFAction_GetDest(document.raw, action)
    page = raw.FPDFDest_GetDestPageIndex(document.raw, target) if target else -1
    if page < 0:
        return ""
    known = [c_int() for _ in range(3)]
    x, y, zoom = (c_float() for _ in range(3))
    raw.FPDFDest_GetLocationInPage(target, *known, x, y, zoom)
    across = x.value if known[0].value else 0.0
    up = y.value if known[1].value else 99999.0
    return f"{_MARK}{page + 1} at {across:.1f} {up:.1f}"


def lead(blocks: tuple[TextBlock, ...], frames: dict[int, Frame]) -> tuple[TextBlock, ...]:
    """The blocks with each link to a place of the file leading to the block that stands there, or to none.

    ``frames`` are those of the pages by number.
    """
    if not any(_is_inward(run) for block in blocks for run in block.runs):
        return blocks
    pages: dict[int, list[TextBlock]] = {}
    for block in blocks:
        if block.layer in {"body", "footnote", "endnote"} and not block.aside and block.origin.page:
            pages.setdefault(block.origin.page, []).append(block)
    ways: dict[str, str | None] = {}
    return tuple(
        msgspec.structs.replace(block, runs=tuple(_led(run, pages, frames, ways) for run in block.runs))
        if any(_is_inward(run) for run in block.runs)
        else block
        for block in blocks
    )


def _is_inward(run: Run) -> bool:
    return run.link is not None and run.link.startswith(_MARK)


def _led(run: Run, pages: dict[int, list[TextBlock]], frames: dict[int, Frame], ways: dict[str, str | None]) -> Run:
    if run.link is None or not run.link.startswith(_MARK):
        return run
    if run.link not in ways:
        ways[run.link] = _way(run.link, pages, frames)
    return msgspec.structs.replace(run, link=ways[run.link])


def _way(link: str, pages: dict[int, list[TextBlock]], frames: dict[int, Frame]) -> str | None:
    match = _PLACE.fullmatch(link)
    number = int(match[1]) if match else 0
    if match is None or number not in frames:
        return None
    x0, top, _, _ = frames[number].place(*(float(match[n]) for n in (2, 3, 2, 3)))
    below = [block for block in pages.get(number, ()) if block.origin.bbox and block.origin.bbox[3] > top + 1]
    # In columns the place is that of one of them; many programs name the left edge of the page for all.
    column = [block for block in below if block.origin.bbox and _near(block.origin.bbox, x0)] or below
    found = min(column, key=lambda block: block.origin.bbox[1] if block.origin.bbox else 0.0, default=None)
    return f"#{found.id}" if found is not None else None


def _near(box: Box, x0: float) -> bool:
    return box[0] - _NEAR < x0 < box[2]
