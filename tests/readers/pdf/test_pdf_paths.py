"""The way the eye takes through columns, boxes, wheels, tables and numbered panels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from paperfiles import body, draw, line, read_bytes, texts


def box(x: float, y: float, width: float, height: float, paint: str = "0.9 0.9 1 rg f") -> str:
    """A rectangle; ``y`` is its lower edge."""
    colour, stroke = paint.rsplit(" ", 1)
    return f"{colour} {x} {y} {width} {height} re {stroke} 0 g 0 G\n"


def column(words: list[str], x: float, y: float, step: float = 13) -> str:
    return "".join(line(text, x, y - step * n) for n, text in enumerate(words))


def prose(name: str, lines: int) -> list[str]:
    """Lines of running text of about 200 points that begin and end with a capital and a full stop."""
    made = [f"the {name} met with them and wrote each call down"] * lines
    made[0] = f"The {name} met with them and wrote each call"
    made[-1] = f"the end of what the {name} wrote."
    return made


def order(content: str, names: list[str], size: tuple[int, int] = (595, 842)) -> list[str]:
    """The names in the order in which the reader's text first has each."""
    text = " ".join(texts(read_bytes(draw(content, size=size))))
    return sorted(names, key=text.index)


def test_columns_between_full_width_text_are_read_one_after_the_other() -> None:
    full = "A line of text that runs over the whole width of the page, as wide as both of the columns together are."
    content = column([full, full, full, full, "and ends short."], 50, 780)
    content += line("Ash", 50, 690, 12, "B") + column(prose("ash", 3), 50, 674)
    content += line("Birch", 50, 620, 12, "B") + column(prose("birch", 3), 50, 604)
    content += line("Cedar", 310, 690, 12, "B") + column(prose("cedar", 5), 310, 674)
    content += line("Damson", 310, 594, 12, "B") + column(prose("damson", 2), 310, 578)
    content += line("Elder", 50, 530, 12, "B") + column([full] * 6, 50, 514)
    found = texts(read_bytes(draw(content)))
    assert [text for text in found if text.split()[0] in {"Ash", "Birch", "Cedar", "Damson", "Elder"}] == [
        "Ash",
        "Birch",
        "Cedar",
        "Damson",
        "Elder",
    ]
    assert found[0].endswith("and ends short.")


def test_pages_may_change_the_number_of_columns() -> None:
    content = "".join(column(prose(name, 5), x, 780) for name, x in (("ash", 50), ("birch", 310)))
    narrow = ["Short lines of the {}", "go on here and here", "and stop at this."]
    for name, x in (("cedar", 50), ("damson", 220), ("elder", 390)):
        content += column([text.format(name) for text in narrow], x, 680)
    assert order(content, ["ash", "birch", "cedar", "damson", "elder"]) == ["ash", "birch", "cedar", "damson", "elder"]


def wheel(hub: str, places: Sequence[tuple[str, float, float]]) -> str:
    content = box(351, 252, 140, 90, f"{hub} f") + line("Hub of it", 380, 300, 14, "B")
    for name, x, y in places:
        content += box(x, y, 170, 90, "0.2 0.3 0.5 RG S")
        content += line(name, x + 8, y + 72, 11, "B") + column(
            [f"What the {name.casefold()} says", "is this."], x + 8, y + 54
        )
        content += f"{x + 85} {y + 45} m 421 297 l S\n"
    return content


def test_boxes_around_a_hub_are_read_clockwise_after_it() -> None:
    clock = [("Ash", 336, 470), ("Birch", 620, 370), ("Cedar", 560, 60), ("Damson", 110, 60), ("Elder", 50, 370)]
    shuffled = [clock[n] for n in (3, 0, 4, 2, 1)]
    names = ["Hub", "Ash", "Birch", "Cedar", "Damson", "Elder"]
    assert order(wheel("0.1 0.2 0.4 rg", shuffled), sorted(names), (842, 595)) == names


