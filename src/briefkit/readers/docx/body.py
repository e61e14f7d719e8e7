"""The body of a document: one tree, or block after block where the tree would take too much memory.

The tree of a part takes ten times the memory of its bytes. Beyond :data:`LONG` it is never there as a whole: the part
is parsed twice, once for the survey and once to be read, and each block is dropped when the next one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from briefkit.diagnostics import DAMAGE
from briefkit.readers.docx.names import W
from briefkit.readers.docx.opc.package import Package
from briefkit.readers.docx.opc.xmlparts import PARSING, is_too_deep, prepare, repair
from briefkit.readers.docx.survey import Survey

LONG = 4 * 1024 * 1024
"""Bytes from which on a body is read block by block."""

PIECE = 64 * 1024


class Body(NamedTuple):
    """What is known of a body from the beginning, and its blocks, which can be gone through once."""

    survey: Survey
    blocks: Iterable[etree._Element]


def open_body(package: Package, name: str) -> Body | None:
    """The body in the part ``name``; what is wrong with it is noted in ``package``. ``None`` where nothing is left."""
    content = package.read(name)
    if content is None:
        return None
    if len(content) > LONG:
        body = open_long(package, content, name)
        if body is not None:
            return body
    root = package.parsed(name, content)
    return Body(Survey.of(root), root) if root is not None else None


def open_long(package: Package, content: bytes, name: str) -> Body | None:
    """The body in ``content`` block by block; ``None`` where it must be read as one tree (no body, or too deep)."""
    content, found = prepare(content, name)
    recover = False
    while True:
        survey, is_body = Survey(), False
        try:
            for block in parse_blocks(content, recover):
                is_body = True
                survey.take(block, keep=False)
        except etree.XMLSyntaxError as error:
            if recover or is_too_deep(str(error)):
                return None
            mended, said = repair(content, name, package.share(name))
            # What cannot be mended is read as far as libxml2 can follow.
            recover, content = any(one.code in DAMAGE for one in found) or mended == content, mended
            found.append(said)
            continue
        if not is_body:
            return None
        package.found(name, found)
        return Body(survey, _shown(survey, parse_blocks(content, recover)))


def _shown(survey: Survey, blocks: Iterator[etree._Element]) -> Iterator[etree._Element]:
    for block in blocks:
        survey.point_out(block)
        yield block


def parse_blocks(content: bytes, recover: bool = False) -> Iterator[etree._Element]:
    """The children of ``w:body`` and what stands before it, each whole and dropped when the next one is asked for.

    Raises ``XMLSyntaxError`` where the part is malformed, unless it is to ``recover``: then it ends there.
    """
    parser = etree.XMLPullParser(events=("start",), tag=W + "body", recover=recover, **PARSING)
    body: etree._Element | None = None
    for at in range(0, len(content), PIECE):
        parser.feed(content[at : at + PIECE])
        if body is None:
            body = next((element for _, element in parser.read_events()), None)
            if body is not None:
                yield from body.itersiblings(preceding=True)
        if body is not None:
            while len(body) > 1:  # the parser is past all but the last
                block = body[0]
                yield block
                block.clear()  # to take a block out with all that is in it would cost the square of its size
                body.remove(block)
    parser.close()
    if body is not None:
        yield from body
