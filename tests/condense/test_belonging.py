"""Where the sentences of a long report belong."""

from __future__ import annotations

from briefkit.briefing import Item, SectionName
from briefkit.condense.belonging import Chapters
from briefkit.condense.cues import load_cues
from briefkit.condense.landmarks import Landmark, Place
from briefkit.condense.parts import Parted
from briefkit.lexicon import load_lexicon
from briefkit.model import Run, Span
from briefkit.segment import sentences

ANALYSIS = (("A review of Baby Finch", 1), ("Analysis", 2), ("Line of enquiry 2: Who was in the home?", 3))


def parted(section: SectionName, text: str, *, confidence: float = 0.97, why: str = "") -> Parted:
    run = Run(text, Span("b0001", 0, len(text)))
    return Parted(section, Item(text, (run.span,), confidence=confidence, why=why), (run,), tuple(sentences(text)))


def belongings(
    item: Parted, path: tuple[tuple[str, int], ...] = (), landmark: Landmark = "text", *, held: bool = False
) -> list[str]:
    chapters = Chapters(load_lexicon(), load_cues(), "A review of Baby Finch")
    return [each.section for each in chapters.belongings(item, Place(0, landmark, path, held=held))]


def test_a_chapter_decides_over_a_weak_heading_below_it() -> None:
    item = parted("background", "The file had no name in it.", confidence=0.7)
    assert belongings(item, ANALYSIS) == ["findings"]
    chapters = Chapters(load_lexicon(), load_cues(), "A review of Baby Finch")
    assert chapters.belongings(item, Place(0, "text", ANALYSIS))[0].theme == "Line of enquiry 2: Who was in the home?"


def test_what_stands_surely_or_in_a_box_stays() -> None:
    assert belongings(parted("background", "The file had no name in it."), ANALYSIS) == ["background"]
    boxed = parted("learning", "Look at the room together.", confidence=0.6)
    assert belongings(boxed, ANALYSIS, held=True) == ["learning"]


def test_a_box_that_speaks_of_learning_is_learning_whatever_its_tense() -> None:
    boxed = parted("findings", "Stop when nobody was asked.", confidence=0.6, why="heading ‘Practice point’")
    assert belongings(boxed, ANALYSIS, held=True) == ["learning"]


def test_a_title_opens_no_chapter() -> None:
    item = parted("background", "The house was cold.", confidence=0.6)
    assert belongings(item, (("A thematic review of cold houses", 1),)) == ["background"]


def test_a_summary_tells_facts_findings_and_lessons() -> None:
    text = (
        "Finch was four. The review found that nobody knew the man. He had a key. "
        "The central lesson is that a key is a fact."
    )
    told = belongings(parted("background", text), (("Summary", 2),), "summary")
    assert told == ["background", "findings", "findings", "learning"]


def test_a_summary_goes_on_with_findings_in_its_next_paragraph() -> None:
    chapters = Chapters(load_lexicon(), load_cues())
    place = Place(0, "summary", (("Summary", 2),))
    chapters.belongings(parted("background", "The review found that nobody knew the man."), place)
    after = chapters.belongings(parted("background", "Letters went to an old address."), place)
    assert [each.section for each in after] == ["findings"]


def test_sentences_that_say_plainly_what_they_are() -> None:
    lapse = "Nobody asked who lived in the home. It was raining."
    assert belongings(parted("background", lapse), (("The story", 2),)) == ["findings", "findings"]
    advice = "The door was shut. Ask who holds the key before you go in."
    assert belongings(parted("findings", advice)) == ["findings", "learning"]
    purpose = "The purpose of a review is to learn and not to blame. Finch lived in a flat."
    assert belongings(parted("background", purpose)) == ["about", "background"]


def test_a_sentence_that_leans_goes_with_the_one_before() -> None:
    text = "The house was cold. However, nobody asked about the heating."
    assert belongings(parted("background", text)) == ["background", "background"]


def test_an_address_is_a_reason_to_stay_with_the_contacts_and_a_cue_is_none() -> None:
    path = (("Findings", 2),)
    asked = parted("contact", "Half of those asked did not know.", confidence=0.85, why="the sentence says whom to ask")
    assert belongings(asked, path) == ["findings"]
    told = parted("contact", "Write to unit@fold.example.", confidence=0.85, why="the sentence says whom to ask")
    assert belongings(told, path) == ["contact"]
