"""The package of a presentation, bounded and cleaned before python-pptx sees it.

python-pptx takes a package whole: every part that an arrow leads to is inflated and parsed, and one arrow that leads
nowhere ends it. So a new package is made in memory, of the few kinds of part that hold words or looks: each inflated
within a bound, its entities refused, its strict names folded; arrows to all else (pictures, media, comments, macros,
embedded files, addresses that are no links) are left out.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.readers.addresses import is_live

PART_LIMIT = 64 * 1024 * 1024
TOTAL_LIMIT = 200 * 1024 * 1024
ENTRY_LIMIT = 10_000

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.presentationml."
_XML = "application/xml"
# (the last word of an arrow's type, what the part at its end is)
_KEPT = {
    "officeDocument": f"{_TYPES}presentation.main+xml",
    "slide": f"{_TYPES}slide+xml",
    "slideLayout": f"{_TYPES}slideLayout+xml",
    "slideMaster": f"{_TYPES}slideMaster+xml",
    "notesSlide": f"{_TYPES}notesSlide+xml",
    "notesMaster": f"{_TYPES}notesMaster+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "chart": _XML,
    "diagramData": _XML,
}
_STRICT = re.compile(rb"""((?:xmlns(?::[\w.-]+)?|Type|uri)\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)""")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)

SAVE_AGAIN = "Open it in PowerPoint, save it again as a presentation (.pptx) and try once more."


class Cleaned:
    """The package for python-pptx in ``data``, what was damaged on the way, and whether comments were left out."""

    def __init__(self, content: bytes) -> None:
        """Raises :class:`UnusableInput` where the file holds no presentation, is locked or swells without end."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE as error:
            raise broken() from error
        entries = self._archive.infolist()
        written = (info.file_size for info in entries if info.filename.lower().endswith((".xml", ".rels")))
        if len(entries) > ENTRY_LIMIT or sum(written) > TOTAL_LIMIT:
            raise too_big()
        self._names = {info.filename.lstrip("/").lower(): info for info in entries}
        self._left = TOTAL_LIMIT
        self.diagnostics: list[Diagnostic] = []
        self.has_comments = any("/comments/" in name for name in self._names)
        self.embedded = any(name.startswith("ppt/embeddings/") for name in self._names)
        self._kinds: dict[str, str] = {}
        self._parts: dict[str, bytes] = {}
        self._arrows: dict[str, bytes] = {}
        self._gather("", "")
        if not any(kind == _KEPT["officeDocument"] for kind in self._kinds.values()):
            raise broken()
        self.data = self._write()

    def _gather(self, name: str, kind: str) -> None:
        """Takes in a part and, one by one, those that its arrows lead to."""
        waiting = [(name, kind)]
        while waiting:
            here, sort = waiting.pop()
            if here:
                if here in self._parts or here in self._kinds:
                    continue
                root = self._parse(here)
                if root is None:
                    continue
                self._kinds[here] = _KEPT[sort]
                self._parts[here] = etree.tostring(root, encoding="UTF-8", standalone=True)
            waiting += self._follow(here)
        # An arrow to a part that could not be read would end python-pptx.
        self._arrows = {name: self._kept_arrows(name) for name in ["", *self._parts]}

    def _follow(self, name: str) -> list[tuple[str, str]]:
        found = []
        for element in self._relations(name):
            kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
            if kind in _KEPT and element.get("TargetMode", "").lower() != "external":
                target = self._member(name, element.get("Target", ""))
                if target and not (kind == "officeDocument" and name):
                    found.append((target, kind))
        return found

    def _kept_arrows(self, name: str) -> bytes:
        lines = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        seen: set[str] = set()
        for element in self._relations(name):
            key, kind = element.get("Id", ""), element.get("Type", "").rstrip("/").rpartition("/")[2]
            address = element.get("Target", "")
            external = element.get("TargetMode", "").lower() == "external"
            values = {"Id": key, "Type": f"{_OFFICE}/{kind}"}
            if external and kind == "hyperlink" and is_live(address):
                values |= {"Target": address, "TargetMode": "External"}
            elif not external and kind in _KEPT and (target := self._member(name, address)) in self._parts:
                values["Target"] = f"/{target}"
            else:
                continue
            if key and key not in seen:
                seen.add(key)
                etree.SubElement(lines, f"{{{_RELATIONS}}}Relationship", values)
        return bytes(etree.tostring(lines, encoding="UTF-8", standalone=True))

    def _relations(self, name: str) -> list[etree._Element]:
        folder, base = posixpath.split(name)
        root = self._parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [] if root is None else list(root.iter(f"{{{_RELATIONS}}}Relationship"))

    def _member(self, name: str, target: str) -> str:
        """The part that an arrow leads to, under the name that the zip has for it; empty where there is none."""
        target = unquote(target.partition("#")[0]).replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")
        info = self._names.get(path.lower())
        return info.filename.lstrip("/") if info is not None else ""

    def _parse(self, name: str) -> etree._Element | None:
        """The root of a part; damage inside it costs what stands behind, and is noted."""
        info = self._names.get(name.lower())
        if info is None:
            return None
        limit = min(PART_LIMIT, self._left)
        try:
            with self._archive.open(info) as stream:
                content = stream.read(limit + 1)
        except RuntimeError as error:
            raise locked() from error
        except _DAMAGE:
            self._note(name)
            return None
        if len(content) > limit:
            raise too_big()
        self._left -= len(content) // 4  # a part is read a few times over: as an arrow's end and for its own arrows
        if b"purl.oclc.org/ooxml" in content:
            content = _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006", content)
        root = None
        try:
            root = etree.fromstring(content, _parser())
        except etree.XMLSyntaxError:
            self._note(name)
            with contextlib.suppress(etree.XMLSyntaxError):
                root = etree.fromstring(content, _parser(recover=True))
        if root is not None:
            # Shorthand that was not expanded would be written out again and end the next parser.
            etree.strip_elements(root, etree.Entity, with_tail=False)
        return root

    def _note(self, name: str) -> None:
        if any(said.where == name for said in self.diagnostics):
            return
        self.diagnostics.append(
            Diagnostic(
                "BK262",
                "error",
                "A part of this presentation is damaged; what could be read of it was read.",
                name,
                "Compare the briefing with the presentation; ask for a whole copy.",
            )
        )

    def _write(self) -> bytes:
        types = "".join(f'<Override PartName="/{_escape(name)}" ContentType="{t}"/>' for name, t in self._kinds.items())
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="{_XML}"/>{types}</Types>',
            )
            for name, content in self._parts.items():
                archive.writestr(name, content)
            for name, content in self._arrows.items():
                folder, base = posixpath.split(name)
                archive.writestr(posixpath.join(folder, "_rels", f"{base}.rels"), content)
        return made.getvalue()


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _escape(name: str) -> str:
    return name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def too_big() -> UnusableInput:
    """The error for a file that swells beyond what a presentation can be."""
    return UnusableInput(
        "This file is far too big when unpacked.", "Ask for a smaller copy, or for a PDF of it.", code="BK114"
    )


def broken() -> UnusableInput:
    """The error for a file of which nothing useful is left."""
    return UnusableInput("This PowerPoint file is damaged or incomplete.", SAVE_AGAIN, code="BK111")


def locked() -> UnusableInput:
    """The error for a file with a password."""
    return UnusableInput(
        "This PowerPoint file has a password.",
        "Open it in PowerPoint, choose File > Info > Protect Presentation > Encrypt with Password, delete the "
        "password, save the file and try again.",
        code="BK112",
    )
