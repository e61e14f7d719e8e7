"""Whether the characters of a text layer are words: by which letters follow each other, and what stands within words.

A page is judged in two steps. Common little words of a score of languages in a usual share settle most pages at once.
The rest is weighed: pairs of letters against a table, odd characters, signs and figures within words, words without
vowels; and where English words stand among them, how many of the others are in no list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise

from briefkit.readers.pdf.wordlist import frequency_of

_LETTERS = " abcdefghijklmnopqrstuvwxyz"
_PAIRS = (
    "arpqronooplnoqooriprqlmpakl",
    "tnnoqkjmkpinrpsemgsqrnljgjj",
    "nulajuaebsfcrccsaarlkrfialb",
    "ptamasahuskpnaatabogppafanm",
    "vsjaquafktbklehshaomcoeiamp",
    "tojoqmjmhnhmpothkdtspkkjihm",
    "rteagtqgcuacpbntbaqknqbdamd",
    "utcaeualqrabnenraaqojraoala",
    "tvdabubhasaajjlsaanjppamana",
    "rqlpotlocjkmpnupjeorrfmcgfn",
    "kwcojuhfapamedkteaakfugbaag",
    "uueebscclschnfmtcaooqqffagc",
    "stggnuhhhuaksjgrhacnnphgapc",
    "tvohjucbgsaajngtpaingpakaja",
    "ushorrksgrdlhdmqfdeqslicalh",
    "tlmnpmmmhljlqptnnasqpplodki",
    "ntbcctgdmscdqfeuoaummpcgaka",
    "etbbbbbbbdbbbbbubbbcbybbbbb",
    "stklnujllseljmlriboppniiamm",
    "wrhocrfjorankkjooecqtnfgahk",
    "ttfibucdrteijefrbaqonpdihln",
    "tomnnpkofoemrqsjmatsrlifjil",
    "fuaaaxaaaubahabscalfalgaaea",
    "qvdakuciptachapraappclaaasa",
    "rvcpcrdckubiedcqsecirscdcjc",
    "xmkispkkakaalprqiaorpdadaaa",
    "stkdluakjuapihmomafkopihaqk",
)
"""For each letter (first: the edge of a word) how likely each is next, ``a`` (hardly ever) to ``z``: quarters of a nat
and a bit above what chance would give. Counted in words of English (two fifths) and of a dozen other languages;
``bench/pdf_garbage.py`` measures what the table is worth."""
_LOWEST, _STEP = -4.0, 7 / 25
_WEIGHT = {
    one + other: _LOWEST + _STEP * (ord(mark) - 97)
    for one, row in zip(_LETTERS, _PAIRS, strict=True)
    for other, mark in zip(_LETTERS, row, strict=True)
}
_ENGLISH = frozenset(
    "the of and to a in is was for that on with as by be are it this from at an were not or their which have had has "
    "you your we they who what how can will child children his her she he him them there when where if been but".split()
)
_ENGLISH_ONLY = _ENGLISH - frozenset("a i is in on as at an to was he me were has had be by him if".split())
_OTHERS = frozenset(
    # Welsh, Polish, Romanian, Somali, Portuguese, Spanish, French, Italian, German, Dutch, Lithuanian, Turkish …
    "y yr i o yn ar am gan ei eu mae oedd bod nad sydd wedi wrth gyda roedd fod gyfer ac nid "
    "się że nie jest na przez dla przy jak oraz się były które "
    "și în este să care pentru din cu nu mai sunt prin "
    "waa iyo ka ku u la oo ah waxaa waxay wuxuu uu ay soo ama "
    "que não uma os da do em com para por se mais "
    "el los las una del con está más es "
    "le les des est une dans pour pas qui sur au aux du et "
    "il che di della per non sono gli si è "
    "der die das und ist nicht ein eine mit den dem auf für zu von "
    "het een van dat niet zijn en te op voor "
    "ir kad bei yra buvo kaip iš apie "
    "ve bir bu için ile de da olarak çok "
    "dhe në të për një nga që me është "
    "và của là có không được cho các "
    "ang ng sa mga na at ay ni "
    "a az és hogy egy nem "
    "a v je na sa so že si ktorý "
    "na ya wa kwa katika ni "
    "û li di ku bi jî".split()
)
_CHINESE = frozenset("的一是不了在人有我他这為为之大来以个們们到说时地也子就道和得年着家过对のにをはがでとし")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐][^\W\d_]+)*")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.(?:uk|org|com|net|gov|pdf|htm|example)\b|doi:)\S*")
_SPOILT = re.compile(r"[^\W\d_](?:[^\w\s'’`\-‐‑–—./&,:;()+%|·•…´¨^]+|\d+)[^\W\d_]|[^\W\d_]\.[^\W\d_]{2,}\.[^\W\d_]")
_BULLETS = re.compile("•{3}")
_STRANGE = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_LATIN = re.compile("[A-Za-z]")
_VOWELS = re.compile("[aeiouywæøœəı]")
_NO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_LEAST = 13.0
_WORST, _WORST_OF_NAMES = -9.0, -5.0
"""What one word weighs at the worst, and where names are likely: no single one makes garbage of a heading."""
_MARKS = frozenset(".,;:!?'\"‘’“”()[]-–—‐/&%£€$•·…*→✓✗☐☑☒■□●○▪►_|+=<>©®°§¶†‡#@×½¼¾✉☎★☆")


def is_garbage(text: str, unknown: int = 0, *, names: bool = False) -> bool:
    """Whether ``text`` is no language: codes, shifted or exchanged letters, symbols, the words of a bad recognition.

    ``unknown`` is the number of characters besides that could not be decoded. A text of a dozen letters can be judged;
    figures, names, addresses and abbreviations are none of it, whatever they are alone. White space counts for nothing.
    With ``names`` the words may be headings that are nothing but names, and more is asked for.
    """
    if not unknown and is_plainly_english(text):
        return False
    text = _without_accents(text)
    words = text.split()
    solid = sum(map(len, words))
    odd = unknown + (0 if text.isascii() and text.isprintable() else _odd(text))
    if solid + unknown < 4:
        return False
    if odd > 0.3 * (solid + unknown):
        return odd >= 4
    if _BULLETS.search(text) and text.count("•") > 0.4 * solid:
        return True  # private signs of which nobody knows more
    little = [word for word in (piece.strip(".,;:!?()“”‘’\"'") for piece in words) if word]
    lower = [word.casefold() for word in little]
    english = sum(word in _ENGLISH for word in lower)
    if english > 0.27 * len(words) and len(words) > 8 and odd < 0.02 * solid:
        return False
    foreign = sum(word in _OTHERS and word not in _ENGLISH and len(word) > 1 for word in lower)
    if _is_soup(text, solid) or _is_far(text):
        return True
    if _spoilt(words):
        return True
    weight, pairs = _weigh(text, _WORST_OF_NAMES if names else _WORST)
    if weight < -_LEAST and weight < -0.26 * pairs:
        return True
    return _without_vowels(lower) or _misread(little, english, foreign)


def is_plainly_english(text: str) -> bool:
    """Whether the little words of English have their usual share in a text of some length without odd characters."""
    words = text.casefold().split()
    common = sum(map(_ENGLISH.__contains__, words))
    return len(words) > 12 and common > 0.22 * len(words) and not _STRANGE.search(text)


def _without_accents(text: str) -> str:
    """The text without marks above and below letters, so that a letter and its accent are one sign."""
    if text.isascii():
        return text
    return "".join([sign for sign in text if unicodedata.category(sign)[0] != "M" and sign not in _NO_WIDTH])


def _odd(text: str) -> int:
    """Characters that mean nothing: private, unassigned, control and replacement characters."""
    return sum(
        sign == "\ufffd" or (not sign.isspace() and unicodedata.category(sign) in {"Co", "Cn", "Cc"})
        for sign in text
        if not sign.isalnum()
    )


def _is_soup(text: str, solid: int) -> bool:
    """Whether most characters are neither letters nor figures nor the marks of running text and of leaders."""
    plain = sum(sign.isalnum() for sign in text)
    marks = sum(sign in _MARKS for sign in text)
    strange = solid - plain - marks
    varied = len({sign for sign in text if not sign.isalnum() and not sign.isspace()})
    return (strange > 0.25 * solid and strange >= 6) or (
        solid >= 20 and plain < 0.55 * solid and varied >= 9 and plain > 0
    )


def _is_far(text: str) -> bool:
    """Whether the letters are of blocks that no running text is made of, or Chinese signs without any common one."""
    if text.isascii():
        return False
    letters = [sign for sign in text if sign.isalpha()]
    rare = sum(
        "\u0250" <= sign <= "\u02ff" or "\u03d0" <= sign <= "\u03ff" or "\u3400" <= sign <= "\u4dbf" for sign in letters
    )
    if rare > 0.3 * len(letters) and rare >= 6:
        return True
    chinese = [sign for sign in letters if "\u4e00" <= sign <= "\u9fff"]
    if len(chinese) >= 8 and len(chinese) > 0.5 * len(letters):
        # Chinese and Japanese are written without blanks, and every few signs one of the common ones comes.
        common = sum(sign in _CHINESE for sign in chinese)
        return common < 0.04 * len(chinese) and (len(chinese) >= 40 or text.count(" ") > len(chinese) / 8)
    words = [word for word in _LONG_WORD.findall(text) if not word.isascii()]
    return len(words) >= 4 and sum(map(_changes_case, words)) > 0.4 * len(words)


def _changes_case(word: str) -> bool:
    return any(one.islower() and other.isupper() for one, other in pairwise(word))


def _weigh(text: str, worst: float) -> tuple[float, int]:
    """The weight of all pairs of Latin letters (negative: chance would rather have put them together), and how many."""
    weight, pairs = 0.0, 0
    for word in _WORD.findall(_ADDRESS.sub(" ", text)):
        if len(word) <= 6 and word.isupper():
            continue
        plain = _folded(word)
        if len(plain) < 2:
            continue
        edged = f" {plain} "
        weight += max(sum([_WEIGHT[edged[at : at + 2]] for at in range(len(edged) - 1)]), worst)
        pairs += len(edged) - 1
    return weight, pairs


_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


def _folded(word: str) -> str:
    """The Latin letters of a word without accents."""
    low = word.casefold()
    if not low.isascii():
        low = unicodedata.normalize("NFKD", low.translate(_PLAIN))
    return "".join([sign for sign in low if "a" <= sign <= "z"])


def _spoilt(words: list[str]) -> bool:
    """Whether signs and figures stand within many of the words."""
    long = [word for word in words if len(_LATIN.findall(word)) > 2 and not _ADDRESS.match(word)]
    bad = sum(bool(_SPOILT.search(word)) for word in long)
    return bad >= 3 and bad > 0.25 * len(long)


def _without_vowels(words: Iterable[str]) -> bool:
    """Whether the words lack their vowels; ``words`` are in lower case."""
    # Accents are off: the vowels of most languages are these.
    long = [_unaccented(word) for word in words if len(word) > 2 and word.isalpha() and "a" <= word[0] <= "ž"]
    if len(long) < 8:
        return False
    bare = [word for word in long if not _VOWELS.search(word)]
    return len(bare) > 0.5 * len(long) and sum(map(len, bare)) > 3.2 * len(bare)


def _unaccented(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFKD", word)


def _misread(words: list[str], english: int, foreign: int, known: Callable[[str], int] = frequency_of) -> bool:
    """Whether English words stand among many that are in no list, as where a recognition misread the page."""
    written = [word for word in words if len(word) > 3 and word[1:].islower() and word.isalpha() and word.isascii()]
    if len(written) < 6 or len(_ENGLISH_ONLY.intersection(map(str.casefold, words))) < 2 or 2 * foreign > english:
        return False
    # Names and headings begin with a capital; what is written small should be in the list.
    small = [word for word in written if word[0].islower()]
    if len(small) < 6:
        return False
    return sum(known(word) > 0 for word in small) < 0.55 * len(small)
