"""Form fields and annotations: what is filled in and drawn is seen, what reviewers remarked is not."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, String

from drawn.made import Construct
from drawn.pen import Paper, escaped, text

_ABOVE = text(60, 700, "Details of the review")
_LABEL = text(60, 640, "Name of the lead reviewer:")
_BELOW = text(60, 580, "Send this form to Avern.")
_SEEN = ("details of the review", "name of the lead reviewer", "send this form to avern")


class _Form:
    """A page with labels, fields and annotations."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.annotations = Array([])
        self.fields = Array([])
        self.extra: dict[str, Any] = {}

    def draw(self, content: str, width: float, height: float) -> Any:
        stream = self.paper.pdf.make_stream(content.encode("cp1252"))
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
        stream.Resources = self.paper.resources
        return self.paper.pdf.make_indirect(stream)

    def add(self, kind: str, rect: tuple[float, float, float, float], **keys: Any) -> Any:
        entries = {"F": 4, **keys}
        annotation = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(rect), **entries)
        made = self.paper.pdf.make_indirect(annotation)
        self.annotations.append(made)
        return made

    def field(self, kind: str, name: str, rect: tuple[float, float, float, float], shown: str = "", **keys: Any) -> Any:
        if shown:
            width, height = rect[2] - rect[0], rect[3] - rect[1]
            rows = "".join(text(2, height - 12 - 12 * n, row, 10) for n, row in enumerate(shown.split("|")))
            keys["AP"] = Dictionary(N=self.draw(f"/Tx BMC {rows} EMC", width, height))
        made = self.add("Widget", rect, FT=Name(f"/{kind}"), T=String(name), DA=String("/F 10 Tf 0 g"), **keys)
        self.fields.append(made)
        return made

    def done(self, *content: str) -> bytes:
        page = self.paper.page(*(content or (_ABOVE, _LABEL, _BELOW)))
        page.obj.Annots = self.annotations
        if len(self.fields):
            self.paper.pdf.Root.AcroForm = Dictionary(
                Fields=self.fields, DA=String("/F 10 Tf 0 g"), DR=self.paper.resources, **self.extra
            )
        return self.paper.done()


_BOX = (220, 635, 420, 652)


def _filled(says: str, form: _Form, shown: str, unseen: tuple[str, ...] = ()) -> Construct:
    return Construct(says, form.done(), (_SEEN[0], _SEEN[1], shown, _SEEN[2]) if shown else _SEEN, unseen)


def text_field() -> Construct:
    form = _Form()
    form.field("Tx", "name", _BOX, "Petra Quillon", V=String("Petra Quillon"))
    return _filled("a text field with its appearance", form, "petra quillon")


def text_field_undrawn() -> Construct:
    form = _Form()
    form.extra["NeedAppearances"] = True
    form.field("Tx", "name", _BOX, V=String("Petra Quillon"))
    return _filled("a text field without appearance", form, "petra quillon")


def text_field_of_a_parent() -> Construct:
    form = _Form()
    form.extra["NeedAppearances"] = True
    child = form.add("Widget", _BOX)
    parent = form.paper.pdf.make_indirect(
        Dictionary(
            FT=Name.Tx, T=String("name"), V=String("Petra Quillon"), DA=String("/F 10 Tf 0 g"), Kids=Array([child])
        )
    )
    child.Parent = parent
    form.fields.append(parent)
    return _filled("a text field whose value stands with its parent", form, "petra quillon")


def text_field_of_lines() -> Construct:
    form = _Form()
    form.field(
        "Tx",
        "name",
        (220, 600, 420, 652),
        "Petra Quillon|and her deputy",
        V=String("Petra Quillon\rand her deputy"),
        Ff=4096,
    )
    return _filled("a text field of two lines", form, "petra quillon and her deputy")


def choice_field() -> Construct:
    form = _Form()
    form.extra["NeedAppearances"] = True
    choices = Array([Array([String("a1"), String("Children")]), Array([String("a2"), String("Adults at risk")])])
    form.field("Ch", "name", _BOX, V=String("a2"), Opt=choices, Ff=131072)
    return _filled("a choice whose words differ from its value", form, "adults at risk", ("a2", "a1"))


