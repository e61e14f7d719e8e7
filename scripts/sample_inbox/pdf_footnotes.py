"""A PDF of two pages with a running head, page numbers and footnotes."""

from __future__ import annotations

from html import escape

from sample_inbox.packing import print_pages
from sample_inbox.truth import Part, Said, Sample, part, statements_of

TITLE = "Was not brought: when a child’s health is neglected"
PUBLISHER = "Kestrel Bay and Isle of Fane Safeguarding Children Partnership"
RUNNING = "Kestrel Bay and Isle of Fane SCP – Thematic review 2025"

INTRO = part(
    "About this review",
    "background|about",
    "Between 2022 and 2024 the partnership was told of five children whose long-term illnesses had become dangerous "
    "because treatment at home had slipped.",
    "Two had diabetes, one epilepsy, one severe asthma and one a kidney transplant. One child, whom we call Isla, "
    "died.",
    "This thematic review brings the five together. It heard from 22 practitioners, four parents and three of the "
    "children.",
)
FOUND = (
    part(
        "Appointments were counted, not understood",
        "findings",
        "The five children missed 61 appointments between them. Letters said that they did not attend, as if a child "
        "of six could take the ferry alone.{1}",
        "Hospital teams on the mainland could not see what the island surgery had written.",
        theme="Appointments were counted, not understood",
    ),
    part(
        "Kindness stood in for challenge",
        "findings",
        "Staff liked these parents and knew how poor they were. Sympathy delayed the plain question of whether the "
        "child was getting the medicine.",
        "In three families a prescription had not been collected for ten weeks before anyone noticed.",
        theme="Kindness stood in for challenge",
    ),
    part(
        "The child’s own account was missing",
        "findings",
        "Isla told a teaching assistant that she did her own injections. The note was filed and not passed on.",
        theme="The child’s own account was missing",
    ),
)
LEARNED = part(
    "Key learning points",
    "learning",
    "Say “was not brought”. It keeps the child in the sentence and asks the next question for you.",
    "Neglect of medical needs is neglect. The threshold is the effect on the child, not the intention of the "
    "parent.{2}",
    "Check the pharmacy record: what was collected tells you more than what was prescribed.",
    "Ask children who helps them with their treatment, and what happens when that person is busy.",
)
ACTIONS = (
    Said(
        "recommendations",
        "The hospital and the island surgery should share one care plan for each child with a long-term condition.",
        "Recommendation 1",
    ),
    Said(
        "recommendations",
        "Community pharmacies should alert the surgery when a child’s essential medicine is four weeks late.",
        "Recommendation 2",
    ),
    Said(
        "recommendations",
        "Schools should name one adult whom each such child can talk to, and tell the nurse who it is.",
        "Recommendation 3",
    ),
)
QUESTIONS = part(
    "For discussion in supervision",
    "questions",
    "Which child on your caseload has not been seen by their specialist team this year?",
    "How do you raise a worry with a parent you admire?",
)
CONTACT = part(
    "Contact",
    "contact",
    "For a conversation about this review, write to the partnership office at office@kestrelbay-fane.example.",
)
NOTES = (
    "The evening ferry was withdrawn in November 2022; clinic times were not changed.",
    "See the partnership’s neglect strategy, https://kestrelbay-fane.example/neglect, section 4.",
)

_STYLE = f"""
@page {{ size: A4; margin: 24mm 22mm 22mm;
  @top-left {{ content: "{RUNNING}"; font: 8.5pt "Liberation Sans"; color: #555 }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages);
    font: 8.5pt "Liberation Sans"; color: #555 }} }}
body {{ font: 11pt/1.42 "Liberation Sans", sans-serif }}
h1 {{ font-size: 20pt; margin: 0 0 2mm; color: #14506b; line-height: 1.15 }}
.who {{ font-weight: bold; margin: 0 0 1mm }}
.when {{ margin: 0 0 5mm }}
h2 {{ font-size: 14pt; color: #14506b; margin: 5mm 0 1.5mm; break-after: avoid }}
h3 {{ font-size: 11pt; margin: 3mm 0 1mm; break-after: avoid }}
p {{ margin: 0 0 2mm }}
ul {{ margin: 0 0 2mm; padding-left: 5mm }}
li {{ margin-bottom: 1.2mm }}
.note {{ float: footnote; font-size: 8.5pt; line-height: 1.25 }}
.note::footnote-call {{ font-size: 7pt; vertical-align: super; line-height: 0 }}
.note::footnote-marker {{ font-size: 7pt; content: counter(footnote) "  "; vertical-align: super; line-height: 0 }}
"""


def make() -> Sample:
    """The file and the editor's answer."""
    body = f"<h2>{INTRO.heading}</h2>{_lines(INTRO)}<h2>What we found</h2>"
    body += "".join(f"<h3>{escape(one.heading)}</h3>{_lines(one)}" for one in FOUND)
    body += f"<h2>{LEARNED.heading}</h2><ul>{_lines(LEARNED, 'li')}</ul><h2>Recommendations</h2>"
    body += "".join(f"<p><b>{said.theme}:</b> {escape(said.text)}</p>" for said in ACTIONS)
    body += f"<h2>{QUESTIONS.heading}</h2><ul>{_lines(QUESTIONS, 'li')}</ul>"
    body += f"<h2>{CONTACT.heading}</h2>{_lines(CONTACT)}"
    html = (
        f"<html lang='en-GB'><title>{TITLE}</title><style>{_STYLE}</style><p class='who'>{PUBLISHER}</p>"
        f"<h1>{TITLE}</h1><p class='when'>7-minute briefing · Thematic review · September 2025</p>{body}</html>"
    )
    meta: dict[str, str | None] = {
        "title": TITLE,
        "subject": None,
        "publisher": PUBLISHER,
        "review_type": "Thematic Review",
        "date": "September 2025",
    }
    statements = (
        *statements_of((INTRO, *FOUND, LEARNED)),
        *(Said(said.sections, said.text) for said in ACTIONS),
        *statements_of((QUESTIONS, CONTACT)),
    )
    plain = tuple(Said(said.sections, _unmarked(said.text), said.theme) for said in statements)
    return Sample("kestrel-bay-was-not-brought.pdf", print_pages(html), meta, plain)


def _lines(one: Part, tag: str = "p") -> str:
    return "".join(f"<{tag}>{_with_notes(said.text)}</{tag}>" for said in one.statements)


def _with_notes(text: str) -> str:
    marked = escape(text)
    for number, note in enumerate(NOTES, 1):
        marked = marked.replace(f"{{{number}}}", f"<span class='note'>{escape(note)}</span>")
    return marked


def _unmarked(text: str) -> str:
    return text.replace("{1}", "").replace("{2}", "")
