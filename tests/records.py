"""Hypothesis strategies for records: built from the types themselves, so a new field is tested from its first day."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from briefkit.briefing import ANCHOR
from briefkit.model import Origin
from briefkit.record import Record

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_BLOCKS = st.from_regex(r"\Ab[0-9]{4}\Z")
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(0, 10_000),
    float: st.floats(-10_000, 10_000, allow_nan=False),
    type(None): st.none(),
}
_ORIGINS = st.builds(
    Origin,
    part=WORDS,
    path=WORDS,
    page=st.none() | st.integers(1, 999),
    bbox=st.none() | st.tuples(*[st.floats(0, 2000, allow_nan=False)] * 4),
    line=st.none() | st.integers(1, 99999),
)
_NAMED: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("Span", "block"): _BLOCKS,
    ("Entry", "block"): _BLOCKS,
    ("Item", "anchor"): st.none() | st.from_regex(ANCHOR, fullmatch=True),
    ("Item", "belongs_to"): st.none() | st.from_regex(ANCHOR, fullmatch=True),
    ("Item", "confidence"): st.floats(0, 1),
    ("Record", "origins"): st.dictionaries(_BLOCKS, _ORIGINS, max_size=3),
}


def built(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Any value of a struct type; lists are short, so that an example stays readable."""
    hints = get_type_hints(kind)
    fields = {
        name: _NAMED[kind.__name__, name] if (kind.__name__, name) in _NAMED else _of(hints[name])
        for name in kind.__struct_fields__
    }
    return st.builds(kind, **fields)


def _of(wanted: Any) -> st.SearchStrategy[Any]:
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    base, inner = get_origin(wanted), get_args(wanted)
    if base is Literal:
        return st.sampled_from(inner)
    if base in {Union, types.UnionType}:
        return st.one_of(*(_of(one) for one in inner))
    if base is tuple and inner[-1] is Ellipsis:
        return st.lists(_of(inner[0]), max_size=2).map(tuple)
    if base is tuple:
        return st.tuples(*(_of(one) for one in inner))
    if base is dict:
        return st.dictionaries(_of(inner[0]), _of(inner[1]), max_size=3)
    return built(wanted)


RECORDS: st.SearchStrategy[Record] = built(Record)
