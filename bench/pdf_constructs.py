"""PDF, construct by construct: what briefkit and other readers make of the same small files.

python bench/pdf_constructs.py                       the table, briefkit alone
python bench/pdf_constructs.py --rivals PYTHON       and the other tools, each in that Python (BRIEFKIT_RIVALS)
python bench/pdf_constructs.py --only NAME           constructs whose name holds NAME
python bench/pdf_constructs.py --keep FOLDER         writes the small files there, for people to look at
python bench/pdf_constructs.py --write               puts the table into docs/measurements.md

A Python with the other tools (it need not be this one; a tool that is not there has no column):
python -m venv rivals; rivals/bin/pip install pymupdf4llm "markitdown[pdf]" liteparse pdf_oxide pdf-inspector pdfplumber

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
from constructs.readings import from_markdown
from constructs.verdicts import Judgement
from drawn.catalogue import catalogue, write_files
from drawn.made import Construct
from drawn.verdicts import VERDICTS, judge
from written import keep, machine, table

from briefkit import __version__, pipeline
from briefkit.errors import BriefkitError
from briefkit.files import from_bytes
from briefkit.record import Settings
from briefkit.tidy import tidy

RULES = """Each file holds one construct and phrases with a known fate. A cell says **kept** where every phrase that a
person sees on the page is in the tool's text, once and in the order in which a person reads it; else **lost**,
**doubled** or **misplaced** (with the number of phrases where it is more than one). **leaked** is what nobody sees
(invisible, covered, clipped away, a reviewer's remark) or what is no word (the codes of a font that tells no
characters, the letter behind a bullet of a symbol font). **refused** is an error or a crash. **untold**, of briefkit
alone: it left something out without saying so, or said so for nothing.

Words are compared in lower case, dashes and apostrophes of any shape are alike, and so are the bullets; ligatures and
mathematical letters must have become letters. The tools are asked through their usual call: pymupdf4llm, markitdown,
pdf_oxide and pdf-inspector for their Markdown, liteparse (without text recognition), pdfplumber and poppler for their
text. For briefkit the document after tidying is judged, without what it hides."""
TOOLS = ("pymupdf4llm", "markitdown", "liteparse", "pdf_oxide", "pdf-inspector", "pdfplumber", "poppler")
OF_THE_CONTENT = ("BK22", "BK23")
"""The beginnings of the codes that the PDF reader says."""
__doc__ = f"{__doc__}{RULES}\n"


def main(arguments: list[str]) -> int:
    """Prints the table and our failures; 1 where there are any."""
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
        answers = {tool: ask(options.rivals, "drawn.rivals", tool, files) for tool in TOOLS} if options.rivals else {}
    answers = {tool: answer for tool, answer in answers.items() if answer.version}
    judged = list(_judged(options.only, answers))
    text = _report(judged, answers)
    sys.stdout.write(f"{text}\n")
    failures = [
        f"{name}: {verdicts['briefkit'].details()}" for _, name, _, verdicts in judged if verdicts["briefkit"].found
    ]
    shown = (
        ["", f"briefkit's failures ({len(failures)}):", *failures, ""]
        if failures
        else ["", "briefkit: no failures", ""]
    )
    sys.stdout.write("\n".join(shown))
    if options.write:
        keep("pdf_constructs", "PDF, construct by construct", text)
    return 1 if failures else 0


_Judged = tuple[str, str, Construct, dict[str, Judgement]]
_MARKDOWN = frozenset(("pymupdf4llm", "markitdown", "pdf_oxide", "pdf-inspector"))


def _judged(only: str, answers: dict[str, Answers]) -> Iterator[_Judged]:
    """Each construct with the verdicts on all tools."""
    for group, name, construct in catalogue(only):
        verdicts = {"briefkit": ours(construct)}
        for tool, answer in answers.items():
            text = answer.made.get(f"{name}.pdf")
            if text is not None and tool in _MARKDOWN:
                text = from_markdown(text).text
            verdicts[tool] = judge(construct, text, why=answer.refusals.get(f"{name}.pdf", ""))
        yield group, name, construct, verdicts


def ours(construct: Construct) -> Judgement:
    """The verdicts on our reading."""
    try:
        text, codes = read(construct.content)
    except BriefkitError as error:
        if not construct.seen and error.code in construct.told:
            return Judgement()
        return judge(construct, None, why=str(error))
    return judge(construct, text, codes)


def read(content: bytes) -> tuple[str, list[str]]:
    """Our text of a PDF, block by block without what is hidden, and the codes of what the reader said of the content.

    Raises ``BriefkitError`` where the file is refused.
    """
    result = pipeline.read(from_bytes("construct.pdf", content), Settings())
    document = tidy(result.value).value
    lines = [
        "".join(run.text for run in block.marker).strip() + " " + block.text
        for block in document.blocks
        if block.layer != "hidden"
    ]
    return "\n".join(lines), [said.code for said in result.diagnostics if said.code.startswith(OF_THE_CONTENT)]


def _report(judged: list[_Judged], answers: dict[str, Answers]) -> str:
    tools = ("briefkit", *answers)
    rows = [[group, construct.says, *(verdicts[tool] for tool in tools)] for group, _, construct, verdicts in judged]
    sums = [["**files**", f"**{verdict}**", *(_count(judged, tool, verdict) for tool in tools)] for verdict in VERDICTS]
    versions = ", ".join(f"{tool} {answer.version}" for tool, answer in answers.items())
    return (
        f"{RULES}\n\n{table(['', 'construct', *tools], [*rows, *sums])}\n\n{len(judged)} files. briefkit {__version__}"
        f"{', ' if versions else ''}{versions}. {machine()}. `python bench/pdf_constructs.py --rivals PYTHON`"
    )


def _count(judged: list[_Judged], tool: str, verdict: str) -> int:
    """In how many files a tool got the verdict; a file may have several."""
    counts: Counter[str] = Counter()
    for _, _, _, verdicts in judged:
        counts.update(list(verdicts[tool].found) or ["kept"])
    return counts[verdict]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
