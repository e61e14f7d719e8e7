"""Runs: cut in mid-word, wrapped, tracked, hidden; characters that are no plain letters."""

from __future__ import annotations

from constructs.made import Construct, s
from constructs.package import docx, style
from constructs.pieces import TRACKED, control, p, ps, r

WHITE = '<w:color w:val="FFFFFF"/>'


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def run_cut_in_word() -> Construct:
    cut = (
        r("The family had moved to A", '<w:lang w:val="en-US"/>')
        + '<w:proofErr w:type="spellStart"/>' + r("ve", "<w:b/>") + '<w:proofErr w:type="spellEnd"/>'
        + r("rn before the first visit. A health visitor from Bro") + '<w:bookmarkStart w:id="0" w:name="_GoBack"/>'
        '<w:bookmarkEnd w:id="0"/>' + r("lin saw the baby.")
    )  # fmt: skip
    return Construct("words cut into several runs", docx(p(cut) + p("caddow")), ("avern", "brolin", "caddow"))


def run_smart_tag() -> Construct:
    tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">'
    body = p(f"{tag}{tag}{r('avern')}</w:smartTag></w:smartTag>", r(f" {s('brolin')}")) + p("caddow")
    return Construct("smart tags, one within another", docx(body), ("avern", "brolin", "caddow"))


def run_custom_xml() -> Construct:
    tag = '<w:customXml w:uri="urn:example:case" w:element="case">'
    body = f"{tag}{p('avern')}</w:customXml>" + p(f"{tag}{r('brolin')}</w:customXml>") + p("caddow")
    return Construct("customXml around a paragraph and a run", docx(body), ("avern", "brolin", "caddow"))


def run_content_control() -> Construct:
    whole = "<w:p>" + control(r("avern")) + r(f" {s('brolin')}") + "</w:p>"
    return Construct("a content control within a line", docx(whole + p("caddow")), ("avern", "brolin", "caddow"))


def control_block() -> Construct:
    body = p("avern") + control(ps("brolin", "caddow")) + control(control(p("dorvel"))) + p("elmsey")
    return Construct(
        "content controls around paragraphs, one within another",
        docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey"),
    )  # fmt: skip


def control_cell_and_row() -> Construct:
    from constructs.pieces import cell, row, table

    body = table(
        f"<w:tr>{cell('avern')}{control(cell('brolin'))}</w:tr>",
        control(row("caddow", "dorvel")),
        row("elmsey", "fernby"),
    )
    return Construct(
        "content controls around a cell and around a row",
        docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"),
    )  # fmt: skip


def control_placeholder() -> Construct:
    body = p("avern") + p(control(r("Click or tap here to enter Zarnik."), "<w:showingPlcHdr/>")) + control(
        p("Choose a date near Yobrel."), "<w:showingPlcHdr/><w:date/>"
    ) + p("brolin")  # fmt: skip
    return Construct(
        "a control that still shows its placeholder", docx(body), ("avern", "brolin"), ("zarnik", "yobrel")
    )


def control_dropdown() -> Construct:
    entries = "".join(
        f'<w:listItem w:displayText="{word}" w:value="{word}"/>' for word in ("Zarnik", "Brolin", "Yobrel")
    )
    chosen = control(r("Brolin"), f"<w:dropDownList>{entries}</w:dropDownList>")
    body = p("avern") + p(r("The place chosen is "), chosen, r(" for now.")) + p("caddow")
    return Construct(
        "a drop-down list: only the choice is seen", docx(body), ("avern", "brolin", "caddow"), ("zarnik", "yobrel")
    )


def control_checkbox() -> Construct:
    state = (
        '<w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    body = p(control(r("☒"), state), r(f" {s('avern')}")) + p(
        control(r("☐"), state.replace('val="1"', 'val="0"')), r(f" {s('brolin')}")
    )
    return Construct("check boxes", docx(body + p("caddow")), ("avern", "brolin", "caddow"))


def tracked_insertion() -> Construct:
    body = p(r("avern"), f'<w:ins w:id="1" {TRACKED}>{r(" " + s("brolin"))}</w:ins>') + p("caddow")
    return Construct("tracked insertion", docx(body), ("avern", "brolin", "caddow"), ("quillor",))


def tracked_deletion() -> Construct:
    gone = f'<w:del w:id="1" {TRACKED}><w:r><w:delText xml:space="preserve"> {s("zarnik")}</w:delText></w:r></w:del>'
    return Construct(
        "tracked deletion", docx(p(r("avern"), gone, r(f" {s('brolin')}")) + p("caddow")),
        ("avern", "brolin", "caddow"), ("zarnik", "quillor"),
    )  # fmt: skip


