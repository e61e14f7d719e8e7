"""Probes: what is installed, in which version, what it is for, and the one line that installs it.

A probe is a frozen value; looking is a plain function, so that a test can look for a fake.
"""

from __future__ import annotations

import contextlib
import io
import platform
import re
import shutil
import sys
from pathlib import Path
from typing import Literal

import msgspec

from briefkit.tools.run import run

System = Literal["debian", "fedora", "macos", "windows", "other"]


class Probe(msgspec.Struct, frozen=True):
    """Something outside briefkit: the programs that may provide it, where else they may stand, and how to install it.

    ``purpose`` completes "is needed for"; ``install`` gives the line for each system; ``part`` names the part of
    LibreOffice without which the program is of no use for this purpose.
    """

    name: str
    purpose: str
    programs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    needed: bool = False
    part: str = ""
    install: dict[System, str] = {}


class Finding(msgspec.Struct, frozen=True):
    """What a probe found: where, which version, or the reason why not."""

    name: str
    purpose: str
    found: bool
    needed: bool
    version: str = ""
    path: str = ""
    problem: str = ""
    install: str = ""


_OFFICE_PROGRAMS = ("soffice", "libreoffice")
_OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_WHOLE_OFFICE: dict[System, str] = {
    "macos": "brew install --cask libreoffice",
    "windows": "winget install TheDocumentFoundation.LibreOffice",
}


def _office(name: str, purpose: str, part: str) -> Probe:
    """LibreOffice with one of its parts, which Linux distributions pack one by one."""
    return Probe(
        name,
        purpose,
        programs=_OFFICE_PROGRAMS,
        places=_OFFICE_PLACES,
        part=part,
        install={
            "debian": f"sudo apt-get install -y libreoffice-{part}-nogui",
            "fedora": f"sudo dnf install -y libreoffice-{part}",
            **_WHOLE_OFFICE,
        },
    )


LIBREOFFICE = _office(
    "LibreOffice", "old Word (.doc), WordPerfect (.wpd) and Works (.wps) files, Word files saved as XML", "writer"
)
LIBREOFFICE_DRAW = _office("LibreOffice Draw", "Publisher files (.pub)", "draw")
LIBREOFFICE_IMPRESS = _office("LibreOffice Impress", "old PowerPoint files (.ppt)", "impress")

TESSERACT = Probe(
    "Tesseract",
    "scanned pages of PDFs (--ocr)",
    programs=("tesseract",),
    places=(r"C:\Program Files\Tesseract-OCR\tesseract.exe",),
    install={
        "debian": "sudo apt-get install -y tesseract-ocr",
        "fedora": "sudo dnf install -y tesseract",
        "macos": "brew install tesseract",
        "windows": "winget install UB-Mannheim.TesseractOCR",
    },
)

PANGO_INSTALL: dict[System, str] = {
    "debian": "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install -y pango",
    "macos": "brew install pango",
    "windows": "winget install MSYS2.MSYS2 && C:\\msys64\\usr\\bin\\pacman -S --noconfirm mingw-w64-x86_64-pango",
}

PANGO = Probe("Pango", "the one-page PDF (HTML, Markdown and JSON work without it)", needed=True, install=PANGO_INSTALL)

PROBES = (PANGO, LIBREOFFICE, LIBREOFFICE_DRAW, LIBREOFFICE_IMPRESS, TESSERACT)


def system() -> System:
    """The kind of system that decides the line which installs something."""
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "other"
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if family & {"debian", "ubuntu"}:
        return "debian"
    return "fedora" if family & {"fedora", "rhel", "centos"} else "other"


def program(probe: Probe) -> Path | None:
    """Where the program of a probe is, or ``None``, also where the part that is needed of it is not there."""
    for name in probe.programs:
        path = shutil.which(name)
        if path:
            return Path(path) if _has_part(Path(path), probe.part) else None
    found = next((Path(place) for place in probe.places if Path(place).is_file()), None)
    return found if found is None or _has_part(found, probe.part) else None


def _has_part(office: Path, part: str) -> bool:
    """Whether LibreOffice holds a part of its own: each part lays its settings into one folder. Unknown means yes."""
    beside = office.resolve().parent.parent
    for folder in (beside / "share" / "registry", beside / "Resources" / "registry"):
        if part and (folder / "main.xcd").is_file():
            return (folder / f"{part}.xcd").is_file()
    return True


def look(probe: Probe) -> Finding:
    """Looks for one thing: never raises, whatever the program does when asked for its version."""
    if probe is PANGO:
        return _look_for_pango()
    path = program(probe)
    if path is None:
        return _finding(probe, problem="not installed")
    return _answer(probe, path)


def _look_for_pango() -> Finding:
    # WeasyPrint opens Pango when it is imported; whatever it raises is the answer, what it prints would spoil ours.
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            from weasyprint.text.ffi import pango
    except Exception as error:
        first = str(error).strip().splitlines() or [type(error).__name__]
        return _finding(PANGO, problem=f"not found ({first[0][:120]})")
    number = int(pango.pango_version())
    return _finding(PANGO, found=True, version=f"{number // 10000}.{number // 100 % 100}.{number % 100}")


def _answer(probe: Probe, path: Path) -> Finding:
    """The version as the program itself gives it; a program that hangs or prints rubbish is found broken."""
    try:
        answer = run([path, "--version"], seconds=20)
    except OSError as error:
        return _finding(probe, path=path, problem=f"it cannot be started ({error.strerror or error})")
    if answer.timed_out:
        return _finding(probe, path=path, problem="it does not answer")
    version = re.search(r"\d+(?:\.\d+)+", answer.printed)
    if answer.code != 0 or version is None:
        return _finding(probe, path=path, problem="it does not work (no version in its answer)")
    return _finding(probe, found=True, path=path, version=version.group())


def _finding(
    probe: Probe, *, found: bool = False, version: str = "", path: Path | None = None, problem: str = ""
) -> Finding:
    line = "" if found else probe.install.get(system(), "") or f"install {probe.name} with the packages of your system"
    return Finding(probe.name, probe.purpose, found, probe.needed, version, str(path or ""), problem, line)
