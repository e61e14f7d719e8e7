"""Tesseract over one picture of a page: its words with their places and how sure it is of each."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from lxml import etree

from briefkit.tools.ocr.pictures import Picture
from briefkit.tools.probe import Probe, look, program, system
from briefkit.tools.run import run

SECONDS = 60.0
"""The most time for one page: some twenty times what an ordinary one takes."""

LARGEST_ANSWER = 20_000_000
"""The most bytes of an answer; a dense page has 200,000."""

MOST_WORDS = 20_000

ANY_LAYOUT, ONE_BLOCK = 3, 6
"""How Tesseract is to look at a picture (its page segmentation modes): as a page, or as lines one below the other."""

_ENGLISH = "eng"
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_PACKAGES = {"eng": "English", "cym": "Welsh"}

PixelBox = tuple[int, int, int, int]


class Unread(Exception):
    """A page could not be recognised; the argument completes "could not be recognised:"."""


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word in dots from the top left of the picture; ``sure`` is 0 to 100, as Tesseract says."""

    text: str
    box: PixelBox
    sure: int


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Words that Tesseract takes for one line; ``base`` is the height of the foot of its letters above the foot of its
    box in dots (often negative), ``slope`` how much the line falls in each dot."""

    words: tuple[Word, ...]
    box: PixelBox
    slope: float
    base: float

    def base_at(self, x: float) -> float:
        """Where the letters stand at ``x``, from the top of the picture."""
        return self.box[3] + self.base + self.slope * (x - self.box[0])


class Engine(msgspec.Struct, frozen=True):
    """Tesseract as it is installed here: its program, its version, the languages it has."""

    path: Path
    version: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """As it is named to the person: ``Tesseract 5.3.0``."""
        return f"Tesseract {self.version}".strip()


@functools.cache
def _engine(path: Path, probe_programs: tuple[str, ...]) -> Engine:
    found = look(Probe("Tesseract", "", programs=probe_programs or (str(path),), places=(str(path),)))
    try:
        answer = run([path, "--list-langs"], 20)
    except OSError:
        return Engine(path, found.version, ())
    listed = {line.strip() for line in answer.printed.splitlines()} if answer.code == 0 else set()
    languages = tuple(sorted(line for line in listed if re.fullmatch(r"[A-Za-z_/]{3,30}", line)))
    return Engine(path, found.version, languages)


def engine(probe: Probe) -> Engine | None:
    """Tesseract as ``probe`` finds it, or ``None``. Asked once by each process."""
    path = program(probe)
    return None if path is None else _engine(path, probe.programs)


def language_line(language: str) -> str:
    """The one line that installs a language of Tesseract."""
    return {
        "debian": f"sudo apt-get install -y tesseract-ocr-{language}",
        "fedora": f"sudo dnf install -y tesseract-langpack-{language}",
        "macos": "brew install tesseract-lang",
    }.get(system(), f"put {language}.traineddata of github.com/tesseract-ocr/tessdata_fast into Tesseract’s tessdata")


class Room(msgspec.Struct, frozen=True):
    """What a call may use: an empty folder of its own, so many seconds; ``stopped`` tells that nobody waits for it."""

    folder: Path
    seconds: float = SECONDS
    stopped: Callable[[], bool] = lambda: False


def read(found: Engine, picture: Picture, languages: Sequence[str], room: Room, layout: int = ANY_LAYOUT) -> list[Row]:
    """The rows of words in a picture, in Tesseract's order.

    Raises :class:`Unread` where the recogniser hangs, fails, answers rubbish or fills the disk.
    """
    folder, stopped = room.folder, room.stopped
    drawn, answer = folder / "page.pgm", folder / "page.hocr"
    picture.image.convert("L").save(drawn)
    size = drawn.stat().st_size
    command: list[str | Path] = [found.path, drawn, folder / "page", "-l", "+".join(languages)]
    command += ["--dpi", str(picture.dpi), "--psm", str(layout), "-c", "tessedit_create_hocr=1"]

    def overdone() -> bool:
        return stopped() or _size(folder) > LARGEST_ANSWER + 4 * size

    # Tesseract's own threads gain little and cost much: pages are worked on side by side instead.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))}
    try:
        done = run(command, room.seconds, environment, overdone)
    except OSError as error:
        raise Unread(f"Tesseract cannot be started ({error.strerror or error})") from error
    if done.timed_out:
        raise Unread(f"Tesseract did not finish with it within {room.seconds:.0f} seconds")
    if done.stopped:
        raise Unread("it was given up" if stopped() else "Tesseract wrote without end")
    if done.code != 0:
        raise Unread(f"Tesseract failed ({_said(done.printed, done.code)})")
    try:
        if answer.stat().st_size > LARGEST_ANSWER:
            raise Unread("Tesseract answered without end")
        content = answer.read_bytes()
    except OSError as error:
        raise Unread("Tesseract gave no answer") from error
    return parse(content, picture.image.size)


def _size(folder: Path) -> int:
    try:
        return sum(entry.stat(follow_symlinks=False).st_size for entry in os.scandir(folder))
    except OSError:
        return 0


def _said(printed: str, code: int) -> str:
    """The last thing it printed, without paths; else its exit code."""
    lines = [line.strip() for line in printed.splitlines() if line.strip() and "/" not in line]
    last = "".join(char for char in lines[-1][:80] if char.isprintable()) if lines else ""
    return last or (f"exit code {code}" if code > 0 else f"signal {-code}")


def parse(content: bytes, size: tuple[int, int]) -> list[Row]:
    """The rows of an answer in hOCR, of a picture of ``size``. Raises :class:`Unread` for what is no such answer."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unread("Tesseract’s answer cannot be read") from error
    if root is None or not any(each.get("class") == "ocr_page" for each in root.iter("{*}div")):
        raise Unread("Tesseract’s answer cannot be read")
    rows: list[Row] = []
    left = MOST_WORDS
    for line in root.iter("{*}span"):
        box = _box(line, size)
        if line.get("class") == "ocrx_word" or box is None:
            continue
        words = [word for each in line.iter("{*}span") if (word := _word(each, size)) is not None][:left]
        left -= len(words)
        if words:
            base = _BASELINE.search(line.get("title", ""))
            slope, offset = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
            rows.append(Row(tuple(words), box, max(-1.0, min(slope, 1.0)), offset))
    return rows


def _word(span: etree._Element, size: tuple[int, int]) -> Word | None:
    if span.get("class") != "ocrx_word":
        return None
    text = "".join(char for char in "".join(span.itertext()) if char.isprintable()).strip()
    box, sure = _box(span, size), _SURE.search(span.get("title", ""))
    return Word(text, box, min(int(sure[1]), 100)) if text and box and sure else None


def _box(span: etree._Element, size: tuple[int, int]) -> PixelBox | None:
    """The box of an element within the picture; ``None`` where it has none or nothing is in it."""
    found = _BOX.search(span.get("title", ""))
    if not found:
        return None
    x0, top, x1, bottom = (min(max(int(number[:9]), 0), size[axis % 2]) for axis, number in enumerate(found.groups()))
    return (x0, top, x1, bottom) if x1 > x0 and bottom > top else None
