"""The title matter: which of the first lines is the title, and which are banners, names, dates and keywords."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from briefkit.lexicon import Lexicon
from briefkit.model import Document, TextBlock
from briefkit.place.banners import PAPER_FROM, SERIES, is_banner, keywords_of, names_publisher, role_of
from briefkit.place.date_words import find_written
from briefkit.place.dates import stands_alone
from briefkit.place.letters import SUBJECT, find_letter_title
from briefkit.place.names import names_case
from briefkit.place.publishers import find_publishers
from briefkit.tidy.runs import look_of
from briefkit.tidy.weights import NUMBERED_LABEL, Look, body_look

_JOINS = re.compile(r"(?i)(?:\b(?:of|from|the|and|for|in|on|to|with|into|a|about)|[–—,&-])$")
_TITLE_LABEL = re.compile(
    r"(?i)^(?:title|(?:title|name|subject) of (?:the )?(?:review|case|briefing|report)"
    r"|(?:review|case|briefing|report) (?:title|name))\s*:?$"
)
"""The label of the cell beside which a form has its title."""
_QUOTED_NAME = re.compile(r"^[“‘\"']\w[\w .’'-]{1,30}[”’\"']$")
_KIND_WORDS = re.compile(
    r"(?i)\b(?:learning|lessons|from|a|an|the|of|summary|briefing|report|executive|overview|seven|7|minute|for)\b|[\W_]"
)
_FIGURE = re.compile(r"[£$€]?\d[\d,.]*\s?(?:%|[kKmM]|million|in \d+)|(?!(?:19|20)\d\d$)[£$€]?\d[\d,.]*")
_FRONT_BLOCKS, _TITLE_WORDS, _POOR_TITLE, _RUNNING = 30, 30, 1.0, 8


class Front(msgspec.Struct, frozen=True):
    """The title matter: the title, the role of each block in it by its number, and the keywords found in it."""

    title: str
    roles: dict[int, str]
    keywords: tuple[str, ...] = ()
    title_blocks: tuple[int, ...] = ()


def read_front(document: Document, lexicon: Lexicon) -> Front:
    """What the lines above the first section are. Blocks are numbered as in ``document.blocks``."""
    body = body_look(document)
    letter, head = find_letter_title(document)
    if letter is not None:
        return _as_front(document, (letter,), tuple(sorted(head | {letter})))
    zone = _zone(document, lexicon)
    ranked = sorted(((_title_weight(document.blocks[n], n, body, lexicon), n) for n in zone), reverse=True)
    if not ranked or ranked[0][0] < 0:
        overhead = _in_running_head(document, body, lexicon)
        if overhead:
            ranked, zone = overhead, ()
    elsewhere = _elsewhere(document, body, lexicon)
    if elsewhere and (not ranked or _outshines(document, elsewhere[0][1], ranked[0][1])):
        ranked = elsewhere
        zone = tuple(n for n in zone if _shares_box(document, n, elsewhere[0][1]))
    named = _beside_label(document, zone)
    if named is not None:
        ranked = [(0.0, named)]
    subject = _subject_line(document)
    poor = not ranked or ranked[0][0] < _POOR_TITLE or bool(SERIES.match(document.blocks[ranked[0][1]].text))
    if subject is not None and named is None and poor:
        ranked = [(0.0, subject), *ranked]
    chosen = _with_neighbours(document, ranked[0][1], zone) if ranked else ()
    return _as_front(document, _with_case(document, chosen, zone, lexicon), zone)


def _as_front(document: Document, chosen: tuple[int, ...], zone: tuple[int, ...]) -> Front:
    """The title matter of which the title and the other lines are known."""
    roles: dict[int, str] = {}
    keywords: list[str] = []
    for n in zone:
        if n in chosen:
            continue
        block = document.blocks[n]
        words = keywords_of(block.text)
        roles[n] = "keywords" if words else role_of(block.text)
        keywords.extend(words)
    roles.update(dict.fromkeys(chosen, "title"))
    title = " ".join(document.blocks[n].text.strip() for n in chosen)
    return Front(_clean_title(title), roles, tuple(dict.fromkeys(keywords)), chosen)


def _zone(document: Document, lexicon: Lexicon) -> tuple[int, ...]:
    """The headings and short lines of the body before its first section or first running text."""
    zone: list[int] = []
    shape = None
    for n, block in enumerate(document.blocks[:_FRONT_BLOCKS]):
        if block.aside or block.layer != "body" or not block.text.strip():
            continue
        if _opens_section(document, n, lexicon, bool(zone)):
            # A box that was drawn beside the title may come first in the file; the title then follows in the body.
            if block.container == "body" or zone:
                break
            shape = block.container
            continue
        if block.container == shape:
            continue
        if keywords_of(block.text) or _is_front_line(block, lexicon) or (zone and _runs_on(document, zone[-1], n)):
            zone.append(n)
        elif not zone and block.kind == "paragraph" and _is_notice(block, lexicon):
            continue
        elif block.kind == "bullet" and zone and len(block.text.split()) <= 8:
            if not _front_bullets(document, n):
                break
            zone.append(n)
        else:
            break
    texts = sum(block.layer == "body" and not block.aside and bool(block.text.strip()) for block in document.blocks)
    # Where nothing would be left to read, the lines are the text and only the first is the title.
    return tuple(zone) if len(zone) < texts else tuple(zone[:1])


def _runs_on(document: Document, upper: int, lower: int) -> bool:
    """Whether a line looks like the one above it, which ends where no title ends or goes on in small letters."""
    above, below = document.blocks[upper], document.blocks[lower]
    if look_of(above.runs) != look_of(below.runs) or len(below.text.split()) > _TITLE_WORDS:
        return False
    return bool(_JOINS.search(above.text.strip())) or below.text.strip()[:1].islower()


def _is_notice(block: TextBlock, lexicon: Lexicon) -> bool:
    """Whether a line above the title only asks to share the page or says whom to ask."""
    return len(block.text.split()) <= 20 and lexicon.cue(block.text, "strong") is not None


def _front_bullets(document: Document, n: int) -> bool:
    """Whether the short bullets from block ``n`` on are followed by running text: keywords under the title."""
    for block in document.blocks[n : n + 12]:
        if block.kind == "bullet" and len(block.text.split()) <= 8:
            continue
        return block.kind == "paragraph"
    return False


def _opens_section(document: Document, n: int, lexicon: Lexicon, seen_title: bool) -> bool:
    block = document.blocks[n]
    if block.kind != "heading":
        return False
    if NUMBERED_LABEL.match(block.text) and (seen_title or len(block.text.split()) <= 4):
        return True
    if seen_title and PAPER_FROM.search(block.text) and find_publishers([(block.text, 4.0)]):
        return False
    if seen_title and (_above_banner(document, n) or _runs_on(document, n, min(n + 1, len(document.blocks) - 1))):
        return False
    known = lexicon.exact(block.text)
    if known and known.section == "metadata":
        return seen_title
    if seen_title and names_case(block.text, "") and _several_cases(document):
        return True
    if known:
        return seen_title or block.container != "body" or _text_below(document, n)
    if not seen_title or (_tells_topic(block.text) and not _has_title(document, n)):
        return False
    families = lexicon.families(block.text)
    titled = any(document.blocks[m].level <= block.level for m in range(n) if document.blocks[m].kind == "heading")
    return bool(families) and len(block.text.split()) <= 8 and titled and _text_below(document, n, least=_RUNNING)


def _several_cases(document: Document) -> bool:
    """Whether two or more headings name cases: a newsletter or a pack, whose case headings are no part of the title."""
    return sum(block.kind == "heading" and names_case(block.text, "") for block in document.blocks) > 1


def _tells_topic(text: str) -> bool:
    """Whether a heading says more than a section's name: "Learning from Ernest: hoarding and fire"."""
    return bool(re.search(r"(?i):\s\w|\b(?:from|about|into)\s\w", text))


