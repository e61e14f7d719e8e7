"""How recognised words look: the size of a row's type, the weight of each word's strokes, the colour of its ink."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from PIL import Image, ImageChops, ImageStat

from briefkit.tools.ocr.pictures import Picture
from briefkit.tools.ocr.tesseract import Row, Word

_TALL = frozenset("bdfhklij0123456789")
_TALL_SHARE = 0.725
"""How high capitals, digits and tall letters stand above the foot of the line, as a share of the size of the type
(0.63 in Calibri to 0.76 in DejaVu)."""
_LOW_SHARE = 0.515
"""The same of a word with low letters only."""
_DEEP = frozenset("gjpqyQ,;()[]{}@|/\\_§$")
"""What reaches below the foot of the line."""

_ALIKE = 0.07
"""Sizes that differ by no more than this share are one size: a dot more or less is 3% of a letter of 10 points."""

_HEAVIER = 1.22
"""By how much strokes must be thicker than those of the running text to be bold."""

_ROW_HEAVIER = 1.13
"""The same of a whole row of some words, whose mean is measured more surely than a word."""

_BOLD = 0.132
"""From which thickness, as a share of the size of the type, strokes are bold where there is no running text."""

_A_ROW = 10

_MUCH = 250
"""So many letters of one size are running text."""

_NEAR = 45
"""Two inks are one colour where none of red, green and blue differs by more (of 255)."""

Box = tuple[float, float, float, float]


class Piece(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word as it is to be set: points from the top left of the upright page. ``base`` is the foot of its letters,
    ``weight`` the thickness of its strokes as a share of ``size``, ``sure`` 0 to 100."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    weight: float
    colour: str
    sure: int

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (self.x0, self.base - 0.75 * self.size, self.x1, self.base + 0.22 * self.size)


class Type(msgspec.Struct, frozen=True):
    """What is usual in a document: its sizes of type, its running text's weight (``None``: too little text), inks."""

    sizes: tuple[float, ...]
    weight: float | None
    inks: tuple[str, ...]


def measure(rows: Iterable[Row], picture: Picture) -> list[list[Piece]]:
    """Each row's words with their looks, as they were measured; :func:`settle` makes them agree."""
    grey = picture.image.convert("L")
    return [_measure(row, picture, grey) for row in rows]


