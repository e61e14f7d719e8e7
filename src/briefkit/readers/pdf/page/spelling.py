"""Characters as letters: what each reads as, and where the letters of those stand that read as none or several."""

from __future__ import annotations

from functools import cache

from briefkit.readers.pdf.page.glyphs import readable
from briefkit.readers.pdf.page.letters import Letters, make_letters


class _Table(dict[int, str]):
    """What characters read as, for ``str.translate``; filled as they are met."""

    def __init__(self, face: str) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, code: int) -> str:
        found = self[code] = readable(code, self._face)
        return found


@cache
def table_of(face: str) -> dict[int, str]:
    """What the characters of a font read as, for ``str.translate``; ``face`` is as in :func:`readable`."""
    return _Table(face)


def spell_out(part: str, page: Letters, start: int, face: str) -> tuple[str, Letters]:
    """Characters that read as more or fewer than one letter, with the place of each letter.

    The letters of a ligature share its box; the halves of a character beyond the basic plane are one letter.
    """
    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    high = 0
    for index, char in enumerate(part, start):
        code = ord(char)
        if 0xD800 <= code < 0xE000:
            high, code = _pair(high, code)
            if not code:
                continue
        read = readable(code, face)
        text.append(read)
        x0, x1 = page.lefts[index], page.rights[index]
        step = (x1 - x0) / max(len(read), 1)
        boxes.extend(
            (x0 + n * step, page.tops[index], x0 + (n + 1) * step, page.bases[index]) for n in range(len(read))
        )
    return "".join(text), make_letters(*([box[n] for box in boxes] for n in range(4)))


def _pair(high: int, code: int) -> tuple[int, int]:
    """Two halves of one character: what to remember, and the whole character or 0 while its second half is missing."""
    if code < 0xDC00:
        return code, 0
    return 0, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
