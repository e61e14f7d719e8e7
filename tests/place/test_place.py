from __future__ import annotations

from hypothesis import given, settings

from briefkit.briefing import SECTIONS, Briefing
from briefkit.model import Container, Document
from briefkit.place import place
from briefkit.tidy import tidy
from documents import block, document, documents, letters_of

BODY = "The health visitor saw the baby twice and wrote down what each adult had said."


def made(*lines: str) -> Briefing:
    return place(tidy(document(*lines)).value).value


def texts(briefing: Briefing, section: str) -> list[str]:
    return [item.text for name, item in briefing.sections.each() if name == section]


@settings(max_examples=150, deadline=None)
@given(documents())
def test_nothing_is_lost_and_nothing_is_placed_twice(given_document: Document) -> None:
    tidied = tidy(given_document).value
    briefing = place(tidied).value
    placed = [
        (span.block, n)
        for spans in (
            *(item.spans for _, item in briefing.sections.each() if item.origin == "source"),
            *(aside.spans for aside in briefing.set_aside),
            *(absorbed.spans for absorbed in briefing.absorbed),
        )
        for span in spans
        for n in range(span.start, span.end)
    ]
    letters = {
        (run.span.block, run.span.start + n)
        for b in given_document.blocks
        if b.layer != "hidden"
        for run in b.runs
        for n, char in enumerate(run.text)
        if char.isalnum()
    }
    assert letters <= set(placed) & letters_of(tidied)
    assert len(placed) == len(set(placed))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_hidden_words_reach_no_output(given_document: Document) -> None:
    hidden = tuple(b for b in given_document.blocks if b.layer == "hidden")
    briefing = place(tidy(Document(hidden)).value).value
    assert not briefing.absorbed
    assert not briefing.set_aside
    assert not list(briefing.sections.each())


def test_headings_open_sections_and_say_why() -> None:
    briefing = made("# Learning from Baby Ash", "# What happened?", BODY, "# What we learned", "- Ask who lives there.")
    assert briefing.title == "Learning from Baby Ash"
    assert briefing.subject == "Baby Ash"
    assert texts(briefing, "background") == [BODY]
    item = briefing.sections.learning[0]
    assert (item.text, item.kind, item.why) == ("Ask who lives there.", "bullet", "heading ‘What we learned’")
    assert item.confidence > 0.9


def test_a_label_splits_a_paragraph_and_leaves_its_text() -> None:
    briefing = made("# T", "# Findings", "# The visits", "Nobody rang back. Learning: Ring back the same day.")
    assert texts(briefing, "findings") == ["Nobody rang back."]
    assert texts(briefing, "learning") == ["Ring back the same day."]
    assert {item.theme for _, item in briefing.sections.each() if item.origin == "source"} == {"The visits"}


def test_a_label_alone_opens_its_section_for_the_list_below() -> None:
    briefing = made("# T", "# Findings", BODY, "Practitioners should:", "- ask again", "- write it down", BODY)
    assert texts(briefing, "recommendations") == ["ask again", "write it down"]
    assert texts(briefing, "findings") == [BODY, BODY]


def test_a_heading_governs_its_own_box_only() -> None:
    containers = (Container("body", "body"), Container("box1", "box", "body"))
    blocks = (
        block(1, "Learning from Child Fir", kind="heading", level=1),
        block(2, "Background", kind="heading", level=2),
        block(3, "Contact us", kind="heading", level=2, container="box1"),
        block(4, "The team is in on weekdays.", container="box1"),
        block(5, BODY),
    )
    briefing = place(tidy(Document(blocks, containers)).value).value
    assert texts(briefing, "contact") == ["The team is in on weekdays."]
    assert texts(briefing, "background") == [BODY]


