"""What is written as a Word copy is read back as it was, and what Word's users do to it is understood."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import msgspec
import pytest
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import HealthCheck, given, settings

from briefkit.briefing import Briefing, Item, Link, Sections
from briefkit.codec import InvalidBriefing
from briefkit.revise import read_edited_docx
from briefkit.revise.draft import Draft, draft_of
from briefkit.revise.word import read_word
from briefkit.theme import load
from briefkit.writers import docx
from items import BRIEFINGS, essence, record_of

HOUSE = load("house")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _as_word_has_it(briefing: Briefing | Draft) -> Any:
    """Word keeps no control characters, no blanks at the edges, and no link whose words are not in the text."""

    def flat(value: Any) -> Any:
        if isinstance(value, str):
            return " ".join(_UNSTORABLE.sub("", value).split())
        if isinstance(value, list | tuple):
            return [flat(one) for one in value if not isinstance(one, Link)]
        return flat(msgspec.structs.astuple(value)) if isinstance(value, msgspec.Struct) else value

    return {name: flat(value) for name, value in essence(briefing).items()}


def drafted(written: bytes) -> Draft:
    word = read_word(written)
    return draft_of(word.fields, word.marks, word.problems)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(BRIEFINGS)
def test_everything_an_editor_sees_comes_back(briefing: Briefing) -> None:
    draft = drafted(docx.write(record_of(briefing), HOUSE))
    assert draft.problems == ()
    assert _as_word_has_it(draft) == _as_word_has_it(briefing)


ASKED = Item(
    "Ask who lives in the home and read the guidance.",
    kind="bullet",
    links=(Link("the guidance", "https://example.org/guidance"),),
)
BRIEFING = Briefing("Baby Q", Sections(learning=(ASKED,), one_thing=(Item("Ask twice.", origin="suggested"),)))


def test_links_and_the_proposed_sentence_come_back() -> None:
    again = read_edited_docx(docx.write(record_of(BRIEFING), HOUSE), record_of(BRIEFING)).briefing
    assert again.sections == BRIEFING.sections


def test_no_author_and_the_same_bytes_every_day() -> None:
    written = docx.write(record_of(BRIEFING), HOUSE)
    assert written == docx.write(record_of(BRIEFING), HOUSE)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "Baby Q" in core
    assert "creator" not in core
    assert "python-docx" not in core


def _edited(change: Any) -> bytes:
    document = Document(io.BytesIO(docx.write(record_of(BRIEFING), HOUSE)))
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_insertions_of_the_reviewing_mode_are_read_and_deletions_are_not() -> None:
    def change(document: Any) -> None:
        paragraph = next(p for p in document.paragraphs if p.text.startswith("Ask who"))
        for tag, words in (("w:ins", " Ask again."), ("w:del", " Never ask.")):
            element = OxmlElement(tag)
            element.append(paragraph.add_run(words)._element)
            paragraph._element.append(element)

    draft = drafted(_edited(change))
    assert draft.items[0].item.text == "Ask who lives in the home and read the guidance. Ask again."


def test_all_that_is_wrong_is_said_at_once() -> None:
    def change(document: Any) -> None:
        document.tables[0].rows[0].cells[1].paragraphs[0].runs[0].text = ""
        document.tables[0].rows[1].cells[0].paragraphs[0].runs[0].text = "Topic"
        next(p for p in document.paragraphs if p.text == "Learning").runs[0].text = "Learnings"

    with pytest.raises(InvalidBriefing) as caught:
        read_edited_docx(_edited(change))
    said = "\n".join(caught.value.problems)
    assert len(caught.value.problems) == 3
    assert "field title" in said
    assert "'Topic'" in said
    assert "did you mean 'Learning'" in said


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidBriefing):
        read_edited_docx(data)


@pytest.mark.parametrize(
    "member", ["_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml"]
)
@pytest.mark.parametrize("content", [b"<a/>", b"", b"<Types/>", b"<w:document xmlns:w='x'/>"])
def test_a_package_out_of_order_is_refused_in_words(member: str, content: bytes) -> None:
    written = docx.write(record_of(Briefing("Baby Q")), HOUSE)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    try:
        read_word(made.getvalue())
    except InvalidBriefing as error:
        said = error.problems
    else:
        said = ("read",)
    assert said


def test_a_note_between_two_items_of_a_list_comes_back_and_ends_no_list() -> None:
    a = Item("Ask.¹", kind="bullet", lead_in="Staff should:", links=(Link("¹", "#item2"),), anchor="item1")
    note = Item("¹ Said twice.", anchor="item2", links=(Link("¹", "#item1"),))
    b = Item("Tell.", kind="bullet", lead_in="Staff should:")
    briefing = Briefing("Baby Q", Sections(learning=(a, note, b, Item("Done."))))
    written = docx.write(record_of(briefing), HOUSE)
    assert [one.item.lead_in for one in drafted(written).items] == ["Staff should:", None, "Staff should:", None]
    assert read_edited_docx(written, record_of(briefing)).briefing.sections == briefing.sections
