"""A publisher's own heading map comes first, decides what a person decided, and is asked for nobody else's document."""

from __future__ import annotations

from hypothesis import given, settings

from briefkit.briefing import SECTIONS, Briefing
from briefkit.lexicon import load_lexicon
from briefkit.model import Document
from briefkit.place import place
from briefkit.place.own import find_own
from briefkit.publishers import Line, Publisher
from briefkit.tidy import tidy
from documents import block, document, documents

OTTERBY = "Otterby Safeguarding Children Partnership"
STORY = "Wren was eight weeks old when she was injured. She lived with her mother."
SAW = "Nobody saw the kitchen and nobody asked why."
TOLD = "The plan was not shared with the nursery."


def known(*lines: Line, name: str = OTTERBY, **fields: tuple[str, ...]) -> tuple[Publisher, ...]:
    return (Publisher(name, lines, **fields),)


def made(publishers: tuple[Publisher, ...], *lines: str) -> Briefing:
    head = ("# Learning from Baby Wren", OTTERBY, "# Background", STORY)
    return place(tidy(document(*head, *lines)).value, None, publishers).value


def stands(briefing: Briefing, text: str) -> tuple[str, str | None, str]:
    [found] = [
        (name, item.theme, item.why)
        for name, item in briefing.sections.each()
        if item.text == text and item.origin == "source"
    ]
    return found


def test_a_line_places_what_stands_under_its_heading_and_says_so() -> None:
    briefing = made(known(Line("The lamp", "learning")), "# The lamp:", f"- {SAW}", f"- {TOLD}")
    assert stands(briefing, SAW) == ("learning", None, f"heading map of {OTTERBY}: ‘The lamp:’")
    assert {item.confidence for item in briefing.sections.learning} == {0.99}


def test_it_goes_before_the_lexicon_and_before_numbers() -> None:
    publishers = known(Line("What did we learn?", "findings"), Line("Theme 2", "recommendations"))
    briefing = made(publishers, "# What did we learn?", f"- {SAW}", "# Theme 2", f"- {TOLD}")
    assert stands(briefing, SAW)[0] == "findings"
    assert stands(briefing, TOLD)[0] == "recommendations"


def test_a_slip_of_the_pen_is_forgiven_and_named() -> None:
    briefing = made(known(Line("Where the lamp falls", "learning")), "# Where the lamp fals", f"- {SAW}", f"- {TOLD}")
    assert stands(briefing, SAW)[0] == "learning"
    assert stands(briefing, SAW)[2].endswith("‘Where the lamp fals’, read as ‘where lamp falls’")


def test_a_combined_heading_is_not_split_any_more() -> None:
    lines = ("# Findings and learning", f"- {SAW}", "- Practitioners should always ask who lives in the home.")
    assert len({name for name, _ in made((), *lines).sections.each()} & {"findings", "learning"}) == 2
    briefing = made(known(Line("Findings and learning", "learning")), *lines)
    assert not briefing.sections.findings


def test_questions_go_where_the_map_says_and_a_contact_line_does_not() -> None:
    asks, write = "Who saw the kitchen?", "For more information contact briefings@otterby.example."
    lines = ("# To the lamp", f"- {asks}", "- Who asked the father?", write)
    assert stands(made((), *lines), asks)[0] == "questions"
    briefing = made(known(Line("To the lamp", "learning")), *lines)
    assert stands(briefing, asks)[0] == "learning"
    assert stands(briefing, write)[0] == "contact"


def test_a_theme_keeps_its_words_and_what_it_stands_in_goes_on_after_it() -> None:
    lines = ("# Findings", f"- {TOLD}", "# Home visits", f"- {SAW}", "# Other agencies", "- The school was not told.")
    briefing = made(known(Line("Home visits", "learning", theme=True)), *lines)
    assert stands(briefing, SAW)[:2] == ("learning", "Home visits")
    assert stands(briefing, "The school was not told.")[:2] == ("findings", "Other agencies")
    plain = made(known(Line("Home visits", "learning")), *lines)
    assert stands(plain, SAW)[:2] == ("learning", None)
    assert stands(plain, "The school was not told.")[:2] == ("learning", "Other agencies")