def _has_title(document: Document, n: int) -> bool:
    """Whether any line above is more than a banner."""
    above = (block.text for block in document.blocks[:n] if block.layer == "body" and block.text.strip())
    return any(not is_banner(text) for text in above)


def _above_banner(document: Document, n: int) -> bool:
    """Whether a line of the publisher follows at once, so that the title matter is not over."""
    below = next(
        (block for block in document.blocks[n + 1 : n + 3] if block.layer == "body" and block.text.strip()), None
    )
    if below is None or below.container != document.blocks[n].container:
        return False
    named = find_publishers([(below.text, 4.0)]) if find_written(document.blocks[n].text) else ()
    return role_of(below.text) == "publisher" or bool(named and len(named[0][0]) > 0.7 * len(below.text.strip()))


def _text_below(document: Document, n: int, least: int = 0) -> bool:
    """Whether text stands below a heading, of so many words or in a list or with a stop at its end."""
    for block in document.blocks[n + 1 : n + 3]:
        if block.layer == "body" and not block.aside and block.text.strip():
            running = (
                len(block.text.split()) >= least or block.kind != "paragraph" or block.text.strip()[-1:] in ".:;?!"
            )
            return block.kind != "heading" and running
    return False


def _is_front_line(block: TextBlock, lexicon: Lexicon) -> bool:
    text = block.text.strip()
    if _FIGURE.fullmatch(text):
        return False  # a figure of a poster, with what it counts below it: text of the page
    if block.kind == "heading":
        return len(text.split()) <= _TITLE_WORDS
    if block.kind == "paragraph" and len(text.split()) <= 25 and names_publisher(text):
        return True
    if block.kind != "paragraph" or len(text.split()) > 14 or lexicon.cue(text, "strong"):
        return False
    return stands_alone(text) or not re.search(r"[.!?;,]\W*$", text)


