"""Makes the corpus of fictional briefings in bench/corpus, with the truth file of each.

python bench/make_corpus.py               every document
python bench/make_corpus.py ID...         these alone

The documents are written in bench/corpus/source; every place, partnership and person in them is made up. LibreOffice
is needed for those whose head says `make: printed`: Word documents printed to PDF.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
import weasyprint
from make_corpus_truth import Source, read, truth, unmarked
from make_corpus_word import make

CORPUS = Path(__file__).resolve().parent / "corpus"


def main(names: list[str]) -> int:
    os.environ["SOURCE_DATE_EPOCH"] = "1705309200"
    failed = 0
    for path in sorted((CORPUS / "source").iterdir()):
        if path.suffix not in (".txt", ".html") or (names and path.stem not in names):
            continue
        source = read(path)
        content = _made(source)
        folder = CORPUS / str(source.head["set"])
        folder.mkdir(exist_ok=True)
        (folder / source.file_name).write_bytes(content)
        (folder / f"{source.id}.yaml").write_text(truth(source), encoding="utf-8")
        missing = _missing(source, content)
        failed += bool(missing)
        words = sum(len(text.split()) for _, text, _ in source.statements)
        print(f"{source.id:<36}{source.head['set']:<8}{len(source.statements):>4} statements{words:>6} words")
        for text in missing:
            print(f"  not in the text: {text}")
    return 1 if failed else 0


def _made(source: Source) -> bytes:
    if source.kind == "docx":
        return make(source)
    if source.kind == "html":
        printed = weasyprint.HTML(string=unmarked(source.body)).write_pdf()
    else:
        printed = _printed(make(source))
    return _steady(bytes(printed))


def _printed(document: bytes) -> bytes:
    """A Word document as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as made:
        word = Path(made) / "a.docx"
        word.write_bytes(document)
        profile = f"-env:UserInstallation=file://{made}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", made, str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return word.with_suffix(".pdf").read_bytes()


def _steady(content: bytes) -> bytes:
    """The same PDF without the hour it was made at."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                pdf.docinfo[key] = pikepdf.String("D:20240115090000Z")
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _missing(source: Source, content: bytes) -> list[str]:
    """Statements whose words do not all stand in the text of the document that was made."""
    if source.kind == "docx":
        text = re.sub(r"<[^>]+>", "", re.sub(r"[*_~+^\[\]]", "", unmarked(source.body)))
    else:
        with pypdfium2.PdfDocument(content) as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    whole = _letters(text)
    missing = []
    for _, statement, _ in source.statements:
        words = [_letters(word) for word in statement.split()]
        if _letters(statement) not in whole and not all(word in whole for word in words):
            missing.append(statement)
    return missing


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.replace("\ufffe", "").replace("\u00ad", "")).casefold()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
