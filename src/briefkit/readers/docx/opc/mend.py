"""Malformed XML made well formed without losing a letter: what Word's own repair does, and no more.

libxml2 can go on after an error, but then it drops text without a word. Here each character that stood between two
tags before stands between two tags afterwards; only what no XML may hold (control characters) is left out. What is not
closed is closed where the next paragraph, run or cell begins, as a person would read it.
"""

from __future__ import annotations

import codecs
import html.entities
import re
from collections import Counter
from typing import NamedTuple

_NAME = r"[A-Za-z_][\w.-]*+(?::[A-Za-z_][\w.-]*+)?"
_TAG = re.compile(rf"<(/?)({_NAME})((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_ROUGH_TAG = re.compile(rf"<(/?)({_NAME})([^<>]*+)>?")
_ATTRIBUTE = re.compile(rf"(?<![\w.:-])({_NAME})\s*+=\s*+(?:\"([^\"<]*+)\"|'([^'<]*+)')")
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*+(?:\[(?:[^\]<]++|<[^>]*+>)*+\])?[^>]*+>")
_DECLARED = re.compile(r"""xmlns:([A-Za-z_][\w.-]*+)\s*+=\s*+["']([^"'<]*+)["']""")
_ENCODING = re.compile(rb"""^<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z]\w{0,31});)?")
_BRACKETS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
_XML_NAMES = frozenset(("lt", "gt", "amp", "quot", "apos"))

_OFFICE = "http://schemas.openxmlformats.org/"
_SPACES = {
    "w": _OFFICE + "wordprocessingml/2006/main",
    "r": _OFFICE + "officeDocument/2006/relationships",
    "m": _OFFICE + "officeDocument/2006/math",
    "a": _OFFICE + "drawingml/2006/main",
    "wp": _OFFICE + "drawingml/2006/wordprocessingDrawing",
    "pic": _OFFICE + "drawingml/2006/picture",
    "mc": _OFFICE + "markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
"""What the prefixes of Word mean where the declaration itself is lost."""

_STORIES = frozenset(
    ("body", "tc", "txbxContent", "footnote", "endnote", "comment", "hdr", "ftr", "sdtContent", "docPartBody", "txBody")
)
_HOLDERS = {
    "p": _STORIES,
    "r": _STORIES | {"p", "rt", "rubyBase"},
    "t": _STORIES | {"p", "r"},
    "tc": frozenset(("tbl",)),
    "tr": frozenset(("tbl",)),
    "pPr": frozenset(("p",)),
    "rPr": frozenset(("r", "pPr")),
}
"""An element never stands in another of its own name, unless one of these stands between them."""

_EMPTY = frozenset(
    (
        *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd"),
        *("commentReference", "footnoteReference", "endnoteReference", "lastRenderedPageBreak", "br", "tab", "cr"),
        *("noBreakHyphen", "softHyphen", "pStyle", "rStyle"),
    )
)
"""Elements that never hold anything; one that is not closed would swallow the words behind it."""

_ADDRESS = re.compile(r"[!-;=?-~]+")
_FARTHEST = 400
"""How many open elements are looked at for the one that a tag belongs to."""


class Mended(NamedTuple):
    """Well-formed UTF-8, how many places were wrong, how many paragraphs there are and how many stand before the first
    wrong place, and whether the part breaks off before its end."""

    content: bytes
    wounds: int
    paragraphs: int
    paragraphs_before: int
    cut: bool


def mend(content: bytes) -> Mended:
    """The part made well formed. ``content`` are its bytes, in whatever encoding they really are. Raises nothing."""
    mender = _Mender(*decode(content))
    mender.run()
    content = mender.finished().encode("utf-8")
    return Mended(content, mender.wounds, mender.paragraphs, mender.paragraphs_before, mender.cut)


def decode(content: bytes) -> tuple[str, int | None]:
    """The text of a part, and where in it the first byte stands that was no text. What the bytes are counts, not what
    they declare."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    head = content[:200]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 3 and zeros.count(0) * 4 > len(zeros) * 3:
            return _decoded(content, encoding)
    declared = _ENCODING.match(content)
    if declared and declared[1].lower() in {b"windows-1252", b"iso-8859-1", b"latin-1", b"us-ascii"}:
        return content.decode("cp1252", "replace"), None
    return _decoded(content, "utf-8")


def _decoded(content: bytes, encoding: str) -> tuple[str, int | None]:
    if encoding != "utf-8":
        return content.decode(encoding, "replace"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        text = content.decode("utf-8", "surrogateescape")
    # A byte that is no UTF-8 is most often one of an older Windows file: £, ’ or é.
    strange = re.compile("[\udc80-\udcff]")
    first = strange.search(text)
    text = strange.sub(lambda one: bytes([ord(one[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return text, first.start() if first else None


class _Mender:
    """Goes through the tags from first to last. ``open`` are the names of the elements that are open."""

    def __init__(self, text: str, flaw: int | None) -> None:
        self.text = text
        self.flaw = flaw
        self.root_at = self.root_end = 0
        self.made: list[str] = []
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self.root_tag: tuple[str, dict[str, str]] | None = None
        self.used: set[str] = set()
        self.wounds = 0
        self.paragraphs = 0
        self.paragraphs_before = 0
        self.ended = False
        self.has_entities = False
        self.never: set[str] = set()

    @property
    def cut(self) -> bool:
        """Whether the end of the root never came."""
        return not self.ended

    def run(self) -> None:
        text, at = self.text, 0
        while (lt := text.find("<", at)) >= 0:
            self._say(text[at:lt])
            at = self._after(lt)
            if self.flaw is not None and self.flaw < at:
                self._wound()
                self.flaw = None
        self._say(text[at:])

    def _after(self, at: int) -> int:
        """Takes what begins with the ``<`` at this place and gives the place behind it."""
        text = self.text
        if (tag := _TAG.match(text, at)) is not None:
            if self._is_typed(tag[2]):
                return self._typed(at)
            if self.ended and self._is_again(tag[2], at):
                return len(text)
            if tag[1] and self._breaks_words(tag[2], tag.end()):
                self._wound()
                return tag.end()
            self._take(tag[1] == "/", tag[2], tag[3])
            self._mark_root(tag)
            return tag.end()
        for start, end in _BRACKETS:
            if text.startswith(start, at):
                return self._bracketed(at, start, end)
        if not self.root_tag and not self.has_entities and text.startswith("<!DOCTYPE", at):
            self.has_entities = True
            if (doctype := _DOCTYPE.match(text, at)) is not None:
                return doctype.end()
        rough = _ROUGH_TAG.match(text, at)
        self._wound()
        if rough is None or ":" not in rough[2]:
            return self._typed(at, told=True)
        self._take(rough[1] == "/", rough[2], rough[3])
        return rough.end()

    def _mark_root(self, tag: re.Match[str]) -> None:
        """Remembers from where to where the first root reaches."""
        if self.root_tag is not None and tag[2] == self.root_tag[0]:
            if tag[1]:
                self.root_end = self.root_end or tag.end()
            elif not self.root_end and not self.made:
                self.root_at = tag.start()

    def _is_again(self, name: str, at: int) -> bool:
        """Whether all that is left of the part is the same once more, or the beginning of the same."""
        if self.root_tag is None or name != self.root_tag[0] or not self.root_end:
            return False
        rest = self.text[at:].rstrip("\x00 \t\r\n")
        self._wound()
        return self.text[self.root_at : self.root_end].startswith(rest)

    def _bracketed(self, at: int, start: str, end: str) -> int:
        """Passes over a comment or the like, and takes the words of a CDATA section; an open one is only a sign."""
        stop = self.text.find(end, at + len(start)) if end not in self.never else -1
        if stop < 0:
            self.never.add(end)
            self._wound()
            return at + len(start)
        if start == "<![CDATA[":
            self._say(self.text[at + len(start) : stop].replace("&", "&amp;"))
        return stop + len(end)

    def _is_typed(self, name: str) -> bool:
        """Whether a tag is no tag but words of the text: it has no prefix and stands where only words can stand."""
        return bool(self.open) and ":" not in name and ":" in self.open[-1] and _local(self.open[-1]) == "t"

    def _breaks_words(self, name: str, end: int) -> bool:
        """Whether an end tag stands in the middle of words: the end of those comes next."""
        if not self.open or _local(self.open[-1]) != "t" or name == self.open[-1]:
            return False
        following = self.text.find("<", end)
        return following > end and self.text.startswith(f"</{self.open[-1]}>", following)

    def _typed(self, at: int, told: bool = False) -> int:
        if not told:
            self._wound()
        self._say("<")
        return at + 1

    def _wound(self) -> None:
        if not self.wounds:
            self.paragraphs_before = self.paragraphs
        self.wounds += 1

    def _say(self, text: str) -> None:
        if not text:
            return
        if not self.open:
            if text.strip("\ufeff \t\r\n\x00"):
                self._wound()
            return
        if _UNSTORABLE.search(text):
            self._wound()
            text = _UNSTORABLE.sub("", text)
        if "&" in text:
            text = _AMPERSAND.sub(self._reference, text)
        self.made.append(text.replace("<", "&lt;").replace(">", "&gt;"))

    def _reference(self, found: re.Match[str]) -> str:
        decimal, hexadecimal, name = found.groups()
        if name in _XML_NAMES:
            return found[0]
        if decimal or hexadecimal:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            if number < 0x110000 and (number in (9, 10, 13) or (number >= 32 and not _UNSTORABLE.match(chr(number)))):
                return found[0]
            self._wound()
            return ""
        if name and self.has_entities:
            return ""
        self._wound()
        known = html.entities.html5.get(f"{name};") if name else None
        return known.replace("&", "&amp;").replace("<", "&lt;") if known else f"&amp;{found[0][1:]}"

    def _take(self, ends: bool, name: str, rest: str) -> None:
        if ends:
            self._end(name)
            return
        closed = rest.rstrip().endswith("/")
        root = self.root_tag[0] if self.root_tag else None
        if root is not None and (name == root or (_local(name) == "body" and self.count[name])):
            # A second root, or its body: what stands in it is read on.
            self._wound()
            return
        attributes = self._attributes(rest)
        self.used.update(key.partition(":")[0] for key in (name, *attributes) if ":" in key)
        if root is None:
            self.root_tag = (name, attributes)
            self.open.append(name)
            self.count[name] += 1
            self.ended = closed
            return
        self._make_room(name)
        if _local(name) == "p":
            self.paragraphs += 1
        elif _local(name) == "t":
            self._give_run(name)
        holder = _local(self.open[-1])
        closed = closed or (":" in name and (_local(name) in _EMPTY or (holder == "rPr" and name[-6:] != "Change")))
        written = "".join(f' {key}="{value}"' for key, value in attributes.items())
        self.made.append(f"<{name}{written}{'/' if closed else ''}>")
        if not closed:
            self.open.append(name)
            self.count[name] += 1

    def _attributes(self, rest: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, double, single in _ATTRIBUTE.findall(rest):
            if key in found or (key == "xmlns" and not (double or single)):
                self._wound()
                continue
            value = _UNSTORABLE.sub("", double or single)
            if key.startswith("xmlns") and not _ADDRESS.fullmatch(value):
                self._wound()
                value = _SPACES.get(key[6:], f"urn:unknown:{key[6:]}")
            found[key] = _AMPERSAND.sub(self._reference, value).replace('"', "&quot;").replace("<", "&lt;")
        if rest.strip(" \t\r\n/") and not found:
            self._wound()
        return found

    def _make_room(self, name: str) -> None:
        """Closes what cannot be open where an element of this name begins."""
        prefix, local = name.rpartition(":")[0], _local(name)
        while len(self.open) > 1 and self.open[-1].rpartition(":")[0] == prefix and prefix:
            last = _local(self.open[-1])
            is_look = last.endswith("Pr") and local in {"p", "r", "t", "tbl", "tr", "tc", "br", "tab", "drawing"}
            if not is_look and last != "t":
                break
            self._wound()
            self._close(len(self.open) - 1)
        holders = _HOLDERS.get(local)
        if holders is not None and prefix and self.count[name]:
            at = self._find(name, holders)
            if at is not None:
                self._wound()
                self._close(at)

    def _give_run(self, name: str) -> None:
        """Opens a run for words whose own run has lost its beginning."""
        run = f"{name[:-1]}r"
        if self.root_tag is None or name[:-1] != self.root_tag[0][: len(name) - 1] or ":" not in name:
            return
        if not self.count[run] or self._find(run, _STORIES | {"p", "rt", "rubyBase"}) is None:
            self._wound()
            self.made.append(f"<{run}>")
            self.open.append(run)
            self.count[run] += 1

    def _find(self, name: str, holders: frozenset[str]) -> int | None:
        """Where the innermost open element of this name stands, if none of its holders stands further in."""
        for at in range(len(self.open) - 1, max(0, len(self.open) - _FARTHEST), -1):
            if self.open[at] == name:
                return at
            if _local(self.open[at]) in holders:
                return None
        return None

    def _end(self, name: str) -> None:
        if self.root_tag is not None and name == self.root_tag[0]:
            self.ended = True
            return
        if len(self.open) > 1 and self.open[-1] == name:
            # A body ends with its root: what stands behind a stray end of it belongs to it.
            if _local(name) != "body":
                self._close(len(self.open) - 1)
            self.ended = self.ended or _local(name) == "body"
            return
        if self.root_tag is None or _local(name) == "body":
            return
        self._wound()
        if self.count[name]:
            at = self._find(name, _HOLDERS.get(_local(name), frozenset()) - {_local(name)})
            if at is not None:
                self._close(at)

    def _close(self, at: int) -> None:
        while len(self.open) > at:
            name = self.open.pop()
            self.count[name] -= 1
            self.made.append(f"</{name}>")

    def finished(self) -> str:
        """The whole part. Prefixes that nothing declares get the meaning that they have in Word."""
        if self.root_tag is None:
            return ""
        if not self.ended:
            self._wound()
        name, attributes = self.root_tag
        elsewhere = dict(_DECLARED.findall(self.text))
        for prefix in sorted(self.used - {"xml", "xmlns"}):
            if f"xmlns:{prefix}" not in attributes:
                space = elsewhere.get(prefix) or _SPACES.get(prefix) or f"urn:unknown:{prefix}"
                attributes[f"xmlns:{prefix}"] = space.replace("&", "&amp;")
        self._close(1)
        head = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return f"<{name}{head}>{''.join(self.made)}</{name}>"


def _local(name: str) -> str:
    return name.rpartition(":")[2]
