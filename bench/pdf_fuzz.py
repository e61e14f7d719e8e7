"""Damages PDFs in every way that bench/pdf_mutations.py knows and looks how each case ends.

python bench/pdf_fuzz.py                      20,000 cases, kept in fuzz-found/pdf-1.jsonl; a second call goes on
python bench/pdf_fuzz.py --seconds 1500       ends after that time, wherever it is
python bench/pdf_fuzz.py --case 4711          one case again, in this process, with its traceback
python bench/pdf_fuzz.py --write              what is kept goes as a section into docs/measurements.md

Every case is read, tidied, placed, accounted for and written as web page, JSON and Markdown; one in fifty as Word too.
A case ends well in a document that lacks nothing, in one that says what it lacks ("told"), or in a BriefkitError.
Words that nobody sees (invisible, white, off the page) are planted in each sample, in a content stream of their own;
where the damage left that stream whole and the page as large as it was, they must be in no output. pdfium is C: what
it kills is a process of this bench, which counts it and starts another.
"""

from __future__ import annotations

import contextlib
import random
import re
import sys
from functools import cache
from io import BytesIO

import pdf_made
import pikepdf
from fuzzing import FOLDERS, MEGABYTES, Case, Fuzz, convert, ended, run
from pdf_mutations import KINDS
from written import ROOT

from briefkit import theme
from briefkit.record import Format

LARGEST, MOST_PAGES = 200_000, 6
HIDDEN = (
    b"q BT 3 Tr /QZ 9 Tf 60 40 Td (qzinvisible) Tj ET Q\n"
    b"q BT 0 Tr 1 g /QZ 9 Tf 60 30 Td (qzwhite) Tj ET Q\n"
    b"q BT 0 Tr 0 g /QZ 9 Tf -900 400 Td (qzoutside) Tj ET Q\n"
)
MARKER = re.compile(rb"qz(?:invisible|white|outside)")


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """PDFs that lie about and some made here, each with words planted that no output may hold."""
    made = {"whole": pdf_made.whole(3), "object streams": pdf_made.packed(), "linear": pdf_made.linear()}
    made |= {"updated": pdf_made.updated(), "portfolio": pdf_made.portfolio()}
    found = [(name, planted(content)) for name, content in made.items()]
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.pdf")):
            with contextlib.suppress(Exception):  # what is no sound PDF is no sample
                if path.stat().st_size <= LARGEST:
                    found.append((path.name, planted(path.read_bytes())))
    return tuple(found)


def planted(content: bytes) -> bytes:
    """The sample with words on its first page that nobody sees. Raises for one of many pages."""
    room = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        if len(pdf.pages) > max(MOST_PAGES, 12):
            raise ValueError("too many pages")
        page = pdf.pages[0]
        names = pikepdf.Name
        font = pikepdf.Dictionary(Type=names.Font, Subtype=names.Type1, BaseFont=names.Helvetica)
        page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name("/QZ"))
        page.contents_add(pdf.make_stream(HIDDEN), prepend=True)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # of what is made here it is another each time
        pdf.save(room, compress_streams=False, deterministic_id=True)
    return room.getvalue()


def make(seed: int, number: int) -> Case:
    """The case of that number: always the same for the same samples."""
    chance = random.Random(f"{seed}-{number}")
    kinds = tuple(KINDS)
    kind = kinds[number % len(kinds)]
    name, content = chance.choice(samples())
    made: tuple[Format, ...] = ("html", "json", "md")
    if chance.random() < 0.02:
        made = ("html", "json", "md", "docx")
    return Case(number, kind, name, KINDS[kind](content, chance), made)


def try_out(case: Case) -> str:
    """``document``, ``told: BK501``, ``refused: BK111``, or what is wrong."""
    trial = convert("briefing.pdf", case, theme.load("house"))
    if trial.record is None:
        return trial.end
    for wanted, content in trial.outputs:
        if wanted != "docx" and (found := MARKER.search(content)) and _is_hidden_still(case):
            return f"leaked: {found[0].decode()} in {wanted}"
    return ended(trial.record)


def _is_hidden_still(case: Case) -> bool:
    """Whether the planted stream stands whole in the damaged file, and nothing was done to the rest of its page."""
    if case.kind not in {"index", "maps to letters", "cut"}:
        return False
    return case.content.count(HIDDEN) == 1 and len(MARKER.findall(case.content)) == 3


FUZZ = Fuzz(
    "pdf",
    ".pdf",
    "PDF: damaged files",
    "damaged PDFs",
    "Invisible and white words and words off the page are planted in every sample; in outputs where the damage left "
    "their hiding whole",
    tuple(KINDS),
    make,
    try_out,
    3 * MEGABYTES,
)

if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:], FUZZ, __doc__))
