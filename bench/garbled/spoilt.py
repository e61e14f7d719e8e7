"""Ways in which a text layer is spoilt."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

_LOWER = string.ascii_lowercase
_SOUP = "!|1l0O[]{}~^=_:;*<>/\\°«»¬§c3e€&%$#@+"


def shift(text: str, chance: random.Random) -> str:
    """Each letter is the same number of letters further on in the alphabet."""
    steps = chance.randint(1, 25)
    return _mapped(text, {a: _LOWER[(n + steps) % 26] for n, a in enumerate(_LOWER)})


def shift_codes(text: str, chance: random.Random) -> str:
    """Each sign is the same number of codes further on or back, as in fonts that count glyphs."""
    steps = chance.choice((-31, -30, -29, -28, -3, 1, 2, 3, 5, 29, 31))
    return "".join(sign if sign == " " else chr(max(33, ord(sign) + steps)) for sign in text)


def exchange(text: str, chance: random.Random) -> str:
    """Each letter has become another."""
    return _mapped(text, dict(zip(_LOWER, chance.sample(_LOWER, 26), strict=True)))


def exchange_codes(text: str, chance: random.Random) -> str:
    """Each sign has become any other sign of the keyboard, blanks have stayed."""
    signs = sorted(set(text) - {" "})
    pool = [chr(code) for code in range(33, 127)]
    given = dict(zip(signs, chance.choices(pool, k=len(signs)), strict=True))
    return "".join(given.get(sign, sign) for sign in text)


def lose_vowels(text: str, _: random.Random) -> str:
    """The vowels are not there."""
    return "".join(sign for sign in text if sign.casefold() not in "aeiou")


def soup(text: str, chance: random.Random) -> str:
    """Half of the signs have become symbols."""
    return "".join(chance.choice(_SOUP) if sign != " " and chance.random() < 0.5 else sign for sign in text)


def private(text: str, _: random.Random) -> str:
    """Characters of the private use area."""
    return "".join(sign if sign == " " else chr(0xE000 + ord(sign) % 0x1800) for sign in text)


def far(text: str, chance: random.Random) -> str:
    """Characters of a script that is far away."""
    base = chance.choice((0x4E00, 0x0250, 0x0370, 0x3400, 0x1200))
    return "".join(sign if sign == " " else chr(base + 7 * (ord(sign) % 97)) for sign in text)


def replaced(text: str, chance: random.Random) -> str:
    """Two in five signs are replacement characters."""
    return "".join("\ufffd" if sign != " " and chance.random() < 0.4 else sign for sign in text)


def misread(share: float) -> Callable[[str, random.Random], str]:
    """The words of a bad recognition: that share of the signs is wrong, lost or doubled."""

    def spoil(text: str, chance: random.Random) -> str:
        out = []
        for sign in text:
            if sign == " " or chance.random() >= share:
                out.append(sign)
                continue
            how = chance.random()
            if how < 0.6:
                out.append(chance.choice(_LOWER if chance.random() < 0.6 else _SOUP))
            elif how < 0.75:
                out.append("")
            elif how < 0.9:
                out.append(sign + chance.choice(_LOWER + _SOUP))
            else:
                out.append(" ")
        return "".join(out)

    return spoil


def _mapped(text: str, given: dict[str, str]) -> str:
    both = given | {a.upper(): b.upper() for a, b in given.items()}
    return "".join(both.get(sign, sign) for sign in text)


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "shifted letters": shift,
    "shifted codes": shift_codes,
    "exchanged letters": exchange,
    "exchanged codes": exchange_codes,
    "vowels lost": lose_vowels,
    "symbol soup": soup,
    "private use": private,
    "far scripts": far,
    "replacement characters": replaced,
    **{f"misread {share}%": misread(share / 100) for share in (10, 20, 30, 45, 60)},
}
"""By name; what is misread by a tenth is told as a warning at most, see the bench."""
