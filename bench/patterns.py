"""A regular expression as a tree of its alternatives, so that single words of a rule can be left out.

``a(b|c)|d`` has the choices ``a(b|c)`` and ``d``, and within the first ``b`` and ``c``. Nothing else is understood:
what stands between the bars is carried as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[a-z]+\)|[:=!]|<[=!]|P<\w+>))?|\)|\||.", re.DOTALL)
_NEGATIVE = ("(?!", "(?<!")
NEVER = "(?!)"
"""What stands for a group of which no choice is left: it matches nothing."""


class Group(msgspec.Struct):
    """What stands between a bracket and its closing one, or the whole pattern where ``opening`` is empty."""

    opening: str
    choices: list[list[str | Group]]


def parse(pattern: str) -> Group:
    """The pattern as a tree. Raises ``ValueError`` where the brackets do not match."""
    stack = [Group("", [[]])]
    for found in _TOKEN.finditer(pattern):
        token = found.group()
        if token == "|":
            stack[-1].choices.append([])
        elif token == ")":
            if len(stack) == 1:
                raise ValueError(f"a bracket is closed that was not opened: {pattern}")
            closed = stack.pop()
            stack[-1].choices[-1].append(closed)
        elif token.startswith("(") and not token.endswith(")"):
            stack.append(Group(token, [[]]))
        else:
            stack[-1].choices[-1].append(token)
    if len(stack) > 1:
        raise ValueError(f"a bracket is not closed: {pattern}")
    return stack[0]


def write(group: Group, without: Collection[int] = ()) -> str:
    """The tree as a pattern, without the choices whose ``id`` is in ``without``."""
    kept = [
        "".join(piece if isinstance(piece, str) else write(piece, without) for piece in choice)
        for choice in group.choices
        if id(choice) not in without
    ]
    flags = [choice[0] for choice in group.choices[:1] if choice and _is_flag(choice[0])]
    if flags and id(group.choices[0]) in without:
        kept[:1] = [f"{flags[0]}{piece}" for piece in kept[:1]]
    body = "|".join(kept) if kept else NEVER
    return f"{group.opening}{body})" if group.opening else body


def choices(group: Group, *, deep: bool) -> Iterator[tuple[int, frozenset[int]]]:
    """Each choice that can be left out, as its ``id`` and those of its rivals; ``deep``: in inner groups as well.

    A choice of a negative look-around is none: without it the pattern would match more.
    """
    if len(group.choices) > 1 or not group.opening:
        for choice in group.choices:
            yield id(choice), frozenset(id(other) for other in group.choices if other is not choice)
    if deep:
        for choice in group.choices:
            for piece in choice:
                if isinstance(piece, Group) and not piece.opening.startswith(_NEGATIVE):
                    yield from choices(piece, deep=True)


def _is_flag(piece: str | Group) -> bool:
    return isinstance(piece, str) and bool(re.fullmatch(r"\(\?[a-z]+\)", piece))
