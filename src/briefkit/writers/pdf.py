"""The PDF: A4 pages in the panels of the house, tagged as PDF/UA-1, laid out once by WeasyPrint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from briefkit.briefing import OVER_LENGTH
from briefkit.diagnostics import Diagnostic, Result
from briefkit.record import Record
from briefkit.theme import Family, Theme
from briefkit.writers import layout_frame, layout_measure
from briefkit.writers import pdf_engine as engine
from briefkit.writers.layout_fit import Fit, fit, squeeze
from briefkit.writers.layout_fonts import choose, even_out, ruler, spell_out
from briefkit.writers.layout_frame import Frame, frame
from briefkit.writers.layout_markup import fill_in
from briefkit.writers.layout_page import page_boxes
from briefkit.writers.layout_panels import Sheet, all_text, compose, retext, without_dead_links
from briefkit.writers.layout_report import tell
from briefkit.writers.layout_trim import Trimmed, trim
from briefkit.writers.pdf_audit import audit
from briefkit.writers.pdf_engine import overflow

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["audit", "write"]


def write(record: Record, theme: Theme, pages: int = 2) -> Result[bytes]:
    """The record as a PDF, and what must be said of its pages.

    ``pages`` is 1 where one page is demanded: what has no room is then left to the web page and named in a diagnostic.
    Raises :class:`~briefkit.errors.ToolMissing` without Pango.
    """
    theme = theme.speak(record.briefing.language)
    sheet, family, said = _typeset(compose(record, theme), theme)
    anchors = {block.anchor for block in sheet.contact}
    around, panels = frame(sheet, theme, ruler(family))
    compact, _ = frame(sheet, theme, ruler(family), compact=True)
    trimmed = Trimmed(panels)
    if pages == 1 and trim(panels, ruler(family), around.area).left_out:
        trimmed = trim(panels, ruler(family), compact.area, compact=True)
    trimmed = msgspec.structs.replace(trimmed, panels=without_dead_links(trimmed.panels, anchors))
    cut = bool(trimmed.left_out) or any(aside.reason == OVER_LENGTH for aside in record.briefing.set_aside)
    job = _Job(sheet, trimmed, (around, compact), theme, family, even_out(", ".join(record.briefing.keywords)), cut)
    laid = _lay_out(job)
    written = engine.to_bytes(laid.document)
    told = (*said, *tell(trimmed, laid.fitted, pages), *laid.diagnostics)
    return Result(written, (*told, *audit(written, _expected(sheet, laid.fitted, laid.around), len(laid.fitted.pages))))


class _Job(msgspec.Struct, frozen=True):
    """What is laid out, the same for a second time; of the two frames the second is compact. ``cut``: the web page has
    more than these pages."""

    sheet: Sheet
    trimmed: Trimmed
    frames: tuple[Frame, Frame]
    theme: Theme
    family: Family
    keywords: str
    cut: bool


class _Laid(msgspec.Struct, frozen=True):
    document: Any
    fitted: Fit
    around: Frame
    diagnostics: tuple[Diagnostic, ...]


def _typeset(sheet: Sheet, theme: Theme) -> tuple[Sheet, Family, tuple[Diagnostic, ...]]:
    """The sheet in characters that its font has, and that font."""
    sheet = retext(sheet, even_out)
    family, lacks, said = choose(theme.families, all_text(sheet))
    return retext(sheet, lambda text: spell_out(text, lacks)), family, said


def _lay_out(job: _Job) -> _Laid:
    """The pages laid out once; a second time where the layout engine needed more lines than were counted."""
    fitted, around = _solve(job)
    document = _render(job, fitted, around)
    off = overflow(document, fitted.slack)
    if not off:
        return _Laid(document, fitted, around, ())
    fitted, around = _solve(job, off)
    document = _render(job, fitted, around)
    off = overflow(document, fitted.slack)
    said = tuple(
        Diagnostic("BK609", "warning", f"The text of “{section}” is {points:.0f} points higher than its panel.")
        for section, points in off.items()
    )
    return _Laid(document, fitted, around, said)


def _solve(job: _Job, correction: dict[str, float] | None = None) -> tuple[Fit, Frame]:
    """The panels on their pages; compact where that spares the second page."""
    plain, compact = job.frames
    fitted = fit(job.trimmed.panels, ruler(job.family), plain.area, correction)
    if len(fitted.pages) == 2:
        one = squeeze(job.trimmed.panels, ruler(job.family), compact.area, correction)
        if one is not None:
            return one, compact
    return fitted, plain


def _render(job: _Job, fitted: Fit, around: Frame) -> Document:
    measure = layout_measure.Measure(ruler(job.family))
    logo = job.theme.logo
    markup = fill_in(
        job.theme,
        "page.html.j2",
        sheet=job.sheet,
        words=job.theme.words,
        frame=around,
        keywords=job.keywords,
        logo=logo,
        logo_width=round(layout_frame.logo_width(logo), 2) if logo else 0,
        pages=page_boxes(fitted, around, measure),
        cut_note=job.theme.words.more_on_web if job.cut else "",
    )
    css = fill_in(
        job.theme,
        "page.css.j2",
        c=job.theme.colours,
        f=layout_frame,
        frame=around,
        m=layout_measure,
        family=job.family.name,
    )
    return engine.render(markup, css, job.family, logo)


def _expected(sheet: Sheet, fitted: Fit, around: Frame) -> list[str]:
    """The texts that must stand in the PDF: the header, every block of every panel with its number, the contact."""
    blocks = [block for page in fitted.pages for placed in page for block in placed.panel.blocks]
    texts = [*(block.text for block in blocks), *(block.marker for block in blocks if block.marker)]
    texts += [block.line_below for block in blocks if block.below]
    contact = "".join(part.text for part in around.contact)
    return [sheet.title, sheet.publisher, around.particulars, *texts, contact]
