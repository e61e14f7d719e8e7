"""The second look at a page: what the recogniser passed over is found, read, or told; pictures are no text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from briefkit import jobs
from briefkit.record import Settings
from briefkit.tools.ocr import Bounds, again, kept, looks, overlooked, sheet, tesseract
from briefkit.tools.ocr import rows as rows_
from briefkit.tools.ocr.looks import Piece
from briefkit.tools.ocr.pictures import Picture
from briefkit.tools.ocr.reading import read as read_scan
from briefkit.tools.ocr.tesseract import PixelBox, Row, Word
from briefkit.tools.probe import TESSERACT
from scanfiles import SENTENCE, answering, hocr, recogniser, scan

SCALE = 250 / 72
SMALL = "Small grey words at the foot of the page"


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    drawn = Image.new("RGB", (2000, 1400), "white")
    return drawn, ImageDraw.Draw(drawn)


def write(pen: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int = 42, fill: str = "black") -> PixelBox:
    """Writes and returns the box of the ink."""
    font = ImageFont.load_default(size)
    pen.text(place, text, fill=fill, font=font)
    return tuple(round(side) for side in pen.textbbox(place, text, font=font))  # type: ignore[return-value]


def row(box: PixelBox, *texts: str, sure: int = 95) -> Row:
    step = (box[2] - box[0]) // len(texts)
    words = (
        Word(text, (box[0] + step * n, box[1], box[0] + step * (n + 1) - 4, box[3]), sure)
        for n, text in enumerate(texts)
    )
    return Row(tuple(words), box, 0.0, -0.2 * (box[3] - box[1]))


def nobody(picture: Picture) -> list[Row]:
    raise AssertionError("there is nothing to read")


def test_small_grey_words_and_white_ones_on_a_band_are_found_where_they_stand() -> None:
    drawn, pen = page()
    known = write(pen, (200, 200), SENTENCE)
    grey = write(pen, (200, 1200), SMALL, 24, "#999999")
    pen.rectangle((150, 500, 1800, 620), fill="#004a50")
    white = write(pen, (200, 530), "Learning from both reviews", 56, "white")
    found = overlooked.find(Picture(drawn, SCALE), [row(known, *SENTENCE.split())])
    assert [strip.plain for strip in found] == [True, True]
    for strip, box in zip(found, (white, grey), strict=True):
        assert strip.box == pytest.approx(box, abs=14)
    assert len(overlooked.find(Picture(drawn, SCALE), [])) == 3


def test_rules_frames_photographs_and_logos_are_no_rows_of_words() -> None:
    drawn, pen = page()
    known = write(pen, (200, 200), SENTENCE)
    pen.line((200, 270, 1700, 270), fill="black", width=3)
    pen.rectangle((150, 150, 1850, 320), outline="navy", width=5)
    pen.ellipse((1500, 400, 1700, 600), fill="#c03050", outline="black", width=8)
    pen.polygon([(1000, 600), (1100, 400), (1200, 600)], fill="green")
    chance = random.Random(7)
    noise = Image.new("L", (60, 40))
    noise.putdata([chance.randrange(256) for _ in range(2400)])
    drawn.paste(noise.resize((800, 500), Image.Resampling.BICUBIC), (150, 700))
    for n in range(6):
        pen.rectangle((1100 + 90 * n, 1200 - 60 * n, 1160 + 90 * n, 1200), fill="#8080ff")
    rows = [row(known, *SENTENCE.split())]
    assert not [strip for strip in overlooked.find(Picture(drawn, SCALE), rows) if strip.plain]


def test_a_page_whose_words_are_all_read_is_not_read_again() -> None:
    drawn, pen = page()
    rows = [row(write(pen, (200, 200), SENTENCE), *SENTENCE.split())]
    assert again.look(Picture(drawn, SCALE), rows, nobody) == again.Seconds(rows, ())


def looked(*texts: str, sure: int) -> tuple[again.Seconds, Row, PixelBox]:
    """A page with small words that were passed over, of which the second look tells ``texts``."""
    drawn, pen = page()
    first = row(write(pen, (200, 200), SENTENCE), *SENTENCE.split())
    small = write(pen, (200, 1200), SMALL, 24, "#999999")

    def read(picture: Picture) -> list[Row]:
        assert picture.image.height < 300
        return [row((40, 70, picture.image.width - 40, 110), *texts, sure=sure)]

    return again.look(Picture(drawn, SCALE), [first], read), first, small


def test_what_the_second_look_reads_stands_in_its_place() -> None:
    found, first, small = looked(*SMALL.split(), sure=92)
    assert found.unread == ()
    assert found.rows[0] == first
    assert [word.text for word in found.rows[1].words] == SMALL.split()
    assert found.rows[1].box == pytest.approx(small, abs=14)


def test_what_the_second_look_cannot_read_is_told_and_not_made_up() -> None:
    found, first, small = looked("Sma1", "gxey", sure=30)
    assert found.rows == [first]
    assert len(found.unread) == 1
    assert found.unread[0] == pytest.approx(small, abs=14)


def test_a_second_look_that_fails_leaves_the_first() -> None:
    drawn, pen = page()
    first = row(write(pen, (200, 200), SENTENCE), *SENTENCE.split())
    write(pen, (200, 1200), SMALL, 24, "#999999")

    def read(picture: Picture) -> list[Row]:
        raise tesseract.Unread("it was given up")

    found = again.look(Picture(drawn, SCALE), [first], read)
    assert (found.rows, len(found.unread), found.done) == ([first], 1, False)


@pytest.mark.parametrize(("text", "sure", "taken"), [("7", 95, True), ("7", 60, False), ("o", 95, False)])
def test_a_sign_alone_is_taken_for_a_page_number_in_line_with_words_only(text: str, sure: int, taken: bool) -> None:
    drawn, pen = page()
    first = row(write(pen, (200, 1200), SENTENCE), *SENTENCE.split())
    write(pen, (1700, 1200), "7")
    write(pen, (1700, 300), "7")

    def read(picture: Picture) -> list[Row]:
        middle = picture.image.height // 2
        return [row((58, y - 22, 84, y + 22), text, sure=sure) for y in (middle // 2, 3 * middle // 2)]

    found = again.look(Picture(drawn, SCALE), [first], read)
    assert [[word.text for word in each.words] for each in found.rows[1:]] == ([[text]] if taken else [])


@pytest.mark.parametrize("sure", [20, 95])
def test_a_doubtful_row_is_read_again_and_the_surer_reading_is_kept(sure: int) -> None:
    drawn, pen = page()
    box = write(pen, (200, 200), SENTENCE)
    doubtful = row(box, *SENTENCE.replace("visit", "vlslt").split(), sure=40)

    def read(picture: Picture) -> list[Row]:
        return [row((60, 70, picture.image.width - 60, 110), *SENTENCE.split(), sure=sure)]

    [found] = again.look(Picture(drawn, SCALE), [doubtful], read).rows
    assert " ".join(word.text for word in found.words) == (
        SENTENCE if sure == 95 else SENTENCE.replace("visit", "vlslt")
    )


def test_two_rows_set_tightly_are_never_read_as_one() -> None:
    drawn, pen = page()
    doubtful = row(write(pen, (200, 200), SENTENCE), *SENTENCE.split(), sure=40)

    def read(picture: Picture) -> list[Row]:
        end = picture.image.width - 60
        return [row((60, y, end, y + 24), *SENTENCE.split(), sure=95) for y in (60, 90)]

    assert again.look(Picture(drawn, SCALE), [doubtful], read).rows == [doubtful]


def test_on_the_sheet_all_is_dark_on_white_and_no_line_is_under_the_words() -> None:
    drawn, pen = page()
    pen.rectangle((150, 500, 1800, 600), fill="#004a50")
    white = write(pen, (300, 520), "Learning", 56, "white")
    lined = write(pen, (300, 900), "underlined words", 42)
    pen.line((lined[0], lined[3] + 7, lined[2], lined[3] + 7), fill="black", width=4)
    made, places = sheet.compose(Picture(drawn, SCALE), [white, (*lined[:3], lined[3] + 9)], [])
    for place in places:
        part = made.image.crop((0, place.y, made.image.width, round(place.end)))
        shares = [255 - value for value in part.resize((1, part.height), Image.Resampling.BOX).tobytes()]
        assert sum(part.histogram()[:60]) > 100
        assert max(shares[-8:]) < 20
        assert max(shares[len(shares) * 3 // 4 :]) < 150


def test_a_row_over_two_columns_is_parted_and_wide_gaps_of_one_column_are_none() -> None:
    columns = [
        Row((Word("left", (100, y, 300, y + 40), 95),), (100, y, 300, y + 40), 0.0, -8.0) for y in range(100, 400, 60)
    ] + [
        Row((Word("right", (1000, y, 1300, y + 40), 95),), (1000, y, 1300, y + 40), 0.0, -8.0)
        for y in range(100, 400, 60)
    ]
    across = row((100, 500, 1300, 540), "a", "b")
    across = Row(
        (Word("left", (100, 500, 300, 540), 95), Word("right", (1002, 503, 1300, 543), 95)), across.box, 0.0, -8.0
    )
    wide = Row(
        (Word("For", (100, 600, 200, 640), 95), Word("visit", (600, 600, 800, 640), 95)), (100, 600, 800, 640), 0, -8.0
    )
    made = rows_.part([*columns, across, wide])
    assert made[:10] == columns
    assert [[word.text for word in each.words] for each in made[10:]] == [["left"], ["right"], ["For", "visit"]]
    assert made[11].box == (1002, 503, 1300, 543)


def test_the_foot_of_underlined_words_is_that_of_their_letters() -> None:
    feet = []
    for underlined in (False, True):
        drawn, pen = page()
        box = write(pen, (200, 200), "Bruises", 42)
        if underlined:
            pen.line((box[0], box[3] + 6, box[2], box[3] + 6), fill="black", width=3)
            box = (*box[:3], box[3] + 9)
        [found] = rows_.without_underline([row(box, "Bruises")], drawn.convert("L"))
        feet.append(looks.foot_of(found, found.words[0]))
    assert feet[1] == pytest.approx(feet[0], abs=4)


def test_a_row_that_goes_on_has_the_size_of_the_row_above_and_a_heading_its_own() -> None:
    def piece(text: str, base: float, size: float, weight: float = 0.1) -> Piece:
        return Piece(text, 70, 70 + 5 * len(text), base, size, weight, "#000000", 95)

    page_ = [
        [piece("Heading", 80, 14.0, 0.15)],
        [piece("A line of running text that is long", 100, 10.0)],
        [piece("came.", 112, 12.5, 0.08)],
        [piece("far away", 300, 7.0)],
    ]
    made = looks.agree(page_)
    assert [each[0].size for each in made] == [14.0, 10.0, 10.0, 7.0]
    assert made[2][0].weight == pytest.approx(0.1)


def test_a_part_of_a_page_that_could_not_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    drawn, pen = page()
    write(pen, (100, 187), SENTENCE, 75)
    write(pen, (200, 1300), SMALL, 24, "#999999")
    script = (
        f'case "$*" in *"--psm 6"*) exit 1;; *) {answering(hocr(*((word, 96) for word in SENTENCE.split())))}\n;; esac'
    )
    source = scan(drawn.resize((1600, 1120)).convert("L"))
    _, result = read_scan(source, Settings(), Bounds(), recogniser(tmp_path, script))
    assert " ".join(block.text for block in result.value.blocks) == SENTENCE
    [said] = [each for each in result.diagnostics if each.code == "BK237"]
    assert (said.where, said.severity) == ("page 1", "warning")
    assert "at the foot on the left" in said.message
    assert kept.survey() == (0, 0)


@pytest.mark.skipif(tesseract.engine(TESSERACT) is None, reason="Tesseract is not installed")
def test_small_grey_feet_and_white_headings_of_a_scan_are_read() -> None:
    drawn, pen = page()
    for n in range(3):
        write(pen, (200, 400 + 80 * n), SENTENCE)
    pen.rectangle((100, 120, 1900, 260), fill="#004a50")
    write(pen, (140, 150), "Themes", 70, "white")
    write(pen, (200, 1300), SMALL, 26, "#8c8c8c")
    _, result = jobs.read(scan(drawn.resize((1600, 1120)).convert("L")), Settings())
    texts = [block.text for block in result.value.blocks]
    assert "Themes" in texts
    assert SMALL in " ".join(texts)
    assert not [said for said in result.diagnostics if said.code == "BK237"]
