"""The letters of text formats: plain text, Markdown, HTML and RTF, with the markup taken off in the plainest way."""

from __future__ import annotations

import codecs
import html
import re
from html.parser import HTMLParser

from briefkit.census.tally import Census, Tally, letters

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,200}\]", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\]\(\s*(?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:\s+\"[^\"\n]{0,300}\")?\s*\)"
)
_LIVE_ADDRESS = re.compile(
    r"\]\((?:https?://|www\.|mailto:|tel:|#)[^\s()]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500})?\)"
)
_TAG = re.compile(r"<(?:br\s*/?|/?sup)>")
_CHARACTER_NAME = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_CUT_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}\Z")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$", re.M)


def decode(content: bytes) -> str:
    """The characters of a text file: by its byte-order mark, else UTF-8, else Windows' western code page.

    UTF-8 with a few damaged characters is still UTF-8: only where most of what is not ASCII fails is it Windows'.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    text = content.decode("utf-8-sig", errors="replace")
    failed = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    if not failed or len(re.findall(r"[^\x00-\x7f\ufffd]", text)) > 2 * failed:
        return text
    return content.decode("cp1252", errors="replace")


def count_text(content: bytes) -> Census:
    """The decoded text under ``text``, without bookmark tokens and link addresses that converters leave."""
    return Census((Tally("text", _LIVE_ADDRESS.sub("] ", _BOOKMARK.sub(" ", decode(content)))),))


def count_markdown(content: bytes) -> Census:
    """As plain text, without what Markdown does not show: addresses of links, ``<br>``, names of characters, fences."""
    text = _FENCE.sub("", _ADDRESS.sub("] ", _BOOKMARK.sub(" ", decode(content))))
    text = _CHARACTER_NAME.sub(lambda name: html.unescape(name.group()), _TAG.sub(" ", text))
    return Census((Tally("text", text),))


def count_html(content: bytes) -> Census:
    """The text of the page without scripts, styles, comments and what is marked as hidden."""
    page = _Page()
    page.feed(_CUT_TAG.sub("", decode(content)))
    page.close()
    return Census((Tally("text", "".join(page.pieces), len(letters("".join(page.unseen)))),))


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


class _Page(HTMLParser):
    _UNSHOWN = frozenset(["script", "style", "template", "head", "title", "noscript", "iframe", "object"])
    _VOID = _names("area base br col embed hr img input link meta source track wbr")
    _INLINE = _names("a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s small span strong sub sup u")
    _HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._unshown = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._INLINE:
            self.pieces.append("\n")
        if tag in self._VOID:
            return
        if tag in self._UNSHOWN:
            self._unshown += 1
        given = dict(attrs)
        hides = "hidden" in given or bool(self._HIDING.search(given.get("style") or ""))
        self._hidden += hides
        self._open.append((tag, hides))

    def handle_endtag(self, tag: str) -> None:
        if all(tag != known for known, _ in self._open[-64:]):
            return
        while self._open:
            known, hides = self._open.pop()
            self._hidden -= hides
            self._unshown -= known in self._UNSHOWN
            if known == tag:
                break
        if tag not in self._INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            (self.unseen if self._hidden else self.pieces).append(data)


_RTF = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\"
)
_RTF_UNSHOWN = _names(
    "fonttbl colortbl stylesheet info pict objdata themedata datastore listtable listoverridetable revtbl rsidtbl "
    "generator xmlnstbl fldinst latentstyles colorschememapping sn sv shprslt nonshppict header headerl headerr "
    "headerf footer footerl footerr footerf annotation atnid atnauthor bkmkstart bkmkend tc xe ftnsep ftnsepc aftnsep "
    "aftnsepc pgdsctbl listtext pntext wgrffmtfilter title author operator creatim revtim company comment"
)
_RTF_MARKS = {b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"}
_RTF_BREAKS = frozenset([b"par", b"line", b"tab", b"cell", b"row", b"sect", b"page", b"bullet"])


def count_rtf(content: bytes) -> Census:
    """The text of the body without tables of fonts and styles, field instructions, pictures, headers and footers."""
    shown: list[str] = []
    hidden: list[str] = []
    state = _RtfGroup("cp1252", 1, False, False)
    groups: list[_RtfGroup] = []
    skip = 0
    for token in _RTF.finditer(content):
        word, number, byte, symbol, brace, plain = token.groups()
        if brace == b"{":
            groups.append(state)
            state = state.copy()
        elif brace == b"}":
            state = groups.pop() if groups else state
            skip = 0
        elif skip and (byte or plain):
            # What follows a \u is its stand-in for old programs.
            kept = plain[skip:] if plain else b""
            skip = max(0, skip - len(plain or b"x"))
            state.put(kept.decode(state.page, errors="replace"), shown, hidden)
        elif word == b"u" and number is not None:
            state.put(_rtf_character(int(number)), shown, hidden)
            skip = state.stand_ins
        elif word is not None:
            state.turn(word, number)
            state.put(_RTF_MARKS.get(word, "\n" if word in _RTF_BREAKS else ""), shown, hidden)
        elif symbol is not None:
            state.starred = symbol == b"*" or state.starred
            state.put({b"\\": "\\", b"{": "{", b"}": "}", b"~": " ", b"_": "-"}.get(symbol, ""), shown, hidden)
        elif byte is not None:
            state.put(bytes([int(byte, 16)]).decode(state.page, errors="replace"), shown, hidden)
        elif plain is not None:
            state.put(plain.decode(state.page, errors="replace"), shown, hidden)
    text = "".join(shown).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Census((Tally("text", text, len(letters("".join(hidden)))),))


def _rtf_character(number: int) -> str:
    return chr(number & 0xFFFF)


class _RtfGroup:
    """What holds inside one pair of braces."""

    def __init__(self, page: str, stand_ins: int, unshown: bool, vanished: bool) -> None:
        self.page = page
        self.stand_ins = stand_ins
        self.unshown = unshown
        self.vanished = vanished
        self.starred = False

    def copy(self) -> _RtfGroup:
        return _RtfGroup(self.page, self.stand_ins, self.unshown, self.vanished)

    def put(self, text: str, shown: list[str], hidden: list[str]) -> None:
        if text and not self.unshown:
            (hidden if self.vanished else shown).append(text)

    def turn(self, word: bytes, number: bytes | None) -> None:
        if word.decode() in _RTF_UNSHOWN or (self.starred and word != b"shpinst"):
            self.unshown = True
        elif word in (b"v", b"deleted"):
            self.vanished = number != b"0"
        elif word == b"plain":
            self.vanished = False
        elif word == b"uc" and number is not None:
            self.stand_ins = min(max(int(number), 0), 8)
        elif word == b"ansicpg" and number is not None:
            self.page = _code_page(number)
        self.starred = False


def _code_page(number: bytes) -> str:
    try:
        return codecs.lookup(f"cp{int(number)}").name
    except LookupError:
        return "cp1252"
