"""Boxes are read where the eye meets them, in whatever order they were drawn."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordfiles import blocks_of, p, r, table, texts

POINT = 12_700
LINE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="exact"/>'
Place = tuple[float, float, float, float]


def anchored(words: str, at: Place, wrap: str = "wrapSquare", down: str = "page", across: str = "page") -> str:
    """A run with a box at left, top, width, height in points."""
    left, top, width, height = (int(value * POINT) for value in at)
    return (
        '<w:r><w:drawing><wp:anchor simplePos="0">'
        f'<wp:positionH relativeFrom="{across}"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{down}"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:{wrap}/><a:graphic><a:graphicData><wps:wsp><wps:spPr/><wps:txbx>'
        f"<w:txbxContent>{p(words)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def lines(*names: str, properties: str = LINE) -> list[str]:
    """Paragraphs of one line, twelve points high."""
    return [p(r(name), properties=properties) for name in names]


def poster(places: dict[str, Place]) -> str:
    """What is read of a page that holds only boxes, all of them anchored in one paragraph."""
    return "".join(texts(p(*(anchored(name, at) for name, at in places.items()))))


LAYOUTS: dict[str, dict[str, Place]] = {
    "columns": {
        "A": (50, 60, 240, 80),
        "B": (50, 150, 240, 300),
        "C": (300, 60, 240, 200),
        "D": (300, 270, 240, 9),
    },
    "a banner": {
        "A": (50, 60, 490, 40),
        "B": (50, 110, 240, 90),
        "C": (50, 210, 240, 90),
        "D": (300, 110, 240, 190),
    },
    "rows": {
        "A": (50, 60, 240, 90),
        "B": (300, 62, 240, 90),
        "C": (50, 160, 240, 90),
        "D": (300, 160, 240, 90),
    },
    "a gap across both columns by chance": {
        "A": (50, 60, 240, 180),
        "B": (50, 250, 240, 200),
        "C": (300, 60, 240, 190),
        "D": (300, 260, 240, 190),
        "E": (50, 460, 490, 40),
    },
    "a wheel around its hub": {
        "H": (250, 350, 100, 100),
        "A": (250, 100, 100, 60),
        "B": (440, 240, 100, 60),
        "C": (400, 480, 100, 60),
        "D": (250, 640, 100, 60),
        "E": (100, 480, 100, 60),
        "F": (60, 240, 100, 60),
    },
}


@pytest.mark.parametrize("places", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_boxes_of_one_paragraph_are_read_by_their_places_alone(places: dict[str, Place]) -> None:
    expected = "".join(places)
    for order in list(permutations(places))[:: 7 if len(places) < 6 else 401]:
        assert poster({name: places[name] for name in order}) == expected


def test_numbered_boxes_follow_their_numbers_and_the_hub_comes_first() -> None:
    spots = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
    places: dict[str, Place] = {"7 minute briefing": (220, 280, 170, 210)}
    for index, (x, y) in enumerate(spots, 1):
        places[f"{index} words"] = (40 + x * 180, 60 + y * 220, 170, 210)
    found = texts(p(*(anchored(name, places[name]) for name in sorted(places, reverse=True))))
    assert found == ["7 minute briefing", *(f"{index} words" for index in range(1, 9))]


def test_anchors_in_paragraphs_of_their_own_say_whether_rows_or_columns_are_meant() -> None:
    places: dict[str, Place] = {"A": (50, 60, 240, 80), "B": (300, 60, 240, 300), "C": (50, 150, 240, 90)}
    assert "".join(texts("".join(p(anchored(name, at)) for name, at in places.items()))) == "ABC"
    assert poster(places) == "ACB"


@pytest.mark.parametrize("anchor", range(5))
def test_a_box_across_the_text_stands_between_its_paragraphs_wherever_it_is_anchored(anchor: int) -> None:
    body = lines("one", "two", "three", "four", "five")
    box = anchored("box", (72, 98, 450, 40), "wrapTopAndBottom")
    body[anchor] = body[anchor].replace("</w:pPr>", f"</w:pPr>{box}")
    assert texts("".join(body)) == ["one", "two", "box", "three", "four", "five"]


@pytest.mark.parametrize(
    ("left", "expected"), [(40, ["side", "one", "two", "three"]), (330, ["one", "two", "three", "side"])]
)
def test_a_column_of_boxes_stands_before_or_behind_the_text_beside_it(left: float, expected: list[str]) -> None:
    indent = '<w:ind w:left="4400"/>' if left < 100 else '<w:ind w:right="4400"/>'
    body = lines("one", "two", "three", properties=LINE + indent)
    body[1] = body[1].replace("</w:pPr>", f"</w:pPr>{anchored('side', (left, 72, 200, 500))}")
    assert texts("".join(body)) == expected


def test_a_box_never_parts_the_cells_of_a_row_it_is_not_anchored_in() -> None:
    body = p("before", anchored("box", (72, 90, 450, 10))) + table((p("a"), p("b")), (p("c"), p("d")))
    found = texts(body)
    assert found.index("b") - found.index("a") == found.index("d") - found.index("c") == 1


def test_a_table_and_a_frame_with_a_place_of_their_own_stand_where_they_are_seen() -> None:
    floating = table((p("low"),)).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblpPr w:vertAnchor="page" w:tblpY="14000"/></w:tblPr>'
    )
    frame = p(
        "high", properties='<w:framePr w:w="4000" w:h="400" w:vAnchor="page" w:hAnchor="page" w:x="1440" w:y="600"/>'
    )
    assert texts(floating + "".join(lines("one", "two")) + frame + p("three")) == ["high", "one", "two", "three", "low"]


def test_a_label_to_the_left_of_its_box_is_read_first() -> None:
    box = anchored("value", (60, 0, 300, 30), "wrapNone", "paragraph", "column")
    assert texts(p(box) + p("Date:")) == ["Date:", "value"]


def test_a_chain_of_boxes_is_one_story_read_once() -> None:
    chain = (
        '<w:r><w:pict><v:shape style="position:absolute;width:99pt;height:99pt"><v:textbox style="mso-next-textbox:#b">'
        f"<w:txbxContent>{p('begins')}{p('ends')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        '<w:r><w:pict><v:shape id="b" style="position:absolute;width:99pt;height:99pt"><v:textbox><w:txbxContent/>'
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(p(chain)) == ["begins", "ends"]


@given(st.data())
def test_order_is_a_permutation_and_drawing_order_does_not_matter(data: st.DataObject) -> None:
    spots = data.draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), unique=True, min_size=1, max_size=10))
    high = data.draw(st.lists(st.integers(30, 110), min_size=len(spots), max_size=len(spots)))
    places = {
        f"b{index}": (30.0 + x * 135, 60.0 + y * 120, 125.0, float(tall))
        for index, ((x, y), tall) in enumerate(zip(spots, high, strict=True))
    }
    words = [f"t{index}" for index in range(data.draw(st.integers(0, 6)))]
    anchor = data.draw(st.integers(0, max(0, len(words) - 1)))
    orders = []
    for _ in range(2):
        drawn = "".join(anchored(name, places[name]) for name in data.draw(st.permutations(list(places))))
        body = lines(*words) or [p()]
        body[anchor] = body[anchor].replace("</w:pPr>", f"</w:pPr>{drawn}") if words else p(drawn)
        orders.append(texts("".join(body)))
    assert sorted(orders[0]) == sorted([*words, *places])
    assert [word for word in orders[0] if word in words] == words
    assert orders[0] == orders[1]


def test_blocks_tell_their_page_only_where_the_file_does() -> None:
    assert all(
        block.origin.page is None for block in blocks_of(p("one") + p(r("two"), properties="<w:pageBreakBefore/>"))
    )
