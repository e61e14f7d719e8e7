"""The package of an OpenDocument file (OpenDocument 1.3 part 2): its parts as trees, within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from briefkit.errors import UnusableInput

LARGEST_PART = 64 * 1024 * 1024
"""Bytes of XML beyond which no briefing goes."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def read_parts(content: bytes, what: str) -> tuple[etree._Element | None, ...]:
    """The trees of ``content.xml``, ``styles.xml`` and ``meta.xml``, ``None`` for each that is missing.

    ``what`` is the file in the words of a message (``drawing``). No entity is expanded and no other file is read.
    Raises :class:`UnusableInput` where the package is damaged, locked or swells beyond :data:`LARGEST_PART`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(_part(archive, name, what) for name in ("content.xml", "styles.xml", "meta.xml"))
    except _DAMAGE as error:
        raise damaged(what) from error
    except RuntimeError as error:
        raise UnusableInput(
            "The file has a password, so nothing in it can be read.",
            "Open it, save it without a password and try again.",
            code="BK112",
        ) from error


def _part(archive: zipfile.ZipFile, name: str, what: str) -> etree._Element | None:
    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    with archive.open(member) as stream:
        data = stream.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise UnusableInput(
            "The file unpacks to far more than any briefing holds.", "Check where the file comes from.", code="BK243"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(what) from error


def damaged(what: str) -> UnusableInput:
    """The error for a package of which nothing can be read; ``what`` as for :func:`read_parts`."""
    return UnusableInput(
        f"The {what} is damaged or incomplete.",
        "The copy or download may have stopped early: fetch the file again.",
        code="BK245",
    )
