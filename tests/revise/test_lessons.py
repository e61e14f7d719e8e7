"""What a correction teaches: the heading over all or most of what was moved, and nothing from a single sentence."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.briefing import SECTIONS, Briefing, Item, SectionName, Sections
from briefkit.model import Document
from briefkit.place import place
from briefkit.publishers import Line
from briefkit.revise.lessons import Lesson, find_lessons, other_spelling
from briefkit.tidy import tidy
from documents import block, document, documents

OTTERBY = "Otterby Safeguarding Children Partnership"
HEAD = ("# Learning from Baby Wren", OTTERBY, "# Background", "Wren was eight weeks old when she was injured.")
SEEN = ("The kitchen was cold.", "Nobody saw the father.", "The plan was late.", "The nurse was not told.")


def made(*lines: str) -> Briefing:
    return place(tidy(document(*HEAD, *lines)).value).value


def moved(briefing: Briefing, section: SectionName, *texts: str, **changes: object) -> Briefing:
    """The briefing with these items in another section."""
    lists: dict[str, list[Item]] = {name: [] for name in SECTIONS}
    for name, item in briefing.sections.each():
        there = item.text in texts
        lists[section if there else name].append(msgspec.structs.replace(item, **changes) if there else item)
    return msgspec.structs.replace(briefing, sections=Sections(**{name: tuple(items) for name, items in lists.items()}))


def lines(briefing: Briefing, now: Briefing) -> list[Line]:
    return [lesson.line for lesson in find_lessons(briefing, briefing, now)]


@pytest.mark.parametrize(
    ("under", "texts", "taught"),
    [
        (4, 4, True),
        (4, 3, True),
        (4, 2, False),
        (4, 1, False),
        (2, 2, True),
        (2, 1, False),
        (1, 1, False),
    ],
)
def test_most_of_what_stood_under_a_heading_teaches(under: int, texts: int, taught: bool) -> None:
    before = made("# The lamp", *(f"- {text}" for text in SEEN[:under]))
    now = moved(before, "learning", *SEEN[:texts])
    assert find_lessons(before, before, now) == (
        (Lesson(Line("The lamp", "learning", theme=True), "findings"),) if taught else ()
    )


def test_one_paragraph_of_several_sentences_is_all_of_its_heading() -> None:
    text = "The kitchen was cold. Nobody saw the father."
    before = made("# The lamp", text)
    assert lines(before, moved(before, "learning", text)) == [Line("The lamp", "learning", theme=True)]


def test_what_was_removed_is_not_counted_and_reworded_text_is() -> None:
    before = made("# The lamp", *(f"- {text}" for text in SEEN))
    kept = [item for item in before.sections.findings if item.text in SEEN[:2]]
    now = msgspec.structs.replace(
        before,
        sections=msgspec.structs.replace(
            before.sections,
            findings=(),
            learning=tuple(msgspec.structs.replace(one, text=f"{one.text}!", origin="edited") for one in kept),
        ),
    )
    assert lines(before, now) == [Line("The lamp", "learning", theme=True)]


def test_a_heading_that_everybody_knows_is_corrected_only_as_a_whole() -> None:
    before = made("# Findings", *(f"- {text}" for text in SEEN))
    assert lines(before, moved(before, "learning", *SEEN[:3])) == []
    assert lines(before, moved(before, "learning", *SEEN)) == [Line("Findings", "learning")]


def test_moved_to_two_sections_nothing_is_said() -> None:
    before = made("# The lamp", *(f"- {text}" for text in SEEN))
    now = moved(moved(before, "learning", *SEEN[:2]), "good_practice", *SEEN[2:])
    assert lines(before, now) == []


def test_a_section_heading_counts_with_all_its_themes() -> None:
    before = made("# Findings", f"- {SEEN[0]}", f"- {SEEN[1]}", "# The lamp", f"- {SEEN[2]}", f"- {SEEN[3]}")
    assert lines(before, moved(before, "learning", *SEEN)) == [Line("Findings", "learning")]
    assert lines(before, moved(before, "learning", *SEEN[2:])) == [Line("The lamp", "learning", theme=True)]
    assert lines(before, moved(before, "learning", *SEEN[:2])) == []


def test_a_theme_that_the_lexicon_knows_is_taught_with_its_section() -> None:
    before = made("# Key learning", f"- {SEEN[0]}", "# Learning points", f"- {SEEN[1]}", f"- {SEEN[2]}")
    taught = lines(before, moved(before, "findings", *SEEN[:3]))
    assert {line.heading for line in taught} == {"Key learning", "Learning points"}


def test_a_theme_left_behind_is_the_name_of_its_section() -> None:
    before = made("# The lamp", *(f"- {text}" for text in SEEN))
    assert lines(before, moved(before, "learning", *SEEN, theme=None)) == [Line("The lamp", "learning")]


def test_labels_and_introductions_teach_too() -> None:
    before = made("# Findings", f"Learning: {SEEN[0]} {SEEN[1]}")
    assert lines(before, moved(before, "questions", f"{SEEN[0]} {SEEN[1]}")) == [Line("Learning", "questions")]
    before = made("# Background", "Practitioners should:", f"- {SEEN[0]}", f"- {SEEN[1]}")
    assert lines(before, moved(before, "questions", *SEEN[:2])) == [Line("Practitioners should", "questions")]


def test_words_with_a_colon_that_no_rule_took_for_a_label_teach_too() -> None:
    learned, did = (
        f"The lamp shows: {SEEN[0]} {SEEN[1]}",
        "By candle: the nurse came; the father was asked; a plan stood.",
    )
    before = made("# Findings", learned, did, SEEN[2], SEEN[3])
    assert lines(before, moved(before, "learning", learned)) == [Line("The lamp shows", "learning")]
    assert lines(before, moved(before, "good_practice", did)) == [Line("By candle", "good_practice")]
    assert lines(before, moved(before, "learning", learned, did, *SEEN)) == [Line("Findings", "learning")]
    told = "When the nurse came to see her on the Monday: the kitchen was cold. The father was out."
    long = made("# Findings", told, SEEN[2], SEEN[3])
    assert lines(long, moved(long, "learning", told)) == []
    short = made("# Findings", "The lamp shows: the kitchen was cold.", SEEN[2], SEEN[3])
    assert lines(short, moved(short, "learning", "The lamp shows: the kitchen was cold.")) == []


def test_a_theme_over_text_that_only_its_wording_placed_teaches() -> None:
    text = "The father lived elsewhere and he was never seen. Nobody asked him who slept in the house."
    blocks = (
        block(1, "Learning from Baby Wren", kind="heading", level=1),
        block(2, "Wren was eight weeks old when she was injured. She lived with her mother."),
        block(3, ("The lamp: ", {"bold": True}), text),
    )
    before = place(tidy(Document(blocks)).value).value
    [item] = [item for _, item in before.sections.each() if item.text == text]
    assert (item.theme, "‘" in item.why) == ("The lamp", False)
    assert lines(before, moved(before, "learning", text)) == [Line("The lamp", "learning", theme=True)]


def test_a_theme_above_a_label_is_not_what_placed_the_text() -> None:
    before = made("# Findings", "# The lamp", f"Learning: {SEEN[0]} {SEEN[1]}")
    assert [line.heading for line in lines(before, moved(before, "findings", f"{SEEN[0]} {SEEN[1]}"))] == ["Learning"]


@pytest.mark.parametrize(
    ("heading", "more"),
    [
        ("Recommendation 3", ""),
        ("Theme 1", ""),
        ("The night that Baby Wren was taken ill", "Baby Wren was seen. Baby Wren was ill."),
        ("Daryll", "After that Daryll was seen."),
        ("Child B", "Child B was seen."),
        ("What the many people who met the family over the years were told about the house", ""),
    ],
)
def test_a_heading_of_one_case_or_number_teaches_nothing(heading: str, more: str) -> None:
    texts = (*SEEN, *([more] if more else []))
    before = made("# Findings", f"- {SEEN[0]}", f"# {heading}", *(f"- {text}" for text in texts[1:]))
    for section in SECTIONS:
        for some in (texts, texts[1:]):
            assert heading not in {line.heading for line in lines(before, moved(before, section, *some))}


def test_only_what_was_moved_since_the_last_render_teaches() -> None:
    before = made("# The lamp", *(f"- {text}" for text in SEEN))
    now = moved(before, "learning", *SEEN)
    assert find_lessons(before, now, now) == ()
    assert find_lessons(before, moved(before, "learning", SEEN[0]), now) == find_lessons(before, before, now)
    back = find_lessons(before, now, before)
    assert [lesson.line for lesson in back] == [Line("The lamp", "findings", theme=True)]


@settings(max_examples=60, deadline=None)
@given(documents(), st.sampled_from(SECTIONS))
def test_nothing_moved_teaches_nothing_and_what_is_taught_is_where_it_was_moved(
    given_document: Document, section: SectionName
) -> None:
    before = place(tidy(given_document).value).value
    assert find_lessons(before, before, before) == ()
    now = moved(before, section, *(item.text for _, item in before.sections.each()))
    assert {lesson.line.section for lesson in find_lessons(before, before, now)} <= {section}


@pytest.mark.parametrize(
    ("written", "right", "remembered"),
    [
        ("Otterby Safegaurding Children Partnership", OTTERBY, True),
        (OTTERBY, OTTERBY, False),
        (OTTERBY.upper(), OTTERBY, False),
        ("Otterby", OTTERBY, False),
        ("NSPCC", OTTERBY, False),
        ("Herefordshire Safeguarding Board", "Hertfordshire Safeguarding Board", False),
        (None, OTTERBY, False),
        (OTTERBY, None, False),
    ],
)
def test_only_a_slip_of_the_pen_is_another_spelling(written: str | None, right: str | None, remembered: bool) -> None:
    spelling = other_spelling(Briefing("", publisher=written), Briefing("", publisher=right))
    assert spelling == (written if remembered else None)


def test_blocks_beyond_the_ten_thousandth_stand_below_the_others() -> None:
    blocks = (
        block(1, "Learning from Baby Wren", kind="heading", level=1),
        block(9998, "Findings", kind="heading", level=1),
        block(9999, "The lamp", kind="heading", level=1),
        block(10000, SEEN[0]),
        block(10001, SEEN[1]),
    )
    before = place(tidy(Document(blocks)).value).value
    assert lines(before, moved(before, "learning", *SEEN[:2]))[-1].heading == "Findings"
