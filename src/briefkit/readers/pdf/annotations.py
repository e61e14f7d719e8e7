"""Form fields and annotations: what is filled in and drawn becomes part of the page, what reviewers remarked does not.

pdfium draws fields and annotations into the page by their appearances, so that their words are found like all others.
Check boxes are read as signs, for what ticks them is drawn in as many ways as there are programs.
"""

from __future__ import annotations

from ctypes import POINTER, c_char, cast, create_string_buffer
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.frame import Frame

MAX_ANNOTATIONS = 3000
_LONGEST = 20_000

_REMARKS = frozenset(
    (
        raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY,
        raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET,
    )
)  # fmt: skip
"""What a reviewer adds to text; it lies beside the text or changes its look and adds no words to the page."""
_SILENT = frozenset((raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FILEATTACHMENT, raw.FPDF_ANNOT_SOUND, raw.FPDF_ANNOT_MOVIE))
_BUTTONS = frozenset((raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON))
_PASSWORD = 1 << 13
"""The flag of a text field whose value is shown as stars (ISO 32000-2, table 231)."""
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE


class Added(msgspec.Struct):
    """What annotations add to a page beyond what they draw. Boxes are from the top left of the page as shown.

    ``boxes`` are check boxes and whether they are ticked, ``typed`` words without an appearance of their own.
    ``remarks`` counts what reviewers added, ``unseen`` the fields with a value that nobody sees; ``marked`` are places
    marked for redaction. ``drawn`` tells that the page must be loaded again, for something was drawn into it.
    """

    boxes: list[tuple[Box, bool]] = []
    typed: list[tuple[Box, str]] = []
    marked: list[Box] = []
    remarks: int = 0
    unseen: int = 0
    drawn: bool = False


def draw_in(document: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame) -> Added:
    """Draws the fields and annotations of ``page`` into it, but for check boxes and reviewers' remarks.

    Its links must have been asked for before: a page without annotations has none. The form of the document must have
    been opened before the page.
    """
    added = Added()
    count = min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)
    if count <= 0:
        return added
    form = document.formenv.raw if document.formenv else None
    gone = [n for n in range(count) if not _look_at(page, n, form, frame, added)]
    if not added.drawn:
        return added
    for n in reversed(gone):
        raw.FPDFPage_RemoveAnnot(page.raw, n)
    added.drawn = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    return added


def _look_at(page: pdfium.PdfPage, number: int, form: Any, frame: Frame, added: Added) -> bool:
    """Whether an annotation is to be drawn; what else it adds is noted."""
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return False
    try:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_LINK or kind in _SILENT:
            return False
        if kind in _REMARKS:
            added.remarks += 1
            return False
        hidden = bool(raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN)
        if kind == raw.FPDF_ANNOT_WIDGET:
            return form is not None and _field(annotation, form, frame, hidden, added)
        if hidden:
            return False
        if kind == raw.FPDF_ANNOT_REDACT:
            added.marked.append(_box(annotation, frame))
        if not _drawn(annotation):
            words = _string(annotation, b"Contents") if kind == raw.FPDF_ANNOT_FREETEXT else ""
            if words.strip():
                added.typed.append((_box(annotation, frame), words))
            return False
        if kind == raw.FPDF_ANNOT_STAMP and _string(annotation, b"Contents").strip():
            added.remarks += 1
        added.drawn = True
        return True
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _field(annotation: Any, form: Any, frame: Frame, hidden: bool, added: Added) -> bool:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    value = _value(form, annotation)
    if kind in _BUTTONS:
        if not hidden:
            added.boxes.append((_box(annotation, frame), bool(raw.FPDFAnnot_IsChecked(form, annotation))))
        return False
    secret = kind == raw.FPDF_FORMFIELD_TEXTFIELD and raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD
    if (hidden or secret) and value.strip():
        added.unseen += 1
    if hidden or secret or not _drawn(annotation):
        return False
    added.drawn = True
    return True


def _drawn(annotation: Any) -> bool:
    return int(raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)) > 2


def _box(annotation: Any, frame: Frame) -> Box:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    xs, ys = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
    return frame.place(xs[0], ys[0], xs[1], ys[1])


def _string(annotation: Any, key: bytes) -> str:
    return _filled(lambda room, size: raw.FPDFAnnot_GetStringValue(annotation, key, room, size))


def _value(form: Any, annotation: Any) -> str:
    return _filled(lambda room, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, room, size))


def _filled(get: Any) -> str:
    """A text that pdfium writes into a room of ours; a longer one than anybody types is cut."""
    size = min(get(None, 0), _LONGEST)
    if size <= 2:
        return ""
    room = create_string_buffer(size)
    written = min(get(cast(room, POINTER(raw.FPDF_WCHAR)), size), size)
    return bytes(cast(room, POINTER(c_char))[: written - 2]).decode("utf-16-le", "replace")
