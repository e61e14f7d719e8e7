"""Finding headings that only formatting tells, and giving all headings levels that agree with their looks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import msgspec

from briefkit.diagnostics import Result
from briefkit.lexicon import Lexicon, load_lexicon
from briefkit.model import Document, TextBlock
from briefkit.tidy.runs import is_linked, look_of

_SAYS = re.compile(
    r"(?i)\b(?:is|are|was|were|be|should|must|can|could|will|would|includes?|included|following|below|these|have|has|had"
    r"|identified|found|needs?|please|visit|consider|you|we|they|look|ask|when|if)\b"
)
HEADING_FLOOR = 2.5
"""The sum of evidence from which a line is taken for a heading (weights in :func:`_weigh`)."""

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
    its container has, and whether it is alone there."""

    finished: bool
    below: TextBlock | None
    alike: int
    alone: bool


def find_headings(document: Document) -> Result[Document]:
    """Paragraphs that a reader sees as headings get ``kind="heading"`` with their evidence."""
    body = body_look(document)
    lexicon = load_lexicon()
    blocks = list(document.blocks)
    text_at = [n for n, block in enumerate(blocks) if _is_text(block)]
    alike = _short_lines(blocks, text_at)
    held = Counter(blocks[n].container for n in text_at)
    # From the last to the first: what stands below a line is decided before the line is.
    for place, n in reversed(list(enumerate(text_at))):
        block = blocks[n]
        if block.kind == "paragraph" and block.marker and not look_of(block.runs)[0]:
            continue  # "6.2 How do we …": a numbered paragraph of a report
        if block.kind != "paragraph" and not _may_be_numbered_heading(blocks, text_at, place, lexicon):
            continue
        finished = _is_finished(blocks, text_at, place)
        below = blocks[text_at[place + 1]] if place + 1 < len(text_at) else None
        weight, evidence = _weigh(block, body, lexicon)
        if weight > 0:
            around = Around(finished, below, alike[block.container], held[block.container] == 1)
            placed = _weigh_place(block, around, body)
            weight += sum(score for score, _ in placed)
            evidence += tuple(reason for score, reason in placed if score > 0)
        if weight >= HEADING_FLOOR:
            blocks[n] = msgspec.structs.replace(block, kind="heading", evidence=(*block.evidence, *evidence))
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)))


def _may_be_numbered_heading(blocks: list[TextBlock], text_at: list[int], place: int, lexicon: Lexicon) -> bool:
    """Whether a numbered item is a numbered heading ("2. Circumstances"): short, no sentence, and no list around it."""
    block = blocks[text_at[place]]
    text = block.text.strip()
    if block.kind != "numbered" or len(text.split()) > 10 or (re.search(r"[.;,?!]$", text) and not lexicon.exact(text)):
        return False
    below = blocks[text_at[place + 1]] if place + 1 < len(text_at) else None
    if below is None or (below.kind == "numbered" and len(below.text.split()) <= 10):
        return False
    return look_of(block.runs)[0] or lexicon.heading(text) is not None


def demote_sentences(document: Document) -> Result[Document]:
    """Headings that read as running text become paragraphs again.

    A heading style or bold type is misused for a long block that ends as a sentence, or for a line that only
    announces an address ("For more information visit:").
    """
    lexicon = load_lexicon()
    blocks = tuple(
        msgspec.structs.replace(block, kind="paragraph", level=0, evidence=(*block.evidence, "reads as running text"))
        if block.kind == "heading" and (_reads_as_text(block.text) or _announces(block.text, lexicon))
        else block
        for block in document.blocks
    )
    return Result(msgspec.structs.replace(document, blocks=blocks))


def level_headings(document: Document) -> Result[Document]:
    """Heading levels from 1 without gaps: bigger is higher; in one size capitals or colour are higher than bold."""
    headings = [block for block in document.blocks if block.kind == "heading" and not block.aside]
    ranks = sorted({_rank(block) for block in headings})
    blocks = tuple(
        msgspec.structs.replace(block, level=min(ranks.index(_rank(block)) + 1, 6))
        if block.kind == "heading" and not block.aside
        else block
        for block in document.blocks
    )
    return Result(msgspec.structs.replace(document, blocks=blocks))


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
            colours[run.colour] += len(run.text)
            if run.size is not None:
                sizes[run.size] += len(run.text)
    size = sizes.most_common(1)[0][0] if sizes else None
    colour = colours.most_common(1)[0][0] if colours else None
    return Look(size, letters > 0 and bold > 0.6 * letters, colour, not sizes)


def _is_text(block: TextBlock) -> bool:
    return block.layer == "body" and not block.aside and bool(block.text.strip())


def _is_finished(blocks: list[TextBlock], text_at: list[int], place: int, depth: int = 2) -> bool:
    """Whether the text above is complete: nothing, no paragraph, a whole sentence, or a short line after such."""
    if place == 0:
        return True
    above = blocks[text_at[place - 1]]
    text = above.text.strip()
    if above.kind != "paragraph" or re.search(r"[.!?:][”’\"')]*$", text):
        return True
    short = len(text.split()) <= 14 and text[:1].isupper()
    return short and depth > 0 and _is_finished(blocks, text_at, place - 1, depth - 1)


def _reads_as_text(text: str) -> bool:
    words = text.split()
    return len(words) > 25 or (len(words) > 14 and bool(re.search(r"[.!]\W*$", text)))


