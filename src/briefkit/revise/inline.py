"""Markdown inside a line, exactly as :mod:`briefkit.writers.markdown` writes it and roughly as people do."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from briefkit.briefing import ANCHOR, Link
from briefkit.writers.markdown import UNPLACED_LINK
from briefkit.writers.outline import COMPLETES, TO_CONFIRM

_SIGNS = r"!-/:-@\[-`{-~"
_TOKEN = re.compile(
    rf"\\(?P<escaped>[{_SIGNS}])"
    r"|&\#(?P<decimal>\d{1,7});|&\#[xX](?P<hex>[0-9a-fA-F]{1,6});|(?P<named>&[A-Za-z][A-Za-z0-9]{1,30};)"
    r"|<(?P<angle>(?:https?|mailto|tel):[^\s<>]+)>|<(?P<mail>[\w.+%-]+@[\w-]+(?:\.[\w-]+)+)>"
    r"|(?P<link>\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?P<target><(?:[^<>\\\n]|\\.)*>|(?:[^\s()\\<]|\\.|\([^\s()]*\))*)"
    r"(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*\))"
    r"|(?P<stars>\*+|(?<![^\W_])_+|_+(?![^\W_]))"
)
_LABEL = re.compile(r"\*\*(?P<words>(?:[^*\\]|\\.)+?)(?::\*\*|\*\*:)(?:[ \t]+|$)", re.S)
_LEAD = re.compile(r"\*(?P<words>(?:[^*\\]|\\.)+)\*$|_(?P<barred>(?:[^_\\]|\\.)+)_$")
_TO_CONFIRM = re.compile(r"(?:\*+|_+)" + re.escape(TO_CONFIRM) + r"(?:\*+|_+)[ \t]*", re.I)
_TARGETS = re.compile(rf'(?:<a id="(?P<anchor>{ANCHOR[1:-1]})"></a>[ \t]*)+')
_LED = re.compile(rf'\[[^\[\]]*\]\(#(?P<lead>{ANCHOR[1:-1]}) "{COMPLETES}"\)[ \t]*')
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?')\]]")


class Entry(NamedTuple):
    """What a paragraph or a list item holds."""

    text: str
    label: str | None
    links: tuple[Link, ...]
    to_confirm: bool
    anchor: str | None = None
    belongs_to: str | None = None


def plain(raw: str) -> str:
    """The words of a piece of Markdown."""
    return _read(raw)[0]


def lead_of(raw: str) -> str | None:
    """The words of a paragraph that is slanted as a whole, else ``None``: they introduce the list below."""
    match = _LEAD.match(raw)
    if match is None or _TO_CONFIRM.match(raw):
        return None
    return plain(match["words"] or match["barred"])


def entry_of(raw: str) -> Entry:
    """The text of a paragraph or an item, with its label, its links and whether it waits to be confirmed."""
    target = _TARGETS.match(raw)
    raw = raw[target.end() :] if target is not None else raw
    led = _LED.match(raw)
    entry = _entry_of(raw[led.end() :] if led is not None else raw)
    return entry._replace(
        anchor=target["anchor"] if target is not None else None, belongs_to=led["lead"] if led is not None else None
    )


def _entry_of(raw: str) -> Entry:
    asked = _TO_CONFIRM.match(raw)
    if asked is not None:
        raw = raw[asked.end() :]
    label = _LABEL.match(raw)
    words = plain(label["words"]) if label is not None else None
    if label is not None:
        rest = raw[label.end() :]
        if not rest.strip():
            return Entry(f"{words}:", None, (), asked is not None)
        raw = rest
    text, links = _read(raw)
    return Entry(text, words, links, asked is not None)


def bare_links(text: str) -> tuple[Link, ...]:
    """The addresses that stand in a text as they are, as links."""
    return tuple(Link(found.group(), found.group()) for found in _ADDRESS.finditer(text))


def _read(raw: str) -> tuple[str, tuple[Link, ...]]:
    pieces: list[str] = []
    links: list[Link] = []
    paired = _paired(raw)
    at = 0
    for match in _TOKEN.finditer(raw):
        pieces.append(raw[at : match.start()])
        at = match.end()
        if match["link"] is not None:
            words = plain(match["words"])
            links.append(Link(words, _target(match["target"])))
            if match["title"] != UNPLACED_LINK:
                pieces.append(words)
            elif pieces and pieces[-1].endswith(" "):
                # The blank in front was put there by the writer, as was the link.
                pieces[-1] = pieces[-1][:-1]
        elif match["angle"] or match["mail"]:
            words = match["angle"] or match["mail"]
            links.append(Link(words, words if match["angle"] else f"mailto:{words}"))
            pieces.append(words)
        elif match["stars"]:
            pieces.append("" if match.start() in paired else match["stars"])
        else:
            pieces.append(_character(match))
    pieces.append(raw[at:])
    return "".join(pieces), tuple(links)


def _character(match: re.Match[str]) -> str:
    if match["escaped"]:
        return match["escaped"]
    if match["named"]:
        return html.unescape(match["named"])
    number = int(match["decimal"] or match["hex"], 10 if match["decimal"] else 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _target(raw: str) -> str:
    inner = raw[1:-1] if raw.startswith("<") else raw
    return re.sub(
        rf"\\([{_SIGNS}])|&\#(\d{{1,7}});",
        lambda found: found[1] or chr(min(int(found[2]), 0x10FFFF)),
        inner,
    )


def _paired(raw: str) -> frozenset[int]:
    """Where stars and bars stand that open or close emphasis; a lone one is text."""
    opened: dict[str, int] = {}
    paired: set[int] = set()
    for match in _TOKEN.finditer(raw):
        sign = match["stars"]
        if not sign:
            continue
        before = raw[match.start() - 1 : match.start()]
        after = raw[match.end() : match.end() + 1]
        if sign in opened and before.strip():
            paired |= {opened.pop(sign), match.start()}
        elif after.strip():
            opened[sign] = match.start()
    return frozenset(paired)
