"""The shape of the house: who may import whom, who may touch the disk, how long a module may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefkit.diagnostics import CODES

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "briefkit"

# A module imports from rungs below its own, or from its own package; never from beside or above.
LADDER = (
    {"model", "diagnostics", "errors", "data"},
    {"briefing", "segment", "census", "contrast", "markings", "deadlines"},
    {"lexicon", "ledger", "diction"},
    {"publishers"},
    {"theme"},
    {"record", "wire"},
    {"readers", "tidy", "check", "codec"},
    {"place", "writers"},
    {"revise", "fidelity", "anchors", "condense", "explain", "packs"},
    {"pipeline"},
    {"files", "batch"},
    {"stems", "remembered"},
    {"tools"},
    {"jobs"},
    {"shelf", "reports"},
    {"runs"},
    {"cli"},
    {"__main__"},
)
RUNG = {name: number for number, names in enumerate(LADDER) for name in names}
EDGE = {"files", "stems", "remembered", "batch", "tools", "jobs", "shelf", "reports", "runs", "cli", "__main__"}

# theme.load reads a house style from disk: the one exception, as its docstring says.
READS_A_HOUSE_STYLE = {"theme.py"}
OF_THE_EDGE = {
    "subprocess", "socket", "multiprocessing", "tempfile", "shutil", "pypandoc", "pebble",
    "urllib.request", "http.client", "requests", "asyncio", "glob",
}  # fmt: skip
ON_FILES = {"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rmdir", "touch", "rename"}

MODULES = sorted(SOURCE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def station_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def stations_imported(path: Path) -> set[str]:
    parts = [name.split(".") for name in imports(path)]
    return {part[1] for part in parts if part[0] == "briefkit" and len(part) > 1} & set(RUNG) - {station_of(path)}


# The rooms of the PDF reader and what stands between them, from the file up to the document.
PDF_LADDER = (
    {"wordlist", "file"},
    {"page"},
    {"seen"},
    {"sheets"},
    {"layout"},
    {"text"},
    {"heads"},
    {"order", "told"},
    {"reader"},
    {"__init__"},
)
PDF_ROOMS = {name: number for number, names in enumerate(PDF_LADDER) for name in names}
PDF_MODULES = [path for path in MODULES if name_of(path).startswith("readers/pdf/")]


def test_every_module_has_its_rung() -> None:
    assert {station_of(path) for path in MODULES} - {"__init__"} <= set(RUNG)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    own = RUNG.get(station_of(path), -1)
    assert {station for station in stations_imported(path) if RUNG[station] >= own} == set()


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE / "readers" / "pdf").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", PDF_MODULES, ids=name_of)
def test_the_rooms_of_the_pdf_reader_import_one_way(path: Path) -> None:
    parts = [name.split(".") for name in imports(path) if name.startswith("briefkit.readers.pdf.")]
    above = {part[3] for part in parts} & set(PDF_ROOMS) - {room_of(path)}
    assert {room for room in above if PDF_ROOMS[room] >= PDF_ROOMS[room_of(path)]} == set()


@pytest.mark.parametrize("path", [path for path in MODULES if station_of(path) not in EDGE], ids=name_of)
def test_only_the_edge_opens_files_and_starts_processes(path: Path) -> None:
    if name_of(path) in READS_A_HOUSE_STYLE:
        return
    assert {name for name in imports(path) if name in OF_THE_EDGE} == set()
    assert "pathlib.Path" not in set(imports(path))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"open", "io.open", "os.open", "os.system", "os.popen", "os.execv"}, called
            on_file = isinstance(node.func, ast.Attribute) and node.func.attr in ON_FILES
            assert not on_file or "resources.files(" in called, called


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_short_and_has_a_name_that_says_something(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400
    assert not re.search(r"util|helper|manager|process_|misc|common", path.stem)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    bare = [node.name for node in tree.body if isinstance(node, kinds) and not ast.get_docstring(node)]
    assert [name for name in bare if not name.startswith("_")] == []


def test_every_code_used_stands_in_the_list_and_every_code_listed_is_used() -> None:
    used: set[str] = set()
    for path in MODULES:
        if path.name != "diagnostics.py":
            strings = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
            used |= {text for text in strings if isinstance(text, str) and re.fullmatch(r"BK\d{3}", text)}
    assert used - set(CODES) == set()
    assert set(CODES) - used == set()
    assert list(CODES) == sorted(CODES)


def test_tests_mirror_the_source() -> None:
    stations = {station_of(path) for path in MODULES} - {"__init__", "__main__", "data", "diagnostics", "errors"}
    # Values without a life of their own, and what test_runs.py and the commands' tests hold.
    tested = {path.name for path in (ROOT / "tests").iterdir()} | {"record", "wire", "briefing"}
    tested |= {"jobs", "shelf", "pipeline"}
    missing = {name for name in stations if not {name, f"test_{name}.py"} & tested}
    assert missing == set()


def test_the_tour_names_modules_that_exist() -> None:
    rows = re.findall(r"^\| (`.+?) \| .+ \| (.+) \|$", (ROOT / "docs" / "tour.md").read_text(encoding="utf-8"), re.M)
    assert len(rows) > 8
    for packages, modules in rows:
        homes = [SOURCE, *(SOURCE / package for package in re.findall(r"`([\w/]+/)`", packages))]
        for module in re.findall(r"`([\w./]+\.py)`", f"{packages} {modules}"):
            assert any((home / module).is_file() for home in homes), f"{packages}: {module}"
