"""The paragraphs of a DrawingML text body, with the looks and bullets that they inherit.

A paragraph takes what it does not say itself from the list style of its shape, from the placeholder of the layout and
of the master that it fills, from the master's text styles, and from the presentation's defaults, in this order
(ECMA-376 part 1, 21.1.2.4 and 19.3.1.52).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from lxml import etree

from briefkit.model import Kind
from briefkit.readers.markup.composer import Look
from briefkit.readers.slides.sheets import Paragraph

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_BULLETS = {A + "buNone", A + "buChar", A + "buAutoNum", A + "buBlip"}
_KNOWN = "http://schemas.microsoft.com/office/"
_DEEPEST = 9
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

Colours = dict[str, str]
Links = Callable[[str], str | None]


def branches(parent: etree._Element) -> Iterator[etree._Element]:
    """The child elements; of alternatives the first whose extensions are all Microsoft's own, else the fallback."""
    for child in parent:
        if child.tag == MC + "AlternateContent":
            taken = next((one for one in child if _is_taken(one)), None)
            if taken is not None:
                yield from branches(taken)
        elif isinstance(child.tag, str):
            yield child


def _is_taken(branch: etree._Element) -> bool:
    if branch.tag == MC + "Fallback":
        return True
    required = (branch.nsmap.get(prefix) or "" for prefix in branch.get("Requires", "").split())
    return branch.tag == MC + "Choice" and all(space.startswith(_KNOWN) for space in required)


class Styles:
    """What the paragraphs of a shape inherit: ``levels`` from the nearest to the farthest, the theme's ``colours``."""

    def __init__(self, levels: Sequence[etree._Element | None], colours: Colours, links: Links) -> None:
        self.levels = [one for one in levels if one is not None]
        self.colours = colours
        self.links = links

    def of_level(self, depth: int) -> list[etree._Element]:
        """The paragraph properties for a level from 0, the nearest first."""
        found = (style.find(f"{A}lvl{min(depth, 8) + 1}pPr") for style in self.levels)
        return [one for one in found if one is not None]


def read_paragraphs(body: etree._Element | None, styles: Styles) -> list[Paragraph]:
    """The paragraphs of a ``txBody``, each letter once. Empty ones are kept: they count for the numbers' restart."""
    if body is None:
        return []
    scale = _scale(body.find(f"{A}bodyPr/{A}normAutofit"))
    numbers: Counter[int] = Counter()
    paragraphs = []
    for element in branches(body):
        if element.tag != A + "p":
            continue
        properties = element.find(A + "pPr")
        depth = _whole(properties.get("lvl") if properties is not None else None, 0) % _DEEPEST
        inherited = styles.of_level(depth)
        look = _inherited_look(inherited, styles, scale)
        pieces = list(_pieces(element, look, styles, scale))
        sources = [*([properties] if properties is not None else []), *inherited]
        shown = any(text.strip() for text, _ in pieces)
        kind, computed = _marker(sources, depth, numbers) if shown else ("paragraph", "")
        level = depth + 1 if computed else 0
        paragraphs.append(Paragraph(pieces, kind, level, computed))
    return paragraphs


def _pieces(paragraph: etree._Element, look: Look, styles: Styles, scale: float) -> Iterator[tuple[str, Look]]:
    for child in branches(paragraph):
        if child.tag in {A + "r", A + "fld"}:
            text = "".join(one.text or "" for one in child.iterfind(A + "t"))
            yield text.replace("\v", "\n"), _look(child.find(A + "rPr"), look, styles, scale)
        elif child.tag == A + "br":
            yield "\n", look
        elif child.tag not in {A + "pPr", A + "endParaRPr"}:
            yield "".join(one.text or "" for one in child.iter(M + "t")), look


def _inherited_look(inherited: list[etree._Element], styles: Styles, scale: float) -> Look:
    look = Look(size=18.0 * scale)
    for level in reversed(inherited):
        look = _look(level.find(A + "defRPr"), look, styles, scale)
    return look


def _look(properties: etree._Element | None, look: Look, styles: Styles, scale: float) -> Look:
    if properties is None:
        return look
    get = properties.get
    if get("b") is not None:
        look = look._replace(bold=get("b") in {"1", "true"})
    if get("i") is not None:
        look = look._replace(italic=get("i") in {"1", "true"})
    if get("u") is not None:
        look = look._replace(underline=get("u") != "none")
    size = _whole(get("sz"), 0)
    if 100 <= size <= 400_000:
        look = look._replace(size=round(size / 100 * scale, 1))
    raised = _whole(get("baseline", "0").rstrip("%"), 0)
    script: Literal["normal", "super", "sub"] = "super" if raised > 0 else "sub" if raised < 0 else "normal"
    colour = read_colour(properties.find(A + "solidFill"), styles.colours) or look.colour
    click = properties.find(A + "hlinkClick")
    link = styles.links(click.get(R + "id", "")) if click is not None else None
    return look._replace(script=script, colour=colour, link=link)


def read_colour(fill: etree._Element | None, colours: Colours) -> str | None:
    """A solid fill as ``#rrggbb``, where it names a colour outright or one of the theme."""
    for element in fill if fill is not None else ():
        if element.tag == A + "srgbClr":
            value = element.get("val", "")
            return f"#{value.lower()}" if len(value) == 6 and value.isalnum() else None
        if element.tag == A + "schemeClr":
            return colours.get(element.get("val", ""))
    return None


def _marker(sources: list[etree._Element], depth: int, numbers: Counter[int]) -> tuple[Kind, str]:
    """The kind of a paragraph and its bullet or number; ``numbers`` are those reached so far on each level."""
    mark = next((child for source in sources for child in source if child.tag in _BULLETS), None)
    for deeper in [level for level in numbers if level > depth]:
        del numbers[deeper]
    if mark is None or mark.tag == A + "buNone":
        numbers.pop(depth, None)
        return "paragraph", ""
    if mark.tag != A + "buAutoNum":
        numbers.pop(depth, None)
        return "bullet", "• "
    numbers[depth] += 1
    return "numbered", _number(mark.get("type", ""), numbers[depth] + _whole(mark.get("startAt"), 1) - 1) + " "


def _number(kind: str, value: int) -> str:
    if kind.startswith("alpha"):
        text = "".join(chr(97 + (value - 1) % 26) for _ in range(min((value - 1) // 26 + 1, 8)))
    elif kind.startswith("roman") and value < 50:
        text = ""
        for step, sign in _ROMAN:
            while value >= step:
                text, value = text + sign, value - step
    else:
        text = str(value)
    if "Uc" in kind:
        text = text.upper()
    if kind.endswith("ParenBoth"):
        return f"({text})"
    return text + (")" if kind.endswith("ParenR") else "" if kind.endswith("Plain") else ".")


def _scale(fit: etree._Element | None) -> float:
    """How far PowerPoint shrank the text to fit its box: ``62500`` or, in strict files, ``62.5%``."""
    value = fit.get("fontScale") if fit is not None else None
    try:
        scale = float(value.rstrip("%")) / (100 if value.endswith("%") else 100_000) if value else 1.0
    except ValueError:
        return 1.0
    return scale if 0.1 <= scale <= 1 else 1.0


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text and len(text) < 12 else default
    except ValueError:
        return default
