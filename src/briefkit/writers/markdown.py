"""``briefing.md``: front matter and CommonMark that a person edits in any editor and ``briefkit render`` takes back.

Every character that Markdown would take as markup is escaped, so that the text of the source survives as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from briefkit.briefing import Briefing, Link
from briefkit.record import Record
from briefkit.writers.outline import (
    COMPLETES,
    DAMAGED,
    HEADINGS,
    SET_ASIDE,
    TO_CONFIRM,
    UP,
    BreakMark,
    EntryMark,
    LeadMark,
    Mark,
    NoteMark,
    SectionMark,
    ThemeMark,
    outline,
)

UNPLACED_LINK = "not in the text"
"""The title of a link whose words do not stand in the text of its item."""

_GUIDE = (
    "How to edit: change words, move lines, delete lines; then run: briefkit render briefing.md\n"
    "Keep the lines between the two rows of dashes at the top. ## begins a section, ### a theme, - a bullet.\n"
    f"Sections may be called: {', '.join(HEADINGS.values())}."
)
_ALWAYS = frozenset("\\*`[]<~")
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ENTITY = re.compile(r"&#?\w{1,32};")
_TEMPLATE = re.compile(r"\{[{%#]")
_AT_START = frozenset("-+=>#")
_GLYPH = re.compile("[•·▪●◦‣■□▫➢➤►▶✓✔❖◆◇○⁃∙–—\uf000-\uf0ff]")
_LIST_NUMBER = re.compile(r"(?:[^\W\d_]+ ){0,3}([0-9]{1,9})\s?[.):–-]")
_NUMBERED = re.compile(r"^[0-9]{1,9}(?=[.)](?:\s|$))", re.M)
_SAFE_TARGET = re.compile(r"[^\s<>()\\&\x00-\x1f\x7f-\x9f*_`\[\]]+")
_SAFE_ADDRESS = re.compile(r"(?:https?|mailto|tel):[^\s<>\x00-\x1f\x7f-\x9f]+", re.I)


def write(record: Record) -> bytes:
    """The record as UTF-8 Markdown with line ends ``\\n``. Raises nothing for a valid record."""
    blocks = [f"<!--\n{_comment(_GUIDE)}\n-->", *_blocks(outline(record))]
    body = "\n\n".join(blocks)
    return f"{_front_matter(record)}\n{body}\n".encode()


def escape(text: str) -> str:
    """``text`` so that CommonMark shows exactly its characters; its line breaks become hard ones."""
    return _escaped(text, 0, len(text))


def _escaped(text: str, start: int, end: int) -> str:
    """Characters ``start`` to ``end`` of ``text``, each escaped as its place in the whole text asks for."""
    numbered = {match.end() for match in _NUMBERED.finditer(text)}
    return "".join("\\" + text[at] if at in numbered else _shown(text, at) for at in range(start, end))


def _shown(text: str, at: int) -> str:
    char = text[at]
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    if char == "\n":
        return _number(char) if at in {0, len(text) - 1} else "\\\n"
    blank_at_edge = char.isspace() and "\n" in (before, after)
    if blank_at_edge or _ODD.match(char) or (before == "\n" and _GLYPH.match(char)):
        return _number(char)
    return f"\\{char}" if _is_markup(text, at, before, after) else char


def _is_markup(text: str, at: int, before: str, after: str) -> bool:
    char = text[at]
    if char in _ALWAYS or (before == "\n" and char in _AT_START):
        return True
    if char == "_":
        return not (before.isalnum() and after.isalnum())
    if char == "&":
        return bool(_ENTITY.match(text, at))
    # {{ and {% begin code for template engines that people feed Markdown to.
    return bool(_TEMPLATE.match(text, at)) or (at > 0 and bool(_TEMPLATE.match(text, at - 1)))


def _number(char: str) -> str:
    return f"&#{ord(char)};"


def _on_one_line(text: str) -> str:
    return escape(text).replace("\\\n", "&#10;")


def _blocks(marks: Iterable[Mark]) -> list[str]:
    blocks: list[str] = []
    tight = ""
    number = 0
    for mark in marks:
        if isinstance(mark, EntryMark) and mark.kind != "paragraph":
            printed = _LIST_NUMBER.fullmatch(mark.number or "")
            following = number + 1 if mark.kind == "numbered" == tight else 1
            number = int(printed[1]) if printed else following
            sign = "- " if mark.kind == "bullet" else f"{number}. "
            block = sign + _entry(mark).replace("\n", "\n" + " " * len(sign))
            if tight == mark.kind:
                blocks[-1] += f"\n{block}"
            else:
                blocks.append(block)
            tight = mark.kind
        else:
            blocks.append(_block(mark))
            tight = ""
    return blocks


def _block(mark: Mark) -> str:
    if isinstance(mark, SectionMark):
        return f"## {HEADINGS[mark.name]}" if mark.name else f"* * *\n\n## {SET_ASIDE}"
    if isinstance(mark, ThemeMark):
        return "### " + _heading(mark)
    if isinstance(mark, LeadMark):
        return f"*{_on_one_line(mark.text)}*"
    if isinstance(mark, BreakMark):
        return "* * *"
    if isinstance(mark, NoteMark):
        lines = [mark.text, *(f"- {' '.join(text.split())}" for text in mark.listed)]
        return "<!-- " + _comment("\n".join(lines)) + (" -->" if len(lines) == 1 else "\n-->")
    return _entry(mark)


def _heading(mark: ThemeMark) -> str:
    # A colon at the end says that the theme is also the label of its first item.
    words = re.sub(r"(?<![\\&])#", r"\\#", _on_one_line(mark.text))
    if mark.labels:
        return f"{words}:"
    return f"{words[:-1]}\\:" if words.endswith(":") else words


def _comment(text: str) -> str:
    return re.sub(r"-(?=-)|-(?=>)|-$", "- ", text).replace("<!", "< !")


def _entry(mark: EntryMark) -> str:
    target = f'<a id="{mark.anchor}"></a>' if mark.anchor else ""
    target += f'[{UP}](#{mark.belongs_to} "{COMPLETES}") ' if mark.belongs_to else ""
    asked = f"*{TO_CONFIRM}* " if mark.to_confirm else ""
    label = f"**{_on_one_line(mark.label)}:** " if mark.label else ""
    return f"{target}{asked}{label}{_linked(mark.text, mark.links)}"


def _linked(text: str, links: tuple[Link, ...]) -> str:
    """The escaped text with its links in it; a link whose words are not found is put behind the text, with a title."""
    marks: list[tuple[int, int, Link]] = []
    at, placing = 0, True
    behind: list[Link] = []
    for link in links:
        place = text.find(link.text, at) if placing and link.text.strip() and "\n" not in link.text else -1
        if place < 0:
            placing = False
            behind.append(link)
        else:
            marks.append((place, place + len(link.text), link))
            at = place + len(link.text)
    pieces, at = [], 0
    for start, end, link in marks:
        pieces.append(_escaped(text, at, start))
        pieces.append(_link(_escaped(text, start, end), link))
        at = end
    pieces.append(_escaped(text, at, len(text)))
    pieces.extend(f' [{_on_one_line(one.text)}]({_target(one.url)} "{UNPLACED_LINK}")' for one in behind)
    return "".join(pieces)


def _link(words: str, link: Link) -> str:
    if link.text == link.url and _SAFE_ADDRESS.fullmatch(link.url):
        return f"<{link.url}>"
    return f"[{words}]({_target(link.url)})"


def _target(url: str) -> str:
    if _SAFE_TARGET.fullmatch(url):
        return url
    written = re.sub(r"[\\<>]", r"\\\g<0>", url)
    written = _ENTITY.sub(lambda entity: f"\\{entity.group()}", written)
    return f"<{re.sub(_ODD.pattern[:-1] + chr(10) + ']', lambda odd: _number(odd.group()), written)}>"


def _front_matter(record: Record) -> str:
    briefing = record.briefing
    fields: dict[str, object] = {
        "title": briefing.title,
        "subject": briefing.subject,
        "publisher": briefing.publisher,
        "review_type": _review_type(briefing),
        "date": briefing.date,
        "keywords": list(briefing.keywords),
        "language": briefing.language,
    }
    if any(item.origin == "suggested" for item in briefing.sections.one_thing):
        fields["one_thing"] = "to be confirmed"
    fields["source"] = record.source.name
    if record.source.damaged:
        fields["damaged"] = DAMAGED
    lines = [_field(name, value) for name, value in fields.items()]
    return "---\n" + "".join(lines) + "---\n"


def _review_type(briefing: Briefing) -> str | None:
    kind = briefing.review_type
    if kind is None:
        return None
    return f"{kind.name} ({kind.code})" if kind.code else kind.name


def _field(name: str, value: object) -> str:
    if value is None:
        return f"{name}:\n"
    odd = isinstance(value, str) and (_ODD.search(value) or "\n" in value)
    written: str = yaml.safe_dump(
        {name: value}, allow_unicode=True, width=100_000, default_flow_style=False, default_style='"' if odd else None
    )
    return written.replace(f'"{name}":', f"{name}:", 1) if odd else written
