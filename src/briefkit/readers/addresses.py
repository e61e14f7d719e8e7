"""Which addresses a link may keep, for readers whose format gives them as they were typed."""

from __future__ import annotations

LIVE = ("http://", "https://", "mailto:", "tel:")
"""What a browser opens without harm; never a script, a file or a folder of somebody's server."""


def is_live(address: str) -> bool:
    """Whether a link to ``address`` may stay one; capitals do not count. Elsewhere only its words are kept."""
    return address.lower().startswith(LIVE)
