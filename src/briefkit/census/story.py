"""One story of a Word document as a stream: what of it is shown, what is hidden, what is only an instruction."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefkit.census.parts import Handlers

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OTHER_TEXT = frozenset(
    {
        "http://schemas.openxmlformats.org/drawingml/2006/main}t",
        "http://purl.oclc.org/ooxml/drawingml/main}t",
        "http://schemas.openxmlformats.org/officeDocument/2006/math}t",
        "http://purl.oclc.org/ooxml/officeDocument/math}t",
    }
)
_DRAWN = ("/drawingml/2006/diagram}relIds", "/drawingml/diagram}relIds", "/drawingml/2006/chart}chart", "/chart}chart")
_UNDERSTOOD = "http://schemas.microsoft.com/office/word/"
"""A reader that follows ECMA-376 part 3 takes the first Choice all of whose namespaces it knows; we know Word's own."""

_UNSEEN = frozenset(
    {
        *(
            "del",
            "moveFrom",
            "instrText",
            "delText",
            "delInstrText",
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
        ),
        *("tblGridChange", "tcPrChange", "trPrChange", "tblPrExChange", "numberingChange", "binData", "sdtEndPr"),
    }
)
_BREAKS = frozenset(["p", "br", "cr", "tab", "ptab", "tc", "txbxContent"])
_OFF = ("0", "false", "off")
_DEEPEST = 32
"""Fields inside fields that are looked at; a file nested deeper is no document."""

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


@dataclass
class _Field:
    in_code: bool = True
    closed: bool = False


@dataclass
class _Run:
    style: str = ""
    vanish: bool | None = None


@dataclass
class _Alternative:
    taken: bool = False


@dataclass
class _Control:
    placeholder: bool = False


@dataclass
class _Piece:
    text: str
    hidden: bool
    codes: tuple[_Field, ...]