def agree(rows: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The rows of a page, one that goes on with a small letter in the size of the row above it, or that one in its.

    A word alone is measured badly: "came" has no tall letter, and type set tightly cuts into the row above. Of the two
    the longer row tells.
    """
    made = [list(row) for row in rows]
    for here in sorted(range(len(made)), key=lambda at: made[at][0].base):
        row = made[here]
        if not row[0].text[:1].islower():
            continue
        above = [at for at, other in enumerate(made) if at != here and _goes_on(other, row)]
        if above:
            there = max(above, key=lambda at: made[at][0].base)
            one, other = (there, here) if _length(made[there]) >= _length(row) / 3 else (here, there)
            made[other] = [_sized(piece, made[one][0].size) for piece in made[other]]
    return made


def _sized(piece: Piece, size: float) -> Piece:
    return msgspec.structs.replace(piece, size=size, weight=round(piece.weight * piece.size / size, 4))


def _goes_on(above: Sequence[Piece], row: Sequence[Piece]) -> bool:
    """Whether a row follows another closely enough, and is so much like it, that it may be its next line."""
    one, other = above[0].size, row[0].size
    down = row[0].base - above[0].base
    beside = min(above[-1].x1, row[-1].x1) > max(above[0].x0, row[0].x0)
    return beside and 0.7 * min(one, other) <= down <= 1.7 * min(one, other) and 0.55 <= one / other <= 1.8


def _length(row: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in row)


def _measure(row: Row, picture: Picture, grey: Image.Image) -> list[Piece]:
    scale = picture.scale
    tall = height_of(row)
    ink = _Ink(row.box, picture.image, grey)
    feet = [foot_of(row, word) for word in row.words]
    pieces = []
    for word in row.words:
        x0, _, x1, _ = word.box
        base = statistics.median(feet)
        weight = round(ink.thickness(word) / max(tall, 1.0), 4)
        place = (round(x0 / scale, 2), round(x1 / scale, 2), round(base / scale, 2), round(tall / scale, 2))
        pieces.append(Piece(word.text, *place, weight, ink.colour, word.sure))
    return pieces


def height_of(row: Row) -> float:
    """The size of a row's type in dots."""
    return statistics.median(_heights(row))


def foot_of(row: Row, word: Word) -> float:
    """Where the letters of a word stand, from the top of the picture: its own foot, where none of them goes deeper;
    the line that Tesseract draws under a short row may be far off."""
    if any(char in _DEEP for char in word.text) or not any(char.isalnum() for char in word.text):
        flat = [each for each in row.words if each.text.isalnum() and not any(char in _DEEP for char in each.text)]
        if not flat:
            return row.base_at((word.box[0] + word.box[2]) / 2)
        nearest = min(flat, key=lambda each: abs(each.box[0] - word.box[0]))
        return nearest.box[3] + row.slope * (word.box[0] - nearest.box[0])
    return float(word.box[3])


def _heights(row: Row) -> list[float]:
    """The size of the type as each word tells it, in dots: tall letters first, low ones where there are no others."""
    tall, low = [], []
    for word in row.words:
        above = foot_of(row, word) - word.box[1]
        if any(char in _TALL or char.isupper() for char in word.text):
            tall.append(above / _TALL_SHARE)
        elif any(char.isalpha() for char in word.text):
            low.append(above / _LOW_SHARE)
    heights = tall or low or [float(row.box[3] - row.box[1])]
    return [max(each, 4.0) for each in heights]


class _Ink:
    """What is printed in the box of a row, apart from the paper around it."""

    def __init__(self, box: tuple[int, int, int, int], image: Image.Image, grey: Image.Image) -> None:
        self._left, self._top = box[0], box[1]
        crop = grey.crop(box)
        counts = crop.histogram()
        cut = _cut(counts)
        dark_paper = _around(grey, box) < cut
        self._mask = crop.point([255 * ((value < cut) != dark_paper) for value in range(256)])
        # At the edge of a letter ink and paper mix: only the strongest third of it tells the colour.
        held = crop.histogram(self._mask)
        core = _share(held[::-1] if dark_paper else held, 0.33)
        strong = crop.point([255 * ((255 - value if dark_paper else value) <= core) for value in range(256)])
        mean = ImageStat.Stat(image.crop(box), strong).mean if any(held) else [0, 0, 0]
        self.colour = "#" + "".join(f"{min(max(round(part), 0), 255):02x}" for part in mean)
        across = ImageChops.difference(self._mask, ImageChops.offset(self._mask, 1, 0))
        down = ImageChops.difference(self._mask, ImageChops.offset(self._mask, 0, 1))
        self._edges = (across, down)

    def thickness(self, word: Word) -> float:
        """How thick the strokes of a word are, in dots: twice its ink by the length of the ink's edge."""
        x0, top, x1, bottom = word.box
        box = (x0 - self._left, top - self._top, x1 - self._left, bottom - self._top)
        ink = self._mask.crop(box).histogram()[255]
        edge = sum(each.crop(box).histogram()[255] for each in self._edges)
        # Steps across and down overstate a slanting edge, on average by 4 to pi.
        return 2 * ink / max(edge * 0.785, 1.0)


def _around(grey: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How light the paper just around a box is: a narrow strip above and below it, in one of which may be a line."""
    x0, top, x1, bottom = box
    high = max((bottom - top) // 6, 2)
    strips = [(x0, max(top - high, 0), x1, max(top, 1)), (x0, min(bottom, grey.height - 1), x1, bottom + high)]
    counts = [0] * 256
    for strip in strips:
        for value, count in enumerate(grey.crop((*strip[:3], min(strip[3], grey.height))).histogram()):
            counts[value] += count
    return _share(counts, 0.65)


def _cut(counts: Sequence[int]) -> int:
    """The brightness that parts ink and paper best (Otsu 1979)."""
    total, all_light = sum(counts), sum(value * count for value, count in enumerate(counts))
    best, cut, below, light = -1.0, 128, 0, 0
    for value, count in enumerate(counts):
        below += count
        light += value * count
        if 0 < below < total:
            apart = (light / below - (all_light - light) / (total - below)) ** 2 * below * (total - below)
            if apart > best:
                best, cut = apart, value + 1
    return cut


def _share(counts: Sequence[int], share: float) -> int:
    """The brightness below which ``share`` of the dots lie."""
    wanted, below = share * sum(counts), 0
    for value, count in enumerate(counts):
        below += count
        if below >= wanted:
            return value
    return 255


def usual(pages: Iterable[Iterable[Sequence[Piece]]]) -> Type:
    """What is usual in all rows of all pages together."""
    sizes: Counter[float] = Counter()
    inks: Counter[str] = Counter()
    weights: list[tuple[float, float, int]] = []
    for rows in pages:
        for row in rows:
            for piece in row:
                letters = sum(char.isalnum() for char in piece.text)
                sizes[round(piece.size, 1)] += letters
                inks[piece.colour] += letters
                weights.append((piece.size, piece.weight, letters))
    found = _centres(sizes)
    weight = None
    if found:
        body = [(w, n) for size, w, n in weights if n > 2 and abs(size - found[0]) <= 2 * _ALIKE * found[0]]
        if sum(n for _, n in body) >= _MUCH:
            weight = statistics.median(w for w, _ in body)
    return Type(found, weight, _chief(inks))


def _centres(sizes: Counter[float]) -> tuple[float, ...]:
    """The sizes of type in use, the one with most letters first; each stands for those :data:`_ALIKE` it."""
    left = Counter(sizes)
    centres: list[float] = []
    while left:
        chief = max(left, key=lambda size: (sum(left[each] for each in _near(size, left)), -size))
        alike = _near(chief, left)
        letters = sum(left[each] for each in alike)
        middle = sum(each * left[each] for each in alike) / letters if letters else chief
        centres.append(round(2 * middle) / 2 or 0.5)
        for each in alike:
            del left[each]
    return tuple(dict.fromkeys(centres))


def _near(centre: float, sizes: Iterable[float]) -> list[float]:
    return [size for size in sizes if abs(size - centre) <= _ALIKE * centre]


def _chief(inks: Counter[str]) -> tuple[str, ...]:
    """The inks in use, the one with most letters first."""
    chief: list[str] = []
    for ink, _ in inks.most_common():
        if not any(_alike(ink, other) for other in chief):
            chief.append(ink)
    return tuple(chief)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _alike(one: str, other: str) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(_parts(one), _parts(other), strict=True))


def settle(row: Sequence[Piece], usual: Type) -> list[tuple[Piece, bool]]:
    """The row in sizes and inks of the document, and of each word whether it is bold.

    One word alone between others of the other weight is measured too unsurely: it goes with its neighbours.
    """
    if not row:
        return []
    size = min(usual.sizes, key=lambda each: (abs(each - row[0].size), each), default=row[0].size)
    ink = next((each for each in usual.inks if _alike(each, row[0].colour)), row[0].colour)
    ink = "#000000" if max(_parts(ink)) < 110 and max(_parts(ink)) - min(_parts(ink)) < 30 else ink
    bold = _bold(row, usual)
    return [
        (msgspec.structs.replace(piece, size=size, colour=ink), heavy) for piece, heavy in zip(row, bold, strict=True)
    ]


def _thinner(size: float, body: float) -> float:
    """How thick the same weight is measured in another size: blur adds the same to strokes of every size, which is
    about half of what running text has."""
    return 0.5 + 0.5 * min(max(body / max(size, 1.0), 0.7), 1.4)


def _bold(row: Sequence[Piece], usual: Type) -> list[bool]:
    plain = usual.weight * _thinner(row[0].size, usual.sizes[0]) if usual.weight else None
    least = _HEAVIER * plain if plain else _BOLD
    letters = [sum(char.isalnum() for char in piece.text) for piece in row]
    whole = sum(piece.weight * n for piece, n in zip(row, letters, strict=True)) / max(sum(letters), 1)
    heavy = [piece.weight >= least if n > 1 else whole >= least for piece, n in zip(row, letters, strict=True)]
    if sum(n for n, each in zip(letters, heavy, strict=True) if each) >= 0.75 * sum(letters):
        return [True] * len(row)
    if plain and whole >= _ROW_HEAVIER * plain and len(row) > 1 and sum(letters) >= _A_ROW:
        lightest = min(piece.weight for piece, n in zip(row, letters, strict=True) if n > 2 or n == max(letters))
        if lightest >= plain:
            return [True] * len(row)
    for at in range(1, len(row) - 1):
        if heavy[at] != heavy[at - 1] and heavy[at] != heavy[at + 1] and letters[at] < 5:
            heavy[at] = heavy[at - 1]
    for end, beside in ((0, 1), (-1, -2)):
        # A label at the start of a row ("Fact:", "Who") is no such word.
        if len(row) > 2 and letters[end] < 4 and row[end].text.isalpha() and row[end].text.islower():
            heavy[end] = heavy[beside]
    return heavy
