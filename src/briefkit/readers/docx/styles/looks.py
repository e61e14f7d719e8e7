"""Looks: what a run or paragraph looks like once defaults, style chains and its own formatting are put together.

The rules are those of ECMA-376 part 1, 17.7.2 (style hierarchy) and 17.7.3 (toggle properties).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from lxml import etree

from briefkit.readers.docx.names import DROPPED, W_RPR, W_VAL, W, is_on, number
from briefkit.readers.docx.styles.backdrops import is_faint

Script = Literal["normal", "super", "sub"]
Partial = dict[str, object]

LARGEST = 1638.0
"""The largest type size that Word knows, in points."""

LONGEST_CHAIN = 64
"""How many styles that are based on each other are followed; Word itself allows far fewer."""

_FONTS, _ASCII, _OTHERS = W + "rFonts", W + "ascii", W + "hAnsi"
_TOGGLES = ("bold", "italic", "caps", "struck", "hidden")


class Look(NamedTuple):
    """What a run looks like. ``shaded`` says that something dark may stand behind it, ``font`` is its typeface."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    colour: str | None = None
    script: Script = "normal"
    hidden: bool = False
    caps: bool = False
    struck: bool = False
    shaded: bool = False
    font: str = ""


class Style(NamedTuple):
    """One style as its file has it, before its chain is followed."""

    name: str
    sort: str
    based_on: str | None
    run: Partial
    paragraph: Partial
    shaded: bool


def read_run_properties(element: etree._Element | None) -> Partial:
    """The properties that ``w:rPr`` itself sets."""
    found: Partial = {}
    if element is None:
        return found
    for child in element:
        reader = _RUN.get(child.tag)
        if reader is not None:
            key, take = reader
            value = take(child)
            if value is not None:
                found[key] = value
    return found


def _toggle(element: etree._Element) -> bool:
    return is_on(element.get(W_VAL))


def _underline(element: etree._Element) -> bool:
    return str(element.get(W_VAL, "single")) != "none"


def _size(element: etree._Element) -> float | None:
    text = element.get(W_VAL, "")
    value = number(text)
    size = value / 20 if text[-1:].isalpha() else value / 2
    return size if 0 < size <= LARGEST else None


def _colour(element: etree._Element) -> str | None:
    value: str = element.get(W_VAL, "")
    if len(value) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in value):
        return "#" + value.lower()
    return "auto" if value == "auto" else None


def _script(element: etree._Element) -> str:
    return {"superscript": "super", "subscript": "sub"}.get(element.get(W_VAL, ""), "normal")


def _highlight(element: etree._Element) -> bool:
    return str(element.get(W_VAL, "none")) != "none"


def _font(element: etree._Element) -> str | None:
    font: str | None = element.get(_ASCII) or element.get(_OTHERS)
    return font


def _value(element: etree._Element) -> str | None:
    value: str | None = element.get(W_VAL)
    return value


def is_filled(element: etree._Element | None) -> bool:
    """Whether a ``w:shd`` paints something behind the text on which white could be read."""
    if element is None:
        return False
    fill = (element.get(W + "fill") or "auto").lower()
    pattern = (element.get(W_VAL) or "clear").lower()
    return (fill != "auto" and not is_faint(fill)) or pattern not in {"clear", "nil", "none"}


_RUN: dict[object, tuple[str, Callable[[etree._Element], object]]] = {
    W + "b": ("bold", _toggle),
    W + "i": ("italic", _toggle),
    W + "caps": ("caps", _toggle),
    W + "smallCaps": ("small", _toggle),
    W + "strike": ("struck", _toggle),
    W + "dstrike": ("struck", _toggle),
    W + "vanish": ("hidden", _toggle),
    W + "u": ("underline", _underline),
    W + "sz": ("size", _size),
    W + "color": ("colour", _colour),
    W + "vertAlign": ("script", _script),
    W + "shd": ("shaded", is_filled),
    W + "highlight": ("shaded", _highlight),
    _FONTS: ("font", _font),
    W + "rStyle": ("style", _value),
}
_VALUED = frozenset(
    W + name for name in "b i caps smallCaps strike dstrike vanish u sz color vertAlign highlight rStyle".split()
)
"""Properties of which ``w:val`` is all that matters; of the others but the typeface every attribute is compared."""


def fingerprint(properties: etree._Element) -> tuple[object, ...]:
    """All that a ``w:rPr`` says of a look, unread: two runs with the same fingerprint look the same in one style."""
    found: list[object] = []
    for child in properties:
        tag = child.tag
        if tag in _VALUED:
            found += (tag, child.get(W_VAL))
        elif tag == _FONTS:
            found += (tag, _font(child))
        elif tag in _RUN:
            found += (tag, *child.items())
    return tuple(found)


