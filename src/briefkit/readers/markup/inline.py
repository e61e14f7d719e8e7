"""Markup inside a paragraph: bold, links, notes, bookmark tokens. The source text keeps every character.

What is markup and not text becomes a run with empty text and the span of the markup, so that the spans tile the
block. Markup in text dumps is often half broken (``... babies**, no matter``): a lost opening or closing mark makes
the text bold from the beginning or to the end of its block.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefkit.model import Run, Span

_LINK_TEXT = r"\[(?P<{0}>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*)\]"
_TARGET = r"\((?P<{0}><[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"\[\]|]+"
_MAIL = r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"

_BOTH = (
    r"(?P<bookmark>\[bookmark:[^\]\n]{0,200}\])",
    r"(?P<angle><(?:(?:https?://|mailto:|www\.)[^<>\s]+|" + _MAIL + r")>)",
    r"(?P<link>" + _LINK_TEXT.format("words") + _TARGET.format("target") + ")",
    r"(?P<address>" + _ADDRESS + r"|(?<![\w.+%-])" + _MAIL + ")",
    r"(?P<raised>[⁰¹²³⁴-⁹]+)",
    r"(?P<stars>\*{2,})",
)
_MARKDOWN_ONLY = (
    r"(?P<escape>\\[!-/:-@\[-`{-~])",
    r"(?P<image>!" + _LINK_TEXT.format("alt") + _TARGET.format("picture") + ")",
    r"(?P<comment><!--.{0,4000}?-->)",
    r"(?P<note>\[\^[^\]\s]{1,40}\])",
    r"(?P<sup><sup>(?P<mark>[^<>\n]{1,20})</sup>)",
    r"(?P<br><br\s*/?>)",
    r"(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)",
    r"(?P<star>\*)",
    r"(?P<bars>(?<!_)_{1,2}(?!_))",
    r"(?P<code>(?<![\w`])(?P<tick>`{1,3})(?P<verbatim>[^`\n]+)(?P=tick)(?!`))",
)
# In plain text only what leads somewhere is taken for a link: "[sic](p. 4)" is text.
_PLAIN_LINK = (
    _LINK_TEXT.format("words") + r"\((?P<target>(?:https?://|www\.|mailto:|tel:|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)?)\)"
)
_TEXT = re.compile("|".join(part if "P<link>" not in part else f"(?P<link>{_PLAIN_LINK})" for part in _BOTH))
_MARKDOWN = re.compile("|".join((*_MARKDOWN_ONLY[:2], *_BOTH, *_MARKDOWN_ONLY[2:])))
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TRAILING = re.compile(r"[.,;:!?'\"”’*_]+$")
_LIVE = re.compile(r"(?i)(?:https?://\S|mailto:\S|tel:\+?\d)")


class Inline(NamedTuple):
    """The runs of a block, the bookmark tokens taken out, links that lead nowhere, comments and texts of pictures."""

    runs: tuple[Run, ...]
    bookmarks: tuple[str, ...]
    dead_links: tuple[str, ...]
    unseen: tuple[str, ...]


@dataclass
class _Piece:
    start: int
    end: int
    text: str
    delimiter: str = ""
    bold: bool = False
    italic: bool = False
    script: str = "normal"
    link: str | None = None


class _Found(NamedTuple):
    pieces: list[_Piece]
    bookmarks: list[str]
    dead_links: list[str]
    unseen: list[str]


def parse_inline(text: str, block: str, *, start: int = 0, markdown: bool = True) -> Inline:
    """The runs of ``text[start:]``; spans count from the beginning of ``text``, the source text of block ``block``.

    ``markdown=False`` is for plain text, where a backslash, a single star or an ampersand stand for themselves.
    """
    found = _Found([], [], [], [])
    _scan(text, (start, len(text)), _MARKDOWN if markdown else _TEXT, found)
    _embolden(text, start, found.pieces)
    _pair(text, found.pieces)
    return Inline(_runs(found.pieces, block), tuple(found.bookmarks), tuple(found.dead_links), tuple(found.unseen))


def _scan(text: str, place: tuple[int, int], pattern: re.Pattern[str], found: _Found, link: str | None = None) -> None:
    start, end = place
    at = start
    for match in pattern.finditer(text, start, end):
        if match.start() > at:
            found.pieces.append(_Piece(at, match.start(), text[at : match.start()], link=link))
        at = _take(match, pattern, found, link)
    if at < end:
        found.pieces.append(_Piece(at, end, text[at:end], link=link))


def _take(match: re.Match[str], pattern: re.Pattern[str], found: _Found, link: str | None) -> int:  # noqa: C901
    """Adds the pieces of one piece of markup and says where it ends."""
    kind, (start, end), words = match.lastgroup or "", match.span(), match.group()
    add = found.pieces.append
    if kind == "bookmark":
        found.bookmarks.append(words[len("[bookmark:") : -1].strip())
        add(_Piece(start, end, ""))
    elif kind == "link":
        _take_link(match, pattern, found)
    elif kind == "image":
        found.unseen.append(match["alt"])
        add(_Piece(start, end, ""))
    elif kind == "angle":
        add(_Piece(start, start + 1, ""))
        add(_Piece(start + 1, end - 1, words[1:-1], link=_address(words[1:-1])))
        add(_Piece(end - 1, end, ""))
    elif kind == "address":
        tail = _TRAILING.search(words)
        end -= len(tail.group()) if tail else 0
        if words.endswith(")") and "(" not in words:
            end = start + len(words.rstrip(")."))
        add(_Piece(start, end, match.string[start:end], link=link or _address(match.string[start:end])))
        if end < match.end():
            _scan(match.string, (end, match.end()), pattern, found, link)
            return match.end()
    elif kind in {"note", "sup", "raised"}:
        mark = match["mark"] if kind == "sup" else words[2:-1] if kind == "note" else words
        add(_Piece(start, end, mark, script="super", link=link))
    elif kind in {"stars", "star", "bars"}:
        add(_Piece(start, end, words, delimiter=words, link=link))
    elif kind == "code":
        add(_Piece(start, match.start("verbatim"), ""))
        add(_Piece(match.start("verbatim"), match.end("verbatim"), match["verbatim"], link=link))
        add(_Piece(match.end("verbatim"), end, ""))
    elif kind == "comment":
        found.unseen.append(words[4:-3].strip())
        add(_Piece(start, end, ""))
    else:
        mended = {"escape": words[1:], "br": "\n", "entity": html.unescape(words)}[kind]
        add(_Piece(start, end, mended, link=link))
    return end


def _take_link(match: re.Match[str], pattern: re.Pattern[str], found: _Found) -> None:
    target = _ESCAPED.sub(r"\1", match["target"].strip("<>")).strip()
    live = _address(target)
    if live is None:
        found.dead_links.append(_ESCAPED.sub(r"\1", match["words"]))
    found.pieces.append(_Piece(match.start(), match.start("words"), ""))
    first = len(found.pieces)
    _scan(match.string, match.span("words"), pattern, found, live)
    for piece in found.pieces[first:]:
        piece.link = live or piece.link
    found.pieces.append(_Piece(match.end("words"), match.end(), ""))


def _address(target: str) -> str | None:
    """A live address (http, https, mailto, tel), or ``None`` for what leads nowhere or into the file."""
    if target.lower().startswith("www."):
        return f"https://{target}"
    if re.fullmatch(_MAIL, target):
        return f"mailto:{target}"
    return target if _LIVE.match(target) else None


def _flanking(text: str, piece: _Piece) -> tuple[bool, bool]:
    """Whether a mark may open and may close, by CommonMark's rule of left- and right-flanking delimiter runs (6.2)."""
    before = text[piece.start - 1] if piece.start else " "
    after = text[piece.end] if piece.end < len(text) else " "
    blank_before, blank_after = before.isspace(), after.isspace()
    sign_before, sign_after = not (before.isalnum() or blank_before), not (after.isalnum() or blank_after)
    opens = not blank_after and (not sign_after or blank_before or sign_before)
    closes = not blank_before and (not sign_before or blank_after or sign_after)
    return opens, closes


