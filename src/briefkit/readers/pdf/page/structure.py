"""The structure tree of a tagged PDF: which element each piece of marked content belongs to."""

from __future__ import annotations

import ctypes
import re
from itertools import repeat

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.readers.pdf.page import bindings

_MAX_KIDS = 60_000
"""Kids of elements of one page that are looked at; a page with more of them is not tagged but hostile."""
_BLOCK = re.compile(r"H[1-6]?|P|LI|TD|TH|Caption|TOCI|Note|FENote|BlockQuote|Title")
_WHOLE = frozenset({"Note", "FENote", "TOCI"})
"""Elements whose paragraphs are not looked at one by one."""


class Role(msgspec.Struct, frozen=True):
    """The nearest block element: its standard type (``H2``, ``P``, ``LI``) and its number in the page's tree."""

    name: str
    number: int

    @property
    def level(self) -> int:
        """The level of a heading from 1, else 0."""
        if not self.name.startswith("H") or self.name == "Hidden":
            return 0
        return int(self.name[1:] or 1)


def is_tagged(document: pdfium.PdfDocument) -> bool:
    """Whether the document says that it is tagged."""
    return bool(raw.FPDFCatalog_IsTagged(document.raw))


def roles_of(page: pdfium.PdfPage) -> dict[int, Role]:
    """The role of each marked-content id of ``page``; empty where the page has no structure."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    try:
        return _walk(bindings.address_of(tree))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _walk(tree: int) -> dict[int, Role]:
    """The roles in the page's tree at an address."""
    roles: dict[int, Role] = {}
    count = min(bindings.tree_count(tree), _MAX_KIDS)
    stack: list[tuple[int, Role]] = [
        (top, Role("P", 0)) for n in reversed(range(count)) if (top := bindings.tree_child(tree, n))
    ]
    room = ctypes.create_string_buffer(64)
    blocks: dict[bytes, str] = {}
    seen = 0
    left = _MAX_KIDS
    while stack and left > 0:
        element, role = stack.pop()
        seen += 1
        size = bindings.element_type(element, room, 64)
        named = room.raw[:size]
        name = blocks.get(named)
        if name is None:
            name = blocks[named] = _block_named(named)
        if name and role.name not in _WHOLE:
            role = Role(name, seen)
        count = min(bindings.element_count(element), left)
        left -= count + 1
        marks = list(map(bindings.element_mark, repeat(element), range(count)))
        for mark in marks:
            if mark >= 0:
                roles.setdefault(mark, role)
        for n in reversed(range(count)):
            if marks[n] < 0 and (kid := bindings.element_child(element, n)):
                stack.append((kid, role))
    return roles


def _block_named(named: bytes) -> str:
    """The type of a block element as pdfium writes it (UTF-16 with a zero behind); empty for any other type."""
    name = named[:-2].decode("utf-16-le", "replace") if 2 < len(named) < 64 else ""
    return name if _BLOCK.fullmatch(name) else ""