def _announces(text: str, lexicon: Lexicon) -> bool:
    text = text.strip()
    return text.endswith(":") and not lexicon.exact(text) and lexicon.cue(text, "strong") is not None


def _weigh(block: TextBlock, body: Look, lexicon: Lexicon) -> tuple[float, tuple[str, ...]]:
    text = block.text.strip()
    words = text.split()
    if len(words) > 30 or not re.search(r"[^\W\d_]{2}", text) or "@" in text or re.search(r"https?://|www\.", text):
        return 0.0, ()
    scores = [*_weigh_looks(block, body), *_weigh_words(text, lexicon), *_weigh_shape(text, words)]
    return sum(weight for weight, _ in scores), tuple(reason for weight, reason in scores if weight > 0)


def _weigh_looks(block: TextBlock, body: Look) -> list[tuple[float, str]]:
    bold, size, colour, underlined = look_of(block.runs)
    scores: list[tuple[float, str]] = []
    if bold and not body.bold:
        scores.append((2.0, "bold line"))
    if size and body.size and size >= body.size + 0.9:
        scores.append((2.0 if size < 1.25 * body.size else 3.0, f"{size:g} pt against {body.size:g} pt"))
    if colour and colour != body.colour and not is_linked(block.runs):
        scores.append((1.0, f"colour {colour}"))
    if underlined and not is_linked(block.runs):
        scores.append((1.5, "underlined line"))
    if all(run.italic for run in block.runs if run.text.strip()):
        scores.append((1.0, "italic line"))
    letters = [char for char in block.text if char.isalpha()]
    if len(letters) > 4 and sum(char.isupper() for char in letters) > 0.9 * len(letters):
        scores.append((2.0, "capitals"))
    return scores


def _weigh_words(text: str, lexicon: Lexicon) -> list[tuple[float, str]]:
    if NUMBERED_LABEL.match(text) and len(text.split()) <= 4:
        return [(2.5, "numbered label")]
    if lexicon.exact(text):
        return [(2.5, "known heading")]
    if lexicon.slip(text):
        return [(2.0, "known heading with a slip")]
    cue = lexicon.cue(text, "strong")
    if cue is not None and cue.section in {"resources", "contact", "about"}:
        return [(-2.5, "says where to look or whom to ask")]
    if len(text.split()) <= 8 and lexicon.families(text):
        return [(0.8, "words of a heading")]
    return []


def _weigh_shape(text: str, words: list[str]) -> list[tuple[float, str]]:
    scores: list[tuple[float, str]] = []
    if re.search(r"[.!]\W*$", text) and not text.endswith("..") and len(words) > 2:
        scores.append((-2.5, "ends as a sentence"))
    if re.search(r"[,;]\W*$", text) or text[:1].islower():
        scores.append((-2.5, "goes on"))
    if text.endswith(":") and _SAYS.search(text):
        scores.append((-2.0, "introduces a list"))
    if len(words) <= 12:
        scores.append((0.5, "short"))
    elif len(words) > 14:
        scores.append((-1.0, "long"))
    return scores


def _weigh_place(block: TextBlock, around: Around, body: Look) -> list[tuple[float, str]]:
    if around.below is None:
        return [(-0.5, "nothing below it")]
    if around.below.container != block.container:
        # A caption may fill a cell or a box of its own, above or beside the text that it heads.
        beside = around.alone and _has_text_below(block, around.below)
        return [(0.5, "text beside it") if beside else (-0.5, "nothing below it")]
    attached = body.plain and around.below.kind == "heading" and bool(block.before) and not around.below.before
    if not _has_text_below(block, around.below) and not attached:
        return []
    scores = [(0.5, "text below it")]
    # Plain text tells no looks: a short line without a stop between finished paragraphs is what is left to go by.
    # Where looks are told it takes two or more such lines in one container.
    spaced = body.plain and bool(block.before)
    if (around.finished or spaced) and _is_short_line(block):
        weight = 1.8 if body.plain else (1.6 if around.alike > 1 else 0.6)
        scores.append((weight, "short line above its text"))
    return scores


def _has_text_below(block: TextBlock, below: TextBlock) -> bool:
    listed = below.kind in {"bullet", "numbered"}
    return listed or (below.kind == "paragraph" and len(below.text.split()) >= max(8, 1.5 * len(block.text.split())))


def _is_short_line(block: TextBlock) -> bool:
    text = block.text.strip()
    return text[:1].isupper() and not re.search(r"[.,;]$", text) and len(text.split()) <= 14


def _short_lines(blocks: list[TextBlock], text_at: list[int]) -> Counter[str]:
    """How many short lines stand above running text in each container."""
    counts: Counter[str] = Counter()
    for n, m in pairwise(text_at):
        block, below = blocks[n], blocks[m]
        if block.kind == "paragraph" and _is_short_line(block) and below.container == block.container:
            counts[block.container] += below.kind == "paragraph" and len(below.text.split()) >= 12
    return counts


def _rank(block: TextBlock) -> tuple[float, float]:
    bold, size, colour, _ = look_of(block.runs)
    letters = [char for char in block.text if char.isalpha()]
    capitals = len(letters) > 4 and sum(char.isupper() for char in letters) > 0.9 * len(letters)
    weight = 2.0 * capitals + 1.0 * bold + 0.5 * bool(colour and colour not in {"#000000", "auto"})
    if size is not None:
        return (-round(size), -weight)
    return (float(block.level or 7), 0.0)
