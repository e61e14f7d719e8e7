"""A landscape poster: seven boxes around a title, to be read by their numbers."""

from __future__ import annotations

from html import escape

from sample_inbox.packing import bullets, paragraphs, print_pages
from sample_inbox.truth import Part, Sample, part, statements_of

TITLE = "Sixty years married: domestic abuse in later life"
PUBLISHER = "Brackenmoor Community Safety Partnership"

BOXES = (
    part(
        "1. Background",
        "background",
        "Nell was 83 and had been married for sixty years when her husband killed her at their home in 2023.",
        "Family, a GP practice, a memory clinic, carers and a day centre knew the couple. Nell was spoken of as his "
        "carer, and later he as hers.",
        "The review covers the two years before her death, when his temper and her memory were both said to be “just "
        "their age”.",
        "Her daughters asked that people remember her bell ringing, her temper at cards and her laugh.",
    ),
    part(
        "2. What the Domestic Homicide Review found",
        "findings",
        "Bruises were put down to falls on six occasions without a question asked in private.",
        "He answered for her at every appointment after her diagnosis.",
        "Neighbours rang about shouting three times; each call was logged as a quarrel and closed.",
        "Carer stress was the only explanation that records considered.",
        "No professional had been trained to ask about abuse in couples over 65.",
    ),
    part(
        "3. Strengths",
        "good_practice",
        "A day centre volunteer wrote down Nell’s exact words and gave them to her manager.",
        "The memory clinic nurse insisted on one appointment without him, and recorded how Nell’s manner changed.",
        "Her GP receptionist moved the family to a double appointment without being asked.",
        "The pharmacist offered Nell a chair, a closed door and ten minutes.",
    ),
    part(
        "4. Learning for practice",
        "learning",
        "Abuse has no upper age limit. Ask everyone, and ask when they are on their own.",
        "Dementia can hide abuse, be blamed for abuse, or make it worse: record what you saw before what you think.",
        "Being a carer does not rule out being a victim, or being someone who harms.",
        "Strangling, threats to kill and talk of “ending it together” are warnings at any age.",
        "Leaving is not the only safe ending. Talk about what safety would look like at home.",
    ),
    part(
        "5. Think about it",
        "questions",
        "Could an older person speak to you today without their partner in the room?",
        "Who do you ring when a colleague says that a couple are “past all that”?",
        "What would you have written about the third bruise?",
    ),
    part(
        "6. Remember this one thing",
        "one_thing",
        "See the person alone. Every time, make ten minutes and a closed door.",
    ),
    part(
        "7. Where to get help",
        "resources|contact",
        "Brackenmoor Later Life Advocacy: 01632 960187, weekdays nine to five",
        "Worried about somebody today? Ring the adult front door on 01632 960101, or 999 if there is danger now",
        "Safe enquiry cards in large print: https://brackenmoor-csp.example/safe-enquiry",
    ),
)

_STYLE = """
@page { size: A4 landscape; margin: 0 }
body { margin: 0; font: 10.2pt/1.3 "Liberation Sans", sans-serif; color: #1c2430 }
.band { position: absolute; left: 0; top: 0; width: 297mm; height: 25mm; background: #3b2a57; color: #fff }
.band h1 { position: absolute; left: 12mm; top: 3.5mm; margin: 0; font-size: 20pt }
.band p { position: absolute; left: 12mm; top: 15.5mm; margin: 0; font-size: 10.5pt }
.box { position: absolute; border-radius: 2.5mm; box-sizing: border-box; padding: 3.2mm 4mm }
.box h2 { font-size: 12pt; margin: 0 0 1.5mm; color: #3b2a57 }
.box p { margin: 0 0 1.3mm }
.box ul { margin: 0; padding-left: 4.2mm }
.box li { margin: 0 0 1.1mm }
"""
_PLACES = (  # left, top, width, height in millimetres, fill; in the order of the boxes
    (10, 30, 88, 74, "#ece8f3"),
    (102, 30, 93, 74, "#fdeee6"),
    (199, 30, 88, 74, "#e6f3ea"),
    (10, 108, 130, 64, "#e8f0fa"),
    (144, 108, 72, 64, "#fbf6dc"),
    (220, 108, 67, 64, "#f7d154"),
    (10, 176, 277, 28, "#ececec"),
)


def make() -> Sample:
    """The file and the editor's answer."""
    boxes = [_box(one, place) for one, place in zip(BOXES, _PLACES, strict=True)]
    # Posters are drawn in any order: the file does not hold the boxes as a reader meets them.
    drawn = "".join(boxes[number] for number in (3, 0, 6, 1, 5, 2, 4))
    line = f"7 minute briefing · {PUBLISHER} · Domestic Homicide Review “Nell”"
    band = f"<div class='band'><h1>{TITLE}</h1><p>{line}</p></div>"
    html = f"<html lang='en-GB'><title>Poster</title><style>{_STYLE}</style>{drawn}{band}</html>"
    meta: dict[str, str | None] = {
        "title": TITLE,
        "subject": "Nell",
        "publisher": PUBLISHER,
        "review_type": "Domestic Homicide Review",
        "date": None,
    }
    return Sample("brackenmoor-nell.pdf", print_pages(html), meta, statements_of(BOXES), one_thing="source")


def _box(one: Part, place: tuple[int, int, int, int, str]) -> str:
    left, top, width, height, fill = place
    texts = [said.text for said in one.statements]
    inner = paragraphs(*texts) if one.heading[0] in "16" else bullets(*texts)
    style = f"left:{left}mm;top:{top}mm;width:{width}mm;height:{height}mm;background:{fill}"
    return f"<div class='box' style='{style}'><h2>{escape(one.heading)}</h2>{inner}</div>"
