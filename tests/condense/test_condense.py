"""Condensing: nothing lost, whole sentences in the order of the source, within the budget, recommendations whole."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit.briefing import OVER_LENGTH, SECTIONS, Briefing, Item
from briefkit.census.tally import Census
from briefkit.condense import TOLERANCE, condense
from briefkit.condense.choosing import FLOOR
from briefkit.fidelity import compare_wording, find_unsaid
from briefkit.ledger import account
from briefkit.model import Document, Run, Span
from briefkit.place import place
from briefkit.segment import sentences
from briefkit.tidy import tidy
from documents import block, document

OPENINGS = (
    "However, ",
    "This ",
    "They ",
    "The midwife ",
    "Nobody ",
    "The panel found that a nurse ",
    "A social worker ",
)
MIDDLES = (
    "asked who lived with the baby and wrote the answer down",
    "was not told about the move to another town",
    "saw the bruise and did not ring the hospital",
    "should speak to the father before the first visit",
    "knew the family well and had a good relationship with them",
    "waited for the meeting that was never held in the end",
)
HEADS = ("# Background", "# Findings", "# Good practice", "# Learning", "# Conclusion")

SENTENCES = st.builds(
    lambda opening, middle, number: f"{opening}{middle} in week {number}.",
    st.sampled_from(OPENINGS),
    st.sampled_from(MIDDLES),
    st.integers(1, 60),
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join)
LINES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, SENTENCES.map("- {}".format), st.sampled_from(HEADS)), max_size=40)
BUDGETS = st.integers(60, 400)


def placed(*lines: str) -> tuple[Briefing, Document]:
    tidied = tidy(document(*lines)).value
    return place(tidied).value, tidied


def long_report() -> tuple[str, ...]:
    story = [
        f"The midwife visited in week {n}. She wrote that the house was warm. Nobody asked who the man was."
        for n in range(30)
    ]
    return (
        "# A review of Baby Finch",
        "# Background",
        *story,
        "# Findings",
        *(
            f"Agency {n} did not share what it knew about the man. However, agency {n} wrote a long letter."
            for n in range(20)
        ),
        "# Learning",
        "- Ask who else lives in the home.",
        "# Recommendations",
        "The Partnership should ask every agency to record who lives in the home.",
        "The hospital should ring the health visitor when a baby is brought with a bruise.",
    )


def texts(briefing: Briefing) -> list[str]:
    return [item.text for _, item in briefing.sections.each() if item.origin != "suggested"]


def item_with(briefing: Briefing, words: str) -> Item:
    return next(item for _, item in briefing.sections.each() if words in item.text and item.origin != "suggested")


# ------------------------------------------------------------------------------------------------- what always holds
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, BUDGETS)
def test_every_character_is_in_the_briefing_or_set_aside_once(lines: list[str], budget: int) -> None:
    before, tidied = placed(*lines)
    after = condense(before, tidied, budget).value
    ledger = account(Census(), tidied, after)
    assert ledger.missing == account(Census(), tidied, before).missing
    assert ledger.twice == account(Census(), tidied, before).twice
    assert compare_wording(tidied, after) == ()
    assert find_unsaid(tidied, after) == find_unsaid(tidied, before)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, BUDGETS)
def test_only_whole_sentences_are_chosen_in_the_order_of_the_source(lines: list[str], budget: int) -> None:
    before, tidied = placed(*lines)
    after = condense(before, tidied, budget).value
    told = {item.text[a:b] for _, item in before.sections.each() for a, b in sentences(item.text)}
    number = {block.id: at for at, block in enumerate(tidied.blocks)}
    for name in SECTIONS:
        shown = [item for item in after.sections.of(name) if item.origin != "suggested"]
        assert {item.text[a:b] for item in shown for a, b in sentences(item.text)} <= told
        places = [(number[item.spans[0].block], item.spans[0].start) for item in shown]
        assert places == sorted(places)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, BUDGETS)
def test_the_budget_is_kept_and_a_second_time_changes_nothing(lines: list[str], budget: int) -> None:
    before, tidied = placed(*lines)
    result = condense(before, tidied, budget)
    after = result.value
    if before.words <= TOLERANCE * budget:
        assert result.value is before
        assert result.diagnostics == ()
        return
    advised = sum(len(item.text.split()) for item in before.sections.recommendations)
    assert after.words <= max(budget, advised + 30 + FLOOR * budget)
    again = condense(after, tidied, budget).value
    assert texts(again) == texts(after)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, BUDGETS)
def test_a_sentence_that_leans_on_another_stands_behind_it(lines: list[str], budget: int) -> None:
    before, tidied = placed(*lines)
    after = condense(before, tidied, budget).value
    if after is before:
        return
    for name, item in after.sections.each():
        whole = {each.text for each in before.sections.of(name)} | {each.text for each in before.candidates}
        if item.text.startswith(("However, ", "They ")):
            assert item.kind != "paragraph" or item.text in whole or item.origin == "suggested"


# ---------------------------------------------------------------------------------------------------- what is chosen
def test_recommendations_stay_whole_and_in_order() -> None:
    before, tidied = placed(*long_report())
    after = condense(before, tidied, 200)
    assert [item.text for item in after.value.sections.recommendations] == list(long_report()[-2:])
    assert after.value.words <= 200
    assert [said.code for said in after.diagnostics] == ["BK330"]
    assert f"{after.value.words} of its {before.words} words" in after.diagnostics[0].message


def test_recommendations_over_the_budget_stay_and_are_told() -> None:
    advice = [f"The Partnership should hold meeting {n} on the record of men in the home of a baby." for n in range(20)]
    before, tidied = placed(*long_report()[:-2], *advice)
    after = condense(before, tidied, 100)
    assert [item.text for item in after.value.sections.recommendations] == advice
    assert [said.code for said in after.diagnostics] == ["BK330", "BK331"]
    assert after.value.sections.background
    assert after.value.sections.findings


def test_what_is_not_chosen_is_set_aside_with_its_source() -> None:
    before, tidied = placed(*long_report())
    after = condense(before, tidied, 200).value
    asides = [aside for aside in after.set_aside if aside.reason == OVER_LENGTH]
    assert asides
    assert all(aside.spans for aside in asides)
    assert before.words == after.words + sum(len(aside.text.split()) for aside in asides)


def test_it_says_why_a_sentence_was_chosen() -> None:
    before, tidied = placed(*long_report())
    after = condense(before, tidied, 200).value
    assert "chosen: always kept" in item_with(after, "The hospital should ring").why
    assert all("chosen: " in item.why for _, item in after.sections.each() if item.origin != "suggested")


def test_a_budget_of_none_switches_it_off() -> None:
    before, tidied = placed(*long_report())
    assert condense(before, tidied, 0).value is before


def test_a_sentence_that_announces_a_list_goes_with_its_list() -> None:
    listed = (
        "Nobody knew three things about the man. The panel found that the record did not say:",
        "- where he had lived",
        "- what he had done",
    )
    before, tidied = placed("# Findings", *listed, *long_report())
    for budget in (120, 200, 300, 500):
        shown = "\n".join(texts(condense(before, tidied, budget).value))
        items = [
            f"{item.lead_in or ''} {item.text}" for _, item in condense(before, tidied, budget).value.sections.each()
        ]
        assert ("did not say:" in " ".join(items)) == ("where he had lived" in shown) == ("what he had done" in shown)


def test_the_same_is_not_said_twice() -> None:
    same = "The panel found that nobody had asked the grandmother about the man who lived in the home."
    before, tidied = placed("# Findings", same, same.replace("the man", "a man"), *long_report())
    after = condense(before, tidied, 250).value
    assert sum("asked the grandmother" in text for text in texts(after)) == 1


def test_a_cross_reference_is_never_cut_out_of_a_sentence() -> None:
    refers = "The panel found that the record (see paragraph 4.12) did not name the man."
    before, tidied = placed("# Findings", refers, *long_report())
    after = condense(before, tidied, 200).value
    held = [text for text in (*texts(after), *(aside.text for aside in after.set_aside)) if "paragraph 4.12" in text]
    assert held == [refers]


def test_a_paragraph_number_stays_with_the_whole_text() -> None:
    source = document("# Findings", *long_report())
    numbered = block(
        900,
        "The panel found that nobody had asked who the man was.",
        kind="numbered",
        level=1,
        marker=(Run("8.2", Span("b0900", 0, 3)),),
    )
    numbered = msgspec.structs.replace(
        numbered,
        runs=tuple(msgspec.structs.replace(run, span=Span("b0900", 4, 4 + len(run.text))) for run in numbered.runs),
    )
    tidied = tidy(Document((source.blocks[0], numbered, *source.blocks[1:]))).value
    before = place(tidied).value
    assert item_with(before, "The panel found that nobody").number == "8.2"
    after = condense(before, tidied, 200).value
    assert item_with(after, "The panel found that nobody").number is None
    assert [one.role for one in after.absorbed if one.text == "8.2"] == ["paragraph-number"]
    assert find_unsaid(tidied, after) == ()


def test_a_mended_run_is_never_cut() -> None:
    text = "It wasnâ€™t told. Nobody asked the man. The panel found that nobody knew him."
    mended = Run("It wasn’t told. Nobody asked the man. ", Span("b0900", 0, 40))
    rest = Run("The panel found that nobody knew him.", Span("b0900", 40, 40 + 37))
    source = document("# Findings", *long_report())
    odd = msgspec.structs.replace(block(900, text), runs=(mended, rest))
    tidied = Document((source.blocks[0], odd, *source.blocks[1:]))
    after = condense(place(tidied).value, tidied, 200).value
    held = [*texts(after), *(aside.text for aside in after.set_aside)]
    assert sum("It wasn’t told. Nobody asked the man." in each for each in held) == 1


def test_what_a_summary_says_was_found_stands_with_the_findings() -> None:
    summary = (
        "# Executive summary",
        "Finch was born in the spring. The review found that nobody knew the man in the home.",
    )
    before, tidied = placed(*summary, *long_report())
    assert "nobody knew the man" in "".join(item.text for item in before.sections.background)
    after = condense(before, tidied, 250).value
    assert "nobody knew the man" in after.sections.findings[0].text
    assert compare_wording(tidied, after) == ()
