"""What the elements of WordprocessingML mean to the census: one table of beginnings, one of ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefkit.census.drawings import watch
from briefkit.census.fields import Field, drawn, is_silent
from briefkit.census.merges import Merges
from briefkit.census.story import Control, Run, Start, Story, value_of
from briefkit.census.vanish import Vanish

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "http://purl.oclc.org/ooxml/officeDocument/math}",
)
_DRAWING = ("http://schemas.openxmlformats.org/drawingml/2006/main}", "http://purl.oclc.org/ooxml/drawingml/main}")
_COMPATIBILITY = ("http://schemas.openxmlformats.org/markup-compatibility/2006}",)
_WORD_2010 = ("http://schemas.microsoft.com/office/word/2010/wordml}",)
_UNDERSTOOD = "http://schemas.microsoft.com/office/word/"
"""A reader that follows ECMA-376 part 3 takes the first Choice all of whose namespaces it knows: Word's own, and the
charts of later years."""

_NEVER = (
    "moveFrom delText delInstrText rPrChange pPrChange sectPrChange tblPrChange tblGridChange tcPrChange trPrChange "
    "tblPrExChange numberingChange binData sdtEndPr"
).split()
_OFF = ("0", "false", "off")
_DEEPEST = 32
"""Fields inside fields that are looked at; a file nested deeper is no document."""

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_PICTURE_FONTS = ("wingdings", "webdings", "symbol", "zapf", "marlett")


def hear_word(vanish: Vanish) -> Story:
    """A story that hears a part of a Word document; ``vanish`` tells which styles hide."""
    return Story(vanish, dict(_STARTS), _ENDS, watch)


def _value(attributes: dict[str, str], default: str | None = None) -> str | None:
    return value_of(attributes, "val", default)


def _begin_alternatives(story: Story, _: dict[str, str]) -> None:
    story.branches.append(False)


def _end_alternatives(story: Story) -> None:
    if story.branches:
        story.branches.pop()


def _begin_branch(story: Story, attributes: dict[str, str]) -> None:
    """A branch of an alternative: the first that is understood is read; a fallback requires nothing."""
    if not story.branches:
        return
    required = [story.prefixes.get(name, "") for name in attributes.get("Requires", "").split()]
    if story.branches[-1] or not all(name.startswith(_UNDERSTOOD) or _is_chart(name) for name in required):
        story.skipped = 1
    else:
        story.branches[-1] = True


def _is_chart(namespace: str) -> bool:
    return namespace.startswith("http://schemas.microsoft.com/office/drawing/") and namespace.endswith("/chartex")


def _take_text(story: Story, _: dict[str, str]) -> None:
    story.taking += 1


def _end_text(story: Story) -> None:
    story.taking = max(0, story.taking - 1)


def _take_code(story: Story, _: dict[str, str]) -> None:
    story.coding = True


def _end_code(story: Story) -> None:
    story.coding = False


def _break(story: Story, _: dict[str, str]) -> None:
    story.put("\n")


def _hyphen(story: Story, _: dict[str, str]) -> None:
    story.put("-")


def _begin_paragraph(story: Story, _: dict[str, str]) -> None:
    story.put("\n")
    story.paragraphs.append("")


def _end_paragraph(story: Story) -> None:
    if story.paragraphs:
        story.paragraphs.pop()
    story.put("\n")


def _begin_run(story: Story, _: dict[str, str]) -> None:
    story.runs.append(Run(story.paragraphs[-1] if story.paragraphs else "", story.table_style()))


def _end_run(story: Story) -> None:
    if story.runs:
        story.runs.pop()


def _take_style(local: str, story: Story, attributes: dict[str, str]) -> None:
    style = _value(attributes, "") or ""
    if local == "pStyle" and story.above(1) == "pPr" and story.paragraphs:
        story.paragraphs[-1] = style
    elif local == "tblStyle" and story.above(1) == "tblPr" and story.tables:
        story.tables[-1].style = style
    elif local == "rStyle" and story.above(1) == "rPr" and story.above(2) == "r" and story.runs:
        story.runs[-1].style = style


def _take_vanish(story: Story, attributes: dict[str, str]) -> None:
    if story.above(1) == "rPr" and story.above(2) == "r" and story.runs:
        story.runs[-1].vanish = _value(attributes, "true") not in _OFF


def _turn_field(story: Story, attributes: dict[str, str]) -> None:
    step = value_of(attributes, "fldCharType")
    if step == "begin":
        story.fields.append(Field(len(story.pieces)))
    elif story.fields and step == "separate":
        if drawn(story.fields[-1].code) is not None:
            _end_field(story)
            story.fields.append(Field(len(story.pieces)))
        else:
            story.fields[-1].begin_result()
    elif story.fields and step == "end":
        _end_field(story)
    story.codes = _open_codes(story)


def _open_codes(story: Story) -> tuple[Field, ...]:
    return tuple(known for known in story.fields[-_DEEPEST:] if known.in_code)


def _end_field(story: Story) -> None:
    ended = story.fields.pop()
    story.codes = _open_codes(story)
    words = drawn(ended.code) if ended.in_code else None
    ended.closed = words is None
    story.put(words or "")
    if ended.entries and not story.has_words(ended.begun):
        story.put(ended.choice())


def _begin_simple_field(story: Story, attributes: dict[str, str]) -> None:
    code = value_of(attributes, "instr") or ""
    story.simple.append(Field(len(story.pieces), code))
    if is_silent(code):
        story.veil(0, True)


def _end_simple_field(story: Story) -> None:
    ended = story.simple.pop() if story.simple else Field()
    if not story.has_words(ended.begun):
        story.put(drawn(ended.code) or "")


def _take_entry(local: str, story: Story, attributes: dict[str, str]) -> None:
    """A part of a form field's list, which stands in the mark that begins the field."""
    if story.fields and story.above(1) == "ddList":
        value = _value(attributes, "") or ""
        if local == "listEntry":
            story.fields[-1].entries.append(value)
        else:
            story.fields[-1].chosen[local] = value


