"""What a person sees of each construct of Word: the reader has just that, and the census counts the same letters."""

from __future__ import annotations

import pytest

from agreement import differences
from briefkit.readers.docx import read
from wordfiles import box, codes, field, p, r, result_of, table, texts, word

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end"))
WORD_2010 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def form(kind: str, properties: str, result: str | None = None) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{properties}</w:ffData></w:fldChar></w:r>'
    return begin + code(f" {kind} ") + ("" if result is None else SEPARATE + result) + END


def choice(marks: str) -> str:
    entries = '<w:listEntry w:val="Red"/><w:listEntry w:val="Blue"/>'
    return form("FORMDROPDOWN", f"<w:ddList>{marks}{entries}</w:ddList>")


def tick(marks: str) -> str:
    return form("FORMCHECKBOX", f"<w:checkBox><w:sizeAuto/>{marks}</w:checkBox>")


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def bare(instruction: str) -> str:
    """A field that never had a result."""
    return BEGIN + code(instruction) + END


def formula(content: str) -> str:
    return f"<m:oMath>{content}</m:oMath>"


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def part_of(name: str, *parts: tuple[str, str], properties: str = "") -> str:
    inner = "".join(f"<m:{kind}>{m(text) if text else ''}</m:{kind}>" for kind, text in parts)
    return formula(f"<m:{name}><m:{name}Pr>{properties}</m:{name}Pr>{inner}</m:{name}>")


