"""The house style: what a partnership may choose, from ``templates/<name>/theme.toml`` and the files beside it.

A :class:`Theme` is a value like any other: it holds the words, the colours, the templates and the fonts' bytes, so
that a writer opens no file. Reading it from disk is :func:`load`, the one function here that does.
"""

from __future__ import annotations

import base64
import functools
import importlib.resources
import importlib.util
import json
import re
import struct
import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from lxml import etree

from briefkit import contrast
from briefkit.briefing import SectionName
from briefkit.errors import ToolMissing, UsageError
from briefkit.publishers import Publishers

Tone = Literal["plain", "good", "callout", "small"]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PICTURES = {"svg": "image/svg+xml", "png": "image/png"}
_LARGEST_LOGO = 1_000_000
_PNG_HEAD = 24
_SIDES_OF_A_BOX = 4
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")

MINUTES, WORDS_PER_MINUTE = 7, 200
BUDGET = MINUTES * WORDS_PER_MINUTE
"""The words of a seven-minute briefing."""


class Colours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The colours of the house as ``#rrggbb``; ``good`` is the green of good practice, ``ground`` the page."""

    ink: str
    paper: str
    ground: str
    band: str
    band_ink: str
    band_soft: str
    accent: str
    heading: str
    edge: str
    good: str
    good_edge: str
    good_accent: str
    good_heading: str
    callout: str
    callout_ink: str
    link: str

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if not _COLOUR.fullmatch(getattr(self, name)):
                raise ValueError(f"{name} is {getattr(self, name)!r}; a colour is written #rrggbb")


class Panel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One panel of the page: the section that it shows, its title and its look."""

    section: SectionName
    title: str
    tone: Tone = "plain"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The standing words of the house. None of them is a sentence of a briefing."""

    badge: tuple[str, str, str]
    contact: str
    to_be_confirmed: str
    suggested: str
    reading_time: str
    minute: str
    minutes: str
    page: str
    of: str
    continued: str
    keywords: str
    web_version: str
    more_on_web: str
    skip: str
    contents: str
    left_out: str
    left_out_note: str
    untitled: str
    damaged: str
    whole_text: str = "The whole text"
    whole_text_note: str = (
        "The document is long: above stand sentences that were chosen from it. Here is all of its text."
    )


class Face(msgspec.Struct, frozen=True):
    """One font file: its weight (400 or 700), whether it is italic, and its bytes (TrueType)."""

    weight: int
    italic: bool
    content: bytes


class Family(msgspec.Struct, frozen=True):
    """A font family with its four faces: regular, italic, bold, bold italic."""

    name: str
    slug: str
    faces: tuple[Face, ...]

    def face(self, bold: bool = False, italic: bool = False) -> Face:
        """The face of a look."""
        wanted = (700 if bold else 400, italic)
        return next(face for face in self.faces if (face.weight, face.italic) == wanted)


class Logo(msgspec.Struct, frozen=True):
    """The picture in the header: its bytes, what they are, what it says to those who cannot see it, width by height."""

    content: bytes
    media_type: str
    alt: str
    ratio: float

    @property
    def address(self) -> str:
        """The picture as a ``data:`` address."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.content).decode('ascii')}"


class Theme(msgspec.Struct, frozen=True):
    """A house style, complete. Tuples of pairs and not dictionaries, so that a theme can be the key of a cache.

    ``templates`` are the files' names with their text; ``languages`` the codes (``cy``) with the panels and words that
    take the place of the house's own. ``headings`` are headings of the partnership's own briefings with their section;
    they are known before the lexicon is asked. ``budget`` is the number of words to which a long report is condensed
    (0: never); ``words_per_minute`` the pace by which the printed reading time is told. ``publishers`` is what is known
    of single publishers; it stands in a file of its own, see :mod:`briefkit.remembered`.
    """

    name: str
    colours: Colours
    panels: tuple[Panel, ...]
    words: Words
    families: tuple[Family, ...]
    templates: tuple[tuple[str, str], ...]
    partnership: str = ""
    contact_line: str = ""
    web_address: str = ""
    languages: tuple[tuple[str, tuple[Panel, ...], Words], ...] = ()
    headings: tuple[tuple[str, SectionName], ...] = ()
    budget: int = BUDGET
    words_per_minute: int = WORDS_PER_MINUTE
    logo: Logo | None = None
    publishers: Publishers = ()

    def speak(self, language: str) -> Theme:
        """This house in the language of a briefing (a BCP 47 tag); itself where it has no words for it."""
        wanted = language.partition("-")[0].lower()
        for code, panels, words in self.languages:
            if code == wanted:
                return msgspec.structs.replace(self, panels=panels, words=words)
        return self


class _Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    families: tuple[str, ...]


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    panels: dict[SectionName, str] = {}
    words: dict[str, Any] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``theme.toml`` as it is written."""

    fonts: _Fonts
    colours: Colours
    panels: tuple[Panel, ...]
    words: Words
    partnership: str = ""
    contact_line: str = ""
    web_address: str = ""
    logo: str = ""
    logo_alt: str = ""
    languages: dict[str, _Language] = {}
    headings: dict[str, SectionName] = {}
    budget: Annotated[int, msgspec.Meta(ge=0)] | None = None
    words_per_minute: Annotated[int, msgspec.Meta(ge=50, le=1000)] = WORDS_PER_MINUTE


