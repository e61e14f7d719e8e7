"""What the pages say: order, numbers, themes, links; nothing worded, nothing lost."""

from __future__ import annotations

import pytest

from briefings import MEDIUM, SHORT, items, record
from briefkit import theme
from briefkit.briefing import Briefing, Item, Link, Sections, Stated
from briefkit.writers.layout_links import Segment, link_up, safe
from briefkit.writers.layout_markup import group
from briefkit.writers.layout_panels import blocks_of, compose

HOUSE = theme.load("house")


def test_panels_stand_in_the_order_of_the_house_and_numbers_close_up() -> None:
    sheet = compose(record(SHORT), HOUSE)
    assert [(panel.section, panel.number) for panel in sheet.panels] == [
        ("background", 1), ("findings", 2), ("learning", 3), ("one_thing", None)
    ]  # fmt: skip


def test_a_suggested_one_thing_says_that_it_waits() -> None:
    assert "to be confirmed" in compose(record(SHORT), HOUSE).panels[-1].mark
    assert all(panel.mark == "" for panel in compose(record(MEDIUM), HOUSE).panels)


def test_a_theme_stands_once_above_the_items_that_share_it() -> None:
    blocks = blocks_of((*items("a", "b", theme="T"), *items("c"), *items("d", theme="T")))
    assert [(block.role, block.text) for block in blocks] == [
        ("theme", "T"), ("bullet", "a"), ("bullet", "b"), ("bullet", "c"), ("theme", "T"), ("bullet", "d")
    ]  # fmt: skip


def test_numbers_run_on_and_start_again_under_a_theme() -> None:
    blocks = blocks_of(
        (
            *items("a", kind="numbered"),
            *items("b"),
            *items("c", kind="numbered"),
            *items("d", kind="numbered", theme="T"),
        )
    )
    assert [block.number for block in blocks] == [1, None, 2, None, 1]
    assert [each.role for each in group(blocks)] == ["numbered", "bullet", "numbered", "theme", "numbered"]


@pytest.mark.parametrize(("label", "shown"), [("Action 3", "Action 3: "), ("Action 3.", "Action 3. "), ("", "")])
def test_a_label_leads_in_and_takes_the_place_of_a_number(label: str, shown: str) -> None:
    (block,) = blocks_of(items("Do it.", kind="numbered", label=label))
    assert block.text == f"{shown}Do it."
    assert block.role == ("paragraph" if label else "numbered")


def test_an_empty_item_leaves_nothing() -> None:
    assert blocks_of(items(" ", "\n", theme="T")) == ()


def test_links_are_live_where_their_words_stand_and_bare_addresses_too() -> None:
    text = "Read the policy (see www.a.example/b), https://c.example/d. or mail e@f.example."
    item = Item(text, links=(Link("the policy", "https://p.example"),))
    assert [(part.text, part.url) for part in link_up(item) if part.url] == [
        ("the policy", "https://p.example"),
        ("www.a.example/b", "https://www.a.example/b"),
        ("https://c.example/d", "https://c.example/d"),
        ("e@f.example", "mailto:e@f.example"),
    ]
    assert "".join(part.text for part in link_up(item)) == text


def test_a_link_whose_words_are_elsewhere_follows_the_text() -> None:
    item = Item("Read it.", links=(Link("The policy", "https://p.example"),))
    assert link_up(item)[-1] == Segment("The policy", url="https://p.example")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//x.example",
        "https://a b",
        "",
        "#left-out",
        "#",
    ],
)
def test_addresses_that_no_reader_may_follow_are_dead(url: str) -> None:
    assert safe(url) is None
    assert all(part.url is None for part in link_up(Item("here", links=(Link("here", url),))))


def test_the_reading_time_is_whole_minutes_at_least_one() -> None:
    assert compose(record(Briefing("T")), HOUSE).reading_time == "Reading time: 1 minute"
    assert compose(record(MEDIUM), HOUSE).reading_time == "Reading time: 3 minutes"


def test_the_subject_is_not_said_twice() -> None:
    sheet = compose(record(MEDIUM), HOUSE)
    assert "Baby Wren" not in sheet.particulars
    assert "Local Child Safeguarding Practice Review" in sheet.particulars


def test_a_language_that_is_none_is_english() -> None:
    assert compose(record(Briefing("T", language='"><script>')), HOUSE).language == "en-GB"


def test_sections_without_items_make_no_panel() -> None:
    assert compose(record(Briefing("T", sections=Sections())), HOUSE).panels == ()


def test_a_lead_in_stands_once_above_its_list() -> None:
    a, b, d = (Item(text, lead_in="Practitioners should:", kind="bullet", theme="T") for text in "abd")
    blocks = blocks_of((a, b, Item("c", theme="T"), d, Item("e", lead_in="T:")))
    assert [(block.role, block.text) for block in blocks] == [
        ("theme", "T"), ("lead", "Practitioners should:"), ("bullet", "a"), ("bullet", "b"), ("paragraph", "c"),
        ("lead", "Practitioners should:"), ("bullet", "d"), ("lead", "T:"), ("paragraph", "e"),
    ]  # fmt: skip
    assert [block.until for block in blocks if block.leads] == [3, 1, 3, 4]
    assert not any(part.bold for block in blocks if block.role == "lead" for part in block.segments)


def test_a_note_between_the_items_of_a_list_does_not_repeat_its_lead_in() -> None:
    a, b, c = (
        Item(text, lead_in="Practitioners should:", kind="numbered", theme="T", anchor="item1") for text in "abc"
    )
    note = Item("¹ Said twice.", theme="T", anchor="item2", links=(Link("¹", "#item1"),))
    blocks = blocks_of((a, note, b, c, note))
    assert [(block.role, block.number) for block in blocks if block.role != "theme"] == [
        ("lead", None), ("numbered", 1), ("paragraph", None), ("numbered", 2), ("numbered", 3), ("paragraph", None),
    ]  # fmt: skip
    assert [block.until for block in blocks if block.leads] == [4, 3]


