"""The wheel holds all it needs: built, installed elsewhere, and used from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sources import write

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def python(*arguments: str | Path, cwd: Path, **environment: str) -> str:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # hatchling is a development dependency, so that the test needs no network.
    pip = ["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    python(*pip, "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_templates_and_tables(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "briefkit/templates/house/theme.toml" in names
    for table in (ROOT / "src" / "briefkit" / "data").iterdir():
        assert table.is_dir() or f"briefkit/data/{table.name}" in names
    assert "briefkit/py.typed" in names
    assert not any(name.startswith(("tests/", "inbox/")) for name in names)


def test_an_installed_wheel_converts(wheel: Path, tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    pip = ["-m", "pip", "install", "--no-deps", "--quiet", "--disable-pip-version-check"]
    python(*pip, "--target", site, wheel, cwd=tmp_path)
    write(work, "a.md")
    where = python("-c", "import briefkit; print(briefkit.__file__)", cwd=work, PYTHONPATH=str(site))
    assert Path(where.strip()).is_relative_to(site), "the checkout was used and not the wheel"
    python("-m", "briefkit", "convert", "a.md", "--formats", "html,json,md", cwd=work, PYTHONPATH=str(site))
    assert "Child Wren" in (work / "out" / "a" / "briefing.html").read_text(encoding="utf-8")
    assert (work / "out" / "index.html").is_file()
