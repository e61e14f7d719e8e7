"""The house style is found by name or path, and a mistake in it is named by its key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefkit import contrast as measured
from briefkit import theme
from briefkit.errors import ToolMissing, UsageError

HOUSE = Path(theme.__file__).resolve().parents[2] / "templates" / "house" / "theme.toml"


def write(folder: Path, *changes: tuple[str, str]) -> str:
    """A theme in the folder: the house's own with some of its text changed."""
    text = HOUSE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "theme.toml").write_text(text, "utf-8")
    return str(folder)


def test_the_house_is_found_by_name() -> None:
    house = theme.load("house")
    assert house.name == "house"
    assert [panel.section for panel in house.panels][:2] == ["background", "findings"]
    assert {name for name, _ in house.templates} == {"page.html.j2", "page.css.j2", "web.html.j2", "web.css.j2"}


def test_a_folder_of_ones_own_needs_no_templates(tmp_path: Path) -> None:
    own = theme.load(write(tmp_path, ('partnership = ""', 'partnership = "Eastvale Partnership"')))
    assert own.partnership == "Eastvale Partnership"
    assert own.templates == theme.load("house").templates


def test_a_name_that_is_no_theme_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no house style 'nowhere'.*house"):
        theme.load("nowhere")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('ink = "#17232b"', 'ink = "dark"', "colours.*ink is 'dark'"),
        ('page = "Page"', "page = 3", r"words\.page: Expected `str`"),
        ('skip = "Skip to the briefing"', "", "words.*skip"),
        ('section = "findings"', 'section = "conclusions"', r"panels\[.*\]\.section: Invalid enum value"),
        ('section = "findings"', 'section = "background"', "panels names background twice"),
        ('tone = "good"', 'tone = "loud"', "tone: Invalid enum value"),
        ("[fonts]", "[typefaces]", "fonts|typefaces"),
        ("[fonts]", "[fonts", "no valid TOML.*line"),
    ],
)
def test_a_mistake_is_named_by_its_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        theme.load(write(tmp_path, (old, new)))
    assert raised.value.code == "BK610"


def test_a_font_that_is_not_installed_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="pip install fontpkg-no-such-font"):
        theme.load(write(tmp_path, ('"fira-sans"', '"no-such-font"')))


def test_a_house_speaks_the_languages_it_has_words_for() -> None:
    house = theme.load("house")
    assert house.speak("cy-GB").panels[0].title == "Cefndir"
    assert house.speak("en-GB") is house
    assert house.speak("") is house
    assert [panel.section for panel in house.speak("cy").panels] == [panel.section for panel in house.panels]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_pair_of_colours_of_the_house_can_be_read() -> None:
    c = theme.load("house").colours
    pairs = [
        (c.ink, c.paper), (c.ink, c.ground), (c.ink, c.good), (c.band_ink, c.band), (c.band_soft, c.band),
        (c.paper, c.accent), (c.heading, c.paper), (c.good_heading, c.good), ("#ffffff", c.good_accent),
        (c.callout_ink, c.callout), (c.band, c.callout), (c.link, c.paper), (c.link, c.ground), (c.link, c.good),
    ]  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_colours_too_close_are_measured_and_a_better_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        theme.load(write(tmp_path, ('heading = "#0b3c4f"', 'heading = "#7a9aa5"')))
    assert raised.value.code == "BK613"
    said = str(raised.value)
    assert re.search(r"heading #7a9aa5 with paper #ffffff has 3\.\d\d:1", said)
    assert "4.5:1" in said
    better = said.partition("nearest that passes: ")[2][:7]
    assert measured.ratio(better, "#ffffff") >= measured.LEAST


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80"><rect width="200" height="80" fill="#0b3c4f"/></svg>'
)
NAMED = ('logo = ""\nlogo_alt = ""', 'logo = "logo.svg"\nlogo_alt = "Eastvale Partnership"')


def test_a_logo_stands_beside_the_theme(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(SVG)
    logo = theme.load(write(tmp_path, NAMED)).logo
    assert logo is not None
    assert (logo.alt, logo.ratio, logo.media_type) == ("Eastvale Partnership", 2.5, "image/svg+xml")
    assert logo.address.startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(
    ("named", "content", "said"),
    [
        (NAMED, None, "there is no file 'logo.svg'"),
        (NAMED, b"<html/>", "no SVG picture"),
        (NAMED, b"<svg", "no SVG picture"),
        (NAMED, SVG.replace(b'viewBox="0 0 200 80"', b""), "no SVG picture"),
        (NAMED, b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "no SVG picture"),
        ((NAMED[0], 'logo = "logo.svg"\nlogo_alt = " "'), SVG, "logo_alt is empty"),
        ((NAMED[0], 'logo = "../logo.svg"\nlogo_alt = "x"'), SVG, r"logo is '\.\./logo\.svg'"),
        ((NAMED[0], 'logo = "logo.exe"\nlogo_alt = "x"'), SVG, "logo is 'logo.exe'"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_refused(
    tmp_path: Path, named: tuple[str, str], content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "logo.svg").write_bytes(content)
    with pytest.raises(UsageError, match=said) as raised:
        theme.load(write(tmp_path, named))
    assert raised.value.code == "BK614"


def test_the_size_of_a_png_is_read_from_its_head(tmp_path: Path) -> None:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") + (100).to_bytes(4, "big")
    (tmp_path / "logo.png").write_bytes(head)
    logo = theme.load(write(tmp_path, (NAMED[0], NAMED[1].replace(".svg", ".png")))).logo
    assert logo is not None
    assert logo.ratio == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("lines", "budget", "pace"),
    [
        ("", 1400, 200),
        ("words_per_minute = 150", 1050, 150),
        ("words_per_minute = 150\nbudget = 900", 900, 150),
        ("budget = 0", 0, 200),
    ],
)
def test_the_budget_is_seven_minutes_at_the_pace_of_the_house(
    tmp_path: Path, lines: str, budget: int, pace: int
) -> None:
    loaded = theme.load(write(tmp_path, ("words_per_minute = 200", lines)))
    assert (loaded.budget, loaded.words_per_minute) == (budget, pace)


def test_a_pace_of_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="words_per_minute"):
        theme.load(write(tmp_path, ("words_per_minute = 200", "words_per_minute = 0")))
