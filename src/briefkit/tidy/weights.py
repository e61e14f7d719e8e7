"""The evidence that a line is a heading: its looks, its words, its shape and where it stands, each with a weight."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import msgspec

from briefkit.deadlines import DEADLINE
from briefkit.lexicon import Lexicon
from briefkit.model import Document, TextBlock
from briefkit.tidy.runs import in_capitals, is_italic, is_linked, look_of, plain_colour

_SAYS = re.compile(
    r"(?i)\b(?:is|are|was|were|be|should|must|can|could|will|would|includes?|included|following|below|these|have|has|had"
    r"|identified|found|needs?|please|visit|consider|you|we|they|look|ask|when|if)\b"
)
_CAPTION = re.compile(
    r"(?i)^(?:table|figure|fig\.|chart|graph|diagram|map|photo|image)\s*[\dA-Z]?\d*(?:\.\d+)*\s*(?:[:.–—-]|$)"
    r"|^(?:source|note)s?:"
)

_LABEL = re.compile(
    r"(?i)^(?:[\w/]+ ){0,3}(?:no|nos|ref|reference|date|contact|enquiries|tel|telephone|e-?mail|author|version|owner"
    r"|status|department|agency|stage)\.?(?: \w+){0,2} ?:(?!.*\?)"
)
_BEFORE_VALUE = re.compile(r"(\S.{0,44}?)\s*(?::|\s[–—-])\s*\S")
_ADDRESS = re.compile(r"@|https?://|www\.")
_QUESTION = re.compile(
    r"(?i)\?$|^(?:what|why|how|who|whom|which|when|where|does|do|did|is|are|was|were|has|have|will|can|should)\b.*\?"
)
_ENTRY = re.compile(r"(?:\s{3,}|\t\s*)\d{1,3}$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_STOPS = re.compile(r"[.!]\W*$")
_GOES_ON = re.compile(r"[,;]\W*$")

ALL_CAPITALS = "all capitals"
"""What the Word reader says of a line that is printed in capitals and was typed otherwise."""

LONGEST, LONGEST_QUESTION = 30, 50
"""Words beyond which a line is weighed no more; a question that is set apart as a whole may be longer."""

LEAST = 1.5
"""What weighs less than this is no heading, whatever stands around it."""

_MOST_BY_WORDS, _MOST_UNKNOWN = 2.5, 0.8
"""The most that words can add, and the most that they add where they are no known heading."""

NUMBERED_LABEL = re.compile(
    r"(?i)^(?:recommendation|learning point|learning|finding|theme|action|lesson|key message|question|issue|step|point"
    r"|key line of enquiry|kloe|practice point|priority)s?\s*(?:no\.?\s*)?"
    r"(?:\d{1,2}|[ivx]{1,4}\b|[a-h]\b)(?:\s*[:.)–—-]|\s*$)"
)


class Look(msgspec.Struct, frozen=True):
    """How most of the running text looks: size in points, bold, colour; ``plain`` where the source tells no sizes."""

    size: float | None
    bold: bool
    colour: str | None
    plain: bool


class Around(msgspec.Struct, frozen=True):
    """What stands around a line: whether the text above is finished, the block below, how many short lines like it
    its container has, whether it is alone there, whether it is the value of text to its left in a table, and
    whether it stands above a table or, alone in its cell, above a cell of text."""

    finished: bool
    below: TextBlock | None
    alike: int
    alone: bool
    apart: bool = False
    value: bool = False
    above_table: bool = False
    above_cell: bool = False


def body_look(document: Document) -> Look:
    """The look of most letters in running text (lists and paragraphs of the body, boxes included)."""
    sizes: Counter[float] = Counter()
    colours: Counter[str | None] = Counter()
    bold = letters = 0
    for block in document.blocks:
        if block.layer != "body" or block.aside or block.kind == "heading":
            continue
        for run in block.runs:
            letters += len(run.text)
            bold += len(run.text) * run.bold
            colours[plain_colour(run.colour)] += len(run.text)
            if run.size is not None:
                sizes[run.size] += len(run.text)
    size = sizes.most_common(1)[0][0] if sizes else None
    colour = colours.most_common(1)[0][0] if colours else None
    return Look(size, letters > 0 and bold > 0.6 * letters, colour, not sizes)


class Form(NamedTuple):
    """A line that may be a heading: its words, and what its looks and its shape weigh, each with its reason."""

    text: str
    words: list[str]
    looks: list[tuple[float, str]]
    shape: list[tuple[float, str]]


def weigh_form(block: TextBlock, body: Look) -> Form | None:
    """What a line's looks and shape weigh; ``None`` for what can be no heading."""
    text = unmarked(block)
    words = text.split()
    if len(words) > LONGEST and (len(words) > LONGEST_QUESTION or not is_question(text) or not stands_out(block, body)):
        return None
    if not _LETTERS.search(text) or _ADDRESS.search(text) or _ENTRY.search(text):
        return None
    return Form(text, words, _weigh_looks(block, body), _weigh_shape(text, words))


