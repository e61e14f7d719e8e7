"""The lines between the two rows of dashes: title, subject … as YAML, with every wrong field named at once."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

_FENCE = re.compile(r"-{3,}[ \t]*$")
_KEY = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?=[ \t]|$)")
_TEXTS = ("title", "subject", "publisher", "review_type", "date", "language", "one_thing", "source", "damaged")
_LISTS = ("keywords",)
KNOWN = (*_TEXTS[:5], *_LISTS, *_TEXTS[5:])
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MOST_LINES = 500

Fields = dict[str, "str | tuple[str, ...]"]


class FrontMatter(NamedTuple):
    """The fields, what is wrong with them, and the body below with the number of its first line."""

    fields: Fields
    problems: tuple[str, ...]
    body: str
    first_line: int


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of an edited briefing; ``problems`` name line, column and field."""
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if at == len(lines) or not _FENCE.match(lines[at]):
        missing = "line 1, column 1: the file does not begin with the row of dashes (---) and its title, date and so on"
        return FrontMatter({}, (missing,), text, 1)
    end = next((n for n in range(at + 1, min(len(lines), at + _MOST_LINES)) if _FENCE.match(lines[n])), None)
    if end is None:
        missing = f"line {at + 1}, column 1: the second row of dashes (---) below the fields is missing"
        return FrontMatter({}, (missing,), "", len(lines))
    fields, problems = _fields(lines[at + 1 : end], at + 2)
    if not fields.get("title") and not any(problem.endswith("field title") for problem in problems):
        problems.append(f"line {at + 1}, column 1: a title is missing: write title: … — field title")
    return FrontMatter(fields, tuple(problems), "\n".join(lines[end + 1 :]), end + 2)


def keys_of(text: str) -> set[str]:
    """The names of the fields that a text begins with, known or not; none where it begins with no front matter."""
    lines = text.splitlines()
    if not lines or not _FENCE.match(lines[0]):
        return set()
    end = next((n for n in range(1, min(len(lines), _MOST_LINES)) if _FENCE.match(lines[n])), 1)
    return {key[1].strip().lower() for line in lines[1:end] if (key := _KEY.match(line))}


def _fields(lines: list[str], first: int) -> tuple[Fields, list[str]]:
    """Each field is parsed for itself, so that one wrong field does not hide the others."""
    fields: Fields = {}
    problems: list[str] = []
    for start, end in _chunks(lines):
        chunk, line = lines[start:end], first + start
        key = _KEY.match(chunk[0])
        if key is None:
            problems.append(f"line {line}, column 1: {chunk[0].strip()[:60]!r} is no field: write name: value")
            continue
        name = key[1].strip().lower().replace(" ", "_").replace("-", "_")
        if name not in KNOWN:
            problems.append(f"line {line}, column 1: is not known; known are {', '.join(KNOWN)} — field {key[1]}")
        elif name in fields:
            problems.append(f"line {line}, column 1: stands here a second time — field {name}")
        else:
            value, wrong = _value(name, chunk, line, key.end())
            problems.extend(f"{place} — field {name}" for place in wrong)
            fields[name] = value
    return fields, problems


def _chunks(lines: list[str]) -> list[tuple[int, int]]:
    """The lines of each field: a field goes on over indented lines and list items below it."""
    starts = [
        number for number, line in enumerate(lines) if line.strip() and not line.startswith((" ", "\t", "- ", "#"))
    ]
    ends = [*starts[1:], len(lines)]
    return list(zip(starts, ends, strict=False))


def _value(name: str, chunk: list[str], line: int, column: int) -> tuple[str | tuple[str, ...], list[str]]:
    text = "\n".join(chunk)
    try:
        # compose() builds nodes only: no tag is obeyed and no alias is expanded.
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        plain = chunk[0][column:].strip()
        if len(chunk) == 1 and name in _TEXTS and plain[:1] not in {'"', "'", "[", "{", "|", ">", "&", "*", "!"}:
            # "title: Learning: a review" is no YAML, but what is meant is beyond doubt.
            return plain, []
        mark = error.problem_mark
        row, place = (line + mark.line, mark.column + 1) if mark else (line, 1)
        return "", [
            f"line {row}, column {place}: {error.problem or 'cannot be read'}; put the value in quotation marks"
        ]
    except RecursionError:
        return "", [
            f"line {line}, column {column + 1}: holds brackets within brackets; put the value in quotation marks"
        ]
    except yaml.YAMLError as error:
        return "", [f"line {line}, column {column + 1}: {str(error).splitlines()[0]}"]
    found = node.value[0][1] if isinstance(node, yaml.MappingNode) and node.value else None
    if found is None:
        return "", [f"line {line}, column 1: cannot be read"]
    return _listed(found, line) if name in _LISTS else _plain(name, found, line)


def _plain(name: str, node: yaml.Node, line: int) -> tuple[str, list[str]]:
    place = f"line {line + node.start_mark.line}, column {node.start_mark.column + 1}"
    if not isinstance(node, yaml.ScalarNode):
        return "", [f"{place}: one text is wanted here, not a list"]
    value = "" if node.tag == "tag:yaml.org,2002:null" and node.value in {"", "~", "null"} else node.value.strip()
    if name == "language" and value and not _LANGUAGE.fullmatch(value):
        return "", [f"{place}: {value[:30]!r} is no language; write en-GB or cy"]
    return value, []


def _listed(node: yaml.Node, line: int) -> tuple[tuple[str, ...], list[str]]:
    if isinstance(node, yaml.ScalarNode):
        value, wrong = _plain("keywords", node, line)
        return tuple(word.strip() for word in value.split(",") if word.strip()), wrong
    if not isinstance(node, yaml.SequenceNode):
        return (), [f"line {line + node.start_mark.line}, column {node.start_mark.column + 1}: a list is wanted here"]
    words: list[str] = []
    problems: list[str] = []
    for one in node.value:
        value, wrong = _plain("keywords", one, line)
        words.append(value)
        problems.extend(wrong)
    return tuple(words), problems
