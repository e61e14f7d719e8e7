"""The letters of a PDF: pdfium's plain text of each page with its fields, without codes that are no letters."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import (
    CFUNCTYPE,
    POINTER,
    byref,
    c_double,
    c_float,
    c_int,
    c_size_t,
    c_ulong,
    c_void_p,
    cast,
    create_string_buffer,
)
from functools import cache
from itertools import compress, repeat
from typing import Any

from briefkit.census.tally import Census, Tally

_SIGNS = ("wingdings", "webdings", "dingbats")
_AGREED = {0xF001: "fi", 0xF002: "fl"} | {
    code: chr(code - 0xF700) for code in (*range(0xF730, 0xF73A), *range(0xF761, 0xF77B))
}
"""Private characters that font makers agree on: ligatures, old figures, small capitals."""
_MOST_FIELDS = 3000
_DEEPEST = 5
"""How many form objects may hold each other."""


def count_pdf(content: bytes, password: str | None = None) -> Census:
    """The plain text of each page under ``page N``.

    White, tiny or covered text is in it: pdfium does not look at the paper. Fields and typed annotations are drawn into
    the page first. Left out are the characters of fonts that do not tell what they are (pdfium hands on bare codes) and
    of symbol fonts, whose letters are signs.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content, password=password)
    except (pdfium.PdfiumError, ValueError, TypeError) as trouble:
        return Census(note=f"The PDF could not be opened for counting ({trouble}).")
    try:
        if document.get_formtype() == pdfium.raw.FORMTYPE_ACRO_FORM:
            document.init_forms()
        tallies = tuple(Tally(f"page {index + 1}", _page_text(document, index)) for index in range(len(document)))
    finally:
        document.close()
    return Census(tallies)


def _page_text(document: Any, index: int) -> str:
    import pypdfium2 as pdfium

    try:
        page = document[index]
        try:
            drawn, typed = _draw_fields(document, page)
            if drawn:
                page.close()
                page = document[index]
            _widen(page)
            text = page.get_textpage()
            try:
                return "\n".join([_letters_of(text).translate(_AGREED), *typed])
            finally:
                text.close()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return ""


def _widen(page: Any) -> None:
    """Give width to letters that pdfium has no outline for and that stand alone: it would leave them out."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    bounds = _plain("FPDFPageObj_GetBounds", c_int, *[POINTER(c_float)] * 4)
    left, _, right, _ = edges = [c_float() for _ in range(4)]
    places = list(map(byref, edges))
    font_of = _plain("FPDFTextObj_GetFont", c_void_p)
    is_embedded = _plain("FPDFFont_GetIsEmbedded", c_int)
    for one in _text_objects(page):
        if not bounds(one, *places):
            raise pdfium.PdfiumError("an object has no place")
        if right.value - left.value > 0 or is_embedded(font_of(one)):
            continue
        _plain("FPDFTextObj_SetTextRenderMode", c_int, c_int)(one, raw.FPDF_TEXTRENDERMODE_STROKE)
        _plain("FPDFPageObj_Transform", None, *[c_double] * 6)(one, 1, 0, 0, 1, 0, 0)


def _text_objects(page: Any) -> Iterator[int]:
    """The addresses of the text objects of a page and of the forms on it."""
    on_page = (_plain("FPDFPage_CountObjects", c_int), _plain("FPDFPage_GetObject", c_void_p, c_int))
    in_form = (_plain("FPDFFormObj_CountObjects", c_int), _plain("FPDFFormObj_GetObject", c_void_p, c_ulong))
    yield from _objects(cast(page.raw, c_void_p).value or 0, on_page, in_form, 1)


def _objects(holder: int, here: tuple[Any, Any], in_form: tuple[Any, Any], depth: int) -> Iterator[int]:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    kind_of = _plain("FPDFPageObj_GetType", c_int)
    count, get = here
    number = count(holder)
    if number < 0:
        raise pdfium.PdfiumError("the objects of a page can't be counted")
    for one in map(get, repeat(holder), range(number)):
        if not one:
            raise pdfium.PdfiumError("an object of a page can't be had")
        kind = kind_of(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield one
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(one, in_form, in_form, depth + 1)


def _draw_fields(document: Any, page: Any) -> tuple[bool, list[str]]:
    """Whether fields and annotations were drawn into the page, and what was typed on it without an appearance.

    Buttons are ticked by signs, and what nobody sees stays out as do reviewers' remarks.
    """
    from pypdfium2 import raw

    form = document.formenv.raw if document.formenv else None
    unseen = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
    typed: list[str] = []
    drawn = False
    for number in reversed(range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_FIELDS))):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        kept = kind not in _BESIDE and not raw.FPDFAnnot_GetFlags(annotation) & unseen
        if kept and kind == raw.FPDF_ANNOT_WIDGET:
            kept = form is not None and raw.FPDFAnnot_GetFormFieldType(form, annotation) not in _TICKED
        if kept and kind == raw.FPDF_ANNOT_FREETEXT and raw.FPDFAnnot_GetAP(annotation, 0, None, 0) <= 2:
            typed.append(_contents(annotation))
        raw.FPDFPage_CloseAnnot(annotation)
        if kept:
            drawn = True
        else:
            raw.FPDFPage_RemoveAnnot(page.raw, number)
    return drawn and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS, typed


_BESIDE = frozenset((1, 2, 9, 10, 11, 12, 14, 16, 17, 18, 19))
"""Notes, links, marks on text, carets, pop-ups, attached files, sounds and films (FPDF_ANNOT_…)."""
_TICKED = frozenset((2, 3))
"""Check boxes and radio buttons (FPDF_FORMFIELD_…)."""


def _contents(annotation: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    room = create_string_buffer(size + 2)
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", cast(room, POINTER(raw.FPDF_WCHAR)), size)
    return room.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _letters_of(text: Any) -> str:
    count = text.count_chars()
    whole = str(text.get_text_range(errors="ignore"))
    address = cast(text.raw, c_void_p).value or 0
    bare = list(map(_plain("FPDFText_HasUnicodeMapError", c_int, c_int), repeat(address), range(count)))
    items = list(map(_plain("FPDFText_GetTextObject", c_void_p, c_int), repeat(address), range(count)))
    signs = _signs(set(items) - {None})
    if 1 not in bare and not signs:
        return whole
    kept = [none != 1 and item not in signs for none, item in zip(bare, items, strict=True)]
    codes = map(_plain("FPDFText_GetUnicode", c_int, c_int), repeat(address), range(count))
    halves = b"".join([code.to_bytes(2, "little") for code in compress(codes, kept) if 0 < code < 0x10000])
    return halves.decode("utf-16-le", "ignore")


def _signs(items: set[int]) -> set[int]:
    """The text objects (their addresses) of a page that are set in a font of signs; each font is asked once."""
    font_of = _plain("FPDFTextObj_GetFont", c_void_p)
    fonts = {item: font_of(item) for item in items}
    symbols = {font for font in set(fonts.values()) if _is_symbol(font)}
    return {item for item, font in fonts.items() if font in symbols}


def _is_symbol(font: int | None) -> bool:
    room = create_string_buffer(256)
    _plain("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_size_t)(font, room, 256)
    name = room.value.decode("utf-8", "replace").casefold().replace(" ", "")
    return any(part in name for part in _SIGNS)


@cache
def _plain(name: str, result: Any, *more: Any) -> Any:
    """A pdfium function that takes a plain address first: a third of the time of the typed one."""
    from pypdfium2 import raw

    return CFUNCTYPE(result, c_void_p, *more)(cast(getattr(raw, name), c_void_p).value or 0)
