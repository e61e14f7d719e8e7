"""Printing: a paper as HTML, and that as a PDF by WeasyPrint, with what stands in the margins of each page."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from html import escape
from typing import Any

from blocks.papers import Grid, Paper, Part, Piece


@dataclass
class Printed:
    """The PDF, and for each page the words of its margins."""

    content: bytes
    margins: list[list[str]]


_BASE = """
body{{font-family:'{font}';font-size:{size}pt;line-height:{height};text-align:{align};margin:0;
hyphens:{hyphens};hyphenate-character:'{hyphen}';hyphenate-limit-chars:6 3 3;orphans:2;widows:2}}
h1,h2{{color:{colour};font-weight:{bold};margin:1em 0 .5em;line-height:1.2;text-align:left;hyphens:none}}
h1{{font-size:{head}em;string-set:chapter content()}} h2{{font-size:1.15em}}
p{{margin:0}} .item{{position:relative}} .mark{{position:absolute;left:-2.3em;text-align:left;white-space:nowrap}}
.dot{{position:absolute;left:-1.2em;top:.45em;width:4pt;height:4pt;border-radius:2pt;background:{colour}}}
table{{border-collapse:collapse;width:100%;margin:.8em 0;text-align:left;hyphens:none}}
td,th{{padding:3pt 5pt;vertical-align:top;font-weight:normal}} th{{font-weight:bold}}
table.all td,table.all th{{border:.6pt solid #444}} table.rows tr{{border-bottom:.6pt solid #444}}
table.zebra tr:nth-child(even){{background:#e4e8ee}} tr{{break-inside:avoid}}
a{{color:#1a4fa0}}
.slashes a,.anywhere .url{{text-decoration:underline}} .anywhere .url{{overflow-wrap:anywhere}} .url{{hyphens:none}}
.quote{{font-size:1.35em;font-style:italic;color:#7a1a5c;margin:.8em 1em;text-align:left;hyphens:none;line-height:1.25}}
.toc p{{text-align:left}} .toc h1{{string-set:none}} .toc a{{color:#000;text-decoration:none}}
.water{{position:fixed;top:40%;left:5%;font-size:90pt;color:#dddddd;transform:rotate(-40deg);line-height:1}}
.fn{{float:footnote;font-size:.8em;line-height:1.25;text-align:left;hyphens:none}}
.fn::footnote-call{{font-size:.65em;vertical-align:super;line-height:0;color:#000}}
.end{{font-size:.9em;margin:.3em 0}} sup{{font-size:.65em;vertical-align:super;line-height:0}}
"""


def print_paper(paper: Paper) -> Printed:
    """The PDF of a paper."""
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    from weasyprint import HTML

    made = HTML(string=as_html(paper)).render()
    margins = [_margin_words(page._page_box) for page in made.pages]
    return Printed(bytes(made.write_pdf(pdf_tags=bool(paper.look["tagged"]))), margins)


def _margin_words(page: Any) -> list[str]:
    from weasyprint.formatting_structure import boxes

    found = []
    for child in page.children:
        if isinstance(child, boxes.MarginBox):
            words = "".join(box.text for box in child.descendants() if isinstance(box, boxes.TextBox))
            found.append(words)
    return [words for words in found if words.strip()]


def as_html(paper: Paper) -> str:
    """The paper as an HTML document."""
    style = _BASE.format(**paper.look) + _gaps(paper) + _page(paper)
    body = ["<div class=water>", escape(paper.watermark), "</div>"] if paper.watermark else []
    body.extend(_contents(paper))
    body.append(f"<div class='cols {paper.look['wrap']}'>")
    ends: list[str] = []
    for part in paper.parts:
        body.append(_grid(part) if isinstance(part, Grid) else _part(part, paper, ends))
    body.append("</div>")
    if ends:
        body.append("<h1>Notes</h1>")
        body.extend(f"<p class=end id=n{n}><sup>{n}</sup> {escape(note)}</p>" for n, note in enumerate(ends, start=1))
    return f"<html lang=en-GB><style>{style}</style><body>{''.join(body)}</body></html>"


def _gaps(paper: Paper) -> str:
    columns = f".cols{{columns:{paper.columns};column-gap:7mm}}" if paper.columns > 1 else ""
    if paper.look["gap"] == "space":
        return f"{columns} .para{{margin:.6em 0}}"
    return f"{columns} .para+.para{{text-indent:1.5em}}"


def _page(paper: Paper) -> str:
    rules = "".join(f"@{place}{{content:{_margin(text)};font-size:8pt}}" for place, text in paper.margins.items())
    return f"@page{{size:{paper.look['paper']};margin:{paper.look['margin']}mm;{rules}}}"


def _margin(text: str) -> str:
    if text == "chapter":
        return "string(chapter)"
    if text == "roman":
        return "counter(page, lower-roman)"
    return f'"{text}"'.replace("{pages}", '" counter(pages) "').replace("{page}", '" counter(page) "')


def _contents(paper: Paper) -> list[str]:
    if not paper.contents:
        return []
    leader = "leader('.')" if paper.contents == "leaders" else "leader(' ')"
    style = f".toc a::after{{content:{leader} target-counter(attr(href), page)}}"
    entries = [
        f"<p style='padding-left:{part.level - 1}em'><a href='#{part.name}'>{escape(part.text)}</a></p>"
        for part in paper.blocks
        if part.kind == "heading"
    ]
    return [f"<style>{style}</style><div class=toc><h1>Contents</h1>", *entries, "</div>"]


def _part(part: Part, paper: Paper, ends: list[str]) -> str:
    inner = "".join(_piece(piece, paper, ends) for piece in part.pieces)
    if part.kind == "heading":
        return f"<h{part.level} id={part.name}>{inner}</h{part.level}>"
    if part.kind == "quote":
        return f"<p class=quote>{inner}</p>"
    if part.kind == "item":
        mark = "<span class=dot></span>" if part.marker == "drawn" else f"<span class=mark>{part.marker}</span>"
        return f"<p class=item style='margin-left:{2.6 * part.level}em'>{mark}{inner}</p>"
    return f"<p class=para>{inner}</p>"


def _piece(piece: Piece, paper: Paper, ends: list[str]) -> str:
    words = escape(piece.text)
    if piece.text.startswith("https:"):
        shown = words.replace("/", "/<wbr>") if paper.look["wrap"] == "slashes" else words
        words = f"<span class=url>{shown}</span>"
    if piece.link:
        words = f"<a href='{piece.link}'>{words}</a>"
    elif piece.goal:
        words = f"<a href='#{piece.goal}'>{words}</a>"
    if piece.note and paper.notes == "foot":
        words += f"<span class=fn>{escape(piece.note)}</span>"
    elif piece.note:
        ends.append(piece.note)
        words += f"<sup>{len(ends)}</sup>"
    return words


def _grid(grid: Grid) -> str:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        tag = "th" if grid.heads and cell.row == 1 else "td"
        spans = f" rowspan={cell.rows} colspan={cell.columns}"
        rows.setdefault(cell.row, []).append(f"<{tag}{spans}>{escape(cell.text)}</{tag}>")
    lines = [f"<tr>{''.join(rows[number])}</tr>" for number in sorted(rows)]
    head = f"<thead>{lines[0]}</thead>" if grid.heads else ""
    return f"<table class={grid.rules}>{head}<tbody>{''.join(lines[bool(grid.heads) :])}</tbody></table>"
