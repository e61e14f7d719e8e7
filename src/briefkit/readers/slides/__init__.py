"""Readers of what stands on sheets in frames with a place: PowerPoint presentations, OpenDocument drawings."""

from __future__ import annotations

from briefkit.readers.slides.drawing import read_open_drawing
from briefkit.readers.slides.pptx import read_pptx

__all__ = ["read_open_drawing", "read_pptx"]
