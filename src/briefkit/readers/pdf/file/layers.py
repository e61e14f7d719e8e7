"""Optional content: whether layers of a PDF are switched off (ISO 32000-2, 8.11)."""

from __future__ import annotations

import pikepdf

from briefkit.readers.pdf.file.qpdf import TROUBLE


def hides_layers(pdf: pikepdf.Pdf) -> bool:
    """Whether ``pdf`` names layers that are not shown when it is opened."""
    try:
        found = pdf.Root.get("/OCProperties")
        if not isinstance(found, pikepdf.Dictionary):
            return False
        usual = found.get("/D", pikepdf.Dictionary())
        off = usual.get("/OFF")
        return usual.get("/BaseState") == pikepdf.Name.OFF or (off is not None and len(off) > 0)
    except TROUBLE:
        return False
