"""Compatibility branches: of each ``mc:AlternateContent`` exactly one branch is read (ECMA-376 part 3, 7.7).

The first Choice whose Requires are all known, else the Fallback. Never by comparing words: two boxes with equal words
are two boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefkit.readers.docx.names import MC, MC_ALTERNATE

_KNOWN = "http://schemas.microsoft.com/office/word/"
"""Word's own extensions (shapes, groups, canvases, newer attributes); what others add comes with a Fallback."""

_CHARTS = re.compile(r"http://schemas\.microsoft\.com/office/drawing/[\w/]{1,40}/chartex")
"""Charts of later years: their Fallback is a picture of a notice, the words stand in a part of the Choice."""


def taken_branch(alternate: etree._Element) -> etree._Element | None:
    """The branch of an ``mc:AlternateContent`` that is read, or ``None`` where it has none."""
    fallback = None
    for branch in alternate:
        if branch.tag == MC + "Choice":
            if all(_is_known(branch, prefix) for prefix in branch.get("Requires", "").split()):
                return branch
        elif branch.tag == MC + "Fallback" and fallback is None:
            fallback = branch
    return fallback


def _is_known(branch: etree._Element, prefix: str) -> bool:
    namespace: str | None = branch.nsmap.get(prefix)
    return namespace is not None and (namespace.startswith(_KNOWN) or _CHARTS.fullmatch(namespace) is not None)


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """The child elements, alternatives already chosen; comments and entities are passed over."""
    for child in parent:
        if child.tag == MC_ALTERNATE:
            branch = taken_branch(child)
            if branch is not None:
                yield from children(branch)
        elif isinstance(child.tag, str):
            yield child
