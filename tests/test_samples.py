"""The sample inbox: the script still makes it, and what comes out is what the editor's answers say."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefkit import files, pipeline, theme
from briefkit.census import count, letters
from briefkit.record import Record, Settings

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = sorted((ROOT / "tests" / "samples").glob("*.yaml"))


def _sample(answer: Path) -> Path:
    (found,) = (ROOT / "inbox").glob(f"{answer.stem}.*")
    return found


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def _converted(answer: Path) -> tuple[dict[str, Any], Record]:
    source = files.load(_sample(answer))
    record = pipeline.normalise(source, pipeline.read(source, Settings()), theme.load("house"))
    case: dict[str, Any] = yaml.safe_load(answer.read_text(encoding="utf-8"))
    return case, record


def test_there_are_five() -> None:
    assert len(ANSWERS) == len(list((ROOT / "inbox").glob("*.*"))) == 5


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda path: path.stem)
def test_a_sample_is_converted_whole_and_mostly_in_the_right_places(answer: Path) -> None:
    case, record = _converted(answer)
    assert record.ledger.missing == record.ledger.twice == record.ledger.leaked == ()
    assert record.ledger.accounted == record.ledger.source_letters == sum(record.ledger.by_fate.values())
    assert record.briefing.publisher == case["meta"]["publisher"]
    assert _plain(record.briefing.title) == _plain(case["meta"]["title"])
    texts: dict[str, str] = {}
    for section, item in record.briefing.sections.each():
        texts[section] = f"{texts.get(section, '')} {_plain(item.text)}"
    everywhere = " ".join(texts.values())
    right = 0
    for sections, text, *_ in case["statements"]:
        # A note number may stand inside; the words before it are enough to know the statement by.
        words = _plain(text)[:60]
        assert words in everywhere, text
        right += any(words in texts.get(section, "") for section in sections.split("|"))
    assert right / len(case["statements"]) >= 0.75


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
