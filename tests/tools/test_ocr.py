"""Scanned pages: which are recognised, what is said of them, and recognisers that misbehave on one page of three."""

from __future__ import annotations

import contextlib
import io
import os
import time
from pathlib import Path

import msgspec
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit import jobs
from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import ToolMissing, UnusableInput
from briefkit.files import from_bytes
from briefkit.model import Document, Source
from briefkit.record import Settings
from briefkit.tools import probe
from briefkit.tools.ocr import Bounds, kept, looks, page, pictures, reading, tesseract
from briefkit.tools.probe import Probe
from paperfiles import draw, line
from scanfiles import INSTALL, SENTENCE, answering, calls, hocr, picture, recogniser, scan

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fakes are shell scripts")

NONE = Probe("Tesseract", "a test", programs=("no-such-program",), install={"debian": INSTALL})
GOOD = answering(hocr(*((word, 96) for word in SENTENCE.split())))

MISBEHAVIOUR = {
    "crashes": ("kill -SEGV $$", "signal 11"),
    "fails": ("echo 'Image too small' >&2; exit 1", "Image too small"),
    "makes nothing": ("exit 0", "no answer"),
    "makes rubbish": ('echo rubbish >"$2.hocr"', "cannot be read"),
    "prints without end": ("yes rubbish", "without end"),
    "fills the disk": ('yes rubbish >"$2.hocr"', "without end"),
    "hangs": ("sleep 60", "did not finish"),
}


def read(
    source: Source, engine: Probe, ocr: str = "auto", bounds: Bounds | None = None
) -> tuple[Source, Result[Document]]:
    settings = msgspec.structs.replace(Settings(), ocr=ocr)
    return reading.read(source, settings, bounds or Bounds(), engine)


def told(result: Result[Document], code: str) -> list[Diagnostic]:
    return [said for said in result.diagnostics if said.code == code]


def words(result: Result[Document]) -> str:
    return " ".join(block.text for block in result.value.blocks)


def mixed() -> Source:
    """Two pages of type around one that is a picture."""
    typed = draw(*(line("Typed words of this page that nobody may touch.", 72, 700) for _ in range(2)))
    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(typed)) as pdf,
        pikepdf.open(io.BytesIO(scan(picture(SENTENCE)).data)) as pictured,
    ):
        pdf.pages.insert(1, pictured.pages[0])
        pdf.save(out)
    return from_bytes("mixed.pdf", out.getvalue())


def test_a_scan_is_read_and_said_to_be_recognised(tmp_path: Path) -> None:
    pages = scan(picture(SENTENCE))
    source, result = read(pages, recogniser(tmp_path, GOOD))
    assert words(result) == SENTENCE
    assert (source.sha256, source.via) == (pages.sha256, ("Tesseract 1.2.3",))
    assert [said.where for said in told(result, "BK141")] == ["page 1"]
    assert str(result.value.blocks[0].origin) == "page 1, recognised text"


def test_only_the_pages_without_text_are_recognised(tmp_path: Path) -> None:
    _, result = read(mixed(), recogniser(tmp_path, GOOD))
    assert calls(tmp_path) == 1
    assert [block.origin.page for block in result.value.blocks] == [1, 2, 3]
    assert [block.origin.path for block in result.value.blocks] == ["", reading.RECOGNISED, ""]
    assert not told(result, "BK226")


def test_always_recognises_every_page(tmp_path: Path) -> None:
    _, result = read(mixed(), recogniser(tmp_path, GOOD), "always")
    assert {block.origin.page for block in result.value.blocks if block.origin.path} == {1, 2, 3}
    assert "Typed" not in words(result)


def test_never_says_which_pages_were_not_read(tmp_path: Path) -> None:
    _, result = read(mixed(), recogniser(tmp_path, GOOD), "never")
    assert calls(tmp_path) == 0
    assert [said.where for said in told(result, "BK238")] == ["page 2"]
    assert "--ocr auto" in told(result, "BK238")[0].note
    with pytest.raises(UnusableInput, match="switched off"):
        read(scan(picture(SENTENCE)), recogniser(tmp_path, GOOD), "never")


