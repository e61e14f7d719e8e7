"""Which styles of a Word document hide their text."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefkit.census.parts import Handlers

_MARKS = ("}style", "}basedOn", "}vanish", "}rPrChange", "}docDefaults")
_OFF = ("0", "false", "off")


@dataclass
class Vanish(Handlers):
    """Hears the part of styles; false while nothing in it hides anything."""

    own: dict[str, bool] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    style: str = ""
    default_style: str = ""
    default: bool = False
    changes: int = 0
    in_defaults: bool = False

    def __bool__(self) -> bool:
        return self.default or any(self.own.values())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        # Word keeps thousands of elements here and five matter, so the others must cost nothing.
        if not name.endswith(_MARKS):
            return
        local = name.rpartition("}")[2]
        values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "style":
            self.style = values.get("styleId", "")
            if values.get("type") == "paragraph" and values.get("default", "0") not in _OFF:
                self.default_style = self.style
        elif local == "docDefaults":
            self.in_defaults = True
        elif local == "basedOn" and self.style:
            self.based_on[self.style] = values.get("val", "")
        elif local == "rPrChange":
            self.changes += 1
        elif local == "vanish" and not self.changes:
            hides = values.get("val", "true") not in _OFF
            if self.style:
                self.own[self.style] = hides
            elif self.in_defaults:
                self.default = hides

    def end(self, name: str) -> None:
        if name.endswith("}style"):
            self.style = ""
        elif name.endswith("}rPrChange"):
            self.changes -= 1
        elif name.endswith("}docDefaults"):
            self.in_defaults = False

    def hides(self, paragraph: str, run: str, table: str) -> bool:
        """Whether text of these styles is hidden; empty where no style is named.

        Hiding is a toggle: said by two of the three sorts of style it is off again (ECMA-376 part 1, 17.7.3).
        """
        said = [self._follow(style) for style in (paragraph or self.default_style, run, table) if style]
        return self.default or sum(said) % 2 == 1

    def _follow(self, style: str) -> bool:
        seen: set[str] = set()
        while style not in self.own and style in self.based_on and style not in seen:
            seen.add(style)
            style = self.based_on[style]
        return self.own.get(style, False)
