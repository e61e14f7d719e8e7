"""One look over a part before it is read, for what must be known from its beginning: open fields, sections, paint.

To look for each of them apart took as long as parsing the part.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from briefkit.readers.docx.layout.leaves import count_ends
from briefkit.readers.docx.links import is_deleted
from briefkit.readers.docx.names import W_FLDCHAR, W_RENDERED_BREAK, W_SECTION, WP, WPS, W
from briefkit.readers.docx.styles.backdrops import VML_SHAPES, has_backdrop, has_floating_paint

_SOUGHT = (W_FLDCHAR, W_SECTION, W_RENDERED_BREAK, WP + "anchor", WPS + "wsp", *VML_SHAPES)


class Survey:
    """What a part holds, taken in as one tree or block after block.

    ``sections`` are its ``w:sectPr``, ``backdrop`` and ``paint`` say whether something is painted behind its flowing
    text and whether any shape is painted at all, ``ends`` counts the page ends that Word noted. ``unclosed`` are the
    ``begin`` marks of fields that no ``end`` answers (to believe them would swallow all text behind them), once
    :meth:`point_out` was shown where they stand.
    """

    def __init__(self) -> None:
        self.sections: list[etree._Element] = []
        self.backdrop = False
        self.paint = False
        self.ends = 0
        self.unclosed: set[etree._Element] = set()
        self._waiting: list[int] = []
        self._marks = 0
        self._shown = 0

    @classmethod
    def of(cls, root: etree._Element) -> Survey:
        """The survey of a part that is one tree."""
        made = cls()
        made.take(root)
        made.point_out(root)
        return made

    def take(self, tree: etree._Element, keep: bool = True) -> None:
        """Takes in a tree, in the order of the part; ``keep`` says that the tree stays in memory."""
        found: dict[str, list[etree._Element]] = {tag: [] for tag in _SOUGHT}
        for element in tree.iter(*_SOUGHT):
            found[element.tag].append(element)
        sections = found[W_SECTION]
        self.sections += sections if keep else [deepcopy(section) for section in sections]
        shapes = [shape for tag in VML_SHAPES for shape in found[tag]]
        self.backdrop = self.backdrop or has_backdrop(tree, found[WP + "anchor"], found[WPS + "wsp"], shapes)
        self.paint = self.paint or has_floating_paint(found[WPS + "wsp"])
        self.ends += count_ends(found[W_RENDERED_BREAK])
        for mark in found[W_FLDCHAR]:
            sort = mark.get(W + "fldCharType")
            if sort == "begin" and not is_deleted(mark):
                self._waiting.append(self._marks)
            elif sort == "end" and self._waiting and not is_deleted(mark):
                self._waiting.pop()
            self._marks += 1

    def point_out(self, tree: etree._Element) -> None:
        """Finds in a tree what was unanswered when all was taken in; trees come in the order of the part again."""
        if self._waiting:
            unanswered = set(self._waiting)
            for number, mark in enumerate(tree.iter(W_FLDCHAR), self._shown):
                self._shown = number + 1
                if number in unanswered:
                    self.unclosed.add(mark)
