"""The file of publishers, written: lines are put in or changed, and whatever else a person wrote stays as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefkit.lexicon import fold
from briefkit.publishers import Line, Publisher, key
from briefkit.publishers.statements import KEY, Statement, header_of, line_of, pair_of, quoted, statements, value_of

PREFACE = """\
# What briefkit knows of publishers. It is read by "briefkit convert" and "briefkit explain"; "briefkit render" adds a
# line where the text under a heading was moved to another section. Change or delete any line by hand.
#
#   ["Otterby Safeguarding Children Partnership"]
#   names = ["Otterby SCP"]                     other spellings of its name
#   domains = ["otterby-scp.example"]           for documents that do not name it: what stands behind the @
#   "What we noticed" = "learning"              this heading opens the section learning
#   "Home visits" = "findings, theme"           its text belongs to findings; the heading stays as a theme above it
#
# The sections: background, findings, good_practice, learning, recommendations, one_thing, questions, resources,
# contact, about.
"""
_BEFORE = "# before: "
_VALUE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


def remembered(text: str, publisher: str, lines: Iterable[Line] = (), names: Iterable[str] = ()) -> str:
    """The text of the file with these lines in the heading map of a publisher, and these other names of it.

    A line on the same heading is changed and keeps what it said as a comment behind it; a new one is put in by the
    alphabet. Nothing else of the text changes; an empty one gets :data:`PREFACE`.
    """
    rows = (text if text.strip() else PREFACE).rstrip("\n").split("\n")
    if not any(_is_headed(statement, publisher) for statement in statements("\n".join(rows))):
        rows = _with_publisher(rows, publisher)
    for name in names:
        rows = _with_name(rows, publisher, name)
    for line in lines:
        rows = _with_line(rows, publisher, line)
    return "\n".join(rows) + "\n"


def write_publishers(publishers: Iterable[Publisher]) -> str:
    """A whole file of these publishers."""
    text = ""
    for one in publishers:
        text = remembered(text, one.name, one.lines, one.names)
        if one.domains:
            rows = text.rstrip("\n").split("\n")
            at = _places(rows, one.name)[0].end
            rows.insert(at, f"domains = [{', '.join(map(quoted, one.domains))}]")
            text = "\n".join(rows) + "\n"
    return text


def _is_headed(statement: Statement, publisher: str) -> bool:
    return statement.is_header and key(header_of(statement) or "") == key(publisher)


def _places(rows: list[str], publisher: str) -> list[Statement]:
    """The statement that names the publisher, and those below it up to the next name."""
    found: list[Statement] = []
    for statement in statements("\n".join(rows)):
        if _is_headed(statement, publisher) and not found:
            found.append(statement)
        elif statement.is_header and found:
            break
        elif found:
            found.append(statement)
    return found


def _with_publisher(rows: list[str], publisher: str) -> list[str]:
    for statement in statements("\n".join(rows)):
        if statement.is_header and key(header_of(statement) or "") > key(publisher):
            at = statement.first
            while at > 0 and rows[at - 1].startswith("#"):
                at -= 1
            return [*rows[:at], f"[{quoted(publisher)}]", "", *rows[at:]]
    return [*rows, *([""] if rows[-1].strip() else []), f"[{quoted(publisher)}]"]


def _with_name(rows: list[str], publisher: str, name: str) -> list[str]:
    head, *below = _places(rows, publisher)
    for statement in below:
        there = _value(statement)
        if there is None or there[0] != "names" or line_of(*there) is not None:
            continue
        written = there[1] if isinstance(there[1], list) else [there[1]]
        listed = [one for one in written if isinstance(one, str)]
        if key(name) in map(key, listed):
            return rows
        listed = sorted([*listed, name], key=key)
        return [*rows[: statement.first], _names(listed), *rows[statement.end :]]
    return [*rows[: head.end], _names([name]), *rows[head.end :]]


def _names(listed: list[str]) -> str:
    return f"names = [{', '.join(map(quoted, listed))}]"


def _with_line(rows: list[str], publisher: str, line: Line) -> list[str]:
    head, *below = _places(rows, publisher)
    at = below[-1].end if below else head.end
    placed = False
    for statement in reversed(below):
        there = _value(statement)
        other = line_of(*there) if there else None
        if other is None:
            continue
        if fold(other.heading) == fold(line.heading):
            changed = _changed(statement.text, other, line)
            return [*rows[: statement.first], changed, *rows[statement.end :]]
        if not placed and _rank(other) < _rank(line):
            at, placed = statement.end, True
        elif not placed:
            at = statement.first
    return [*rows[:at], f"{quoted(line.heading)} = {quoted(value_of(line))}", *rows[at:]]


def _rank(line: Line) -> tuple[str, str]:
    return fold(line.heading), line.heading


def _value(statement: Statement) -> tuple[str, object] | None:
    try:
        return pair_of(statement)
    except ValueError:
        return None


def _changed(row: str, before: Line, now: Line) -> str:
    """The row with the new value; the old one and a remark of a person stand behind it."""
    if (before.section, before.theme) == (now.section, now.theme):
        return row
    match = KEY.match(row)
    start = match.end() if match else 0
    value = _VALUE.match(row, start)
    remark = row[value.end() if value else len(row) :].strip()
    if remark.startswith(_BEFORE):
        remark = remark.removeprefix(_BEFORE).partition("; ")[2]
    told = f"{_BEFORE}{value_of(before)}" + (f"; {remark.lstrip('# ')}" if remark.strip("# ") else "")
    return f"{row[:start]}{quoted(value_of(now))}  {told}"
