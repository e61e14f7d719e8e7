"""What governs what: tables, boxes, bars, cases, combined and unknown headings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.briefing import Briefing
from briefkit.model import Container, Document, TextBlock
from briefkit.place import place
from briefkit.tidy import tidy
from documents import block, document, letters_of

BODY = Container("body", "body")


def made(blocks: list[TextBlock], *containers: Container) -> Briefing:
    return place(tidy(Document(tuple(blocks), (BODY, *containers))).value).value


def texts(briefing: Briefing, section: str) -> list[str]:
    return [item.text for name, item in briefing.sections.each() if name == section]


def grid(table: str, rows: int, columns: int) -> tuple[Container, ...]:
    cells = (
        Container(f"{table}.r{row}c{column}", "cell", table, row=row, column=column)
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    )
    return (Container(table, "table", "body"), *cells)


def heading(number: int, text: str, container: str = "body", level: int = 2) -> TextBlock:
    return block(number, text, kind="heading", level=level, container=container)


TITLE = heading(1, "Learning from the Osprey House review", level=1)


def test_a_data_table_is_read_by_its_captions_and_themes() -> None:
    rows = [
        ("Theme", "What we found", "What this means for practice"),
        ("Home visits", "Visits were made at ten in the morning.", "Go when the family is at home."),
        ("Fathers", "Two fathers were named in four files.", "Write down the name of each father."),
    ]
    blocks = [TITLE] + [
        block(10 * r + c, text, container=f"t1.r{r}c{c}")
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    briefing = made(blocks, *grid("t1", 3, 3))
    assert [(i.text, i.theme) for i in briefing.sections.findings] == [
        (rows[1][1], "Home visits"),
        (rows[2][1], "Fathers"),
    ]
    assert [(i.text, i.theme) for i in briefing.sections.learning] == [
        (rows[1][2], "Home visits"),
        (rows[2][2], "Fathers"),
    ]


def test_a_table_of_actions_gives_one_item_a_row() -> None:
    rows = [("Action", "Who", "By when"), ("Share the birth plan", "Head of Midwifery", "May 2031")]
    rows.append(("Name a link worker", "Leaving Care", "June 2031"))
    blocks = [TITLE, heading(2, "Actions agreed")] + [
        block(10 * r + c, text, container=f"t1.r{r}c{c}")
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    briefing = made(blocks, *grid("t1", 3, 3))
    assert texts(briefing, "recommendations") == [
        "Share the birth plan – Head of Midwifery – May 2031",
        "Name a link worker – Leaving Care – June 2031",
    ]


def test_hidden_words_stand_in_no_row_of_a_table() -> None:
    rows = [("Action", "Who", "By when"), ("Share the birth plan", "Head of Midwifery", "May 2031")]
    rows.append(("Name a link worker", "Leaving Care", "June 2031"))
    blocks = [TITLE, heading(2, "Actions agreed")]
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            unseen = block(100 * r + 10 * c, "for nobody", container=f"t1.r{r}c{c}", layer="hidden")
            blocks += [unseen, block(100 * r + 10 * c + 1, text, container=f"t1.r{r}c{c}")]
    briefing = made(blocks, *grid("t1", 3, 3))
    assert texts(briefing, "recommendations") == [
        "Share the birth plan – Head of Midwifery – May 2031",
        "Name a link worker – Leaving Care – June 2031",
    ]
    assert "for nobody" not in repr(briefing)


def test_rows_of_headings_govern_the_row_below() -> None:
    cells = [
        ("t1.r1c1", "Background", True), ("t1.r1c2", "Good practice", True),
        ("t1.r2c1", "Rowan was six weeks old when the family moved.", False),
        ("t1.r2c2", "The warden rang the nurse the same evening.", False),
        ("t1.r3c1", "Learning", True), ("t1.r3c2", "Useful links", True),
        ("t1.r4c1", "Ask where the baby will sleep tonight.", False), ("t1.r4c2", "Sleep leaflet", False),
    ]  # fmt: skip
    blocks = [TITLE] + [
        heading(n, text, cell) if is_heading else block(n, text, container=cell)
        for n, (cell, text, is_heading) in enumerate(cells, 2)
    ]
    briefing = made(blocks, *grid("t1", 4, 2))
    assert texts(briefing, "background") == [cells[2][1]]
    assert texts(briefing, "good_practice") == [cells[3][1]]
    assert texts(briefing, "learning") == [cells[6][1]]
    assert texts(briefing, "resources") == [cells[7][1]]


def test_a_one_cell_table_is_a_heading_bar() -> None:
    blocks = [TITLE, heading(2, "What we learned", "t1.r1c1"), block(3, "Ask who else is at home.")]
    assert texts(made(blocks, *grid("t1", 1, 1)), "learning") == ["Ask who else is at home."]


def test_a_box_with_text_does_not_govern_the_body() -> None:
    box = Container("box1", "box", "body")
    blocks = [
        TITLE,
        heading(2, "Findings"),
        heading(3, "Contact us", "box1"),
        block(4, "We are in on weekdays from nine to five.", container="box1"),
        block(5, "Nobody wrote down who was at home."),
    ]
    briefing = made(blocks, box)
    assert texts(briefing, "findings") == ["Nobody wrote down who was at home."]
    assert texts(briefing, "contact") == ["We are in on weekdays from nine to five."]


def test_two_cases_in_one_file_keep_their_names_as_themes() -> None:
    lines = ["# Osprey News"]
    for name in ("Child Q", "Mr Vane"):
        lines += [f"## Briefing: {name}", "### What happened", f"{name} was found alone.", "### Lessons", "Ask again."]
    blocks = [
        block(n, line.lstrip("# "), kind="heading" if line.startswith("#") else "paragraph", level=line.count("#"))
        if line.startswith("#")
        else block(n, line)
        for n, line in enumerate(lines, 1)
    ]
    briefing = place(Document(tuple(blocks))).value
    themes = [item.theme for item in (*briefing.sections.background, *briefing.sections.learning)]
    assert themes == ["Briefing: Child Q", "Briefing: Mr Vane"] * 2


def test_a_combined_heading_lets_the_sentences_decide() -> None:
    blocks = [
        TITLE,
        heading(2, "Findings and learning"),
        block(3, "The letter was sent to the old address. Always check the address before you write."),
    ]
    briefing = made(blocks)
    assert texts(briefing, "findings") == ["The letter was sent to the old address."]
    assert texts(briefing, "learning") == ["Always check the address before you write."]


def test_an_unknown_heading_is_judged_by_what_stands_below_it() -> None:
    blocks = [
        TITLE,
        heading(2, "Findings"),
        block(3, "No one had recorded who lived in the flat."),
        heading(4, "Three for the road"),
        block(5, "Ask every adult their name.", kind="bullet", level=1),
        block(6, "Never assume that somebody else has rung.", kind="bullet", level=1),
    ]
    item = made(blocks).sections.learning[0]
    assert (item.text, item.theme) == ("Ask every adult their name.", "Three for the road")
    assert item.confidence < 0.85


def test_a_theme_inside_a_section_stays_in_it() -> None:
    blocks = [TITLE, heading(2, "Learning", level=2), heading(3, "Seeing the home", level=3), block(4, "It was dark.")]
    item = made(blocks).sections.learning[0]
    assert (item.text, item.theme) == ("It was dark.", "Seeing the home")


def test_a_banner_in_the_middle_of_a_poster_is_no_heading() -> None:
    blocks = [
        TITLE,
        heading(2, "Learning"),
        heading(3, "Osprey Safeguarding Children Partnership, May 2031"),
        block(4, "Ask again the next day."),
    ]
    briefing = made(blocks)
    assert texts(briefing, "learning") == ["Ask again the next day."]
    assert [aside.reason for aside in briefing.set_aside] == ["banner"]


def test_a_contents_page_and_a_keyword_line_are_no_text() -> None:
    briefing = place(
        tidy(
            document(
                "# Learning from Osprey House", "Keywords: neglect, housing, fathers", "# Contents", "The family 2",
                "# Learning", "- Ask again.",
            )
        ).value
    ).value  # fmt: skip
    assert briefing.keywords == ("neglect", "housing", "fathers")
    assert texts(briefing, "learning") == ["Ask again."]
    assert "contents" in {aside.reason for aside in briefing.set_aside}


def test_a_list_keeps_the_words_that_introduce_it() -> None:
    briefing = place(
        tidy(
            document("# T", "# Learning", "When you visit, look for:", "- where the baby sleeps", "- who is at home")
        ).value
    ).value
    assert {item.lead_in for item in briefing.sections.learning} == {"When you visit, look for:"}
    assert texts(briefing, "learning") == ["where the baby sleeps", "who is at home"]


def test_questions_among_statements_are_for_the_team() -> None:
    briefing = place(tidy(document("# T", "# Findings", "- Nobody rang.", "- Whom would you ring?")).value).value
    assert texts(briefing, "questions") == ["Whom would you ring?"]


def test_praise_inside_findings_is_good_practice() -> None:
    blocks = [
        TITLE,
        heading(2, "Findings"),
        block(3, "Calls were not returned. There was good joint work at the hospital."),
    ]
    briefing = made(blocks)
    assert texts(briefing, "good_practice") == ["There was good joint work at the hospital."]


def test_a_heading_that_heads_nothing_is_set_aside_in_sight() -> None:
    lines = (
        "# T",
        "# Findings",
        "Nobody rang back that week, and nobody asked why.",
        "# Costs: £31.0m",
        "# Net: £18.6m",
    )
    briefing = place(tidy(document(*lines)).value).value
    aside = {text.text: text.reason for text in briefing.set_aside}
    assert aside == {"Costs: £31.0m": "heading-without-text", "Net: £18.6m": "heading-without-text"}


def test_words_taken_as_theme_or_label_stand_with_an_item() -> None:
    lines = (
        "# T",
        "# Findings",
        "# The visits",
        "They were short.",
        "# Recommendation 2",
        "The trust to review visits.",
    )
    briefing = place(tidy(document(*lines)).value).value
    assert {text.role for text in briefing.absorbed} == {"title", "section-label", "theme", "label"}
    assert not briefing.set_aside


def test_the_number_of_a_paragraph_is_kept_and_leaves_its_text() -> None:
    briefing = place(
        tidy(document("# T", "# Findings", "4.12 Nobody rang back that week.", "• Nobody asked.")).value
    ).value
    assert [(i.text, i.number) for i in briefing.sections.findings] == [
        ("Nobody rang back that week.", "4.12"),
        ("Nobody asked.", None),
    ]


def test_a_numbered_label_inside_a_paragraph_opens_its_section() -> None:
    text = "Recommendation 3: The hospital trust to stop discharges after eight in the evening by May 2031."
    briefing = place(tidy(document("# T", "# Learning", text)).value).value
    (item,) = briefing.sections.recommendations
    assert (item.label, item.text[:12]) == ("Recommendation 3", "The hospital")


def test_an_explaining_footnote_goes_where_its_mark_stands() -> None:
    blocks = [
        TITLE,
        heading(2, "Findings"),
        block(3, "The ferry had stopped", ("1", {"script": "super"}), " and nobody asked."),
        heading(4, "Learning"),
        block(5, "Ask how the family will travel."),
        block(6, "1 The evening boat was withdrawn that autumn.", layer="footnote"),
        block(7, "2 Travel scheme, www.fold.example.", layer="footnote"),
    ]
    briefing = made(blocks)
    assert texts(briefing, "findings")[1] == "The evening boat was withdrawn that autumn."
    assert texts(briefing, "resources") == ["Travel scheme, www.fold.example."]


def test_a_table_of_figures_reads_row_by_row_and_loses_none() -> None:
    rows = [("Year", "People helped", "Deaths"), ("2020", "41", "2"), ("2021", "57", "5"), ("2022", "60", "4")]
    blocks = [TITLE, heading(2, "What we found")] + [
        block(10 * r + c, text, container=f"t1.r{r}c{c}")
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    briefing = made(blocks, *grid("t1", 4, 3))
    assert texts(briefing, "findings") == [" – ".join(row) for row in rows]
    assert not briefing.set_aside


def test_the_line_that_says_whom_to_ask_is_no_imprint() -> None:
    line = "Westmere Safeguarding Adults Board: wsab@westmere.example or 01234 567 890"
    blocks = [TITLE, heading(2, "Background"), block(3, "He was 66."), heading(4, "Contact us"), block(5, line)]
    briefing = made([*blocks, block(6, "Westmere Safeguarding Adults Board")])
    assert texts(briefing, "contact") == [line]
    assert [item.text for item in briefing.set_aside] == ["Westmere Safeguarding Adults Board"]


def test_the_date_of_an_action_is_not_the_date_of_publication() -> None:
    rows = [("Recommendation", "Lead", "By when"), ("Agree a protocol.", "Housing", "September 2031")]
    rows.append(("Share risk plans.", "Police", "November 2031"))
    blocks = [TITLE, block(2, "Published in June 2030"), heading(3, "Recommendations")] + [
        block(10 * r + c, text, container=f"t1.r{r}c{c}")
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    assert made(blocks, *grid("t1", 3, 3)).date == "June 2030"


def test_the_title_of_a_form_stands_beside_its_label() -> None:
    rows = [("Title of review:", "Adult Linden"), ("Type of review:", "Safeguarding Adults Review")]
    blocks = [heading(1, "7 Minute Briefing Template", level=1)] + [
        block(10 * r + c, text, container=f"t1.r{r}c{c}")
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    blocks += [heading(90, "Background"), block(91, "She lived in supported housing.")]
    assert made(blocks, *grid("t1", 2, 2)).title == "Adult Linden"


def test_a_heading_over_steps_is_no_title_because_it_is_set_big() -> None:
    def line(number: int, text: str, size: float, **fields: object) -> TextBlock:
        return block(number, (text, {"size": size}), **fields)

    title = line(1, "Learning from the review of Child Ash", 11.0)
    body = [heading(3, "Background"), line(4, "Ash was four when the family moved to Marwick.", 11.0)]
    steps = [line(n, f"Ask about {what}.", 11.0, kind="numbered", level=1) for n, what in ((6, "men"), (7, "food"))]
    assert made([title, *body, line(5, "What to do now", 20.0, kind="heading", level=2), *steps]).title == title.text


def test_welsh_headings_open_their_sections() -> None:
    blocks = [TITLE, heading(2, "Cefndir"), block(3, "Roedd Celyn yn 45 oed."), heading(4, "Beth ddysgon ni?")]
    briefing = made([*blocks, block(5, "Ni rannwyd gwybodaeth."), heading(6, "Argymhellion"), block(7, "Rhannwch hi.")])
    assert texts(briefing, "background") == ["Roedd Celyn yn 45 oed."]
    assert texts(briefing, "learning") == ["Ni rannwyd gwybodaeth."]
    assert texts(briefing, "recommendations") == ["Rhannwch hi."]


def test_figures_of_a_poster_end_the_title_matter_and_are_no_title() -> None:
    held = tuple(Container(name, "box", "body") for name in ("x", "y"))
    blocks = [TITLE, block(2, ("3%", {"size": 36.0}), container="x"), block(3, "of them came back", container="x")]
    briefing = made([*blocks, heading(4, "Background", "y"), block(5, "She was 34.", container="y")], *held)
    assert briefing.title == TITLE.text
    assert not briefing.set_aside


CELL_WORDS = st.sampled_from(
    "|10|$120|–|•|Abstract|Action|Who|By when|Finding|Learning from Osprey|3.|2 May 2021|Recommendation 1|☒|"
    "Visits were made at ten in the morning.|Osprey Bay Safeguarding Partnership".split("|")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELL_WORDS, min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_no_table_loses_a_cell_or_shows_it_twice(rows: list[list[str]], data: st.DataObject) -> None:
    blocks = [
        block(10 * r + c, text, container=f"t1.r{r}c{c}", kind=data.draw(st.sampled_from(["paragraph", "heading"])))
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
        if text
    ]
    whole = Document((*data.draw(st.sampled_from([[], [TITLE]])), *blocks), (BODY, *grid("t1", 4, 4)))
    tidied = tidy(whole).value
    briefing = place(tidied).value
    told = [
        (span.block, place_)
        for spans in (
            *(item.spans for _, item in briefing.sections.each() if item.origin == "source"),
            *(aside.spans for aside in briefing.set_aside),
            *(absorbed.spans for absorbed in briefing.absorbed),
        )
        for span in spans
        for place_ in range(span.start, span.end)
    ]
    assert set(told) == letters_of(tidied)
    assert len(told) == len(set(told))


def test_a_theme_that_begins_with_child_names_no_case() -> None:
    briefing = place(
        document("# Findings", "Visits were short.", "# Child Factors", "None of the four had a plan.")
    ).value
    assert [(item.text, item.theme) for item in briefing.sections.findings] == [
        ("Visits were short.", None),
        ("None of the four had a plan.", "Child Factors"),
    ]


def test_what_stands_under_a_label_in_a_case_may_be_learning() -> None:
    blocks = [
        TITLE,
        heading(2, "Child Q"),
        block(3, "Child Q was six and lived with an aunt."),
        block(4, ("Try it here:", {"bold": True}), " Ask who else has a key to the house where the child sleeps."),
    ]
    briefing = made(blocks)
    assert texts(briefing, "background") == ["Child Q was six and lived with an aunt."]
    assert texts(briefing, "learning") == ["Ask who else has a key to the house where the child sleeps."]


def _under(name: str, *lines: str) -> Briefing:
    return place(document("# Learning from Osprey House", f"# {name}", *lines)).value


def test_what_you_should_do_is_learning_where_the_text_advises() -> None:
    advice = ["Ask who lives there.", "Write down what you hear.", "Tell the team what you saw."]
    promises = ["The Trust will write a new policy by May 2024.", "The Board will audit forty files in June 2024."]
    assert texts(_under("What should I do?", *advice), "learning") == advice
    assert texts(_under("What should I do?", *promises), "recommendations") == promises
    assert texts(_under("Recommendations", *advice), "recommendations") == advice


def test_a_keyword_that_the_text_speaks_against_is_not_sure() -> None:
    told = ["The records were not shared.", "Nobody asked the school.", "No plan was made."]
    meant = ["The Trust will write a new policy by May 2024.", "The Board will audit forty files in June 2024."]
    doubted, borne_out = _under("Housing improvements", *told), _under("Housing improvements", *meant)
    assert all(item.confidence < 0.84 for _, item in doubted.sections.each() if item.text in told)
    assert {item.confidence for item in borne_out.sections.recommendations} == {0.84}


def test_an_introduction_may_speak_of_the_review() -> None:
    story = "Ana was four when she was found alone by a neighbour and taken to hospital."
    method = "This briefing shares the main points of the review, which was led by an independent author."
    briefing = _under("Introduction", story, method)
    assert texts(briefing, "background") == [story]
    assert texts(briefing, "about") == [method]


def test_what_ought_to_be_done_is_no_finding() -> None:
    briefing = _under(
        "Findings",
        "Nobody rang back.",
        "Every worker who visits a home with a dog in it needs to:",
        "- see it,",
        "- ask.",
    )
    assert texts(briefing, "findings") == ["Nobody rang back."]
    assert texts(briefing, "learning")[-2:] == ["see it,", "ask."]


def test_stories_of_good_work_under_an_unknown_heading_are_good_practice() -> None:
    stories = ["A midwife noticed the bruise and rang the duty team at once.", "The review praised the school."]
    briefing = _under("Background", "Ana was four and lived with an aunt.", "# Hats in the air", *stories)
    assert texts(briefing, "good_practice") == stories


def test_a_theme_is_not_judged_by_what_has_a_heading_of_its_own() -> None:
    blocks = [
        TITLE,
        heading(2, "Leaving hospital"),
        block(3, "The letter was sent to a wrong address and nobody was told."),
        heading(4, "Next steps", level=3),
        block(5, "The Trust will write a new policy by May 2024."),
        block(6, "The Board will audit forty files in June 2024."),
    ]
    briefing = made(blocks)
    assert texts(briefing, "findings") == ["The letter was sent to a wrong address and nobody was told."]
    assert len(texts(briefing, "recommendations")) == 2
