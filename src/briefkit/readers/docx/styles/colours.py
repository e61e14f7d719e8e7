"""Colours of DrawingML: exact ones, those of the theme with what makes them lighter or darker, and of the system.

ECMA-376 part 1, 20.1.2.3. A theme is read when the first colour asks for it, since most files name none.
"""

from __future__ import annotations

import colorsys
from functools import cached_property

from lxml import etree

from briefkit.readers.docx.names import A, W, number
from briefkit.readers.docx.opc.package import Package

_MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_OF_SETTINGS = {"bg1": "bg1", "t1": "tx1", "bg2": "bg2", "t2": "tx2"}
_SLOTS = {"light1": "lt1", "dark1": "dk1", "light2": "lt2", "dark2": "dk2"}
_NAMED = {"white": "ffffff", "black": "000000"}
_WHOLE = 100_000


class Colours:
    """The colours of one document."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def read(self, parent: etree._Element) -> str | None:
        """The colour that an element (``a:solidFill``, ``a:fillRef``) holds as ``rrggbb``; ``None`` where unknown."""
        for colour in parent:
            value = colour.get("val", "")
            if colour.tag == A + "srgbClr":
                found: str | None = value.lower()
            elif colour.tag == A + "schemeClr":
                found = self._theme.get(self._mapping.get(value, value))
            elif colour.tag == A + "sysClr":
                found = colour.get("lastClr", "").lower()
            elif colour.tag == A + "prstClr":
                found = _NAMED.get(value)
            else:
                continue
            return change(found, colour) if found is not None and _is_exact(found) else None
        return None

    @cached_property
    def _theme(self) -> dict[str, str]:
        root = self._package.tree("word/theme/theme1.xml")
        scheme = next(root.iter(A + "clrScheme"), None) if root is not None else None
        found: dict[str, str] = {}
        for slot in scheme if scheme is not None else ():
            for colour in slot:
                found[slot.tag.rpartition("}")[2]] = (colour.get("lastClr") or colour.get("val") or "").lower()
        return found

    @cached_property
    def _mapping(self) -> dict[str, str]:
        """Which slot of the theme stands for background and text."""
        found = dict(_MAPPED)
        settings = self._package.tree("word/settings.xml")
        mapping = settings.find(W + "clrSchemeMapping") if settings is not None else None
        if mapping is None:
            return found
        for name, colour in _OF_SETTINGS.items():
            slot = mapping.get(W + name, "")
            found[colour] = _SLOTS.get(slot, slot) or found[colour]
        return found


def change(colour: str, element: etree._Element) -> str:
    """A colour (``rrggbb``) made lighter or darker as the children of its element say."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    for step in element:
        share = number(step.get("val"), _WHOLE) / _WHOLE
        name = step.tag.rpartition("}")[2] if isinstance(step.tag, str) else ""
        if name == "tint":
            red, green, blue = (1 - (1 - channel) * share for channel in (red, green, blue))
        elif name == "shade":
            red, green, blue = (channel * share for channel in (red, green, blue))
        elif name in {"lumMod", "lumOff"}:
            hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
            light = light * share if name == "lumMod" else light + share
            red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), strength)
    return "".join(f"{round(255 * min(1.0, max(0.0, channel))):02x}" for channel in (red, green, blue))


def _is_exact(colour: str) -> bool:
    return len(colour) == 6 and all(letter in "0123456789abcdef" for letter in colour)
