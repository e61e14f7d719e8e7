"""The reading of pandoc's own document, as its JSON has it."""

from __future__ import annotations

from typing import Any

from constructs.readings import BREAK, Reading

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def from_pandoc(document: dict[str, Any]) -> Reading:
    """The reading of a document that ``pandoc -t json`` wrote; a title among its metadata is a heading."""
    walk = _Walk()
    for value in document.get("meta", {}).values():
        words = walk.text(value)
        walk.reading.headings.append((0, words))
        walk.pieces += [words, BREAK]
    walk.blocks(document["blocks"])
    walk.reading.text = "".join(walk.pieces)
    return walk.reading


class _Walk:
    def __init__(self) -> None:
        self.reading = Reading()
        self.pieces: list[str] = []

    def text(self, node: Any) -> str:
        """The words of a node, by a walk of its own that keeps nothing else."""
        inner = _Walk()
        inner.node(node)
        return "".join(inner.pieces).strip()

    def blocks(self, nodes: list[Any]) -> None:
        for node in nodes:
            self.node(node)
            self.pieces.append(BREAK)

    def node(self, node: Any) -> None:
        if isinstance(node, list):
            for entry in node:
                self.node(entry)
        elif isinstance(node, dict) and "t" in node:
            self.one(node["t"], node.get("c"))

    def one(self, kind: str, held: Any) -> None:
        if kind == "Str":
            self.pieces.append(held)
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            self.pieces.append(" ")
        elif kind in {"Math", "Code", "CodeBlock"}:
            self.pieces.append(f" {held[1]} ")
        elif kind == "Header":
            self.reading.headings.append((held[0], self.text(held[2])))
            self.node(held[2])
        elif kind == "Link":
            self.reading.links.append((self.text(held[1]), held[2][0]))
            self.node(held[1])
        else:
            self.block(kind, held)

    def block(self, kind: str, held: Any) -> None:
        if kind in {"BulletList", "OrderedList"}:
            self.listed(held if kind == "BulletList" else held[1], held[0] if kind == "OrderedList" else None)
        elif kind == "Table":
            self.table(held)
        elif kind == "Note":
            self.pieces.append(" ")
            self.blocks(held)
        elif kind in {"Para", "Plain"}:
            self.node(held)
            self.pieces.append(BREAK)
        elif kind not in {"RawBlock", "RawInline"}:
            self.node(held)

    def listed(self, items: list[Any], order: list[Any] | None) -> None:
        for index, item in enumerate(items):
            label = "" if order is None else _label(order, index)
            first = item[0] if item else {}
            self.reading.items.append((label, self.text(first)))
            self.blocks(item)

    def table(self, held: list[Any]) -> None:
        _, caption, _, head, bodies, foot = held
        self.node(caption[1])
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        for row in rows:
            self.reading.rows.append([self.text(cell[4]) for cell in row[1]])
            for cell in row[1]:
                self.blocks(cell[4])


def _label(order: list[Any], index: int) -> str:
    """The number that pandoc would print for an item of an ordered list."""
    start, style, delimiter = order[0], order[1]["t"], order[2]["t"]
    number = start + index
    sign = str(number)
    if style.endswith("Alpha"):
        sign = chr(ord("a") + (number - 1) % 26)
    elif style.endswith("Roman") and number < len(_ROMAN):
        sign = _ROMAN[number]
    if style.startswith("Upper"):
        sign = sign.upper()
    return f"({sign})" if delimiter == "TwoParens" else f"{sign})" if delimiter == "OneParen" else f"{sign}."