def choice_field_drawn() -> Construct:
    form = _Form()
    form.field(
        "Ch",
        "name",
        _BOX,
        "Adults at risk",
        V=String("Adults at risk"),
        Opt=Array([String("Children"), String("Adults at risk")]),
        Ff=131072,
    )
    return _filled("a choice with its appearance", form, "adults at risk", ("children",))


def empty_field() -> Construct:
    form = _Form()
    form.field("Tx", "name", _BOX, TU=String("Zarnik tooltip"), DV=String("Zarnik default"))
    return _filled("an empty field with a tip", form, "", ("zarnik",))


def password_field() -> Construct:
    form = _Form()
    form.extra["NeedAppearances"] = True
    form.field("Tx", "name", _BOX, V=String("Zarnik"), Ff=8192)
    return _filled("a field for a password", form, "", ("zarnik",))


def hidden_field() -> Construct:
    form = _Form()
    form.field("Tx", "name", _BOX, "Zarnik", V=String("Zarnik"), F=2)
    return _filled("a hidden field", form, "", ("zarnik",))


def hidden_field_without_view() -> Construct:
    form = _Form()
    form.field("Tx", "name", _BOX, "Zarnik", V=String("Zarnik"), F=32)
    return _filled("a field that is not to be viewed", form, "", ("zarnik",))


def _box(form: _Form, y: float, on: bool, kind: str = "4", ff: int = 0) -> None:
    marks = Dictionary(
        Yes=form.draw(f"0 G .5 w .5 .5 11 11 re S {text(2, 2, kind, 10, 'D')}", 12, 12),
        Off=form.draw("0 G .5 w .5 .5 11 11 re S", 12, 12),
    )
    state = Name.Yes if on else Name.Off
    form.field("Btn", f"box{y}", (60, y, 72, y + 12), AP=Dictionary(N=marks), AS=state, V=state, Ff=ff)


def check_boxes() -> Construct:
    form = _Form()
    _box(form, 640, True)
    _box(form, 620, False)
    _box(form, 600, True)
    content = (
        _ABOVE,
        text(78, 642, "Seen alone"),
        text(78, 622, "Seen at home"),
        text(78, 602, "Seen at school"),
        _BELOW,
    )
    seen = (_SEEN[0], "☑ seen alone", "☐ seen at home", "☑ seen at school", _SEEN[2])
    return Construct("check boxes, ticked and not", form.done(*content), seen, ("yes", "off", "4"))


def radio_buttons() -> Construct:
    form = _Form()
    _box(form, 640, False, "l", 32768)
    _box(form, 620, True, "l", 32768)
    content = (_ABOVE, text(78, 642, "Not met"), text(78, 622, "Fully met"), _BELOW)
    return Construct("radio buttons", form.done(*content), (_SEEN[0], "☐ not met", "☑ fully met", _SEEN[2]), ("l",))


def drawn_button() -> Construct:
    form = _Form()
    form.field("Btn", "send", _BOX, "Print form", Ff=65536, MK=Dictionary(CA=String("Print form")))
    return _filled("a button with a caption", form, "print form")


def free_text() -> Construct:
    form = _Form()
    drawn = form.draw(text(2, 4, "Agreed on 4 May", 10), 200, 17)
    form.add("FreeText", _BOX, Contents=String("Agreed on 4 May"), DA=String("/F 10 Tf 0 g"), AP=Dictionary(N=drawn))
    return _filled("typed on the page (FreeText)", form, "agreed on 4 may")


def free_text_undrawn() -> Construct:
    form = _Form()
    form.add("FreeText", _BOX, Contents=String("Agreed on 4 May"), DA=String("/F 10 Tf 0 g"))
    return _filled("typed on the page without appearance", form, "agreed on 4 may")


def stamp() -> Construct:
    form = _Form()
    drawn = form.draw(text(2, 4, "Approved by the board", 10), 200, 17)
    form.add("Stamp", _BOX, Contents=String("Zarnik remark"), AP=Dictionary(N=drawn))
    return _filled("a stamp", form, "approved by the board", ("zarnik",))


def sticky_note() -> Construct:
    form = _Form()
    form.add(
        "Text",
        (430, 635, 450, 655),
        Contents=String("Zarnik: please take this line out"),
        T=String("Yobrel"),
        Name=Name.Note,
    )
    made = _filled("a reviewer's note", form, "", ("zarnik", "yobrel", "please"))
    return Construct(made.says, made.content, made.seen, made.unseen, told=("BK220",))