FIELDS = {
    "a list shows the chosen entry": (choice('<w:result w:val="1"/>'), "Blue"),
    "a list shows its default": (choice('<w:default w:val="1"/>'), "Blue"),
    "a list shows its first entry": (choice(""), "Red"),
    "a list without that entry shows nothing": (choice('<w:result w:val="7"/>'), ""),
    "a list with a result shows that": (
        form("FORMDROPDOWN", '<w:ddList><w:listEntry w:val="Red"/></w:ddList>', r("Green")),
        "Green",
    ),
    "a tick": (tick("<w:checked/>"), "☒"),
    "no tick": (tick('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
    "a tick by default": (tick('<w:default w:val="1"/>'), "☒"),
    "a line that was filled in": (form("FORMTEXT", "<w:textInput/>", r("Ann") + r(" ") + r("Lee")), "Ann Lee"),
    "a line that was not": (form("FORMTEXT", "<w:textInput/>", r("\u2002\u2002") + r("\u2002\u2002\u2002")), " "),
    "a button": (bare(" MACROBUTTON NoMacro [Type a name]"), "[Type a name]"),
    "a button in pieces": (
        BEGIN + code(" MACROBUTTON") + code(" None ") + code("Press") + code(" me") + END,
        "Press me",
    ),
    "a button with a field": (
        BEGIN + code(" GOTOBUTTON here ") + field("PAGEREF x", r("page 3")) + END,
        "page 3",
    ),
    "a button with a result": (BEGIN + code(" MACROBUTTON None Press") + SEPARATE + r("Press") + END, "Press"),
    "a simple button": ('<w:fldSimple w:instr=" MACROBUTTON None Press"/>', "Press"),
    "a symbol": (bare(" SYMBOL 252 \\f Wingdings \\s 11 "), "✓"),
    "a symbol by its number": (bare(' SYMBOL 0x2022 \\u \\f "Arial" '), "•"),
    "a symbol without sense": (bare(" SYMBOL x99 "), ""),
    "a quotient": (bare(" EQ \\f(1;2) "), "1/2"),
    "a formula with runs": (
        BEGIN
        + code(' EQ \\* jc2 \\* "Font:Arial" \\o\\ad(\\s\\up 9(')
        + r("over")
        + code("),")
        + r("under")
        + code(")")
        + END,
        "over under",
    ),
    "what a field keeps": (BEGIN + code(' SET x "kept" ') + SEPARATE + r("kept") + END, ""),
    "a question": (BEGIN + code(' ASK x "Which?" ') + SEPARATE + r("answer") + END, ""),
    "an entry of an index": (BEGIN + code(' XE "') + r("Entry") + code('" ') + END, ""),
    "a simple field that keeps": ('<w:fldSimple w:instr="SET x"><w:r><w:t>kept</w:t></w:r></w:fldSimple>', ""),
    "a field inside an instruction": (
        BEGIN + code(" IF ") + field("PAGE", r("3")) + code(' = 3 "yes" ') + SEPARATE + r("yes") + END,
        "yes",
    ),
    "a field without a result": (bare(' QUOTE "said" '), ""),
    "a reference of a program": (
        BEGIN + code(" ADDIN EN.CITE ") + SEPARATE + r("(Munro, 2011)") + END,
        "(Munro, 2011)",
    ),
    "an end without a beginning": (END + r("word"), "word"),
    "a beginning without an end": (BEGIN + code(" PAGE ") + r("word"), "word"),
}
EQUATIONS = {
    "fraction": (part_of("f", ("num", "a+b"), ("den", "c")), "(a+b)/c"),
    "stacked": (part_of("f", ("num", "n"), ("den", "k"), properties='<m:type m:val="noBar"/>'), "n¦k"),
    "square root": (part_of("rad", ("deg", ""), ("e", "x+1")), "√(x+1)"),
    "cube root": (part_of("rad", ("deg", "3"), ("e", "x")), "3√x"),
    "sum": (part_of("nary", ("sub", "i=1"), ("sup", "n"), ("e", "i"), properties='<m:chr m:val="∑"/>'), "∑_(i=1)^n i"),
    "integral": (part_of("nary", ("sub", "0"), ("sup", "1"), ("e", "x")), "∫_0^1 x"),
    "brackets": (part_of("d", ("e", "a"), ("e", "b")), "(a|b)"),
    "half brackets": (
        part_of("d", ("e", "a"), properties='<m:begChr m:val="["/><m:endChr m:val=""/>'),
        "[a",
    ),
    "accent": (part_of("acc", ("e", "a")), "a\u0302"),
    "bar": (part_of("bar", ("e", "ab+c")), "¯(ab+c)"),
    "limit": (part_of("limLow", ("e", "lim"), ("lim", "n→0")), "lim_(n→0)"),
    "power": (part_of("sSup", ("e", "10"), ("sup", "6")), "10^6"),
    "both scripts": (part_of("sSubSup", ("e", "x"), ("sub", "i"), ("sup", "2")), "x_i^2"),
    "scripts before": (part_of("sPre", ("sub", "6"), ("sup", "14"), ("e", "C")), "_6^14 C"),
    "function": (part_of("func", ("fName", "sin"), ("e", "x")), "sin x"),
    "lines": (part_of("eqArr", ("e", "x=1"), ("e", "y=2")), "x=1; y=2"),
    "matrix": (
        formula(f"<m:m><m:mr><m:e>{m('a')}</m:e><m:e>{m('b')}</m:e></m:mr><m:mr><m:e>{m('c')}</m:e></m:mr></m:m>"),
        "a, b; c",
    ),
    "phantom": (part_of("phant", ("e", "unseen"), properties='<m:show m:val="0"/>') + formula(m("y")), "y"),
    "shown phantom": (part_of("phant", ("e", "seen")), "seen"),
    "hidden run": (formula(f"<m:r><w:rPr><w:vanish/></w:rPr><m:t>unseen</m:t></m:r>{m('y')}"), "y"),
    "tracked": (formula(f"<w:ins>{m('in')}</w:ins><w:del>{m('out')}</w:del>"), "in"),
    "on lines of their own": (f"<m:oMathPara>{formula(m('a=1'))}{formula(m('b=2'))}</m:oMathPara>", "a=1\nb=2"),
}
IN_LINE = {
    "reading above a word": (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('above')}</w:rt><w:rubyBase>{r('word')}</w:rubyBase></w:ruby></w:r>",
        "word(above)",
    ),
    "direction": (f'<w:dir w:val="rtl">{r("one")}</w:dir><w:bdo w:val="ltr">{r(" two")}</w:bdo>', "one two"),
    "breaks and hyphens": (
        "<w:r><w:t>a</w:t><w:cr/><w:t>b</w:t><w:ptab/><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/></w:r>",
        "a\nb\tcoop‑",
    ),
    "page break of the last layout": ("<w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>", "ab"),
    "letters for the web only": (r("seen", "<w:webHidden/>"), "seen"),
    "struck through": (r("struck", "<w:dstrike/>"), "struck"),
    "sign of a letter font": ('<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>', "é"),
    "tick box": (control(f"<w:showingPlcHdr/><w14:checkbox {WORD_2010}/>", r("☐")), "☐"),
    "bound control": (control('<w:dataBinding w:xpath="/a"/>', r("Bound")), "Bound"),
    "conflict": (
        f"<w14:conflictIns {WORD_2010}>{r('kept')}</w14:conflictIns>"
        f"<w14:conflictDel {WORD_2010}>{r('gone')}</w14:conflictDel>",
        "kept",
    ),
    "wrapper of the future": (f"<future:wrap>{r('kept')}</future:wrap>", "kept"),
    "text in text": ("<w:r><w:t>a<w:t>b</w:t>c</w:t></w:r>", "abc"),
    "text without a run": ("<w:t>text</w:t>", "text"),
    "paragraph in a run": (f"<w:r><w:t>a</w:t>{p('b')}<w:t>c</w:t></w:r>", "a\nb\nc"),
    "table in a paragraph": (r("a") + table((p("b"),)) + r("c"), "a\nb\nc"),
    "box without a shape": (f"<w:r><w:t>a</w:t><w:txbxContent>{p('b')}</w:txbxContent></w:r>", "a\nb"),
}


@pytest.mark.parametrize(("construct", "expected"), [*FIELDS.values(), *EQUATIONS.values(), *IN_LINE.values()],
                         ids=[*FIELDS, *EQUATIONS, *IN_LINE])  # fmt: skip
def test_a_paragraph_shows_it(construct: str, expected: str) -> None:
    source = word(p("A ", construct, " z"))
    result = read(source)
    shown = "".join(block.text for block in result.value.blocks if block.layer != "hidden")
    assert shown.removeprefix("A ").removesuffix(" z").strip("\n") == expected
    assert differences(source, result.value) == {}


VANISH = "<w:rPr><w:vanish/></w:rPr>"
HIDING = f'<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/>{VANISH}</w:style>'
TOGGLE = f'<w:style w:type="character" w:styleId="C"><w:name w:val="C"/>{VANISH}</w:style>'
IN_TABLE = f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{VANISH}</w:style>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def rows(*lines: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


MERGE, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("body", "styles", "expected"),
    [
        (p("unseen", style="H") + p("seen"), HIDING, ["seen"]),
        (p(r("seen", '<w:rStyle w:val="C"/>'), style="H"), HIDING + TOGGLE, ["seen"]),
        (p(r("unseen", '<w:rStyle w:val="C"/>')), TOGGLE, []),
        (p(r("seen", '<w:vanish w:val="0"/>'), style="H"), HIDING, ["seen"]),
        (p("unseen"), f"<w:docDefaults><w:rPrDefault>{VANISH}</w:rPrDefault></w:docDefaults>", []),
        (p("unseen"), HIDING.replace("w:styleId", 'w:default="1" w:styleId'), []),
        (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr>{cell("unseen")}</w:tr></w:tbl>' + p("seen"),
            IN_TABLE,
            ["seen"],
        ),
        (p("Words. ", properties=VANISH) + p("They go on."), "", ["Words. They go on."]),
        (p("Heading. ", properties=f'<w:outlineLvl w:val="0"/>{VANISH}') + p("Text."), "", ["Heading. ", "Text."]),
        (rows(cell("top", MERGE) + cell("b"), cell("unseen", GOES_ON) + cell("d")), "", ["top", "b", "d"]),
        (rows(cell("a", GOES_ON) + cell("b")), "", ["a", "b"]),
        (rows(cell("a") + cell("b", MERGE), cell("seen", GOES_ON) + cell("unseen", GOES_ON)), "", ["a", "b", "seen"]),
        (rows(cell("a", '<w:hMerge w:val="restart"/>') + cell("unseen", "<w:hMerge/>")), "", ["a"]),
        (rows(f"<w:trPr><w:del/></w:trPr>{cell('unseen')}", cell("seen")), "", ["seen"]),
        (rows(cell("unseen", "<w:cellDel/>") + cell("seen", "<w:cellIns/>")), "", ["seen"]),
        (rows(p("a") + cell("b")) + "<w:tbl>" + cell("c") + r("d") + "</w:tbl>", "", ["a", "b", "c", "d"]),
        (r("a") + "<w:t>b</w:t>", "", ["a", "b"]),
    ],
)
def test_what_hides_is_hidden_and_what_is_out_of_place_is_kept(body: str, styles: str, expected: list[str]) -> None:
    source = word(body, styles=styles)
    result = read(source)
    assert [block.text for block in result.value.blocks if block.layer != "hidden"] == expected
    assert differences(source, result.value) == {}


def test_a_cell_that_nobody_filled_in_keeps_its_column() -> None:
    unfilled = control("<w:showingPlcHdr/>", cell("Click here"))
    result = result_of(rows(unfilled + cell("b")))
    assert [(block.text, block.container) for block in result.value.blocks] == [("b", "table1.r1c2")]
    assert "BK211" in codes(result)


def frame(**marks: object) -> str:
    return "<w:framePr " + " ".join(f'w:{name}="{value}"' for name, value in marks.items()) + "/>"


def test_neighbours_in_one_frame_are_one_box() -> None:
    beside = frame(w=2000, x=6000, y=1500, hAnchor="page", vAnchor="page")
    other = frame(w=2000, x=1000, y=9000, hAnchor="page", vAnchor="page")
    body = p("Before.") + p("One", properties=beside) + p("two", properties=beside) + p("apart", properties=other)
    blocks = result_of(body + p("After.")).value.blocks
    boxes = {block.text: block.container for block in blocks}
    assert boxes["One"] == boxes["two"] != boxes["apart"]
    assert boxes["Before."] == boxes["After."] == "body"


def test_a_frame_flows_where_it_stands_and_one_in_a_cell_is_none() -> None:
    inline = frame(w=2000, vAnchor="text", hAnchor="text", y=1)
    assert texts(p("a") + p("b", properties=inline) + p("c")) == ["a", "b", "c"]
    in_cell = result_of(table((p("x", properties=inline),))).value.blocks
    assert in_cell[0].container == "table1.r1c1"
    assert texts(p("a") + p("b", style="F"), styles=_framed_style()) == ["a", "b"]


def _framed_style() -> str:
    return (
        '<w:style w:type="paragraph" w:styleId="F"><w:name w:val="Address"/>'
        f"<w:pPr>{frame(w=2000, hAnchor='page', xAlign='center', yAlign='bottom')}</w:pPr></w:style>"
    )


def test_a_comment_without_a_range_is_noticed_too() -> None:
    assert "BK207" in codes(result_of(p("a", '<w:r><w:commentReference w:id="1"/></w:r>')))


def test_a_note_whose_mark_nobody_sees_is_not_shown() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p("unseen")}</w:footnote>'
    separator = f'<w:footnote w:type="continuationNotice" w:id="1">{p("goes on")}</w:footnote>'
    hidden_box = box(p(mark), fallback=False).replace("<a:graphic>", '<wp:docPr hidden="1"/><a:graphic>', 1)
    left_over = rows(cell("top", MERGE), f"<w:tc><w:tcPr>{GOES_ON}</w:tcPr>{p(mark)}</w:tc>")
    for body in (p("a", hidden_box), left_over, p("a", BEGIN, mark, code(" PAGE "), END)):
        source = word(body, footnotes=separator + note)
        result = read(source)
        assert "unseen" not in " ".join(block.text for block in result.value.blocks if block.layer != "hidden")
        assert all("goes on" not in block.text for block in result.value.blocks)
        assert differences(source, result.value) == {}
