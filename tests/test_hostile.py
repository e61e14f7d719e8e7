"""Files that attack or are broken, and names that people and machines really give."""

from __future__ import annotations

import csv
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from briefkit import runs, theme
from briefkit.batch import BoundedExecutor
from briefkit.files import walk
from briefkit.jobs import Row
from briefkit.record import Settings
from hostiles import NAMES, TYPED, write_hostile, write_names

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = ROOT.parent / "shared" / "hostile"
SETTINGS = Settings(formats=("html", "json", "md"))


def convert(folder: Path, out: Path, workers: int = 2) -> dict[str, Row]:
    order = runs.Order(out, SETTINGS, theme.load("house"))
    tasks = runs.plan(walk([folder], out))
    with BoundedExecutor(workers) as executor:
        return {task.found.path.name: row for task, row in runs.convert_all(tasks, order, executor, 4)}


class Converted:
    """All files of a folder, converted once. ``allowed`` is what may become of each, by its name."""

    def __init__(self, folder: Path, allowed: dict[str, str], out: Path) -> None:
        self.folder, self.allowed, self.out = folder, allowed, out
        self.rows = convert(folder, out)

    def texts(self, name: str) -> dict[str, str]:
        folder = self.out / self.rows[name].folder
        return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("briefing.*")}


@pytest.fixture(scope="module", params=["made", "shared"])
def converted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """The files made here, and those beside the repository where they are there."""
    room = tmp_path_factory.mktemp("hostile")
    if request.param == "made":
        files = tmp_path_factory.mktemp("files") / "in"
        return Converted(files, write_hostile(files), room / "out")
    if not HOSTILE.is_dir():
        pytest.skip("../shared is absent")
    with (HOSTILE / "MANIFEST.csv").open(encoding="utf-8") as stream:
        allowed = {entry["file"]: entry["a_good_tool"] for entry in csv.DictReader(stream)}
    del allowed["Thumbs.db"]
    return Converted(HOSTILE, allowed, room / "out")


def test_each_file_converts_or_ends_in_a_clear_error(converted: Converted) -> None:
    assert set(converted.allowed) <= set(converted.rows)
    for name, allowed in converted.allowed.items():
        row = converted.rows[name]
        outcome = "clear error" if row.status == "failed" else "converts safely"
        assert outcome in allowed, f"{name}: {row.message}"
        if row.status == "failed":
            assert row.exit_code == 3
            assert row.code not in {"BK199", "BK130", "BK132"}, f"{name}: {row.message}"
            assert row.message.endswith("."), name
            assert row.next_step, name
            assert not (converted.out / Path(name).stem).exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cut-short.pdf", "damaged|incomplete"),
        ("cut-short.docx", "damaged or incomplete"),
        ("just-a-zip.docx", "no Word document"),
        ("nothing.pdf", "empty"),
        ("locked.docx", "password.*File > Info > Protect Document"),
        ("locked.pdf", "password"),
    ],
)
def test_the_sentence_says_what_is_the_matter(converted: Converted, name: str, words: str) -> None:
    row = converted.rows[name]
    assert re.search(words, f"{row.message} {row.next_step}")


def test_litter_is_skipped(converted: Converted) -> None:
    assert "Thumbs.db" not in converted.rows


def test_an_ordinary_file_has_its_sections(converted: Converted) -> None:
    for name in ("ordinary.docx", "ordinary.pdf"):
        assert {"background", "findings", "learning", "contact"} <= set(converted.rows[name].sections)


def test_markup_in_the_text_stands_as_typed(converted: Converted) -> None:
    texts = converted.texts("markup-text.docx")
    words = json.dumps(json.loads(texts["briefing.json"])["sections"], ensure_ascii=False)
    page = html.fromstring(texts["briefing.html"]).text_content()
    for typed in TYPED:
        assert typed in words
        assert typed in page
    assert not html.fromstring(texts["briefing.html"]).xpath("//@onmouseover")


def test_no_script_becomes_a_link(converted: Converted) -> None:
    for name, text in converted.texts("field-link.docx").items():
        assert not re.search(r"(?i)(href=|\]\(|url\W+)[\"'<]?\s*javascript:", text), name


def test_no_other_file_is_read_and_none_is_written_outside(converted: Converted) -> None:
    for path in converted.out.rglob("*"):
        if path.is_file():
            assert b"root:x:0" not in path.read_bytes()
    assert not list(converted.out.parent.rglob("outside.txt"))
    assert {path.name for path in converted.out.parent.iterdir()} == {"out"}


def test_lines_between_thousands_of_empty_ones_are_kept(converted: Converted) -> None:
    assert converted.rows["empty-lines.docx"].words + len(converted.rows["empty-lines.docx"].title.split()) >= 8


@pytest.mark.parametrize("name", ["swollen.docx", "entities.docx", "tables-in-tables.docx"])
def test_memory_stays_below_a_gigabyte(converted: Converted, tmp_path: Path, name: str) -> None:
    pytest.importorskip("resource")
    code = (
        "import resource, sys; from briefkit.cli import run\n"
        f"run(['convert', {str(converted.folder / name)!r}, '-o', 'out', '--jobs', '0', '--formats', 'html,json'])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=100, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout.split()[-1]) * unit < 1_000_000_000


@pytest.mark.parametrize("kind", ["made", "shared"])
def test_odd_names_get_safe_folders(tmp_path: Path, kind: str) -> None:
    names: dict[str, Any] = {"NAMES": NAMES, "main": write_names}
    if kind == "shared":
        if not HOSTILE.is_dir():
            pytest.skip("../shared is absent")
        names = runpy.run_path(str(HOSTILE / "make_names.py"))
    inbox = tmp_path / "in"
    inbox.mkdir()
    names["main"](str(inbox))
    rows = convert(inbox, inbox / "out")
    good = {Path(name).name for name in names["NAMES"]}
    assert set(rows) == good | {"dangling.docx"}
    assert {name for name, row in rows.items() if row.status == "failed"} == {"dangling.docx"}
    assert "link" in rows["dangling.docx"].message
    folders = [path.name for path in (inbox / "out").iterdir()]
    assert len(folders) == len(names["NAMES"])
    assert all(re.fullmatch(r"[^\x00-\x1f<>:\"/\\|?*$`;%\u202e]{1,90}", folder) for folder in folders)
    assert not any(folder.startswith(("-", ".", " ")) for folder in folders)
    assert not (tmp_path / "pwned").exists()
    assert not Path("pwned").exists()
