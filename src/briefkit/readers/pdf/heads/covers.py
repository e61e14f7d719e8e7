"""The cover of a document: its title, and the lines around it that head nothing."""

from __future__ import annotations

from briefkit.readers.pdf.heads.looks import dress_of
from briefkit.readers.pdf.text.drafts import Draft

TITLE, COVER = "title of the document", "on the cover"
_TEXT = 25
"""Words from which a block is running text, and a page that has one no cover."""


def mark_cover(drafts: list[Draft]) -> None:
    """Say in the evidence of headings on a cover which are the title (the largest type) and which only stand there.

    A heading that looks like those of other pages stands among them: the first of a set of slides is no cover. A cover
    is a first page of headings and short lines; a first page with running text has a title where one heading, before
    the text, is larger than every other of the document.
    """
    first = _first_page(drafts)
    heads = [draft for draft in first if draft.kind == "heading"]
    if not heads:
        return
    largest = max(draft.lines[0].size for draft in heads)
    rest = [draft for draft in drafts if draft.kind == "heading" and draft.pages[0] != first[0].pages[0]]
    cover = rest and not any(_is_text(draft) for draft in first)
    others = [draft.lines[0].size for draft in (*heads, *rest) if draft.lines[0].size != largest]
    alone = [draft for draft in rest if draft.lines[0].size >= largest]
    if not cover and (alone or not others):
        return
    worn = {dress_of(draft.lines[0]) for draft in rest}
    for draft in heads:
        if draft.lines[0].size == largest and not alone:
            draft.evidence = (*draft.evidence, TITLE)
        elif cover and dress_of(draft.lines[0]) not in worn:
            draft.evidence = (*draft.evidence, COVER)


def is_title(draft: Draft) -> bool:
    """Whether a heading is the title of the document."""
    return TITLE in draft.evidence


def is_on_cover(draft: Draft) -> bool:
    """Whether a heading stands on a cover and is not the title."""
    return COVER in draft.evidence


def _first_page(drafts: list[Draft]) -> list[Draft]:
    """The body of the first page that has any, up to its first running text on a page that has headings before it."""
    body = [draft for draft in drafts if draft.layer == "body" and not draft.aside]
    return [draft for draft in body if draft.pages[0] == body[0].pages[0]] if body else []


def _is_text(draft: Draft) -> bool:
    return draft.kind != "heading" and len(draft.text.split()) >= _TEXT
