"""Pages of PDFs that are pictures get their text recognised on this machine, page by page, by Tesseract.

``pictures`` draws a page and sets it upright, ``tesseract`` reads it, ``looks`` measures sizes, weights and inks,
``overlooked``, ``sheet`` and ``again`` take a second look at what was passed over, ``bullets`` and ``areas`` find what
is printed besides words, ``paper`` draws the page anew as type (``parts``: a part of it); ``kept`` remembers pages,
``slots`` holds how many recognisers run at once. :func:`recognise` does all of it for some pages of a source;
:mod:`briefkit.tools.ocr.reading` decides which.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2

from briefkit import files
from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.pdf.file.opening import open_pdf
from briefkit.tools.ocr import kept, page, parts, pictures, tesseract
from briefkit.tools.ocr.paper import Page, redraw
from briefkit.tools.ocr.parts import Part
from briefkit.tools.ocr.slots import cores, slot

_METHOD = "6"
"""Part of the key of what is kept: raised with every change that makes another page of the same picture."""


class Bounds(msgspec.Struct, frozen=True):
    """``folder`` is that of the run, where its processes share slots (``None``: this one works alone); ``until`` when
    the document must be done, by ``time.monotonic()`` (``None``: whenever); ``page_seconds`` the most for one page."""

    folder: Path | None = None
    until: float | None = None
    page_seconds: float = tesseract.SECONDS

    def left(self) -> float:
        """Seconds that one page may take from now."""
        return self.page_seconds if self.until is None else min(self.page_seconds, self.until - time.monotonic())


class Outcome(msgspec.Struct, frozen=True):
    """The source with its recognised pages drawn anew, those pages by number from 1, and why others were not."""

    source: Source
    pages: dict[int, Page]
    failed: dict[int, str]


OUT_OF_TIME = "there was no time left for it"


def recognise(
    source: Source,
    engine: tesseract.Engine,
    wanted: Iterable[int] | Mapping[int, Part | None] | None = None,
    password: str | None = None,
    bounds: Bounds | None = None,
) -> Outcome:
    """The pages ``wanted`` (from 1; ``None``: all) of a PDF, recognised side by side; the others stay as they are.

    Of a page for which ``wanted`` holds a part only that is taken; where that is nothing the page is not in ``pages``.
    A page on which no word was found stays as it is too, and is in ``pages`` without rows. What goes wrong with a page
    is in ``failed`` and costs that page only. Raises :class:`UnusableInput` where the file cannot be opened.
    """
    work = _Work(engine, bounds or Bounds())
    try:
        document = open_pdf(source.data, password).document
        try:
            work.do(document, wanted)
            for number, part in wanted.items() if isinstance(wanted, Mapping) else ():
                if part is not None:
                    work.keep_only(document, number, part)
        finally:
            document.close()
    finally:
        work.stop()
    found = {number: work.done[number] for number in sorted(work.done)}
    drawn = {number: each for number, each in found.items() if each.rows}
    if not drawn:
        return Outcome(source, found, work.failed)
    try:
        content = redraw(source.data, password, drawn)
    except pikepdf.PdfError as error:
        raise UnusableInput(
            "The text of this PDF was recognised and cannot be put back: the file is damaged.",
            "Save it again from the program that made it, or scan it again.",
            code="BK120",
        ) from error
    made = files.from_bytes(source.name, content, (engine.name, *source.via))
    # The checksum stays that of the file the person gave: it is what a later run compares.
    return Outcome(msgspec.structs.replace(made, sha256=source.sha256), found, work.failed)


class _Work:
    """The pages of one document: drawn here one by one (pdfium knows no threads), recognised side by side."""

    def __init__(self, engine: tesseract.Engine, bounds: Bounds) -> None:
        self.done: dict[int, Page] = {}
        self.failed: dict[int, str] = {}
        self._engine, self._bounds = engine, bounds
        self._stopped = threading.Event()
        self._at_once = cores()
        self._pool = ThreadPoolExecutor(self._at_once)
        self._waiting: dict[Future[Page], int] = {}

    def do(self, document: pypdfium2.PdfDocument, wanted: Iterable[int] | None) -> None:
        count = len(document)
        with tempfile.TemporaryDirectory(prefix="briefkit-ocr-", ignore_cleanup_errors=True) as place:
            try:
                for number in range(1, count + 1) if wanted is None else sorted(set(wanted)):
                    if 1 <= number <= count:
                        self._begin(document, number, Path(place))
                    self._collect(self._at_once)
                self._collect(0)
            finally:
                self.stop()  # who writes into the folder ends before it is removed

    def keep_only(self, document: pypdfium2.PdfDocument, number: int, part: Part) -> None:
        """Takes of a page that was recognised what is in ``part``; a page that is shown turned is left alone."""
        whole = self.done.pop(number, None)
        there = document[number - 1]
        turned = there.get_rotation()
        there.close()
        cut = None if whole is None or turned else parts.only(whole, part)
        if cut is not None:
            self.done[number] = cut

    def stop(self) -> None:
        """Ends what still runs."""
        self._stopped.set()
        self._pool.shutdown(cancel_futures=True)

    def _begin(self, document: pypdfium2.PdfDocument, number: int, place: Path) -> None:
        if self._bounds.left() <= 0:
            self.failed[number] = OUT_OF_TIME
            return
        try:
            picture = _drawn(document, number)
        except pictures.TooLarge as error:
            self.failed[number] = str(error)
            return
        except (pypdfium2.PdfiumError, ValueError, OSError):
            self.failed[number] = "its picture is damaged"
            return
        key = _key(picture, self._engine)
        known = _known(key)
        if known is not None:
            self.done[number] = known
            return
        self._waiting[self._pool.submit(self._recognise, picture, key, place / f"{number}")] = number

    def _recognise(self, picture: pictures.Picture, key: bytes, folder: Path) -> Page:
        with slot(self._bounds.folder, self._is_over) as held:
            if not held:
                raise tesseract.Unread(OUT_OF_TIME)
            made = page.recognise(picture, self._engine, folder, self._bounds.left, self._stopped.is_set)
        if made.looked_twice:
            kept.keep(key, msgspec.msgpack.encode(made))
        return made

    def _is_over(self) -> bool:
        return self._stopped.is_set() or self._bounds.left() <= 0

    def _collect(self, most: int) -> None:
        """Takes in what is done until no more than ``most`` pages are at work: their pictures take memory."""
        while len(self._waiting) > most:
            done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
            for future in done:
                number = self._waiting.pop(future)
                try:
                    self.done[number] = future.result()
                except tesseract.Unread as error:
                    self.failed[number] = str(error)
                except OSError as error:
                    self.failed[number] = f"the disk did not take its picture ({error.strerror or error})"


def _drawn(document: pypdfium2.PdfDocument, number: int) -> pictures.Picture:
    there = document[number - 1]
    try:
        return pictures.draw(there)
    finally:
        there.close()


def _key(picture: pictures.Picture, engine: tesseract.Engine) -> bytes:
    """What decides how a page is recognised: every dot of it, the recogniser with its languages, our own method."""
    about = f"{_METHOD} {engine.name} {engine.languages} {picture.image.size} {picture.scale:.6f} ".encode()
    return hashlib.sha256(about + picture.image.tobytes()).digest()


def _known(key: bytes) -> Page | None:
    content = kept.take(key)
    try:
        return None if content is None else msgspec.msgpack.decode(content, type=Page)
    except (msgspec.MsgspecError, ValueError):
        return None
