"""The structure tree of a tagged PDF: which element each piece of marked content belongs to (ISO 32000-2, 14.7).

The tree is walked once for the whole document. pdfium builds a tree for each page instead, and goes through all kids
of the document's topmost element for each: five times the work in a report of 190 pages.
"""

from __future__ import annotations

import contextlib
import re
from typing import NamedTuple

import msgspec
import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Object
from pypdfium2 import raw

from briefkit.readers.pdf.file.qpdf import TROUBLE, opened

_MOST_KIDS = 300_000
"""Kids of elements that are looked at; the 244-page guidance of ../shared/real has 20,000."""
_MOST_STEPS = 4
"""Steps from a type of the file's own to a standard one; a chain may lead back to its beginning."""
_BLOCK = re.compile(r"H[1-6]?|P|LI|TD|TH|Caption|TOCI|Note|FENote|BlockQuote|Title")
_WHOLE = frozenset({"Note", "FENote", "TOCI"})
"""Elements whose paragraphs are not looked at one by one."""


class Role(msgspec.Struct, frozen=True):
    """The nearest block element: its standard type (``H2``, ``P``, ``LI``) and its number in the tree."""

    name: str
    number: int

    @property
    def level(self) -> int:
        """The level of a heading from 1, else 0."""
        return int(self.name[1:] or 1) if self.name.startswith("H") else 0


def is_tagged(document: pdfium.PdfDocument) -> bool:
    """Whether the document says that it is tagged."""
    return bool(raw.FPDFCatalog_IsTagged(document.raw))


def roles_of(content: bytes, password: str | None, pages: int) -> dict[int, dict[int, Role]]:
    """The role of each marked-content id on each page (from 1) of a file; as much as can be read of a damaged tree.

    Empty for a file that other ``pages`` are found in than these: its roles would stand on wrong pages.
    """
    found: dict[int, dict[int, Role]] = {}
    with contextlib.suppress(*TROUBLE), opened(content, password) as pdf:
        if len(pdf.pages) == pages:
            _Walk(pdf, found).go()
    return found


class _Element(NamedTuple):
    """An element that is still to be looked at, with the role of the one above it and the marks on its page."""

    element: Object
    role: Role
    marks: dict[int, Role]


class _Walk:
    """A walk through the tree of ``pdf`` that puts what it meets into ``found``."""

    def __init__(self, pdf: pikepdf.Pdf, found: dict[int, dict[int, Role]]) -> None:
        self._root = pdf.Root.StructTreeRoot
        self._pages: dict[tuple[int, int], dict[int, Role]] = {
            page.obj.objgen: found.setdefault(number, {}) for number, page in enumerate(pdf.pages, start=1)
        }
        self._types = {str(own): str(role) for own, role in dict(self._root.get("/RoleMap", {})).items()}
        self._blocks: dict[str, str] = {}
        self._met: set[tuple[int, int]] = set()
        self._nowhere: dict[int, Role] = {}

    def go(self) -> None:
        """Walks from the first element to the last."""
        stack = [_Element(self._root, Role("P", 0), self._nowhere)]
        number = seen = 0
        while stack and seen < _MOST_KIDS:
            element, role, marks = stack.pop()
            number += 1
            name = self._block_of(element.get("/S"))
            if name and role.name not in _WHOLE:
                role = Role(name, number)
            marks = self._marks_on(element.get("/Pg"), marks)
            held = element.get("/K")
            kids = held if isinstance(held, Array) else (held,)
            inner: list[_Element] = []
            seen += 1 + len(kids)
            for kid in kids:
                if isinstance(kid, int):
                    marks.setdefault(kid, role)
                elif isinstance(kid, Dictionary) and self._is_element(kid, role, marks):
                    inner.append(_Element(kid, role, marks))
            stack.extend(reversed(inner))

    def _is_element(self, kid: Object, role: Role, marks: dict[int, Role]) -> bool:
        """Whether a kid that is a dictionary is an element not met before; gives ``role`` to a mark that it names."""
        kind = kid.get("/Type")
        if kind == Name.MCR:
            mark = kid.get("/MCID")
            # The marks of a form that is drawn on the page are counted by themselves.
            if isinstance(mark, int) and "/Stm" not in kid:
                self._marks_on(kid.get("/Pg"), marks).setdefault(mark, role)
            return False
        if kind == Name.OBJR or kid.objgen in self._met:
            return False
        if kid.is_indirect:
            self._met.add(kid.objgen)
        return True

    def _marks_on(self, page: Object | None, marks: dict[int, Role]) -> dict[int, Role]:
        """The marks of a page that an element names; where it names none, those of the element above."""
        return self._pages.get(page.objgen, self._nowhere) if isinstance(page, Dictionary) else marks

    def _block_of(self, kind: Object | None) -> str:
        """The standard type of a block element; empty for any other element. ``kind`` is what the file calls it."""
        name = str(kind)
        block = self._blocks.get(name)
        if block is None:
            block = name
            for _ in range(_MOST_STEPS):
                block = self._types.get(block, block)
            block = self._blocks[name] = block[1:] if _BLOCK.fullmatch(block[1:]) else ""
        return block
