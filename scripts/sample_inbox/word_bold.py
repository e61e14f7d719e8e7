"""Word with bold lines for headings, bullets typed by hand and a line break here and there."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.shared import Mm, Pt

from sample_inbox.packing import pack_word
from sample_inbox.truth import Part, Said, Sample, part, statements_of

TITLE = "Living among paper: learning from Mr Adair"
PUBLISHER = "Wetherholm Safeguarding Adults Board"

WHY = part(
    "Who was Mr Adair and why was there a review?",
    "background",
    "Mr Adair was 71 when he died in a fire in the terraced house where he had lived since he was a boy.",
    "He had been a typesetter, could name every font on a shop front, and kept newspapers in every room.",
    "In his last two years he stopped answering the door to all but a neighbour and the man from the library van.",
)
WHY.statements.append(
    Said(
        "background|about",
        "The Board commissioned a Safeguarding Adults Review because seven services had known of the risk of fire and "
        "none had been able to reduce it.",
    )
)
FOUND = part(
    "What did the review find?",
    "findings",
    "Mr Adair was described as someone who would not engage, although he spoke gladly with people who did not "
    "begin with the state of his house.",
    "His capacity to decide about the risk of fire was assumed at every visit and assessed at none.",
    "Three services closed his case after letters went unanswered; the letters were later found unopened.",
    "The fire service was not told that the gas fire was his only heating until the winter after the first referral.",
    "Staff changed often, so each visit began with the same questions and the same refusal.",
)
WELL = part(
    "What went well?",
    "good_practice",
    "The mobile librarian noticed that he had lost weight and carried on asking until somebody listened.",
    "A firefighter sat on the step with him for an hour, and he agreed to two smoke alarms that day.",
)
LEARN = part(
    "What have we learned?",
    "learning",
    "Begin with the person and what matters to them; the clutter can wait until there is some trust.",
    "Self-neglect needs time: agree who will be the constant face and protect their hours.",
    "Write down how capacity was thought about for each decision, and look again when the risk rises.",
    "An unanswered letter is information. Ring, knock, ask a neighbour, and say what you will do next.",
    "Call a multi-agency meeting under the self-neglect procedure early, even when the person says no to help.",
)
ASKED = part(
    "What will change?",
    "recommendations",
    "Adult social care will not close a self-neglect case on silence alone; a manager signs every closure.",
    "Housing, health and the fire service will share one risk form for homes where things pile up, by October 2024.",
    "The Board will ask for proof that fire safety visits are offered within ten days of a referral.",
)
ONE = part(
    "If you do one thing",
    "one_thing",
    "Find out who the person already trusts, and ask them to introduce you.",
)
READ = part(
    "Read more",
    "resources",
    "Wetherholm self-neglect procedure: https://wetherholm-sab.example/self-neglect",
    "Clutter rating pictures, with guidance on how to use them kindly",
)
SAY = part(
    "Tell us what you think",
    "contact",
    "Two minutes of your time help us: wetherholm-sab.example/feedback or email sab@wetherholm-sab.example.",
)
PARTS = (WHY, FOUND, WELL, LEARN, ASKED, ONE, READ, SAY)
_SIGNS = {
    "findings": "•\t",
    "good_practice": "• ",
    "learning": "- ",
    "recommendations": "{number}. ",
    "resources": "· ",
}


def make() -> Sample:
    """The file and the editor's answer."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt(64)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    style.paragraph_format.space_after = Pt(4)
    header = section.header.paragraphs[0]
    header.text = "OFFICIAL – may be shared with partners"
    _bold_line(document, PUBLISHER, 13)
    _bold_line(document, TITLE, 18)
    document.add_paragraph("Safeguarding Adults Review – 7 minute briefing – published 14 June 2024")
    for one in PARTS:
        _bold_line(document, one.heading, 12)
        _write(document, one)
    meta: dict[str, str | None] = {
        "title": TITLE,
        "subject": "Mr Adair",
        "publisher": PUBLISHER,
        "review_type": "Safeguarding Adults Review",
        "date": "14 June 2024",
    }
    content = pack_word(document, "")
    return Sample("wetherholm-mr-adair.docx", content, meta, statements_of(PARTS), one_thing="source")


def _bold_line(document: Any, text: str, size: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    run = paragraph.add_run(text)
    run.bold = True
    run.font.size = Pt(size)


def _write(document: Any, one: Part) -> None:
    for number, said in enumerate(one.statements, 1):
        sign = _SIGNS.get(said.sections, "").format(number=number)
        paragraph = document.add_paragraph(sign + said.text)
        if sign:
            paragraph.paragraph_format.left_indent = Pt(14)
            paragraph.paragraph_format.first_line_indent = Pt(-14)
    if one is FOUND:
        document.add_paragraph("")