def weigh(form: Form, placed: list[tuple[float, str]], lexicon: Lexicon) -> tuple[float, tuple[str, ...]]:
    """What a line's looks, words, shape and place weigh together, and the reasons for it.

    The lexicon is asked only where its answer could make a difference: that takes longer than all the rest.
    """
    text, words, looks, shape = form
    lacking = LEAST - sum(weight for weight, _ in (*looks, *shape, *placed))
    if lacking > _MOST_BY_WORDS:
        return 0.0, ()
    said = _weigh_words(text, words, lexicon, lacking > _MOST_UNKNOWN)
    scores = [*looks, *said, *shape]
    if text.endswith(":") and not looks and not said and len(words) > 5:
        scores.append((-2.0, "introduces what follows"))
    if sum(weight for weight, _ in scores) > 0:  # no place makes a heading of what is none
        scores += placed
    return sum(weight for weight, _ in scores), tuple(reason for weight, reason in scores if weight > 0)


def is_question(text: str) -> bool:
    """Whether a text asks something."""
    return "?" in text and bool(_QUESTION.search(text))


def unmarked(block: TextBlock) -> str:
    """The words of a line without the raised marks of notes."""
    words = "".join(run.text for run in block.runs if run.script == "normal").strip()
    return words or block.text.strip()


def stands_out(block: TextBlock, body: Look) -> bool:
    """Whether a line looks like no running text: bold, bigger, underlined or in capitals."""
    return sum(weight for weight, _ in _weigh_looks(block, body)) >= 1.5


def _weigh_looks(block: TextBlock, body: Look) -> list[tuple[float, str]]:
    bold, size, colour, underlined = look_of(block.runs)
    scores: list[tuple[float, str]] = []
    if bold and not body.bold:
        scores.append((2.0, "bold line"))
    if size and body.size and size >= body.size + 0.9:
        scores.append((2.0 if size < 1.25 * body.size else 3.0, f"{size:g} pt against {body.size:g} pt"))
    colour = plain_colour(colour)
    if colour and colour != body.colour and not is_linked(block.runs):
        scores.append((1.0, f"colour {colour}"))
    if underlined and not is_linked(block.runs):
        scores.append((1.5, "underlined line"))
    if is_italic(block.runs):
        scores.append((1.0, "italic line"))
    if in_capitals(block.text) or ALL_CAPITALS in block.evidence:
        scores.append((2.0, "capitals"))
    return scores


def _weigh_words(text: str, words: list[str], lexicon: Lexicon, only_known: bool) -> list[tuple[float, str]]:
    """``only_known`` says that nothing but a known heading could still make the line one."""
    if len(words) <= 4 and NUMBERED_LABEL.match(text):
        return [(2.5, "numbered label")]
    if lexicon.exact(text):
        return [(2.5, "known heading")]
    if lexicon.slip(text):
        return [(2.0, "known heading with a slip")]
    if only_known:
        return []
    if _names_owner(text, lexicon):
        return [(-2.5, "says who or by when")]
    cue = lexicon.cue(text, "strong")
    if cue is not None and cue.section in {"resources", "contact", "about"}:
        return [(-2.5, "says where to look or whom to ask")]
    if len(words) <= 8 and lexicon.families(text):
        return [(0.8, "words of a heading")]
    return []


