"""From runs to the wording of an item: plain text, its links and the source characters it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from briefkit.briefing import Link
from briefkit.model import Run, Span, merge_spans

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WORD = re.compile(r"[^\W_]+")
_LIVE = re.compile(r"(?i)^(?:https?://|mailto:|tel:|#)\S+$")
_TYPED = re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>()\[\]“”\"]+[^\s<>()\[\]“”\".,;:!?’']")


def raise_digits(text: str) -> str:
    """The text with its digits raised, as note marks are shown (``1`` is ``¹``)."""
    return text.translate(_RAISED)


def plain_words(text: str) -> str:
    """The words of a text between spaces, so that one text can be looked for in another without cutting a word."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def wording(runs: Iterable[Run]) -> str:
    """The words of the runs as one line of plain text; a raised footnote mark stays raised."""
    text = "".join(raise_digits(run.text) if run.script == "super" else run.text for run in runs)
    return " ".join(text.split())


def spans_of(runs: Iterable[Run]) -> tuple[Span, ...]:
    """The source characters that the runs stand for."""
    return merge_spans(run.span for run in runs)


def links_of(runs: Iterable[Run]) -> tuple[Link, ...]:
    """The links of the runs, and addresses that are only typed, in order.

    Live are http, https, mailto, tel and ``#block-id``; other schemes are left out. The writers look for the words of
    each link from the end of the one before: where they would find them too early ("4" in "2014 … see page 4"), the
    words before belong to the link's words.
    """
    told = list(runs)
    whole = wording(told)
    linked = list(_linked(told)) if any(run.link for run in told) else []
    links: list[Link] = []
    at = 0
    for start, end, url in sorted([*(hit for hit in linked if _LIVE.match(hit[2])), *_typed(whole, linked)]):
        if start < at:
            continue
        begin = start
        while begin > at and whole.find(whole[begin:end], at) != begin:
            begin = max(whole.rfind(" ", at, begin - 1) + 1, at)
        links.append(Link(whole[begin:end], url))
        at = end
    return tuple(links)


def _linked(runs: list[Run]) -> Iterator[tuple[int, int, str]]:
    """Where in the wording the links of the runs begin and end, and their addresses."""
    at, blank = 0, True
    for url, group in groupby(runs, key=lambda run: run.link or ""):
        start = None
        for letter in "".join(run.text for run in group):
            if letter.isspace():
                blank = True
                continue
            at += bool(blank and at)  # white space is one blank, and none in front
            start, blank = at if start is None else start, False
            at += 1
        if url and start is not None:
            yield start, at, url


def _typed(whole: str, linked: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The addresses that stand in the wording as words and that no link leads to already."""
    named = {url.rstrip("/") for _, _, url in linked}
    ends = [end for _, end, _ in linked]
    for match in _TYPED.finditer(whole):
        url = match.group(0) if match.group(0).lower().startswith("http") else f"http://{match.group(0)}"
        after = bisect_right(ends, match.start())
        inside = after < len(linked) and linked[after][0] < match.end()
        if url.rstrip("/") not in named and not inside:
            yield match.start(), match.end(), url
