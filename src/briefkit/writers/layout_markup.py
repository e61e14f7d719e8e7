"""From blocks to markup: the runs of blocks that make one list, and the template engine both writers share."""

from __future__ import annotations

import functools
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup

from briefkit.theme import Theme
from briefkit.writers.layout_panels import Block


class Group(msgspec.Struct, frozen=True):
    """Blocks that stand in one element: the items of one list, or one theme, lead-in or paragraph alone."""

    role: str
    blocks: tuple[Block, ...]


def group(blocks: tuple[Block, ...]) -> tuple[Group, ...]:
    """The blocks in their order, neighbours of one list together; numbers that start again are another list."""
    groups: list[Group] = []
    for block in blocks:
        last = groups[-1] if groups else None
        joins = last is not None and last.role == block.role and block.role in ("bullet", "numbered")
        joins = joins and last is not None and last.blocks[-1].under == block.under
        if joins and last is not None and block.number is not None:
            joins = block.number == (last.blocks[-1].number or 0) + 1
        elif joins and last is not None:
            joins = last.blocks[-1].number is None
        if joins and last is not None:
            groups[-1] = Group(last.role, (*last.blocks, block))
        else:
            groups.append(Group(block.role, (block,)))
    return tuple(groups)


@functools.lru_cache(maxsize=8)
def _engine(templates: tuple[tuple[str, str], ...]) -> jinja2.Environment:
    loader = jinja2.DictLoader(dict(templates))
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, auto_reload=False
    )


def fill_in(theme: Theme, name: str, /, **values: Any) -> Markup:
    """The template of the theme filled in. Every value is escaped: text of a briefing is never a template or markup."""
    return Markup(_engine(theme.templates).get_template(name).render(**values))  # noqa: S704 - autoescaped
