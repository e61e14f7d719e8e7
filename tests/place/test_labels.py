"""Run-in labels in every construction: look, sign, place in the paragraph, several at once, over a list, in a cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from briefkit import pipeline, theme
from briefkit.lexicon import load_lexicon
from briefkit.model import Container, Document, Kind, Origin, Run, Source, Span, TextBlock
from briefkit.place import place
from briefkit.place.parts import numbered_labels, part_at_labels
from briefkit.record import Settings
from briefkit.tidy import tidy

FIRST = "The nurse rang twice in March and left a message each time."
FOUND = "Nobody wrote the second call down in the notes of the team."
ASK = "Ask the family again when an answer does not fit with what you see."
WENT = "The school nurse went back the same day and was let in by the aunt."
LABELS = {
    "Learning": "learning",
    "Good practice": "good_practice",
    "Key learning": "learning",
    "RECOMMENDATION": "recommendations",
    "Strengths": "good_practice",
}
SIGNS = {"colon": ": ", "glued colon": ":", "dash": " – ", "hyphen": " - ", "long dash": " — ", "stop": ". "}
LOOKS = ("bold", "italic", "plain")
BODY = Container("body", "body")
CELLS = (
    Container("t1", "table", "body"),
    Container("t1.r1c1", "cell", "t1", row=1, column=1),
    Container("t1.r1c2", "cell", "t1", row=1, column=2),
)
Pieces = list[tuple[str, str]]


def made(number: int, pieces: Pieces, kind: Kind = "paragraph", container: str = "body", level: int = 0) -> TextBlock:
    runs, at = [], 0
    for text, look in pieces:
        span = Span(f"b{number}", at, at + len(text))
        runs.append(Run(text, span, bold=look == "bold", italic=look == "italic"))
        at += len(text)
    marker = (Run("•", Span(f"b{number}", 0, 0)),) if kind == "bullet" else ()
    return TextBlock(
        f"b{number}",
        tuple(runs),
        Origin("text", line=number),
        container,
        "body",
        kind,
        level,
        marker,
    )


def placed(blocks: list[TextBlock], *containers: Container) -> dict[str, str]:
    """The section of each text below the heading "Findings"."""
    head = [
        made(1, [("Learning from the Osprey House review", "bold")], "heading", level=1),
        made(2, [("Findings", "bold")], "heading", level=2),
        made(3, [(FIRST, "plain")]),
    ]
    document = Document((*head, *blocks, made(90, [("It was lost.", "plain")])), (BODY, *containers))
    briefing = place(tidy(document).value).value
    return {item.text: section for section, item in briefing.sections.each() if item.origin != "suggested"}


def labelled(label: str, sign: str, look: str) -> Pieces:
    return [(label, look), (sign, "plain")] if look == "italic" else [(label + sign, look)]


def constructions(label: str, sign: str, look: str) -> Iterator[tuple[str, list[TextBlock], dict[str, str]]]:
    """The blocks of each construction by its name, and what must come of them."""
    section, run_in = LABELS[label], labelled(label, sign, look)
    yield "head", [made(7, [*run_in, (ASK, "plain")])], {ASK: section}
    yield "bullet", [made(7, [*run_in, (ASK, "plain")], "bullet")], {ASK: section}
    cells = [made(6, [(WENT, "plain")], container="t1.r1c1")]
    yield "cell", [*cells, made(7, [*run_in, (ASK, "plain")], container="t1.r1c2")], {ASK: section}
    listed = [made(8, [(ASK, "plain")], "bullet"), made(9, [(WENT, "plain")], "bullet")]
    yield "list", [made(7, [(f"{label}{sign}".rstrip(), look)]), *listed], {ASK: section, WENT: section}
    if look == "plain" and sign == ". " and " " not in label:
        return  # "Strengths." in the middle of a paragraph may as well be the end of a sentence cut short
    yield "middle", [made(7, [(f"{FOUND} ", "plain"), *run_in, (ASK, "plain")])], {FOUND: "findings", ASK: section}
    other = "Good practice" if section != "good_practice" else "Key learning"
    several = [*run_in, (f"{ASK} ", "plain"), *labelled(other, sign, look), (FOUND, "plain")]
    yield "several", [made(7, several)], {ASK: section, FOUND: LABELS[other]}


@pytest.mark.parametrize(("sign", "look"), list(product(SIGNS, LOOKS)))
def test_a_label_is_one_in_every_construction(sign: str, look: str) -> None:
    for label in LABELS:
        for name, blocks, wanted in constructions(label, SIGNS[sign], look):
            found = placed(blocks, *(CELLS if name == "cell" else ()))
            assert {text: found.get(text) for text in wanted} == wanted, (name, label)


ORDINARY = """The police: a service under strain.
Note – the panel did not see the file.
The visit was at 10:30 and nobody came.
The ratio of staff to patients was 2:1 at night.
See https://example.org/learning: it has a film.
“Good practice: a guide for nurses” was read by nobody.
Learning – and there was a great deal of it – came too late.
Good practice – such as the call on Sunday – was not shared.
Strengths were seen. Recommendations were made.
Learning from this case was shared in May.
Her message was short: ring me.
Staff asked one question: who lives here?
Support. That was what she asked for.
Family – that was all he wanted.
Think. That is what the sergeant said to him.
He had three things: a bed, a chair and a radio.
The review – chaired by Ann Kerr – met four times.
Practice in two teams changed – the others did not.
Recommendation 3 – on letters – was rejected.
Lessons – piano and violin – were her joy.
Background noise made it hard to hear. Context matters.
The story of Mr Finch. It begins in Hull.
Home visits: six planned, two made.
In May 2031: two calls were made.
Day 1: she was seen. Day 2: she was not.
Mother: “I kept waiting.” Father: “So did I.”
Feedback – when it came – was kind.
Contact – by phone or letter – was lost.
Barriers – cost, travel and time – were known.
Concerns – raised three times – went unheard.
Why? Nobody could say.
Evidence – if any – was lost.
Outcome: not known.
Training was offered – nobody came."""


@pytest.mark.parametrize("text", ORDINARY.splitlines())
def test_an_ordinary_sentence_is_not_parted(text: str) -> None:
    for whole in (text, f"The nurse rang twice in March. {text}"):
        (part,) = part_at_labels((Run(whole, Span("b1", 0, len(whole))),), load_lexicon())
        assert part.label == ()


def test_numbered_labels_that_count_on_part_a_paragraph() -> None:
    text = "Lesson 1: Ring first. Lesson 2: Ring again. Compare it with Lesson 3: it is short. Lesson 7: Not this one."
    assert [text[start:end] for start, end in numbered_labels(text)] == ["Lesson 1: ", "Lesson 2: "]
    assert numbered_labels("The trust did what Lesson 1: asked.") == ()
    found = placed(
        [made(7, [("Recommendation 1: The trust should ring. Recommendation 2: The board should ask.", "plain")])]
    )
    assert [found.get(said) for said in ("The trust should ring.", "The board should ask.")] == ["recommendations"] * 2


def test_a_section_behind_keywords_in_one_paragraph_is_not_lost() -> None:
    text = b"# Child Wren\n\nKey words: drink; debt. **Findings:** Nobody asked the father about his work."
    source = Source("a.md", text, "text/markdown", "0" * 64)
    read = pipeline.read(source, Settings())
    record = pipeline.normalise(source, read, theme.load("house"))
    assert [item.text for item in record.briefing.sections.findings] == ["Nobody asked the father about his work."]
    assert record.ledger.missing == ()