def load(name_or_path: str) -> Theme:
    """The house style of this name (a folder under ``templates/``) or in the folder at this path.

    Raises :class:`~briefkit.errors.UsageError` where there is no such folder or its ``theme.toml`` cannot be used; the
    sentence names the file and the key.
    """
    return _load(name_or_path)


@functools.lru_cache(maxsize=8)
def _load(name_or_path: str) -> Theme:
    folder = _find(name_or_path)
    place = f"{folder.name}/theme.toml"
    written = _parse(folder.joinpath("theme.toml").read_text("utf-8"), place)
    return Theme(
        name=folder.name,
        colours=written.colours,
        panels=written.panels,
        words=written.words,
        families=tuple(load_family(slug) for slug in written.fonts.families),
        templates=_templates(folder),
        partnership=written.partnership,
        contact_line=written.contact_line,
        web_address=written.web_address,
        languages=tuple((code, *_translate(written, code, place)) for code in written.languages),
        headings=tuple(written.headings.items()),
        budget=MINUTES * written.words_per_minute if written.budget is None else written.budget,
        words_per_minute=written.words_per_minute,
        logo=_logo(folder, written, place),
    )


def shipped() -> Traversable:
    """The folder that holds the shipped themes: inside an installed wheel, else at the top of the repository."""
    packaged = importlib.resources.files("briefkit").joinpath("templates")
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[2] / "templates"


def is_shipped(name_or_path: str) -> bool:
    """Whether this is the name of a house style in :func:`shipped`, and no folder of somebody's own."""
    named = _NAME.fullmatch(name_or_path)
    return named is not None and shipped().joinpath(name_or_path, "theme.toml").is_file()


def _find(name_or_path: str) -> Traversable:
    folder: Traversable = Path(name_or_path)
    if is_shipped(name_or_path):
        folder = shipped().joinpath(name_or_path)
    if not folder.joinpath("theme.toml").is_file():
        names = ", ".join(sorted(each.name for each in shipped().iterdir() if each.joinpath("theme.toml").is_file()))
        raise UsageError(
            f"There is no house style {name_or_path!r}.",
            f"Give one of these names: {names}; or a folder that holds a theme.toml.",
            code="BK610",
        )
    return folder


def _parse(text: str, place: str) -> _File:
    try:
        written = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as wrong:
        raise UsageError(f"{place} is no valid TOML: {wrong}.", "Correct that line.", code="BK610") from None
    except msgspec.ValidationError as wrong:
        raise UsageError(f"{place}: {_key(str(wrong))}", "Correct that key.", code="BK610") from None
    sections = [panel.section for panel in written.panels]
    doubled = sorted({section for section in sections if sections.count(section) > 1})
    if doubled:
        raise UsageError(f"{place}: panels names {doubled[0]} twice.", "Keep one of the two.", code="BK610")
    if not written.fonts.families:
        raise UsageError(f"{place}: fonts.families is empty.", "Name at least one font package.", code="BK610")
    if weak := contrast.weak(msgspec.structs.asdict(written.colours)):
        raise UsageError(
            f"{place}: text needs a contrast of {contrast.LEAST}:1 with its background. {'; '.join(weak)}.",
            "Change these colours; those named in brackets will do.",
            code="BK613",
        )
    return written


def _key(message: str) -> str:
    """msgspec's sentence with the key path in front: it says "Expected `str`, got `int` - at `$.words.page`"."""
    said, _, path = message.partition(" - at ")
    path = path.strip("`").removeprefix("$").lstrip(".")
    return f"{path}: {said}." if path else f"{said}."


