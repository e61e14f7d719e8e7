"""From drafts to the text blocks of the model: runs, spans, mended line ends, markers and origins."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from briefkit.model import Origin, Run, Span, TextBlock, slice_runs
from briefkit.readers.pdf.page.glyphs import LINE_HYPHEN
from briefkit.readers.pdf.page.stretches import Stretches, Style
from briefkit.readers.pdf.text.drafts import Draft
from briefkit.readers.pdf.text.hyphens import Vocabulary, hyphenates

_HOST = re.compile(r"[(<]?https?://[\w.-]*\w")
_REST_OF_HOST = re.compile(r"(?!www\.)[a-z0-9-]+\.[a-z]{2,}(?:/|$)")
_ADDRESS = re.compile(r"^[(<]?(?:https?://|www\.)\S*$|^\S+@\S+$|^(?:\w[\w-]*\.)+(?:uk|org|com|net|gov|example)\S*/\S*$")
_MAY_BE_ADDRESS = re.compile(r"[/.@:]")
_WORD = re.compile(r"\S*")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BREAK = re.compile(rf"(?s).*?([^\W\d_]+)[-{LINE_HYPHEN}\u00ad]\n([^\W\d_]+)")
_HYPHENS = (LINE_HYPHEN, "-", "\u00ad")


class _Mend(msgspec.Struct):
    """Source characters ``start`` up to but without ``end`` that read as ``text``."""

    text: str
    start: int
    end: int


def compose(draft: Draft, name: str, words: Vocabulary) -> TextBlock:
    """The block ``name`` of a draft. Its source text is the text of its lines with a line feed between them."""
    stretches = Stretches(draft.lines)
    runs = _runs_of(stretches, _mends_in(stretches, words), name)
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
    if draft.pages.count(draft.pages[0]) == len(draft.pages):
        return ()
    parts: list[tuple[int, str]] = []
    at = 0
    for line, page in zip(draft.lines, draft.pages, strict=True):
        if not parts or parts[-1][1] != f"page {page}":
            parts.append((at, f"page {page}"))
        at += len(line.text) + 1
    return tuple(parts)


def _mends_in(stretches: Stretches, words: Vocabulary) -> list[_Mend]:
    """Words and addresses that line ends cut in two or more, one mend each."""
    source = stretches.source
    out: list[_Mend] = []
    done = 0
    at = source.find("\n")
    while at >= 0:
        before = out[-1] if out and at == done else None
        if at > done or before is not None:
            mend = _mend(stretches, at, done, before, words)
            if mend is not None:
                if before is not None:
                    out.pop()
                out.append(mend)
                done = mend.end
        at = source.find("\n", at + 1)
    return out


def _mend(stretches: Stretches, at: int, done: int, before: _Mend | None, words: Vocabulary) -> _Mend | None:
    """What the line end at ``at`` cut in two, as one. ``before`` was joined at the line end before and may go on."""
    source = stretches.source
    start = max(source.rfind(" ", 0, at), source.rfind("\n", 0, at), done - 1) + 1
    head = before.text if before else source[start:at]
    # Of most line ends it is plain at once that they cut nothing.
    if head.isalpha() or not (head.endswith(_HYPHENS) or _MAY_BE_ADDRESS.search(head)):
        return None
    end = _word_end(source, at + 1)
    if before is None:
        start = _bound(stretches, range(at - 1, start - 1, -1), start - 1) + 1
        head = source[start:at]
    else:
        start = before.start
    end = _bound(stretches, range(at + 1, end), end)
    tail = source[at + 1 : end]
    if not head or not tail:
        return None
    last, first = stretches.style(at - 1)[1], stretches.style(at + 1)[1]
    joined = _joined(head, tail, last is not None and last == first, words)
    return None if joined is None else _Mend(joined, start, end)


def _bound(stretches: Stretches, places: range, bound: int) -> int:
    """Where, going along ``places``, a link begins or ends or the mark of a note stands: it is no part of the word."""
    if not places:
        return bound
    link = stretches.style(places[0])[1]
    for place in places:
        _, other, raised = stretches.style(place)
        if raised or other != link:
            return place
    return bound


def _word_end(source: str, start: int) -> int:
    return _WORD.match(source, start).end()  # type: ignore[union-attr]


def _joined(head: str, tail: str, linked: bool, words: Vocabulary) -> str | None:
    """What ``head`` at a line end and ``tail`` below it make together; ``None`` where they are words of their own.

    ``linked`` tells that one link lies on both.
    """
    plain = head.replace(LINE_HYPHEN, "-")
    if _ADDRESS.match(plain):
        ended = plain.endswith((".", ",", ")", ";"))
        cut = plain.endswith(("/", "-", "_", "=", "?", "&", "@"))
        if (linked and not ended) or cut or _splits(plain, tail):
            return plain + tail
    if not head.endswith(_HYPHENS) or not tail[:1].isalpha() or len(head) < 2 or not head[-2].isalnum():
        return None
    return words.join(head[:-1], tail, soft=head.endswith("\u00ad"))


def _splits(head: str, tail: str) -> bool:
    """Whether an address is cut at a dot or before a slash or dot, or in the middle of its host."""
    if _HOST.fullmatch(head) and _REST_OF_HOST.match(tail):
        return True
    return tail[:1] in "/.@?=" or (
        head.endswith(".") and bool(re.match(r"^[a-z]{2,}[./]|^(?:uk|com|org|net|gov)\b", tail))
    )


def _runs_of(stretches: Stretches, mends: list[_Mend], name: str) -> tuple[Run, ...]:
    source = stretches.source
    runs: list[Run] = []
    at = 0
    for mend in (*mends, _Mend("", len(source), len(source))):
        for start, end, style in stretches.within(at, mend.start):
            text = source[start:end].replace("\n", " ").replace(LINE_HYPHEN, "-")
            runs.append(_run(text, Span(name, start, end), style))
        if mend.text:
            style = stretches.style(mend.start)
            runs.extend(_run(text, Span(name, start, end), style) for text, start, end in _exactly(mend, source))
        at = mend.end
    return tuple(runs)


def _exactly(mend: _Mend, source: str) -> list[tuple[str, int, int]]:
    """A mend as what stands before the line end, what is left out there and what stands below: ``(text, start, end)``.

    So whoever cuts the word (a date in ``2015-now``, an address and the full stop behind it) gets its own letters.
    """
    before = source[mend.start : mend.end].replace(LINE_HYPHEN, "-")
    shorter = min(len(before), len(mend.text))
    head = next((n for n in range(shorter) if before[n] != mend.text[n]), shorter)
    tail = next((n for n in range(shorter - head) if before[-1 - n] != mend.text[-1 - n]), shorter - head)
    start, end = mend.start + head, mend.end - tail
    parts = [
        (mend.text[:head], mend.start, start),
        (mend.text[head : len(mend.text) - tail], start, end),
        (mend.text[len(mend.text) - tail :], end, mend.end),
    ]
    return [part for part in parts if part[1] < part[2]]


def _run(text: str, span: Span, style: Style) -> Run:
    look, link, raised = style
    script: Literal["normal", "super"] = "super" if raised else "normal"
    return Run(
        text,
        span,
        bold=look.bold,
        italic=look.italic,
        size=look.size or None,
        colour=look.colour,
        script=script,
        link=link,
    )


def vocabulary_of(drafts: list[Draft], frequency: Callable[[str], int]) -> Vocabulary:
    """The words of the document itself, to tell a wrapped word from a compound, and whether it wraps words at all."""
    written: list[str] = []
    breaks: list[tuple[str, str]] = []
    for draft in drafts:
        for number, line in enumerate(draft.lines):
            inner = line.text
            if inner.endswith(_HYPHENS):
                inner, _, head = inner.rpartition(" ")
                below = draft.lines[number + 1].text if number + 1 < len(draft.lines) else ""
                found = _BREAK.match(f"{head}\n{below}")
                breaks.extend([(found[1].casefold(), found[2].casefold())] if found else [])
            written.append(inner)
    # What stands between spaces is looked at once, however often it is written.
    different = " ".join(set(" ".join(written).split())).casefold()
    return Vocabulary(frozenset(_WORDS.findall(different)), frequency, hyphenates(breaks, frequency))