def test_without_tesseract_the_line_that_installs_it_is_said() -> None:
    with pytest.raises(ToolMissing, match="Tesseract") as caught:
        read(scan(picture(SENTENCE)), NONE)
    assert caught.value.exit_code == 4
    assert caught.value.next_step
    _, result = read(mixed(), NONE)
    assert "Typed" in words(result)
    assert "not installed" in told(result, "BK238")[0].message


@pytest.mark.parametrize("how", MISBEHAVIOUR)
def test_a_recogniser_that_misbehaves_on_one_page_costs_that_page_only(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "LARGEST_ANSWER", 1_000_000)
    monkeypatch.setattr("briefkit.tools.run.MOST_OUTPUT", 1_000_000)
    script, reason = MISBEHAVIOUR[how]
    engine = recogniser(
        tmp_path, f'case "$2" in */2-*) {script};; *) {GOOD};; esac'.replace(f"{GOOD};;", f"{GOOD}\n;;")
    )
    three = scan(*(picture(f"{SENTENCE} {n}") for n in range(3)))
    started = time.monotonic()
    _, result = read(three, engine, bounds=Bounds(page_seconds=3))
    assert time.monotonic() - started < 60
    assert [block.origin.page for block in result.value.blocks] == [1, 3]
    [said] = told(result, "BK238")
    assert (said.where, said.severity) == ("page 2", "warning")
    assert reason in said.message
    assert not list(Path(os.environ["BRIEFKIT_CACHE"]).rglob(".*"))


@pytest.mark.parametrize("how", MISBEHAVIOUR)
def test_a_recogniser_that_misbehaves_on_every_page_ends_in_a_clear_sentence(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "LARGEST_ANSWER", 1_000_000)
    monkeypatch.setattr("briefkit.tools.run.MOST_OUTPUT", 1_000_000)
    with pytest.raises(UnusableInput, match="page 1") as caught:
        read(scan(picture(SENTENCE)), recogniser(tmp_path, MISBEHAVIOUR[how][0]), bounds=Bounds(page_seconds=2))
    assert caught.value.code == ("BK121" if how == "hangs" else "BK120")
    assert caught.value.next_step


def test_what_there_is_no_time_for_is_said_once(tmp_path: Path) -> None:
    three = scan(*(picture(f"{SENTENCE} {n}") for n in range(3)))
    with pytest.raises(UnusableInput, match="no time") as caught:
        read(three, recogniser(tmp_path, GOOD), bounds=Bounds(until=time.monotonic()))
    assert "--timeout" in caught.value.next_step
    assert calls(tmp_path) == 0


def test_words_recognised_unsurely_are_listed_once_with_their_page(tmp_path: Path) -> None:
    many = [(f"word{n:02d}", 30 + n) for n in range(20)]
    _, result = read(scan(picture(SENTENCE)), recogniser(tmp_path, answering(hocr(("Sure", 96), *many))))
    [listed] = told(result, "BK236")
    assert listed.where == "page 1"
    assert "“word00”, “word01”" in listed.message
    assert "and 5 more" in listed.message
    assert "20 of 21" in listed.message
    assert "Sure" not in listed.message
    assert sum("word00" in said.message for said in result.diagnostics) == 1


def test_a_page_without_words_is_said_to_have_none(tmp_path: Path) -> None:
    nothing = recogniser(tmp_path, answering(hocr()))
    with pytest.raises(UnusableInput, match="found no text") as caught:
        read(scan(picture()), nothing)
    assert caught.value.code == "BK118"
    _, result = read(mixed(), nothing)
    assert any("found no words" in said.message for said in told(result, "BK238"))


def test_a_missing_language_is_named_with_the_line_that_installs_it(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="English") as caught:
        read(scan(picture(SENTENCE)), recogniser(tmp_path, GOOD, languages="deu"))
    assert "eng" in caught.value.next_step


WELSH = "mae yn y plant a'r teulu wedi bod gyda ac ar i'r dylai eu fod yn cael am sydd hyn".split()


def test_welsh_is_recognised_as_welsh_where_that_is_installed(tmp_path: Path) -> None:
    script = f'case "$*" in *cym+eng*) {answering(hocr(("Cymraeg", 95)))}\n;; *) '
    script += f"{answering(hocr(*((word, 90) for word in WELSH)))}\n;; esac"
    _, result = read(scan(picture(SENTENCE)), recogniser(tmp_path, script, languages="eng cym"))
    assert words(result) == "Cymraeg"
    (tmp_path / "other").mkdir()
    _, result = read(scan(picture(SENTENCE)), recogniser(tmp_path / "other", script))
    assert any("Welsh" in said.message and "cym" in said.note for said in told(result, "BK238"))


