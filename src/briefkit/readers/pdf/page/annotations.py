"""Form fields and annotations: what is filled in and drawn becomes part of the page, what reviewers remarked does not.

pdfium draws fields and annotations into the page by their appearances, so that their words are found like all others.
Check boxes are read as signs, for what ticks them is drawn in as many ways as there are programs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ctypes import POINTER, c_char, c_uint, cast, create_string_buffer
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.shapes import weigh

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
_COLOURED = re.compile(r"((?:(?:\d+\.?\d*|\.\d+)\s+){1,4})(g|rg|k)\b")
"""A colour to fill with, in an appearance (ISO 32000-2, table 73)."""
_DARK = 0.3
_PASSWORD = 1 << 13
"""The flag of a text field whose value is shown as stars (ISO 32000-2, table 231)."""
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE


class Added(msgspec.Struct):
    """What annotations add to a page beyond what they draw. Boxes are from the top left of the page as shown.

    ``boxes`` are check boxes and whether they are ticked, ``typed`` words without an appearance of their own.
    ``remarks`` counts what reviewers added, ``unseen`` the fields with a value that nobody sees; ``marked`` are places
    marked for redaction. ``drawn`` tells that the page must be loaded again, for something was drawn into it;
    ``beyond`` that there are more annotations than were looked at.
    """

    boxes: list[tuple[Box, bool]] = []
    typed: list[tuple[Box, str]] = []
    marked: list[Box] = []
    remarks: int = 0
    unseen: int = 0
    drawn: bool = False
    beyond: bool = False

    def turn(self, frame: Frame, degrees: int) -> None:
        """The page is turned further, clockwise; ``frame`` is that before."""
        self.boxes = [(frame.turn_box(box, degrees), ticked) for box, ticked in self.boxes]
        self.typed = [(frame.turn_box(box, degrees), words) for box, words in self.typed]
        self.marked = [frame.turn_box(box, degrees) for box in self.marked]


def draw_in(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame, redacted: Callable[[int], list[Box]]
) -> Added:
    """Draws the fields and annotations of ``page`` into it, but for check boxes and reviewers' remarks.

    ``redacted`` tells the parts of lines, in the units of the page, that the annotation of a number redacts.
    Its links must have been asked for before: a page without annotations has none. The form of the document must have
    been opened before the page.
    """
    added = Added()
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return added
    added.beyond = count > MAX_ANNOTATIONS
    count = min(count, MAX_ANNOTATIONS)
    form = document.formenv.raw if document.formenv else None
    gone = [n for n in range(count) if not _look_at(page, n, form, frame, added, redacted=redacted)]
    if not added.drawn:
        return added
    for n in reversed(gone):
        raw.FPDFPage_RemoveAnnot(page.raw, n)
    added.drawn = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    return added


def _look_at(  # noqa: PLR0913
    page: pdfium.PdfPage, number: int, form: Any, frame: Frame, added: Added, *, redacted: Callable[[int], list[Box]]
) -> bool:
    """Whether an annotation is to be drawn; what else it adds is noted."""
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return False
    try:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_LINK or kind in _SILENT:
            return False
        hidden = bool(raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN)
        if kind in _REMARKS:
            _remark(annotation, kind, frame, hidden, added)
            return False
        if kind == raw.FPDF_ANNOT_WIDGET:
            return form is not None and _field(annotation, form, frame, hidden, added)
        if hidden:
            return False
        if kind == raw.FPDF_ANNOT_REDACT:
            # Whoever marked these words wanted them gone, and did not go on to take them out.
            parts = [frame.place(*part) for part in redacted(number)]
            added.marked.extend(parts or [_box(annotation, frame)])
            return False
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


def _remark(annotation: Any, kind: int, frame: Frame, hidden: bool, added: Added) -> None:
    if kind == raw.FPDF_ANNOT_HIGHLIGHT and not hidden and _is_dark(annotation):
        added.marked.extend(_quads(annotation, frame))
    else:
        added.remarks += 1


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


def _is_dark(annotation: Any) -> bool:
    """Whether a highlighter is so dark that nobody can read what is beneath it."""
    shades = [_shade(found[1].split(), found[2]) for found in _COLOURED.finditer(_appearance(annotation))]
    if not shades:
        parts = [c_uint() for _ in range(4)]
        if not raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *parts):
            return False
        shades = [_shade([str(part.value / 255) for part in parts[:3]], "rg")]
    return min(shades) < _DARK


def _shade(numbers: list[str], operator: str) -> float:
    """How light a colour is, from 0 to 1, as a content stream tells it."""
    parts = [float(number) for number in numbers]
    if operator == "g":
        return parts[-1]
    if operator == "k" and len(parts) >= 4:
        cyan, magenta, yellow, black = parts[-4:]
        parts = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
    if len(parts) < 3:
        return 1.0
    return weigh(*parts[-3:])


def _quads(annotation: Any, frame: Frame) -> list[Box]:
    """The parts of lines that an annotation marks; its whole box where it does not tell them."""
    found: list[Box] = []
    quad = raw.FS_QUADPOINTSF()
    for number in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), MAX_ANNOTATIONS)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, number, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append(frame.place(min(xs), min(ys), max(xs), max(ys)))
    return found or [_box(annotation, frame)]


def _box(annotation: Any, frame: Frame) -> Box:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    return frame.place_any(rect.left, rect.bottom, rect.right, rect.top)


def _appearance(annotation: Any) -> str:
    mode = raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    return _filled(lambda room, size: raw.FPDFAnnot_GetAP(annotation, mode, room, size))


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
