"""Headings that were broken over two paragraphs."""

from __future__ import annotations

from briefkit.readers.docx import read
from briefkit.tidy import tidy
from documents import letters_of
from wordfiles import p, r, word

TEXT = "The social worker visited the family at home every week and wrote down what was seen."
ROOM = '<w:spacing w:before="240"/>'


def line(text: str, room: str = "") -> str:
    return p(r(text, '<w:b/><w:sz w:val="32"/>'), properties=room)


def headings(body: str) -> list[str]:
    return [block.text for block in tidy(read(word(body)).value).value.blocks if block.kind == "heading"]


def test_the_second_line_of_a_heading_belongs_to_the_first() -> None:
    body = p(TEXT) + line("The role of the visitor for", ROOM) + line("Children") + p(TEXT)
    assert headings(body) == ["The role of the visitor for Children"]
    document = read(word(body)).value
    assert letters_of(document) == letters_of(tidy(document).value)


def test_headings_with_room_between_them_stay_two() -> None:
    body = p(TEXT) + line("The role of the visitor", ROOM) + line("Children", ROOM) + p(TEXT)
    assert headings(body) == ["The role of the visitor", "Children"]


def test_a_number_above_its_name_and_a_known_heading_stay_alone() -> None:
    assert headings(p(TEXT) + line("Annex B", ROOM) + line("Visits") + p(TEXT)) == ["Annex B", "Visits"]
    assert headings(p(TEXT) + line("The visits at home", ROOM) + line("Background") + p(TEXT)) == [
        "The visits at home",
        "Background",
    ]


def test_a_link_to_the_second_line_leads_to_the_heading() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    second = p(mark, r("Children", '<w:b/><w:sz w:val="32"/>'))
    link = f'<w:hyperlink w:anchor="here">{r("there")}</w:hyperlink>'
    blocks = tidy(read(word(p(TEXT) + line("The role for", ROOM) + second + p(TEXT, link))).value).value.blocks
    heading = next(block for block in blocks if block.kind == "heading")
    assert {run.link for block in blocks for run in block.runs if run.link} == {f"#{heading.id}"}