def fill_colour(element: etree._Element | None) -> str | None:
    """The background colour of a ``w:shd`` as ``#rrggbb``, or ``None``."""
    fill = element.get(W + "fill", "auto").lower() if element is not None else "auto"
    return f"#{fill}" if len(fill) == 6 and fill != "ffffff" and fill.isalnum() else None


def read_paragraph_properties(element: etree._Element | None) -> Partial:
    """The properties that ``w:pPr`` itself sets and that matter for reading."""
    found: Partial = {}
    if element is None:
        return found
    for child in element:
        reader = _PARAGRAPH.get(child.tag)
        if reader is not None:
            reader(child, found)
    return found


def _read_style(element: etree._Element, found: Partial) -> None:
    found["style"] = element.get(W_VAL)


def _read_outline(element: etree._Element, found: Partial) -> None:
    found["outline"] = int(number(element.get(W_VAL), 9))


def _read_shading(element: etree._Element, found: Partial) -> None:
    found["shaded"] = is_filled(element)


def _read_new_page(element: etree._Element, found: Partial) -> None:
    found["new_page"] = is_on(element.get(W_VAL))


def _read_frame(element: etree._Element, found: Partial) -> None:
    found["drop_cap"] = element.get(W + "dropCap", "none") != "none"
    if not found["drop_cap"]:
        found["frame"] = tuple(sorted(element.attrib.items()))


def _read_numbering(element: etree._Element, found: Partial) -> None:
    for child in element:
        if child.tag == _NUM_ID:
            found["list"] = child.get(W_VAL, "0")
        elif child.tag == _LEVEL:
            found["depth"] = min(8, max(0, int(number(child.get(W_VAL)))))


_LINE, _RULE = W + "line", W + "lineRule"


def _read_spacing(element: etree._Element, found: Partial) -> None:
    for side, length, automatic in _SIDES:
        if (said := element.get(automatic)) is not None and is_on(said):
            found[side] = 14.0
        elif (value := element.get(length)) is not None:
            found[side] = number(value) / 20
    if (line := element.get(_LINE)) is not None:
        # Below zero: a share of the type's own height, counted in 240ths.
        found["line"] = -number(line) / 240 if element.get(_RULE, "auto") == "auto" else number(line) / 20


def _read_indent(element: etree._Element, found: Partial) -> None:
    left = number(element.get(W + "left") or element.get(W + "start")) / 20
    found["indent"] = (left, number(element.get(W + "right") or element.get(W + "end")) / 20)


def _read_mark(element: etree._Element, found: Partial) -> None:
    # The mark at the end of a paragraph is deleted or hidden: its words and those of the next one stand in one line.
    for child in element:
        if child.tag in DROPPED:
            found["joined"] = True
        elif child.tag == _VANISH and is_on(child.get(W_VAL)):
            found["runs_on"] = True


def _read_section(_element: etree._Element, found: Partial) -> None:
    found["section"] = True


_VANISH = W + "vanish"
_NUM_ID, _LEVEL = W + "numId", W + "ilvl"
_SIDES = tuple((side, W + side, W + side + "Autospacing") for side in ("before", "after"))
_PARAGRAPH: dict[object, Callable[[etree._Element, Partial], None]] = {
    W + "pStyle": _read_style,
    W + "outlineLvl": _read_outline,
    W + "numPr": _read_numbering,
    W + "spacing": _read_spacing,
    W + "ind": _read_indent,
    W + "shd": _read_shading,
    W + "pageBreakBefore": _read_new_page,
    W + "framePr": _read_frame,
    W_RPR: _read_mark,
    W + "sectPr": _read_section,
}