def _in_running_head(document: Document, body: Look, lexicon: Lexicon) -> list[tuple[float, int]]:
    """Titles that stand only in the page header: lines that speak of a review and are no mere publisher or date."""
    heads = [
        (_title_weight(block, n, body, lexicon), n)
        for n, block in enumerate(document.blocks)
        if block.layer == "header" and re.search(r"(?i)\b(?:review|learning|briefing|lessons)\b", block.text)
    ]
    return sorted((hit for hit in heads if hit[0] > 0), reverse=True)[:1]


def _outshines(document: Document, other: int, chosen: int) -> bool:
    """Whether another heading of the first page is plainly set bigger than the one above the first section."""
    size, least = look_of(document.blocks[other].runs)[1], look_of(document.blocks[chosen].runs)[1]
    return size is not None and least is not None and other != chosen and size >= 1.15 * least


def _shares_box(document: Document, n: int, title: int) -> bool:
    return document.blocks[n].container == document.blocks[title].container


def _elsewhere(document: Document, body: Look, lexicon: Lexicon) -> list[tuple[float, int]]:
    """Without lines above the first section: the headings of the first page that name no section, the biggest first."""
    first = [
        n
        for n, block in enumerate(document.blocks)
        if block.kind == "heading"
        and not block.aside
        and block.layer in {"body", "header"}
        and (block.origin.page or 1) == 1
        and not lexicon.exact(block.text)
        and not NUMBERED_LABEL.match(block.text)
        and not _opens_list(document, n, lexicon)
        and not _FIGURE.fullmatch(block.text.strip())
    ]
    ranked = sorted(((_title_weight(document.blocks[n], n, body, lexicon), n) for n in first), reverse=True)
    return [hit for hit in ranked if hit[0] > 3.0][:1]


def _opens_list(document: Document, n: int, lexicon: Lexicon) -> bool:
    """Whether a short heading speaks of a section and a list follows: "What to do now" over its steps."""
    block, below = document.blocks[n], document.blocks[n + 1 : n + 2]
    listed = bool(below) and below[0].kind in {"bullet", "numbered"} and below[0].container == block.container
    return listed and len(block.text.split()) <= 6 and bool(lexicon.families(block.text))


