"""The structure tree of a tagged PDF: which element each piece of marked content belongs to."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.readers.pdf import bindings

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
    seen = 0
    left = _MAX_KIDS
    while stack and left > 0:
        element, role = stack.pop()
        seen += 1
        name = _type_of(element, room)
        if role.name not in _WHOLE and _BLOCK.fullmatch(name):
            role = Role(name, seen)
        count = min(bindings.element_count(element), left)
        left -= count + 1
        kids: list[tuple[int, Role]] = []
        for n in range(count):
            mark = bindings.element_mark(element, n)
            if mark >= 0:
                roles.setdefault(mark, role)
                continue
            kid = bindings.element_child(element, n)
            if kid:
                kids.append((kid, role))
        stack.extend(reversed(kids))
    return roles


def _type_of(element: int, room: Any) -> str:
    size = bindings.element_type(element, room, 64)
    return room.raw[: max(size - 2, 0)].decode("utf-16-le", "replace") if 2 < size <= 64 else ""
