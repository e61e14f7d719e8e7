"""What the sources of the corpus say: their head, their marked statements, and the truth files made of them.

A source is a YAML head, a line of three hyphens and the document itself, in HTML or in the small language of
make_corpus_word.py. Marks inside the document are taken out before it is made, and give the truth:

⟦b:A sentence.⟧      a statement of the background; ⟦f|l:...⟧ where an editor could accept either section
⟦@A theme⟧ ... ⟦@⟧   the theme heading that stands over the statements between the two marks
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SECTIONS = {
    "b": "background",
    "f": "findings",
    "g": "good_practice",
    "l": "learning",
    "r": "recommendations",
    "o": "one_thing",
    "q": "questions",
    "s": "resources",
    "c": "contact",
    "a": "about",
}
MARK = re.compile(r"⟦@([^⟧]*)⟧|⟦([a-z](?:\|[a-z])*):([^⟧]*)⟧|\^\[([a-z](?:\|[a-z])*):([^\]]*)\]")
BOX = re.compile(r"(?ms)^\{box.*?^\{/box\}$")
HEAD = ("title", "title_or", "subject", "subject_or", "publisher", "publisher_or")
META = (*HEAD, "review_type", "review_type_or", "date", "date_or")


@dataclass
class Source:
    """One document of the corpus as it is written."""

    id: str
    kind: str
    head: dict[str, Any]
    body: str
    statements: list[tuple[str, str, str | None]] = field(default_factory=list)

    @property
    def file_name(self) -> str:
        return f"{self.id}.{'docx' if self.kind == 'docx' else 'pdf'}"


def read(path: Path) -> Source:
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    known = yaml.safe_load(head)
    kind = "html" if path.suffix == ".html" else str(known.get("make", "docx"))
    source = Source(path.stem, kind, known, body)
    read_as = beside_last(body) if "right_margin" in known else body
    source.statements = list(_statements(read_as, markup=path.suffix == ".html"))
    return source


def beside_last(body: str) -> str:
    """The document as it is read where its boxes stand in the margin beside the text: the text, then the boxes."""
    return "\n".join((BOX.sub("", body), *BOX.findall(body)))


def _statements(body: str, *, markup: bool) -> list[tuple[str, str, str | None]]:
    theme: str | None = None
    found: list[tuple[str, str, str | None]] = []
    for mark in MARK.finditer(body):
        if mark[1] is not None:
            theme = mark[1].strip() or None
            continue
        codes, text = (mark[2], mark[3]) if mark[2] else (mark[4], mark[5])
        sections = "|".join(SECTIONS[code] for code in codes.split("|"))
        for noted in re.finditer(r"\^\[([a-z](?:\|[a-z])*):([^\]]*)\]", text):
            names = "|".join(SECTIONS[code] for code in noted[1].split("|"))
            found.append((names, plain(noted[2], markup=markup), None))
        found.append((sections, plain(text, markup=markup), theme if mark[2] else None))
    return found


def unmarked(body: str) -> str:
    """The document without the marks of its statements."""
    body = re.sub(r"⟦@[^⟧]*⟧", "", body)
    if "<html" in body:
        body = re.sub(r"\^\[[a-z](?:\|[a-z])*:([^\]]*)\]", r'<span class="fn">\1</span>', body)
    return re.sub(r"⟦[a-z](?:\|[a-z])*:([^⟧]*)⟧", r"\1", body)


def plain(text: str, *, markup: bool) -> str:
    """A statement as it reads: no tags, no notes, nothing deleted."""
    text = re.sub(r"\^\[[^\]]*\]", "", text)
    if markup:
        text = html.unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>|&shy;", "", text))
    else:
        text = re.sub(r"~~.*?~~|%%.*?%%", "", text)
        text = re.sub(r"\*\*|__|\+\+", "", text)
    return " ".join(text.split())


def truth(source: Source) -> str:
    """The truth file, in the form of the shared cases."""
    head = source.head
    lines = [f"id: {source.id}", f"source_file: {source.file_name}", "meta:"]
    for key in META:
        if key in head["meta"] or not key.endswith("_or"):
            lines.append(f"  {key}: {_quoted(head['meta'].get(key))}")
    lines.append(f"one_thing: {head.get('one_thing', 'absent')}")
    themes = list(dict.fromkeys(theme for _, _, theme in source.statements if theme))
    for key, values in (
        ("keywords", head.get("keywords", [])),
        ("themes", themes),
        ("must_not_appear", head.get("must_not_appear", [])),
    ):
        if values:
            lines += [f"{key}:", *(f"  - {_quoted(value)}" for value in values)]
        elif key == "themes":
            lines.append("themes: []")
    lines.append("statements:")
    for sections, text, theme in source.statements:
        lines.append(f"  - [{sections}, {_quoted(text)}{', ' + _quoted(theme) if theme else ''}]")
    return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    return "null" if value is None else json.dumps(str(value), ensure_ascii=False)