def test_a_heading_cell_governs_the_cell_beside_it() -> None:
    cells = [Container(f"t1.r{r}c{c}", "cell", "t1", row=r, column=c) for r in (1, 2) for c in (1, 2)]
    containers = (Container("body", "body"), Container("t1", "table", "body"), *cells)
    blocks = (
        block(1, "Background", kind="heading", level=1, container="t1.r1c1"),
        block(2, BODY, container="t1.r1c2"),
        block(3, "Learning", kind="heading", level=1, container="t1.r2c1"),
        block(4, "Ask who sleeps in the house.", container="t1.r2c2"),
    )
    briefing = place(tidy(Document(blocks, containers)).value).value
    assert texts(briefing, "background") == [BODY]
    assert texts(briefing, "learning") == ["Ask who sleeps in the house."]


def test_the_one_thing_of_the_source_is_its_own() -> None:
    briefing = made("# T", "# Learning", "- Ask.", "# If you only remember one thing", "Write down every name.")
    assert [(i.text, i.origin) for i in briefing.sections.one_thing] == [("Write down every name.", "source")]
    assert briefing.candidates == ()


def test_without_one_up_to_three_verbatim_sentences_are_proposed() -> None:
    briefing = made(
        "# T", "# Learning", "- Always ask who else lives in the house and write it down.", "- It was late.",
        "- Ring the duty team before you leave the street.", "- You must never wait for the meeting to share a worry.",
        "- Check the last three visits before you write.",
    )  # fmt: skip
    assert len(briefing.candidates) == 3
    assert briefing.sections.one_thing == briefing.candidates[:1]
    assert {item.origin for item in briefing.candidates} == {"suggested"}
    learning = " ".join(texts(briefing, "learning"))
    assert all(item.text in learning for item in briefing.candidates)


def test_contact_lines_and_links_leave_the_section_they_stand_in() -> None:
    briefing = made(
        "# T", "# Learning", "Ask again. Questions about this page can be sent to team@fold.example.",
        "https://fold.example/sleep",
    )  # fmt: skip
    assert texts(briefing, "learning") == ["Ask again."]
    assert texts(briefing, "contact") == ["Questions about this page can be sent to team@fold.example."]
    assert briefing.sections.resources[0].links[0].url == "https://fold.example/sleep"


def test_recommendations_keep_their_number() -> None:
    briefing = made("# T", "# Recommendations", "# Recommendation 2", "The trust to review its policy.", "It was old.")
    first, second = briefing.sections.recommendations
    assert (first.label, first.theme) == ("Recommendation 2", "Recommendation 2")
    assert (second.label, second.theme) == (None, "Recommendation 2")


def test_only_safe_links_live() -> None:
    runs = block(
        2, "Read it ", ("here", {"link": "javascript:alert(1)"}), " and ", ("there", {"link": "https://fold.example"})
    )
    briefing = place(tidy(Document((block(1, "Links", kind="heading", level=1), runs))).value).value
    links = [link.url for name in SECTIONS for item in briefing.sections.of(name) for link in item.links]
    assert links == ["https://fold.example"]


def test_what_is_unsure_is_named_with_its_place() -> None:
    result = place(
        tidy(document("A long line of text that stands under no heading at all and goes on to its end.")).value
    )
    assert [(d.code, d.where) for d in result.diagnostics if d.code == "BK320"] == [("BK320", "line 1")]
    assert any(d.code == "BK302" for d in result.diagnostics)


def test_the_language_is_that_of_the_words() -> None:
    welsh = "Mae'r ddogfen hon yn nodi beth oedd wedi digwydd ac yn gofyn i'r timau ddysgu gyda eu partneriaid."
    assert made("# Dysgu", "# Cefndir", welsh).language == "cy"
    assert place(document("# T", BODY, language="en-US")).value.language == "en-GB"


def test_a_page_of_one_line_is_no_banner() -> None:
    briefing = made("# Learning from Ash", "Ask who else is at home")
    assert briefing.title == "Learning from Ash"
    assert [item.text for _, item in briefing.sections.each() if item.origin == "source"] == ["Ask who else is at home"]