def _begin_control(story: Story, _: dict[str, str]) -> None:
    story.controls.append(Control())


def _end_control(story: Story) -> None:
    if story.controls:
        story.controls.pop()


def _take_placeholder(story: Story, attributes: dict[str, str]) -> None:
    if story.controls and story.above(1) == "sdtPr":
        story.controls[-1].placeholder = _value(attributes, "true") not in _OFF


def _take_tick_box(story: Story, _: dict[str, str]) -> None:
    if story.controls and story.above(1) == "sdtPr":
        story.controls[-1].tick_box = True


def _begin_content(story: Story, _: dict[str, str]) -> None:
    """What Word itself put into a control is no text; the sign in a tick box is."""
    if story.controls and story.controls[-1].placeholder and not story.controls[-1].tick_box:
        story.veil(0, True)


def _begin_table(story: Story, _: dict[str, str]) -> None:
    story.tables.append(Merges())


def _end_table(story: Story) -> None:
    if story.tables:
        story.tables.pop()


def _begin_row(story: Story, _: dict[str, str]) -> None:
    if story.tables:
        story.tables[-1].begin_row()


def _end_row(story: Story) -> None:
    if story.tables:
        story.tables[-1].end_row()


def _begin_cell(story: Story, _: dict[str, str]) -> None:
    story.put("\n")
    if story.tables:
        story.tables[-1].begin_cell()


def _end_cell(story: Story) -> None:
    if story.tables:
        story.tables[-1].end_cell()


def _take_cell_mark(local: str, story: Story, attributes: dict[str, str]) -> None:
    """A merge or span; what is left over in a cell that is merged into another one is not shown."""
    parent = "trPr" if local == "gridBefore" else "tcPr"
    if story.tables and story.above(1) == parent and story.tables[-1].take(local, _value(attributes)):
        story.veil(2, False)


def _begin_box(story: Story, _: dict[str, str]) -> None:
    story.put("\n")
    story.tables.append(Merges())  # what holds in a table around a box does not hold in it


def _skip(story: Story, _: dict[str, str]) -> None:
    story.skipped = 1


def _skip_deletion(local: str, story: Story, _: dict[str, str]) -> None:
    """A tracked deletion; in the properties of a row or cell it takes the row or cell with it."""
    if (local, story.above(1)) in (("del", "trPr"), ("cellDel", "tcPr")):
        story.veil(2, True)
    story.skipped = 1


def _begin_note(story: Story, attributes: dict[str, str]) -> None:
    if len(story.elements) == 1:
        story.note = value_of(attributes, "id") or ""
        if value_of(attributes, "type") in _SEPARATORS:
            story.separators.add(story.note)


def _refer(sort: str, story: Story, attributes: dict[str, str]) -> None:
    story.refer(sort, value_of(attributes, "id") or "")


