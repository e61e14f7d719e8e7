"""Choosing: within the limit, nothing without what it needs, and the best first."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from briefkit.briefing import SectionName
from briefkit.condense.belonging import Belonging
from briefkit.condense.choosing import FLOOR, choose
from briefkit.condense.landmarks import Place
from briefkit.condense.units import Unit, Units
from briefkit.condense.vectors import Vectors
from briefkit.condense.weighing import Weight

SECTION: st.SearchStrategy[SectionName] = st.sampled_from(("background", "findings", "learning"))
TEXT = st.lists(st.sampled_from("man key door letter nurse asked record house".split()), min_size=1, max_size=9)


@st.composite
def pools(draw: st.DrawFn) -> Units:
    texts = draw(st.lists(TEXT.map(" ".join), min_size=1, max_size=14))
    units = []
    for number, text in enumerate(texts):
        needs = draw(st.one_of(st.just(set()), st.just({number - 1} if number else set()), st.none()))
        units.append(
            Unit(
                number,
                0,
                len(text.split()),
                Place(number),
                draw(st.sampled_from(("text", "text", "note"))),
                Belonging(draw(SECTION)),
                "",
                draw(st.integers(0, 9)) == 0,
                Weight(draw(st.floats(0, 2, allow_nan=False))),
                None if needs is None else frozenset({number} | needs),
            )
        )
    # What is needed by something chosen brings its own needs: the closure that the units come with.
    for number, unit in enumerate(units):
        if unit.needs is None:
            continue
        closed: set[int] | None = set()
        waiting = [number]
        while waiting and closed is not None:
            each = waiting.pop()
            wanted = units[each].needs
            closed = None if wanted is None else closed | {each}
            waiting.extend(set(wanted or ()) - (closed or set()))
        units[number] = msgspec.structs.replace(unit, needs=None if closed is None else frozenset(closed))
    return Units((), tuple(units), Vectors(texts), {"background": 0.3, "findings": 0.4, "learning": 0.3})


@given(pools(), st.integers(5, 60))
def test_the_limit_is_kept_and_nothing_stands_without_what_it_needs(found: Units, budget: int) -> None:
    chosen = choose(found, budget)
    kept = {number for number, unit in enumerate(found.units) if unit.kept}
    assert kept <= chosen
    words = sum(found.units[number].words for number in chosen)
    assert words <= max(budget, sum(found.units[number].words for number in kept) + int(FLOOR * budget))
    for number in chosen - kept:
        needing = [at for at in chosen if number in (found.units[at].needs or ())]
        assert needing
        assert found.units[number].landmark != "note" or needing != [number]


def pool(*units: tuple[str, SectionName, float]) -> Units:
    texts = [text for text, _, _ in units]
    made = tuple(
        Unit(n, 0, len(text.split()), Place(n), "text", Belonging(section), "", False, Weight(value), frozenset({n}))
        for n, (text, section, value) in enumerate(units)
    )
    return Units((), made, Vectors(texts), {"background": 0.5, "findings": 0.5})


def test_the_best_is_chosen_first() -> None:
    found = pool(("the man had a key", "findings", 0.4), ("nobody asked the nurse", "findings", 1.4))
    assert choose(found, 8) == {1}


def test_what_says_the_same_again_waits() -> None:
    found = pool(
        ("nobody asked the nurse about the letter", "findings", 1.4),
        ("nobody asked the nurse about that letter", "findings", 1.3),
        ("records named another house altogether there", "findings", 0.9),
    )
    assert choose(found, 14) == {0, 2}


def test_a_section_has_its_share_before_another_has_all() -> None:
    found = pool(
        ("records named another house", "findings", 1.4),
        ("doors were kept shut always", "findings", 1.3),
        ("finch was four then", "background", 0.2),
    )
    assert choose(found, 10) == {0, 2}
