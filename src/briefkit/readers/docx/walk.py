"""The walk through one part: what all its stories share."""

from __future__ import annotations

from lxml import etree

from briefkit.readers.docx.book import Book
from briefkit.readers.docx.layout.leaves import Leaves, believed_pages
from briefkit.readers.docx.layout.papers import Page, read_page
from briefkit.readers.docx.names import W_VAL, W
from briefkit.readers.docx.opc.package import Relationship
from briefkit.readers.docx.survey import Survey


class Walk:
    """What the stories of one part share: its relationships, its sections, and the page that the walk has reached."""

    def __init__(
        self,
        book: Book,
        part: str,
        survey: Survey,
        arrows: dict[str, Relationship],
    ) -> None:
        self.book = book
        self.part = part
        self.arrows = arrows
        self.unclosed = survey.unclosed
        self.sections = [section for section in survey.sections if not _is_former(section)]
        self.pages = [read_page(section) for section in self.sections] or [Page()]
        self.section = 0
        self.paper_count = believed_pages(book.package, survey.ends)
        self.leaves = Leaves(self.paper_count is not None)
        self.boxes = 0
        self.chunks = 0
        self.backdrop = survey.backdrop
        self.box_backdrop = self.backdrop or survey.paint

    def paint_pages(self) -> None:
        """A header or footer paints something on every page, on which white words of this part may stand."""
        self.backdrop = self.box_backdrop = True

    @property
    def page(self) -> Page:
        """The paper of the section that the walk has reached."""
        return self.pages[min(self.section, len(self.pages) - 1)]

    def end_section(self) -> None:
        """The walk leaves a section; unless the next one goes on upon the same page, a page ends."""
        self.section = min(self.section + 1, len(self.pages) - 1)
        sort = self.sections[self.section].find(W + "type") if self.sections else None
        if sort is None or sort.get(W_VAL) not in {"continuous", "nextColumn"}:
            self.leaves.force(None)


def _is_former(section: etree._Element) -> bool:
    """Whether these are the properties that a section had before a tracked change."""
    parent = section.getparent()
    return parent is not None and parent.tag == W + "sectPrChange"
