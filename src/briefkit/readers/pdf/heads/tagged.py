"""What the tags of a PDF say about headings, contents and lists, where they agree with what the eye sees."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from briefkit.readers.pdf.heads.looks import BodyLook, Dress, dress_of, stands_out
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.structure import Role
from briefkit.readers.pdf.sheets import Sheet
from briefkit.readers.pdf.text.drafts import Draft

_MISUSE = 0.15
"""The share of lines from which heading tags are misuse: somebody tagged for the look."""
_DENSE = 0.4
_AGREE = 0.8
_FEW = 3

_PART = 0.15
"""The share of the heading tags (by lines) that must be on what looks like a heading, so that these are believed."""

Trust = Literal["none", "some", "part", "bad"]


class Tags(msgspec.Struct, frozen=True):
    """The roles of the marked content of each page (from 1), and whether the heading tags can be believed.

    ``none``: there are hardly any. ``bad``: they are on running text, or on what does not look like a heading.
    ``part``: many are, but those on lines of the dresses in ``believed`` are meant. ``heads`` are the ids of the marked
    content of headings by page.
    """

    roles: dict[int, dict[int, Role]]
    trust: Trust
    believed: frozenset[Dress] = frozenset()
    heads: dict[int, frozenset[int]] = {}

    def role(self, line: Line, page: int) -> Role | None:
        """The element that most of the line belongs to."""
        roles = self.roles.get(page)
        if not roles:
            return None
        first = line.words[0].tag
        if first in roles and first == line.words[-1].tag:
            return roles[first]
        counts: Counter[int] = Counter()
        for word in line.words:
            counts[word.tag] += len(word.text)
        for tag, _ in counts.most_common(2):
            if tag in roles:
                return roles[tag]
        return None

    def is_named(self, line: Line, page: int) -> bool:
        """Whether most of the line is tagged as a heading; of most lines their ends tell."""
        first, last = line.words[0].tag, line.words[-1].tag
        if first == last and first in self.roles[page]:
            return first in self.heads[page]
        role = self.role(line, page)
        return role is not None and role.level > 0

    def level_of(self, line: Line, page: int) -> int:
        """The level of the heading that the line belongs to by a tag that is believed, else 0."""
        role = self._believed(line, page)
        return role.level if role is not None else 0

    def element(self, line: Line, page: int) -> int:
        """The number of the heading that the line belongs to by a tag that is believed, else 0."""
        role = self._believed(line, page)
        return role.number if role is not None else 0

    def _believed(self, line: Line, page: int) -> Role | None:
        if self.trust not in {"some", "part"} or page not in self.roles or not self.is_named(line, page):
            return None
        return self.role(line, page) if self.trust == "some" or dress_of(line) in self.believed else None

    def level(self, draft: Draft) -> int:
        """The level of the heading that the draft is by tags that are believed, else 0."""
        return self.level_of(draft.lines[0], draft.pages[0])


def weigh_tags(sheets: list[Sheet], body: BodyLook) -> Tags:
    """The tags of all pages, with a verdict on their headings by the looks of the lines they are on.

    A tree may be wrong in one style and right in the others: tags on a dress that stands out from the running text are
    believed where the rest is misuse.
    """
    sheets = [sheet for sheet in sheets if sheet.roles]
    heads = {sheet.number: frozenset(tag for tag, role in sheet.roles.items() if role.level) for sheet in sheets}
    tags = Tags({sheet.number: sheet.roles for sheet in sheets}, "none", heads=heads)
    lines = sum(len(sheet.lines) for sheet in sheets)
    named = [line for sheet in sheets for line in sheet.lines if tags.is_named(line, sheet.number)]
    headings = len(named)
    if headings < _FEW:
        return tags
    standing = [line for line in named if stands_out(line, body)]
    loud = len(standing)
    # A poster or a set of slides is dense with headings; there each of them must look like one.
    usual = headings <= _MISUSE * lines and loud >= _AGREE * headings
    if usual or (headings <= _DENSE * lines and loud >= 0.95 * headings):
        return Tags(tags.roles, "some", heads=heads)
    worn = Counter(dress_of(line) for sheet in sheets for line in sheet.lines)
    tagged = Counter(map(dress_of, named))
    out = Counter(map(dress_of, standing))
    believed = frozenset(
        dress
        for dress, count in tagged.items()
        if out[dress] >= _AGREE * count and count >= _FEW and worn[dress] <= _MISUSE * lines
    )
    part = sum(tagged[dress] for dress in believed) >= _PART * headings
    return Tags(tags.roles, "part" if part else "bad", believed, heads)


def part_tagged(drafts: list[Draft], tags: Tags) -> list[Draft]:
    """The drafts cut where a tagged heading begins or ends, and the lines of one heading made one draft."""
    if tags.trust not in {"some", "part"}:
        return drafts
    out: list[Draft] = []
    for draft in drafts:
        if draft.layer != "body" or draft.aside:
            out.append(draft)
            continue
        for piece in _pieces(draft, tags):
            last = out[-1] if out else None
            if last is not None and _one_heading(last, piece, tags):
                last.lines.extend(piece.lines)
                last.pages.extend(piece.pages)
                last.ends = piece.ends
            else:
                out.append(piece)
    return out


def _pieces(draft: Draft, tags: Tags) -> list[Draft]:
    keys = [(tags.element(line, page), page) for line, page in zip(draft.lines, draft.pages, strict=True)]
    cuts = [n for n in range(1, len(keys)) if keys[n] != keys[n - 1] and (keys[n][0] or keys[n - 1][0])]
    if not cuts:
        return [draft]
    first = msgspec.structs.replace(draft, lines=draft.lines[: cuts[0]], pages=draft.pages[: cuts[0]], ends=False)
    pieces = [first]
    for start, end in zip(cuts, [*cuts[1:], len(keys)], strict=True):
        lines, pages = draft.lines[start:end], draft.pages[start:end]
        before = lines[0].base - draft.lines[start - 1].base - lines[0].size * 1.2
        indent = lines[0].x0
        pieces.append(Draft(lines, pages, draft.container, ends=end == len(keys), indent=indent, before=before))
    return pieces


def _one_heading(last: Draft, piece: Draft, tags: Tags) -> bool:
    if last.container != piece.container or last.pages[-1] != piece.pages[0] or last.layer != "body":
        return False
    one = tags.element(last.lines[-1], last.pages[-1])
    return one > 0 and one == tags.element(piece.lines[0], piece.pages[0])


def mark_tagged(drafts: list[Draft], tags: Tags) -> None:
    """Contents lines that are tagged as such are set aside, list items without a printed marker become items."""
    last: tuple[int, Role] | None = None
    for draft in drafts:
        if draft.layer != "body":
            continue
        role = tags.role(draft.lines[0], draft.pages[0])
        here = (draft.pages[0], role) if role else None
        if role is not None and role.name == "TOCI" and not draft.aside:
            draft.aside, draft.kind, draft.level = "contents", "paragraph", 0
        elif role is not None and role.name == "LI" and here != last and _may_be_item(draft, tags):
            draft.kind, draft.level, draft.mark = "bullet", 1, "bullet"
            draft.evidence = (*draft.evidence, "tagged list item")
        last = here


def _may_be_item(draft: Draft, tags: Tags) -> bool:
    """Whether a tagged list item that prints no marker can be one: it is no text that runs on from another page."""
    plain = draft.kind == "paragraph" and not draft.aside and not draft.mark
    return tags.trust == "some" and plain and not draft.starts