def _logo(folder: Traversable, written: _File, place: str) -> Logo | None:
    if not written.logo:
        return None
    media_type = _PICTURES.get(written.logo.rpartition(".")[2].lower())
    if media_type is None or "/" in written.logo or "\\" in written.logo:
        raise _no_logo(place, f"logo is {written.logo!r}", "Name an .svg or .png file that stands beside theme.toml.")
    if not written.logo_alt.strip():
        raise _no_logo(place, "logo_alt is empty", "Say in logo_alt what the logo says, for those who cannot see it.")
    file = folder.joinpath(written.logo)
    if not file.is_file():
        raise _no_logo(place, f"there is no file {written.logo!r}", "Put it beside theme.toml.")
    content = file.read_bytes()
    ratio = _png_ratio(content) if media_type == "image/png" else _svg_ratio(content)
    if ratio is None or len(content) > _LARGEST_LOGO:
        raise _no_logo(
            place,
            f"{written.logo!r} is no {media_type.partition('/')[2][:3].upper()} picture with a size, or over 1 MB",
            "Save it again as a plain SVG (with a viewBox) or PNG.",
        )
    return Logo(content, media_type, " ".join(written.logo_alt.split()), ratio)


def _no_logo(place: str, said: str, step: str) -> UsageError:
    return UsageError(f"{place}: {said}, so the logo cannot be printed.", step, code="BK614")


def _png_ratio(content: bytes) -> float | None:
    """Width by height from the first chunk (https://www.w3.org/TR/png-3/#11IHDR)."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or len(content) < _PNG_HEAD:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width / height if width and height else None


def _svg_ratio(content: bytes) -> float | None:
    """Width by height from the viewBox, else from width and height; ``None`` where an SVG defines entities."""
    if b"<!ENTITY" in content:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return None
    box = re.findall(r"-?[0-9.]+", root.get("viewBox", ""))
    sides = (
        box[2:4]
        if len(box) == _SIDES_OF_A_BOX
        else re.findall(r"[0-9.]+", f"{root.get('width', '')} {root.get('height', '')}")
    )
    try:
        width, height = (float(side) for side in sides)
    except ValueError:
        return None
    return width / height if width > 0 and height > 0 else None


def _templates(folder: Traversable) -> tuple[tuple[str, str], ...]:
    house = shipped().joinpath("house")
    found = []
    for name in ("page.html.j2", "page.css.j2", "web.html.j2", "web.css.j2"):
        own = folder.joinpath(name)
        found.append((name, (own if own.is_file() else house.joinpath(name)).read_text("utf-8")))
    return tuple(found)


def _translate(written: _File, code: str, place: str) -> tuple[tuple[Panel, ...], Words]:
    language = written.languages[code]
    panels = tuple(
        msgspec.structs.replace(panel, title=language.panels.get(panel.section, panel.title))
        for panel in written.panels
    )
    try:
        words = msgspec.convert({**msgspec.to_builtins(written.words), **language.words}, Words)
    except msgspec.ValidationError as wrong:
        where = f"languages.{code}.words"
        raise UsageError(f"{place}: {where}: {_key(str(wrong))}", "Correct that key.", code="BK610") from None
    return panels, words


@functools.lru_cache(maxsize=8)
def load_family(slug: str) -> Family:
    """The font family of the installed package ``fontpkg-<slug>``: the four static faces, 400 and 700.

    Raises :class:`~briefkit.errors.ToolMissing` where the package is not installed or lacks a face.
    """
    module = f"fontpkg_{slug.replace('-', '_')}"
    if not _NAME.fullmatch(slug) or importlib.util.find_spec(module) is None:
        raise ToolMissing(f"The font {slug!r} is not installed.", f"Run: pip install fontpkg-{slug}", code="BK611")
    package = importlib.resources.files(module)
    described: Mapping[str, Any] = json.loads(package.joinpath("metadata.json").read_text("utf-8"))
    paths = {(each["weight"], each["style"]): each["path"] for each in described["files"] if not each["variable"]}
    try:
        faces = tuple(
            Face(weight, style == "italic", package.joinpath(paths[weight, style]).read_bytes())
            for weight in (400, 700)
            for style in ("normal", "italic")
        )
    except KeyError:
        raise ToolMissing(
            f"The font package {slug!r} lacks a regular, bold, italic or bold italic file.",
            "Name another package in fonts.families.",
            code="BK611",
        ) from None
    return Family(described["family"], slug, faces)
