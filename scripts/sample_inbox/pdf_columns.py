"""A PDF in two columns, justified, with words broken at line ends."""

from __future__ import annotations

from html import escape

from sample_inbox.packing import paragraphs, print_pages
from sample_inbox.truth import Part, Said, Sample, part, statements_of

TITLE = "“Nobody asked where I’d been”: learning from Jay"
PUBLISHER = "Port Annick Safeguarding Partnership"
STRAPLINE = "Learning from a rapid review · November 2025"

START = part(
    "Why are we sharing this?",
    "background",
    "Jay is fifteen. In spring he was found in a town eighty miles from home, in a flat that was being used to sell "
    "drugs, with a burn on his arm and no shoes.",
    "In the four months before, he had been excluded from school for carrying a knife that he said he had been handed "
    "minutes earlier, had been reported missing nine times, and had told a youth worker that he owed somebody money.",
    "Jay is safe now and helped us to write this briefing. The name is one he chose.",
)


def _theme(heading: str, found: tuple[str, ...], learned: tuple[str, ...]) -> Part:
    said = [Said("findings", text, heading) for text in found] + [Said("learning", text, heading) for text in learned]
    return Part(heading, said)


THEMES = (
    _theme(
        "Missing, again",
        (
            "Each missing episode was closed when Jay came home. No one looked at all nine together, although the "
            "times, the railway station and the new phone were the same in seven of them.",
            "Four return home conversations were offered by text message to a phone that was no longer his.",
        ),
        (
            "Practitioners should read missing episodes as a pattern, agree who holds that pattern, and offer a return "
            "conversation with an adult the young person would choose.",
        ),
    ),
    _theme(
        "Victim and suspect at once",
        (
            "The police investigation into the knife and the safeguarding enquiry ran side by side without a shared "
            "plan, so that Jay was a child at risk in one room and an offender in the next.",
        ),
        (
            "Exploited children may break the law because they are being exploited. Services should hold both facts in "
            "one meeting, and consider a referral to the National Referral Mechanism early.",
        ),
    ),
    _theme(
        "Exclusion as a turning point",
        (
            "Professionals told the review that contact with Jay dropped from daily to weekly once he was excluded. "
            "The people who had groomed him noticed before we did.",
        ),
        (
            "Before a permanent exclusion takes effect, the school and children’s social care should agree who will "
            "see the child on each of the next ten days.",
        ),
    ),
)
PRAISE = part(
    "Good practice",
    "good_practice",
    "A youth worker kept a place for Jay at football and sent him a photograph of the score every Friday, whether or "
    "not he replied. He rang her from the flat.",
    "The railway police recorded who had bought his ticket, which led to two arrests.",
)
ACTIONS = part(
    "What happens next",
    "recommendations",
    "The partnership will map missing episodes weekly and bring any child with three in a month to the exploitation "
    "panel.",
    "Schools will invite the missing coordinator to every governors’ exclusion hearing from January 2026.",
)
LINKS = part(
    "Useful links",
    "resources",
    "Port Annick exploitation toolkit: https://portannick.example/exploitation",
    "Language matters: words to use and to avoid about exploited children",
)
PARTS = (START, *THEMES, PRAISE, ACTIONS, LINKS)

_STYLE = """
@page { size: A4; margin: 16mm 15mm }
body { font: 10.2pt/1.38 "Liberation Serif", serif; hyphens: auto; text-align: justify }
.head { text-align: left; border-bottom: 1.5pt solid #7a1f3d; margin-bottom: 4mm; hyphens: manual }
.head .who { font: bold 11pt "Liberation Sans"; color: #7a1f3d; margin: 0 }
.head h1 { font: bold 19pt/1.15 "Liberation Sans"; margin: 1.5mm 0 }
.head .when { font: 9.5pt "Liberation Sans"; margin: 0 0 2.5mm }
.columns { columns: 2; column-gap: 8mm }
h2 { font: bold 12.5pt "Liberation Sans"; color: #7a1f3d; margin: 3.5mm 0 1mm; text-align: left; hyphens: manual;
     break-after: avoid }
h3 { font: bold 10.5pt "Liberation Sans"; margin: 2.5mm 0 .6mm; text-align: left; hyphens: manual; break-after: avoid }
p { margin: 0 0 1.6mm }
.links p { hyphens: manual; text-align: left }
"""


def make() -> Sample:
    """The file and the editor's answer."""
    body = f"<h2>{START.heading}</h2>{_plain(START)}<h2>What did we find, and what does it teach us?</h2>"
    for theme in THEMES:
        body += f"<h3>{escape(theme.heading)}</h3>"
        body += paragraphs(*(said.text for said in theme.statements if said.sections == "findings"))
        for said in theme.statements:
            if said.sections == "learning":
                body += f"<p><b>Learning:</b> {escape(said.text)}</p>"
    for one in (PRAISE, ACTIONS):
        body += f"<h2>{escape(one.heading)}</h2>{_plain(one)}"
    body += f"<h2>{escape(LINKS.heading)}</h2><div class='links'>{_plain(LINKS)}</div>"
    html = (
        f"<html lang='en-GB'><title>Rapid review briefing</title><style>{_STYLE}</style><div class='head'>"
        f"<p class='who'>{PUBLISHER}</p><h1>{TITLE}</h1><p class='when'>{STRAPLINE}</p></div>"
        f"<div class='columns'>{body}</div></html>"
    )
    meta: dict[str, str | None] = {
        "title": TITLE,
        "subject": "Jay",
        "publisher": PUBLISHER,
        "review_type": "Rapid Review",
        "date": "November 2025",
    }
    return Sample("port-annick-jay.pdf", print_pages(html), meta, statements_of(PARTS))


def _plain(one: Part) -> str:
    return paragraphs(*(said.text for said in one.statements))
