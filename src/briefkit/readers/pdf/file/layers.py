"""Optional content: whether layers of a PDF are switched off (ISO 32000-2, 8.11)."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def has_hidden_layers(content: bytes, password: str | None = None) -> bool:
    """Whether the file ``content`` names layers that are not shown when it is opened.

    Only files that may hold layers are opened for it: their catalogue stands in the open or in a packed stream.
    """
    if b"/OCProperties" not in content and b"/ObjStm" not in content:
        return False
    try:
        with pikepdf.open(BytesIO(content), password=password or "") as pdf:
            found = pdf.Root.get("/OCProperties")
            if not isinstance(found, pikepdf.Dictionary):
                return False
            usual = found.get("/D", pikepdf.Dictionary())
            off = usual.get("/OFF")
            return usual.get("/BaseState") == pikepdf.Name.OFF or (off is not None and len(off) > 0)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError):
        return False