def _title_weight(block: TextBlock, n: int, body: Look, lexicon: Lexicon) -> float:
    text = block.text.strip()
    words = text.split()
    weight = 1.5 * (block.kind == "heading") - 0.05 * n
    size = look_of(block.runs)[1]
    if size and body.size:
        weight += 4.0 * (size / body.size - 1)
    if block.style and "title" in block.style.casefold() and "sub" not in block.style.casefold():
        weight += 2.0
    weight += 1.0 if 3 <= len(words) <= 20 else 0.0
    families = lexicon.families(text)
    weight -= 3.0 * (bool(families) and families[0].section == "about")
    weight -= 2.0 * bool(re.match(r"\d{1,2}[.)]?\s", text))
    if stands_alone(text):
        weight -= 6.0
    publishers = find_publishers([(text, 1.0)])
    if publishers:
        share = len(publishers[0][0]) / max(1, len(text))
        weight -= 5.0 if share > 0.7 else 2.0
    if SERIES.match(text):
        weight -= 4.0
    if re.search(r"(?i)\b(?:learning|review|lessons|briefing)\b", text):
        weight += 0.5
    reviews = lexicon.reviews(text)
    if reviews and sum(end - start for start, end, _ in reviews) > 0.5 * len(text):
        weight -= 1.5
    if keywords_of(text):
        weight -= 3.0
    if block.kind in {"bullet", "numbered"} or lexicon.cue(text, "strong"):
        weight -= 4.0
    return weight


def _with_neighbours(document: Document, n: int, zone: tuple[int, ...]) -> tuple[int, ...]:
    """The title with the lines it runs over: same look, and the upper one ends where no title ends."""
    chosen = [n]
    at = zone.index(n) if n in zone else -1
    if at < 0:
        return (n,)
    for step in (1, -1):
        here = at
        while 0 <= here + step < len(zone):
            upper, lower = sorted((zone[here], zone[here + step]))
            if not _runs_on(document, upper, lower):
                break
            here += step
            chosen.append(zone[here])
    return tuple(sorted(chosen))


def _with_case(document: Document, chosen: tuple[int, ...], zone: tuple[int, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """A title that names only a kind of review, and the line below it where that names the case."""
    below = [n for n in zone if chosen and n > chosen[-1]][:1]
    title = " ".join(document.blocks[n].text for n in chosen)
    if not below or not _names_only_kind(title, lexicon):
        return chosen
    text = document.blocks[below[0]].text.strip()
    prose = "\n".join(block.text for block in document.blocks if block.layer == "body")
    head = re.split(r"\s[–—-]\s|:\s", text)[0]
    return (
        (*chosen, below[0]) if names_case(head, prose) or names_case(head, "") or _QUOTED_NAME.match(text) else chosen
    )


def _names_only_kind(title: str, lexicon: Lexicon) -> bool:
    rest = title
    for start, end, _ in reversed(lexicon.reviews(title)):
        rest = rest[:start] + rest[end:]
    return rest != title and not re.sub(_KIND_WORDS, "", rest)


def _subject_line(document: Document) -> int | None:
    """The line of a memo that says what it is about ("Subject: …"), by its number."""
    for n, block in enumerate(document.blocks[:_FRONT_BLOCKS]):
        if block.layer == "body" and not block.aside and SUBJECT.match(block.text.strip()):
            return n
    return None


def _beside_label(document: Document, zone: tuple[int, ...]) -> int | None:
    """The line of the title matter that stands behind or below one with the label of a title, by its number."""
    for n, after in pairwise(zone):
        label, title = document.blocks[n], document.blocks[after]
        if _TITLE_LABEL.match(label.text.strip()):
            return after if re.search(r"\w", title.text) and not re.search(r":\W*$", title.text) else None
    return None


def _clean_title(title: str) -> str:
    return re.sub(r"\s+", " ", SUBJECT.sub("", title.strip())).strip().rstrip(":").strip()
