"""Old Word files become .docx by LibreOffice: alone in a profile of its own, without macros, with a time bound."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from briefkit import files
from briefkit.errors import ToolMissing, UnusableInput
from briefkit.model import Source
from briefkit.tools.probe import LIBREOFFICE, Probe, look, program, system
from briefkit.tools.run import run

SECONDS = 60.0
"""The first start makes a profile and takes some seconds; a document of a hundred pages takes two more."""

# The profile says: no macros, no links followed, nothing updated.
_PROFILE = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def to_docx(source: Source, probe: Probe = LIBREOFFICE, seconds: float = SECONDS) -> Source:
    """An old Word file (``application/msword``) as a .docx source whose ``via`` names LibreOffice and its version.

    Raises :class:`ToolMissing` where LibreOffice is not there, :class:`UnusableInput` where it makes nothing of it.
    """
    office = program(probe)
    if office is None:
        line = probe.install.get(system(), "install LibreOffice")
        raise ToolMissing(
            "This is an old Word file (.doc), and LibreOffice, which reads it, is not installed.",
            f"Open it in Word and save it as .docx, or install LibreOffice: {line}",
        )
    with tempfile.TemporaryDirectory(prefix="briefkit-office-") as place:
        data = _convert(office, Path(place), source.data, seconds)
    name = f"LibreOffice {look(probe).version}".strip()
    made = files.from_bytes(source.name, data, (name, *source.via))
    # The checksum stays that of the file the person gave: it is what a later run compares.
    return Source(made.name, made.data, made.media_type, source.sha256, made.via)


def _written(profile: tuple[tuple[str, str, str], ...]) -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in profile
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
    )


def _convert(office: Path, place: Path, data: bytes, seconds: float) -> bytes:
    profile = place / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_written(_PROFILE), encoding="utf-8")
    given, made = place / "given.doc", place / "made" / "given.docx"
    given.write_bytes(data)
    command: list[str | Path] = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", made.parent, given),
    ]
    # LibreOffice writes into HOME, which may not exist for a service; a dead proxy keeps it off the network.
    nowhere = "http://127.0.0.1:9"
    environment = {
        **os.environ,
        "HOME": str(place),
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "SAL_USE_VCLPLUGIN": "svp",
    }
    try:
        answer = run(command, seconds, environment)
    except OSError as error:
        raise ToolMissing(
            f"LibreOffice cannot be started ({error.strerror or error}).",
            "Open the file in Word and save it as .docx, or install LibreOffice again.",
        ) from error
    if answer.timed_out:
        raise UnusableInput(
            f"LibreOffice did not finish with this old Word file within {seconds:.0f} seconds.",
            "Open the file in Word, save it as .docx and try again.",
            code="BK121",
        )
    # LibreOffice answers 0 also where it failed: only the file counts.
    if not made.is_file() or made.stat().st_size > files.LARGEST:
        raise _not_converted()
    result = made.read_bytes()
    if not result.startswith(b"PK\x03\x04"):
        raise _not_converted()
    return result


def _not_converted() -> UnusableInput:
    return UnusableInput(
        "LibreOffice could not read this old Word file: it is damaged or has a password.",
        "Open the file in Word, save it as .docx and try again.",
        code="BK120",
    )
