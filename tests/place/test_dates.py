from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.model import Container, Document
from briefkit.place.date_words import find_written, find_years
from briefkit.place.dates import choose_date, find_dates, stands_alone
from documents import block, document


def _found(*lines: str, front: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    return [(one.found.text, one.found.role) for one in find_dates(document(*lines), front, ())]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 3 May 2022 at 10.30", ["3 May 2022"]),
        ("3rd of July, 2023", ["3rd of July, 2023"]),
        ("JULY 2023", ["JULY 2023"]),
        ("Mehefin 2023", ["Mehefin 2023"]),
        ("6 to 10 March 2023", ["6 to 10 March 2023"]),
        ("July – September 2024", ["July – September 2024"]),
        ("1 March 2021 to 30 June 2022", ["1 March 2021 to 30 June 2022"]),
        ("between January and March 2023", ["January and March 2023"]),
        ("in January and March 2023", ["March 2023"]),
        ("12.06.23 or 15/11/2024", ["12.06.23", "15/11/2024"]),
        ("2024-05-06", ["2024-05-06"]),
        ("Published: 03/2021", ["03/2021"]),
        ("CPR 03/2022", []),
        ("LLR 2020-02", []),
        ("2019/20 and 2017-2021", ["2019/20", "2017-2021"]),
        ("Winter 2021/22", ["Winter 2021/22"]),
        ("Version 1.2 January 2020", ["January 2020"]),
        ("Version 2 May 2022", ["May 2022"]),
        ("Issue 14 May 2023", ["May 2023"]),
        ("v3 Mar 24", ["Mar 24"]),
        ("In May 24 children came", []),
        ("He may 2022 times", []),
        ("by 28 June.", ["28 June"]),
        ("0800 01 02 20", []),
    ],
)
def test_dates_are_found_as_they_are_written(text: str, dates: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_written(text)] == dates


@pytest.mark.parametrize(
    ("text", "years"),
    [("© 2023", ["2023"]), ("Smith (2019) says", []), ("PCPR 3/2022", []), ("in May 2022", []), ("£2019", [])],
)
def test_years_stand_alone(text: str, years: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_years(text, find_written(text))] == years


@given(st.text(alphabet="0123456789 /-.–MarchyJune’'to", max_size=40))
def test_dates_do_not_overlap_and_stay_within_the_text(text: str) -> None:
    ends = 0
    for one in find_written(text):
        assert ends <= one.start < one.end <= len(text)
        ends = one.end


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Published March 2023", "publication"),
        ("This guide was last updated in March 2023.", "publication"),
        ("National guidance was updated in March 2023.", "other"),
        ("The full report will be published in March 2023.", "other"),
        ("Please complete the survey by 30 June 2022.", "survey_closing"),
        ("We would like your feedback. The form closes on 30 June 2022.", "survey_closing"),
        ("All agencies to complete an audit by 30 June 2022.", "other"),
        ("The review looked at April 2019 to May 2020.", "review"),
        ("The report was sent to the Home Office in June 2024.", "review"),
        ("In October – November 2019 the records were searched.", "review"),
        ("He died in June 2024.", "incident"),
        ("In June 2024 she was attacked at home.", "incident"),
        ("The Child Death Review of June 2024 is kept.", "review"),
        ("In January 2020 Ash was born.", "other"),
        ("This guide replaces the May 2017 version.", "other"),
        ("Next review date: May 2026.", "other"),
    ],
)
def test_dates_have_their_role(line: str, role: str) -> None:
    assert _found("Something was learnt about homes and schools.", line, "More was learnt.", "And more.", "And.") == [
        (line[line.index(found) : line.index(found) + len(found)], role)
        for found in [next(iter(line[one.start : one.end] for one in find_written(line)))]
    ]


def test_a_date_of_the_title_matter_is_that_of_publication() -> None:
    assert _found("# Learning from Child B", "June 2024", front=(0, 1)) == [("June 2024", "publication")]
    assert _found("# Audits 2019/20", "It says much.", front=(0,)) == [("2019/20", "review")]


def test_dates_over_what_happened_on_them_are_no_date_of_publication() -> None:
    lines = ("*March 2020*", "He moved house.", "*May 2020*", "He fell.", "One more line.", "And another.", "The last.")
    found = find_dates(document(*lines), (), (0, 2))
    assert {one.found.role for one in found} == {"other"}


def test_a_date_in_a_cell_is_what_its_label_says() -> None:
    labels = ("Date of death", "Date of review", "Date published", "Owner")
    days = ("3 May 2022", "4 June 2022", "5 July 2022", "6 August 2022")
    cells = [
        Container(f"cell{row}{column}", "cell", "table", row=row, column=column)
        for row in range(1, 5)
        for column in (1, 2)
    ]
    blocks = [
        block(n, text, container=cell.id)
        for n, (text, cell) in enumerate(
            zip((w for pair in zip(labels, days, strict=True) for w in pair), cells, strict=True), 1
        )
    ]
    made = Document(tuple(blocks), (Container("body", "body"), Container("table", "table", "body"), *cells))
    assert [one.found.role for one in find_dates(made, (), ())] == ["incident", "review", "publication", "other"]


def test_the_document_is_dated_by_its_publication_and_else_by_its_review() -> None:
    told = ("First published June 2019, updated February 2023", "The review was completed in May 2018.")
    assert choose_date(find_dates(document(*told), (0,), ())) == "February 2023"
    assert choose_date(find_dates(document(told[1], "Text.", "Text.", "Text."), (), ())) == "May 2018"
    assert choose_date(find_dates(document("In January 2020 Ash was born"), (), ())) is None


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("July 2018", True),
        ("Version 2, 3 May 2021", True),
        ("Published on Monday 6 April 2022", True),
        ("In May 2021 he", False),
    ],
)
def test_a_date_alone(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone
