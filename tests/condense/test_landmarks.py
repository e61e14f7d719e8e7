"""Where a block of a long report stands."""

from __future__ import annotations

import msgspec

from briefkit.condense.cues import load_cues
from briefkit.condense.landmarks import find_places
from briefkit.model import Container, Document, TextBlock
from documents import block, document

CUES = load_cues()


def landmarks(source: Document) -> dict[str, str]:
    return {each.text: find_places(source, CUES)[each.id].landmark for each in source.blocks}


def heading(number: int, text: str, level: int) -> TextBlock:
    return block(number, text, kind="heading", level=level)


def test_a_landmark_holds_for_what_stands_below_it() -> None:
    source = Document(
        (
            heading(1, "1. Executive summary", 2),
            heading(2, "What happened", 3),
            block(3, "A boy was hurt."),
            heading(4, "2. Findings", 2),
            block(5, "Nobody asked."),
            heading(6, "Annex B: Panel", 2),
            heading(7, "Conclusions of the panel", 3),
            block(8, "The panel met twice."),
        )
    )
    found = landmarks(source)
    assert found["A boy was hurt."] == "summary"
    assert found["Nobody asked."] == "text"
    assert found["The panel met twice."] == "backmatter"


def test_recommendations_in_an_appendix_are_recommendations() -> None:
    source = Document((heading(1, "Appendix A: Recommendations", 2), block(2, "The Board should ask.")))
    place = find_places(source, CUES)["b0002"]
    assert (place.landmark, place.recommended) == ("text", True)


def test_the_lines_of_a_table_of_contents_are_told_by_the_headings() -> None:
    source = document(
        "1. Introduction ........ 3",
        "Findings\t4",
        "What we found is set out here 5",
        "# Introduction",
        "Anna was four.",
        "# Findings",
        "Findings 4",
    )
    places = find_places(source, CUES)
    assert [places[each.id].landmark for each in source.blocks] == [
        "contents",
        "contents",
        "text",
        "text",
        "text",
        "text",
        "text",
    ]


def test_a_heading_in_a_box_opens_nothing_below_the_box() -> None:
    boxed = msgspec.structs.replace(heading(2, "Summary", 1), container="x1")
    source = Document(
        (heading(1, "Findings", 1), boxed, block(3, "Nobody asked.")),
        containers=(Container("body", "body"), Container("x1", "box", "body")),
    )
    place = find_places(source, CUES)["b0003"]
    assert (place.landmark, place.heading) == ("text", "Findings")


def test_what_goes_on_from_the_page_before_is_told() -> None:
    source = document(
        "The order was made by the Secretary of",
        "State in the spring.",
        "A whole sentence stands here, and it ends.",
        "Another one begins.",
        "By post",
        "A third one begins.",
    )
    places = find_places(source, CUES)
    assert [places[each.id].runs_on for each in source.blocks] == [False, True, False, False, False, False]


def test_a_table_of_data_is_no_text() -> None:
    cells = [
        Container(f"c{row}{column}", "cell", "t1", row=row, column=column) for row in range(9) for column in range(3)
    ]
    source = Document(
        tuple(block(number, f"Cell {number}", container=cell.id) for number, cell in enumerate(cells, 1)),
        containers=(Container("t1", "table", "body"), *cells),
    )
    assert set(landmarks(source).values()) == {"table"}
    few = msgspec.structs.replace(source, blocks=source.blocks[:9], containers=(source.containers[0], *cells[:9]))
    assert set(landmarks(few).values()) == {"text"}