def _names_owner(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the owner or the deadline of an action: "Lead agency – Police", "Within 3 months"."""
    if DEADLINE.fullmatch(text.strip(" .()[]")):
        return True
    caption = _BEFORE_VALUE.match(text)
    return caption is not None and lexicon.caption(caption[1]) is not None


def _weigh_shape(text: str, words: list[str]) -> list[tuple[float, str]]:
    scores: list[tuple[float, str]] = []
    if _CAPTION.match(text):
        scores.append((-6.0, "captions a table or figure"))
    if sum(map(str.isalpha, text)) < 0.5 * sum(map(len, words)):
        scores.append((-2.5, "mostly figures"))
    if (":" in text and _LABEL.match(text)) or "=" in text:
        scores.append((-2.5, "a label and its value, or a formula"))
    if _STOPS.search(text) and not text.endswith("..") and len(words) > 2:
        phrase = len(words) <= 10 and not _SAYS.search(text) and text.endswith(".")
        scores.append((-1.5 if phrase else -2.5, "ends as a sentence"))
    if _GOES_ON.search(text) or text[:1].islower():
        scores.append((-2.5, "goes on"))
    if text.endswith(":") and _SAYS.search(text):
        scores.append((-2.0, "introduces a list"))
    if len(words) <= 12:
        scores.append((0.5, "short"))
    elif len(words) > 14 and not is_question(text):
        scores.append((-1.0, "long"))
    return scores


def weigh_place(block: TextBlock, around: Around, body: Look) -> list[tuple[float, str]]:
    """What the place of a line adds or takes: text below it, nothing below it, a short line above a paragraph."""
    if around.value:
        return [(-2.5, "belongs to the text beside it")]
    if around.below is None:
        return [(-0.5, "nothing below it")]
    if around.below.container != block.container:
        # A caption may fill a cell or a box of its own, above or beside the text that it heads.
        if around.above_table:
            return []
        beside = around.alone and ((_has_text_below(block, around.below) and not around.apart) or around.above_cell)
        return [(0.5, "text beside it") if beside else (-0.5, "nothing below it")]
    if is_question(unmarked(block)) and stands_out(block, body) and _is_answer(around.below):
        return [(1.0, "question above its answer")]
    attached = body.plain and around.below.kind == "heading" and bool(block.before) and not around.below.before
    if not _has_text_below(block, around.below) and not attached:
        return []
    scores = [(0.5, "text below it")]
    # Plain text tells no looks: a short line without a stop between finished paragraphs is what is left to go by.
    # Where looks are told it takes two or more such lines in one container.
    spaced = body.plain and bool(block.before)
    if (around.finished or spaced) and is_short_line(block):
        weight = 1.8 if body.plain else (1.6 if around.alike > 1 else 0.6)
        scores.append((weight, "short line above its text"))
    return scores


def _is_answer(below: TextBlock) -> bool:
    text = below.text.strip()
    return below.kind == "paragraph" and len(text.split()) >= 8 and not text.endswith("?")


def _has_text_below(block: TextBlock, below: TextBlock) -> bool:
    listed = below.kind in {"bullet", "numbered"}
    return listed or (below.kind == "paragraph" and len(below.text.split()) >= max(8, 1.5 * len(block.text.split())))


def is_short_line(block: TextBlock) -> bool:
    """Whether a block could be a heading for its shape: it begins with a capital, is short and does not go on."""
    text = block.text.strip()
    return text[:1].isupper() and not text.endswith((".", ",", ";")) and len(text.split()) <= 14
