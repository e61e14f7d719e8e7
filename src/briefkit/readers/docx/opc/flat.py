"""A Word document as one XML file ("Word XML Document", ``pkg:package``): the parts are put into a zip in memory.

The format is flat OPC: each ``pkg:part`` has a name and holds either XML or, as base64, bytes.
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile

from lxml import etree

from briefkit.readers.docx.opc.mend import mend

SPACE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_LOOKED_AT = 4096


def is_flat(content: bytes) -> bool:
    """Whether a file is a Word document as one XML file."""
    head = content[:_LOOKED_AT]
    return SPACE.encode() in head and b"<" in head[:8]


def to_zip(content: bytes) -> tuple[bytes, bool] | None:
    """A zip of the parts and whether the file was damaged; ``None`` where it holds no part that can be read."""
    root, spoilt = _root(content)
    if root is None:
        return None
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in root.iter(f"{{{SPACE}}}part"):
            name = (part.get(f"{{{SPACE}}}name") or "").lstrip("/")
            found = _content(part)
            if name and found is not None and name not in archive.NameToInfo:
                archive.writestr(zipfile.ZipInfo(name), found)
    return (made.getvalue(), spoilt) if archive.NameToInfo else None


def _root(content: bytes) -> tuple[etree._Element | None, bool]:
    # Pictures stand in it as one text of any length; its own bytes bound what is parsed.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser), False
    except etree.XMLSyntaxError:
        pass
    try:
        return etree.fromstring(mend(content).content, parser), True
    except etree.XMLSyntaxError:
        return None, True


def _content(part: etree._Element) -> bytes | None:
    tree = part.find(f"{{{SPACE}}}xmlData")
    if tree is not None:
        return etree.tostring(tree[0], encoding="UTF-8", xml_declaration=True) if len(tree) else None
    packed = part.findtext(f"{{{SPACE}}}binaryData") or ""
    try:
        return base64.b64decode(packed)
    except (binascii.Error, ValueError):
        return None
