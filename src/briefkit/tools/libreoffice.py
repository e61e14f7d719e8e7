"""Old files become readable ones by LibreOffice: alone in a profile of its own, without macros, with a time bound.

One start takes more than a second and one more file a tenth of that: :func:`convert_many` gives many files to one call.
LibreOffice works through them in the order given, so that a file which stops it (a crash, a hang) is known by what is
missing; it is left out and the call is made again for those behind it.
"""

from __future__ import annotations

import contextlib
import functools
import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from briefkit import files
from briefkit.errors import ToolMissing, UnusableInput
from briefkit.model import Source
from briefkit.readers.sniff import DOC, PPT, PUBLISHER, WORD_XML, WORDPERFECT, WORKS
from briefkit.tools.probe import LIBREOFFICE, LIBREOFFICE_DRAW, LIBREOFFICE_IMPRESS, Probe, look, program, system
from briefkit.tools.run import Finished, run

SECONDS = 60.0
"""The first start makes a profile and takes some seconds; a document of a hundred pages takes two more."""

SECONDS_MORE = 2.0
"""For each further file of one call: ten to twenty times what a briefing takes."""


class Conversion(msgspec.Struct, frozen=True):
    """One kind of old file: what it is in words, the suffixes of what is given and made, LibreOffice's name of the
    filter, the part of LibreOffice that does it, and what to do where nothing can."""

    what: str
    given: str
    made: str
    export: str
    probe: Probe
    instead: str


_WORD = ("docx", "docx:MS Word 2007 XML", LIBREOFFICE)
_IN_WORD = "Open it in Word and save it as .docx"
_SAVED = "Open it in the program that made it and save it as .docx or .rtf"

CONVERSIONS: dict[str, Conversion] = {
    DOC: Conversion("an old Word file (.doc)", "doc", *_WORD, _IN_WORD),
    WORD_XML: Conversion("a Word file saved as XML", "xml", *_WORD, _IN_WORD),
    WORDPERFECT: Conversion("a WordPerfect file (.wpd)", "wpd", *_WORD, _SAVED),
    WORKS: Conversion("a Microsoft Works file (.wps)", "wps", *_WORD, _SAVED),
    # A drawing keeps each text box whole and in its place; on the pages of a PDF boxes that run over mix with others.
    PUBLISHER: Conversion(
        "a Publisher file (.pub)",
        *("pub", "odg", "odg:draw8", LIBREOFFICE_DRAW),
        "Open it in Publisher and export it as PDF",
    ),
    PPT: Conversion(
        "an old PowerPoint file (.ppt)",
        *("ppt", "pptx", "pptx:Impress MS PowerPoint 2007 XML", LIBREOFFICE_IMPRESS),
        "Open it in PowerPoint and save it as .pptx",
    ),
}

# The profile says: no macros, no links followed, nothing updated.
_PROFILE = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def convert(source: Source, probe: Probe | None = None, seconds: float = SECONDS, folder: Path | None = None) -> Source:
    """An old file as a source that a reader takes; its ``via`` names LibreOffice and its version.

    ``probe`` looks for the program (``None``: the one for this kind), ``folder`` holds what is in work (``None``: a
    temporary one). Raises :class:`ToolMissing` where LibreOffice or the part of it that is needed is not there,
    :class:`UnusableInput` where it makes nothing of the file or not in time.
    """
    conversion = CONVERSIONS[source.media_type]
    probe = probe or conversion.probe
    office = program(probe)
    if office is None:
        raise _missing(conversion, probe)
    with tempfile.TemporaryDirectory(prefix="briefkit-office-", dir=folder) as place:
        workplace = _Workplace(Path(place), office, conversion)
        given = workplace.put(1, source.data)
        answer = workplace.call([given], seconds)
        made = workplace.made(given)
    if made is None:
        raise _too_slow(conversion, seconds) if answer.timed_out else _not_converted(conversion)
    return rename(source, made, by(probe))


