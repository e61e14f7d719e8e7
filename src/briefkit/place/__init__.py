"""Placing: from a tidied document to the one schema, each item with its reason and its confidence.

The order of decision is in ``DESIGN.md``: title and banners, the publisher's own heading map, exact phrase, slip,
keyword family, open theme, cues.
"""

from __future__ import annotations

import re
from collections.abc import Set

from briefkit.briefing import SECTIONS, Briefing, Item, Sections
from briefkit.diagnostics import Diagnostic, Result
from briefkit.lexicon import Lexicon, load_lexicon
from briefkit.model import Document
from briefkit.place.banners import is_banner
from briefkit.place.dates import choose_date, credit_lines, find_dates
from briefkit.place.front import Front, read_front
from briefkit.place.inward import lead_inward
from briefkit.place.kinds import find_nation, find_review_type
from briefkit.place.names import case_named, names_case
from briefkit.place.one_thing import propose
from briefkit.place.outward import tell_disguised
from briefkit.place.own import find_own, tell_own, with_own
from briefkit.place.publishers import find_place, find_publisher
from briefkit.place.sorting import Sorter
from briefkit.place.subjects import find_subject
from briefkit.place.wording import plain_words
from briefkit.publishers import Publishers, goes_by

_FILE_NAME = re.compile(r"(?i)\.(docx?|pdf|pub|indd)$|^microsoft word|^untitled|^document\d*$")

_GUIDANCE = re.compile(r"(?i)\b(?:guides?|guidance|toolkit|procedures?|protocol|policy|how to)\b")
_OF_REVIEWS = re.compile(
    r"(?i)\b(?:reviews?|learning|lessons|briefings?|cases?|digest|stories|news\w*|SARs?|matters)\b"
)

UNSURE = 0.6
"""Items under this confidence go on the reader's list (BK320)."""
UNSURE_CODE = "BK320"


def place(document: Document, lexicon: Lexicon | None = None, publishers: Publishers = ()) -> Result[Briefing]:
    """The tidied document as a briefing. Nothing is reworded; what no section takes is set aside with its reason.

    Of ``publishers`` the entry of the document's own publisher is asked before the lexicon, and no other.
    """
    lexicon = lexicon or load_lexicon()
    front = read_front(document, lexicon)
    lone = _lone_lines(document, front)
    prose = _prose(document)
    publisher, slip = _publisher(document, prose, front.roles.keys() | lone)
    own = find_own(document, publisher, publishers)
    if own is not None:
        lexicon = with_own(lexicon, own)
        front = read_front(document, lexicon)
        lone = _lone_lines(document, front)
    corrected = own.name if own is not None and goes_by(own, publisher) else None
    tray = Sorter(document, front.roles, lexicon).sort()
    said: list[Diagnostic] = [*lead_inward(tray, document), *tell_disguised(tray.placed, document)]
    candidates: tuple[Item, ...] = ()
    chosen = {name: tuple(entry.item for entry in tray.placed if entry.section == name) for name in SECTIONS}
    if not chosen["one_thing"]:
        candidates = propose(tuple(tray.placed))
        chosen["one_thing"] = candidates[:1]
    dates = find_dates(document, front.roles, lone)
    front_text = "\n".join(document.blocks[n].text for n in sorted(front.roles))
    if slip is not None and not corrected:
        said.append(slip)
    briefing = Briefing(
        title=front.title or _title_instead(document.title, prose, said),
        sections=Sections(**chosen),
        subject=find_subject(
            f"{front.title}\n{front_text}", prose, _cases(document, prose, f"{front.title} {front_text}")
        ),
        publisher=corrected or publisher,
        review_type=find_review_type(_lines(document, front), lexicon, find_nation(prose)),
        date=choose_date(dates),
        dates=tuple(one.found for one in dates),
        keywords=tuple(dict.fromkeys((*front.keywords, *tray.keywords))),
        set_aside=tuple(tray.set_aside),
        absorbed=tuple(tray.absorbed),
        candidates=candidates,
        language=_language(prose),
    )
    said.extend(tell_own(briefing, own, publisher))
    said.extend(unsure(briefing, document))
    return Result(briefing, tuple(said))


def _prose(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if block.layer != "hidden")


def _cases(document: Document, prose: str, front: str) -> tuple[str, ...]:
    """The headings that are nothing but the name of a case, as in a digest of several."""
    if not _OF_REVIEWS.search(front):
        return ()
    headings = (block.text for block in document.blocks if block.kind == "heading" and block.layer == "body")
    named = (re.sub(r"^.*\b(?:from|about|of) ", "", heading) for heading in headings)
    return tuple(dict.fromkeys(case_named(heading) for heading in named if names_case(heading, prose)))


