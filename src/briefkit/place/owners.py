"""Who owns a recommendation and by when it is due, where the source names them: read, and never guessed.

A line of its own ("Owner: …", "Within 3 months") is no recommendation: it goes to the one that it completes. The words
stay in the text of that item, as those of a bracket or of a last sentence do, so that nothing is taken out of what the
partners agreed; the owner and the deadline point at them, and the pages set them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from briefkit.briefing import Item, Stated
from briefkit.deadlines import DEADLINE, LAST_DATE, TIME
from briefkit.lexicon import CaptionRole, Lexicon
from briefkit.model import Run, Span, slice_runs
from briefkit.place.tray import Sorted, Tray
from briefkit.place.wording import links_of, spans_of, wording
from briefkit.segment import sentences

_CAPTION = re.compile(r"[\s>•·*\[(]*([A-Za-z][\w /&’'()-]{1,45}?)\s*(?:[:?]\s*|\s[–—-]\s*|\t\s*)(?=\S)")
_BREAK = re.compile(r"\s*(?:[;|•·\n\t/]+|\.(?=\s)|,(?=\s)|\s[–—-]\s|\)\s*\()\s*|\s+(?=[A-Z])")
_ACTS = re.compile(r"(?i)\b(?:should|must|will|needs?|was|were|is|are|has|have|to (?:ensure|review|develop))\b")
_EDGE = " \t\n.,;|[]–—-"
BETWEEN = " – "
"""Between parts of one item that the source sets apart."""
_OWNER_WORDS, _DEADLINE_WORDS = 25, 16

_BRACKET = re.compile(r"[(\[]([^()\[\]]{3,140})[)\]]\W*$")


class Piece(msgspec.Struct, frozen=True):
    """One owner or deadline in a text: from which character to which it stands, and what is printed before it."""

    role: CaptionRole
    value: tuple[int, int]
    caption: str | None = None


def name_owners(tray: Tray, lexicon: Lexicon) -> None:
    """Gives recommendations their owners and deadlines; an item that says nothing else goes to the one it completes."""
    kept: list[Sorted] = []
    above: list[int] = []
    comes_first = False  # whether the lines of this document stand above their recommendations
    for entry in tray.placed:
        pieces = _whole(entry, lexicon) if entry.section == "recommendations" else ()
        if entry.section == "recommendations" and not pieces:
            # A line with a number of its own stays with it where the recommendation has another.
            free = [at for at in above if not (entry.item.number and kept[at].item.number)]
            lines = [kept.pop(at) for at in reversed(free)]
            kept.append(_handed(_with_own(entry, lexicon), lines[::-1], lexicon))
            comes_first, above = comes_first or bool(lines), []
            continue
        lead = _lead(kept, above) if pieces else None
        if lead is not None and _takes(kept[lead], entry, pieces, comes_first):
            kept[lead] = _joined(kept[lead], entry, pieces)
            continue
        above = [*above, len(kept)] if pieces else []
        kept.append(entry)
    tray.placed[:] = kept


def _lead(kept: list[Sorted], above: list[int]) -> int | None:
    """The item that a line below completes: the last one, or the one whose reasons that is."""
    lead = len(kept) - 1
    if lead < 0 or lead in above:
        return None
    while lead and kept[lead].completes and kept[lead - 1].section == kept[lead].section:
        lead -= 1
    return lead


def _handed(entry: Sorted, above: list[Sorted], lexicon: Lexicon) -> Sorted:
    """The item with the lines that stood above it, and with the label and the number that went to them."""
    for line in above:
        label, number = entry.item.label or line.item.label, entry.item.number or line.item.number
        item = msgspec.structs.replace(entry.item, label=label, number=number)
        entry = _joined(msgspec.structs.replace(entry, item=item), line, _whole(line, lexicon))
    return entry


def owned(item: Item, lexicon: Lexicon) -> Item:
    """An item of which only the words are known with the owner and the deadline that they name, without places."""
    run = (Run(item.text, Span("", 0, 0)),)
    read = _with_own(Sorted("recommendations", msgspec.structs.replace(item, owner=None, deadline=None), run), lexicon)
    return msgspec.structs.replace(item, owner=_unplaced(read.item.owner), deadline=_unplaced(read.item.deadline))


def _unplaced(stated: Stated | None) -> Stated | None:
    return None if stated is None else Stated(stated.text, stated.caption)


def _whole(entry: Sorted, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces of an item that says nothing but who and when; none where it says more."""
    text = _text(entry.runs)
    heads = (entry.item.lead_in, entry.item.theme if entry.item.label is None else None)
    for head in heads:
        role = lexicon.caption(head.rstrip(" :?")) if head else None
        if head and role is not None:
            value = _trimmed(text, 0, len(text))
            return (Piece(role, value, head.rstrip(" :?")),) if _can_be(role, text[slice(*value)]) else ()
    return stated_in(text, lexicon)


def _takes(lead: Sorted, entry: Sorted, pieces: tuple[Piece, ...], comes_first: bool) -> bool:
    """Whether a line completes the item before it: no label stands between, and lines do not stand above their items.

    ``comes_first`` says that they do; then one that names again what was named begins the next recommendation.
    """
    if lead.section != "recommendations" or (entry.item.label and entry.item.label != lead.item.label):
        return False
    return not comes_first or all(getattr(lead.item, piece.role) is None for piece in pieces)


def add(entry: Sorted, role: CaptionRole, runs: tuple[Run, ...], caption: str) -> Sorted:
    """The item with the words of a cell that names its owner or deadline."""
    return _joined(entry, Sorted(entry.section, entry.item, runs), (Piece(role, (0, len(_text(runs))), caption),))


