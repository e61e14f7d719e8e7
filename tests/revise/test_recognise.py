"""A briefing that briefkit made is known by what it holds, whatever it is called and whoever saved it again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from briefkit import codec, theme
from briefkit.briefing import Briefing, SourceNote
from briefkit.ledger import Ledger
from briefkit.model import Source
from briefkit.record import Record
from briefkit.revise import is_briefing
from briefkit.writers import docx, markdown
from records import RECORDS
from sources import WREN
from wordfiles import p, word

RECORD = Record(Briefing("Baby Q"), Ledger(), SourceNote("q.docx", "", "text/plain"))


def source(data: bytes) -> Source:
    return Source("x.md", data, "text/markdown", "", ())


@given(RECORDS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_markdown_copy_is_known(record: Record) -> None:
    assert is_briefing(source(markdown.write(record)))


def test_every_kind_is_known_however_it_was_saved() -> None:
    written = markdown.write(RECORD).decode()
    for data in (written.replace("\n", "\r\n").encode("utf-8-sig"), written.encode("utf-16")):
        assert is_briefing(source(data))
    assert is_briefing(source(codec.dump(RECORD)))
    assert is_briefing(source(docx.write(RECORD, theme.load("house"))))


@pytest.mark.parametrize(
    "text", [WREN, "", "---", "---\ntitle: A\ndate: May\nsource: x\n---\n\n# A\n", "{}", "PK\x03\x04", "---\n" * 1000]
)
def test_other_files_are_sources(text: str) -> None:
    assert not is_briefing(source(text.encode()))


def test_another_word_file_is_a_source() -> None:
    assert not is_briefing(word(p("Learning from Child Wren")))
