"""From runs to the wording of an item: plain text, its links and the source characters it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefkit.briefing import Link
from briefkit.model import Run, Span, merge_spans

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WORD = re.compile(r"[^\W_]+")
_LIVE = re.compile(r"(?i)^(?:https?://|mailto:|tel:)\S+$")
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
    return re.sub(r"\s+", " ", text).strip()


def spans_of(runs: Iterable[Run]) -> tuple[Span, ...]:
    """The source characters that the runs stand for."""
    return merge_spans(run.span for run in runs)


def links_of(runs: Iterable[Run]) -> tuple[Link, ...]:
    """The live links of the runs, and addresses that are only typed, in order; other schemes are left out."""
    found: list[Link] = []
    text, url = "", ""
    for run in [*runs, None]:
        target = (run.link or "") if run is not None else ""
        if target != url:
            if text.strip() and _LIVE.match(url):
                found.append(Link(re.sub(r"\s+", " ", text).strip(), url))
            text, url = "", target
        if run is not None and target:
            text += run.text
    named = {link.url.rstrip("/") for link in found}
    whole = wording(run for run in runs)
    for match in _TYPED.finditer(whole):
        url = match.group(0) if match.group(0).lower().startswith("http") else f"http://{match.group(0)}"
        if url.rstrip("/") not in named and match.group(0) not in {link.text for link in found}:
            found.append(Link(match.group(0), url))
    return tuple(found)