@pytest.mark.parametrize(
    "other",
    [
        Item("Stated twice.", theme="T", anchor="item2", links=(Link("Stated", "#item1"),)),
        Item("¹ Said twice.", theme="T", links=(Link("¹", "#item1"),)),
        Item("¹ Said twice.", theme="T", anchor="item2", links=(Link("¹", "https://example.org"),)),
        Item("¹ Said twice.", theme="U", anchor="item2", links=(Link("¹", "#item1"),)),
    ],
)
def test_any_other_paragraph_ends_a_list(other: Item) -> None:
    a, b = (Item(text, lead_in="All:", kind="bullet", theme="T", anchor="item1") for text in "ab")
    assert sum(block.role == "lead" for block in blocks_of((a, other, b))) == 2


def test_a_lead_in_or_label_that_repeats_the_theme_is_not_said_twice() -> None:
    blocks = blocks_of((Item("a", theme="Practitioners should", lead_in="Practitioners should:", label="R1"),))
    assert [block.text for block in blocks] == ["Practitioners should", "R1: a"]


@pytest.mark.parametrize(
    ("number", "value", "marker", "text"),
    [
        ("4.", 4, "", "Do it."), ("12", 12, "", "Do it."), ("(b)", None, "(b)", "Do it."), ("R7", None, "R7", "Do it."),
        ("4)", None, "4)", "Do it."), ("4.1", None, "4.1", "Do it."), ("", 1, "", "Do it."),
        ("Recommendation 9", None, "", "Recommendation 9: Do it."),
    ],
)  # fmt: skip
def test_the_number_that_the_source_prints_stands(number: str, value: int | None, marker: str, text: str) -> None:
    (block,) = blocks_of((Item("Do it.", kind="numbered", number=number or None),))
    assert (block.number, block.marker, block.text) == (value, marker, text)


def test_a_number_within_the_label_or_the_text_is_not_printed_twice() -> None:
    first, second = blocks_of((Item("a", number="3.", label="Action 3."), Item("4.2 b", number="4.2")))
    assert (first.text, first.printed_number, second.text, second.printed_number) == ("Action 3. a", "", "4.2 b", "")


def test_a_list_has_one_indent_and_a_marker_cannot_end_its_style() -> None:
    one, two = blocks_of((Item("a", kind="numbered", number="9'};"), Item("b", kind="numbered", number="(viii)")))
    assert (one.hang, two.hang) == (6, 6)
    assert one.style_string == "9\\000027\\00007d\\00003b"


@pytest.mark.parametrize(
    ("text", "url", "head"),
    [
        ("https://northmere.example/guide", "https://northmere.example/guide", "https://n"),
        ("HTTP://northmere.example", "http://northmere.example", "HTTP://n"),
        ("the guide", "https://northmere.example/guide", ""),
        ("www.northmere.example", "https://www.northmere.example", ""),
        ("https://northmere.example", None, ""),
    ],
)
def test_no_line_ends_between_the_scheme_and_the_host(text: str, url: str | None, head: str) -> None:
    parted = Segment(text, url=url).parted
    assert parted[0] == head
    assert "".join(parted) == text


@pytest.mark.parametrize(
    ("text", "url", "named"),
    [
        ("the guide", "https://northmere.example/guide", True),
        ("https://northmere.example/guide", "https://northmere.example/guide", False),
        ("www.northmere.example", "https://www.northmere.example/", False),
        ("learning@northmere.example", "mailto:learning@northmere.example", False),
        ("https://northmere.example/gui", "https://northmere.example/guide-for-all", True),
        ("the guide", None, False),
    ],
)
def test_paper_prints_an_address_that_the_words_of_a_link_do_not_give(text: str, url: str | None, named: bool) -> None:
    assert Segment(text, url=url).named is named


def test_owner_and_deadline_stand_on_a_line_below_with_all_their_words() -> None:
    asked = "The trust should read each letter aloud."
    owner, deadline = Stated("Ward Board", "Lead"), Stated("within 6 months; May 2031")
    plain = Item(f"{asked} – Ward Board – May 2031", owner=owner, deadline=Stated("May 2031", "By when"))
    (block,) = blocks_of((plain,))
    assert (block.text, block.line_below) == (asked, "Lead: Ward Board · By when: May 2031")
    (block,) = blocks_of((Item(f"{asked} – Ward – Board", owner=Stated("Ward; Board", "Owners")),))
    assert (block.text, block.line_below) == (asked, "Owners: Ward; Board")
    unlike = f"{asked} Lead: Ward Board – By: May 2031"
    (block,) = blocks_of((Item(unlike, owner=owner, deadline=deadline),))
    assert (block.text, block.below) == (unlike, ())
    inside = f"{asked[:-1]} (Lead: Ward Board)."
    (block,) = blocks_of((Item(inside, owner=owner),))
    assert (block.text, block.below) == (inside, ())


def test_what_completes_an_item_stands_under_it_or_names_it() -> None:
    lead = Item("Ring first.", kind="bullet", anchor="item1")
    reasons = [Item(text, label="Why", belongs_to="item1") for text in ("It was late.", "It was lost.")]
    first, second, third = blocks_of((lead, *reasons))
    assert [block.under for block in (first, second, third)] == [False, True, True]
    other, again, alone = blocks_of((*reasons, Item("Ring again.")))
    assert [(block.under, block.pair) for block in (other, again, alone)] == [
        (False, "item1"), (False, None), (False, None)
    ]  # fmt: skip
