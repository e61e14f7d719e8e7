"""What is amiss with a PDF whose index or page tree is broken, and the best that can be had of it.

pdfium mends silently, qpdf (by pikepdf) mends otherwise, and neither is always the better: each is tried and the one
that holds more letters is taken.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2 as pdfium

from briefkit.readers.pdf.file.layers import hides_layers
from briefkit.readers.pdf.file.missing import missing_from
from briefkit.readers.pdf.file.qpdf import TROUBLE, opened
from briefkit.readers.pdf.file.salvage import salvage

SECONDS = 15.0
"""How long the letters of the candidates may be counted, each."""
_MOST_LEAVES = 100_000
_DEEPEST = 8
_MOST_LEVELS = 60
_MANY = 20
"""From how many content streams of a page on they are weighed: a stream may stand there again and again."""
_DRAWN = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")
NO_SIZES: Mapping[int, int] = {}

_TROUBLE = (*TROUBLE, pdfium.PdfiumError)


class Index(NamedTuple):
    """What qpdf says of the file: whether its index is sound, and how many pages its tree names (0: none found).

    ``pages`` is ``None`` where qpdf does not know the lock that pdfium opened. ``heaviest``: the bytes that the
    contents of one page come to, at most, where a page names many streams. ``layers``: some layer is switched off.
    """

    sound: bool
    pages: int | None
    heaviest: int = 0
    layers: bool = False


def look_at_index(content: bytes, password: str | None, sizes: Mapping[int, int] = NO_SIZES) -> Index:
    """Whether the index and the page tree of a file are sound; opens it twice where they are not.

    An index is not sound either where it leads to places at which no object is (any more), such as a block of zeros.
    ``sizes`` says how many bytes each stream comes to, by the number of its object.
    """
    for recovery in (False, True):
        try:
            with opened(content, password, recovery=recovery) as pdf:
                pages = list(_leaves(pdf))
                missing = missing_from(pdf, pages)
                heaviest = max((_weight(page, sizes) for page in pages), default=0)
                sound = not recovery and not missing.some
                return Index(sound, len(pages) + missing.pages, heaviest, hides_layers(pdf))
        except pikepdf.PasswordError:
            return Index(True, None)
        except _TROUBLE:
            continue
    return Index(False, 0)


def _weight(page: Any, sizes: Mapping[int, int]) -> int:
    """What the contents of ``page`` come to, in bytes; a stream alone counts as nothing.

    Of streams that stand there again and again the forms that they draw are weighed too.
    """
    contents = page.get("/Contents") if isinstance(page, pikepdf.Dictionary) else None
    if not isinstance(contents, pikepdf.Array) or len(contents) < _MANY:
        return 0
    kids = [kid for kid in contents.as_list() if isinstance(kid, pikepdf.Object)]
    times = Counter(kid.objgen for kid in kids)
    weight = 0
    for number, kid in {kid.objgen: kid for kid in kids}.items():
        again = times[number] >= _MANY and isinstance(kid, pikepdf.Stream)
        weight += times[number] * (_whole_size(kid, page, sizes) if again else sizes.get(number[0], 1))
    return weight


def _whole_size(stream: Any, page: Any, sizes: Mapping[int, int]) -> int:
    """The bytes of a content stream of ``page`` and of the forms it draws; one at least."""
    size = _plain_size(stream, sizes)
    with contextlib.suppress(*_TROUBLE):
        forms = _inherited(page, "/Resources").get("/XObject")
        for name, times in Counter(_DRAWN.findall(bytes(stream.get_stream_buffer()))).items():
            form = forms.get("/" + name.decode("latin-1"))
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                size += times * _plain_size(form, sizes)
    return size


def _plain_size(stream: Any, sizes: Mapping[int, int]) -> int:
    """The bytes that a stream comes to: as was found where it is packed, else as many as it has; one at least."""
    found = sizes.get(stream.objgen[0])
    if found is None:
        with contextlib.suppress(*_TROUBLE):
            found = int(stream.get("/Length", 1))
    return max(found or 1, 1)


def best_of(
    content: bytes, password: str | None, plain: pdfium.PdfDocument | None, pages: int | None
) -> pdfium.PdfDocument | None:
    """The reading of a damaged file with the most letters: ``plain`` (pdfium's own), qpdf's, or what is salvaged.

    Of two with equally many, the one that has as many ``pages`` as the page tree names. ``None`` where no page can be
    had; the others are closed. A new tree of all pages in the file counts only where the others have nothing: it
    knows neither of pages that were deleted nor of their order.
    """
    best, most = plain, 0 if plain is None else _letters_of(content, password)
    for make in (_mended, _with_own_tree, _with_new_tree):
        mended = None if make is _with_new_tree and most else make(content, password)
        if mended is None:
            continue
        with contextlib.suppress(pdfium.PdfiumError):
            other = pdfium.PdfDocument(mended)
            letters = letters_in(other)
            fits = best is None or len(best) != pages == len(other)
            if letters > most or (letters == most and fits and len(other)):
                if best is not None:
                    best.close()
                best, most = other, letters
            else:
                other.close()
    return best


def _letters_of(content: bytes, password: str | None) -> int:
    """The letters of a damaged file, opened anew: pdfium may lose pages when it goes through them a second time."""
    with contextlib.suppress(pdfium.PdfiumError):
        document = pdfium.PdfDocument(content, password=password)
        try:
            return letters_in(document)
        finally:
            document.close()
    return 0


def letters_in(document: pdfium.PdfDocument | None) -> int:
    """How many characters pdfium finds on the pages of ``document``, as far as time allows."""
    count = 0
    if document is None:
        return count
    started = time.monotonic()
    for index in range(len(document)):
        if time.monotonic() - started > SECONDS:
            break
        with contextlib.suppress(pdfium.PdfiumError):
            page = document[index]
            try:
                text = page.get_textpage()
                count += text.count_chars()
                text.close()
            finally:
                page.close()
    return count


def pages_with(content: bytes, password: str | None, objects: frozenset[int]) -> list[int]:
    """The numbers, from 1, of the pages that draw something out of one of these objects."""
    found: list[int] = []
    with contextlib.suppress(*_TROUBLE), opened(content, password) as pdf:
        for number, page in enumerate(_leaves(pdf), start=1):
            with contextlib.suppress(*_TROUBLE):
                if _reaches(page, objects):
                    found.append(number)
    return found


def _reaches(page: pikepdf.Object, objects: frozenset[int]) -> bool:
    """Whether one of ``objects`` is among the contents, forms and fonts of ``page``."""
    pending: list[tuple[Any, int]] = [(page.get("/Contents"), 0), (_inherited(page, "/Resources"), 0)]
    seen: set[int] = set()
    while pending:
        thing, depth = pending.pop()
        if not isinstance(thing, pikepdf.Object) or depth > _DEEPEST:
            continue
        if number := thing.objgen[0]:
            if number in seen:
                continue
            seen.add(number)
        if isinstance(thing, pikepdf.Array):
            pending += [(kid, depth + 1) for kid in thing.as_list()]
        elif isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            if isinstance(thing, pikepdf.Stream) and number in objects:
                return True
            keys = [key for key in thing.keys() if key not in {"/Parent", "/P", "/FontDescriptor"}]  # noqa: SIM118
            pending += [(thing.get(key), depth + 1) for key in keys]
    return False


def _inherited(page: pikepdf.Object, key: str) -> Any:
    node: Any = page
    for _ in range(_DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node.get(key)
        node = node.get("/Parent")
    return None


def _mended(content: bytes, password: str | None) -> bytes | None:
    """The file as qpdf writes it anew, its page tree flat; ``None`` where qpdf has no page of it."""
    try:
        with opened(content, password) as pdf:
            pages = [page for page in _leaves(pdf) if isinstance(page, pikepdf.Dictionary)]
            if not pages:
                return None
            for page in pages:
                for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate"):
                    if key not in page and (value := _inherited(page, key)) is not None:
                        page[key] = value
            tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=len(pages)))
            tree.Kids = pikepdf.Array([page if page.is_indirect else pdf.make_indirect(page) for page in pages])
            for page in pages:
                page.Parent = tree
            pdf.Root.Pages = tree
            room = BytesIO()
            pdf.save(room)
            return room.getvalue()
    except _TROUBLE:
        return None


def _with_own_tree(content: bytes, password: str | None) -> bytes | None:  # noqa: ARG001  one way among others
    return salvage(content, own_tree=True)


def _with_new_tree(content: bytes, password: str | None) -> bytes | None:  # noqa: ARG001
    return salvage(content)


def _leaves(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """What the page tree names as pages, in order; what is no page any more (an empty entry) too. Circles end."""
    root = pdf.Root.get("/Pages")
    pending: list[Any] = [root]
    seen: set[tuple[int, int]] = set()
    count = 0
    while pending and count < _MOST_LEAVES:
        node = pending.pop()
        if isinstance(node, pikepdf.Dictionary) and isinstance(node.get("/Kids"), pikepdf.Array):
            if node.is_indirect:
                if node.objgen in seen:
                    continue
                seen.add(node.objgen)
            pending.extend(reversed(node.Kids.as_list()))
        elif node is not root:
            count += 1
            yield node


def unlocked(content: bytes, password: str | None) -> bytes | None:
    """The file without its lock, as qpdf takes it off; ``None`` where the password does not fit.

    qpdf knows the old spelling of passwords (PDFDocEncoding) beside that in UTF-8, and locks that pdfium does not.
    """
    spellings: list[str | bytes] = [password or ""]
    with contextlib.suppress(UnicodeEncodeError):
        spellings.append((password or "").encode("pdfdoc"))
    for spelling in spellings:
        with contextlib.suppress(*_TROUBLE), opened(content, spelling) as pdf:
            room = BytesIO()
            pdf.save(room, encryption=False)
            return room.getvalue()
    return None


def most_drawn(content: bytes, password: str | None, forms: Iterable[int], bound: int) -> int:
    """How many forms the busiest of ``forms`` comes to with all that it draws; stops counting at ``bound``.

    Two forms that each draw the next one twice, thirty levels deep, are a small file and a thousand million drawings.
    """
    counted: dict[int, int] = {}
    with contextlib.suppress(*_TROUBLE, RecursionError), opened(content, password) as pdf:
        nothing = pikepdf.Dictionary()

        def drawn_by(number: int, above: frozenset[int]) -> int:
            if number in counted or number in above or len(above) > _MOST_LEVELS:
                return counted.get(number, 0)
            form = pdf.get_object(number, 0)
            count = 1
            kids = form.get("/Resources", nothing).get("/XObject", nothing)
            for name, times in Counter(_DRAWN.findall(bytes(form.get_stream_buffer()))).items():
                kid: Any = kids.get("/" + name.decode("latin-1"))
                if isinstance(kid, pikepdf.Stream) and kid.get("/Subtype") == "/Form":
                    count += times * drawn_by(kid.objgen[0], above | {number})
                if count > bound:
                    break
            counted[number] = count
            return count

        for number in forms:
            with contextlib.suppress(*_TROUBLE):
                if drawn_by(number, frozenset()) > bound:
                    break
    return max(counted.values(), default=0)
