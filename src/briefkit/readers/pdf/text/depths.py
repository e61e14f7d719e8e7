"""How deep each item of a list lies, over the columns and pages of its container."""

from __future__ import annotations

from itertools import pairwise

from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.text.drafts import Draft
from briefkit.readers.pdf.text.marks import Rung, depth_of


def deepen(drafts: list[Draft]) -> None:
    """Give list items the depth that their indent and markers show, over columns and pages of one container."""
    homes: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.layer == "body" and not draft.aside:
            homes.setdefault(draft.container, []).append(draft)
    for home in homes.values():
        if any(draft.mark for draft in home):
            _deepen(home)


def _deepen(drafts: list[Draft]) -> None:
    steps: list[Rung] = []
    for column, held in enumerate(_columns(drafts)):
        edge = min(line.x0 for draft in held for line in draft.lines if _beside(line, draft))
        for draft in held:
            line = draft.lines[0]
            if draft.mark:
                at = None if line.dot else line.x0 - edge
                steps = depth_of(steps, Rung(draft.sign, at, draft.indent - edge, line.size, column))
                draft.level = len(steps)
            elif steps and (draft.kind == "heading" or line.x0 - edge < steps[0].indent - 0.3 * line.size):
                steps = []


def _columns(drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts by the column in which each begins: another one begins where the text goes up, or on another page."""
    columns: list[list[Draft]] = []
    for draft in drafts:
        last = columns[-1][-1] if columns else None
        if last is None or last.pages[-1] != draft.pages[0] or _goes_up([*last.lines, draft.lines[0]]):
            columns.append([])
        columns[-1].append(draft)
    return columns


def _goes_up(lines: list[Line]) -> bool:
    """Whether a line stands higher than the one before it: in the next column, or on another page."""
    return any(below.base < above.top - 1 for above, below in pairwise(lines))


def _beside(line: Line, draft: Draft) -> bool:
    """Whether a line stands in the column in which its draft begins and did not run on in another."""
    return line is draft.lines[0] or abs(line.x0 - draft.lines[0].x0) < 8 * line.size
