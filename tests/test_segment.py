"""Sentences are found by rules of our own; no character is ever changed or lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.segment import sentences, words

CASES = [
    "Baby K. | He was seen twice.",
    "Dr. Osei saw him. | Mrs. Lund did not.",
    "In CN v. X the court was clear. | Staff knew.",
    "Follow the guideline.¹ | Staff were told.",
    "Follow the guideline.[2] | Staff were told.",
    "Follow the guideline.12 | Staff were told.",
    "A meeting was arranged. | The GP came.",
    "An s.47 enquiry began. | It ended on 3.5.2019 at noon.",
    "See para. 4 and p. 12. | Then read on.",
    "No. 4 was empty. | It was cold.",
    "Was it safe? | No. | The gate was open.",
    "Bring toys, food, etc. | The family will be glad.",
    "Use tools, e.g. The Wheel, often.",
    "Ask (i.e. Why now?) again.",
    "He said “Stop.” | She left.",
    "“Who knew?” she asked. | Nobody.",
    "(See the guide.) | The next step is ours.",
    "Who knew? | Who did not! | Think…",
    "We waited… and waited. | Then it came.",
    "1. Ask the child. | 2. Write it down.",
    "We spoke to J. R. Lund about it. | It helped.",
    "He lives at St. Brannock's. | Ask him.",
    "Meet at 3 p.m. | Bring notes.",
    "Check the size; colour; place; and tell the GP.",
    "Read www.example.org/a.Html first. | Then act.",
    "Write to a.B@example.org.uk today.",
    "Open Report.Pdf now.",
    "Family F. | They moved twice.",
    "The U.K. Government wrote. | We read it.",
    "He (seen twice. No injury) went home.",
    "She was 2. | Her brother was 5.",
    "Sept. 2019 was late. | Oct. 2019 was later.",
]


@pytest.mark.parametrize("case", CASES)
def test_cuts_where_a_reader_would(case: str) -> None:
    text = case.replace(" | ", " ")
    assert [text[start:end] for start, end in sentences(text)] == case.split(" | ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was arranged.The GP came.", ["It was arranged.", "The GP came."]),
        ("Do you know?What then?", ["Do you know?", "What then?"]),
        ("In 2018.The law", ["In 2018.", "The law"]),
        ("10.Ground for hope. It grew.", ["10.Ground for hope.", "It grew."]),
        ("A line that\nruns on. It ends.", ["A line that\nruns on.", "It ends."]),
        ("Ask:\n• one thing\n• another", ["Ask:", "• one thing", "• another"]),
        ("First\n\nsecond", ["First", "second"]),
        ("One • Two", ["One", "• Two"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_lost_spaces_lines_and_bullets(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def _hard_cases(name: str) -> list[tuple[str, list[str]]]:
    """The cases of a file in ``tests/sentences``: a text and its sentences."""
    lines = (Path(__file__).parent / "sentences" / name).read_text(encoding="utf-8").splitlines()
    cases = [line.replace(" ⏎", "\n") for line in lines if line and not line.startswith("#")]
    return [(case.replace("‖", ""), [sentence.strip() for sentence in case.split("‖")]) for case in cases]


@pytest.mark.parametrize(("name", "count", "least"), [("hard.txt", 100, 98), ("further.txt", 50, 47)])
def test_hard_cases(name: str, count: int, least: int) -> None:
    cases = _hard_cases(name)
    wrong = [(text, expected) for text, expected in cases if [text[a:b] for a, b in sentences(text)] != expected]
    assert len(cases) == count
    assert count - len(wrong) >= least, wrong


HARD_TEXTS = st.sampled_from([text for name in ("hard.txt", "further.txt") for text, _ in _hard_cases(name)])

PIECES = st.sampled_from(
    [*"aA1.?!…:;,\n\r\t ()[]“”'\"•-·¹", "Dr.", "e.g.", "Baby K.", " The ", "www.", "@", "\u2028", "\x85", "é", "ŵ"]
)


@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(PIECES, max_size=60).map("".join),
        st.lists(st.one_of(HARD_TEXTS, PIECES), max_size=8).map("".join),
    )
)
def test_every_visible_character_stands_in_one_sentence(text: str) -> None:
    found = sentences(text)
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() for start, end in found)
    pieces = [text[start:end] for start, end in found]
    between = [text[a:b] for a, b in pairwise([0, *(at for sentence in found for at in sentence), len(text)])][::2]
    assert "".join(gap + piece for gap, piece in zip(between, [*pieces, ""], strict=True)) == text
    covered = {at for start, end in found for at in range(start, end)}
    assert all(at in covered or mark.isspace() for at, mark in enumerate(text))


def test_words_are_what_a_person_counts() -> None:
    assert words("One – two, three. 4 • ") == 4