def test_a_deeper_heading_belongs_to_the_theme() -> None:
    blocks = (
        block(1, "Learning from Baby Wren", kind="heading", level=1),
        block(2, OTTERBY),
        block(3, "Findings", kind="heading", level=2),
        block(4, TOLD),
        block(5, "Home visits", kind="heading", level=3),
        block(6, SAW),
        block(7, "In the night", kind="heading", level=4),
        block(8, "The lamp was lit."),
        block(9, "Other agencies", kind="heading", level=3),
        block(10, "The school was not told."),
    )
    publishers = known(Line("Home visits", "learning", theme=True))
    briefing = place(tidy(Document(blocks)).value, None, publishers).value
    assert stands(briefing, "The lamp was lit.")[:2] == ("learning", "In the night")
    assert stands(briefing, "The school was not told.")[:2] == ("findings", "Other agencies")


def test_a_label_in_a_paragraph_and_the_introduction_of_a_list_may_stand_in_a_map() -> None:
    publishers = known(Line("The lamp shows", "learning"), Line("By candle", "good_practice", theme=True))
    label = f"The lamp shows: {SAW}"
    briefing = made(publishers, "# Findings", label, f"By candle: {TOLD}")
    assert stands(briefing, SAW)[:2] == ("learning", None)
    assert stands(briefing, TOLD)[:2] == ("good_practice", "By candle")
    listed = made(publishers, "# Findings", "The lamp shows:", f"- {SAW}", f"- {TOLD}")
    assert stands(listed, SAW)[0] == "learning"
    assert "heading map of" in stands(listed, SAW)[2]


def test_a_label_is_known_with_or_without_a_verb_behind_it() -> None:
    for line, label in (("Lamps", "Lamps include"), ("Lamps include", "Lamps"), ("Lamps include", "Lamps were")):
        briefing = made(known(Line(line, "learning")), "# Findings", f"{label}: {SAW}")
        assert stands(briefing, SAW)[::2] == ("learning", f"heading map of {OTTERBY}: ‘{label}’")


def test_a_map_may_name_the_first_heading_below_the_title() -> None:
    lines = ("# Learning from Baby Wren", OTTERBY, "# The lamp", SAW, "# Findings", TOLD)
    briefing = place(tidy(document(*lines)).value, None, known(Line("The lamp", "about"))).value
    assert briefing.title == "Learning from Baby Wren"
    assert stands(briefing, SAW)[0] == "about"


def test_whose_map_is_asked() -> None:
    publishers = known(Line("The lamp", "learning"), domains=("otterby.example",))
    nameless = document("# Learning", SAW, "Write to a@otterby.example.")
    assert find_own(nameless, None, publishers) is publishers[0]
    assert find_own(nameless, "Otterby", publishers) is publishers[0]
    assert find_own(nameless, "NSPCC", publishers) is None
    assert find_own(nameless, "Fenmoor Safeguarding Children Partnership", publishers) is None
    assert find_own(document("# Learning", SAW), None, publishers) is None
    linked = Document((block(1, "Read more", (" here", {"link": "https://www.otterby.example/a"})),))
    assert find_own(linked, None, publishers) is publishers[0]
    assert find_own(linked, None, ()) is None


def test_another_spelling_that_a_person_wrote_down_is_mended_and_said() -> None:
    wrong = OTTERBY.replace("Safeguarding", "Safegaurding")
    lines = ("# Learning from Baby Wren", wrong, "# Background", STORY, "# Findings", SAW)
    tidied = tidy(document(*lines)).value
    assert place(tidied).value.publisher == wrong
    result = place(tidied, None, known(names=(wrong,)))
    assert result.value.publisher == OTTERBY
    [said] = [said for said in result.diagnostics if said.code in {"BK256", "BK303"}]
    assert said.message == f"The document says ‘{wrong}’ for ‘{OTTERBY}’."
    by_slip = place(tidied, None, known())
    assert by_slip.value.publisher == wrong
    assert "BK303" in {said.code for said in by_slip.diagnostics}


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_map_of_somebody_else_changes_nothing(given_document: Document) -> None:
    tidied = tidy(given_document).value
    lines = tuple(
        Line(one.text, section)
        for one, section in zip(tidied.blocks, SECTIONS, strict=False)
        if one.kind == "heading" and load_lexicon().exact(one.text) is None
    )
    somebody = known(*lines, name="Quillfen Safeguarding Adults Board", domains=("quillfen.example",))
    assert place(tidied, None, somebody) == place(tidied)