@dataclass
class Story(Handlers):
    """Hears one part. ``vanished`` tells which styles hide; ``wanted`` the note ids to keep, in a notes part."""

    vanished: dict[str, bool]
    wanted: frozenset[str] | None = None
    footnotes: set[str] = field(default_factory=set)
    endnotes: set[str] = field(default_factory=set)
    drawings: list[str] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _elements: list[str] = field(default_factory=list)
    _skipped: int = 0
    _taking: bool = False
    _paragraphs: list[str] = field(default_factory=list)
    _runs: list[_Run] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _codes: tuple[_Field, ...] = ()
    _alternatives: list[_Alternative] = field(default_factory=list)
    _controls: list[_Control] = field(default_factory=list)
    _prefixes: dict[str, str] = field(default_factory=dict)
    _sections: list[tuple[dict[str, str], bool]] = field(default_factory=list)

    def namespace(self, prefix: str | None, address: str | None) -> None:
        self._prefixes[prefix or ""] = address or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        space, _, local = name.rpartition("}")
        if space == _COMPATIBILITY:
            self._start_alternative(local, attributes)
        elif space in _WORD:
            self._start_word(local, {key.rpartition("}")[2]: value for key, value in attributes.items()})
        elif name in _OTHER_TEXT:
            self._taking = True
        elif name.endswith(_DRAWN):
            values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            self.drawings.append(values.get("dm") or values.get("id", ""))
        if not self._skipped:
            self._elements.append(local)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        space, _, local = name.rpartition("}")
        if self._elements:
            self._elements.pop()
        if space == _COMPATIBILITY and local == "AlternateContent" and self._alternatives:
            self._alternatives.pop()
        elif space in _WORD:
            self._end_word(local)
        elif name in _OTHER_TEXT:
            self._taking = False

    def characters(self, text: str) -> None:
        if self._taking and not self._skipped:
            self._pieces.append(_Piece(text, self._is_hidden(), self._codes))

    def texts(self) -> tuple[str, str]:
        """What is shown and what is hidden. Text inside a field's instruction is neither, once the field is closed."""
        shown: list[str] = []
        hidden: list[str] = []
        for piece in self._pieces:
            if not any(code.closed for code in piece.codes):
                (hidden if piece.hidden else shown).append(piece.text)
        return "".join(shown), "".join(hidden)

    def shown_margins(self, even_pages: bool) -> tuple[str, ...]:
        """The relationship ids of the headers and footers that some page shows, each once, in order.

        A section without a reference of its own takes that of the section before; a first-page header shows only
        where the section has a title page, an even-page one only where the document keeps them apart.
        """
        current: dict[str, str] = {}
        shown: dict[str, None] = {}
        for references, title_page in self._sections:
            current.update(references)
            for key, identifier in current.items():
                kind = key.partition(" ")[2]
                if kind == "default" or (kind == "first" and title_page) or (kind == "even" and even_pages):
                    shown[identifier] = None
        return tuple(shown)

    def _start_alternative(self, local: str, attributes: dict[str, str]) -> None:
        if local == "AlternateContent":
            self._alternatives.append(_Alternative())
        elif local in ("Choice", "Fallback") and self._alternatives:
            branch = self._alternatives[-1]
            if branch.taken or (local == "Choice" and not self._understands(attributes.get("Requires", ""))):
                self._skipped = 1
            else:
                branch.taken = True

    def _understands(self, required: str) -> bool:
        return all(self._prefixes.get(prefix, "").startswith(_UNDERSTOOD) for prefix in required.split())

    def _start_word(self, local: str, values: dict[str, str]) -> None:
        if local in _UNSEEN or self._is_unwanted_note(local, values):
            self._skipped = 1
        elif local == "t":
            self._taking = True
        elif local == "p":
            self._paragraphs.append("")
        elif local == "r":
            self._runs.append(_Run())
        elif local in ("pStyle", "rStyle", "vanish"):
            self._take_look(local, values.get("val"))
        elif local in ("sdt", "sdtContent", "showingPlcHdr"):
            self._start_control(local, values)
        elif local in ("sectPr", "headerReference", "footerReference", "titlePg"):
            self._take_section(local, values)
        else:
            self._take_mark(local, values)
        if local in _BREAKS:
            self._pieces.append(_Piece("\n", False, ()))

    def _take_mark(self, local: str, values: dict[str, str]) -> None:
        if local == "fldChar":
            self._turn_field(values.get("fldCharType", ""))
        elif local.endswith("noteReference") and self._is_hidden():
            return  # a note whose mark is hidden is shown on no page
        elif local == "footnoteReference":
            self.footnotes.add(values.get("id", ""))
        elif local == "endnoteReference":
            self.endnotes.add(values.get("id", ""))
        elif local == "noBreakHyphen":
            self._pieces.append(_Piece("-", False, ()))

    def _end_word(self, local: str) -> None:
        if local == "t":
            self._taking = False
        elif local == "p" and self._paragraphs:
            self._paragraphs.pop()
            self._pieces.append(_Piece("\n", False, ()))
        elif local == "r" and self._runs:
            self._runs.pop()
        elif local == "sdt" and self._controls:
            self._controls.pop()

    def _is_unwanted_note(self, local: str, values: dict[str, str]) -> bool:
        if local not in ("footnote", "endnote") or self.wanted is None or len(self._elements) != 1:
            return False
        return values.get("type", "normal") in _SEPARATORS or values.get("id", "") not in self.wanted

    def _take_look(self, local: str, value: str | None) -> None:
        parent = self._elements[-1] if self._elements else ""
        above = self._elements[-2] if len(self._elements) > 1 else ""
        if local == "pStyle" and parent == "pPr" and self._paragraphs:
            self._paragraphs[-1] = value or ""
        elif parent == "rPr" and above == "r" and self._runs:
            if local == "rStyle":
                self._runs[-1].style = value or ""
            elif local == "vanish":
                self._runs[-1].vanish = (value or "true") not in _OFF

    def _is_hidden(self) -> bool:
        if not self._runs:
            return False
        run = self._runs[-1]
        if run.vanish is not None:
            return run.vanish
        if run.style in self.vanished:
            return self.vanished[run.style]
        return bool(self._paragraphs) and self.vanished.get(self._paragraphs[-1], False)

    def _turn_field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(_Field())
        elif self._fields and step == "separate":
            self._fields[-1].in_code = False
        elif self._fields and step == "end":
            self._fields.pop().closed = True
        self._codes = tuple(known for known in self._fields[-_DEEPEST:] if known.in_code)

    def _start_control(self, local: str, values: dict[str, str]) -> None:
        if local == "sdt":
            self._controls.append(_Control())
        elif local == "showingPlcHdr" and self._controls and self._elements[-1:] == ["sdtPr"]:
            self._controls[-1].placeholder = values.get("val", "true") not in _OFF
        elif local == "sdtContent" and self._controls and self._controls[-1].placeholder:
            self._skipped = 1

    def _take_section(self, local: str, values: dict[str, str]) -> None:
        if local == "sectPr":
            self._sections.append(({}, False))
        elif self._sections and local == "titlePg":
            self._sections[-1] = (self._sections[-1][0], values.get("val", "true") not in _OFF)
        elif self._sections:
            self._sections[-1][0][f"{local} {values.get('type', 'default')}"] = values.get("id", "")