def _lines(document: Document, front: Front) -> list[str]:
    """The lines that may name the kind of review: the title first, then title matter, running heads, first text."""
    named = [document.blocks[n].text for n in (*front.title_blocks, *front.roles)]
    heads = [block.text for block in document.blocks if block.layer in {"header", "footer"}]
    if any(_GUIDANCE.search(line) for line in named):
        return [*named, *heads]  # a guide may name any review in passing
    return [*named, *heads, *(block.text for block in document.blocks[:40] if block.layer == "body")]


def _publisher(document: Document, prose: str, lines: Set[int]) -> tuple[str | None, Diagnostic | None]:
    """The publisher, named in ``lines`` (title matter, imprints), running heads or the text; and a slip in its name."""
    imprint = lines | credit_lines(document)
    named = [
        (block.text, 4.0 if n in imprint or block.layer in {"header", "footer"} else 1.0)
        for n, block in enumerate(document.blocks)
        if block.layer != "hidden"
    ]
    found = find_publisher(named)
    if found is None:
        return find_place(prose), None
    if not (found.misspelt or found.slip):
        return found.name, None
    where = next((block for block in document.blocks if (found.slip or found.name) in block.text), None)
    return found.name, Diagnostic(
        "BK303",
        "warning",
        f"The publisher’s name looks misspelt: ‘{found.slip}’; elsewhere it is ‘{found.name}’, which was taken."
        if found.slip
        else f"The publisher’s name looks misspelt: ‘{found.name}’. It was kept as it stands.",
        str(where.origin) if where is not None else "",
        "Correct it in the source." if found.slip else "Correct it in briefing.md and render again.",
    )


def _lone_lines(document: Document, front: Front) -> frozenset[int]:
    """The lines outside the title matter that have a digit and name only the publisher, the date or the series."""
    cells = {container.id for container in document.containers if container.kind == "cell"}
    return frozenset(
        n
        for n, block in enumerate(document.blocks)
        # Every date has a digit, and looking for a banner (publishers by likeness) in every paragraph is dear.
        if block.layer != "hidden"
        and n not in front.roles
        and block.container not in cells
        and re.search(r"\d", block.text)
        and is_banner(block.text)
    )


def _title_instead(stored: str, prose: str, said: list[Diagnostic]) -> str:
    """The title ``stored`` in the file's properties where it is one and no file name; else none, and BK302 says so.

    Nobody sees it in the document, and often it is that of another one: it counts only where the text has its words.
    """
    stored = stored.strip()
    seen, words = plain_words(prose), plain_words(stored).split()
    usable = bool(words) and not _FILE_NAME.search(stored) and all(f" {word} " in seen for word in words)
    said.append(
        Diagnostic(
            "BK302",
            "warning",
            "No title was found in the document"
            + (f"; ‘{stored}’ was taken from the file’s properties." if usable else "."),
            "",
            "Write the title into briefing.md and render again.",
        )
    )
    return stored if usable else ""


def _language(prose: str) -> str:
    """The language of most words: Welsh where its small words outnumber the English ones, else British English.

    What the file declares is not asked: Word writes its own default (``en-US``) into British documents.
    """
    words = prose.casefold().split()
    welsh = sum(
        word in {"yr", "yn", "ac", "gyda", "wedi", "mae", "oedd", "gan", "am", "ei", "eu", "i'r", "o'r"}
        for word in words
    )
    english = sum(word in {"the", "of", "and", "to", "was", "is", "with", "that", "for", "on"} for word in words)
    return "cy" if welsh > english else "en-GB"


def unsure(briefing: Briefing, document: Document) -> list[Diagnostic]:
    """BK320 for each item of a briefing that was placed with little confidence, with its place in the document."""
    places = {block.id: str(block.origin) for block in document.blocks}
    return [
        Diagnostic(
            UNSURE_CODE,
            "info",
            f"Not sure that this belongs to {name.replace('_', ' ')}: ‘{_shorten(item.text)}’ ({item.why}).",
            places.get(item.spans[0].block, "") if item.spans else "",
            "Move it in briefing.md if it belongs elsewhere.",
        )
        for name, item in briefing.sections.each()
        if item.confidence < UNSURE and item.origin == "source"
    ]


def _shorten(text: str, words: int = 12) -> str:
    parts = text.split()
    return text if len(parts) <= words else " ".join(parts[:words]) + " …"
