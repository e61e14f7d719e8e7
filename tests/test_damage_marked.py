"""A briefing made from a damaged file says so everywhere, also after it was edited, until somebody has compared it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from lxml import html

from briefings import items, record
from briefkit import codec, jobs, pipeline, reports, theme
from briefkit.briefing import Briefing, Sections
from briefkit.files import from_bytes
from briefkit.record import Format, Record, Settings
from briefkit.revise import revise
from wordfiles import p, word

HOUSE = theme.load("house")
ALL: tuple[Format, ...] = ("pdf", "html", "json", "md", "docx")
WORDS = "Made from a damaged file"


@pytest.fixture(scope="module")
def made() -> dict[Format, bytes]:
    return dict(pipeline.render(damaged(), HOUSE, Settings(formats=ALL)).value)


def damaged(language: str = "en-GB") -> Record:
    sections = Sections(background=items("Wren was eleven weeks old."), learning=items("Ask who lives there."))
    sound = record(Briefing("Learning about Wren", sections, language=language))
    return msgspec.structs.replace(sound, source=msgspec.structs.replace(sound.source, damaged=True))


def page_of(content: bytes) -> str:
    return str(html.fromstring(content.decode()).text_content())


def test_the_mark_stands_in_every_format(made: dict[Format, bytes]) -> None:
    assert WORDS in page_of(made["html"])
    pages = pypdfium2.PdfDocument(made["pdf"])
    assert len(pages) == 1
    assert WORDS in pages[0].get_textpage().get_text_range()
    assert codec.load(made["json"]).source.damaged
    assert "\ndamaged: yes" in made["md"].decode()


def test_a_sound_file_is_not_marked() -> None:
    sound = record(damaged().briefing)
    contents = pipeline.render(sound, HOUSE, Settings(formats=("html", "md"))).value
    assert WORDS not in page_of(contents["html"])
    assert "damaged" not in contents["md"].decode()


def test_the_mark_speaks_the_language_of_the_house() -> None:
    contents = pipeline.render(damaged("cy"), HOUSE, Settings(formats=("html",))).value
    assert "difrodi" in page_of(contents["html"])


@pytest.mark.parametrize("wanted", ["md", "docx"])
@pytest.mark.parametrize("beside", [True, False])
def test_the_mark_survives_editing(made: dict[Format, bytes], wanted: Format, beside: bool) -> None:
    before = codec.load(made["json"]) if beside else None
    assert revise(from_bytes(f"briefing.{wanted}", made[wanted]), before).source.damaged


def test_an_editor_who_has_compared_takes_it_off(made: dict[Format, bytes]) -> None:
    lines = made["md"].decode().split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("damaged:"))
    before = codec.load(made["json"])
    lines[at] = "damaged: checked"
    assert not revise(from_bytes("briefing.md", "\n".join(lines).encode()), before).source.damaged
    del lines[at]  # taking out the line alone is no answer
    assert revise(from_bytes("briefing.md", "\n".join(lines).encode()), before).source.damaged


def test_the_lists_of_a_run_say_which_files_were_damaged(tmp_path: Path) -> None:
    content = word(p("Learning about Wren", style="Title") + "".join(p(f"Sentence {n} of it.") for n in range(60))).data
    (tmp_path / "broken.docx").write_bytes(content[: content.index(b"PK\x01\x02")])
    (tmp_path / "whole.docx").write_bytes(content)
    settings = Settings(formats=("json",))
    rows = [jobs.convert(jobs.Job(str(tmp_path / name), name, settings)).row for name in ("broken.docx", "whole.docx")]
    assert [row.damaged for row in rows] == [True, False]
    table = list(csv.DictReader(io.StringIO(reports.write_csv(rows).decode("utf-8-sig"))))
    assert [line["damaged"] for line in table] == ["yes", ""]
    assert page_of(reports.write_index(rows)).count("from a damaged file") == 1
