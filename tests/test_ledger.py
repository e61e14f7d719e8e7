"""The ledger is computed from spans: entries tile every block, sums agree, and what is dropped is what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from briefkit.briefing import Absorbed, Aside, Briefing, Item, Sections
from briefkit.census import Census, Tally, letters
from briefkit.diagnostics import CODES
from briefkit.ledger import Ledger, account, source_text, unaccounted
from briefkit.model import Document, Layer, Origin, Run, Span, TextBlock

WORDS = st.sampled_from(["Baby", "Wren", "saw", "3", "–", "•", "ﬁve", "é", "½", "the", "gate.", "(a)", "…"])
TEXTS = st.lists(WORDS, min_size=0, max_size=8).map(" ".join)
SECTION_NAMES = st.sampled_from(["background", "findings", "learning", "one_thing", "resources"])


def block(number: int, text: str, layer: Layer = "body", part: str = "text") -> TextBlock:
    identifier = f"b{number:04}"
    return TextBlock(
        identifier, (Run(text, Span(identifier, 0, len(text))),), Origin(part, f"paragraph {number}"), layer=layer
    )


def briefing_of(items: Sequence[tuple[str, Item]], asides: list[Aside], absorbed: list[Absorbed]) -> Briefing:
    sections = Sections()
    for name, item in items:
        sections = msgspec.structs.replace(sections, **{name: (*getattr(sections, name), item)})
    return Briefing("Title", sections, set_aside=tuple(asides), absorbed=tuple(absorbed))


@st.composite
def _lines(draw: st.DrawFn) -> tuple[Document, Briefing, Census]:
    """A document whose blocks were cut at random and whose pieces were all put somewhere."""
    texts = draw(st.lists(TEXTS, max_size=6))
    blocks = [block(number, text) for number, text in enumerate(texts, 1)]
    items: list[tuple[str, Item]] = []
    asides: list[Aside] = []
    absorbed: list[Absorbed] = []
    for one in blocks:
        text = source_text(one)
        cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
        for start, end in pairwise(cuts):
            piece, spans = text[start:end], (Span(one.id, start, end),)
            where = draw(st.integers(0, 3))
            if where == 0:
                asides.append(Aside(piece, draw(st.sampled_from(["page-number", "repeated", "contents"])), spans))
            elif where == 1:
                absorbed.append(Absorbed(piece, "heading", spans))
            else:
                items.append((draw(SECTION_NAMES), Item(piece, spans)))
    document = Document(tuple(blocks))
    census = Census((Tally("text", "\n".join(texts)),))
    return document, briefing_of(items, asides, absorbed), census


def tiles(ledger: Ledger, document: Document) -> bool:
    for one in document.blocks:
        at = 0
        for entry in ledger.entries:
            if entry.block == one.id:
                assert entry.start == at < entry.end
                at = entry.end
        assert at == len(source_text(one))
    return True


@given(_lines())
def test_nothing_is_lost_and_nothing_counted_twice(line: tuple[Document, Briefing, Census]) -> None:
    document, briefing, census = line
    ledger = account(census, document, briefing)
    assert tiles(ledger, document)
    assert ledger.missing == ledger.twice == ledger.leaked == ()
    assert ledger.accounted == ledger.source_letters == sum(ledger.by_fate.values())
    assert ledger.source_letters == len(letters(census.tallies[0].text))
    assert unaccounted(ledger) == ()


@given(_lines(), st.randoms(use_true_random=False))
def test_a_dropped_item_is_what_is_missing(line: tuple[Document, Briefing, Census], chance: object) -> None:
    document, briefing, census = line
    items = [(name, item) for name, item in briefing.sections.each() if item.spans]
    if not items:
        return
    dropped = items[len(items) // 2][1]
    left = [pair for pair in items if pair[1] is not dropped]
    shorter = briefing_of(left, list(briefing.set_aside), list(briefing.absorbed))
    ledger = account(census, document, shorter)
    assert tiles(ledger, document)
    assert sum(gap.letters for gap in ledger.missing) == len(letters(dropped.text))
    assert ledger.by_fate.get("missing", 0) == ledger.source_letters - ledger.accounted == len(letters(dropped.text))
    assert sum(ledger.by_fate.values()) == ledger.source_letters
    assert all(said.code in CODES and said.where for said in unaccounted(ledger))


@given(_lines())
def test_an_item_put_in_twice_is_told_and_counted_once(line: tuple[Document, Briefing, Census]) -> None:
    document, briefing, census = line
    again = [item for _, item in briefing.sections.each() if letters(item.text)][:1]
    doubled = briefing_of([*briefing.sections.each(), *(("about", item) for item in again)], [], [])
    doubled = msgspec.structs.replace(doubled, set_aside=briefing.set_aside, absorbed=briefing.absorbed)
    ledger = account(census, document, doubled)
    assert tiles(ledger, document)
    assert sum(ledger.by_fate.values()) == ledger.source_letters == ledger.accounted
    assert [gap.letters for gap in ledger.twice] == [len(letters(item.text)) for item in again]
    assert [said.code for said in unaccounted(ledger)] == ["BK502"] * len(again)


def test_a_suggested_item_and_the_candidates_are_copies() -> None:
    document = Document((block(1, "Ask the child."),))
    item = Item("Ask the child.", (Span("b0001", 0, 14),))
    copy = msgspec.structs.replace(item, origin="suggested")
    briefing = Briefing("T", Sections(learning=(item,), one_thing=(copy,)), candidates=(copy,))
    ledger = account(Census((Tally("text", "Ask the child."),)), document, briefing)
    assert ledger.twice == ()
    assert ledger.by_fate["placed"] == ledger.accounted == 11


def test_what_the_reader_never_saw_is_named_with_its_place() -> None:
    document = Document((block(1, "The gate was open.", part="page 1"),))
    briefing = Briefing("T", Sections(findings=(Item("The gate was open.", (Span("b0001", 0, 18),)),)))
    census = Census((Tally("page 1", "The gate was open. No one asked."), Tally("page 2", "Call 999")))
    ledger = account(census, document, briefing)
    assert [(gap.where, gap.text, gap.letters) for gap in ledger.missing] == [
        ("page 1", "No one asked.", 10),
        ("page 2", "Call 999", 7),
    ]
    assert ledger.source_letters - ledger.accounted == 17
    assert [said.code for said in unaccounted(ledger)] == ["BK501", "BK501"]


def test_words_broken_elsewhere_and_ligatures_are_no_loss() -> None:
    document = Document((block(1, "an efﬁcient international team"),))
    briefing = Briefing("T", Sections(about=(Item("x", (Span("b0001", 0, 30),)),)))
    ledger = account(Census((Tally("text", "an efficient inter-\nnational team"),)), document, briefing)
    assert ledger.missing == ()


def test_hidden_text_is_counted_as_hidden_and_a_leak_is_an_error() -> None:
    hidden = block(2, "white words", layer="hidden")
    document = Document((block(1, "Seen."), hidden))
    item = Item("Seen.", (Span("b0001", 0, 5),))
    sees_white = Census((Tally("text", "Seen. white words"),))
    knows_hidden = Census((Tally("text", "Seen.", 10),))
    for census in (sees_white, knows_hidden):
        ledger = account(census, document, Briefing("T", Sections(about=(item,))))
        assert ledger.by_fate == {"placed": 4, "hidden": 10, "missing": 0}
        assert ledger.accounted == ledger.source_letters == 14
    leaking = Briefing("T", Sections(about=(item, Item("white words", (Span("b0002", 0, 11),)))))
    assert [said.code for said in unaccounted(account(sees_white, document, leaking))] == ["BK503"]


def test_a_block_that_runs_over_a_page_is_counted_on_both() -> None:
    text = "The sub  stance was found"
    runs = (
        Run("The ", Span("b0001", 0, 4)),
        Run("substance", Span("b0001", 4, 14)),
        Run(" was found", Span("b0001", 14, 24)),
    )
    one = TextBlock("b0001", runs, Origin("page 1", page=1), parts=((0, "page 1"), (8, "page 2")))
    census = Census((Tally("page 1", "The sub-"), Tally("page 2", "stance was found")))
    briefing = Briefing("T", Sections(about=(Item(text, (Span("b0001", 0, 24),)),)))
    assert account(census, Document((one,)), briefing).missing == ()
    longer = Census((census.tallies[0], Tally("page 2", "stance was found, and a stick beside it")))
    assert [gap.where for gap in account(longer, Document((one,)), briefing).missing] == ["page 2"]


def test_hidden_words_do_not_stand_in_for_lost_ones() -> None:
    document = Document((block(1, "Seen."), block(2, "gone", layer="hidden")))
    census = Census((Tally("text", "Seen. gone", 4),))
    ledger = account(census, document, Briefing("T", Sections(about=(Item("Seen.", (Span("b0001", 0, 5),)),))))
    assert [gap.text for gap in ledger.missing] == ["gone"]


def test_marks_between_two_pieces_go_with_their_neighbour() -> None:
    document = Document((block(1, "• Ask: why?"),))
    briefing = Briefing(
        "T",
        Sections(learning=(Item("why?", (Span("b0001", 7, 10),)),)),
        absorbed=(Absorbed("Ask", "label", (Span("b0001", 2, 5),)),),
    )
    ledger = account(Census((Tally("text", "• Ask: why?"),)), document, briefing)
    assert [(entry.start, entry.end, entry.fate) for entry in ledger.entries] == [(0, 7, "absorbed"), (7, 11, "placed")]


def test_without_a_count_the_reader_is_believed_and_that_is_said() -> None:
    document = Document((block(1, "Words"),))
    briefing = Briefing("T", Sections(about=(Item("Words", (Span("b0001", 0, 5),)),)))
    ledger = account(Census(note="There is no count."), document, briefing)
    assert ledger.source_letters == ledger.accounted == 5
    assert [said.code for said in unaccounted(ledger)] == ["BK504"]


def test_many_gaps_are_summed_up() -> None:
    document = Document(tuple(block(number, "lost words") for number in range(1, 31)))
    census = Census((Tally("text", "lost words " * 30),))
    said = unaccounted(account(census, document, Briefing("T")))
    assert len(said) == 21
    assert "10 more places" in said[-1].message
