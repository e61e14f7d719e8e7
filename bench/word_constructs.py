"""Construct by construct: what briefkit and other readers of Word make of the same small files.

python bench/word_constructs.py                       the table, briefkit alone
python bench/word_constructs.py --rivals PYTHON       and the other tools, each in that Python (BRIEFKIT_RIVALS)
python bench/word_constructs.py --only NAME           constructs whose name holds NAME
python bench/word_constructs.py --keep FOLDER         writes the small files there, for people to look at
python bench/word_constructs.py --write               puts the table into docs/measurements.md

A Python with the other tools (it need not be this one; a tool that is not there has no column):
python -m venv rivals; rivals/bin/pip install python-docx pypandoc_binary mammoth "markitdown[docx]" docx2python
office-oxide "docling-slim[format-docx]" pylatexenc firecrawl-anydoc

"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from asked import Answers, ask
from constructs import ours
from constructs.catalogue import catalogue, write_files
from constructs.made import Construct
from constructs.readings import Reading
from constructs.verdicts import VERDICTS, Judgement, judge, judge_page
from written import keep, machine, table

from briefkit import __version__
from briefkit.errors import BriefkitError

RULES = """Each file holds one construct and words with a known fate. A cell says **kept** where every word that a
person sees on Word's page is in the tool's output, once, in the order in which a person reads it; else **lost**,
**doubled** or **misplaced** (with the number of words where it is more than one). Misplaced is also a structure
that the tool states otherwise than Word shows it: a heading that is none or the other way round, a computed number
that is another (one that is not given at all is lost), a list item, link, table row or mark of a note that is not
given as such, a link that leads nowhere. **leaked** is a word that nobody sees: deleted, hidden, a comment, the
unused branch of two, a prompt that nobody filled in, an instruction. **refused** is an error or a crash.

Only words and their order are compared, never mark-up: emphasis, table layout and escapes do not count, a bullet
may be stated or stand as a sign in front, any address within the file does for an internal link, and words of
headers, footers, notes, alternative texts and floating pieces may stand anywhere. The tools are asked through their
usual call: python-docx for paragraphs and tables in the order of the body, pandoc for its JSON, mammoth for its
HTML, markitdown, office_oxide, docling and anydoc for their Markdown, docx2python for its text. For briefkit the
document after tidying is judged (*briefkit*), and the words of the finished HTML page (*page*: not on it only what
the briefing lists as set aside or absorbed, with the reason; alternative texts stay with their pictures)."""
TOOLS = ("python-docx", "pandoc", "mammoth", "markitdown", "docx2python", "office_oxide", "docling", "anydoc")
OURS = ("briefkit", "page")
__doc__ = f"{__doc__}{RULES}\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="a Python with the other tools")
    parser.add_argument("--only", default="", help="constructs whose name holds this")
    parser.add_argument("--keep", type=Path, help="a folder for the small files")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    if options.write and (options.only or not options.rivals):
        parser.error("--write wants the whole table: all constructs and --rivals")
    with tempfile.TemporaryDirectory() as room:
        files = write_files(options.keep or Path(room), options.only)
        answers = (
            {tool: ask(options.rivals, "constructs.rivals", tool, files) for tool in TOOLS} if options.rivals else {}
        )
    answers = {tool: answer for tool, answer in answers.items() if answer.version}
    judged = list(_judged(options.only, answers))
    text = _report(judged, answers)
    sys.stdout.write(f"{text}\n")
    failures = [
        f"{name} ({tool}): {verdicts[tool].details()}"
        for _, name, _, verdicts in judged
        for tool in OURS
        if verdicts[tool].found
    ]
    sys.stdout.write(
        "\n".join(["", "briefkit's failures:", *failures, ""]) if failures else "\nbriefkit: no failures\n"
    )
    if options.write:
        keep("word_constructs", "Word, construct by construct", text)
    return 1 if failures else 0


_Judged = tuple[str, str, Construct, dict[str, Judgement]]


def _judged(only: str, answers: dict[str, Answers]) -> Iterator[_Judged]:
    """Each construct with the verdicts on all tools."""
    for group, name, construct in catalogue():
        if only in name:
            verdicts = dict(zip(OURS, our_judgements(construct), strict=True))
            file = f"{name}{construct.suffix}"
            for tool, answer in answers.items():
                made = answer.made.get(file)
                reading = Reading(**made) if isinstance(made, dict) else None
                verdicts[tool] = judge(construct, reading, answer.refusals.get(file, ""))
            yield group, name, construct, verdicts


def our_judgements(construct: Construct) -> tuple[Judgement, Judgement]:
    """The verdicts on our reading and on our finished outputs."""
    try:
        reading = ours.read(construct)
        finished = ours.finish(ours.record_of(ours.source_of(construct)))
    except BriefkitError as error:
        return judge(construct, None, str(error)), judge(construct, None, str(error))
    return judge(construct, reading), judge_page(construct, finished)


def _report(judged: list[_Judged], answers: dict[str, Answers]) -> str:
    tools = (*OURS, *answers)
    rows = [[group, construct.says, *(verdicts[tool] for tool in tools)] for group, _, construct, verdicts in judged]
    sums = [["**files**", f"**{verdict}**", *(_count(judged, tool, verdict) for tool in tools)] for verdict in VERDICTS]
    versions = ", ".join(f"{tool} {answer.version}" for tool, answer in answers.items())
    return (
        f"{RULES}\n\n{table(['', 'construct', *tools], [*rows, *sums])}\n\n{len(judged)} files. briefkit {__version__}"
        f"{', ' if versions else ''}{versions}. {machine()}. `python bench/word_constructs.py --rivals PYTHON`"
    )


def _count(judged: list[_Judged], tool: str, verdict: str) -> int:
    """In how many files a tool got the verdict; a file may have several."""
    counts: Counter[str] = Counter()
    for _, _, _, verdicts in judged:
        counts.update(list(verdicts[tool].found) or ["kept"])
    return counts[verdict]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
