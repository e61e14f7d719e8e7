"""Fields: their marks, their instructions, and what is seen of them (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from briefkit.readers.docx.forms import UNSHOWN, button_start, form_text, shown_by_instruction, sort_of
from briefkit.readers.docx.links import Field, read_instruction
from briefkit.readers.docx.names import W_FLDCHAR, W

if TYPE_CHECKING:
    from briefkit.readers.docx.inline import Inline


def _mark(inline: Inline, element: etree._Element) -> None:
    sort = element.get(W + "fldCharType")
    stack = inline.fields.open
    if sort == "begin":
        if element not in inline.story.walk.unclosed:
            stack.append(Field(shown=form_text(element) if len(element) else ""))
    elif sort == "separate" and stack:
        entry = stack[-1]
        _settle(inline, entry)
        entry.in_result = not entry.is_button and sort_of(entry.instruction) not in UNSHOWN
        if entry.is_button:  # what it shows was shown already
            entry.instruction, entry.is_button = "", False
    elif sort == "end" and stack:
        entry = stack.pop()
        if not entry.in_result:
            _settle(inline, entry)
            inline.add(shown_by_instruction(entry.instruction))
        if entry.is_empty:
            inline.add(entry.shown)


def _instruction(inline: Inline, element: etree._Element) -> None:
    entry = inline.fields.open[-1] if inline.fields.open else None
    words = element.text or ""
    if entry is None:
        return
    if entry.is_button:
        inline.add(words)
    elif not entry.in_result:
        entry.instruction += words
        start = button_start(entry.instruction)
        if start is not None:
            entry.is_button = entry.in_result = True
            inline.add(entry.instruction[start:])


def _simple(inline: Inline, element: etree._Element) -> None:
    entry = Field(element.get(W + "instr", ""))
    _settle(inline, entry)
    entry.in_result = sort_of(entry.instruction) not in UNSHOWN
    inline.fields.open.append(entry)
    inline.read(element)
    if inline.fields.open and inline.fields.open[-1] is entry:
        inline.fields.open.pop()
    if entry.is_empty:
        start = button_start(entry.instruction)
        inline.add(entry.instruction[start:] if start is not None else shown_by_instruction(entry.instruction))


def _settle(inline: Inline, entry: Field) -> None:
    target = read_instruction(entry.instruction)
    if target.bookmark:
        inline.refer(target.bookmark, target.sort)
        entry.link = f"#{target.bookmark}"
    elif target.url:
        entry.link = inline.address(target.url)


HANDLERS: dict[object, Callable[[Inline, etree._Element], None]] = {
    W_FLDCHAR: _mark,
    W + "instrText": _instruction,
    W + "fldSimple": _simple,
}
"""What is done with each element of a field."""
