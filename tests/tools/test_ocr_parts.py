"""The parts of text recognition: memory, slots, pictures set upright, areas, bullets, the page drawn anew."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from briefkit.readers.pdf import read as read_pdf
from briefkit.tools.ocr import areas, bullets, kept, pictures, slots, tesseract
from briefkit.tools.ocr.looks import Piece
from briefkit.tools.ocr.paper import Page, redraw
from paperfiles import draw, line, source
from scanfiles import picture

KEY = b"k" * 32


@given(st.binary(max_size=2000), st.binary(min_size=32, max_size=32))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_comes_back_to_whoever_has_the_key(content: bytes, key: bytes) -> None:
    kept.keep(key, content)
    assert kept.take(key) == content
    assert kept.take(key[::-1] + b"x") is None


def test_what_was_changed_or_cut_is_not_taken(own_cache: Path) -> None:
    for spoil in (lambda b: b[:-1], lambda b: b[:40], lambda b: b"", lambda b: b[:60] + bytes([b[60] ^ 1]) + b[61:]):
        kept.keep(KEY, b"words " * 50)
        [there] = own_cache.iterdir()
        there.write_bytes(spoil(there.read_bytes()))
        assert kept.take(KEY) is None


def test_remembering_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.SWITCH, "off")
    kept.keep(KEY, b"words")
    assert kept.place() is None
    assert kept.take(KEY) is None
    assert (kept.survey(), kept.empty()) == ((0, 0), 0)


def test_a_folder_that_cannot_be_used_is_no_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(kept.SWITCH, str(tmp_path / "file"))
    kept.keep(KEY, b"words")
    assert kept.take(KEY) is None
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "recognised").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setenv(kept.SWITCH, str(tmp_path))
    kept.keep(KEY, b"words")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_what_is_kept_stays_bounded_and_can_be_removed(monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> None:
    for number in range(6):
        kept.keep(bytes([number]) * 32, os.urandom(3000))
        os.utime(next(iter(own_cache.iterdir())), (time.time(), time.time()))
    monkeypatch.setattr(kept, "LARGEST", 10_000)
    kept.keep(KEY, os.urandom(3000))
    assert kept.survey()[1] <= 10_000
    assert kept.take(KEY) is not None
    old = next(iter(own_cache.iterdir()))
    os.utime(old, (1, 1))
    kept.keep(KEY[::-1] + b"y", b"words")
    assert not old.exists()
    assert kept.empty() == kept.survey()[0] + 3
    assert kept.survey() == (0, 0)


@pytest.mark.parametrize("shared", [True, False])
def test_no_more_recognisers_run_than_there_are_slots(
    tmp_path: Path, shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_here", threading.BoundedSemaphore(2))
    running, most, guard = [0], [0], threading.Lock()

    def work() -> None:
        with slots.slot(tmp_path if shared else None, lambda: False, 2) as held:
            assert held
            with guard:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.02)
            with guard:
                running[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (most[0], running[0]) == (2, 0)


def test_whoever_is_stopped_waits_for_no_slot(tmp_path: Path) -> None:
    with slots.slot(tmp_path, lambda: False, 1), slots.slot(tmp_path, lambda: True, 1) as held:
        assert not held


LINES = (
    "The worker saw the child alone at home.",
    "Nobody asked about the dog that barked.",
    "School wrote it all down.",
)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("slant", [0.0, 0.6, -2.0, 3.0])
def test_a_page_is_set_level(turned: int, slant: float) -> None:
    drawn = picture(*LINES, *LINES, size=(1500, 900)).rotate(slant, fillcolor=255).rotate(turned, expand=True)
    level = pictures.set_level(pictures.Picture(drawn.convert("RGB"), 250 / 72))
    assert level.turned == {0: 0, 90: 1, 180: 0, 270: 1}[turned]
    assert level.slant == pytest.approx(-slant, abs=0.25)


def test_a_blank_page_is_left_as_it_lies() -> None:
    blank = pictures.Picture(Image.new("RGB", (850, 1100), "white"), 100 / 72)
    assert pictures.set_level(blank) == blank
    assert areas.find(blank) == ()


@pytest.mark.parametrize("size", [(595, 842), (3370, 2384), (200, 14000)])
def test_the_picture_of_a_page_is_bounded(size: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(draw("", size=size))
    made = pictures.draw(document[0])
    assert made.image.width * made.image.height <= 1.01 * pictures.LARGEST
    assert made.image.width == pytest.approx(size[0] * made.scale, abs=2)


def test_boxes_bars_and_frames_are_found_and_words_are_none() -> None:
    drawn = Image.new("RGB", (2000, 2600), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((200, 200, 1800, 320), fill="#204080")
    pen.rectangle((200, 600, 900, 1400), fill="#f8e8ee")
    pen.rectangle((1000, 600, 1800, 1400), outline="#804080", width=6)
    words = picture(*LINES, size=(1500, 500)).convert("RGB")
    drawn.paste(words, (200, 1800))
    found = areas.find(pictures.Picture(drawn, 250 / 72))
    assert len(found) == 3
    assert [area.framed for area in found] == [True, False, False]
    for area, box in zip(found, ((1000, 600, 1800, 1400), (200, 600, 900, 1400), (200, 200, 1800, 320)), strict=True):
        assert [side * 250 / 72 for side in area.box] == pytest.approx(box, abs=12)
    assert found[2].colour == "#204080"


def row(*words: tuple[str, int]) -> tesseract.Row:
    placed = tuple(tesseract.Word(text, (x, 100, x + 30 * len(text), 140), 95) for text, x in words)
    return tesseract.Row(placed, (placed[0].box[0], 100, placed[-1].box[2], 140), 0.0, 0.0)


def test_a_printed_bullet_is_found_whatever_it_was_read_as() -> None:
    drawn = Image.new("L", (1000, 200), 255)
    ImageDraw.Draw(drawn).ellipse((60, 112, 78, 130), fill=0)
    unread, misread = row(("Ask", 140), ("again", 260)), row(("e", 58), ("Ask", 140), ("again", 260))
    glued = row(("«Ask", 58), ("again", 260))
    for each in (unread, misread, glued):
        [found] = bullets.find([each], drawn)
        assert [word.text for word in found.words] == ["•", "Ask", "again"]
    blank = Image.new("L", (1000, 200), 255)
    assert bullets.find([unread, row(("a", 58), ("dog", 140))], blank) == [unread, row(("a", 58), ("dog", 140))]


def piece(text: str, x0: float, base: float, size: float = 10, weight: float = 0.1) -> Piece:
    return Piece(text, x0, x0 + 0.5 * size * len(text), base, size, weight, "#000000", 95)


def test_a_page_drawn_anew_reads_as_it_was_placed_and_the_others_are_untouched() -> None:
    typed = draw(line("Typed.", 72, 700), line("Thrown away.", 72, 700), line("Typed too.", 72, 700))
    rows = ((piece("Ŵyneb", 72, 100), piece("a", 105, 100), piece("“quoted”", 116, 100)),)
    made = redraw(typed, None, {2: Page(842, 595, 1, 0.0, rows)})
    blocks = read_pdf(source(made)).value.blocks
    assert [block.text for block in blocks] == ["Typed.", "Ŵyneb a “quoted”", "Typed too."]
    assert blocks[1].origin.bbox is not None
    assert blocks[1].origin.bbox[0] == pytest.approx(72, abs=1)
    assert blocks[1].origin.bbox[3] == pytest.approx(102, abs=2)
    assert blocks[1].runs[0].size == 10
