"""The bench that counts letters of Word files would say so if some leaked or were doubled."""

from __future__ import annotations

import pytest
from constructs import ours
from constructs.catalogue import catalogue
from constructs.raw import Raw, look_at
from word_letters import doubled_in, leaked_in, measure

from briefkit import pipeline
from briefkit.model import Document

MADE = {name: construct for _, name, construct in catalogue()}


@pytest.mark.parametrize(
    "name", ["tracked-deletion", "hidden-direct", "comment", "table-deleted-row", "tracked-deletion-written-as-text"]
)
def test_what_nobody_sees_is_found_and_its_leak_would_be(name: str) -> None:
    raw = look_at(MADE[name].content)
    assert "Zarnik" in " ".join(raw.unseen)
    assert "Brolin" not in " ".join(raw.unseen)
    leaks = leaked_in(raw, ["avern"], {"html": "The officer in Zarnik wrote it"})
    assert leaks == ["in zarnik wrote", "officer in zarnik", "the officer in"]
    assert leaked_in(raw, ["avern"], {"html": "The family of Avern"}) == []


def test_styles_that_hide_are_followed() -> None:
    unseen = " ".join(look_at(MADE["hidden-by-style"].content).unseen)
    assert all(word in unseen for word in ("Zarnik", "Yobrel", "Xumeth"))
    assert "Brolin" not in unseen


def test_words_of_both_branches_that_stand_twice_are_found() -> None:
    construct = MADE["box-both"]
    document = pipeline.read(ours.source_of(construct), ours.SETTINGS).value
    raw = look_at(construct.content)
    assert [text.split()[0] for text in raw.twins] == ["A", "Nobody"]
    assert doubled_in(raw, document) == []
    twice = Document((*document.blocks, *document.blocks))
    assert len(doubled_in(raw, twice)) == 2


def test_an_ordinary_file_has_nothing_missing_leaked_or_doubled() -> None:
    construct = MADE["box-choice-differs"]
    letters = measure(ours.source_of(construct), "ordinary")
    assert (letters.missing, letters.leaked, letters.doubled, letters.note) == (0, 0, 0, "")
    assert letters.seen > 100
    assert Raw().unseen == []