def _embolden(text: str, start: int, pieces: list[_Piece]) -> None:
    """Takes double stars off and makes the text between them bold; a lost partner is put at the block's edge."""
    marks = [piece for piece in pieces if len(piece.delimiter) > 1 and piece.delimiter[0] == "*"]
    regions: list[tuple[int, int]] = []
    opened: int | None = None
    for number, mark in enumerate(marks):
        mark.text = ""
        opens, closes = _flanking(text, mark)
        if len(mark.delimiter) > 3:
            continue
        if opened is not None and (closes or not opens):
            regions.append((opened, mark.start))
            opened = None
        elif opened is None and opens:
            opened = mark.end
        elif opened is None and closes and number == 0:
            regions.append((start, mark.start))
    if opened is not None:
        regions.append((opened, len(text)))
    region = iter((*regions, (len(text) + 1, len(text) + 1)))
    here, there = next(region)
    for piece in pieces:
        while piece.start >= there and there <= len(text):
            here, there = next(region)
        piece.bold = here <= piece.start and piece.end <= there


def _pair(text: str, pieces: list[_Piece]) -> None:
    """Takes balanced single stars and bars off; one without its partner is text."""
    opened: dict[str, int] = {}
    for number, piece in enumerate(pieces):
        if piece.delimiter not in {"*", "_", "__"}:
            continue
        opens, closes = _flanking(text, piece)
        if piece.delimiter[0] == "_":
            opens, closes = opens and not closes, closes and not opens
        partner = opened.get(piece.delimiter)
        if closes and partner is not None and number - partner > 1:
            for inner in pieces[partner + 1 : number]:
                inner.bold = inner.bold or piece.delimiter == "__"
                inner.italic = inner.italic or piece.delimiter != "__"
            pieces[partner].text = piece.text = ""
            del opened[piece.delimiter]
        elif opens:
            opened[piece.delimiter] = number


def _runs(pieces: list[_Piece], block: str) -> tuple[Run, ...]:
    merged: list[_Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last is not None and _alike(last, piece):
            merged[-1] = replace(last, end=piece.end, text=last.text + piece.text)
        else:
            merged.append(piece)
    return tuple(
        Run(
            piece.text,
            Span(block, piece.start, piece.end),
            bold=piece.bold,
            italic=piece.italic,
            script="super" if piece.script == "super" else "normal",
            link=piece.link,
        )
        for piece in merged
    )


def _alike(one: _Piece, two: _Piece) -> bool:
    """Whether two neighbours are one run: both unmended text in one look, or both markup."""
    whole = all(len(piece.text) == piece.end - piece.start for piece in (one, two))
    empty = not one.text and not two.text
    looks = [(p.bold, p.italic, p.script, p.link) for p in (one, two)]
    return empty or (whole and looks[0] == looks[1])
