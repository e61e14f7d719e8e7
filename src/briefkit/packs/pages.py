"""How each page looks: by that a page of another document is told, whoever made it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from briefkit.model import Document, TextBlock
from briefkit.tidy.runs import plain_colour

_NUMBER = re.compile(r"\d{1,3}")
_LANDSCAPE = 620.0
"""Text that stands further right than this (in points) has no room on a page of A4 or Letter held upright."""

FURNITURE = frozenset({"page-number", "page-header", "page-footer"})


class Page(msgspec.Struct, frozen=True):
    """A page as far as it tells documents apart.

    ``start`` is the number of its first block of text; ``words`` those of its running text. ``size`` is the size of
    most running text in points, ``inks`` the colours of its headings but black and white, ``margin`` how far left its
    text begins and ``right`` how far right it ends. ``heads`` are the running heads and feet without their numbers,
    ``printed`` the page number printed on it. ``form``: an empty form to be filled in stands on it.
    """

    number: int
    start: int
    words: int
    size: float | None
    inks: frozenset[str]
    margin: float | None
    right: float
    heads: frozenset[str]
    printed: int | None
    form: bool

    @property
    def landscape(self) -> bool:
        """Whether the text is wider than an upright page."""
        return self.right > _LANDSCAPE


def pages_of(document: Document) -> dict[int, Page]:
    """Every page with text on it, by its number from 1.

    None where the source has no fixed pages: where Word ended a page when it last laid a file out tells nothing.
    """
    if all(block.origin.bbox is None for block in document.blocks):
        return {}
    held: dict[int, list[int]] = {}
    for n, block in enumerate(document.blocks):
        if block.origin.page is not None and block.layer != "hidden":
            held.setdefault(block.origin.page, []).append(n)
    made = (_page(document, number, held[number]) for number in sorted(held))
    return {page.number: page for page in made if page is not None}


def _page(document: Document, number: int, held: list[int]) -> Page | None:
    blocks = document.blocks
    body = [n for n in held if is_text(blocks[n])]
    if not body:
        return None
    sizes, words = _sizes(blocks[n] for n in body)
    inks = {plain_colour(run.colour) for n in body if blocks[n].kind == "heading" for run in blocks[n].runs}
    boxes = [box for n in body if (box := blocks[n].origin.bbox) is not None]
    furniture = [blocks[n] for n in held if is_furniture(blocks[n])]
    return Page(
        number=number,
        start=min(body),
        words=words,
        size=sizes.most_common(1)[0][0] if sizes else None,
        inks=frozenset(ink for ink in inks if ink is not None and ink not in ("#000000", "#ffffff")),
        margin=min((box[0] for box in boxes), default=None),
        right=max((box[2] for box in boxes), default=0.0),
        heads=frozenset(head for block in furniture if (head := _bare(block.text))),
        printed=next((_printed(block.text) for block in furniture if block.aside == "page-number"), None),
        form=any(blocks[n].aside == "form" for n in body),
    )


def _sizes(blocks: Iterable[TextBlock]) -> tuple[Counter[float], int]:
    """The letters of running text by their size, and its words."""
    sizes: Counter[float] = Counter()
    words = 0
    for block in blocks:
        if block.kind != "heading":
            words += len(block.text.split())
            for run in block.runs:
                if run.size is not None:
                    sizes[run.size] += len(run.text)
    return sizes, words


def _bare(text: str) -> str:
    """A running head without what changes from page to page."""
    return (
        re.sub(r"[\W\d_]+", "", text).casefold()[:60].removeprefix("page").removesuffix("pageof").removesuffix("page")
    )


def _printed(text: str) -> int | None:
    found = _NUMBER.search(text)
    return int(found.group()) if found else None


def is_furniture(block: TextBlock) -> bool:
    """Whether a block is a running head or foot or a page number."""
    return block.layer in ("header", "footer") or block.aside in FURNITURE


def is_text(block: TextBlock) -> bool:
    """Whether a block is text of the page that somebody reads."""
    return block.layer == "body" and block.aside not in FURNITURE and bool(block.text.strip())
