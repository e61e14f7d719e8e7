"""One look over a part before it is read, for what must be known from its beginning: open fields, sections, paint.

To look for each of them apart took as long as parsing the part.
"""

from __future__ import annotations

from lxml import etree

from briefkit.readers.docx.names import W_FLDCHAR, W_SECTION, WP, WPS, V

VML_SHAPES = (V + "rect", V + "roundrect", V + "shape", V + "oval")
_SOUGHT = (W_FLDCHAR, W_SECTION, WP + "anchor", WPS + "wsp", *VML_SHAPES)

Survey = dict[str, list[etree._Element]]


def survey(root: etree._Element) -> Survey:
    """The elements of a part that are sought, by their tag and in the order of the part."""
    found: Survey = {tag: [] for tag in _SOUGHT}
    for element in root.iter(*_SOUGHT):
        found[element.tag].append(element)
    return found