def test_a_grid_with_a_box_in_the_middle_is_no_wheel() -> None:
    content = ""
    names = [f"Cell{letter}" for letter in "abcdefghi"]
    for number, name in enumerate(names):
        x, y = 40 + 260 * (number % 3), 420 - 180 * (number // 3)
        content += box(x, y, 240, 150, "0.2 0.3 0.5 RG S") + line(name, x + 8, y + 130, 11, "B")
        content += column(["What is said in this box is", "said in a line or two."], x + 8, y + 110)
    assert order(content, sorted(names, reverse=True), (842, 595)) == names


@pytest.mark.parametrize("labels", ["1 2 3 4", "01 02 03 04", "A. B. C. D.", "Step 1:|Step 2:|Step 3:|Step 4:"])
@pytest.mark.parametrize("framed", [True, False])
def test_panels_follow_their_numbers(labels: str, framed: bool) -> None:
    names = ["Ash", "Birch", "Cedar", "Damson"]
    places = [(50, 600), (310, 600), (310, 460), (50, 460)]
    content = ""
    for label, name, (x, y) in zip(labels.split("|" if "|" in labels else " "), names, places, strict=True):
        content += box(x, y, 235, 120, "0.2 0.3 0.5 RG S") if framed else ""
        content += line(f"{label} {name} is here", x + 8, y + 100, 12, "B")
        content += column(["What this panel says is told", "here in a line or two."], x + 8, y + 80)
    assert order(content, sorted(names, reverse=True)) == names


def test_a_table_without_rules_is_read_row_by_row() -> None:
    content, wanted = "", []
    for row in range(5):
        for number, x in enumerate((50, 220, 390)):
            word = f"{'pqr'[number]}{'abcde'[row]}x"
            wanted.append(word)
            content += column(
                [f"Cell {word} of a row", *(["in two lines"] if number == row % 3 else [])], x, 700 - 36 * row
            )
    assert order(content, sorted(wanted)) == wanted
    blocks = body(read_bytes(draw(content)))
    assert len({block.container for block in blocks}) == len(wanted)


def test_points_in_two_columns_are_no_table() -> None:
    content = line("Two lists of points on a slide", 48, 500, 24, "B")
    for x, name in ((48, "left"), (420, "right")):
        for number in range(4):
            content += line("\u2022", x, 430 - 34 * number, 14) + line(
                f"Point {number} of the {name} list", x + 18, 430 - 34 * number, 14
            )
    wanted = [f"Point {number} of the {side}" for side in ("left", "right") for number in range(4)]
    assert order(content, sorted(wanted), (842, 595)) == wanted


def test_stripes_behind_rows_are_no_boxes() -> None:
    content = "".join(box(40, 690 - 80 * row, 515, 40) for row in range(3))
    for row in range(5):
        y = 716 - 40 * row
        content += column([f"Label {'abcde'[row]}", "in two"], 50, y) + column(prose(f"text{'abcde'[row]}", 2), 190, y)
    document = read_bytes(draw(content.replace("BT  /F 10 Tf 50", "BT  /B 10 Tf 50")))
    assert {container.kind for container in document.containers} == {"body"}
    found = " ".join(texts(document))
    assert [found.index(f"Label {letter}") for letter in "abcde"] == sorted(found.index(f"Label {x}") for x in "abcde")
    assert found.index("texta") < found.index("Label b") < found.index("textb")


def test_four_rules_make_a_box() -> None:
    content = "50 600 m 300 600 l S 50 700 m 300 700 l S 50 600 m 50 700 l S 300 600 m 300 700 l S\n"
    content += line("In the box", 60, 680, 12, "B") + column(["This is said in the box", "and nowhere else."], 60, 660)
    content += column(["This is said below the box", "and is part of the page."], 50, 560)
    document = read_bytes(draw(content))
    kinds = {container.id: container.kind for container in document.containers}
    assert [kinds[block.container] for block in body(document)] == ["box", "box", "body"]


def test_a_slanting_line_is_no_box() -> None:
    content = "50 600 m 300 700 l S\n" + column(["This is said over a line", "that goes up the page."], 80, 660)
    document = read_bytes(draw(content))
    assert {container.kind for container in document.containers} == {"body"}


def test_boxes_of_one_colour_one_below_the_other_are_no_table() -> None:
    content = ""
    for row, name in enumerate(("Ash", "Birch", "Cedar")):
        y = 640 - 80 * row
        content += box(50, y, 250, 60) + line(f"{row + 1}", 60, y + 42, 14, "B")
        content += line(f"{name} is here", 90, y + 42, 12, "B") + column(
            ["What this box says is told", "here."], 90, y + 26
        )
    document = read_bytes(draw(content))
    assert [container.kind for container in document.containers] == ["body", "box", "box", "box"]


def test_columns_half_a_line_apart_are_columns() -> None:
    content = column(prose("ash", 8), 50, 700, 11) + column(prose("birch", 8), 310, 694.5, 11)
    found = texts(read_bytes(draw(content)))
    assert [text.split()[1] for text in found] == ["ash", "birch"]


def test_a_heading_that_runs_over_the_gutter_is_cut_where_the_next_column_begins() -> None:
    content = line("Ash and all the old trees that stand there", 50, 720, 13, "B") + line("Birch", 310, 720, 13, "B")
    content += column(prose("ash", 8), 50, 700) + column(prose("birch", 8), 310, 700)
    found = texts(read_bytes(draw(content)))
    assert [text.split()[0] for text in found] == ["Ash", "The", "Birch", "The"]


def test_a_number_in_another_colour_hides_no_heading_of_a_panel() -> None:
    names = ["Ash", "Birch", "Cedar", "Damson", "Elder", "Fir"]
    places = [(50, 700), (310, 700), (310, 600), (310, 500), (50, 500), (50, 600)]
    content = ""
    for number, (name, (x, y)) in enumerate(zip(names, places, strict=True), start=1):
        content += line(f"{number}.", x, y, 11, "B", extra="0.4 0.1 0.5 rg") + "0 g\n"
        content += line(f"{name} is here", x + 14, y, 11, "B", extra="0.6 0 0.2 rg") + "0 g\n"
        content += column(["What this panel says is told", "here in a line or two."], x + 14, y - 20)
    assert order(content, sorted(names, reverse=True)) == names


def test_contents_above_columns_keep_their_page_numbers() -> None:
    content = line("Contents", 50, 780, 14, "B")
    for n, name in enumerate(("Ash", "Birch", "Cedar", "Damson")):
        content += line(f"The {name.lower()} of the wood", 50, 760 - 13 * n) + line(str(n + 1), 520, 760 - 13 * n)
    content += column(prose("elder", 12), 50, 690) + column(prose("fir", 12), 310, 690)
    contents = [b.text for b in read_bytes(draw(content)).blocks if b.aside == "contents"]
    assert contents[1:] == [f"The {n} of the wood {k}" for k, n in enumerate(("ash", "birch", "cedar", "damson"), 1)]


def test_a_paragraph_ends_where_its_last_line_is_short_against_the_box() -> None:
    content = box(50, 500, 400, 120)
    content += column(["Nobody came to the harbour.", "The boats lay still.", "The keeper slept."], 60, 600)
    assert len(texts(read_bytes(draw(content)))) == 3
