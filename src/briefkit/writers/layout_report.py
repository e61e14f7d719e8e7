"""What the person is told about the pages: never silently smaller, longer or cut."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.diagnostics import Diagnostic
from briefkit.writers.layout_fit import Fit
from briefkit.writers.layout_panels import PanelText
from briefkit.writers.layout_trim import Trimmed


def tell(trimmed: Trimmed, fitted: Fit, pages: int) -> Iterator[Diagnostic]:
    """The diagnostics of a layout for which ``pages`` pages were allowed."""
    if trimmed.left_out:
        yield _cut(trimmed)
        return
    made = len(fitted.pages)
    words = sum(panel.words for panel in trimmed.panels)
    if made > pages:
        yield Diagnostic(
            "BK605",
            "warning",
            f"The text needs {made} pages: {words} words at {fitted.style.size:g} pt, {_over(words, made, pages)} "
            f"{_longest(trimmed.panels)}",
            note="Shorten it in briefing.md and render it again, or hand out the web page.",
        )
    elif made == 2:
        yield Diagnostic(
            "BK606",
            "info",
            f"The text does not fit on one page at 9 pt, so it is set on two: {words} words at "
            f"{fitted.style.size:g} pt. {_longest(trimmed.panels)}",
            note="For one page, shorten it in briefing.md and render it again.",
        )


def _over(words: int, made: int, pages: int) -> str:
    over = words - words * pages // made
    return f"about {over} words more than {pages} page{'s' if pages > 1 else ''} hold{'' if pages > 1 else 's'}."


def _cut(trimmed: Trimmed) -> Diagnostic:
    parts = []
    for title, blocks in trimmed.left_out:
        items = sum(1 for block in blocks if block.item is not None)
        parts.append(f"{items} item{'s' if items != 1 else ''} of “{title}”")
    return Diagnostic(
        "BK604",
        "warning",
        f"One page at 9 pt cannot hold the text: {trimmed.words} words are over. Only the web page has "
        f"{', '.join(parts)}. {_longest(trimmed.panels)}",
        note="Allow two pages (--pages 2), or shorten the text in briefing.md and render it again.",
    )


def _longest(panels: tuple[PanelText, ...]) -> str:
    if not panels:
        return ""
    panel = max(panels, key=lambda each: each.words)
    return f"The longest panel is “{panel.title}” with {panel.words} words."
