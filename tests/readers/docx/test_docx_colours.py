"""Colours of a theme: what is painted decides whether white words are seen."""

from __future__ import annotations

import pytest

from briefkit.model import Document
from briefkit.readers.docx import read
from wordfiles import MAIN, p, packed, part, r, relations

WHITE = '<w:color w:val="FFFFFF"/>'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme>'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:accent1><a:srgbClr val="1F4E79"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


def painted(fill: str, style: str = "", mapping: str = "") -> Document:
    """A file with white words in a box that is filled so."""
    box = (
        '<w:r><w:drawing><wp:anchor><wp:extent cx="999999" cy="999999"/><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:spPr>{fill}</wps:spPr>{style}<wps:txbx><w:txbxContent>{p(r('words', WHITE))}</w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
        MAIN: part("document", f"<w:body>{p('body')}{p(box)}</w:body>"),
        "word/theme/theme1.xml": THEME,
        "word/settings.xml": part("settings", mapping),
    }
    return read(packed(parts)).value


def solid(name: str, change: str = "") -> str:
    """A fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{name}">{change}</a:schemeClr></a:solidFill>'


@pytest.mark.parametrize(
    ("fill", "layer", "colour"),
    [
        (solid("accent1"), "body", "#1f4e79"),
        (solid("bg1"), "hidden", "#ffffff"),
        (solid("bg1", '<a:lumMod val="50000"/>'), "body", "#808080"),
        # Nearly white, but not for certain with nothing behind it: in doubt words are shown.
        (solid("tx1", '<a:lumMod val="5000"/><a:lumOff val="95000"/>'), "body", "#f2f2f2"),
        (solid("accent1", '<a:shade val="50000"/>'), "body", "#10273c"),
        (solid("accent1", '<a:tint val="5000"/>'), "body", "#f4f6f8"),
        (solid("nobody"), "body", None),
        ('<a:solidFill><a:prstClr val="black"/></a:solidFill>', "body", "#000000"),
        ("<a:noFill/>", "hidden", None),
    ],
)
def test_white_words_are_seen_on_a_dark_colour_of_the_theme_only(fill: str, layer: str, colour: str | None) -> None:
    document = painted(fill)
    assert [block.layer for block in document.blocks] == ["body", layer]
    assert next(container.filled for container in document.containers if container.kind == "box") == colour


def test_the_style_of_a_shape_paints_it_and_settings_may_swap_dark_and_light() -> None:
    style = '<wps:style><a:fillRef idx="1"><a:schemeClr val="bg1"/></a:fillRef></wps:style>'
    assert painted("", style).blocks[1].layer == "hidden"
    swapped = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>'
    assert painted("", style, swapped).blocks[1].layer == "body"
