"""Objects that the index of a PDF leads to and that are not there (any more), such as those in a block of zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

_MISSED = re.compile(r"expected (?:n n|\d+ \d+) obj")
_NO_PAGE = "Pages tree includes non-dictionary object"


class Missing(NamedTuple):
    """Whether objects are not where the index has them, and how many pages are among these."""

    some: bool
    pages: int


def missing_from(pdf: pikepdf.Pdf, pages: list[pikepdf.Object]) -> Missing:
    """What is missing of ``pages``, of their contents, fonts and forms, and of the page tree of ``pdf``.

    qpdf looks for an object when it is asked of what kind it is. One that is not there counts as nothing, and all that
    tells of it is a warning, where the file was opened without recovery. Such pages it strikes from the tree.
    """
    seen: set[tuple[int, int]] = set()
    pending: list[Any] = list(pages)
    while pending:
        thing = pending.pop()
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        pending.extend(_below(thing))
    warnings = [str(said) for said in pdf.get_warnings()]
    return Missing(any(map(_MISSED.search, warnings)), sum(_NO_PAGE in said for said in warnings))


def _below(thing: Any) -> Iterator[Any]:
    """What a page, its resources or a form draw from; of the others each entry is asked for and none is gone into."""
    keys = thing.keys()
    for key in keys & {"/Parent", "/Resources"}:
        yield thing.get(key)
    for key in keys & {"/Font", "/XObject"}:
        named = thing.get(key)
        if isinstance(named, pikepdf.Dictionary):
            yield from (named.get(name) for name in named.keys())  # noqa: SIM118  its items are no mapping's
    contents = thing.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        # One stream may stand there again and again.
        yield from {kid.objgen: kid for kid in contents.as_list() if isinstance(kid, pikepdf.Object)}.values()
