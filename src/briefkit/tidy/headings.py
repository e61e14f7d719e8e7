"""Finding headings that only formatting tells."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import msgspec

from briefkit.diagnostics import Result
from briefkit.lexicon import Lexicon, load_lexicon
from briefkit.model import Document, TextBlock
from briefkit.tidy.grids import Grids
from briefkit.tidy.lookalikes import no_headings
from briefkit.tidy.runs import in_capitals, is_italic, look_of
from briefkit.tidy.weights import (
    LEAST,
    Around,
    Look,
    body_look,
    is_short_line,
    stands_out,
    weigh,
    weigh_form,
    weigh_place,
)

_ENDED = re.compile(r"[.!?:][”’\"')]*$")

HEADING_FLOOR = 2.5
"""The sum of evidence from which a line is taken for a heading (weights in :func:`briefkit.tidy.weights.weigh`)."""

NEARLY, SISTERS = LEAST, 2
"""Evidence that is enough where so many headings of the same container look exactly like the line."""

WORDS_OR_PLACE = frozenset(
    {
        *("known heading", "known heading with a slip", "numbered label", "words of a heading"),
        *("text below it", "text beside it", "question above its answer", "short line above its text"),
    }
)
"""Reasons besides looks, of which a line of a PDF must have one: its reader has seen the looks of all lines, and more
of them than blocks can tell."""


def find_headings(document: Document) -> Result[Document]:
    """Paragraphs that a reader sees as headings get ``kind="heading"`` with their evidence."""
    body = body_look(document)
    lexicon = load_lexicon()
    grids = Grids(document)
    blocks = list(document.blocks)
    text_at = [n for n, block in enumerate(blocks) if _is_text(block)]
    alike = _short_lines(blocks, text_at)
    held = Counter(blocks[n].container for n in text_at)
    homes = {container.id: container.parent or "" for container in document.containers if container.kind == "cell"}
    near: dict[int, tuple[str, ...]] = {}
    # From the last to the first: what stands below a line is decided before the line is.
    for place, n in reversed(list(enumerate(text_at))):
        block = blocks[n]
        numbers = block.container in grids.figures  # the bold head of a column, or a sum below it
        if not _may_be_heading(blocks, text_at, place, body, lexicon) or (
            numbers and not lexicon.exact(block.text.strip())
        ):
            continue
        below = blocks[text_at[place + 1]] if place + 1 < len(text_at) else None
        form = weigh_form(block, body)
        if form is None:
            continue
        around = Around(
            _is_finished(blocks, text_at, place),
            below,
            alike[block.container],
            held[block.container] == 1,
            grids.is_apart(block, below),
            grids.is_value(block),
            grids.is_above_table(block, below),
            grids.is_above_text(block),
        )
        weight, evidence = weigh(form, weigh_place(block, around, body), lexicon)
        if block.origin.part.startswith("page ") and WORDS_OR_PLACE.isdisjoint(evidence):
            continue
        if weight >= HEADING_FLOOR:
            blocks[n] = _as_heading(block, evidence)
        elif (
            weight >= NEARLY
            and "short" in evidence
            and stands_out(block, body)
            and (block.container not in homes or (below is not None and below.container == block.container))
        ):
            near[n] = evidence
    looks = Counter(_style_of(blocks[n], homes) for n in text_at if blocks[n].kind == "heading")
    for n, evidence in near.items():
        if looks[_style_of(blocks[n], homes)] >= SISTERS:
            blocks[n] = _as_heading(blocks[n], (*evidence, "looks like other headings"))
    pictured = frozenset(figure.after for figure in document.figures)
    for n in no_headings([blocks[n] for n in text_at], body, pictured):
        blocks[text_at[n]] = document.blocks[text_at[n]]
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)))


def _as_heading(block: TextBlock, evidence: tuple[str, ...]) -> TextBlock:
    return msgspec.structs.replace(block, kind="heading", evidence=(*block.evidence, *evidence))


def _style_of(block: TextBlock, homes: dict[str, str]) -> tuple[object, ...]:
    """By what a reader knows headings of one level again; ``homes`` are the tables of the cells."""
    home = homes.get(block.container, block.container)
    return (*look_of(block.runs), is_italic(block.runs), in_capitals(block.text), block.style, home)


def _may_be_heading(blocks: list[TextBlock], text_at: list[int], place: int, body: Look, lexicon: Lexicon) -> bool:
    """Whether the evidence is worth weighing; a numbered paragraph of a report ("6.2 How do we …") must stand out."""
    block = blocks[text_at[place]]
    if "table of contents" in block.evidence:
        return False
    if block.kind == "paragraph":
        return not block.marker or stands_out(block, body)
    return block.kind == "numbered" and _may_be_numbered_heading(blocks, text_at, place, body, lexicon)


def _may_be_numbered_heading(
    blocks: list[TextBlock], text_at: list[int], place: int, body: Look, lexicon: Lexicon
) -> bool:
    """Whether a numbered item is a numbered heading ("2. Circumstances"): short, no sentence, and no list around it."""
    block = blocks[text_at[place]]
    text = block.text.strip()
    known = lexicon.exact(text) is not None
    if len(text.split()) > 14 or (re.search(r"[.;,!]$", text) and not known):
        return False
    below = blocks[text_at[place + 1]] if place + 1 < len(text_at) else None
    apart = below is not None and stands_out(block, body) and not stands_out(below, body)
    if below is None or (below.kind == "numbered" and len(below.text.split()) <= 10 and not apart):
        return False
    if text.endswith("?") and not known and place and blocks[text_at[place - 1]].kind == "numbered":
        return False
    return stands_out(block, body) or (len(text.split()) <= 10 and lexicon.heading(text) is not None)


def _is_text(block: TextBlock) -> bool:
    return block.layer == "body" and not block.aside and bool(block.text.strip())


def _is_finished(blocks: list[TextBlock], text_at: list[int], place: int, depth: int = 2) -> bool:
    """Whether the text above is complete: nothing, no paragraph, a whole sentence, or a short line after such."""
    if place == 0:
        return True
    above = blocks[text_at[place - 1]]
    text = above.text.strip()
    if above.kind != "paragraph" or _ENDED.search(text):
        return True
    short = len(text.split()) <= 14 and text[:1].isupper()
    return short and depth > 0 and _is_finished(blocks, text_at, place - 1, depth - 1)


def _short_lines(blocks: list[TextBlock], text_at: list[int]) -> Counter[str]:
    """How many short lines stand above running text in each container."""
    counts: Counter[str] = Counter()
    for n, m in pairwise(text_at):
        block, below = blocks[n], blocks[m]
        if block.kind == "paragraph" and below.container == block.container and is_short_line(block):
            counts[block.container] += below.kind == "paragraph" and len(below.text.split()) >= 12
    return counts