def convert_many(
    sources: Sequence[Source], folder: Path, probe: Probe | None = None, seconds: float = SECONDS
) -> list[bytes | None]:
    """What becomes of each of the ``sources`` (all of one kind): the bytes of the new file, ``None`` where none came.

    ``seconds`` is the time for the first file, each further one adds :data:`SECONDS_MORE`. A file that ends LibreOffice
    or holds it up costs its own result and a new start. Raises nothing for what a file holds; without LibreOffice
    nothing is made. ``folder`` holds what is in work.
    """
    conversion = CONVERSIONS[sources[0].media_type]
    office = program(probe or conversion.probe)
    results: list[bytes | None] = [None] * len(sources)
    if office is None:
        return results
    with tempfile.TemporaryDirectory(prefix="briefkit-office-", dir=folder) as place:
        workplace = _Workplace(Path(place), office, conversion)
        waiting = [(at, workplace.put(at + 1, source.data)) for at, source in enumerate(sources)]
        while waiting:
            try:
                answer = workplace.call([given for _, given in waiting], seconds + SECONDS_MORE * (len(waiting) - 1))
            except ToolMissing:
                return results
            last = -1
            for number, (at, given) in enumerate(waiting):
                results[at] = workplace.made(given)
                last = last if results[at] is None else number
            if answer.code == 0 and not answer.timed_out:
                break
            # The one behind the last that came is the one that stopped it; what lies before it was refused in passing.
            waiting = waiting[last + 2 :]
    return results


def by(probe: Probe) -> str:
    """The program with its version, as ``source.via`` names it; asked for once by each process."""
    return _named(program(probe), probe.programs, probe.places)


@functools.cache
def _named(office: Path | None, programs: tuple[str, ...], places: tuple[str, ...]) -> str:
    version = look(Probe("LibreOffice", "", programs, places)).version if office else ""
    return f"LibreOffice {version}".strip()


def rename(source: Source, data: bytes, tool: str) -> Source:
    """The new bytes under the old name; the checksum stays that of the file that the person gave."""
    made = files.from_bytes(source.name, data, (tool, *source.via))
    return msgspec.structs.replace(made, sha256=source.sha256)


class _Workplace:
    """A folder with a profile of its own, what is given to LibreOffice, and what it makes."""

    def __init__(self, place: Path, office: Path, conversion: Conversion) -> None:
        self.place, self.office, self.conversion = place, office, conversion
        self.profile = place / "profile"
        (self.profile / "user").mkdir(parents=True)
        (place / "temporary").mkdir()
        (self.profile / "user" / "registrymodifications.xcu").write_text(_written(_PROFILE), encoding="utf-8")

    def put(self, number: int, data: bytes) -> Path:
        """Lays down a file under a name of ours: what a document is called never reaches another program."""
        given = self.place / f"{number:04d}.{self.conversion.given}"
        given.write_bytes(data)
        return given

    def made(self, given: Path) -> bytes | None:
        """What was made of a file, if it is whole; LibreOffice answers 0 also where it failed, so only this counts."""
        made = self.place / "made" / f"{given.stem}.{self.conversion.made}"
        with contextlib.suppress(OSError):
            if made.stat().st_size <= files.LARGEST and zipfile.is_zipfile(made):
                return made.read_bytes()
        return None

    def call(self, given: Sequence[Path], seconds: float) -> Finished:
        """Starts LibreOffice once for all of ``given``. Raises :class:`ToolMissing` where it cannot be started."""
        options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
        profile = f"-env:UserInstallation={self.profile.as_uri()}"
        command: list[str | Path] = [self.office, profile, *options, "--convert-to", self.conversion.export]
        command += ["--outdir", self.place / "made", *given]
        # LibreOffice writes into HOME, which may not exist for a service, and leaves litter where temporary files go;
        # a dead proxy keeps it off the network.
        nowhere = "http://127.0.0.1:9"
        environment = {
            **os.environ,
            **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(self.place / "temporary")),
            "HOME": str(self.place),
            "http_proxy": nowhere,
            "https_proxy": nowhere,
            "SAL_USE_VCLPLUGIN": "svp",
        }
        try:
            return run(command, seconds, environment)
        except OSError as error:
            raise ToolMissing(
                f"LibreOffice cannot be started ({error.strerror or error}).",
                f"{self.conversion.instead}, or install LibreOffice again.",
            ) from error


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


def _missing(conversion: Conversion, probe: Probe) -> ToolMissing:
    line = probe.install.get(system(), "install LibreOffice")
    return ToolMissing(
        f"This is {conversion.what}, and {probe.name}, which reads it, is not installed.",
        f"{conversion.instead}, or install {probe.name}: {line}",
    )


def _too_slow(conversion: Conversion, seconds: float) -> UnusableInput:
    return UnusableInput(
        f"This is {conversion.what}, and LibreOffice did not finish with it within {seconds:.0f} seconds.",
        f"{conversion.instead} and try again.",
        code="BK121",
    )


def _not_converted(conversion: Conversion) -> UnusableInput:
    return UnusableInput(
        f"This is {conversion.what}, and LibreOffice could not read it: it is damaged or has a password.",
        f"{conversion.instead} and try again.",
        code="BK120",
    )
