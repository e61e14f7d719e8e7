"""Paragraphs that look like a list only together, and dashes that look like bullets only alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from briefkit.diagnostics import Result
from briefkit.model import Document, TextBlock, slice_runs
from briefkit.tidy.runs import strip_runs

_SIGN = re.compile(r"\s*(?P<sign>[+>»~=¬|§Øøvqnlüèà¨]|[^\w\s\"'‘’“”(\[{£$€#@&.,;:!?%/…*_)\]}-])\s+(?=\w)")
_DIGITS = re.compile(r"\s*(?P<sign>[1-9]\d?)\s+(?=[A-Z“‘])")
_LETTER = re.compile(r"\s*(?P<sign>[A-Z])\.\s+(?=[A-Z“‘])")
_ROMAN = re.compile(r"\s*\(?(?P<sign>[IVX]{1,5})[.)]\s+(?=[A-Z“‘])")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_BOX = re.compile(r"[☐☑☒]")
_DASH = re.compile(r"\s*([-–—])\s*$")


class Sign(NamedTuple):
    """What may be a marker: its length, the sort of list that it would make, and its place in the count (0: none)."""

    length: int
    sort: str
    place: int


def find_lists(document: Document) -> Result[Document]:
    """Neighbours that begin with the same sign, or that count on from the first, become items of a list.

    One such paragraph alone says nothing ("A. Smith wrote"), two or more in a row do. The other way round a dash in
    front of a lone paragraph that goes on in small letters and holds a second dash is a parenthesis and no bullet, and
    boxes of which some are ticked and others are not say which: they are words and no bullets.
    """
    blocks = list(document.blocks)
    if _says_which(blocks):
        blocks = [_with_its_box(block) for block in blocks]
    for row in _rows(blocks):
        for n, sign in row:
            blocks[n] = _as_item(blocks[n], sign)
    for n, block in enumerate(blocks):
        if _is_parenthesis(block) and not any(
            _is_dashed(blocks[m], block) for m in (n - 1, n + 1) if 0 <= m < len(blocks)
        ):
            blocks[n] = msgspec.structs.replace(
                block,
                runs=(*block.marker, *block.runs),
                marker=(),
                kind="paragraph",
                level=0,
                evidence=tuple(reason for reason in block.evidence if reason != "typed marker"),
            )
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)))


def _says_which(blocks: list[TextBlock]) -> bool:
    """Whether a document that has a box for a bullet has ticked boxes and empty ones."""
    if not any(_BOX.search(_marker(block)) for block in blocks):
        return False
    seen = {box for block in blocks for text in (_marker(block), block.text) for box in _BOX.findall(text)}
    return "☐" in seen and len(seen) > 1


def _with_its_box(block: TextBlock) -> TextBlock:
    if not _BOX.search(_marker(block)):
        return block
    return msgspec.structs.replace(block, runs=(*block.marker, *block.runs), marker=())


def _marker(block: TextBlock) -> str:
    return "".join(run.text for run in block.marker)


def _rows(blocks: list[TextBlock]) -> Iterator[list[tuple[int, Sign]]]:
    """Rows of neighbours, by their numbers, whose signs make a list."""
    row: list[tuple[int, Sign]] = []
    for n, block in enumerate(blocks):
        goes_on = None
        if row and blocks[row[-1][0]].container == block.container:
            goes_on = next((sign for sign in _signs(block) if _follows(row[-1][1], sign)), None)
        if goes_on is not None:
            row.append((n, goes_on))
            continue
        if _is_list(row):
            yield row
        first = next((sign for sign in _signs(block) if sign.place in {0, 1}), None)
        row = [(n, first)] if first is not None else []
    if _is_list(row):
        yield row


def _signs(block: TextBlock) -> Iterator[Sign]:
    """What the front of a paragraph could be, if its neighbours agree."""
    if block.kind != "paragraph" or block.marker or block.aside or block.layer in {"header", "footer", "hidden"}:
        return
    text = block.text
    if match := _SIGN.match(text):
        yield Sign(match.end(), match["sign"], 0)
    if match := _DIGITS.match(text):
        yield Sign(match.end(), "1", int(match["sign"]))
    if match := _ROMAN.match(text):
        yield Sign(match.end(), "I", _ROMANS.index(match["sign"]) + 1 if match["sign"] in _ROMANS else 99)
    if match := _LETTER.match(text):
        yield Sign(match.end(), "A", ord(match["sign"]) - ord("A") + 1)


def _follows(one: Sign, other: Sign) -> bool:
    return one.sort == other.sort and (other.place == one.place + 1 if one.place else True)


def _is_list(row: list[tuple[int, Sign]]) -> bool:
    """Two items make a list; bare numbers, which may be quantities, need three."""
    return len(row) >= (3 if row and row[0][1].sort == "1" else 2)


def _as_item(block: TextBlock, sign: Sign) -> TextBlock:
    kind: Literal["bullet", "numbered"] = "numbered" if sign.place else "bullet"
    return msgspec.structs.replace(
        block,
        runs=strip_runs(slice_runs(block.runs, sign.length)),
        marker=strip_runs(slice_runs(block.runs, 0, sign.length)),
        kind=kind,
        level=1,
        evidence=(*block.evidence, "begins like its neighbours"),
    )


def _is_parenthesis(block: TextBlock) -> bool:
    dash = _DASH.match(_marker(block)) if block.kind == "bullet" else None
    typed = dash is not None and "typed marker" in block.evidence and block.text[:1].islower()
    return typed and dash is not None and f" {dash[1]} " in block.text


def _is_dashed(neighbour: TextBlock, block: TextBlock) -> bool:
    same = neighbour.container == block.container and neighbour.kind == "bullet"
    return same and bool(_DASH.match(_marker(neighbour)))
