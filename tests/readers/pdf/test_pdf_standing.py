"""What stands on each slide beside the text that changes."""

from __future__ import annotations

from paperfiles import draw, line, read_bytes, texts

_WIDE = (1920, 1080)
_POINTS = ["Ropes are wet", "Nets are dry", "Sails are torn", "Oars are long", "Masts are short"]


def _slide(number: int, title: str) -> str:
    said = line("Harbour Day 2031: all that a boat may need in winter", 280, 1000, 32)
    said += line("harbour.example", 40, 900, 16) + line("Ann Oakes, Board of the Harbour of Marlby", 40, 190, 16)
    said += line(f"A talk of the Harbour Board of Marlby for its friends {number}", 280, 40, 16)
    said += line(title, 280, 800, 80, "B")
    return said + line(_POINTS[number], 280, 680, 50) + line(f"and {_POINTS[number - 1].lower()}", 280, 600, 50)


def test_what_stands_on_each_slide_is_no_text_however_much_of_the_letters_it_is() -> None:
    titles = ["Ropes", "Nets", "Sails", "Oars", "Masts"]
    document = read_bytes(draw(*(_slide(n, title) for n, title in enumerate(titles)), size=_WIDE))
    assert not any("Harbour" in text or "harbour" in text for text in texts(document))
    assert [block.text for block in document.blocks if block.kind == "heading" and block.layer == "body"] == titles
    assert sum(block.text.startswith("Harbour Day") for block in document.blocks if block.layer == "header") == 5


def test_the_same_headings_over_other_words_on_each_page_stay() -> None:
    pages = [
        line("What happened", 60, 700, 13, "B")
        + line(f"Boat {word} came in late from the long trip to the island.", 60, 680)
        + line("What was learned", 60, 560, 13, "B")
        + line(f"The crew of {word} told nobody that the sail was torn.", 60, 540)
        for word in ("Alder", "Birch", "Cedar", "Daisy")
    ]
    said = texts(read_bytes(draw(*pages)))
    assert said.count("What was learned") == 4


def test_a_title_that_all_slides_have_stays() -> None:
    pages = [line("Ropes and nets", 60, 700, 30, "B") + line(f"{word}.", 60, 560, 14) for word in _POINTS]
    assert texts(read_bytes(draw(*pages))).count("Ropes and nets") >= 1