def _take_symbol(story: Story, attributes: dict[str, str]) -> None:
    font = value_of(attributes, "font") or ""
    try:
        sign = chr(int(value_of(attributes, "char") or "", 16))
    except (ValueError, OverflowError):
        return
    if not font.lower().startswith(_PICTURE_FONTS) and not "\ue000" <= sign <= "\uf8ff":
        story.put(sign)


def _begin_section(story: Story, _: dict[str, str]) -> None:
    story.sections.append(({}, False))


def _take_title_page(story: Story, attributes: dict[str, str]) -> None:
    if story.sections:
        story.sections[-1] = (story.sections[-1][0], _value(attributes, "true") not in _OFF)


def _take_margin(local: str, story: Story, attributes: dict[str, str]) -> None:
    if story.sections:
        key = f"{local} {value_of(attributes, 'type', 'default')}"
        story.sections[-1][0][key] = value_of(attributes, "id") or ""


def _hide_phantom(story: Story, attributes: dict[str, str]) -> None:
    if story.above(1) == "phantPr" and _value(attributes, "1") in _OFF:
        story.veil(2, False)


_Local = dict[str, Start | None]

_OF_WORD: _Local = {
    "p": _begin_paragraph,
    "r": _begin_run,
    "t": _take_text,
    "instrText": _take_code,
    "fldChar": _turn_field,
    "fldSimple": _begin_simple_field,
    "sdt": _begin_control,
    "showingPlcHdr": _take_placeholder,
    "sdtContent": _begin_content,
    "tbl": _begin_table,
    "tr": _begin_row,
    "tc": _begin_cell,
    "txbxContent": _begin_box,
    "vanish": _take_vanish,
    "noBreakHyphen": _hyphen,
    "sym": _take_symbol,
    "sectPr": _begin_section,
    "titlePg": _take_title_page,
    "footnote": _begin_note,
    "endnote": _begin_note,
    "footnoteReference": partial(_refer, "footnotes"),
    "endnoteReference": partial(_refer, "endnotes"),
    "altChunk": partial(_refer, "chunk"),
    "del": partial(_skip_deletion, "del"),
    "cellDel": partial(_skip_deletion, "cellDel"),
    **dict.fromkeys(("br", "cr", "tab", "ptab"), _break),
    **dict.fromkeys(("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "ddList", "drawing")),
    **dict.fromkeys(_NEVER, _skip),
    **{name: partial(_take_style, name) for name in ("pStyle", "rStyle", "tblStyle")},
    **{name: partial(_take_entry, name) for name in ("listEntry", "result", "default")},
    **{name: partial(_take_cell_mark, name) for name in ("gridBefore", "gridSpan", "vMerge", "hMerge")},
    **{name: partial(_take_margin, name) for name in ("headerReference", "footerReference")},
}
_OF_MATHS: _Local = {"r": _begin_run, "t": _take_text, "show": _hide_phantom, **dict.fromkeys(("phant", "phantPr"))}
_OF_ALTERNATIVES: _Local = {
    "AlternateContent": _begin_alternatives,
    "Choice": _begin_branch,
    "Fallback": _begin_branch,
}
_FAMILIES: tuple[tuple[tuple[str, ...], _Local], ...] = (
    (_WORD, _OF_WORD),
    (_MATHS, _OF_MATHS),
    (_DRAWING, {"t": _take_text, "p": _break}),
    (_COMPATIBILITY, _OF_ALTERNATIVES),
    (_WORD_2010, {"checkbox": _take_tick_box, "conflictDel": _skip}),
)
_STARTS: dict[str, tuple[str, Start | None]] = {
    namespace + local: (local, begin)
    for namespaces, family in _FAMILIES
    for namespace in namespaces
    for local, begin in family.items()
}
_ENDINGS: tuple[tuple[tuple[str, ...], dict[str, Callable[[Story], None]]], ...] = (
    (
        _WORD,
        {
            "p": _end_paragraph,
            "r": _end_run,
            "t": _end_text,
            "instrText": _end_code,
            "fldSimple": _end_simple_field,
            "sdt": _end_control,
            "tbl": _end_table,
            "tr": _end_row,
            "tc": _end_cell,
            "txbxContent": _end_table,
        },
    ),
    (_MATHS, {"r": _end_run, "t": _end_text}),
    (_DRAWING, {"t": _end_text}),
    (_COMPATIBILITY, {"AlternateContent": _end_alternatives}),
)
_ENDS = {
    namespace + local: finish
    for namespaces, family in _ENDINGS
    for namespace in namespaces
    for local, finish in family.items()
}
