from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.readers.pdf import read
from briefkit.readers.pdf.page.frame import Frame
from paperfiles import draw, line, source, texts

TEXT = "".join(
    line(words, 90, 650 - 14 * n)
    for n, words in enumerate(("A worker from Ilshom asked how", "each child spent the weekend."))
)
READ = "A worker from Ilshom asked how each child spent the weekend."


@pytest.mark.parametrize("matrix", ["0 1 -1 0 760 0", "0 -1 1 0 -200 842", "-1 0 0 -1 595 842"])
def test_a_page_of_turned_text_is_read_like_an_upright_one(matrix: str) -> None:
    upright = read(source(draw(TEXT + line("Nobody came.", 90, 500)))).value
    turned = read(source(draw(f"q {matrix} cm {TEXT} {line('Nobody came.', 90, 500)} Q"))).value
    assert texts(turned) == texts(upright) == [READ, "Nobody came."]


def test_words_hidden_on_a_turned_page_stay_hidden() -> None:
    secret = line("The neighbour was named here.", 90, 550) + "0 g 80 540 300 30 re f"
    result = read(source(draw(f"q 0 1 -1 0 760 0 cm {TEXT} {secret} Q")))
    assert texts(result.value) == [READ]
    assert [said.code for said in result.diagnostics] == ["BK230"]


@pytest.mark.parametrize("way", ["0 1 -1 0 68 610", "0 -1 1 0 58 660"])
def test_a_label_in_a_bar_comes_before_the_text_it_stands_beside(way: str) -> None:
    bar = f"0 .2 .4 rg 50 600 26 70 re f 1 g BT /B 10 Tf {way} Tm (Facts) Tj ET 0 g "
    made = read(source(draw(line("Child Wren", 50, 740) + bar + TEXT))).value
    assert texts(made) == ["Child Wren", "Facts", READ]


def test_a_label_of_two_lines_is_one_text() -> None:
    label = "BT /B 10 Tf 0 1 -1 0 58 610 Tm (What went) Tj ET BT /B 10 Tf 0 1 -1 0 71 610 Tm (well) Tj ET "
    made = read(source(draw(line("Child Wren", 50, 740) + label + TEXT))).value
    assert texts(made) == ["Child Wren", "What went well", READ]


@given(
    st.sampled_from((90, 180, 270)),
    st.sampled_from((0, 90, 180, 270)),
    st.tuples(st.floats(0, 500), st.floats(0, 500), st.floats(0, 100), st.floats(0, 100)),
)
def test_a_box_comes_back_from_a_turn(degrees: int, turn: int, at: tuple[float, float, float, float]) -> None:
    frame = Frame(10, 20, 605, 862, turn)
    box = (at[0], at[1], at[0] + at[2], at[1] + at[3])
    assert frame.back(frame.turn_box(box, degrees), degrees) == pytest.approx(box)
