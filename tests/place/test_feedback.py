"""Where feedback and the closing of a survey go, and what asks for none."""

from __future__ import annotations

import pytest

from briefkit.place import place
from briefkit.tidy import tidy
from documents import document


def _section_of(line: str) -> str:
    made = document("# Learning from Child B", "# What did we learn?", "Staff should ask who lives in the home.", line)
    placed = place(tidy(made).value).value
    return next(name for name, item in placed.sections.each() if line[:20] in item.text)


@pytest.mark.parametrize(
    "line",
    [
        "Your feedback matters. Tell us how you used this briefing by 31 May 2024.",
        "The survey will remain open until Friday 29 March 2024.",
        "Evaluation form closes 12 July 2024.",
        "Questionnaires should reach the business unit no later than 20 October 2023.",
        "Scan the QR code to give us your views before 1 May 2025.",
        "Have you used this briefing? Let us know at scp@harth.gov.uk.",
    ],
)
def test_feedback_and_its_last_day_stand_with_the_contact(line: str) -> None:
    assert _section_of(line) == "contact"


@pytest.mark.parametrize(
    "line",
    [
        "The evaluation of the pilot was late and ended without a report.",
        "We would like families to be asked what they think.",
        "The consultation with the GP ended without a plan.",
    ],
)
def test_what_was_learnt_about_surveys_stays_learning(line: str) -> None:
    assert _section_of(line) == "learning"
