"""Briefings made by hand for the writers' tests: fictional places, people and findings of our own."""

from __future__ import annotations

from briefkit.briefing import Aside, Briefing, Item, Link, ReviewType, Sections, SourceNote
from briefkit.ledger import Ledger
from briefkit.record import Record


def record(briefing: Briefing) -> Record:
    """A record around a briefing; its ledger is empty, since the writers here do not print it."""
    return Record(briefing, Ledger(), SourceNote("sample.docx", "0" * 64, "application/test"))


def items(*texts: str, kind: str = "bullet", theme: str | None = None, label: str | None = None) -> tuple[Item, ...]:
    return tuple(Item(text, kind=kind, theme=theme, label=label) for text in texts)  # type: ignore[arg-type]


BACKGROUND = items(
    "Wren was eleven weeks old when her grandmother noticed a bruise on her arm and took her to the walk-in centre. "
    "A skeletal survey found three healing fractures. Wren lived with her mother Jo, her half-brother and, from March, "
    "with Jo’s partner. Midwives, a health visitor, a housing officer and a nursery all knew the family.",
    "The review covered the ten months before the injuries were found. It spoke with nineteen practitioners and with "
    "Wren’s grandmother. All names have been changed.",
    kind="paragraph",
)

FINDINGS = (
    *items(
        "Six services recorded that a man had moved in. None of them wrote down his name or asked about his past.",
        "The nursery saw him twice a week and thought that everybody else knew who he was.",
        theme="The man nobody met",
    ),
    *items(
        "Three home visits were cancelled by text message and rebooked without a conversation.",
        "A different health visitor came each time, so that no one saw the pattern of missed visits as a whole.",
        theme="Appointments were counted and not understood",
    ),
    *items(
        "The bruise at eight weeks was accepted as the mark of a car seat. The bruising procedure was not opened.",
        "Feeding and sleep were written up in detail; how Wren was handled was not.",
        theme="Bruising in babies",
    ),
)

GOOD = items(
    "The housing officer wrote down what she saw and heard on the day and rang the duty social worker twice.",
    "The walk-in centre kept Wren in the building until a paediatrician had seen her.",
)

LEARNING = (
    *items(
        "Ask at every contact who lives in the home, who stays overnight and who helps with the baby.",
        "A new adult in the home is a change in risk: read what other services hold before the next visit.",
        theme="See every adult",
    ),
    *items(
        "A bruise on a baby who does not yet crawl needs a same-day medical, whatever the explanation.",
        "“Was not brought” is about the child. Say so in the record and decide what will happen next.",
        theme="Know the baby’s day",
    ),
    *items("When an answer does not make sense, ask again, and use the escalation policy early.", theme="Stay curious"),
)

RECOMMENDATIONS = items(
    "Community health adds a field for all adults in the home to the contact record by September.",
    "All partners adopt one procedure for children who were not brought, with a call after the second missed visit.",
    "Adult services ask every client about the children they live with and tell the health visitor within a week.",
    "The partnership audits forty records of babies under one and reports what has changed.",
    kind="numbered",
)

QUESTIONS = items(
    "How many adults on your caseload do you know only as “partner” or “friend”?",
    "When a child is not brought, who notices the second time?",
    "What would help you to say “I am still worried” when others are reassured?",
)

RESOURCES = (
    Item(
        "Bruising in babies: the local pathway",
        kind="bullet",
        links=(Link("the local pathway", "https://northmere.example/bruising"),),
    ),
    Item(
        "Information sharing guide: https://northmere.example/guides/information-sharing-for-practitioners",
        kind="bullet",
    ),
    Item(
        "Escalation policy", kind="bullet", links=(Link("Escalation policy", "https://northmere.example/escalation"),)
    ),
)

CONTACT = items("Worried about a child? Call the Northmere front door on 01632 960456.", "learning@northmere.example")

ABOUT = items(
    "This briefing is for everybody who works with families with babies. Please read it in a team meeting.",
    kind="paragraph",
)

MEDIUM = Briefing(
    title="The man nobody met: learning from Baby Wren",
    subject="Baby Wren",
    publisher="Northmere Safeguarding Children Partnership",
    review_type=ReviewType("LCSPR", "Local Child Safeguarding Practice Review"),
    date="March 2026",
    keywords=("babies", "bruising", "hidden adults"),
    sections=Sections(
        background=BACKGROUND,
        findings=FINDINGS,
        good_practice=GOOD,
        learning=LEARNING,
        recommendations=RECOMMENDATIONS,
        one_thing=(
            Item(
                "At your next visit, ask who lives here, who stays here and who helps with the baby, "
                "and write down every name.",
                origin="source",
            ),
        ),
        questions=QUESTIONS,
        resources=RESOURCES,
        contact=CONTACT,
        about=ABOUT,
    ),
    set_aside=(
        Aside("Page 1 of 2", "page-number"),
        Aside("Northmere Safeguarding Children Partnership", "page-header"),
    ),
)
"""About 480 words in all ten sections."""

SHORT = Briefing(
    title="Learning from Child Alder",
    publisher="Eastvale Safeguarding Partnership",
    sections=Sections(
        background=BACKGROUND[:1],
        findings=items(*(item.text for item in FINDINGS[:3]), kind="bullet"),
        learning=items(*(item.text for item in LEARNING[:3])),
        one_thing=(Item(LEARNING[0].text, origin="suggested"),),
    ),
)
"""Four sections, a suggested one thing, no recommendations, no contact."""


def longer(briefing: Briefing, times: int) -> Briefing:
    """The briefing with its themed sections repeated so often, each time under themes of their own."""

    def again(section: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            Item(f"{item.text} ({turn + 1})" if turn else item.text, kind=item.kind,
                 theme=f"{item.theme} {turn + 1}" if turn and item.theme else item.theme)
            for turn in range(times)
            for item in section
        )  # fmt: skip

    old = briefing.sections
    sections = Sections(
        background=again(old.background),
        findings=again(old.findings),
        good_practice=old.good_practice,
        learning=again(old.learning),
        recommendations=again(old.recommendations),
        one_thing=old.one_thing,
        questions=old.questions,
        resources=old.resources,
        contact=old.contact,
        about=old.about,
    )
    return Briefing(
        title=briefing.title,
        subject=briefing.subject,
        publisher=briefing.publisher,
        review_type=briefing.review_type,
        date=briefing.date,
        keywords=briefing.keywords,
        sections=sections,
    )
