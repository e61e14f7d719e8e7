"""Text with links in it: where the links of an item begin and end, and which addresses a reader may follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from briefkit.briefing import ANCHOR, Item

_SAFE = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20<>\"]+", re.IGNORECASE)
_INWARD = re.compile(f"#{ANCHOR[1:-1]}")
_BARE = re.compile(r"https?://[^\s<>\"]+|www\.[^\s<>\"]+\.[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_SCHEME = re.compile(r"https?://\S", re.IGNORECASE)
_ADDRESS_START = re.compile(r"(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'\"’”"


class Segment(msgspec.Struct, frozen=True):
    """A stretch of text in one look; ``url`` is where it leads."""

    text: str
    bold: bool = False
    url: str | None = None

    @property
    def named(self) -> bool:
        """Whether it is a link whose words are not its address, so that paper must print the address too.

        Words that look like an address but are another one (a long one cut short) are not its address either.
        """
        if self.url is None or self.url.startswith("#"):
            return False
        return _BARE.fullmatch(self.text) is None or _plain_address(self.text) != _plain_address(self.url)

    @property
    def parted(self) -> tuple[str, str]:
        """Its text in two: an address's scheme with the first letter of its host, between which no line ends; the rest.

        The first is empty for all else.
        """
        scheme = _SCHEME.match(self.text) if self.url is not None else None
        return (scheme[0], self.text[scheme.end() :]) if scheme else ("", self.text)


def _plain_address(address: str) -> str:
    """An address without what is often left out when it is written down."""
    return _ADDRESS_START.sub("", address, count=1).rstrip("/").casefold()


def link_up(item: Item) -> tuple[Segment, ...]:
    """The item's text cut where its links begin and end; a link whose words are not in the text follows it.

    Only http, https, mailto and tel addresses become live; bare addresses in the text do too.
    """
    text = one_line(item.text)
    found: list[tuple[int, int, str]] = []
    after: list[Segment] = []
    at = 0
    for link in item.links:
        words, url = one_line(link.text), safe(link.url)
        start = text.find(words, at) if words else -1
        if url is None:
            continue
        if start >= 0:
            at = start + len(words)
            found.append((start, at, url))
        elif url not in text:
            after += [Segment(" "), Segment(words or url, url=url)]
    taken = [(start, end) for start, end, _ in found]
    for match in _BARE.finditer(text):
        words = match.group().rstrip(_TRAILING)
        start, end = match.start(), match.start() + len(words)
        url = safe(_address(words))
        if url and not any(start < there and here < end for here, there in taken):
            found.append((start, end, url))
    return (*_cut(text, sorted(found)), *after)


def _cut(text: str, links: list[tuple[int, int, str]]) -> Iterator[Segment]:
    at = 0
    for start, end, url in links:
        if start > at:
            yield Segment(text[at:start])
        yield Segment(text[start:end], url=url)
        at = end
    if at < len(text):
        yield Segment(text[at:])


def _address(words: str) -> str:
    if "@" in words and "://" not in words:
        return f"mailto:{words}"
    return words if "://" in words else f"https://{words}"


def safe(url: str) -> str | None:
    """The address where it is one that a reader may follow (http, https, mailto, tel, ``#anchor``), else ``None``."""
    url = url.strip()
    return url if _SAFE.fullmatch(url) or _INWARD.fullmatch(url) else None


def one_line(text: str) -> str:
    """Text on one line: any white space is one space."""
    return " ".join(text.split())
