"""What fields show that have no result: the entry chosen in a form, the words on a button, a symbol, an ``EQ`` formula.

Rules: ECMA-376 part 1, 17.16.5 (field definitions) and 17.16.17 to 17.16.33 (form field properties).
"""

from __future__ import annotations

import re

from lxml import etree

from briefkit.readers.docx.names import W_VAL, W, is_on, number
from briefkit.readers.docx.styles.symbols import map_symbol

UNSHOWN = frozenset({"SET", "ASK", "XE", "TC", "TA", "RD", "PRIVATE"})
"""Fields that only tell Word something: Word shows nothing in their place, whatever result an author's program left."""

_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s", re.IGNORECASE)
_FORMATTING = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
_SWITCH = re.compile(r"\\[a-z]+\s*-?\d*(?![a-z])", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\,;()])")
_SYMBOL = re.compile(r'SYMBOL\s+"?(0x[0-9a-f]{1,6}|\d{1,7}|\S)"?(?!\S)', re.IGNORECASE)
_FONT = re.compile(r'\\f\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)


def sort_of(instruction: str) -> str:
    """The name of a field in capitals: the first word of its instruction."""
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def form_text(mark: etree._Element) -> str:
    """What the form field that begins at ``mark`` shows by itself: the chosen entry of a list or a tick box."""
    chosen = mark.find(f"{W}ffData/{W}ddList")
    if chosen is not None:
        entries = [entry.get(W_VAL, "") for entry in chosen.iterchildren(W + "listEntry")]
        place = int(number(_first(chosen, "result", "default", "0")))
        return entries[place] if 0 <= place < len(entries) else ""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    return "☒" if is_on(_first(box, "checked", "default", "0")) else "☐"


def _first(parent: etree._Element, name: str, other: str, default: str) -> str:
    found = parent.find(W + name)
    if found is None:
        found = parent.find(W + other)
    return found.get(W_VAL, "1" if name == "checked" else default) if found is not None else default


def button_start(instruction: str) -> int | None:
    """Where in the instruction of a button the words begin that it shows; ``None`` where it is no button."""
    found = _BUTTON.match(instruction) if "BUTTON" in instruction.upper() else None
    return found.end() if found is not None else None


def shown_by_instruction(instruction: str) -> str:
    """What Word draws from an instruction alone: the character of ``SYMBOL``, the terms of ``EQ`` on one line."""
    sort = sort_of(instruction)
    if sort == "EQ":
        return _equation(instruction.strip()[2:])
    return _symbol(instruction) if sort == "SYMBOL" else ""


def _equation(formula: str) -> str:
    formula = _FORMATTING.sub("", formula)
    divided = re.search(r"\\f\b", formula, re.IGNORECASE) is not None
    terms = _SWITCH.sub("", _ESCAPED.sub(lambda found: {"(": "", ")": ""}.get(found[1], found[1]), formula))
    terms = re.sub(r"\s*[,;]\s*", "/" if divided else " ", terms)
    return " ".join(re.sub(r"[()]+", " ", terms).split())


def _symbol(instruction: str) -> str:
    found = _SYMBOL.match(instruction.strip())
    if found is None:
        return ""
    code, font = found[1], _FONT.search(instruction)
    is_number = code.isdigit() or code.lower().startswith("0x")
    try:
        character = chr(int(code, 0 if code.lower().startswith("0x") else 10)) if is_number else code
    except (ValueError, OverflowError):
        return ""
    return map_symbol(character, (font[1] or font[2]) if font else "")