def tracked_deletion_written_as_text() -> Construct:
    gone = f'<w:del w:id="1" {TRACKED}>{r(" " + s("zarnik"))}</w:del>'
    return Construct(
        "tracked deletion that another program wrote as w:t", docx(p(r("avern"), gone, r(f" {s('brolin')}"))),
        ("avern", "brolin"), ("zarnik", "quillor"),
    )  # fmt: skip


def tracked_insertion_deleted() -> Construct:
    gone = f'<w:del w:id="2" {TRACKED}><w:r><w:delText>{s("zarnik")}</w:delText></w:r></w:del>'
    body = p(r("avern"), f'<w:ins w:id="1" {TRACKED}>{gone}</w:ins>', r(f" {s('brolin')}"))
    return Construct("an insertion that was deleted again", docx(body), ("avern", "brolin"), ("zarnik",))


def tracked_move() -> Construct:
    marks = f'w:id="3" {TRACKED} w:name="move1"'
    come = (
        f'<w:moveToRangeStart {marks}/><w:moveTo w:id="4" {TRACKED}>{r("brolin")}</w:moveTo>'
        '<w:moveToRangeEnd w:id="3"/>'
    )
    gone = (
        f'<w:moveFromRangeStart {marks.replace("3", "5", 1)}/><w:moveFrom w:id="6" {TRACKED}>{r("brolin")}</w:moveFrom>'
        '<w:moveFromRangeEnd w:id="5"/>'
    )
    body = p("avern") + p(come) + p("caddow") + p(gone) + p("dorvel")
    return Construct("moved text: seen at its new place only", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def tracked_paragraph_mark() -> Construct:
    mark = f'<w:rPr><w:del w:id="1" {TRACKED}/></w:rPr>'
    body = p("The family had moved to Av", properties=mark) + p("ern before the first visit took place.") + p("brolin")
    return Construct("a paragraph mark deleted in mid-word", docx(body), ("avern", "brolin"))


def hidden_direct() -> Construct:
    body = p(r("avern"), r(f" {s('zarnik')}", "<w:vanish/>"), r(f" {s('brolin')}")) + p("caddow")
    return Construct("hidden text (w:vanish)", docx(body), ("avern", "brolin", "caddow"), ("zarnik",))


def hidden_by_style() -> Construct:
    styles = (
        style("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>", "character", "")
        + style("SecretNote", "Secret Note", "<w:rPr><w:vanish/></w:rPr>")
        + style("SecretLine", "Secret Line", based="SecretNote")
        + style("Open", "Open", '<w:rPr><w:vanish w:val="0"/></w:rPr>', based="SecretNote")
    )
    body = (
        p(r("avern"), r(f" {s('zarnik')}", '<w:rStyle w:val="Secret"/>')) + p("yobrel", style="SecretNote")
        + p("xumeth", style="SecretLine") + p("brolin", style="Open") + p("caddow")
    )  # fmt: skip
    return Construct(
        "text hidden by its style, or by that style's parent",
        docx(body, styles=styles), ("avern", "brolin", "caddow"), ("zarnik", "yobrel", "xumeth"),
    )  # fmt: skip


def hidden_white() -> Construct:
    body = p(r("avern"), r(f" {s('zarnik')}", WHITE)) + p("brolin")
    return Construct("white words on white paper", docx(body), ("avern", "brolin"), ("zarnik",))


def white_on_dark() -> Construct:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
    body = p("avern") + p(r("brolin", WHITE), properties=shade) + p("caddow")
    return Construct("white words on a dark paragraph", docx(body), ("avern", "brolin", "caddow"))


def hyphens() -> Construct:
    soft = f"<w:r>{_t('The family had moved to Av')}<w:softHyphen/>{_t('ern before the visit.')}</w:r>"
    split = _t("caddow saw the baby. The nursery at Dor\u00advel knew.")
    hard = f"<w:r>{_t(' A worker from Brolin')}<w:noBreakHyphen/>{split}</w:r>"
    return Construct(
        "soft and non-breaking hyphens", docx(p(soft, hard) + p("elmsey")),
        ("avern", "brolin", "caddow", "dorvel", "elmsey"),
    )  # fmt: skip


def tabs_and_breaks() -> Construct:
    inner = (
        f"<w:r>{_t('Avern')}<w:tab/>{_t('Brolin')}<w:br/>{_t('Caddow')}<w:cr/>{_t('Dorvel')}"
        f'<w:br w:type="page"/>{_t("Elmsey")}<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>'
        f"{_t('Fernby')}</w:r>"
    )
    return Construct(
        "tabs, line breaks and page breaks part words", docx(p(inner) + p("gorrel")),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel"),
    )  # fmt: skip


def symbols() -> Construct:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    body = p(r("The value at Avern was "), signs, r(" and that at Brolin was not.")) + p("caddow")
    return Construct("a letter from the Symbol font (w:sym): α", docx(body), ("avern", "α", "brolin", "caddow"))


def equation() -> Construct:
    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    maths = f"<m:oMath>{m('calls=')}<m:f><m:num>{m('brolin')}</m:num><m:den>{m('caddow')}</m:den></m:f></m:oMath>"
    body = (
        p("avern")
        + p(f"<m:oMathPara>{maths}</m:oMathPara>")
        + p(r("The rest is "), maths.replace("brolin", "dorvel").replace("caddow", "elmsey"), r(" for Fernby."))
    )
    return Construct("equations", docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"))


def right_to_left() -> Construct:
    rtl = "<w:rtl/>"
    body = (
        p("avern")
        + p(r("السلام", rtl), r(" عليكم", rtl), properties="<w:bidi/>")
        + p(r("\u200fBrolin\u200e was \u202acalled\u202c twice."))
        + p("caddow")
    )
    return Construct(
        "right-to-left words and direction marks", docx(body), ("avern", "السلام", "عليكم", "brolin", "caddow")
    )


def mojibake() -> Construct:
    body = p("The mother of Avern saidâ€™s that the cafÃ© at Brolin was shut.") + p("caddow")
    return Construct("mojibake: the words around it stay", docx(body), ("avern", "brolin", "caddow"))


def ruby() -> Construct:
    said = (
        '<w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/>'
        '<w:hpsRaise w:val="18"/><w:hpsBaseText w:val="22"/>'
        f'<w:lid w:val="en-GB"/></w:rubyPr><w:rt>{r("Brolin")}</w:rt><w:rubyBase>{r("Caddow")}</w:rubyBase></w:ruby>'
    )
    body = p(r("They met in "), f"<w:r>{said}</w:r>", r(" and left.")) + p("dorvel")
    return Construct("ruby: words above words", docx(body), ("caddow", "dorvel"), anywhere=("brolin",))


def capitals_and_small_capitals() -> Construct:
    body = p(r("avern", "<w:caps/>"), r(f" {s('brolin')}", "<w:smallCaps/>"), r(f" {s('caddow')}", "<w:strike/>"))
    return Construct("capitals, small capitals and struck-out words", docx(body), ("avern", "brolin", "caddow"))


def hidden_formerly() -> Construct:
    before = f'<w:rPrChange w:id="7" {TRACKED}><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    return Construct(
        "words that were hidden before a tracked change of format",
        docx(p(r("avern"), r(f" {s('brolin')}", before)) + p("caddow")),
        ("avern", "brolin", "caddow"),
        ("quillor",),
    )


def direction_wrappers() -> Construct:
    body = p(r("avern"), f'<w:dir w:val="ltr">{r(" " + s("brolin"))}</w:dir>') + p(
        f'<w:bdo w:val="ltr">{r("caddow")}</w:bdo>'
    )
    return Construct("w:dir and w:bdo around runs", docx(body + p("dorvel")), ("avern", "brolin", "caddow", "dorvel"))


def control_bound() -> Construct:
    bound = '<w:dataBinding w:xpath="/zarnik" w:storeItemID="{0}"/><w:text/><w:alias w:val="Yobrel"/>'
    body = p(r("The review of "), control(r("Avern"), bound), r(" has ended.")) + p("brolin")
    return Construct("a control bound to a property", docx(body), ("avern", "brolin"), ("zarnik", "yobrel"))


def hidden_paragraph_mark() -> Construct:
    mark = "<w:rPr><w:vanish/></w:rPr>"
    body = p("The family had moved to Av", properties=mark) + p("ern before the first visit took place.") + p("brolin")
    return Construct("a hidden paragraph mark in mid-word", docx(body), ("avern", "brolin"))


def words_without_kept_blanks() -> Construct:
    body = "<w:p><w:r><w:t>Avern </w:t></w:r>" + r(" and ") + "<w:r><w:t>Brolin</w:t></w:r>" + r(" met.") + "</w:p>"
    return Construct("runs without xml:space", docx(body + p("caddow")), ("avern", "brolin", "caddow"))


BUILDERS = (
    run_cut_in_word, run_smart_tag, run_custom_xml, run_content_control, control_block, control_cell_and_row,
    control_placeholder, control_dropdown, control_checkbox, tracked_insertion, tracked_deletion,
    tracked_deletion_written_as_text, tracked_insertion_deleted, tracked_move, tracked_paragraph_mark, hidden_direct,
    hidden_by_style, hidden_white, white_on_dark, hyphens, tabs_and_breaks, symbols, equation, right_to_left,
    mojibake, ruby, hidden_formerly, hidden_paragraph_mark, words_without_kept_blanks,
    direction_wrappers, control_bound, capitals_and_small_capitals,
)  # fmt: skip
