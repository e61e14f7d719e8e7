"""briefing.md is CommonMark that shows exactly the text of the briefing."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from markdown_it import MarkdownIt

from briefkit.briefing import Briefing, Item, Link, Sections
from briefkit.writers import markdown
from items import LINES, record_of


def shown(source: str) -> str:
    """What a CommonMark program shows, as plain text."""
    return html.unescape(re.sub(r"<[^>]*>", "", MarkdownIt("commonmark").render(source))).strip("\n")


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    plain = re.sub("[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]", "", text)
    assert shown(markdown.escape(plain)) == plain


def written(*items: Item) -> str:
    return markdown.write(record_of(Briefing("T", Sections(learning=items)))).decode()


def test_code_of_pages_and_templates_comes_out_as_text() -> None:
    text = written(Item("<script>alert(1)</script> {{ 7*7 }} {% if x %}"))
    assert r"\<script>alert(1)\</script> \{\{ 7\*7 }} \{\% if x %}" in text


def test_a_theme_that_is_the_label_of_its_first_item_is_printed_once() -> None:
    text = written(
        Item("Do it.", theme="Recommendation 1", label="Recommendation 1"), Item("Why.", theme="Recommendation 1")
    )
    assert text.count("Recommendation 1") == 1
    assert "### Recommendation 1:\n\nDo it.\n\nWhy.\n" in text


def test_a_lead_in_is_printed_once_before_its_list() -> None:
    text = written(Item("A", kind="bullet", lead_in="Staff should:"), Item("B", kind="bullet", lead_in="Staff should:"))
    assert "*Staff should:*\n\n- A\n- B\n" in text


def test_a_note_between_two_items_does_not_repeat_their_lead_in() -> None:
    a, b = (Item(text, kind="bullet", lead_in="Staff should:", anchor="item1") for text in "AB")
    note = Item("¹ Said twice.", anchor="item2", links=(Link("¹", "#item1"),))
    text = written(a, note, b)
    assert text.count("Staff should:") == 1
    assert text.index("Staff should:") < text.index("Said twice.") < text.rindex("B\n")


def test_links_stand_in_the_text() -> None:
    links = (Link("guide", "https://example.org/a_(b)"), Link("https://example.org/", "https://example.org/"))
    text = written(Item("The guide is at https://example.org/ now.", links=links))
    assert "The [guide](<https://example.org/a_(b)>) is at <https://example.org/> now." in text


def test_printed_numbers_are_kept() -> None:
    text = written(Item("A", kind="numbered", number="4."), Item("B", kind="numbered", number="5."))
    assert "4. A\n5. B\n" in text