def test_a_page_on_its_head_is_turned(tmp_path: Path) -> None:
    script = f'case "$2" in *-1/page) {answering(hocr(("uoıʇsǝnb", 20), ("ɐ", 10)))}\n;; *) {GOOD}\n;; esac'
    _, result = read(scan(picture(SENTENCE, turned=180)), recogniser(tmp_path, script))
    assert words(result) == SENTENCE
    assert "turned" in told(result, "BK141")[0].message


def test_a_page_is_recognised_once_and_then_remembered(tmp_path: Path, own_cache: Path) -> None:
    engine = recogniser(tmp_path, GOOD)
    first, second = (read(scan(picture(SENTENCE)), engine) for _ in range(2))
    assert calls(tmp_path) == 1
    assert first[1] == second[1]
    assert own_cache.stat().st_mode & 0o777 == 0o700
    [remembered] = own_cache.iterdir()
    assert remembered.stat().st_mode & 0o777 == 0o600
    assert b"question" not in remembered.read_bytes()
    read(scan(picture(SENTENCE + "!")), engine)
    assert calls(tmp_path) == 2


def test_a_page_that_failed_is_not_remembered(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput):
        read(scan(picture(SENTENCE)), recogniser(tmp_path, "exit 1"))
    assert kept.survey() == (0, 0)


def test_a_picture_that_is_too_large_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_HELD", 1000)
    with pytest.raises(UnusableInput, match="its picture takes") as caught:
        read(scan(picture(SENTENCE)), recogniser(tmp_path, GOOD))
    assert caught.value.code == "BK120"
    assert calls(tmp_path) == 0


def test_headings_keep_their_size_and_weight_in_what_is_read() -> None:
    body = [[looks.Piece("running", 70, 120, 100.0 + 14 * n, 10.1, 0.10, "#202020", 95)] * 9 for n in range(8)]
    heading = [looks.Piece("Learning", 70, 120, 80, 13.9, 0.15, "#101010", 95)]
    usual = looks.usual([[heading, *body]])
    assert looks.settle(heading, usual)[0][0].size == 14
    assert looks.settle(heading, usual)[0][1]
    assert [(piece.size, piece.colour, bold) for piece, bold in looks.settle(body[0], usual)] == [
        (10, "#000000", False)
    ] * 9


@pytest.mark.slow
def test_the_real_tesseract_reads_pictures_of_text_whichever_way_they_lie() -> None:
    if probe.program(probe.TESSERACT) is None:
        pytest.skip("Tesseract is not installed")
    lines = (SENTENCE, "The worker saw the child alone.", "Nobody asked about the dog.", "The school wrote it down.")
    pages = scan(*(picture(*lines, size=(1600, 700), turned=turned) for turned in (0, 90, 180, 270, 2)))
    with pytest.raises(UnusableInput):
        jobs.read(pages, Settings(ocr="never"))
    source, result = jobs.read(pages, Settings())
    for number in range(1, 6):
        there = " ".join(block.text for block in result.value.blocks if block.origin.page == number)
        assert "Ask one more question" in there, number
    assert (source.sha256, source.via[0][:9]) == (pages.sha256, "Tesseract")
    assert result.diagnostics[0].code == "BK141"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"<html/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_rubbish_for_an_answer_is_told_so(content: bytes) -> None:
    with pytest.raises(tesseract.Unread):
        tesseract.parse(content, (100, 100))


@given(st.binary(max_size=400))
def test_no_answer_raises_anything_else(noise: bytes) -> None:
    answer = hocr(("word", 90)).encode()
    for content in (noise, answer[: len(noise)], answer.replace(b"bbox", noise)):
        with contextlib.suppress(tesseract.Unread):
            for row in tesseract.parse(content, (100, 100)):
                assert all(word.text for word in row.words)


