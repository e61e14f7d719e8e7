"""Contrast of text on its background as WCAG 2.2 measures it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

Colours are written ``#rrggbb``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

LEAST = 4.5
"""What text of a usual size needs (success criterion 1.4.3, level AA)."""

WHITE = "#ffffff"
PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "good"),
    ("heading", "paper"),
    ("heading", "ground"),
    ("link", "paper"),
    ("link", "ground"),
    ("link", "good"),
    ("accent", "paper"),
    ("accent", "ground"),
    ("accent", WHITE),
    ("good_heading", "good"),
    ("good_accent", "good"),
    ("good_accent", WHITE),
    ("band_ink", "band"),
    ("band_soft", "band"),
    ("band", "callout"),
    ("callout_ink", "callout"),
)
"""Text and background as the shipped templates set them; the first is the one to change. White numbers stand on the
accents, so those are held against white."""


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest(text: str, ground: str) -> str:
    """The colour nearest to ``text``, darker or lighter, that can be read on ``ground``; itself where it can be."""
    for step in range(256):
        for towards in (0, 255):
            shade = _mix(text, towards, step / 255)
            if ratio(shade, ground) >= LEAST:
                return shade
    raise AssertionError("black or white can be read on every colour")


def weak(colours: Mapping[str, str]) -> list[str]:
    """Each pair that cannot be read, in words, with what was measured and the nearest colour that passes."""
    said = []
    for text, ground in PAIRS:
        one, other = colours[text], colours.get(ground, ground)
        measured = ratio(one, other)
        if measured < LEAST:
            shown = math.floor(measured * 100) / 100
            on = f"{ground} {other}" if ground in colours else other
            said.append(f"{text} {one} with {on} has {shown:.2f}:1 (nearest that passes: {nearest(one, other)})")
    return said


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(colour: str, towards: int, share: float) -> str:
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(each + (towards - each) * share):02x}" for each in channels)