def remark_on_a_highlight() -> Construct:
    form = _Form()
    drawn = form.draw("1 1 0 rg 0 0 200 17 re f", 200, 17)
    quads = Array([60, 652, 200, 652, 60, 636, 200, 636])
    form.add(
        "Highlight",
        (60, 636, 200, 652),
        Contents=String("Zarnik: is this so?"),
        QuadPoints=quads,
        C=Array([1, 1, 0]),
        AP=Dictionary(N=drawn),
    )
    made = _filled("a remark on a highlight", form, "", ("zarnik",))
    return Construct(made.says, made.content, made.seen, made.unseen, told=("BK220",))


def plain_highlight() -> Construct:
    form = _Form()
    quads = Array([60, 652, 200, 652, 60, 636, 200, 636])
    form.add("Highlight", (60, 636, 200, 652), QuadPoints=quads, C=Array([1, 1, 0]))
    return _filled("a highlight without a remark", form, "")


def pop_up() -> Construct:
    form = _Form()
    form.add("Popup", (300, 300, 500, 400), Contents=String("Zarnik: look again"), Open=True)
    return _filled("a pop-up", form, "", ("zarnik",))


def link_with_a_remark() -> Construct:
    form = _Form()
    action = Dictionary(S=Name.URI, URI=String("https://avern.example/form"))
    form.add("Link", (60, 575, 200, 592), A=action, Contents=String("Zarnik link"))
    return _filled("a link with a description", form, "", ("zarnik",))


def attached_file() -> Construct:
    form = _Form()
    spec = Dictionary(Type=Name.Filespec, F=String("zarnik.txt"))
    form.add("FileAttachment", (430, 635, 450, 655), Contents=String("Zarnik file"), FS=spec)
    return _filled("an attached file", form, "", ("zarnik",))


def struck_out_by_a_reviewer() -> Construct:
    form = _Form()
    quads = Array([60, 652, 200, 652, 60, 636, 200, 636])
    form.add("StrikeOut", (60, 636, 200, 652), QuadPoints=quads, C=Array([1, 0, 0]), Contents=String("Zarnik"))
    return _filled("a reviewer's strike-out", form, "", ("zarnik",))


def line_with_a_caption() -> Construct:
    form = _Form()
    drawn = form.draw(text(40, 4, "Four weeks", 10), 200, 17)
    form.add(
        "Line", _BOX, L=Array([220, 640, 420, 640]), Contents=String("Four weeks"), Cap=True, AP=Dictionary(N=drawn)
    )
    return _filled("a drawn line with a caption", form, "four weeks")


def fields_among_lines() -> Construct:
    form = _Form()
    rows = (("Case number:", "RR 118"), ("Reported on:", "4 March"), ("Age then:", "nine months"))
    content = [_ABOVE]
    for n, (label, value) in enumerate(rows):
        y = 640 - 20 * n
        content.append(text(60, y, label))
        form.field("Tx", label, (150, y - 4, 300, y + 12), value, V=String(value))
    content.append(_BELOW)
    seen = (_SEEN[0], *(f"{label[:-1]} : {value}".lower() for label, value in rows), _SEEN[2])
    return Construct("fields among their labels", form.done(*content), seen)


def xfa_form() -> Construct:
    form = _Form()
    template = form.paper.pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template/></xdp:xdp>")
    form.extra["XFA"] = form.paper.pdf.make_indirect(template)
    form.field("Tx", "name", _BOX)
    content = text(
        60, 700, escaped("Please wait... If this message is not eventually replaced, your PDF viewer may not be")
    )
    return Construct("a form that only Acrobat can fill (XFA)", form.done(content), (), told=("BK221",))


BUILDERS = (
    text_field, text_field_undrawn, text_field_of_a_parent, text_field_of_lines, choice_field, choice_field_drawn,
    empty_field, password_field, hidden_field, hidden_field_without_view, check_boxes, radio_buttons, drawn_button,
    free_text, free_text_undrawn, stamp, sticky_note, remark_on_a_highlight, plain_highlight, pop_up,
    link_with_a_remark, attached_file, struck_out_by_a_reviewer, line_with_a_caption, fields_among_lines, xfa_form,
)  # fmt: skip
