"""The bench that leaves rules out takes patterns apart and writes them again: what is left means what it meant."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from importlib import resources
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from briefkit.lexicon import LexiconData

ROOT = Path(__file__).resolve().parents[1]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("patterns", ROOT / "bench" / "patterns.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


patterns = _load()


def test_every_pattern_of_the_lexicon_is_written_as_it_was() -> None:
    text = resources.files("briefkit.data").joinpath("lexicon.toml").read_text(encoding="utf-8")
    contents = msgspec.convert(tomllib.loads(text), LexiconData)
    listed = [entry.pattern for entry in contents.families] + [entry.pattern for entry in contents.cues]
    listed += [entry.pattern for entry in contents.tells] + [entry.pattern for entry in contents.reviews]
    for pattern in listed:
        whole = pattern if isinstance(pattern, str) else "|".join(pattern)
        tree = patterns.parse(whole)
        assert patterns.write(tree) == whole
        for choice, rivals in patterns.choices(tree, deep=True):
            re.compile(patterns.write(tree, {choice}))
            re.compile(patterns.write(tree, rivals))


@pytest.mark.parametrize(
    ("pattern", "deep", "alone"),
    [
        ("a|b", False, ["a", "b"]),
        ("(?i)a|b", False, ["(?i)a", "(?i)b"]),
        ("a(b|c)|d", False, ["a(b|c)", "d"]),
        ("a(b|c)|d", True, ["a(b|c)", "a(b)|d", "a(c)|d", "d"]),
        (r"[|)]\||x", False, [r"[|)]\|", "x"]),
        ("x(?!y|z)", True, ["x(?!y|z)"]),
        ("x(?:y|z)?", True, ["x(?:y)?", "x(?:y|z)?", "x(?:z)?"]),
    ],
)
def test_choices_stand_alone(pattern: str, deep: bool, alone: list[str]) -> None:
    tree = patterns.parse(pattern)
    assert sorted(patterns.write(tree, rivals) for _, rivals in patterns.choices(tree, deep=deep)) == sorted(alone)


def test_where_no_choice_is_left_nothing_matches() -> None:
    tree = patterns.parse("a(b|c)?")
    inner = {choice for choice, rivals in patterns.choices(tree, deep=True) if rivals}
    left = re.compile(patterns.write(tree, inner))
    assert left.fullmatch("a")
    assert not left.fullmatch("ab")


@pytest.mark.parametrize("pattern", ["a)", "(a"])
def test_brackets_that_do_not_match_are_told(pattern: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        patterns.parse(pattern)