def test_signs_of_a_photograph_are_no_text() -> None:
    def row(text: str, sure: int) -> tesseract.Row:
        return tesseract.Row((tesseract.Word(text, (0, 0, 10, 10), sure),), (0, 0, 10, 10), 0, 0)

    assert [page.is_rubbish(row(*each)) for each in (("z", 40), ("|", 90), ("aé~", 20), ("Baby", 40), ("K", 80))] == [
        True, True, True, False, False,
    ]  # fmt: skip


GOOD_LINES = (
    "All of it was read again by the panel in May, and the schools were asked what they had seen.",
    "Nobody asked about the dog that barked all night, although two neighbours had told the police.",
    "The worker saw the child alone at home and wrote down what she said in her own words.",
    "Health visitors and the nursery met each week and shared what they knew about the family.",
)
HOME = "Number of visits to the home of the family in each month of the year before the review"


def partly_unreadable(*lines: str) -> Source:
    """A page of type, with one line in a font whose letters are told as those that follow them in the alphabet."""
    shifted = "".join(chr((ord(char.lower()) - 96) % 26 + 97) if char.isalpha() else char for char in HOME)
    drawn = "".join(line(text, 60, 700 - 14 * n) for n, text in enumerate(lines))
    return from_bytes("chart.pdf", draw(drawn + line(shifted, 60, 400, font="B")))


def at_points(x: float, y: float, *texts: str, wide: float = 40) -> str:
    """Tesseract's answer of words at a place in points from the top left."""
    scale = pictures.DPI / 72
    top, bottom = round((y - 7) * scale), round(y * scale)
    edges = [round((x + wide * n) * scale) for n in range(len(texts) + 1)]
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {edges[n]} {top} {edges[n + 1] - 9} {bottom}; x_wconf 95'>{text}</span>"
        for n, text in enumerate(texts)
    )
    return f"<span class='ocr_line' title='bbox {edges[0]} {top} {edges[-1]} {bottom}; baseline 0 0'>{spans}</span>"


def page_of(*rows: str) -> str:
    return f"<html><body><div class='ocr_page' title='bbox 0 0 2066 2924'>{''.join(rows)}</div></body></html>"


def test_of_a_page_with_a_few_unreadable_words_only_those_are_recognised(tmp_path: Path) -> None:
    answer = page_of(at_points(60, 142, "Al1", "misread", "words"), at_points(60, 442, *HOME.split(), wide=22))
    _, result = read(partly_unreadable(*GOOD_LINES), recogniser(tmp_path, answering(answer)))
    shown = [(block.text, block.origin.path) for block in result.value.blocks if block.layer != "hidden"]
    assert " ".join(text for text, path in shown if not path) == " ".join(GOOD_LINES)
    assert [text for text, path in shown if path] == [HOME]
    assert "A part of page 1" in told(result, "BK141")[0].message
    assert not told(result, "BK227")


def test_a_page_that_is_mostly_unreadable_is_recognised_as_a_whole(tmp_path: Path) -> None:
    answer = page_of(at_points(60, 142, "May", "panel"), at_points(60, 442, *HOME.split(), wide=22))
    _, result = read(
        partly_unreadable("All of it was read again by the panel."), recogniser(tmp_path, answering(answer))
    )
    assert words(result) == f"May panel {HOME}"


def test_an_unreadable_part_in_which_nothing_is_recognised_is_still_told(tmp_path: Path) -> None:
    answer = page_of(at_points(60, 142, "All"))
    _, result = read(partly_unreadable(*GOOD_LINES), recogniser(tmp_path, answering(answer)))
    assert " ".join(block.text for block in result.value.blocks if block.layer != "hidden") == " ".join(GOOD_LINES)
    assert [said.where for said in told(result, "BK227")] == ["page 1"]


def test_words_that_an_unreadable_font_told_rightly_after_all_are_not_passed_over_silently(tmp_path: Path) -> None:
    shifted = [word.translate({n: (n - 96) % 26 + 97 for n in range(97, 123)}) for word in HOME.lower().split()]
    answer = page_of(at_points(60, 442, *shifted, wide=22))
    _, result = read(partly_unreadable(*GOOD_LINES), recogniser(tmp_path, answering(answer)))
    text = " ".join(block.text for block in result.value.blocks if block.layer != "hidden")
    assert shifted[0] in text or told(result, "BK227")
