"""The sample inbox: the script still makes it, and what comes out is what the editor's answers say."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefkit import files, pipeline, theme
from briefkit.census import count, letters
from briefkit.record import Record, Settings

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = sorted((ROOT / "tests" / "samples").glob("*.yaml"))
_CORE = {"good_practice": "findings", "recommendations": "learning", "questions": "learning"}
"""The sections that the product exists for, as the targets count them."""


def _sample(answer: Path) -> Path:
    (found,) = (ROOT / "inbox").glob(f"{answer.stem}.*")
    return found


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


@cache
def _converted(answer: Path) -> tuple[dict[str, Any], Record]:
    source = files.load(_sample(answer))
    record = pipeline.normalise(source, pipeline.read(source, Settings()), theme.load("house"))
    case: dict[str, Any] = yaml.safe_load(answer.read_text(encoding="utf-8"))
    return case, record


def test_there_are_five() -> None:
    assert len(ANSWERS) == len(list((ROOT / "inbox").glob("*.*"))) == 5


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda path: path.stem)
def test_a_sample_is_converted_whole_and_names_what_the_answer_names(answer: Path) -> None:
    case, record = _converted(answer)
    briefing, meta = record.briefing, case["meta"]
    assert record.ledger.missing == record.ledger.twice == record.ledger.leaked == ()
    assert record.ledger.accounted == record.ledger.source_letters == sum(record.ledger.by_fate.values())
    assert not [said for said in record.diagnostics if said.severity == "error" or said.code.startswith("BK5")]
    assert briefing.publisher == meta["publisher"]
    assert _plain(briefing.title) == _plain(meta["title"])
    assert (briefing.review_type.name if briefing.review_type else None) == meta["review_type"]
    assert briefing.date == meta["date"]
    # Where the answer names nobody, a name that stands in the text is no fault.
    assert meta["subject"] in {None, briefing.subject}
    origins = {item.origin for item in briefing.sections.one_thing}
    assert origins == ({"suggested"} if case["one_thing"] == "absent" else {"source"})


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda path: path.stem)
def test_the_statements_of_a_sample_stand_whole_in_their_places(answer: Path) -> None:
    case, record = _converted(answer)
    items = [(name, item, _plain(item.text)) for name, item in record.briefing.sections.each()]
    placed = core = themed = 0
    themes = sum(len(given) for _, _, *given in case["statements"])
    left = {text: f" {text} " for _, item, text in items if item.origin != "suggested"}
    for sections, statement, *given in case["statements"]:
        right, words = sections.split("|"), _plain(statement)
        holding = [(name, item, text) for name, item, text in items if f" {words} " in f" {text} "]
        assert holding, f"not in one item: {statement}"
        fitting = [found for found in holding if found[0] in right] or holding
        name, item, text = fitting[0]
        placed += name in right
        core += _CORE.get(name, name) in {_CORE.get(other, other) for other in right}
        themed += bool(given) and _plain(item.theme or "") == _plain(given[0])
        left[text] = left.get(text, "").replace(f" {words} ", " ", 1)
    total = len(case["statements"])
    assert placed / total >= 0.93
    assert core / total >= 0.95
    assert themed >= 0.85 * themes
    foreign = sum(len(rest.split()) for rest in left.values())
    assert 1 - foreign / sum(len(text.split()) for text in left) >= 0.9


def test_the_themes_of_a_sample_are_those_of_its_answer() -> None:
    for answer in ANSWERS:
        case, record = _converted(answer)
        carried = {_plain(item.theme) for _, item in record.briefing.sections.each() if item.theme}
        assert {_plain(theme) for theme in case["themes"]} <= carried, answer.stem


@pytest.mark.slow
def test_the_script_still_makes_the_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.delitem(sys.modules, "make_samples", raising=False)
    from make_samples import files as made  # type: ignore[import-not-found, unused-ignore]

    for path, content in made().items():
        kept = ROOT / path
        if path.suffix == ".yaml":
            assert kept.read_bytes() == content
            continue
        # Compressors differ between machines; the words must not.
        fresh = count(files.from_bytes(path.name, content))
        stored = count(files.load(kept))
        assert [letters(tally.text) for tally in fresh.tallies] == [letters(tally.text) for tally in stored.tallies]
