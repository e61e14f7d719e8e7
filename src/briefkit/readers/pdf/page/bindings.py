"""Faster prototypes of pdfium's functions: plain addresses instead of typed pointers.

A call costs a third of what it costs through the typed prototypes of pypdfium2, and reading a page takes thousands.
An address is a whole number; what pdfium calls ``NULL`` comes back as ``None``.
"""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p, cast
from typing import Any

from pypdfium2 import raw


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    return CFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


def address_of(handle: Any) -> int:
    """The address in a handle of pypdfium2's; 0 where it leads nowhere."""
    return cast(handle, c_void_p).value or 0


# The text of a page: (text page, index of the character, …)
text_range = _bind(raw.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
text_code = _bind(raw.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
text_unmapped = _bind(raw.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
text_object = _bind(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
text_origin = _bind(raw.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
text_box = _bind(raw.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
text_matrix = _bind(raw.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
text_size = _bind(raw.FPDFText_GetFontSize, c_double, c_void_p, c_int)
text_fill = _bind(raw.FPDFText_GetFillColor, c_int, c_void_p, c_int, *([c_void_p] * 4))

# A text object and its font
object_font = _bind(raw.FPDFTextObj_GetFont, c_void_p, c_void_p)
object_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
object_is_clear = _bind(raw.FPDFPageObj_HasTransparency, c_int, c_void_p)
set_mode = _bind(raw.FPDFTextObj_SetTextRenderMode, c_int, c_void_p, c_int)
set_thick = _bind(raw.FPDFPageObj_SetStrokeWidth, c_int, c_void_p, c_float)
transform = _bind(raw.FPDFPageObj_Transform, None, c_void_p, *([c_double] * 6))
object_mark = _bind(raw.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)
font_name = _bind(raw.FPDFFont_GetBaseFontName, c_size_t, c_void_p, c_void_p, c_size_t)
font_embedded = _bind(raw.FPDFFont_GetIsEmbedded, c_int, c_void_p)
font_weight = _bind(raw.FPDFFont_GetWeight, c_int, c_void_p)
font_ascent = _bind(raw.FPDFFont_GetAscent, c_int, c_void_p, c_float, c_void_p)
font_descent = _bind(raw.FPDFFont_GetDescent, c_int, c_void_p, c_float, c_void_p)
font_flags = _bind(raw.FPDFFont_GetFlags, c_int, c_void_p)
font_angle = _bind(raw.FPDFFont_GetItalicAngle, c_int, c_void_p, c_void_p)

# What is drawn
page_count = _bind(raw.FPDFPage_CountObjects, c_int, c_void_p)
page_object = _bind(raw.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
form_count = _bind(raw.FPDFFormObj_CountObjects, c_int, c_void_p)
form_object = _bind(raw.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)
object_kind = _bind(raw.FPDFPageObj_GetType, c_int, c_void_p)
object_matrix = _bind(raw.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
object_bounds = _bind(raw.FPDFPageObj_GetBounds, c_int, c_void_p, *([c_void_p] * 4))
object_fill = _bind(raw.FPDFPageObj_GetFillColor, c_int, c_void_p, *([c_void_p] * 4))
object_stroke = _bind(raw.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *([c_void_p] * 4))
object_thick = _bind(raw.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)
path_mode = _bind(raw.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
path_count = _bind(raw.FPDFPath_CountSegments, c_int, c_void_p)
path_segment = _bind(raw.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_kind = _bind(raw.FPDFPathSegment_GetType, c_int, c_void_p)
segment_point = _bind(raw.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
object_clip = _bind(raw.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
clip_count = _bind(raw.FPDFClipPath_CountPaths, c_int, c_void_p)
clip_points = _bind(raw.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
clip_segment = _bind(raw.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
