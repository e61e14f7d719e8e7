"""The web page of a condensed report has the whole text, in its own order, below the briefing."""

from __future__ import annotations

from briefkit import pipeline, theme
from briefkit.model import Source
from briefkit.record import Record, Settings
from briefkit.writers.whole_text import whole_text

REPORT = "\n\n".join(
    (
        "# A review of Baby Finch",
        "## Background",
        *(
            f"The midwife visited in week {n}. The house was warm in week {n}. Finch slept in the cot."
            for n in range(40)
        ),
        "## Findings",
        *(f"Agency {n} did not share what it knew about the man." for n in range(20)),
        "## Recommendations",
        "The Partnership should ask every agency to record who lives in the home.",
    )
)


def made(budget: int | None) -> Record:
    source = Source("report.md", REPORT.encode(), "text/markdown", "0" * 64)
    read = pipeline.read(source, Settings())
    return pipeline.normalise(source, read, theme.load("house"), budget=budget)


def test_the_whole_text_stands_once_and_in_order() -> None:
    shown = [passage.text for passage in whole_text(made(150))]
    assert " ".join(shown).split() == REPORT.replace("#", "").split()[len("A review of Baby Finch".split()) :]


def test_headings_are_headings() -> None:
    heads = [passage.text for passage in whole_text(made(150)) if passage.kind == "heading"]
    assert heads == ["Background", "Findings", "Recommendations"]


def test_the_items_of_a_list_are_a_list_on_the_page() -> None:
    listed = "\n".join(
        ("## Findings", "", "The panel found that the record did not say:", "", "- where he lived", "- his name")
    )
    source = Source("report.md", f"{REPORT}\n\n{listed}".encode(), "text/markdown", "0" * 64)
    record = pipeline.normalise(source, pipeline.read(source, Settings()), theme.load("house"), budget=150)
    assert [passage.text for passage in whole_text(record) if passage.kind == "bullet"] == [
        "where he lived",
        "his name",
    ]
    page = pipeline.render(record, theme.load("house"), Settings(formats=("html",))).value["html"].decode()
    whole = page[page.index('id="whole"') :]
    assert "<ul>\n<li>where he lived</li>\n<li>his name</li>\n</ul>" in whole


def test_a_short_briefing_has_no_second_text() -> None:
    assert whole_text(made(0)) == ()
    page = pipeline.render(made(0), theme.load("house"), Settings(formats=("html",))).value["html"].decode()
    assert "The whole text" not in page


def test_the_web_page_tells_that_it_was_condensed() -> None:
    record = made(150)
    page = pipeline.render(record, theme.load("house"), Settings(formats=("html",))).value["html"].decode()
    assert "The whole text" in page
    assert "over length" not in page
    assert page.count("The house was warm in week 39.") == 1
    assert [said.code for said in record.diagnostics if said.code.startswith("BK33")] == ["BK330"]
    assert record.ledger.missing == ()


def test_the_house_decides_the_budget() -> None:
    assert theme.load("house").budget == theme.BUDGET
    assert made(None).briefing.words == made(0).briefing.words
