"""Damages Word files in every way that bench/word_mutations.py knows and looks how each case ends.

python bench/word_fuzz.py                      20,000 cases, kept in fuzz-found/word-1.jsonl; a second call goes on
python bench/word_fuzz.py --case 4711          one case again, in this process, with its traceback
python bench/word_fuzz.py --write              what is kept goes as a section into docs/measurements.md

Every case is read, tidied, placed and accounted for; one in twenty is printed as web page, JSON, Markdown and Word too,
one in two hundred as PDF. A case ends well in a document that lacks nothing, in a document that says what it lacks
("told"), or in a BriefkitError. Words that are deleted, hidden or a comment are planted in each sample; where the
damage left their hiding whole, they must be in no output.
"""

from __future__ import annotations

import contextlib
import random
import re
import sys
from functools import cache

from constructs.catalogue import catalogue
from fuzzing import FOLDERS, MEGABYTES, Case, Fuzz, convert, ended, run
from word_mutations import KINDS, pack, parts_of
from written import ROOT

from briefkit import theme
from briefkit.record import Format

LARGEST, LARGEST_MAIN = 150_000, 150_000
MAIN = "word/document.xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLANTED = (
    '<w:p><w:del w:id="9001" w:author="x"><w:r><w:delText>qzdeleted</w:delText></w:r></w:del></w:p>',
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>qzvanished</w:t></w:r></w:p>",
    '<w:p><w:moveFrom w:id="9002" w:author="x"><w:r><w:t>qzmoved</w:t></w:r></w:moveFrom></w:p>',
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Seen beside it. </w:t></w:r>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>qzbeside</w:t></w:r></w:p>",
)
COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="{SPACE}"><w:comment w:id="0" w:author="qzauthor">'
    "<w:p><w:r><w:t>qzcomment</w:t></w:r></w:p></w:comment></w:comments>"
)
MARKER = re.compile(rb"qz(?:deleted|vanished|moved|beside|comment|author)")


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Word files that lie about, each with words planted that no output may hold."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.docx")):
            if path.stat().st_size > LARGEST:
                continue
            with contextlib.suppress(Exception):  # what is no sound Word file is no sample
                parts = dict(parts_of(path.read_bytes()))
                if SPACE.encode() in parts[MAIN] and len(parts[MAIN]) <= LARGEST_MAIN and b"</w:body>" in parts[MAIN]:
                    found.append((path.name, planted(parts)))
    for group, name, construct in catalogue():
        with contextlib.suppress(Exception):
            found.append((f"{group}: {name}", planted(dict(parts_of(construct.content)))))
    return tuple(found)


def planted(parts: dict[str, bytes]) -> bytes:
    """The sample with deleted, hidden, moved and commented words in it."""
    parts = dict(parts)
    body = parts[MAIN]
    first = body.find(b"<w:p", body.find(b"<w:body"))
    last = body.rfind(b"<w:sectPr")
    if body[last - 7 : last].endswith(b"<w:pPr>") or last < 0:
        last = body.rfind(b"</w:body>")
    halves = "".join(PLANTED[:2]).encode(), "".join(PLANTED[2:]).encode()
    parts[MAIN] = body[:first] + halves[0] + body[first:last] + halves[1] + body[last:]
    parts["word/comments.xml"] = COMMENTS.encode()
    return pack(parts)


def make(seed: int, number: int) -> Case:
    """The case of that number: always the same for the same samples."""
    chance = random.Random(f"{seed}-{number}")
    kinds = tuple(KINDS)
    kind = kinds[number % len(kinds)]
    name, content = chance.choice(samples())
    made: tuple[Format, ...] = ()
    if chance.random() < 0.05:
        made = ("html", "json", "md", "docx", "pdf") if chance.random() < 0.1 else ("html", "json", "md", "docx")
    return Case(number, kind, name, KINDS[kind](content, chance), made)


def try_out(case: Case) -> str:
    """``document``, ``told: BK501``, ``refused: BK111``, or what is wrong."""
    trial = convert("briefing.docx", case, theme.load("house"))
    if trial.record is None:
        return trial.end
    for wanted, content in trial.outputs:
        text = b"".join(parts_of(content).values()) if wanted == "docx" else content
        if (found := MARKER.search(text)) and _is_hidden_still(case.content, found[0]):
            return f"leaked: {found[0].decode()} in {wanted}"
    return ended(trial.record)


def _is_hidden_still(content: bytes, word: bytes) -> bool:
    """Whether the planted paragraph stands whole in the damaged file, and the word nowhere else."""
    try:
        parts = parts_of(content)
    except Exception:  # the zip is spoilt, and what was hidden may be so no more
        return False
    if word in {b"qzcomment", b"qzauthor"}:
        return all(word not in part for name, part in parts.items() if name != "word/comments.xml")
    whole = next(text.encode() for text in PLANTED if word in text.encode())
    if b"qzcomment" in parts.get(MAIN, b"") or any(word in part for name, part in parts.items() if name != MAIN):
        return False
    body = parts.get(MAIN, b"")
    return whole in body and body.count(word) == body.count(whole)


FUZZ = Fuzz(
    "word",
    ".docx",
    "Word: damaged files",
    "damaged Word files",
    "Deleted, hidden, moved and commented words are planted in every sample; in outputs where the damage left their "
    "hiding whole",
    tuple(KINDS),
    make,
    try_out,
    MEGABYTES,
)

if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:], FUZZ, __doc__))