def _joined(lead: Sorted, line: Sorted, pieces: tuple[Piece, ...]) -> Sorted:
    """The item with a line behind it that names its owner or deadline.

    A dash stands between the two where the item does not end in a stop, or where the line says no more than a cell.
    """
    ended = re.search(r"[.?!;:][\"”’)\]]*\s*$", _text(lead.runs))
    printed = pieces[0].caption is None or pieces[0].caption in _text(line.runs)
    between = Run(" " if ended and printed else BETWEEN, Span(line.runs[0].span.block, 0, 0))
    runs = (*lead.runs, between, *line.runs)
    item = msgspec.structs.replace(lead.item, text=wording(runs), spans=spans_of(runs), links=links_of(runs))
    return msgspec.structs.replace(lead, item=_named(item, pieces, line.runs), runs=runs)


def _with_own(entry: Sorted, lexicon: Lexicon) -> Sorted:
    """The item with what its own text says: in sentences behind it, in a bracket at its end, in a last date."""
    text = _text(entry.runs)
    bracket = _BRACKET.search(text)
    starts = [(start, len(text)) for start, _ in sentences(text)[1:]] + ([bracket.span(1)] if bracket else [])
    for start, end in starts:
        pieces = stated_in(text[start:end], lexicon)
        if pieces:
            return msgspec.structs.replace(entry, item=_named(entry.item, pieces, slice_runs(entry.runs, start, end)))
    closing = LAST_DATE.search(text)
    if closing is None or entry.item.deadline is not None:
        return entry
    return msgspec.structs.replace(entry, item=_named(entry.item, (Piece("deadline", closing.span(1)),), entry.runs))


def _named(item: Item, pieces: tuple[Piece, ...], runs: tuple[Run, ...]) -> Item:
    """The item with the owners and deadlines of runs; of several the words stand one behind the other."""
    for piece in pieces:
        item = name(item, piece.role, slice_runs(runs, *piece.value), piece.caption)
    return item


def name(item: Item, role: CaptionRole, runs: tuple[Run, ...], caption: str | None) -> Item:
    """The item with the owner or deadline that the runs say; behind the one that it has already."""
    new = Stated(wording(runs), caption or None, spans_of(runs))
    old: Stated | None = getattr(item, role)
    if old is not None:
        new = Stated(f"{old.text}; {new.text}", old.caption, (*old.spans, *new.spans))
    return msgspec.structs.replace(item, **{role: new})


def stated_in(text: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The owners and deadlines of a text that says nothing else; none where it says anything else.

    >>> from briefkit.lexicon import load_lexicon
    >>> [piece.role for piece in stated_in("Lead agency – Police; by 31 March 2025", load_lexicon())]
    ['owner', 'deadline']
    """
    alone = _trimmed(text, 0, len(text))
    if DEADLINE.fullmatch(text, *alone):
        return (Piece("deadline", alone),)
    pieces: list[Piece] = []
    at = 0
    while at < len(text):
        caption = _CAPTION.match(text, at)
        role = lexicon.caption(caption[1]) if caption else None
        if caption is None or role is None:
            return ()
        end, following = _end_of_value(text, caption.end(), lexicon)
        parted = list(_parted(text, role, caption, end))
        if not parted:
            return ()
        pieces.extend(parted)
        at = following
    return tuple(pieces)


def _end_of_value(text: str, start: int, lexicon: Lexicon) -> tuple[int, int]:
    """Where a value ends, and where the next caption begins."""
    for gap in _BREAK.finditer(text, start):
        caption = _CAPTION.match(text, gap.end())
        if caption is not None and lexicon.caption(caption[1]) is not None:
            return gap.start(), gap.end()
    return len(text), len(text)


def _parted(text: str, role: CaptionRole, caption: re.Match[str], end: int) -> Iterator[Piece]:
    """The value behind a caption, in two where a deadline follows the owner without a caption of its own."""
    if role == "owner":
        for gap in re.finditer(
            r"\s*[,;|]\s*|\s+[–—-]\s+|\s*[.]\s+|\s+\(|\s+(?=by |within )", text[caption.end() : end]
        ):
            before, after = caption.end() + gap.start(), caption.end() + gap.end()
            due = _trimmed(text, after, end, ")")
            if DEADLINE.fullmatch(text, *due) and _can_be("owner", text[caption.end() : before]):
                yield Piece("owner", _trimmed(text, caption.end(), before), caption[1])
                yield Piece("deadline", due)
                return
    value = _trimmed(text, caption.end(), end)
    if value[0] < value[1] and _can_be(role, text[value[0] : value[1]]):
        yield Piece(role, value, caption[1])


def _can_be(role: CaptionRole, value: str) -> bool:
    """Whether a value is a name or a time, and no sentence."""
    words = value.split()
    if role == "deadline":
        return 0 < len(words) <= _DEADLINE_WORDS and bool(TIME.search(value)) and not _ACTS.search(value)
    named = any(map(str.isupper, value)) or re.search(r"\ball\b", value) is not None
    named = named and not TIME.fullmatch(value.strip(_EDGE))
    return 0 < len(words) <= _OWNER_WORDS and named and not _ACTS.search(value) and len(sentences(value)) == 1


def _trimmed(text: str, start: int, end: int, more: str = "") -> tuple[int, int]:
    """The stretch without white space and marks at its edges; a bracket that closes inside it stays."""
    while start < end and text[start] in _EDGE + "(":
        start += 1
    while start < end and text[end - 1] in _EDGE + more:
        end -= 1
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        end -= 1
    return start, end


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