class Looks:
    """The style sheet. Works without one: then only what a paragraph or run says itself counts."""

    def __init__(self, root: etree._Element | None) -> None:
        self.styles: dict[str, Style] = {}
        self.default_style: str | None = None
        self.default_run: Partial = {}
        self.default_paragraph: Partial = {}
        self.language = ""
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._cache: dict[tuple[object, ...], Look] = {}
        self._met: dict[tuple[object, ...], Look] = {}
        self._paragraphs: dict[str | None, Partial] = {}
        self._flats: dict[str | None, Partial] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        for element in root:
            if element.tag == W + "style":
                self._add(element)
            elif element.tag == W + "docDefaults":
                run = element.find(f"{W}rPrDefault/{W}rPr")
                self.default_run = read_run_properties(run)
                self.default_paragraph = read_paragraph_properties(element.find(f"{W}pPrDefault/{W}pPr"))
                language = run.find(W + "lang") if run is not None else None
                self.language = language.get(W_VAL, "") if language is not None else ""

    def _add(self, element: etree._Element) -> None:
        key = element.get(W + "styleId")
        if not key:
            return
        name, based_on = element.find(W + "name"), element.find(W + "basedOn")
        sort = element.get(W + "type", "paragraph")
        self.styles.setdefault(
            key,
            Style(
                name.get(W_VAL, key) if name is not None else key,
                sort,
                based_on.get(W_VAL) if based_on is not None else None,
                read_run_properties(element.find(W + "rPr")),
                read_paragraph_properties(element.find(W + "pPr")),
                sort == "table" and any(is_filled(shading) for shading in element.iter(W + "shd")),
            ),
        )
        if sort == "paragraph" and is_on(element.get(W + "default", "0")):
            self.default_style = key

    def chain(self, key: str | None) -> tuple[Style, ...]:
        """The style and what it is based on, nearest first; circles and endless chains are cut."""
        if key is None:
            return ()
        chain = self._chains.get(key)
        if chain is None:
            links: list[Style] = []
            seen: set[str] = set()
            at: str | None = key
            while at is not None and at not in seen and len(seen) < LONGEST_CHAIN and (style := self.styles.get(at)):
                seen.add(at)
                links.append(style)
                at = style.based_on
            chain = self._chains[key] = tuple(links)
        return chain

    def paragraph(self, key: str | None) -> Partial:
        """What a paragraph in this style has, before its own properties: defaults, then the chain, furthest first."""
        found = self._paragraphs.get(key)
        if found is None:
            found = dict(self.default_paragraph)
            for style in reversed(self.chain(key or self.default_style)):
                found.update(style.paragraph)
            self._paragraphs[key] = found
        return found

    def run(self, paragraph_style: str | None, table_style: str | None, own: Partial) -> Look:
        """The look of a run with the properties ``own`` in a paragraph of that style, in a table of that style."""
        key = (paragraph_style, table_style, *own.items())
        look = self._cache.get(key)
        if look is None:
            look = self._cache[key] = self._resolve(paragraph_style, table_style, own)
        return look

    def look_of(self, paragraph_style: str | None, table_style: str | None, properties: etree._Element) -> Look:
        """As :meth:`run`, from a run's ``w:rPr``: thousands of runs share a few looks, so each is read once only."""
        key = (paragraph_style, table_style, *fingerprint(properties))
        look = self._met.get(key)
        if look is None:
            look = self._met[key] = self.run(paragraph_style, table_style, read_run_properties(properties))
        return look

    def _resolve(self, paragraph_style: str | None, table_style: str | None, own: Partial) -> Look:
        character_style = own.get("style")
        layers = [
            self._flat(table_style),
            self._flat(paragraph_style or self.default_style),
            self._flat(character_style if isinstance(character_style, str) else None),
        ]
        merged: Partial = dict(self.default_run)
        for layer in layers:
            merged.update(layer)
        for name in _TOGGLES:
            # 17.7.3: among styles a toggle that is set twice is off again; defaults and direct formatting stand above.
            merged[name] = bool(self.default_run.get(name)) or sum([bool(layer.get(name)) for layer in layers]) % 2 == 1
        merged.update(own)
        colour = merged.get("colour")
        size, script = merged.get("size"), merged.get("script", "normal")
        return Look(
            bold=bool(merged.get("bold")),
            italic=bool(merged.get("italic")),
            underline=bool(merged.get("underline")),
            size=size if isinstance(size, float) else 10.0,
            colour=colour if isinstance(colour, str) and colour != "auto" else None,
            script="super" if script == "super" else "sub" if script == "sub" else "normal",
            hidden=bool(merged.get("hidden")),
            caps=bool(merged.get("caps") or merged.get("small")),
            struck=bool(merged.get("struck")),
            shaded=bool(merged.get("shaded")),
            font=str(merged.get("font", "")),
        )

    def _flat(self, key: str | None) -> Partial:
        found = self._flats.get(key)
        if found is None:
            found = self._flats[key] = {}
            for style in reversed(self.chain(key)):
                found.update(style.run)
        return found

    def name(self, key: str | None) -> str | None:
        """The name a person sees for a style, its id where the sheet does not have it."""
        if key is None:
            return None
        style = self.styles.get(key)
        return style.name if style is not None else key

    @property
    def usual_size(self) -> float:
        """The type size of a paragraph that says nothing of it."""
        return self.run(None, None, {}).size or 10.0

    def shades_table(self, key: str | None) -> bool:
        """Whether a table style paints some of its cells."""
        return any(style.shaded for style in self.chain(key))
