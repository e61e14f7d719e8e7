"""Pairs and nested themes: what the source says together stays together, whatever section its halves go to."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefkit.anchors import settle_links
from briefkit.briefing import Briefing, Item, Sections
from briefkit.census import count
from briefkit.fidelity import compare_wording, find_unsaid
from briefkit.ledger import account
from briefkit.model import Source
from briefkit.pipeline import read
from briefkit.place import place
from briefkit.record import Settings
from briefkit.tidy import tidy

TITLE = "# Learning from the Osprey House review\n\n## What happened\n\nMr Finch was 81 and lived alone.\n\n"
FOUND, LEARNT = "The rota was kept in two books.", "Keep one rota and let everyone see it."
FOUND_TOO, LEARNT_TOO = "Nobody rang the daughter.", "Ring a relative before you close a case."
ASKED, BECAUSE = "The trust should read each letter aloud.", "Five of nine letters had gone to the wrong door."


def briefing_of(text: str) -> Briefing:
    source = Source("a.md", (TITLE + text).encode(), "text/markdown", "0" * 64)
    return place(tidy(read(source, Settings()).value).value).value


def led(briefing: Briefing) -> list[tuple[str, str, str | None, str | None]]:
    """For each item that belongs to another one: the section and words of both, label and theme of the first."""
    items = {item.anchor: item for _, item in briefing.sections.each() if item.anchor}
    return [
        (items[item.belongs_to].text, item.text, item.label, item.theme)
        for _, item in briefing.sections.each()
        if item.belongs_to
    ]


@pytest.mark.parametrize(
    "reasons",
    [
        f"Reasons: {BECAUSE}",
        f"**Rationale:** {BECAUSE}",
        f"**Why?** {BECAUSE}",
        f"Why: {BECAUSE}",
        f"Why this matters – {BECAUSE}",
        f"### Why is this important?\n\n{BECAUSE}",
        f"**Reason.** {BECAUSE}",
    ],
)
@pytest.mark.parametrize("head", ["### Recommendation 2\n\n", "Recommendation 2: ", "2. ", ""])
def test_reasons_stand_with_their_recommendation(head: str, reasons: str) -> None:
    text = f"## Recommendations\n\n{head}{ASKED}\n\n{reasons}\n\nThe council should count its beds.\n"
    briefing = briefing_of(text)
    assert (ASKED, BECAUSE) in [pair[:2] for pair in led(briefing)]
    assert [item.text for item in briefing.sections.recommendations][:2] == [ASKED, BECAUSE]
    assert briefing.sections.recommendations[1].label
    # A heading (a question that is set apart is one) holds for all that follows, a label for its own paragraph.
    assert len(led(briefing)) == 1 + ("?" in reasons)


def test_a_list_of_reasons_belongs_as_a_whole() -> None:
    briefing = briefing_of(f"## Recommendations\n\n{ASKED}\n\nReasons:\n\n- {BECAUSE}\n- {FOUND}\n")
    assert [other for _, other, _, _ in led(briefing)] == [BECAUSE, FOUND]


def test_why_this_matters_is_background_where_nothing_is_asked_above_it() -> None:
    briefing = briefing_of(f"## Learning\n\n{LEARNT}\n\n## Why this matters\n\n{BECAUSE}\n")
    assert led(briefing) == []
    assert BECAUSE in [item.text for item in briefing.sections.background]


def test_a_learning_point_and_how_to_enhance_practice() -> None:
    text = "## Learning\n\n" + "".join(
        f"### Learning Point {number}\n\n{found}\n\n#### How can we enhance practice?\n\n- {learnt}\n- Ask again.\n\n"
        for number, found, learnt in [(1, FOUND, LEARNT), (2, FOUND_TOO, LEARNT_TOO)]
    )
    words = "How can we enhance practice?"
    assert led(briefing_of(text)) == [
        (FOUND, LEARNT, words, "Learning Point 1"),
        (FOUND, "Ask again.", None, "Learning Point 1"),
        (FOUND_TOO, LEARNT_TOO, words, "Learning Point 2"),
        (FOUND_TOO, "Ask again.", None, "Learning Point 2"),
    ]


@pytest.mark.parametrize(("theme", "below"), [("##", "###"), ("##", "##"), ("###", "####")])
def test_a_theme_goes_on_over_its_own_headings(theme: str, below: str) -> None:
    text = "## Analysis\n\n" if theme == "###" else ""
    text += "".join(
        f"{theme} {words}\n\n{below} What we found\n\n{found}\n\n{below} What this means for practice\n\n{learnt}\n\n"
        for words, found, learnt in [("Rotas", FOUND, LEARNT), ("Relatives", FOUND_TOO, LEARNT_TOO)]
    )
    briefing = briefing_of(text)
    assert [(item.text, item.theme) for item in briefing.sections.findings] == [
        (FOUND, "Rotas"),
        (FOUND_TOO, "Relatives"),
    ]
    assert led(briefing) == [(FOUND, LEARNT, None, "Rotas"), (FOUND_TOO, LEARNT_TOO, None, "Relatives")]


def test_the_nearest_theme_is_kept() -> None:
    text = f"## Findings\n\n### Staff\n\n{FOUND}\n\n#### Nights\n\n{FOUND_TOO}\n\n### Letters\n\n{BECAUSE}\n"
    themes = [item.theme for item in briefing_of(text).sections.findings]
    assert themes == ["Staff", "Nights", "Letters"]


def test_a_bare_number_and_the_heading_below_it_are_one_theme() -> None:
    text = f"## Findings\n\n### Theme 1\n\n### Rotas\n\n{FOUND}\n\n### Theme 2:\n\n### Relatives\n\n{FOUND_TOO}\n"
    assert [item.theme for item in briefing_of(text).sections.findings] == ["Theme 1: Rotas", "Theme 2: Relatives"]


def test_a_heading_over_one_part_of_the_document_is_no_theme_of_its_sections() -> None:
    text = f"## Looking back\n\n### Findings\n\n{FOUND}\n\n### Learning\n\n{LEARNT}\n"
    briefing = briefing_of(text)
    assert {item.theme for _, item in briefing.sections.each()} == {None}
    assert led(briefing) == []


def test_findings_and_recommendations_with_one_number() -> None:
    text = "## Findings\n\n" + "".join(
        f"### Finding {number}: {words}\n\n{found}\n\n**Recommendation {number}:** {asked}\n\n"
        for number, words, found, asked in [(1, "Rotas", FOUND, ASKED), (2, "Relatives", FOUND_TOO, LEARNT_TOO)]
    )
    assert [(one, other, label) for one, other, label, _ in led(briefing_of(text))] == [
        (FOUND, ASKED, "Recommendation 1"),
        (FOUND_TOO, LEARNT_TOO, "Recommendation 2"),
    ]


def test_a_numbered_theme_goes_on_over_every_section_below_it() -> None:
    text = f"## Analysis\n\n### Theme 1: Rotas\n\n{FOUND}\n\n#### Learning point\n\n{LEARNT}\n\n"
    text += f"### Theme 2: Relatives\n\n{FOUND_TOO}\n\n## Recommendations\n\n{ASKED}\n"
    briefing = briefing_of(text)
    assert led(briefing) == [(FOUND, LEARNT, None, "Theme 1: Rotas")]
    assert [item.theme for item in briefing.sections.recommendations] == [None]


def test_labels_that_take_turns() -> None:
    text = f"Finding: {FOUND}\n\nLearning: {LEARNT}\n\nFinding: {FOUND_TOO} **Learning:** {LEARNT_TOO}\n"
    assert [pair[:2] for pair in led(briefing_of(f"## Analysis\n\n{text}"))] == [
        (FOUND, LEARNT),
        (FOUND_TOO, LEARNT_TOO),
    ]


def test_labels_of_whole_sections_make_no_pairs() -> None:
    text = f"**Findings:** {FOUND}\n\n**Learning:** {LEARNT}\n\n**Recommendations:** {ASKED}\n"
    assert led(briefing_of(text)) == []


@pytest.mark.parametrize(
    ("captions", "found", "learnt"),
    [
        ("| Finding | Learning |", "findings", "learning"),
        ("| Issue | What to do |", "findings", "recommendations"),
        ("| What we found | What this means for practice |", "findings", "learning"),
    ],
)
def test_the_cells_of_a_row_belong_together(captions: str, found: str, learnt: str) -> None:
    rows = f"| {FOUND} | {LEARNT} |\n| {FOUND_TOO} | {LEARNT_TOO} |\n"
    briefing = briefing_of(f"{captions}\n|---|---|\n{rows}")
    assert [pair[:2] for pair in led(briefing)] == [(FOUND, LEARNT), (FOUND_TOO, LEARNT_TOO)]
    assert [item.text for item in getattr(briefing.sections, found)] == [FOUND, FOUND_TOO]
    assert [item.text for item in getattr(briefing.sections, learnt)] == [LEARNT, LEARNT_TOO]


def test_a_column_of_reasons() -> None:
    table = "| Recommendation | Rationale | Owner |\n|---|---|---|\n"
    briefing = briefing_of(f"{table}| {ASKED} | {BECAUSE} | Trust |\n| {LEARNT} | {FOUND} | Board |\n")
    asked = [item for item in briefing.sections.recommendations if not item.belongs_to]
    assert [item.owner.line for item in asked if item.owner] == ["Owner: Trust", "Owner: Board"]
    assert [(other, label) for _, other, label, _ in led(briefing)] == [(BECAUSE, "Rationale"), (FOUND, "Rationale")]


LINES = [
    *("## Findings", "## Learning", "## Recommendations", "### Theme 1", "### Rotas", "### What we found", "#### Why?"),
    *("### Recommendation 2", "### Finding 3: Letters", "#### Reasons", "#### How can we help?", "### Owner"),
    *("Owner: Harbour Board", "Within 3 months", "Lead – Trust; by May 2031", "By when: June 2031. Lead: Trust"),
    *("Reasons:", "**Rationale:** it was late.", "Why: nobody rang.", "Finding: it was lost.", "**Learning:** ring."),
    *("- Owner: Ferry Trust", "- Keep one rota.", "1. Recommendation 4: ask again.", "2. Ring first (by 3 May 2031)."),
    *(
        "Recommendation 1: Ring. Recommendation 2: Ask. Owner: Trust",
        "The trust should ring. Lead: Ward. By: Easter 2031.",
    ),
    "| No. | Recommendation | Rationale | Owner | Due |\n|---|---|---|---|---|\n| 1 | Ring. | Late. | Ward | May 2031 |"
    "\n| 2 | Ask. | Lost. | Trust | |\n",
    *("See [the rota](#rotas).", "Nobody rang the daughter in March.", "The council should count its beds."),
]


@example(["### Owner", "2. Ring first (by 3 May 2031).", next(line for line in LINES if line.startswith("| No."))])
@given(st.lists(st.sampled_from(LINES), max_size=14))
@settings(max_examples=150)
def test_whatever_stands_together_no_letter_is_lost_and_partners_lead_upwards(lines: list[str]) -> None:
    source = Source("a.md", (TITLE + "\n\n".join(lines)).encode(), "text/markdown", "0" * 64)
    document = read(source, Settings()).value
    briefing = place(tidy(document).value).value
    ledger = account(count(source), document, briefing)
    assert (ledger.missing, ledger.twice) == ((), ())
    assert compare_wording(document, briefing) == ()
    assert find_unsaid(document, briefing) == ()
    order = {block.id: number for number, block in enumerate(document.blocks)}
    items = {item.anchor: item for _, item in briefing.sections.each() if item.anchor}
    assert len(items) == sum(item.anchor is not None for _, item in briefing.sections.each())
    for _, item in briefing.sections.each():
        assert 0 <= item.tail <= len(item.text)
        if item.belongs_to:
            lead = items[item.belongs_to]
            assert (order[lead.spans[0].block], lead.spans[0].start) < (order[item.spans[0].block], item.spans[0].start)


def test_a_partner_that_is_left_alone_stands_by_itself() -> None:
    item = Item(LEARNT, anchor="item2", belongs_to="item1")
    briefing = Briefing("Learning", Sections(learning=(item,)))
    (alone,) = settle_links(briefing).value.sections.learning
    assert alone == msgspec.structs.replace(item, anchor=None, belongs_to=None)
    both = Briefing("Learning", Sections(findings=(Item(FOUND, anchor="item1"),), learning=(item,)))
    kept = settle_links(both).value.sections
    assert (kept.findings[0].anchor, kept.learning[0].belongs_to) == ("item1", "item1")
