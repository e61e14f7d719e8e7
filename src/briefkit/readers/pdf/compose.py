"""From drafts to the text blocks of the model: runs, spans, mended line ends, markers and origins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby

import msgspec

from briefkit.model import Origin, Run, Span, TextBlock, slice_runs
from briefkit.readers.pdf.drafts import Draft
from briefkit.readers.pdf.glyphs import LINE_HYPHEN, Glyph
from briefkit.readers.pdf.hyphens import Vocabulary

_ADDRESS = re.compile(r"^[(<]?(?:https?://|www\.)\S*$|^\S+@\S+$|^(?:\w[\w-]*\.)+(?:uk|org|com|net|gov|example)\S*/\S*$")
_WORD = re.compile(r"\S*")
_HYPHENS = (LINE_HYPHEN, "-", "\u00ad")


class _Piece(msgspec.Struct):
    """Source characters ``start`` to ``end`` that read as ``text``; ``glyph`` gives the look."""

    text: str
    start: int
    end: int
    glyph: Glyph


def compose(draft: Draft, name: str, words: Vocabulary) -> TextBlock:
    """The block ``name`` of a draft. Its source text is the text of its lines with a line feed between them."""
    glyphs, source = _source_of(draft)
    pieces = _mend([_Piece(_shown(g.char), n, n + 1, g) for n, g in enumerate(glyphs)], source, words)
    runs = _runs_of(pieces, name)
    marker = slice_runs(runs, 0, draft.marker) if draft.marker else ()
    x0, top, x1, base = draft.box
    page = draft.pages[0]
    return TextBlock(
        id=name,
        runs=slice_runs(runs, draft.marker) if draft.marker else runs,
        origin=Origin(f"page {page}", "", page, (round(x0, 1), round(top, 1), round(x1, 1), round(base, 1))),
        container=draft.container,
        layer=draft.layer,
        kind=draft.kind,
        level=draft.level,
        marker=marker,
        evidence=draft.evidence,
        aside=draft.aside,
        before=None if draft.before is None else round(draft.before, 1),
        parts=_parts_of(draft),
    )


def _parts_of(draft: Draft) -> tuple[tuple[int, str], ...]:
    """Where in the source text each page begins, for a block that stands on more than one."""
    if len(set(draft.pages)) < 2:
        return ()
    parts: list[tuple[int, str]] = []
    at = 0
    for line, page in zip(draft.lines, draft.pages, strict=True):
        if not parts or parts[-1][1] != f"page {page}":
            parts.append((at, f"page {page}"))
        at += len(line.text) + 1
    return tuple(parts)


def _source_of(draft: Draft) -> tuple[list[Glyph], str]:
    glyphs: list[Glyph] = []
    for number, line in enumerate(draft.lines):
        if number:
            last = glyphs[-1]
            link = _shared(last, line.glyphs[0])
            glyphs.append(Glyph("\n", last.x1, last.top, last.x1, last.base, last.look, last.tag, 0, link))
        glyphs.extend(line.glyphs)
    return glyphs, "".join(glyph.char for glyph in glyphs)


def _shared(last: Glyph, first: Glyph) -> str | None:
    return last.link if last.link == first.link else None


def _shown(char: str) -> str:
    return " " if char == "\n" else "-" if char == LINE_HYPHEN else char


def _mend(pieces: list[_Piece], source: str, words: Vocabulary) -> list[_Piece]:
    """Words and addresses that line ends cut in two or more become one piece each."""
    out: list[_Piece] = []
    done = 0
    for match in re.finditer(r"\n", source):
        at = match.start()
        before = out[-1] if out and at == done and at else None
        if at < done or (at == done and before is None):
            continue
        start = max(source.rfind(" ", 0, at), source.rfind("\n", 0, at), done - 1) + 1
        # What was joined at the line end before may go on over this one.
        start = _bound(pieces, range(at - 1, start - 1, -1), at, start - 1) + 1 if before is None else before.start
        end = _bound(pieces, range(at + 1, _word_end(source, at + 1)), at + 1, _word_end(source, at + 1))
        head, tail = before.text if before else source[start:at], source[at + 1 : end]
        joined = _joined(head, tail, pieces[max(at - 1, 0)].glyph, pieces[min(at + 1, len(pieces) - 1)].glyph, words)
        if joined is None:
            continue
        if before is not None:
            out.pop()
        out.extend(pieces[done:start])
        out.append(_Piece(joined, start, end, pieces[start].glyph))
        done = end
    return [*out, *pieces[done:]]


def _bound(pieces: list[_Piece], places: range, at: int, bound: int) -> int:
    """Where, going along ``places``, a link begins or ends or the mark of a note stands: it is no part of the word."""
    if at >= len(pieces):
        return bound
    link = pieces[places[0]].glyph.link if len(places) else None
    return next((n for n in places if pieces[n].glyph.raised or pieces[n].glyph.link != link), bound)


def _word_end(source: str, start: int) -> int:
    return _WORD.match(source, start).end()  # type: ignore[union-attr]


def _joined(head: str, tail: str, last: Glyph, first: Glyph, words: Vocabulary) -> str | None:
    """What ``head`` at a line end and ``tail`` below it make together; ``None`` where they are words of their own."""
    if not head or not tail:
        return None
    plain = head.replace(LINE_HYPHEN, "-")
    if _ADDRESS.match(plain):
        ended = plain.endswith((".", ",", ")", ";"))
        cut = plain.endswith(("/", "-", "_", "=", "?", "&", "@"))
        linked = last.link is not None and last.link == first.link and not ended
        if linked or cut or _splits(plain, tail):
            return plain + tail
    if not head.endswith(_HYPHENS) or not tail[:1].isalpha() or len(head) < 2 or not head[-2].isalnum():
        return None
    return words.join(head[:-1], tail, soft=head.endswith("\u00ad"))


def _splits(head: str, tail: str) -> bool:
    """Whether an address is cut at a dot or before a slash or dot."""
    return tail[:1] in "/.@?=" or (
        head.endswith(".") and bool(re.match(r"^[a-z]{2,}[./]|^(?:uk|com|org|net|gov)\b", tail))
    )


def _runs_of(pieces: list[_Piece], name: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for (look, link, raised, mended), group in groupby(pieces, key=_look_key):
        for stretch in [list(group)] if mended is None else [[piece] for piece in group]:
            runs.append(
                Run(
                    text="".join(piece.text for piece in stretch),
                    span=Span(name, stretch[0].start, stretch[-1].end),
                    bold=look[0],
                    italic=look[1],
                    size=look[2] or None,
                    colour=look[3],
                    script="super" if raised else "normal",
                    link=link,
                )
            )
    return tuple(runs)


def _look_key(piece: _Piece) -> tuple[tuple[bool, bool, float, str], str | None, bool, int | None]:
    glyph = piece.glyph
    mended = piece.start if piece.end - piece.start != len(piece.text) else None
    return (glyph.look.bold, glyph.look.italic, glyph.look.size, glyph.look.colour), glyph.link, glyph.raised, mended


def vocabulary_of(drafts: list[Draft], known: Callable[[str], bool]) -> Vocabulary:
    """The words of the document itself, to tell a wrapped word from a compound."""
    whole: Counter[str] = Counter()
    for draft in drafts:
        for line in draft.lines:
            inner = line.text.rsplit(" ", 1)[0] if line.text.endswith(_HYPHENS) else line.text
            whole.update(re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", inner.casefold()))
    return Vocabulary(frozenset(whole), known)
