"""The web page: one file without any request, the whole text, from a phone to a wide screen, light, dark, printed."""

from __future__ import annotations

import msgspec

from briefkit.briefing import OVER_LENGTH, Aside
from briefkit.record import Record
from briefkit.theme import Theme
from briefkit.writers.layout_fonts import choose, even_out, inline
from briefkit.writers.layout_markup import Group, fill_in, group
from briefkit.writers.layout_panels import PanelText, Sheet, compose
from briefkit.writers.outline import UNSHOWN
from briefkit.writers.whole_text import whole_text

_LENGTHY = 1500
"""More words than this stand in one column below a list of the sections: nobody scrolls up again for a second one."""


class _Panel(msgspec.Struct, frozen=True):
    text: PanelText
    groups: tuple[Group, ...]


class _Left(msgspec.Struct, frozen=True):
    reason: str
    texts: tuple[str, ...]


class _Face(msgspec.Struct, frozen=True):
    weight: int
    address: str


def write(record: Record, theme: Theme) -> bytes:
    """The record as one HTML file (UTF-8): inline style and fonts, no script, a policy that forbids every request."""
    theme = theme.speak(record.briefing.language)
    sheet = compose(record, theme)
    css = fill_in(theme, "web.css.j2", c=theme.colours, faces=_faces(sheet, theme))
    page = fill_in(
        theme,
        "web.html.j2",
        sheet=sheet,
        words=theme.words,
        css=css,
        panels=[_Panel(panel, group(panel.blocks)) for panel in sheet.panels],
        contact=group(sheet.contact),
        logo=theme.logo,
        lengthy=sheet.words > _LENGTHY,
        aside=_left_out(record.briefing.set_aside),
        whole_text=whole_text(record),
        places=_places(sheet),
    )
    return page.encode("utf-8", "replace")


def _places(sheet: Sheet) -> dict[str, str]:
    """The title of the panel in which each anchor stands: where a link to the item that another one completes leads."""
    return {block.anchor: panel.title for panel in sheet.panels for block in panel.blocks if block.anchor}


def _faces(sheet: Sheet, theme: Theme) -> list[_Face]:
    """Regular and bold, cut to the page's characters; what no font of the house has is left to the reader's system."""
    blocks = (f"{block.text} {block.line_below}" for panel in sheet.panels for block in panel.blocks)
    titles = (panel.title for panel in sheet.panels)
    text = even_out(" ".join((sheet.title, sheet.damaged, *titles, *blocks)))
    family, lacks, _ = choose(theme.families, text)
    chars = "".join(sorted(set(text) - lacks))
    return [_Face(weight, inline(family.face(bold=weight == 700), chars)) for weight in (400, 700)]


def _left_out(asides: tuple[Aside, ...]) -> list[_Left]:
    """What was set aside by its reason, without markings and paths; white space runs become one space.

    What was left out for its length stands in the whole text, in its order.
    """
    reasons: dict[str, list[str]] = {}
    for aside in asides:
        text = " ".join(aside.text.split())
        if text and aside.reason not in UNSHOWN and aside.reason != OVER_LENGTH:
            reasons.setdefault(aside.reason.replace("-", " "), []).append(text)
    return [_Left(reason, tuple(texts)) for reason, texts in reasons.items()]
