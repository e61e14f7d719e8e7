"""One page from its picture to its words: upright, in the right language, without the rubbish that pictures give."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from briefkit.tools.ocr import again, areas, bullets, looks, pictures, tesseract
from briefkit.tools.ocr import rows as rows_
from briefkit.tools.ocr.paper import Page
from briefkit.tools.ocr.tesseract import Engine, Row, Unread

ENGLISH, WELSH = "eng", "cym"

_LEGIBLE = 0.6
"""Share of letters in words that Tesseract is sure of from which a page stands the right way up. Measured: 0.8 to 1.0
on legible pages, under 0.3 on the same pages upside down."""

_SURE = 70
_WELSH_WORDS = frozenset(
    "yn y yr a'r i'r o'r mae ac gan wedi ei eu ar am sydd hyn bod oedd oes gyda gael cael gwneud neu fel beth "
    "plant plentyn teulu dylai bydd roedd ddim hwn hon eich ein chi'n nhw".split()
)
_WELSH_SHARE = 0.12
"""Share of words that are common Welsh ones from which a page is Welsh: Welsh text has 0.25 and more, English 0.01."""


def recognise(
    picture: pictures.Picture,
    engine: Engine,
    folder: Path,
    left: Callable[[], float],
    stopped: Callable[[], bool] = lambda: False,
) -> Page:
    """The words of a page. ``left`` tells the seconds left, ``folder`` (made here) holds what is in work.

    Raises :class:`Unread` where the recogniser fails, or has no language that is of use here.
    """
    language = ENGLISH if ENGLISH in engine.languages else WELSH if WELSH in engine.languages else ""
    if not language:
        raise Unread("Tesseract lacks its English language file")
    level = pictures.set_level(picture)
    read = _reader(engine, folder, left, stopped)
    languages: tuple[str, ...] = (language,)
    rows = read(level, languages, tesseract.ANY_LAYOUT)
    if legibility(rows) < _LEGIBLE:
        over = pictures.turn(level, 2)
        other = read(over, languages, tesseract.ANY_LAYOUT)
        if legibility(other) > legibility(rows):
            level, rows = over, other
    if (
        language == ENGLISH
        and WELSH in engine.languages
        and seems_welsh([word.text for row in rows for word in row.words])
    ):
        languages = (WELSH, ENGLISH)
        rows = read(level, languages, tesseract.ANY_LAYOUT)
    kept = [row for row in rows if not is_rubbish(row)]
    second = again.look(level, kept, lambda sheet: read(sheet, languages, tesseract.ONE_BLOCK))
    grey = level.image.convert("L")
    printed = rows_.without_underline(rows_.part(second.rows), grey)
    pieces = looks.agree(looks.measure(bullets.find(printed, grey), level))
    width, height = (side / level.scale for side in level.image.size)
    return Page(
        width,
        height,
        level.turned,
        level.slant,
        rows=tuple(map(tuple, pieces)),
        areas=areas.find(level),
        languages=languages,
        left_out=tuple(word.text for row in rows if row not in kept for word in row.words),
        unread=tuple(tuple(side / level.scale for side in box) for box in second.unread),  # type: ignore[misc]
        looked_twice=second.done,
    )


def _reader(
    engine: Engine, folder: Path, left: Callable[[], float], stopped: Callable[[], bool]
) -> Callable[[pictures.Picture, Sequence[str], int], list[Row]]:
    count = 0

    def read(picture: pictures.Picture, languages: Sequence[str], layout: int) -> list[Row]:
        nonlocal count
        count += 1
        place = folder.with_name(f"{folder.name}-{count}")
        place.mkdir(mode=0o700)
        try:
            return tesseract.read(engine, picture, languages, tesseract.Room(place, left(), stopped), layout)
        finally:
            for each in list(place.iterdir()):
                with contextlib.suppress(OSError):
                    each.unlink()

    return read


def legibility(rows: Sequence[Row]) -> float:
    """Share of the letters that stand in words of which Tesseract is sure; 0.0 where there are none."""
    letters = [(sum(char.isalnum() for char in word.text), word.sure) for row in rows for word in row.words]
    return sum(n for n, sure in letters if sure >= _SURE) / max(sum(n for n, _ in letters), 1)


def seems_welsh(texts: Sequence[str]) -> bool:
    """Whether a page is in Welsh, by its commonest words; the English recogniser gets most of those right."""
    words = [word for text in texts if (word := text.casefold().replace("’", "'").strip(".,;:()"))]
    return len(words) >= 20 and sum(word in _WELSH_WORDS for word in words) >= _WELSH_SHARE * len(words)


def is_rubbish(row: Row) -> bool:
    """Whether a row is no text: a photograph, a logo or a frame gives signs that nobody wrote.

    It is where Tesseract is sure of none of its words, the less so the fewer letters they have.
    """
    best = max(word.sure for word in row.words)
    letters = max(sum(char.isalnum() for char in word.text) for word in row.words)
    if letters == 0:
        return best < 60 or all(word.text in {"|", "_", "~", "—", "-", "."} for word in row.words)
    return best < 35 or (best < 60 and letters < 3)
