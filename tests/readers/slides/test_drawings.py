"""OpenDocument drawings, as LibreOffice makes them of Publisher files: boxes with their places, linked stories once."""

from __future__ import annotations

import pytest

from briefkit.census import count, letters
from briefkit.errors import UnusableInput
from briefkit.files import from_bytes
from briefkit.model import Source
from briefkit.pipeline import normalise
from briefkit.readers import ODG
from briefkit.readers.slides import read_open_drawing
from briefkit.theme import load
from oldfiles import zipped

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        **{one: one for one in ("office", "style", "text", "table", "presentation")},
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
STYLES = (
    '<style:style style:name="big" style:family="paragraph"><style:text-properties fo:font-size="24pt" '
    'fo:font-weight="bold"/></style:style><text:list-style style:name="dots"><text:list-level-style-bullet '
    'text:level="1" text:bullet-char="•"/></text:list-style>'
)
MASTER = (
    f"<office:document-styles {SPACES}><style:page-layout style:name='L'><style:page-layout-properties "
    "fo:page-width='20cm' fo:page-height='28cm'/></style:page-layout>"
    "<style:master-page style:name='M' style:page-layout-name='L'/></office:document-styles>"
)
STORY = "Nobody asked what the dog was afraid of and nobody wrote down who lived in the home."


def box(x: float, y: float, *paragraphs: str, height: float = 3) -> str:
    """A frame with text; a place in centimetres."""
    text = "".join(one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in paragraphs)
    place = f'svg:x="{x}cm" svg:y="{y}cm" svg:width="8cm" svg:height="{height}cm"'
    return f"<draw:frame {place}><draw:text-box>{text}</draw:text-box></draw:frame>"


def drawing(*pages: str) -> Source:
    made = "".join(f'<draw:page draw:master-page-name="M">{page}</draw:page>' for page in pages)
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:drawing>{made}</office:drawing></office:body></office:document-content>"
    )
    members = {"mimetype": ODG, "content.xml": content, "styles.xml": MASTER}
    return from_bytes("briefing.odg", zipped(**members))


def texts(source: Source) -> list[str]:
    return [block.text for block in read_open_drawing(source).value.blocks]


def test_boxes_come_in_columns_with_looks_lists_and_places() -> None:
    item = "<text:list-item><text:p>Listen.</text:p></text:list-item>"
    listed = f'<text:list text:style-name="dots">{item}</text:list>'
    title = '<text:p text:style-name="big">Learning <text:span>brief</text:span><text:line-break/>Wren</text:p>'
    left = "Left.<text:s text:c='2'/>Still left."
    source = drawing(box(11, 5, "Right.") + box(1, 10, listed) + box(1, 1, title) + box(1, 5, left))
    blocks = read_open_drawing(source).value.blocks
    assert [block.text for block in blocks] == ["Learning brief\nWren", "Left.  Still left.", "Listen.", "Right."]
    assert (blocks[0].runs[0].size, blocks[0].runs[0].bold) == (24, True)
    assert (blocks[2].kind, blocks[2].level) == ("bullet", 1)
    assert (blocks[3].origin.page, str(blocks[3].origin)) == (1, "page 1, text box 1, paragraph 1")
    assert len({block.container for block in blocks}) == 4


def test_a_story_that_runs_through_linked_boxes_is_taken_once_and_accounted_for() -> None:
    result = read_open_drawing(source := drawing(box(1, 1, STORY) + box(11, 1, STORY) + box(1, 20, "Short.", "Short.")))
    assert [block.aside for block in result.value.blocks] == ["", "repeated", "", ""]
    assert [said.code for said in result.diagnostics] == ["BK263"]
    ledger = normalise(source, result, load("house")).ledger
    assert (ledger.missing, ledger.by_fate["repeated"]) == ((), len(letters(STORY)))


def test_the_outline_behind_a_box_says_where_it_stands() -> None:
    """LibreOffice lets a box grow with its text over what stands below; Publisher's frame is the outline behind it."""
    outline = '<draw:polygon svg:x="1cm" svg:y="1cm" svg:width="8cm" svg:height="4cm"><text:p/></draw:polygon>'
    source = drawing(box(1, 6, "Below.") + f"<draw:g>{outline}{box(1, 1, STORY, height=12)}</draw:g>")
    assert texts(source) == [STORY, "Below."]


def test_text_beside_the_page_and_comments_stay_out() -> None:
    note = "<office:annotation><text:p>comment</text:p></office:annotation>"
    source = drawing(box(1, 1, f"Shown.{note}") + box(30, 1, "Beside."))
    result = read_open_drawing(source)
    assert [(block.text, block.layer) for block in result.value.blocks] == [("Shown.", "body"), ("Beside.", "hidden")]
    assert [said.code for said in result.diagnostics] == ["BK201"]
    assert "comment" not in count(source).tallies[0].text
    assert normalise(source, result, load("house")).ledger.missing == ()


def test_pages_follow_each_other_and_groups_are_read() -> None:
    grouped = f"<draw:g>{box(1, 1, 'One.')}{box(1, 6, 'Two.')}</draw:g>"
    assert texts(drawing(grouped, box(1, 1, "Next page."))) == ["One.", "Two.", "Next page."]


def test_a_table_keeps_its_cells() -> None:
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Theme", "Voice"))
    rows = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    frame = f'<draw:frame svg:x="1cm" svg:y="1cm">{rows}</draw:frame>'
    document = read_open_drawing(drawing(frame)).value
    assert [container.kind for container in document.containers] == ["body", "table", "cell", "cell"]


@pytest.mark.parametrize(
    ("members", "code"),
    [({"content.xml": "<x/>"}, "BK245"), ({"content.xml": "<x"}, "BK245"), ({}, "BK245")],
)
def test_what_is_damaged_is_refused_in_words(members: dict[str, str], code: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        read_open_drawing(Source("a.odg", zipped(**members), ODG, ""))
    assert caught.value.code == code


def test_a_drawing_without_text_says_so() -> None:
    with pytest.raises(UnusableInput, match="no text"):
        read_open_drawing(drawing("<draw:polygon/>"))
