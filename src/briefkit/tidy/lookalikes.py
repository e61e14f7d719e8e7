"""Lines that are dressed up as headings and are none, as the lines around them show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.model import TextBlock
from briefkit.tidy.levels import is_claimed
from briefkit.tidy.runs import in_capitals, look_of
from briefkit.tidy.weights import Look, stands_out

ENOUGH_HEADINGS = 3
"""So many headings that stand out show that a document dresses its headings up."""

STACK = 4
"""So many lines in one look, one below the other, are no headings."""

_TELLING = {"known heading", "known heading with a slip", "numbered label", "words of a heading"} | {
    "bold line",
    "underlined line",
    "capitals",
    "italic line",
}

COVER = 6
"""So many dressed-up lines before the first text are a cover: names, numbers and dates around a title."""

_STOP = re.compile(r"[.!?:;][”’\"')\]]*$")


def no_headings(blocks: list[TextBlock], body: Look, pictured: frozenset[str | None]) -> Iterator[int]:
    """Which of the blocks with text were taken for headings only for their looks and are none.

    ``pictured`` are the ids of blocks that a picture follows: such a line heads the picture.
    """
    yield from _without_looks(blocks, body)
    yield from _stacked(blocks, pictured)
    yield from _on_the_cover(blocks)


def _without_looks(blocks: list[TextBlock], body: Look) -> list[int]:
    """Lines that look like running text in a document whose headings stand out: there they are no headings."""
    told = [is_claimed(block) or stands_out(block, body) for block in blocks if block.kind == "heading"]
    if body.plain or sum(told) < ENOUGH_HEADINGS:
        return []
    return [n for n, block in enumerate(blocks) if _is_dressed_up(block) and _is_only_a_line(block)]


def _is_only_a_line(block: TextBlock) -> bool:
    """Whether nothing but its shape and place made a line a heading."""
    told = (reason in _TELLING or " pt against " in reason or reason.startswith("colour ") for reason in block.evidence)
    return not any(told)


def _stacked(blocks: list[TextBlock], pictured: frozenset[str | None]) -> list[int]:
    """Four or more lines in one look, one below the other after running text: an address or a list, no headings."""
    found: list[int] = []
    stack: list[int] = []
    begun = False
    for n, block in enumerate(blocks):
        begun = begun or _is_running_text(block)
        if stack and (not _alike(blocks[stack[-1]], block) or blocks[stack[-1]].id in pictured):
            found += stack if len(stack) >= STACK else []
            stack = []
        if begun and _is_dressed_up(block) and not block.marker:
            stack.append(n)
    return found + (stack if len(stack) >= STACK else [])


def _alike(one: TextBlock, other: TextBlock) -> bool:
    same = one.container == other.container and look_of(one.runs) == look_of(other.runs)
    return same and in_capitals(one.text) == in_capitals(other.text) and _is_dressed_up(other) and not other.marker


def _is_dressed_up(block: TextBlock) -> bool:
    """Whether a block is a heading by nothing but its looks."""
    told = any(reason.startswith(("known heading", "numbered label")) for reason in block.evidence)
    return block.kind == "heading" and not told and not is_claimed(block)


def _on_the_cover(blocks: list[TextBlock]) -> list[int]:
    """The lines of a cover but for the biggest, which are the title, and the last two, which may head the text."""
    end = next((n for n, block in enumerate(blocks) if _is_running_text(block)), len(blocks))
    lines = [n for n in range(end) if _is_dressed_up(blocks[n])]
    if len(lines) < COVER:
        return []
    sizes = {n: look_of(blocks[n].runs)[1] or 0.0 for n in lines}
    biggest = max(sizes.values())
    title = {n for n in lines if sizes[n] == biggest and biggest > min(sizes.values())}
    return [n for n in lines[:-2] if n not in title]


def _is_running_text(block: TextBlock) -> bool:
    """Whether a block is a sentence or an item of a list, and no line of a cover."""
    words = len(re.findall(r"\w+", block.text))
    if block.kind == "heading":
        return False
    if block.kind in {"bullet", "numbered"}:
        return words > 4
    return words > 30 or (words > 8 and bool(_STOP.search(block.text.strip())))
