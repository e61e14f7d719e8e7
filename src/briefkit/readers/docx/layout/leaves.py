"""Leaves: on which page the walk through a part is, by the breaks that its author set and those that Word noted.

Word notes where its pages ended when it last laid the file out (``w:lastRenderedPageBreak``, ECMA-376 part 1,
17.3.3.13). Behind a break of the author's it mostly notes one as well; that is one page and not two.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from briefkit.readers.docx.drafts import Draft
from briefkit.readers.docx.names import W_TXBX, W
from briefkit.readers.docx.opc.package import Package

_PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_FEWEST = 0.8
"""So many of a file's pages at least must be noted for the notes to be believed."""


def believed_pages(package: Package, ends: int) -> int | None:
    """How many pages a file has, where its properties and the page ends noted in its body agree; else ``None``.

    ``ends`` is how many page ends are noted.

    Programs that are not Word copy the notes and not the pages, and say one page whatever a file holds.
    """
    if not ends:
        return None
    root = package.tree("docProps/app.xml")
    told = root.findtext(_PAGES, "") if root is not None else ""
    pages = int(told) if told.strip().isdecimal() and len(told) < 7 else 0
    return pages if _FEWEST * pages <= 1 + ends <= pages else None


def count_ends(breaks: Sequence[etree._Element]) -> int:
    """How many page ends are noted; those in cells of one row count once, those inside boxes not at all."""
    plain = 0
    rows: dict[etree._Element, dict[etree._Element, int]] = {}
    for element in breaks:
        above = list(element.iterancestors(W_TXBX, W + "tc", W + "tr"))
        if any(entry.tag == W_TXBX for entry in above):
            continue
        if len(above) < 2:
            plain += 1
        else:  # the outermost row and its cell
            cells = rows.setdefault(above[-1], {})
            cells[above[-2]] = cells.get(above[-2], 0) + 1
    return plain + sum(max(cells.values()) for cells in rows.values())


class Leaves:
    """``sheet`` counts the author's page breaks, ``lane`` the column breaks.

    ``leaf`` is the page from 1 that Word noted, 0 for a part whose notes are not believed. A break of the author's
    turns the leaf only where words follow and Word noted no page end between.
    """

    def __init__(self, believed: bool) -> None:
        self.sheet = 0
        self.lane = 0
        self.leaf = 1 if believed else 0
        self._forced: tuple[Draft | None, int] | None = None

    def open(self, draft: Draft) -> None:
        """A paragraph begins."""
        draft.page, draft.leaf, draft.lane = self.sheet, self.leaf, self.lane

    def close(self, draft: Draft) -> None:
        """A paragraph has ended."""
        if self._forced is not None and self._has_grown(draft):
            self._turn(draft)

    def force(self, draft: Draft | None) -> None:
        """The author ends a page here, in a paragraph or between two."""
        self.sheet += 1
        if self.leaf:
            if draft is not None:
                self.close(draft)
            self._forced = (draft, _letters(draft) if draft is not None else 0)
        if draft is not None and not _letters(draft):
            draft.page = self.sheet

    def note(self, draft: Draft) -> None:
        """Word ended a page here when it last laid the file out."""
        self.close(draft)
        self._forced = None
        self.leaf += 1
        if not _letters(draft):
            draft.leaf = self.leaf

    def part_columns(self, draft: Draft) -> None:
        """A column ends here by the author's will."""
        self.lane += 1
        if not _letters(draft):
            draft.lane = self.lane

    def rewind(self, leaf: int) -> None:
        """The next cell of a row begins on the page on which the row began."""
        self.leaf = leaf

    def _turn(self, draft: Draft) -> None:
        """Words stand behind a break of the author's after which Word noted nothing."""
        self.leaf += 1
        if self._forced is not None and (self._forced[0] is not draft or not self._forced[1]):
            draft.leaf = self.leaf
        self._forced = None

    def _has_grown(self, draft: Draft) -> bool:
        """Whether words have come since the author's break."""
        before = self._forced[1] if self._forced is not None and self._forced[0] is draft else 0
        return _letters(draft) > before


def _letters(draft: Draft) -> int:
    return len(draft.visible.strip())
