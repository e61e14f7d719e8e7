"""Links whose words are one address and which lead to another: they are kept as they are, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.briefing import Link
from briefkit.diagnostics import Diagnostic
from briefkit.model import Document
from briefkit.place.tray import Sorted

_HOST = re.compile(r"(?i)^(?:https?://)?(?:[^/@\s]*@)?(?P<host>(?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]|$)")
_MAIL = re.compile(r"(?i)^(?:mailto:)?(?P<address>[\w.+%-]+@[\w-]+(?:\.[\w-]+)+)(?:\?|$)")


def tell_disguised(placed: list[Sorted], document: Document) -> Iterator[Diagnostic]:
    """BK214 for each link of the items that shows the address of one host, or a mail address, and leads to another."""
    places = {block.id: str(block.origin) for block in document.blocks}
    for entry in placed:
        for link in entry.item.links:
            if leads_elsewhere(link):
                yield Diagnostic(
                    "BK214",
                    "warning",
                    f"The words ‘{_short(link.text)}’ are one address and lead to another, {_short(link.url)}.",
                    next((places[span.block] for span in entry.item.spans), ""),
                    "Look which is right, and correct the link in briefing.md.",
                )


def leads_elsewhere(link: Link) -> bool:
    """Whether the words of a link are an address of another host, or another mail address, than it leads to."""
    words = link.text.strip(" .,;:()[]<>")
    shown, real = _MAIL.match(words), _MAIL.match(link.url)
    if shown and real:
        return shown["address"].casefold() != real["address"].casefold()
    site, there = _HOST.match(words), _HOST.match(link.url)
    if shown or real or site is None or there is None or link.url.startswith("#"):
        return False
    one, other = (found["host"].casefold().removeprefix("www.") for found in (site, there))
    return one != other and not one.endswith(f".{other}") and not other.endswith(f".{one}")


def _short(address: str) -> str:
    return address if len(address) <= 60 else f"{address[:60]}…"
